//! What servers write about TLS: version, cipher and length of the key, and which of them are obsolete.

/// A version of SSL or TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TlsVersion {
    /// SSL 2.0.
    Ssl2,
    /// SSL 3.0.
    Ssl3,
    /// Older programs write `TLSv1/SSLv3` for anything from SSL 3.0 to TLS 1.2: the name of the cipher's family.
    Unclear,
    /// TLS 1.0.
    Tls10,
    /// TLS 1.1.
    Tls11,
    /// TLS 1.2.
    Tls12,
    /// TLS 1.3.
    Tls13,
}

/// What is obsolete about a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obsolete {
    /// SSL 2.0 (RFC 6176), SSL 3.0 (RFC 7568), TLS 1.0 or 1.1 (RFC 8996).
    Version,
    /// RC4, RFC 7465.
    Rc4,
    /// 3DES, which has less than 128 bits: RFC 9325 section 4.1.
    TripleDes,
    /// DES, which has 56 bits: RFC 9325 section 4.1.
    Des,
    /// Weakened for export in the 1990s: RFC 9325 section 4.1.
    Export,
    /// No encryption: RFC 9325 section 4.1.
    Null,
    /// A server that showed no certificate.
    Anonymous,
}

impl TlsVersion {
    /// Its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ssl2 => "SSL 2.0",
            Self::Ssl3 => "SSL 3.0",
            Self::Unclear => "TLSv1/SSLv3",
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        }
    }

    /// Whether an RFC forbids it. Of an unclear one that cannot be said.
    #[must_use]
    pub const fn is_obsolete(self) -> bool {
        matches!(self, Self::Ssl2 | Self::Ssl3 | Self::Tls10 | Self::Tls11)
    }

    /// The RFC that forbids it.
    #[must_use]
    pub const fn rfc(self) -> Option<u16> {
        match self {
            Self::Ssl2 => Some(6176),
            Self::Ssl3 => Some(7568),
            Self::Tls10 | Self::Tls11 => Some(8996),
            Self::Unclear | Self::Tls12 | Self::Tls13 => None,
        }
    }

    /// Reads a version as servers write it: `TLSv1.2`, `TLS1_2`, `TLS-1.2`, `TLS1.2`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        if word == "tlsv1/sslv3" {
            return Some(Self::Unclear);
        }
        let ssl = word.strip_prefix("ssl");
        let number = ssl.or_else(|| word.strip_prefix("tls"))?;
        let number = number.trim_start_matches(['v', '-', '_', ' ']);
        match (ssl.is_some(), number) {
            (true, "2" | "2.0" | "2_0") => Some(Self::Ssl2),
            (true, "3" | "3.0" | "3_0") => Some(Self::Ssl3),
            (false, "1" | "1.0" | "1_0") => Some(Self::Tls10),
            (false, "1.1" | "1_1") => Some(Self::Tls11),
            (false, "1.2" | "1_2") => Some(Self::Tls12),
            (false, "1.3" | "1_3") => Some(Self::Tls13),
            _ => None,
        }
    }
}

impl Obsolete {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Version, Self::Rc4, Self::TripleDes, Self::Des, Self::Export, Self::Null, Self::Anonymous];

    /// The id of the text that says it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Version => "obsolete-version",
            Self::Rc4 => "obsolete-rc4",
            Self::TripleDes => "obsolete-3des",
            Self::Des => "obsolete-des",
            Self::Export => "obsolete-export",
            Self::Null => "obsolete-null",
            Self::Anonymous => "obsolete-anonymous",
        }
    }
}

/// What is obsolete about a version and a cipher.
pub(super) fn obsolete(version: Option<TlsVersion>, cipher: Option<&str>) -> Vec<Obsolete> {
    let mut found = Vec::new();
    if version.is_some_and(TlsVersion::is_obsolete) {
        found.push(Obsolete::Version);
    }
    let cipher = cipher.unwrap_or_default().to_ascii_uppercase();
    let mut add = |kind: Obsolete| {
        if !found.contains(&kind) {
            found.push(kind);
        }
    };
    for part in cipher.split(['-', '_']) {
        match part {
            "RC4" | "ARCFOUR" => add(Obsolete::Rc4),
            "3DES" | "CBC3" => add(Obsolete::TripleDes),
            // OpenSSL calls 3DES "DES-CBC3", GnuTLS and the RFCs "3DES_EDE".
            "DES" if !cipher.contains("CBC3") && !cipher.contains("3DES") => add(Obsolete::Des),
            "EXP" | "EXP1024" | "EXPORT" | "EXPORT1024" | "DES40" | "RC2" => add(Obsolete::Export),
            "NULL" => add(Obsolete::Null),
            "ADH" | "AECDH" | "ANON" => add(Obsolete::Anonymous),
            _ => {}
        }
    }
    found
}

/// What one comment, or the words behind `with`, say about TLS.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub version: Option<TlsVersion>,
    pub cipher: Option<String>,
    pub bits: Option<u16>,
}

/// Reads what a text says about TLS; `None` if it does not speak of it.
pub(super) fn told(text: &str) -> Option<Told> {
    let mut told = Told::default();
    let mut marked = false;
    let mut before = "";
    for word in text.split([' ', '\t', ',', ';', ':', '=', '(', ')', '"']).filter(|word| !word.is_empty()) {
        let lower = before.to_ascii_lowercase();
        let named = lower == "cipher";
        if told.version.is_none() {
            told.version = TlsVersion::parse(word);
            // "TLS v1.2" in two words.
            if told.version.is_none() && (lower == "tls" || lower == "ssl") {
                told.version = TlsVersion::parse(&[before, word].concat());
            }
        }
        // The name a sender gives itself proves nothing.
        let is_own_name = lower == "helo" || lower == "ehlo";
        let is_cipher = (looks_like_cipher(word) && !is_own_name) || (named && word.len() > 3);
        if is_cipher && told.cipher.is_none() && TlsVersion::parse(word).is_none() {
            told.cipher = Some(word.chars().take(80).collect());
        } else if told.bits.is_none()
            && let Some(bits) = bits(word, &lower, told.cipher.is_some())
        {
            told.bits = Some(bits);
        }
        marked |= named || word.eq_ignore_ascii_case("tls") || word.eq_ignore_ascii_case("encrypted");
        before = word;
    }
    (marked || told.version.is_some() || told.cipher.is_some()).then_some(told)
}

/// The length of the key: `256/256` before `bits`, `256bits`, `bits=256`, or the number behind the cipher.
fn bits(word: &str, before: &str, behind_cipher: bool) -> Option<u16> {
    let lower = word.to_ascii_lowercase();
    let number = lower.strip_suffix("bits").unwrap_or(&lower);
    let number = number.split('/').next().unwrap_or(number);
    let fits = number.len() < lower.len() || before == "bits" || behind_cipher;
    number.parse().ok().filter(|bits| fits && (40..=512).contains(bits))
}

/// Names of ciphers by OpenSSL, GnuTLS and the RFCs: capitals, digits and hyphens, with a known algorithm in it.
fn looks_like_cipher(word: &str) -> bool {
    const ALGORITHMS: [&str; 7] = ["RC4", "ARCFOUR", "DES", "3DES", "NULL", "SEED", "IDEA"];
    const FAMILIES: [&str; 4] = ["AES", "CHACHA20", "CAMELLIA", "ARIA"];
    // "anon" is written small in the names of the RFCs.
    let capitals = word.replace("anon", "");
    let shape = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    word.len() > 6
        && word.contains(['-', '_'])
        && capitals.bytes().all(shape)
        && word.split(['-', '_']).any(|part| {
            ALGORITHMS.contains(&part)
                || FAMILIES.iter().any(|family| {
                    part.strip_prefix(family)
                        .is_some_and(|size| size.bytes().all(|byte| byte.is_ascii_digit()))
                })
        })
}
