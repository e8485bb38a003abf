//! The visitor's mail address.

use super::{Hostname, HostnameError, Idn};

/// A mail address `local@domain` (RFC 5321 section 4.1.2 without quoted strings and address literals),
/// the domain in ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress {
    local: String,
    domain: Hostname,
}

/// Why a text is not a usable mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// No `@`.
    NoAt,
    /// More than one `@`.
    ManyAts,
    /// A blank inside.
    Space,
    /// Nothing before the `@`.
    NoLocal,
    /// A character that cannot stand before the `@`.
    LocalCharacter(char),
    /// A dot at the beginning, at the end or doubled before the `@`.
    LocalDot,
    /// Over 64 characters before the `@`, or over 254 in all (RFC 5321 section 4.5.3.1).
    TooLong,
    /// The part after the `@` is not a domain name.
    Domain(HostnameError),
}

impl EmailAddress {
    /// Reads an address; surrounding blanks are dropped.
    ///
    /// # Errors
    /// The first thing that is wrong with it, from left to right.
    pub fn parse(text: &str, idn: &dyn Idn) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.chars().count() > 254 {
            return Err(AddressError::TooLong);
        }
        if text.chars().any(char::is_whitespace) {
            return Err(AddressError::Space);
        }
        let (local, domain) = text.split_once('@').ok_or(AddressError::NoAt)?;
        if domain.find('@').is_some() {
            return Err(AddressError::ManyAts);
        }
        if local.is_empty() {
            return Err(AddressError::NoLocal);
        }
        if let Some(found) = local.chars().find(|c| !is_atom_character(*c) && *c != '.') {
            return Err(AddressError::LocalCharacter(found));
        }
        // Some Japanese carriers once gave out such addresses, but no provider here does.
        if local.split('.').any(str::is_empty) {
            return Err(AddressError::LocalDot);
        }
        let domain = Hostname::parse(domain, idn).map_err(AddressError::Domain)?;
        if local.len() > 64 || local.len() + 1 + domain.as_str().len() > 254 {
            return Err(AddressError::TooLong);
        }
        Ok(Self { local: local.to_owned(), domain })
    }

    /// The part before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The part after the `@`, in ASCII.
    #[must_use]
    pub const fn domain(&self) -> &Hostname {
        &self.domain
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.local, self.domain.as_str())
    }
}

/// `atext` of RFC 5322 section 3.2.3.
const fn is_atom_character(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
}
