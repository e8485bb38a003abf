//! What a file is known by: its name, and identifiers that are the same each time it is made.

use crate::mail::{EmailAddress, Hostname};
use uuid::Uuid;

/// The namespace of all identifiers made here (RFC 9562 section 5.5). Another one would make every profile that
/// is installed anew a second account.
const NAMESPACE: Uuid = Uuid::from_u128(0xbc53_b7a5_7dee_4573_aa0c_088e_1bb8_8ade);

/// The identifier of a name, in capitals: a UUID of version 5.
#[must_use]
pub fn uuid(name: &str) -> String {
    let mut buffer = Uuid::encode_buffer();
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).hyphenated().encode_upper(&mut buffer).to_owned()
}

/// The name of a file about an address: letters, digits and hyphens, domain first.
#[must_use]
pub fn file_name(address: &EmailAddress, extension: &str) -> String {
    slug(address) + "." + extension
}

/// The name of a file about a domain.
#[must_use]
pub fn domain_file_name(domain: &Hostname, extension: &str) -> String {
    hyphenated(domain.as_str()) + "." + extension
}

/// An address in letters, digits and hyphens, domain first: a word in any configuration file.
#[must_use]
pub fn slug(address: &EmailAddress) -> String {
    hyphenated(&[address.domain().as_str(), address.local()].join("-"))
}

fn hyphenated(text: &str) -> String {
    // Long enough for every address in use, short enough for every file system.
    const LONGEST: usize = 100;
    let mut name = String::new();
    for c in text.chars().take(LONGEST) {
        name.push(if c.is_ascii_alphanumeric() { c } else { '-' });
    }
    name
}
