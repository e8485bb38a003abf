//! Templates of configuration files, and values inside their languages: escaped so that they cannot end, or refused.

use super::identity::{file_name, slug};
use super::{Account, Artefact, Endpoint, Limit, Refusal};

/// What every template of an account may name: the incoming server's host and port, and the best submission server's.
const OF_ACCOUNT: &str = "address slug host port smtp-host smtp-port ";

/// A configuration file: its template with the account's values and those that are named.
pub fn artefact(
    account: &Account<'_>,
    extension: &str,
    template: &str,
    names: &str,
    values: &[&str],
) -> Artefact {
    Artefact {
        name: file_name(account.address, extension),
        mime: "text/plain",
        content: fill_in(account, template, names, values),
    }
}

/// The template with the account's values and those that are named.
pub fn fill_in(account: &Account<'_>, template: &str, names: &str, values: &[&str]) -> String {
    let (host, port) = place(account.incoming.as_ref());
    let (smtp_host, smtp_port) = place(account.outgoing.first());
    let (address, slug) = (account.address.to_string(), slug(account.address));
    let mut all = vec![&*address, &slug, host, &port, smtp_host, &smtp_port];
    all.extend_from_slice(values);
    fill(template, &(OF_ACCOUNT.to_owned() + names), &all)
}

/// A server's host and port, as texts.
fn place(server: Option<&Endpoint>) -> (&str, String) {
    server.map(|server| (&*server.host, server.port.to_string())).unwrap_or_default()
}

/// The template with each value in place of its name in braces. Names are parted by blanks, in the values' order.
/// A value is never taken for a template.
pub fn fill(template: &str, names: &str, values: &[&str]) -> String {
    let mut pieces = template.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, text) = piece.split_once('}').unwrap_or_default();
        if let Some((_, value)) = names.split(' ').zip(values).find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        filled.push_str(text);
    }
    filled
}

/// The text, if it stays what it is in one line of any file: printable ASCII, blanks inside only.
///
/// # Errors
/// [`Limit::Characters`].
pub fn printable(text: &str) -> Result<&str, Refusal> {
    let fits =
        text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim() == text && !text.is_empty();
    if fits { Ok(text) } else { Err(Refusal::Cannot(Limit::Characters)) }
}

/// The text with something else in place of the characters that would end it or begin something else.
///
/// # Errors
/// [`Limit::Characters`].
pub fn escaped(text: &str, escapes: &[(char, &str)]) -> Result<String, Refusal> {
    let mut escaped = String::new();
    for character in printable(text)?.chars() {
        match escapes.iter().find(|(special, _)| *special == character) {
            Some((_, escape)) => escaped.push_str(escape),
            None => escaped.push(character),
        }
    }
    Ok(escaped)
}

/// The text as a part of a URI: `%` and two digits for each byte that is not unreserved (RFC 3986 section 2.3).
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            push_percent(byte, &mut encoded);
        }
    }
    encoded
}

/// Adds `%` and the byte's two digits.
pub fn push_percent(byte: u8, text: &mut String) {
    text.push('%');
    push_hexadecimal(u32::from(byte), 2, text);
}

/// Adds the number's last digits.
pub fn push_hexadecimal(number: u32, digits: u32, text: &mut String) {
    for digit in (0..digits).rev() {
        let digit = char::from_digit(number >> (4 * digit) & 15, 16).unwrap_or_default();
        text.push(digit.to_ascii_uppercase());
    }
}
