//! A dialog of a program as a schematic: its labels, fields and buttons, with the values of an answer.

use super::data::{Flow, Guide, Guides};
use super::fill::{Entry, Filler};
use crate::decide::Outcome;
use crate::i18n::Locale;

/// A dialog, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// What stands in its title bar.
    pub title: &'static str,
    /// Its parts, from top to bottom.
    pub parts: Vec<Part>,
    /// Its buttons.
    pub buttons: Vec<&'static str>,
}

/// A part of a drawn dialog.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading or its tab.
    pub heading: Option<&'static str>,
    /// Its fields; those of the current step have their letters.
    pub entries: Vec<Entry>,
}

/// Draws a dialog of a guide's body, as it looks in a flow, with the values of an answer. `current` are the fields of
/// the step, or of the branch of it, that the drawing is for. A part without fields is left out.
#[must_use]
pub fn draw(
    guides: &Guides,
    guide: &'static Guide,
    flow: &Flow,
    dialog: usize,
    current: &[Entry],
    outcome: &Outcome<'_>,
    locale: Locale,
) -> Option<Drawing> {
    let filler = Filler::new(guides, guide, outcome, locale);
    let look = flow.looks.iter().find(|look| look.dialog == dialog);
    let dialog = filler.body.dialogs.get(dialog)?;
    let mut parts = Vec::new();
    for section in dialog.sections {
        let mut entries = Vec::new();
        for index in section.fields {
            let now = current.iter().find(|entry| entry.field == *index);
            if now.is_none() && only_in_branches(filler.body, *index) {
                continue;
            }
            if let Some(mut entry) = filler.entry(*index) {
                entry.letter = now.and_then(|entry| entry.letter);
                entries.push(entry);
            }
        }
        if !entries.is_empty() {
            parts.push(Part { heading: section.heading.as_ref().map(|text| text.get(locale)), entries });
        }
    }
    let buttons = look.and_then(|look| look.buttons).unwrap_or(dialog.buttons);
    let title = look.and_then(|look| look.title).unwrap_or(dialog.title);
    let buttons = buttons.iter().map(|text| text.get(locale)).collect();
    Some(Drawing { title: title.get(locale), parts, buttons })
}

/// Whether a field shows what holds in a special case only.
fn only_in_branches(body: &Guide, field: usize) -> bool {
    body.flows.iter().all(|flow| flow.steps.iter().all(|step| !step.fields.contains(&field)))
}
