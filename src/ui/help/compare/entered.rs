//! What stands in the fields of the present settings, as it was typed, and the one line in which it is kept.

use crate::mail::Protocol;
use crate::matrix::Field;
use crate::trouble::present::{ON, Present, PresentServer};

/// Between two fields (ASCII unit separator): no value holds control characters.
const BETWEEN: char = '\u{1f}';

/// Fields of each server: what it speaks, and those of `Field::ALL`.
const FIELDS: usize = 1 + Field::ALL.len();

/// The texts in the fields of both servers.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Entered([String; 2 * FIELDS]);

/// One of the two servers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The incoming one.
    Incoming,
    /// The submission server.
    Outgoing,
}

/// A place in the form: a server, and one of its fields or, as `None`, what it speaks.
pub type Place = (Side, Option<Field>);

const fn position((side, field): Place) -> usize {
    let field = match field {
        None => 0,
        Some(field) => 1 + field as usize,
    };
    side as usize * FIELDS + field
}

impl Entered {
    /// Reads the line that `write` made.
    pub fn read(line: &str) -> Self {
        let mut entered = Self::default();
        for (place, text) in entered.0.iter_mut().zip(line.split(BETWEEN)) {
            text.clone_into(place);
        }
        entered
    }

    /// The texts as one line.
    pub fn write(&self) -> String {
        let mut line = String::new();
        for (index, text) in self.0.iter().enumerate() {
            if index > 0 {
                line.push(BETWEEN);
            }
            line.extend(text.chars().filter(|c| !c.is_control()));
        }
        line
    }

    /// The texts of settings that were read.
    pub fn of(present: &Present) -> Self {
        let mut entered = Self::default();
        for (side, server) in [(Side::Incoming, &present.incoming), (Side::Outgoing, &present.outgoing)] {
            entered.set((side, None), server.protocol.map_or("", Protocol::id));
            entered.set((side, Some(Field::Host)), server.host.as_deref().unwrap_or_default());
            let port = server.port.map_or_else(String::new, |port| port.to_string());
            entered.set((side, Some(Field::Port)), &port);
            let on = |is_on: bool| if is_on { ON } else { "" };
            let security = server.security.map_or(on(server.encrypts), |it| it.id());
            entered.set((side, Some(Field::Security)), security);
            let authentication = server.authentication.map_or(on(server.logs_in), |it| it.id());
            entered.set((side, Some(Field::Authentication)), authentication);
            entered.set((side, Some(Field::Username)), server.username.as_deref().unwrap_or_default());
        }
        entered
    }

    /// The text at a place.
    pub fn at(&self, place: Place) -> &str {
        self.0.get(position(place)).map_or("", String::as_str)
    }

    /// Puts a text at a place.
    pub fn set(&mut self, place: Place, text: &str) {
        if let Some(own) = self.0.get_mut(position(place)) {
            text.clone_into(own);
        }
    }

    /// Takes the fields of a server over from `before` if these say nothing of it, and gives that server; `None` if
    /// nothing was taken over.
    pub fn completed_by(&mut self, before: &Self) -> Option<Side> {
        let silent = |entered: &Self, side: Side| {
            Field::ALL.iter().all(|field| entered.at((side, Some(*field))).trim().is_empty())
        };
        let side = [Side::Incoming, Side::Outgoing].into_iter().find(|side| silent(self, *side))?;
        if silent(before, side) {
            return None;
        }
        let places = std::iter::once(None).chain(Field::ALL.map(Some));
        for place in places.map(|field| (side, field)) {
            self.set(place, before.at(place));
        }
        Some(side)
    }

    /// Whether all fields are empty.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|text| text.trim().is_empty())
    }

    /// The settings they come to, and the places whose text is no value.
    pub fn present(&self) -> (Present, Vec<Place>) {
        let mut present = Present::default();
        let mut wrong = Vec::new();
        for (side, server) in
            [(Side::Incoming, &mut present.incoming), (Side::Outgoing, &mut present.outgoing)]
        {
            server.protocol = self.protocol(side);
            for field in Field::ALL {
                let place = (side, Some(field));
                if !set(server, field, self.at(place)) {
                    wrong.push(place);
                }
            }
        }
        (present, wrong)
    }

    fn protocol(&self, side: Side) -> Option<Protocol> {
        let id = self.at((side, None));
        [Protocol::Pop3, Protocol::Imap, Protocol::Smtp].into_iter().find(|protocol| protocol.id() == id)
    }
}

fn set(server: &mut PresentServer, field: Field, text: &str) -> bool {
    server.set(field, text)
}

/// An account's line with its name in front.
pub fn with_name(name: &str, entered: &Entered) -> String {
    let mut line: String = name.chars().filter(|c| !c.is_control()).collect();
    line.push(BETWEEN);
    line.push_str(&entered.write());
    line
}

/// Name and rest of a line that `with_name` made.
pub fn named(line: &str) -> (&str, &str) {
    line.split_once(BETWEEN).unwrap_or((line, ""))
}
