//! JSON → a field of a dialog, and the conditions that fields and steps hang on.

use super::model::{Field, Key, Kind, Localized, Slot, Switch, Value, When};
use super::read::{required_text, text};
use super::read_step::Reader;
use crate::mail::{Access, Authentication, Security};
use crate::matrix::{Cursor, Field as ServerField, Fields, keep, keep_text};

/// A field with the id that steps name it by.
pub(super) fn field(reader: &Reader<'_>, at: &Cursor<'_>) -> (&'static str, Field) {
    let fields = at.clone().fields();
    let kind = fields.required("kind").map_or(Kind::Text, |at| kind(&at));
    let value = value(&fields, kind);
    let words = words(&fields, &value);
    let field = Field {
        label: required_text(&fields, "label"),
        kind,
        value,
        words,
        notes: reader.notes(&fields),
        when: optional_when(&fields),
    };
    let id = fields.text("id");
    fields.finish();
    (id, field)
}

fn kind(at: &Cursor<'_>) -> Kind {
    match at.value.as_str() {
        Some("text") => Kind::Text,
        Some("select") => Kind::Select,
        Some("check") => Kind::Check,
        Some("radio") => Kind::Radio,
        _ => {
            at.report("expected “text”, “select”, “check” or “radio”");
            Kind::Text
        }
    }
}

fn value(fields: &Fields<'_>, kind: Kind) -> Value {
    let slot = fields.optional("value").map(|at| {
        let id = at.text();
        let slot = Slot::ALL.iter().find(|(known, _)| *known == id);
        if slot.is_none() {
            at.report(format!("unknown value “{id}”"));
        }
        Value::Slot(slot.map_or(Slot::Name, |(_, slot)| *slot))
    });
    let fixed = fields.optional("text").map(|at| Value::Fixed(text(at)));
    let own = fields.optional("own").map(|at| Value::Own(text(at)));
    let ask = fields.optional("ask").map(|at| when(&at));
    let on = fields.optional("on").map(|at| Value::Switch(Switch { on: when_or_never(&at), ask }));
    if kind == Kind::Check && on.is_none() {
        fields.report("a box to tick needs “on”");
    }
    if kind != Kind::Check && on.is_some() {
        fields.report("only a box to tick has “on”");
    }
    let mut given = [slot, fixed, own, on].into_iter().flatten();
    let value = given.next();
    if value.is_none() || given.next().is_some() {
        fields.report("expected one of “value”, “text”, “own” and “on”");
    }
    value.unwrap_or(Value::Slot(Slot::Name))
}

/// The ids a value can have, where a program has words of its own for them.
fn ids(value: &Value) -> Vec<&'static str> {
    match value {
        Value::Slot(Slot::Access) => Access::ALL.map(Access::id).to_vec(),
        Value::Slot(Slot::Incoming(field) | Slot::Outgoing(field)) => match field {
            ServerField::Security => Security::ALL.map(Security::id).to_vec(),
            ServerField::Authentication => Authentication::ALL.map(Authentication::id).to_vec(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn words(fields: &Fields<'_>, value: &Value) -> &'static [(&'static str, Option<Localized>)] {
    let ids = ids(value);
    let Some(at) = fields.optional("words") else {
        if !ids.is_empty() {
            fields.report("“words” is missing");
        }
        return &[];
    };
    if ids.is_empty() {
        at.report("this value needs no words");
        return &[];
    }
    let given = at.entries();
    for id in &ids {
        if given.iter().all(|(known, _)| known != id) {
            at.report(format!("no word for “{id}”: say null where the program has none"));
        }
    }
    keep(given.into_iter().map(|(id, at)| {
        if !ids.contains(&id) {
            at.report(format!("unknown value “{id}”"));
        }
        let word = if at.value.is_null() { None } else { Some(text(at)) };
        (keep_text(id), word)
    }))
}

/// The conditions of a field, a step or a note; none where there are none.
pub(super) fn optional_when(fields: &Fields<'_>) -> When {
    fields.optional("when").map_or(&[], |at| when(&at))
}

/// Conditions, or `false` for never.
fn when_or_never(at: &Cursor<'_>) -> When {
    match at.value.as_bool() {
        Some(true) => &[],
        Some(false) => &[(Key::Status, &["never"])],
        None => when(at),
    }
}

/// Conditions.
pub(super) fn when(at: &Cursor<'_>) -> When {
    keep(at.entries().into_iter().filter_map(|(id, at)| {
        let Some((_, key)) = Key::ALL.iter().find(|(known, _)| *known == id) else {
            at.report(format!("unknown condition “{id}”"));
            return None;
        };
        let values = at.texts();
        if values.is_empty() {
            at.report("a condition without values never holds");
        }
        for value in values.iter().filter(|value| !fits(*key, value)) {
            at.report(format!("“{value}” is no value of “{id}”"));
        }
        Some((*key, values))
    }))
}

fn fits(key: Key, value: &str) -> bool {
    let unknown = value == "unknown";
    match key {
        // Ids of a provider's file, which the tests compare.
        Key::Provider | Key::Plan | Key::Reason | Key::Notice => true,
        Key::Access => unknown || Access::from_id(value).is_some(),
        Key::IncomingSecurity | Key::OutgoingSecurity => unknown || Security::from_id(value).is_some(),
        Key::IncomingAuthentication | Key::OutgoingAuthentication => {
            unknown || Authentication::from_id(value).is_some()
        }
        Key::IncomingPort | Key::OutgoingPort => unknown || value.parse::<u16>().is_ok(),
        Key::Login => unknown || ["same", "own", "none"].contains(&value),
        Key::User => unknown || ["address", "other"].contains(&value),
        Key::Status => ["answered", "asking", "unavailable"].contains(&value),
    }
}
