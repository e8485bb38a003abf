//! JSON → `Guide`: shape, references, and what a guide must not leave open.

use super::model::{Dialog, Ended, Flow, Guide, Localized, Section, Standing, Step, Words};
use super::read_field::field;
use super::read_step::{Places, Reader};
use crate::matrix::{Cursor, Document, Fields, Problem, date, document, keep, keep_text};
use serde_json::Value as Json;
use std::cell::RefCell;

/// What all guides share: `static/data/guides.json`.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The documents they cite.
    pub documents: &'static [Document],
    /// Words that every guide uses.
    pub words: Words,
    pub(super) bases: Vec<(&'static str, Localized)>,
    pub(super) steps: Vec<(&'static str, Step)>,
}

impl Shared {
    /// Reads the shared file.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read(file: &str) -> Result<Self, Vec<Problem>> {
        whole(file, |at| {
            let fields = at.fields();
            let documents = keep(fields.items("documents").into_iter().map(document));
            let words = words(&fields.object("words"));
            let entries = |key| fields.entries(key).into_iter();
            let bases = entries("bases").map(|(id, at)| (keep_text(id), text(at))).collect();
            let mut shared = Self { documents, words, bases, steps: Vec::new() };
            let none = Places::default();
            let reader = Reader { shared: &shared, places: &none };
            let steps = entries("steps").map(|(id, at)| (keep_text(id), reader.step(&at))).collect();
            shared.steps = steps;
            fields.finish();
            shared
        })
    }
}

impl Guide {
    /// Reads a guide's file.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read(file: &str, shared: &Shared) -> Result<Self, Vec<Problem>> {
        whole(file, |at| guide(&at.fields(), shared))
    }
}

/// Every problem of a guide's file.
#[must_use]
pub fn problems(file: &str, shared: &Shared) -> Vec<Problem> {
    Guide::read(file, shared).err().unwrap_or_default()
}

fn whole<T>(file: &str, read: impl Fn(Cursor<'_>) -> T) -> Result<T, Vec<Problem>> {
    let value: Json = match serde_json::from_str(file) {
        Ok(value) => value,
        Err(error) => return Err(vec![Problem::new("", format!("not JSON: {error}"))]),
    };
    let problems = RefCell::default();
    let read = read(Cursor::new(&value, &problems));
    let problems = problems.into_inner();
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

fn guide(fields: &Fields<'_>, shared: &Shared) -> Guide {
    let mut places = Places::default();
    let mut all = Vec::new();
    let nowhere = Places::default();
    let reader = Reader { shared, places: &nowhere };
    let dialogs: Vec<Dialog> = fields
        .optional_items("dialogs")
        .into_iter()
        .map(|at| {
            let fields = at.fields();
            let id = fields.text("id");
            if places.dialogs.contains(&id) {
                fields.report(format!("dialog “{id}” stands twice"));
            }
            places.dialogs.push(id);
            let sections = keep(fields.items("sections").into_iter().map(|at| {
                let fields = at.fields();
                let heading = fields.optional("heading").map(text);
                let indices = keep(fields.items("fields").into_iter().map(|at| {
                    let (id, read) = field(&reader, &at);
                    if places.fields.iter().any(|(known, _)| *known == id) {
                        at.report(format!("field “{id}” stands twice"));
                    }
                    places.fields.push((id, places.dialogs.len() - 1));
                    all.push(read);
                    all.len() - 1
                }));
                fields.finish();
                Section { heading, fields: indices }
            }));
            let buttons = keep(fields.optional_items("buttons").into_iter().map(text));
            let dialog = Dialog { title: required_text(&fields, "title"), sections, buttons };
            fields.finish();
            dialog
        })
        .collect();
    let reader = Reader { shared, places: &places };

    let follows = fields.optional("follows").map(|at| at.text());
    let flows: Vec<Flow> = fields.optional("flows").map_or_else(Vec::new, |at| reader.flows(at));
    if follows.is_some() != flows.is_empty() || follows.is_some() != dialogs.is_empty() {
        fields.report("expected “dialogs” and “flows”, or “follows” in their place");
    }
    for id in ["add", "change"] {
        if follows.is_none() && flows.iter().all(|flow| flow.id != id) {
            fields.report(format!("flow “{id}” is missing"));
        }
    }
    let used = places.used.borrow();
    for (index, (id, _)) in places.fields.iter().enumerate() {
        if !used.contains(&index) {
            fields.report(format!("field “{id}” is in no step"));
        }
    }
    let (checked, basis) = reader.checked(fields);
    let standing = fields.required("state").map_or(Standing::Unknown, |at| standing(&at));
    let has_ended = matches!(standing, Standing::Ended(_));
    let guide = Guide {
        id: fields.text("id"),
        versions: required_text(fields, "versions"),
        platforms: required_text(fields, "platforms"),
        standing,
        doubt: fields.optional("uncertain").map(text),
        checked,
        basis,
        can: reader.can(fields),
        follows,
        dialogs: dialogs.leak(),
        fields: all.leak(),
        flows: flows.leak(),
        conditions: keep(fields.optional_items("conditions").into_iter().map(|at| reader.condition(at))),
        cautions: keep(fields.optional_items("cautions").into_iter().map(|at| reader.caution(at, has_ended))),
        address_only: fields.optional("addressOnly").is_some_and(|at| only_true(&at)),
    };
    fields.finish();
    guide
}

/// A key that says something by standing there.
pub(super) fn only_true(at: &Cursor<'_>) -> bool {
    let is_true = at.value.as_bool() == Some(true);
    if !is_true {
        at.report("expected true, or nothing");
    }
    is_true
}

/// A text with its languages.
pub(super) fn text(at: Cursor<'_>) -> Localized {
    at.localized()
}

pub(super) fn required_text(fields: &Fields<'_>, key: &'static str) -> Localized {
    fields.localized(key)
}

fn words(fields: &Fields<'_>) -> Words {
    let word = |key| required_text(fields, key);
    let words = Words {
        name: word("name"),
        password: word("password"),
        on: word("on"),
        off: word("off"),
        no_word: word("no-word"),
        ask: word("ask"),
        undocumented: word("undocumented"),
        not_used: word("not-used"),
        listed: word("listed"),
        listed_able: word("listed-able"),
        no_port: word("no-port"),
        receiving_tls: word("receiving-tls"),
        lacks: word("lacks"),
        unsure: word("unsure"),
    };
    fields.finish();
    words
}

fn standing(at: &Cursor<'_>) -> Standing {
    match at.value.as_str() {
        Some("current") => return Standing::Current,
        Some("unknown") => return Standing::Unknown,
        Some(other) => {
            at.report(format!("expected “current”, “unknown” or an end, found “{other}”"));
            return Standing::Unknown;
        }
        None => {}
    }
    let fields = at.clone().fields();
    let ended = Ended {
        date: fields.required("ended").map_or("", |at| date(&at)),
        replaced_by: fields.text("replacedBy"),
        note: required_text(&fields, "note"),
    };
    fields.finish();
    Standing::Ended(ended)
}
