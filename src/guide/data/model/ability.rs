//! What a program can do, and how certain that is.

use super::Localized;
use crate::matrix::Source;

/// Something a mail program can or cannot do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// Receive by POP.
    Pop3,
    /// Receive by IMAP.
    Imap,
    /// POP inside TLS from the first byte.
    Pop3Tls,
    /// IMAP inside TLS from the first byte.
    ImapTls,
    /// Sending inside TLS from the first byte.
    SmtpTls,
    /// POP upgraded to TLS.
    Pop3StartTls,
    /// IMAP upgraded to TLS.
    ImapStartTls,
    /// Sending upgraded to TLS.
    SmtpStartTls,
    /// APOP, RFC 1939 section 7.
    Apop,
    /// A password that is not sent as it is.
    EncryptedPassword,
    /// TLS 1.2, RFC 5246.
    Tls12,
}

impl Ability {
    /// All, in the order in which a file's entries are kept.
    pub const ALL: [Self; 11] = [
        Self::Pop3,
        Self::Imap,
        Self::Pop3Tls,
        Self::ImapTls,
        Self::SmtpTls,
        Self::Pop3StartTls,
        Self::ImapStartTls,
        Self::SmtpStartTls,
        Self::Apop,
        Self::EncryptedPassword,
        Self::Tls12,
    ];

    /// The id in the data; where a provider's file can list it as lacking, the same as there.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pop3 => "pop3",
            Self::Imap => "imap",
            Self::Pop3Tls => "pop3-tls",
            Self::ImapTls => "imap-tls",
            Self::SmtpTls => "smtp-tls",
            Self::Pop3StartTls => "pop3-starttls",
            Self::ImapStartTls => "imap-starttls",
            Self::SmtpStartTls => "smtp-starttls",
            Self::Apop => "apop",
            Self::EncryptedPassword => "encrypted-password",
            Self::Tls12 => "tls12",
        }
    }
}

/// Whether something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certain {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody looked, or sources differ.
    Unknown,
}

/// Whether a mail program can do something.
#[derive(Clone, Copy, Debug)]
pub struct Can {
    /// Whether it can.
    pub is: Certain,
    /// What must be known about it.
    pub note: Option<Localized>,
    /// Where it stands; without one it rests on the guide's basis.
    pub source: Option<Source>,
}
