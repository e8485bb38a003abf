//! The words of a mail program, from its guide: what stands beside its fields, what its dialogs are called, and in which
//! order they are met.

use super::super::Side;
use crate::guide::{Field, Guide, Key, Localized, Slot, Value};
use crate::i18n::Locale;
use crate::mail::{Access, Protocol};
use crate::search::{Normalise, fold};
use std::collections::HashMap;

/// A program's words.
pub(super) struct Program {
    /// The mail program's id.
    pub id: &'static str,
    /// Its fields, by their numbers in the guide, and behind them its headings.
    pub places: Vec<Place>,
    /// The orders in which they may be copied: as the dialogs show them, and as each flow goes through them.
    pub orders: Vec<Vec<usize>>,
    /// Places by what stands there, and whether that is all of it, or all but our own addition.
    pub labels: HashMap<String, Vec<(usize, bool)>>,
}

/// A field or a heading.
pub(super) struct Place {
    /// What stands there, folded, in every language.
    labels: Vec<String>,
    /// The same without what this product puts in parentheses to tell fields apart.
    short: Vec<String>,
    /// The field; `None` for a heading.
    pub field: Option<&'static Field>,
    /// Whether it is there to say that sending logs in as receiving does.
    pub is_same: bool,
    /// The words that stand in it, folded, by the ids of their values; that of a fixed field by none.
    pub words: Vec<(&'static str, Vec<String>)>,
}

impl Program {
    pub fn of(body: &'static Guide, normalise: &dyn Normalise) -> Self {
        let mut places: Vec<Place> =
            body.fields.iter().map(|field| Place::new(&field.label, Some(field), normalise)).collect();
        // A branch tells of another case than the answer's.
        let steps = || body.flows.iter().flat_map(|flow| flow.steps);
        for (index, place) in places.iter_mut().enumerate() {
            let is_fixed = place.field.is_some_and(|field| matches!(field.value, Value::Fixed(_)));
            place.is_same = is_fixed
                && place.field.is_some_and(|field| field.when == [(Key::Login, &["same"][..])])
                && steps().any(|step| step.fields.contains(&index));
        }
        let mut heading = |text: &Localized| {
            places.push(Place::new(text, None, normalise));
            places.len() - 1
        };
        // The headings above each field: its dialog's title and its section's.
        let mut above: Vec<[Option<usize>; 2]> = vec![[None; 2]; body.fields.len()];
        let mut shown = Vec::new();
        for dialog in body.dialogs {
            let title = heading(&dialog.title);
            for section in dialog.sections {
                let section_heading = section.heading.as_ref().map(&mut heading);
                for field in section.fields {
                    if let Some(own) = above.get_mut(*field) {
                        *own = [Some(title), section_heading];
                    }
                    shown.push(*field);
                }
            }
        }
        let order = |fields: &mut dyn Iterator<Item = usize>| {
            let mut order = Vec::new();
            let mut under = [None; 2];
            for field in fields {
                let own = above.get(field).copied().unwrap_or_default();
                for (now, before) in own.into_iter().zip(under) {
                    if now != before {
                        order.extend(now);
                    }
                }
                under = own;
                order.push(field);
            }
            order
        };
        let mut orders = vec![order(&mut shown.into_iter())];
        for flow in body.flows {
            let mut fields = flow.steps.iter().flat_map(|step| {
                step.fields.iter().chain(step.branches.iter().flat_map(|branch| branch.fields)).copied()
            });
            orders.push(order(&mut fields));
        }
        let mut labels: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
        for (index, place) in places.iter().enumerate() {
            let known = place.labels.iter().map(|label| (label, true));
            for (label, is_whole) in known.chain(place.short.iter().map(|label| (label, false))) {
                labels.entry(label.clone()).or_default().push((index, is_whole));
            }
        }
        Self { id: body.id, places, orders, labels }
    }
}

impl Place {
    /// Whether the visitor's name, address or password stands here: these stand in many dialogs, so that they tell
    /// nothing of the place that a text has come to.
    pub fn is_visitors(&self) -> bool {
        let is_own = |slot| {
            matches!(slot, Slot::Name | Slot::Address | Slot::IncomingPassword | Slot::OutgoingPassword)
        };
        self.field.is_some_and(|field| matches!(field.value, Value::Slot(slot) if is_own(slot)))
    }

    fn new(text: &Localized, field: Option<&'static Field>, normalise: &dyn Normalise) -> Self {
        let mut labels = Vec::new();
        let mut short = Vec::new();
        let japanese = text.get(Locale::Ja);
        for locale in Locale::CHOICES {
            let whole = text.get(locale);
            add(&mut labels, fold(whole, normalise));
            let Some((bare, aside)) = parenthesis(whole) else { continue };
            // Where a program is in Japanese only, its English name is ours, with the program's behind it.
            let place = if aside == japanese { &mut labels } else { &mut short };
            add(place, fold(bare, normalise));
        }
        let words = match field.map(|field| (&field.value, field.words)) {
            Some((Value::Fixed(word), _)) => vec![("", folds(&|locale| word.get(locale), normalise))],
            Some((_, words)) => {
                let known = words.iter().filter_map(|(id, word)| word.as_ref().map(|word| (*id, word)));
                known.map(|(id, word)| (id, folds(&|locale| word.get(locale), normalise))).collect()
            }
            None => Vec::new(),
        };
        Self { labels, short, field, is_same: false, words }
    }
}

fn add(labels: &mut Vec<String>, label: String) {
    if !label.is_empty() && !labels.contains(&label) {
        labels.push(label);
    }
}

/// A word in every language, whole and without what stands in parentheses behind it, folded.
pub(super) fn folds(word: &dyn Fn(Locale) -> &'static str, normalise: &dyn Normalise) -> Vec<String> {
    let mut folded = Vec::new();
    for word in Locale::CHOICES.map(word) {
        add(&mut folded, fold(word, normalise));
        let bare = word.split(" (").next().unwrap_or(word);
        add(&mut folded, fold(bare, normalise));
    }
    folded
}

/// What stands before the parenthesis at the end of a text, and what stands in it.
fn parenthesis(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', '）'])?;
    let at = inner.find(['(', '（'])?;
    let (bare, aside) = inner.split_at_checked(at)?;
    let mut aside = aside.chars();
    aside.next();
    Some((bare.trim(), aside.as_str()))
}

/// The server that a field is about; `None` if it is about none, or about both.
pub(super) fn side(field: &Field) -> Option<Side> {
    match &field.value {
        Value::Slot(Slot::Incoming(_) | Slot::IncomingPassword) => Some(Side::Incoming),
        Value::Slot(Slot::Outgoing(_) | Slot::OutgoingPassword) => Some(Side::Outgoing),
        Value::Switch(switch) => {
            switch.on.iter().chain(switch.ask.unwrap_or_default()).find_map(|(key, _)| match key {
                Key::IncomingSecurity | Key::IncomingAuthentication => Some(Side::Incoming),
                Key::OutgoingSecurity | Key::OutgoingAuthentication => Some(Side::Outgoing),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The protocol of a field that is there with one of them only.
pub(super) fn protocol(field: &Field) -> Option<Protocol> {
    let (_, values) = field.when.iter().find(|(key, _)| *key == Key::Access)?;
    let mut known = values.iter().filter_map(|id| Access::from_id(id));
    let (one, other) = (known.next(), known.next());
    one.filter(|_| other.is_none() && side(field).is_some()).map(Into::into)
}
