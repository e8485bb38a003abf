//! What must be changed as the visitor's mail program shows it: field by field, in its order and its words.

use super::changes::{Change, Setting, Should, Verdict, unchecked};
use super::present::{ON, Present};
use crate::decide::{Outcome, Status};
use crate::guide::{
    Entry, Field, FilledStep, Form, Guide, Key, Localized, Slot, Switch, Value, fill, guides,
};
use crate::i18n::Locale;
use crate::mail::{Idn, Protocol};
use crate::matrix::{Field as ServerField, Scalar};

/// A change in one field of the program; or, where it has no field for it, the change alone.
#[derive(Clone, Debug)]
pub struct Told {
    /// The change.
    pub change: Change,
    /// The step in which the field is met.
    pub step: Option<&'static str>,
    /// What stands beside the field.
    pub label: Option<&'static str>,
    /// What stands in it now, in the program's words.
    pub before: Option<String>,
    /// What belongs into it, in the program's words.
    pub after: Option<String>,
}

/// Something that was not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which server.
    pub protocol: Protocol,
    /// Which of its fields; `None` for all of them.
    pub field: Option<ServerField>,
}

/// The changes as the program shows them; what it has no field for comes last. Values of which nobody knows what is
/// right are left out, and so is a box that is right already.
#[must_use]
pub fn told(found: &[Change], outcome: &Outcome<'_>, locale: Locale) -> Vec<Told> {
    let known = || found.iter().filter(|change| change.verdict != Verdict::Unknown);
    let program = program(outcome);
    let mut told: Vec<Told> = Vec::new();
    let mut right: Vec<&Change> = Vec::new();
    let shown = program.map_or_else(Vec::new, |(guide, _)| steps(guide, outcome, locale, &["change", "add"]));
    for step in &shown {
        for entry in &step.entries {
            let Some((_, body)) = program else { continue };
            let Some(field) = body.fields.get(entry.field) else { continue };
            let Some(change) = known().find(|change| concerns(field, change.setting, change.protocol)) else {
                continue;
            };
            match in_words(field, entry, change, locale) {
                Some(line) => {
                    let is_new = |other: &Told| other.change != line.change || other.label != line.label;
                    if told.iter().all(is_new) {
                        told.push(Told { step: Some(step.title), ..line });
                    }
                }
                None => right.push(change),
            }
        }
    }
    let same = program.is_some() && crate::guide::Facts::of(outcome).get(Key::Login) == "same";
    for change in known() {
        let has_field = told.iter().any(|told| told.change == *change) || right.contains(&change);
        // Where sending logs in as receiving does, there is one field for both.
        let is_other = |other: &Change| {
            other.protocol != change.protocol && other.setting == change.setting && other.now == change.now
        };
        let is_login =
            matches!(change.setting, Setting::Field(ServerField::Username | ServerField::Authentication));
        let follows = same && is_login && change.protocol == Protocol::Smtp && known().any(is_other);
        if !has_field && !follows {
            told.push(Told { change: change.clone(), step: None, label: None, before: None, after: None });
        }
    }
    told
}

/// What was not compared because it was not entered: of the fields that the visitor's program has, or of all.
#[must_use]
pub fn missing(present: &Present, outcome: &Outcome<'_>, idn: &dyn Idn) -> Vec<Missing> {
    if outcome.status != Status::Answered {
        return Vec::new();
    }
    let mut found = Vec::new();
    let incoming = outcome.incoming.as_ref().filter(|_| present.incoming.is_empty());
    found.extend(incoming.map(|server| Missing { protocol: server.protocol, field: None }));
    let shown = program(outcome).map(|(guide, body)| {
        let mut fields = Vec::new();
        for step in steps(guide, outcome, Locale::Ja, &["change"]).iter().chain(&steps(
            guide,
            outcome,
            Locale::Ja,
            &["add"],
        )) {
            fields.extend(step.entries.iter().filter_map(|entry| body.fields.get(entry.field)));
        }
        fields
    });
    for (protocol, field) in unchecked(present, outcome, idn) {
        let has = |own: &&Field| concerns(own, Setting::Field(field), protocol);
        if shown.as_ref().is_none_or(|fields| fields.is_empty() || fields.iter().any(has)) {
            found.push(Missing { protocol, field: Some(field) });
        }
    }
    let outgoing = outcome.outgoing.first().filter(|_| present.outgoing.is_empty());
    found.extend(outgoing.map(|server| Missing { protocol: server.protocol, field: None }));
    found
}

/// The visitor's program: its guide, and the guide that has its dialogs.
fn program(outcome: &Outcome<'_>) -> Option<(&'static Guide, &'static Guide)> {
    let guides = guides();
    let guide = guides.of(outcome.client?.id)?;
    Some((guide, guides.body(guide)))
}

/// The steps of the first of these flows that the program has.
fn steps(guide: &'static Guide, outcome: &Outcome<'_>, locale: Locale, flows: &[&str]) -> Vec<FilledStep> {
    let guides = guides();
    let body = guides.body(guide);
    let flow = flows.iter().find_map(|id| body.flow(id));
    flow.map_or_else(Vec::new, |flow| fill(guides, guide, flow, outcome, locale))
}

/// Whether a field of the program is about a setting: it holds it, or is a box for it.
fn concerns(field: &Field, setting: Setting, protocol: Protocol) -> bool {
    let is_outgoing = protocol == Protocol::Smtp;
    match &field.value {
        Value::Slot(slot) => {
            *slot
                == match setting {
                    Setting::Protocol => Slot::Access,
                    Setting::Field(field) if is_outgoing => Slot::Outgoing(field),
                    Setting::Field(field) => Slot::Incoming(field),
                }
        }
        Value::Switch(switch) => key(setting, is_outgoing).is_some_and(|key| {
            switch.on.iter().chain(switch.ask.unwrap_or_default()).any(|(it, _)| *it == key)
        }),
        Value::Fixed(_) | Value::Own(_) => false,
    }
}

/// What a box for a setting looks at.
const fn key(setting: Setting, is_outgoing: bool) -> Option<Key> {
    match (setting, is_outgoing) {
        (Setting::Protocol, _) => Some(Key::Access),
        (Setting::Field(ServerField::Security), false) => Some(Key::IncomingSecurity),
        (Setting::Field(ServerField::Security), true) => Some(Key::OutgoingSecurity),
        (Setting::Field(ServerField::Authentication), false) => Some(Key::IncomingAuthentication),
        (Setting::Field(ServerField::Authentication), true) => Some(Key::OutgoingAuthentication),
        (Setting::Field(_), _) => None,
    }
}

/// A change in the words of a field; `None` if it is a box that is right already.
fn in_words(field: &'static Field, entry: &Entry, change: &Change, locale: Locale) -> Option<Told> {
    let words = guides().words;
    let told = |before: Option<&str>, after: Option<&str>| Told {
        change: change.clone(),
        step: None,
        label: Some(entry.label),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let now = id(&change.now);
    if let Value::Switch(switch) = &field.value {
        let key = key(change.setting, change.protocol == Protocol::Smtp)?;
        let before = now.and_then(|now| ticked(switch, key, now));
        let should = match &change.should {
            Should::Protocol(protocol) => Some(protocol.id()),
            Should::Value(value) => value.value.as_ref().and_then(id),
        };
        let after = should.and_then(|should| ticked(switch, key, should));
        if before.is_some() && before == after {
            return None;
        }
        let asks = (entry.form == Form::AtSupport).then_some(entry.text.as_str());
        let word = |on: bool| if on { words.on } else { words.off }.get(locale);
        return Some(told(before.map(word), after.map(word).or(asks)));
    }
    let word = |id: &str| {
        let known = field.words.iter().find(|(known, _)| *known == id);
        known.and_then(|(_, word)| word.as_ref().map(|word: &Localized| word.get(locale)))
    };
    let after = match &change.should {
        Should::Protocol(protocol) => word(protocol.id()),
        Should::Value(value) => value.value.as_ref().and_then(id).and_then(word),
    };
    Some(told(now.and_then(word), after))
}

/// Whether a box is ticked while a setting is `now`; `None` where nobody can tell.
fn ticked(switch: &Switch, key: Key, now: &str) -> Option<bool> {
    let of = |conditions: &[(Key, &'static [&'static str])]| {
        conditions.iter().find(|(known, _)| *known == key).map(|(_, ids)| *ids)
    };
    let asks = of(switch.ask.unwrap_or_default()).is_some_and(|ids| ids.contains(&now));
    match of(switch.on) {
        Some(ids) if ids.contains(&now) || now == ON => Some(true),
        Some(_) if asks => None,
        Some(_) => Some(false),
        // A box for one special way only, such as APOP.
        None => Some(asks),
    }
}

/// An id or a name.
fn id(scalar: &Scalar) -> Option<&str> {
    match scalar {
        Scalar::Text(text) => Some(text),
        Scalar::Port(_) => None,
    }
}
