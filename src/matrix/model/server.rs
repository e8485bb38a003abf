//! A server as the data have it: for each field a value with its certainty and its source.

use super::Source;
use crate::mail::{Certainty, Pattern};
use std::borrow::Cow;

/// A server as the rules name it: for each field the value for POP3 and for IMAP.
#[derive(Clone, Debug)]
pub struct Server {
    /// The author's name for it.
    pub name: &'static str,
    pub(crate) fields: [Option<[usize; 2]>; 5],
}

/// A field of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The server's name.
    Host,
    /// The TCP port.
    Port,
    /// The protection of the connection.
    Security,
    /// How the password is sent.
    Authentication,
    /// The log-in name.
    Username,
}

impl Field {
    /// All fields, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Host, Self::Port, Self::Security, Self::Authentication, Self::Username];

    /// The key in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Port => "port",
            Self::Security => "security",
            Self::Authentication => "authentication",
            Self::Username => "username",
        }
    }
}

/// A value with its certainty and source.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The author's name for it.
    pub name: &'static str,
    /// What it holds.
    pub content: Content,
    /// How sure it is.
    pub certainty: Certainty,
    /// Id of the text that gives the reason; always there unless `certainty` is `Stated`.
    pub why: Option<&'static str>,
    /// Where it stands.
    pub source: Source,
    /// The other side, where documents disagree.
    pub alternatives: &'static [Alternative],
    /// For a pattern that cuts the domain: certainty and reason under a Japanese category.
    pub category: Option<(Certainty, &'static str)>,
    /// For a pattern that cuts the domain: certainty and reason for longer names.
    pub deeper: Option<(Certainty, &'static str)>,
}

/// What a value holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// The same for everybody.
    Literal(Scalar),
    /// Depends on the mail address.
    Pattern(Pattern<'static>),
    /// The documents do not give it.
    Nothing,
}

/// A literal of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A host, a user name, or the id of a security or an authentication.
    Text(Cow<'static, str>),
    /// A TCP port.
    Port(u16),
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Port(port) => write!(f, "{port}"),
        }
    }
}

/// What another place says instead.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What it says.
    pub content: Content,
    /// Where.
    pub source: Source,
}
