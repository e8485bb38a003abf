//! The steps of a guide with an answer's values in them.

use super::data::{Branch, Field, Flow, Guide, Guides, Key, Kind, Localized, Note, Slot, Step, Value, Words};
use super::facts::Facts;
use crate::decide::{Outcome, ResolvedServer, Status};
use crate::i18n::{Locale, Messages};
use crate::mail::{Authentication, Certainty};
use crate::matrix::{Field as ServerField, Scalar, Source};
use crate::wording;

/// A step that applies, ready to be shown.
#[derive(Clone, Debug)]
pub struct FilledStep {
    /// What to do, in a line.
    pub title: &'static str,
    /// What else must be known to do it.
    pub text: Option<&'static str>,
    /// The dialog that is seen: an index into the body's.
    pub dialog: Option<usize>,
    /// The fields to fill in, in order.
    pub entries: Vec<Entry>,
    /// What to do instead where only the visitor knows whether it holds.
    pub branches: Vec<FilledBranch>,
    /// What must be known.
    pub remarks: Vec<Remark>,
    /// The part of the help that does it for the visitor, by its id.
    pub opens: Option<&'static str>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What to do instead.
#[derive(Clone, Debug)]
pub struct FilledBranch {
    /// In which case.
    pub case: &'static str,
    /// What to do.
    pub text: &'static str,
    /// The fields to fill in.
    pub entries: Vec<Entry>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which field: an index into the body's.
    pub field: usize,
    /// Its letter in this step.
    pub letter: Option<char>,
    /// What stands beside it in the program.
    pub label: &'static str,
    /// What it looks like.
    pub kind: Kind,
    /// What is entered, chosen or ticked; never empty.
    pub text: String,
    /// What that text is.
    pub form: Form,
    /// The value of the answer behind it; at a box, the first one that its tick rests on.
    pub slot: Option<Slot>,
    /// What must be known at this field.
    pub remarks: Vec<Remark>,
}

/// What the text of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The value as it is typed: may be copied.
    Literal,
    /// A word that is chosen in the program.
    Chosen,
    /// A word of this product for a value that the program has no word for.
    NoWord,
    /// A value whose address is not known yet.
    Pattern,
    /// The value is on the customer's notice.
    OnNotice,
    /// The value is in no document.
    AtSupport,
    /// The visitor's own name or password, in words.
    Own,
    /// A box that is ticked.
    On,
    /// A box that is not ticked.
    Off,
}

/// Something that must be known, with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The remark.
    pub text: &'static str,
    /// Where it stands.
    pub source: Option<Source>,
}

/// The steps of a flow that apply to an answer, with its values. Without an answer there are steps only where no
/// step needs one.
#[must_use]
pub fn fill(
    guides: &Guides,
    guide: &'static Guide,
    flow: &Flow,
    outcome: &Outcome<'_>,
    locale: Locale,
) -> Vec<FilledStep> {
    let filler = Filler::new(guides, guide, outcome, locale);
    if outcome.status != Status::Answered && flow.steps.iter().any(|step| !step.fields.is_empty()) {
        return Vec::new();
    }
    flow.steps.iter().filter_map(|step| filler.step(step)).collect()
}

/// The value that a condition looks at, where it is one that a program has words or boxes for.
const fn slot_of(key: Key) -> Option<Slot> {
    Some(match key {
        Key::Access => Slot::Access,
        Key::IncomingSecurity => Slot::Incoming(ServerField::Security),
        Key::OutgoingSecurity => Slot::Outgoing(ServerField::Security),
        Key::IncomingAuthentication => Slot::Incoming(ServerField::Authentication),
        Key::OutgoingAuthentication => Slot::Outgoing(ServerField::Authentication),
        _ => return None,
    })
}

/// Everything that filling looks at.
pub(super) struct Filler<'a> {
    outcome: &'a Outcome<'a>,
    words: Words,
    pub(super) body: &'static Guide,
    pub(super) locale: Locale,
    pub(super) facts: Facts,
}

impl<'a> Filler<'a> {
    pub fn new(guides: &Guides, guide: &'static Guide, outcome: &'a Outcome<'a>, locale: Locale) -> Self {
        Self { outcome, words: guides.words, body: guides.body(guide), locale, facts: Facts::of(outcome) }
    }

    fn step(&self, step: &Step) -> Option<FilledStep> {
        if !self.facts.hold(step.when) {
            return None;
        }
        let mut letters = 'a'..='z';
        let entries = self.entries(step.fields, &mut letters);
        let branches: Vec<FilledBranch> =
            step.branches.iter().map(|branch| self.branch(branch, &mut letters)).collect();
        // A step that is there to fill fields in has nothing to say without them.
        if !step.fields.is_empty() && entries.is_empty() {
            return None;
        }
        Some(FilledStep {
            title: step.title.get(self.locale),
            text: step.text.as_ref().map(|text| text.get(self.locale)),
            dialog: step.dialog,
            entries,
            branches,
            remarks: self.remarks(step.notes),
            opens: step.opens,
            source: step.source,
        })
    }

    fn branch(&self, branch: &Branch, letters: &mut impl Iterator<Item = char>) -> FilledBranch {
        FilledBranch {
            case: branch.case.get(self.locale),
            text: branch.text.get(self.locale),
            entries: self.entries(branch.fields, letters),
            source: branch.source,
        }
    }

    fn entries(&self, fields: &[usize], letters: &mut impl Iterator<Item = char>) -> Vec<Entry> {
        let mut found = Vec::new();
        for field in fields {
            if let Some(mut entry) = self.entry(*field) {
                entry.letter = letters.next();
                found.push(entry);
            }
        }
        found
    }

    pub fn remarks(&self, notes: &'static [Note]) -> Vec<Remark> {
        let mut found = Vec::new();
        for note in notes {
            if self.facts.hold(note.when) {
                found.push(Remark { text: note.text.get(self.locale), source: note.source });
            }
        }
        found
    }

    /// A field with its value; `None` if it is not there with this answer.
    pub fn entry(&self, index: usize) -> Option<Entry> {
        let field = self.body.fields.get(index)?;
        if !self.facts.hold(field.when) {
            return None;
        }
        let mut remarks = self.remarks(field.notes);
        let (text, form, slot) = match &field.value {
            Value::Fixed(text) => (text.get(self.locale).to_owned(), Form::Chosen, None),
            Value::Own(text) => (text.get(self.locale).to_owned(), Form::Own, None),
            Value::Slot(slot) => {
                let (text, form) = self.slot(*slot, field)?;
                (text, form, Some(*slot))
            }
            Value::Switch(switch) => {
                let (text, form) = match self.facts.ticked(switch) {
                    Some(true) => (self.words.on, Form::On),
                    Some(false) => (self.words.off, Form::Off),
                    None => (self.words.ask, Form::AtSupport),
                };
                let mut keys = switch.on.iter().chain(switch.ask.unwrap_or_default());
                (text.get(self.locale).to_owned(), form, keys.find_map(|(key, _)| slot_of(*key)))
            }
        };
        if form == Form::NoWord && !self.says_what_to_do(field, slot) {
            remarks.insert(0, Remark { text: self.words.no_word.get(self.locale), source: None });
        }
        let label = field.label.get(self.locale);
        Some(Entry { field: index, letter: None, label, kind: field.kind, text, form, slot, remarks })
    }

    /// Whether a note that hangs on the value itself says what to do where there is no word for it.
    fn says_what_to_do(&self, field: &Field, slot: Option<Slot>) -> bool {
        let is_about = |note: &&Note| note.when.iter().any(|(key, _)| slot_of(*key) == slot);
        slot.is_some() && field.notes.iter().filter(is_about).any(|note| self.facts.hold(note.when))
    }

    /// What stands in a field for a value of the answer; `None` where there is no such value: no log-in.
    fn slot(&self, slot: Slot, field: &Field) -> Option<(String, Form)> {
        let words = Messages::of(self.locale);
        let own = |text: &Localized| Some((text.get(self.locale).to_owned(), Form::Own));
        let incoming = self.outcome.incoming.as_ref();
        let outgoing = self.outcome.outgoing.first();
        let has_login = |server: Option<&ResolvedServer>| {
            server.is_none_or(|server| server.authentication() != Some(Authentication::None))
        };
        match slot {
            Slot::Name => own(&self.words.name),
            Slot::IncomingPassword if has_login(incoming) => own(&self.words.password),
            Slot::OutgoingPassword if has_login(outgoing) => own(&self.words.password),
            Slot::IncomingPassword | Slot::OutgoingPassword => None,
            Slot::Address => Some(match &self.outcome.address {
                Some(address) => (address.to_string(), Form::Literal),
                None => (words.placeholders[1].to_owned(), Form::Pattern),
            }),
            Slot::Access => Some(match self.facts.get(Key::Access) {
                "unknown" => (words.at_support.to_owned(), Form::AtSupport),
                id => self.word(id, field, words.protocols[usize::from(id == "imap")]),
            }),
            Slot::Incoming(part) => self.server(incoming, part, field),
            Slot::Outgoing(part) => self.server(outgoing, part, field),
        }
    }

    fn server(
        &self,
        server: Option<&ResolvedServer>,
        part: ServerField,
        field: &Field,
    ) -> Option<(String, Form)> {
        let words = Messages::of(self.locale);
        let Some(server) = server else {
            return Some((words.at_support.to_owned(), Form::AtSupport));
        };
        if part == ServerField::Username && server.authentication() == Some(Authentication::None) {
            return None;
        }
        let value = server.field(part);
        let Some(shown) = wording::shown(value, part, words) else {
            return Some(match value.certainty {
                Certainty::FromNotice | Certainty::Default => (words.on_notice.to_owned(), Form::OnNotice),
                _ => (words.at_support.to_owned(), Form::AtSupport),
            });
        };
        Some(match (&value.value, part) {
            (Some(Scalar::Text(id)), ServerField::Security | ServerField::Authentication) => {
                self.word(id, field, &shown.text)
            }
            _ if shown.complete => (shown.text, Form::Literal),
            _ => (shown.text, Form::Pattern),
        })
    }

    /// The program's own word for a value, or this product's.
    fn word(&self, id: &str, field: &Field, general: &str) -> (String, Form) {
        match field.words.iter().find(|(known, _)| *known == id) {
            Some((_, Some(word))) => (word.get(self.locale).to_owned(), Form::Chosen),
            _ => (general.to_owned(), Form::NoWord),
        }
    }
}
