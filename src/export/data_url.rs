//! A file as an address (RFC 2397): what a link leads to where the system installs a file instead of saving it.

use super::Artefact;

/// The digits of base64 (RFC 4648, section 4).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The whole file as an address.
#[must_use]
pub fn data_url(artefact: &Artefact) -> String {
    let mut url = String::from("data:");
    url.push_str(artefact.mime);
    url.push_str(";base64,");
    for three in artefact.content.as_bytes().chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            url.push(if place > three.len() { '=' } else { char::from(digit) });
        }
    }
    url
}
