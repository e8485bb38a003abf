//! What stands in a field of a program, by the program's own words for it.

use super::super::security::{Named, authentication};
use super::super::words::{host, is_name, port_of};
use super::super::{Side, switched};
use super::vocabulary::{Place, side};
use crate::guide::{Field, Key, Slot, Switch, Value, guides};
use crate::i18n::{Locale, Messages};
use crate::mail::{Access, Authentication, Protocol, Security};
use crate::matrix::Field as ServerField;
use crate::search::{Normalise, fold};
use crate::trouble::data::fold_characters;
use crate::wording;

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

/// What a value says in a field; `None` if it cannot be one of it.
pub(super) fn heard(place: &Place, field: &Field, value: &str, normalise: &dyn Normalise) -> Option<Heard> {
    let folded = || fold_characters(&normalise.nfkc(value));
    match &field.value {
        Value::Own(_) => Some(Heard::Passed),
        Value::Fixed(word) => {
            // One choice of several: the other fields with this label have the others.
            let is_choice = field.when.iter().any(|(key, _)| *key == Key::Login);
            let chosen = !is_choice || word_is(value, |locale| word.get(locale), normalise);
            chosen.then_some(if place.is_same { Heard::Same(true) } else { Heard::Passed })
        }
        Value::Switch(switch) => ticked(field, switch, switched(&folded())?),
        Value::Slot(Slot::Name | Slot::Address | Slot::IncomingPassword | Slot::OutgoingPassword) => {
            Some(Heard::Passed)
        }
        Value::Slot(Slot::Access) => {
            let id = own_word(field, value, normalise);
            let id = id.and_then(Access::from_id).map(Into::into);
            id.or_else(|| protocol(&fold(value, normalise))).map(Heard::Protocol)
        }
        Value::Slot(Slot::Incoming(part)) => in_server(field, Side::Incoming, *part, value, normalise),
        Value::Slot(Slot::Outgoing(part)) => in_server(field, Side::Outgoing, *part, value, normalise),
    }
}

fn in_server(
    field: &Field,
    side: Side,
    part: ServerField,
    value: &str,
    normalise: &dyn Normalise,
) -> Option<Heard> {
    let folded = || fold_characters(&normalise.nfkc(value));
    match part {
        ServerField::Host => {
            let name = host(value, true)?;
            let rest = value.split_once(name).map_or("", |(_, rest)| rest);
            let named = Named::find(&fold_characters(&normalise.nfkc(rest)), false);
            Some(Heard::Host(side, name.to_owned(), port_of(rest), named))
        }
        ServerField::Port => value.parse().ok().filter(|port| *port > 0).map(|port| Heard::Port(side, port)),
        ServerField::Username => {
            is_name(value, normalise).then(|| Heard::Username(side, value.trim().to_owned()))
        }
        ServerField::Security => {
            let id = own_word(field, value, normalise).and_then(Security::from_id);
            let general = |it: &Security| {
                word_is(value, |locale| wording::security(*it, Messages::of(locale)), normalise)
            };
            let known = id.or_else(|| Security::ALL.into_iter().find(general));
            let named = known.map(Named::of).or_else(|| Named::find(&folded(), true))?;
            Some(Heard::Security(side, named))
        }
        ServerField::Authentication => {
            let id = own_word(field, value, normalise).and_then(Authentication::from_id);
            let general = |it: &Authentication| {
                word_is(value, |locale| wording::authentication(*it, Messages::of(locale)), normalise)
            };
            let known = id.or_else(|| Authentication::ALL.into_iter().find(general));
            known.or_else(|| authentication(&folded())).map(|known| Heard::Authentication(side, known))
        }
    }
}

/// The id that the program's own word stands for.
fn own_word(field: &Field, value: &str, normalise: &dyn Normalise) -> Option<&'static str> {
    let stands = |word: &crate::guide::Localized| word_is(value, |locale| word.get(locale), normalise);
    field.words.iter().find(|(_, word)| word.as_ref().is_some_and(stands)).map(|(id, _)| *id)
}

/// Whether a value is a word in any language.
fn word_is(value: &str, word: impl Fn(Locale) -> &'static str, normalise: &dyn Normalise) -> bool {
    let value = fold(value, normalise);
    Locale::CHOICES.into_iter().any(|locale| {
        let word = word(locale);
        let bare = word.split(" (").next().unwrap_or(word);
        fold(word, normalise) == value || fold(bare, normalise) == value
    })
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
    let words = guides().words;
    let is = |word: &dyn Fn(Locale) -> &'static str| word_is(text, word, normalise);
    [words.name, words.password, words.on, words.off, words.ask].iter().any(|word| is(&|it| word.get(it)))
        || is(&|it| Messages::of(it).on_notice)
        || is(&|it| Messages::of(it).at_support)
}
