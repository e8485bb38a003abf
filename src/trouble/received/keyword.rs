//! The keywords behind `with`, which tell the protocol, the log-in and the encryption of a hop.

/// A keyword such as `ESMTPSA`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The RFC that defines it; `None` for one that is in use without one.
    pub rfc: Option<u16>,
    /// Says that the sender logged in.
    pub authenticated: bool,
    /// Says that the connection was encrypted.
    pub encrypted: bool,
    /// Delivery within a server (LMTP), which says nothing about the sender.
    pub delivery: bool,
}

impl Keyword {
    /// Reads a keyword, in any case. RFC 3848 defines the letters behind the protocol: `S` for TLS, `A` for a log-in.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.to_ascii_uppercase();
        // Exim's own word, from before RFC 3848.
        if word == "ASMTP" {
            return Some(Self { rfc: None, authenticated: true, encrypted: false, delivery: false });
        }
        let (rest, utf8) = word.strip_prefix("UTF8").map_or((&*word, false), |rest| (rest, true));
        let extended = rest.strip_prefix("ESMTP");
        let delivery = rest.strip_prefix("LMTP");
        let suffix = extended.or(delivery).or_else(|| rest.strip_prefix("SMTP"))?;
        let (encrypted, authenticated) = match suffix {
            "" => (false, false),
            "S" => (true, false),
            "A" => (false, true),
            "SA" => (true, true),
            _ => return None,
        };
        let rfc = if utf8 {
            Some(6531)
        } else if delivery.is_some() || (extended.is_some() && !suffix.is_empty()) {
            Some(3848)
        } else if suffix.is_empty() {
            Some(5321)
        } else {
            None
        };
        Some(Self { rfc, authenticated, encrypted, delivery: delivery.is_some() })
    }
}
