//! The dialogs of a program: their sections, their fields, and what stands in these.

use super::{Localized, Note, When};
use crate::matrix::Field as ServerField;

/// A window or a page of the program.
#[derive(Clone, Copy, Debug)]
pub struct Dialog {
    /// What stands in its title bar.
    pub title: Localized,
    /// Its parts, from top to bottom.
    pub sections: &'static [Section],
    /// Its buttons.
    pub buttons: &'static [Localized],
}

/// A part of a dialog.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its heading or its tab.
    pub heading: Option<Localized>,
    /// Its fields: indices into the guide's.
    pub fields: &'static [usize],
}

/// A field of a dialog.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// What stands beside it in the program.
    pub label: Localized,
    /// What it looks like.
    pub kind: Kind,
    /// What belongs into it.
    pub value: Value,
    /// The program's words for a value's ids; `None` where it has none.
    pub words: &'static [(&'static str, Option<Localized>)],
    /// What must be known at this field.
    pub notes: &'static [Note],
    /// When it is there at all.
    pub when: When,
}

/// What a field looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Typed into.
    Text,
    /// A list that unfolds.
    Select,
    /// A box to tick.
    Check,
    /// Buttons of which one is chosen.
    Radio,
}

/// What belongs into a field.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The program's own word, the same for every answer.
    Fixed(Localized),
    /// Something of the visitor's own choosing, described.
    Own(Localized),
    /// A value of the answer.
    Slot(Slot),
    /// A box, ticked or not.
    Switch(Switch),
}

/// When a box is ticked.
#[derive(Clone, Copy, Debug)]
pub struct Switch {
    /// Ticked under these conditions, otherwise not.
    pub on: When,
    /// Under these conditions nobody can tell; `None` if there are none.
    pub ask: Option<When>,
}

/// A value of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The visitor's name, which is never asked.
    Name,
    /// The mail address.
    Address,
    /// The password for receiving, which is never known.
    IncomingPassword,
    /// The password for sending, which is never known.
    OutgoingPassword,
    /// POP or IMAP.
    Access,
    /// A field of the incoming server.
    Incoming(ServerField),
    /// A field of the best submission server.
    Outgoing(ServerField),
}

impl Slot {
    /// All, with their ids.
    pub const ALL: [(&'static str, Self); 15] = [
        ("name", Self::Name),
        ("address", Self::Address),
        ("incoming.password", Self::IncomingPassword),
        ("outgoing.password", Self::OutgoingPassword),
        ("access", Self::Access),
        ("incoming.host", Self::Incoming(ServerField::Host)),
        ("incoming.port", Self::Incoming(ServerField::Port)),
        ("incoming.security", Self::Incoming(ServerField::Security)),
        ("incoming.authentication", Self::Incoming(ServerField::Authentication)),
        ("incoming.username", Self::Incoming(ServerField::Username)),
        ("outgoing.host", Self::Outgoing(ServerField::Host)),
        ("outgoing.port", Self::Outgoing(ServerField::Port)),
        ("outgoing.security", Self::Outgoing(ServerField::Security)),
        ("outgoing.authentication", Self::Outgoing(ServerField::Authentication)),
        ("outgoing.username", Self::Outgoing(ServerField::Username)),
    ];
}
