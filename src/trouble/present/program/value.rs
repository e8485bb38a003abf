//! What stands in a field of a program, by the program's own words for it.

use super::super::security::{Named, authentication};
use super::super::words::{host, is_name, port_of};
use super::super::{Side, switched};
use super::vocabulary::{Place, folds, side};
use crate::guide::{Field, Key, Slot, Switch, Value, guides};
use crate::i18n::Messages;
use crate::mail::{Access, Authentication, Protocol, Security};
use crate::matrix::Field as ServerField;
use crate::search::{Normalise, fold};
use crate::trouble::data::fold_characters;
use crate::wording;
use std::sync::OnceLock;

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Heard {
    /// Something that is no setting of a server, or a password, which is passed over.
    Passed,
    /// Whether sending logs in as receiving does.
    Same(bool),
    /// POP or IMAP.
    Protocol(Protocol),
    /// A server's name, and the port and the protection behind it.
    Host(Side, String, Option<u16>, Option<Named>),
    /// A port.
    Port(Side, u16),
    /// A log-in name.
    Username(Side, String),
    /// The protection of the connection.
    Security(Side, Named),
    /// A box for some protection, whichever it is.
    Encrypts(Side, bool),
    /// The way the password is sent.
    Authentication(Side, Authentication),
    /// A box for some log-in, whichever it is.
    LogsIn(Side, bool),
}

impl Heard {
    /// The server that it is about, if it is about one.
    pub const fn side(&self) -> Option<Side> {
        match self {
            Self::Passed | Self::Same(_) | Self::Protocol(_) => None,
            Self::Host(side, ..)
            | Self::Port(side, _)
            | Self::Username(side, _)
            | Self::Security(side, _)
            | Self::Encrypts(side, _)
            | Self::Authentication(side, _)
            | Self::LogsIn(side, _) => Some(*side),
        }
    }
}

/// What stands behind a label.
pub(super) struct Said<'t> {
    text: &'t str,
    /// Folded as labels and words are.
    word: String,
    /// Folded as sentences are.
    folded: String,
}

impl<'t> Said<'t> {
    pub fn new(text: &'t str, normalise: &dyn Normalise) -> Self {
        Self { text, word: fold(text, normalise), folded: fold_characters(&normalise.nfkc(text)) }
    }
}

/// Words of this product.
struct Own {
    security: Vec<(Security, Vec<String>)>,
    authentication: Vec<(Authentication, Vec<String>)>,
    /// What stands where a value is not known, or not told.
    none: Vec<String>,
}

impl Own {
    fn of(normalise: &dyn Normalise) -> &'static Self {
        // The words are the same whoever folds them.
        static OWN: OnceLock<Own> = OnceLock::new();
        OWN.get_or_init(|| {
            let message = |word: &dyn Fn(&'static Messages) -> &'static str| {
                folds(&|locale| word(Messages::of(locale)), normalise)
            };
            let words = guides().words;
            let mut none = message(&|words| words.on_notice);
            none.extend(message(&|words| words.at_support));
            for word in [words.name, words.password, words.on, words.off, words.ask] {
                none.extend(folds(&|locale| word.get(locale), normalise));
            }
            Self {
                security: Security::ALL.map(|it| (it, message(&|words| wording::security(it, words)))).into(),
                authentication: Authentication::ALL
                    .map(|it| (it, message(&|words| wording::authentication(it, words))))
                    .into(),
                none,
            }
        })
    }
}

/// What a value says in a field; `None` if it cannot be one of it.
pub(super) fn heard(
    place: &Place,
    field: &Field,
    said: &Said<'_>,
    normalise: &dyn Normalise,
) -> Option<Heard> {
    match &field.value {
        Value::Own(_) => Some(Heard::Passed),
        Value::Fixed(_) => {
            // One choice of several: the other fields with this label have the others.
            let is_choice = field.when.iter().any(|(key, _)| *key == Key::Login);
            let chosen = !is_choice || own_word(place, said).is_some();
            chosen.then_some(if place.is_same { Heard::Same(true) } else { Heard::Passed })
        }
        Value::Switch(switch) => ticked(field, switch, switched(&said.folded)?),
        Value::Slot(Slot::Name | Slot::Address | Slot::IncomingPassword | Slot::OutgoingPassword) => {
            Some(Heard::Passed)
        }
        Value::Slot(Slot::Access) => {
            let known = own_word(place, said).and_then(Access::from_id).map(Into::into);
            known.or_else(|| protocol(&said.word)).map(Heard::Protocol)
        }
        Value::Slot(Slot::Incoming(part)) => in_server(place, Side::Incoming, *part, said, normalise),
        Value::Slot(Slot::Outgoing(part)) => in_server(place, Side::Outgoing, *part, said, normalise),
    }
}

fn in_server(
    place: &Place,
    side: Side,
    part: ServerField,
    said: &Said<'_>,
    normalise: &dyn Normalise,
) -> Option<Heard> {
    match part {
        ServerField::Host => {
            let name = host(said.text, true)?;
            let rest = said.text.split_once(name).map_or("", |(_, rest)| rest);
            let named = Named::find(&fold_characters(&normalise.nfkc(rest)), false);
            Some(Heard::Host(side, name.to_owned(), port_of(rest), named))
        }
        ServerField::Port => {
            said.text.parse().ok().filter(|port| *port > 0).map(|port| Heard::Port(side, port))
        }
        ServerField::Username => {
            is_name(said.text, normalise).then(|| Heard::Username(side, said.text.trim().to_owned()))
        }
        ServerField::Security => {
            let id = own_word(place, said).and_then(Security::from_id);
            let known = id.or_else(|| own(&Own::of(normalise).security, said));
            let named = known.map(Named::of).or_else(|| Named::find(&said.folded, true))?;
            Some(Heard::Security(side, named))
        }
        ServerField::Authentication => {
            let id = own_word(place, said).and_then(Authentication::from_id);
            let known = id.or_else(|| own(&Own::of(normalise).authentication, said));
            known.or_else(|| authentication(&said.folded)).map(|known| Heard::Authentication(side, known))
        }
    }
}

/// The id that the program's own word stands for.
fn own_word(place: &Place, said: &Said<'_>) -> Option<&'static str> {
    place.words.iter().find(|(_, words)| words.contains(&said.word)).map(|(id, _)| *id)
}

/// What this product's word stands for.
fn own<T: Copy>(known: &[(T, Vec<String>)], said: &Said<'_>) -> Option<T> {
    known.iter().find(|(_, words)| words.contains(&said.word)).map(|(it, _)| *it)
}

fn protocol(folded: &str) -> Option<Protocol> {
    match (folded.contains("imap"), folded.contains("pop")) {
        (true, false) => Some(Protocol::Imap),
        (false, true) => Some(Protocol::Pop3),
        _ => None,
    }
}

/// What a box says that is ticked or not.
fn ticked(field: &Field, switch: &Switch, is_on: bool) -> Option<Heard> {
    let Some(side) = side(field) else {
        let same = switch.on.iter().any(|(key, ids)| *key == Key::Login && *ids == ["same"]);
        return Some(if same { Heard::Same(is_on) } else { Heard::Passed });
    };
    let about = |conditions: &[(Key, &'static [&'static str])]| {
        conditions.iter().find_map(|(key, ids)| match key {
            Key::IncomingSecurity | Key::OutgoingSecurity => Some((true, *ids)),
            Key::IncomingAuthentication | Key::OutgoingAuthentication => Some((false, *ids)),
            _ => None,
        })
    };
    let Some((is_security, ids)) = about(switch.on) else {
        // A box for one special way, such as APOP: with it, the password is encrypted, without it, it is not.
        return Some(match about(switch.ask.unwrap_or_default()) {
            Some((false, ["password-encrypted"])) if is_on => {
                Heard::Authentication(side, Authentication::PasswordEncrypted)
            }
            Some((false, ["password-encrypted"])) => {
                Heard::Authentication(side, Authentication::PasswordCleartext)
            }
            _ => Heard::Passed,
        });
    };
    Some(match (is_security, ids) {
        (true, [id]) if is_on => Heard::Security(side, Named::of(Security::from_id(id)?)),
        (true, _) => Heard::Encrypts(side, is_on),
        (false, [id]) if is_on => Heard::Authentication(side, Authentication::from_id(id)?),
        (false, _) => Heard::LogsIn(side, is_on),
    })
}

/// Whether a text is one of those that stand where a value is not known, or not told: never a value.
pub(in super::super) fn stands_for_none(text: &str, normalise: &dyn Normalise) -> bool {
    Own::of(normalise).none.contains(&fold(text, normalise))
}
