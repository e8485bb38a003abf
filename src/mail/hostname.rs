//! A server's name, as DNS and certificates know it.

/// Turns an internationalised domain name into its ASCII form (UTS 46).
/// The browser does it; tests on the host bring a crate.
pub trait Idn {
    /// The ASCII form, lower case, or `None` if the name is not a domain name.
    fn to_ascii(&self, domain: &str) -> Option<String>;
}

/// A host name of letters, digits and hyphens (RFC 1123 section 2.1), lower case, with at least one dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hostname(String);

/// Why a text is not a host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostnameError {
    /// Nothing was entered.
    Empty,
    /// A blank inside.
    Space,
    /// Over 253 characters, or a label over 63 (RFC 1035 section 2.3.4).
    TooLong,
    /// No dot: the whole name is needed.
    NoDot,
    /// A character that cannot stand in a host name, or a misplaced dot or hyphen.
    Malformed,
}

impl Hostname {
    /// Reads a host name; surrounding blanks and a final dot are dropped.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, idn: &dyn Idn) -> Result<Self, HostnameError> {
        let text = text.trim();
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.is_empty() {
            return Err(HostnameError::Empty);
        }
        if text.chars().any(char::is_whitespace) {
            return Err(HostnameError::Space);
        }
        // A host name in Unicode is shorter than in ASCII, and no input may keep the page busy.
        if text.chars().count() > 253 {
            return Err(HostnameError::TooLong);
        }
        let ascii = if text.is_ascii() {
            text.to_ascii_lowercase()
        } else {
            idn.to_ascii(text).ok_or(HostnameError::Malformed)?
        };
        if ascii.len() > 253 || ascii.split('.').any(|label| label.len() > 63) {
            return Err(HostnameError::TooLong);
        }
        if !ascii.split('.').all(is_label) {
            return Err(HostnameError::Malformed);
        }
        match ascii.rsplit_once('.') {
            None => Err(HostnameError::NoDot),
            // A last label of digits would make it look like an address (RFC 3696 section 2).
            Some((_, last)) if last.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(HostnameError::Malformed)
            }
            Some(_) => Ok(Self(ascii)),
        }
    }

    /// The name in ASCII.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first dot.
    #[must_use]
    pub fn first_label(&self) -> &str {
        self.0.split('.').next().unwrap_or(&self.0)
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
