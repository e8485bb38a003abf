//! A link that opens this page on a phone, with the answers in its fragment, which no server gets to see.

use super::config::push_percent;
use super::{Input, Limit, Refusal};
use crate::decide::to_fragment;

pub fn payload(input: Input<'_>) -> Result<String, Refusal> {
    let page = input.page.split('#').next().unwrap_or_default();
    if !page.starts_with("https://") && !page.starts_with("http://") {
        return Err(Refusal::Cannot(Limit::Page));
    }
    let mut link = String::new();
    for byte in page.bytes() {
        if byte.is_ascii_graphic() { link.push(char::from(byte)) } else { push_percent(byte, &mut link) }
    }
    link.push('#');
    link.push_str(&to_fragment(input.state, input.catalogue, input.personal));
    Ok(link)
}
