//! What the visitor's mail program is set to now, from a file, from pasted text, or typed field by field.
//! Passwords are passed over, wherever they stand.

mod autodiscover;
mod fetchmail;
mod file;
mod gathered;
mod json;
mod lines;
mod markup;
mod mbsync;
mod msmtp;
mod neomutt;
mod prf;
mod program;
mod prose;
mod security;
mod sheet;
mod srv;
mod text;
mod values;
mod words;
mod xml;

pub use file::{Account, read_file};
pub use markup::Markup;
pub use sheet::pattern;
pub use text::{Read, read_text};
pub use xml::{Xml, XmlNode};

use security::switched;

use crate::mail::{Authentication, Protocol, Security};
use crate::matrix::Field;

/// The longest file or text that is read, in bytes.
pub const LONGEST: usize = 1 << 20;

/// The settings of an account, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// The incoming server.
    pub incoming: PresentServer,
    /// The submission server.
    pub outgoing: PresentServer,
}

/// One of the two servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Incoming,
    Outgoing,
}

/// The settings of one server, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresentServer {
    /// What it speaks.
    pub protocol: Option<Protocol>,
    /// Its name as it was entered; `{domain}` stands for a part of the address.
    pub host: Option<String>,
    /// Its TCP port.
    pub port: Option<u16>,
    /// The protection of the connection.
    pub security: Option<Security>,
    /// How the password is sent.
    pub authentication: Option<Authentication>,
    /// The log-in name as it was entered; `{address}` and `{local}` stand for the address and its first part.
    pub username: Option<String>,
    /// Whether the connection is known to be protected; a program with one box for it does not tell how.
    pub encrypts: bool,
    /// Whether it is known to log in; a program with one box for it does not tell how.
    pub logs_in: bool,
}

/// In place of the id of a protection or an authentication of which only this is known: that there is one.
pub const ON: &str = "on";

/// Why there are no settings to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// Over `LONGEST`.
    TooLong,
    /// A property list in Apple's binary form.
    BinaryPlist,
    /// A signed profile, which is not text.
    Signed,
    /// Not text. The page has other encodings turned into UTF-8 before.
    Binary,
    /// XML that declares entities, which no file of the known kinds does.
    Entities,
    /// XML with a mistake in it.
    BrokenXml,
    /// XML of another kind.
    OtherXml,
    /// Text in a form that is none of the known ones.
    OtherKind,
    /// No settings of a mail account in it.
    NoSettings,
}

impl Unreadable {
    /// All reasons.
    pub const ALL: [Self; 10] = [
        Self::Empty,
        Self::TooLong,
        Self::BinaryPlist,
        Self::Signed,
        Self::Binary,
        Self::Entities,
        Self::BrokenXml,
        Self::OtherXml,
        Self::OtherKind,
        Self::NoSettings,
    ];

    /// The id of the text that says it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Empty => "present-empty",
            Self::TooLong => "present-too-long",
            Self::BinaryPlist => "present-binary-plist",
            Self::Signed => "present-signed",
            Self::Binary => "present-binary",
            Self::Entities => "present-entities",
            Self::BrokenXml => "present-broken-xml",
            Self::OtherXml => "present-other-xml",
            Self::OtherKind => "present-other-kind",
            Self::NoSettings => "present-no-settings",
        }
    }
}

impl Present {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.incoming.is_empty() && self.outgoing.is_empty()
    }
}

impl PresentServer {
    /// Whether nothing but the protocol is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Self { protocol: None, ..self.clone() } == Self::default()
    }

    /// Sets a field from what was typed or chosen: the ids of security and authentication, a port's digits, a name as
    /// it is. An empty text clears it; a text that cannot be a value of the field changes nothing and gives false.
    pub fn set(&mut self, field: Field, text: &str) -> bool {
        let text = text.trim();
        let short =
            || (text.chars().count() <= 254 && !text.chars().any(char::is_control)).then(|| text.to_owned());
        match field {
            Field::Host => put(&mut self.host, text, short),
            Field::Username => put(&mut self.username, text, short),
            Field::Port => put(&mut self.port, text, || text.parse().ok().filter(|port| *port > 0)),
            Field::Security => switch(&mut self.security, &mut self.encrypts, text, Security::from_id),
            Field::Authentication => {
                switch(&mut self.authentication, &mut self.logs_in, text, Authentication::from_id)
            }
        }
    }
}

/// Sets a field that may be known to be something else than none.
fn switch<T>(place: &mut Option<T>, is_on: &mut bool, text: &str, read: impl Fn(&str) -> Option<T>) -> bool {
    let on = text == ON;
    let fits = put(place, if on { "" } else { text }, || read(text));
    if fits {
        *is_on = on;
    }
    fits
}

fn put<T>(place: &mut Option<T>, text: &str, read: impl Fn() -> Option<T>) -> bool {
    if text.is_empty() {
        *place = None;
        return true;
    }
    let value = read();
    let fits = value.is_some();
    if fits {
        *place = value;
    }
    fits
}
