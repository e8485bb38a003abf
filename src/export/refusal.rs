//! Why there is no file. Refusing is an answer: nothing weaker is written in its place.

use crate::i18n::{Locale, Messages};
use crate::mail::Protocol;
use crate::matrix::Field;
use crate::wording;

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A question is not answered yet.
    Asking,
    /// Values the format needs are not known: which ones.
    Missing(Vec<Missing>),
    /// There are no settings.
    Unavailable,
    /// The format cannot say it: why.
    Cannot(Limit),
    /// Nobody knows this format.
    UnknownFormat(String),
}

/// Something a format needs and the answer does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The visitor's mail address.
    Address,
    /// The incoming server, which no document describes.
    Incoming,
    /// A field of a server.
    Value(Protocol, Field),
    /// The password, which is asked in its own dialog only.
    Password,
}

/// What a format cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Receiving by POP3.
    Pop3,
    /// Receiving by IMAP.
    Imap,
    /// STARTTLS for receiving.
    IncomingStartTls,
    /// A connection without encryption.
    Cleartext,
    /// "Encrypted password", of which no mechanism is known.
    EncryptedPassword,
    /// Sending without log-in.
    NoLogin,
    /// A log-in name that the owner of a domain cannot write for all mailboxes at once.
    UsernameRule,
    /// A log-in name other than the mail address.
    UsernameIsNotAddress,
    /// A log-in name that the mail program's reader would change, such as `007` or `TRUE`.
    UsernameChanged,
    /// Characters that the format has no way to write.
    Characters,
    /// More than the code can hold.
    TooLong,
    /// A page that was opened from a file or made by a script, so that no link leads to it.
    Page,
    /// The code could not be read back.
    Unreadable,
    /// An authentication that the chosen program passes over when it imports the format.
    Import,
}

impl Limit {
    /// All limits.
    pub const ALL: [Self; 14] = [
        Self::Pop3,
        Self::Imap,
        Self::IncomingStartTls,
        Self::Cleartext,
        Self::EncryptedPassword,
        Self::NoLogin,
        Self::UsernameRule,
        Self::UsernameIsNotAddress,
        Self::UsernameChanged,
        Self::Characters,
        Self::TooLong,
        Self::Page,
        Self::Unreadable,
        Self::Import,
    ];
}

impl Refusal {
    /// The `code` of the public API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Asking | Self::Missing(_) => "incomplete",
            Self::Unavailable | Self::Cannot(_) => "inexpressible",
            Self::UnknownFormat(_) => "unknown-format",
        }
    }

    /// The reason, for the visitor.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let words = Messages::of(locale);
        match self {
            Self::Asking => words.refuse_asking.to_owned(),
            // Nobody can enter it, so what else is missing does not matter.
            Self::Missing(missing) if missing.contains(&Missing::Incoming) => {
                words.incoming_unknown.to_owned()
            }
            Self::Missing(missing) => {
                let names: Vec<String> = missing.iter().map(|each| each.name(words)).collect();
                (words.refuse_missing)(&names.join(words.separator))
            }
            Self::Unavailable => words.refuse_unavailable.to_owned(),
            Self::Cannot(limit) => words.limits[*limit as usize].to_owned(),
            Self::UnknownFormat(format) => (words.refuse_format)(format),
        }
    }
}

impl Missing {
    fn name(self, words: &Messages) -> String {
        match self {
            Self::Address => words.address.to_owned(),
            Self::Incoming => words.incoming.to_owned(),
            Self::Value(protocol, field) => {
                let side = if protocol == Protocol::Smtp { words.outgoing } else { words.incoming };
                (words.field_of)(side, wording::field(field, words))
            }
            Self::Password => words.password.to_owned(),
        }
    }
}
