//! Conditions on the answer, and what a program asks of a server.

use super::Localized;
use crate::matrix::Source;

/// Conditions on the answer: for each key the values it may have. All must hold; none always holds.
pub type When = &'static [(Key, &'static [&'static str])];

/// Something a condition can look at. Where the answer does not tell, its value is `unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The provider's id.
    Provider,
    /// The plan's id.
    Plan,
    /// `pop3` or `imap`.
    Access,
    /// `none`, `starttls` or `tls`.
    IncomingSecurity,
    /// `none`, `starttls` or `tls`.
    OutgoingSecurity,
    /// `none`, `password-cleartext` or `password-encrypted`.
    IncomingAuthentication,
    /// `none`, `password-cleartext` or `password-encrypted`.
    OutgoingAuthentication,
    /// A port number.
    IncomingPort,
    /// A port number.
    OutgoingPort,
    /// How sending logs in: `same` as receiving, `own`, or `none`.
    Login,
    /// What user name receiving takes: `address`, or `other`.
    User,
    /// `answered`, `asking` or `unavailable`.
    Status,
    /// Ids of the reasons why the answer is unavailable; any of them may match.
    Reason,
    /// Ids of the notices that the answer shows; any of them may match.
    Notice,
}

impl Key {
    /// All, with their ids.
    pub const ALL: [(&'static str, Self); 14] = [
        ("provider", Self::Provider),
        ("plan", Self::Plan),
        ("access", Self::Access),
        ("incoming-security", Self::IncomingSecurity),
        ("outgoing-security", Self::OutgoingSecurity),
        ("incoming-authentication", Self::IncomingAuthentication),
        ("outgoing-authentication", Self::OutgoingAuthentication),
        ("incoming-port", Self::IncomingPort),
        ("outgoing-port", Self::OutgoingPort),
        ("login", Self::Login),
        ("user", Self::User),
        ("status", Self::Status),
        ("reason", Self::Reason),
        ("notice", Self::Notice),
    ];
}

/// What a program asks of a server.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// What it asks.
    pub title: Localized,
    /// Whether an answer meets it: the first check that holds.
    pub checks: &'static [Check],
    /// Where it stands.
    pub source: Source,
}

/// Whether an answer meets a condition.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Under which conditions this is the verdict.
    pub when: When,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub text: Localized,
}

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// The documents do not tell: ask.
    Ask,
    /// It does not concern this answer.
    NotConcerned,
}
