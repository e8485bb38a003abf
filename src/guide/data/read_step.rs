//! JSON → the parts of a guide that name documents, dialogs and fields: steps, notes, conditions.

use super::model::{
    Ability, Branch, Can, Caution, Certain, Check, Condition, Flow, Localized, Look, Note, Step, Verdict,
};
use super::read::{Shared, only_true, required_text, text};
use super::read_field::optional_when;
use crate::matrix::{Cursor, Fields, Source, date, keep, keep_text};
use std::cell::RefCell;

/// What can be done with a program, in the order in which it is offered.
const FLOWS: [&str; 4] = ["add", "change", "reorder", "delete"];

/// Parts of the help that a step can open.
const OPENS: [&str; 3] = ["received", "names", "compare"];

/// Letters that a step's fields can have.
const MOST_FIELDS: usize = 26;

/// Where each field stands: its id and its dialog; and the ids of the dialogs.
#[derive(Default)]
pub(super) struct Places {
    pub fields: Vec<(&'static str, usize)>,
    pub dialogs: Vec<&'static str>,
    pub used: RefCell<Vec<usize>>,
}

/// What names are looked up in.
#[derive(Clone, Copy)]
pub(super) struct Reader<'s> {
    pub shared: &'s Shared,
    pub places: &'s Places,
}

impl Reader<'_> {
    pub fn source(&self, fields: &Fields<'_>) -> Option<Source> {
        let at = fields.optional("source")?;
        let [document, section] = *at.texts() else {
            at.report("expected [document, section]");
            return None;
        };
        match self.shared.documents.iter().find(|known| known.id == document) {
            None => at.report(format!("unknown document “{document}”")),
            Some(known) if known.section(section).is_none() => {
                at.report(format!("document “{document}” lists no section “{section}”"));
            }
            Some(_) => {}
        }
        Some(Source { document, section })
    }

    pub fn checked(&self, fields: &Fields<'_>) -> (&'static str, Localized) {
        let none = Localized::new("", "", None);
        let Some(at) = fields.required("checked") else {
            return ("", none);
        };
        let fields = at.fields();
        let day = fields.required("date").map_or("", |at| date(&at));
        let id = fields.text("basis");
        let basis = self.shared.bases.iter().find(|(known, _)| *known == id);
        if basis.is_none() {
            fields.report(format!("unknown basis “{id}”"));
        }
        fields.finish();
        (day, basis.map_or(none, |(_, text)| *text))
    }

    pub fn can(&self, fields: &Fields<'_>) -> &'static [Can] {
        let Some(at) = fields.required("can") else {
            return &[];
        };
        let fields = at.fields();
        let can = keep(Ability::ALL.into_iter().filter_map(|ability| {
            let at = fields.required(ability.id())?;
            if at.value.is_string() {
                return Some(Can { is: certain(&at), note: None, source: None });
            }
            let fields = at.fields();
            let can = Can {
                is: fields.required("is").map_or(Certain::Unknown, |at| certain(&at)),
                note: fields.optional("note").map(text),
                source: self.source(&fields),
            };
            fields.finish();
            Some(can)
        }));
        fields.finish();
        can
    }

    pub fn notes(&self, fields: &Fields<'_>) -> &'static [Note] {
        keep(fields.optional_items("notes").into_iter().map(|at| {
            let fields = at.fields();
            let note = Note {
                text: required_text(&fields, "text"),
                when: optional_when(&fields),
                source: self.source(&fields),
            };
            fields.finish();
            note
        }))
    }

    /// The flows, in the order in which they are offered.
    pub fn flows(&self, at: Cursor<'_>) -> Vec<Flow> {
        let fields = at.fields();
        let read = |id: &'static str| fields.optional(id).map(|at| self.flow(id, at));
        let flows = FLOWS.into_iter().filter_map(read).collect();
        fields.finish();
        flows
    }

    fn flow(&self, id: &'static str, at: Cursor<'_>) -> Flow {
        let fields = at.fields();
        let steps = keep(fields.items("steps").iter().map(|at| match at.value.as_str() {
            None => self.step(at),
            Some(id) => {
                let shared = self.shared.steps.iter().find(|(known, _)| *known == id);
                if shared.is_none() {
                    at.report(format!("unknown step “{id}”"));
                }
                shared.map_or_else(|| self.step(at), |(_, step)| *step)
            }
        }));
        let looks = self.looks(&fields, steps);
        let flow = Flow { id, title: required_text(&fields, "title"), looks, steps };
        if steps.is_empty() {
            fields.report("a flow without steps");
        }
        fields.finish();
        flow
    }

    /// How dialogs look in this flow, where it is not as they look themselves.
    fn looks(&self, fields: &Fields<'_>, steps: &[Step]) -> &'static [Look] {
        let given = fields.optional("dialogs").map_or_else(Vec::new, |at| at.entries());
        keep(given.into_iter().filter_map(|(id, at)| {
            let dialog = self.dialog(&at, id)?;
            if steps.iter().all(|step| step.dialog != Some(dialog)) {
                at.report(format!("no step of this flow shows dialog “{id}”"));
            }
            let fields = at.fields();
            let title = fields.optional("title").map(text);
            let buttons = fields.optional("buttons").map(|at| keep(at.items().into_iter().map(text)));
            if title.is_none() && buttons.is_none() {
                fields.report("expected “title”, “buttons” or both");
            }
            fields.finish();
            Some(Look { dialog, title, buttons })
        }))
    }

    fn dialog(&self, at: &Cursor<'_>, id: &str) -> Option<usize> {
        let found = self.places.dialogs.iter().position(|known| *known == id);
        if found.is_none() {
            at.report(format!("unknown dialog “{id}”"));
        }
        found
    }

    pub fn step(&self, at: &Cursor<'_>) -> Step {
        let fields = at.clone().fields();
        let (named, own) = self.places(&fields);
        let branches = keep(fields.optional_items("branches").into_iter().map(|at| {
            let fields = at.fields();
            let (named, dialog) = self.places(&fields);
            if dialog.is_some() && dialog != own {
                fields.report("the fields of a branch are in another dialog");
            }
            let branch = Branch {
                case: required_text(&fields, "if"),
                text: required_text(&fields, "text"),
                fields: named,
                source: self.source(&fields),
            };
            fields.finish();
            branch
        }));
        let count = named.len() + branches.iter().map(|branch| branch.fields.len()).sum::<usize>();
        if count > MOST_FIELDS {
            fields.report(format!("{count} fields in one step, at most {MOST_FIELDS}"));
        }
        let dialog = fields.optional("dialog").and_then(|at| {
            let found = self.dialog(&at, at.text());
            if own.is_some() {
                at.report("the fields tell the dialog already");
            }
            found
        });
        let step = Step {
            title: required_text(&fields, "title"),
            text: fields.optional("text").map(text),
            when: optional_when(&fields),
            dialog: own.or(dialog),
            fields: named,
            branches,
            notes: self.notes(&fields),
            opens: fields.optional("opens").map(|at| {
                let id = at.text();
                if !OPENS.contains(&id) {
                    at.report(format!("“{id}” is no part of the help that a step can open"));
                }
                id
            }),
            source: self.source(&fields),
        };
        fields.finish();
        step
    }

    /// The fields that a step or branch names, and the dialog they are in.
    fn places(&self, fields: &Fields<'_>) -> (&'static [usize], Option<usize>) {
        let mut dialog = None;
        let named = keep(fields.optional_items("fields").into_iter().filter_map(|at| {
            let id = at.text();
            let Some(index) = self.places.fields.iter().position(|(known, _)| *known == id) else {
                at.report(format!("unknown field “{id}”"));
                return None;
            };
            let place = self.places.fields[index].1;
            if dialog.is_some_and(|dialog| dialog != place) {
                at.report(format!("field “{id}” is in another dialog"));
            }
            dialog = Some(place);
            self.places.used.borrow_mut().push(index);
            Some(index)
        }));
        (named, dialog)
    }

    pub fn condition(&self, at: Cursor<'_>) -> Condition {
        let fields = at.fields();
        let checks = keep(fields.items("checks").into_iter().map(|at| {
            let fields = at.fields();
            let check = Check {
                when: optional_when(&fields),
                verdict: fields.required("verdict").map_or(Verdict::Ask, |at| verdict(&at)),
                text: required_text(&fields, "text"),
            };
            fields.finish();
            check
        }));
        if checks.last().is_none_or(|check| !check.when.is_empty()) {
            fields.report("the last check must hold always");
        }
        let source = self.source(&fields);
        if source.is_none() {
            fields.report("“source” is missing");
        }
        let condition = Condition {
            title: required_text(&fields, "title"),
            checks,
            source: source.unwrap_or(Source { document: "", section: "" }),
        };
        fields.finish();
        condition
    }

    /// A caution; what has ended names another program already.
    pub fn caution(&self, at: Cursor<'_>, has_ended: bool) -> Caution {
        let fields = at.fields();
        let caution = Caution {
            title: required_text(&fields, "title"),
            text: required_text(&fields, "text"),
            when: optional_when(&fields),
            flows: fields.optional("flows").map_or(&[], |at| {
                let ids = at.texts();
                if ids.is_empty() {
                    at.report("a caution without flows is never shown");
                }
                for id in ids.iter().filter(|id| !FLOWS.contains(id)) {
                    at.report(format!("unknown flow “{id}”"));
                }
                ids
            }),
            set: fields
                .optional("set")
                .map_or(&[], |at| keep(at.entries().into_iter().map(|(id, at)| (keep_text(id), at.text())))),
            stops: fields.optional("stops").is_some_and(|at| only_true(&at)),
            source: self.source(&fields),
        };
        if caution.stops && caution.set.is_empty() && !has_ended {
            fields.report("a caution that stops needs “set”: the answers that hold instead");
        }
        fields.finish();
        caution
    }
}

fn certain(at: &Cursor<'_>) -> Certain {
    match at.value.as_str() {
        Some("yes") => Certain::Yes,
        Some("no") => Certain::No,
        Some("unknown") => Certain::Unknown,
        _ => {
            at.report("expected “yes”, “no” or “unknown”");
            Certain::Unknown
        }
    }
}

fn verdict(at: &Cursor<'_>) -> Verdict {
    match at.value.as_str() {
        Some("met") => Verdict::Met,
        Some("not-met") => Verdict::NotMet,
        Some("ask") => Verdict::Ask,
        Some("not-concerned") => Verdict::NotConcerned,
        _ => {
            at.report("expected “met”, “not-met”, “ask” or “not-concerned”");
            Verdict::Ask
        }
    }
}
