//! What a widget shows at a moment: the visitor's state and the state of the controls.
//! `reduce` is pure and total; what must happen in the world is returned as `Effect`s.

use super::action::{Action, Answers, Effect};
use super::controls::{EntryError, MatrixControls, ROWS};
use super::exporting::{self, ExportPage};
use super::topic::Topic;
use crate::catalogue::Catalogue;
use crate::decide::{Asking, NoticeField, Outcome, State, Status, resolve};
use crate::i18n::Locale;
use crate::mail::{EmailAddress, Hostname, Idn};
use crate::small_map::SmallMap;

/// The three views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Questions and the answer.
    #[default]
    Answer,
    /// All answers as a table.
    Matrix,
    /// The decision tree.
    Tree,
}

/// What is asked at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The provider.
    Provider,
    /// The plan or a question, by id.
    Question(String),
    /// The mail program.
    Client,
    /// The mail address.
    Address,
}

impl Step {
    /// The key of the state it sets.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Provider => "provider",
            Self::Question(id) => id,
            Self::Client => "client",
            Self::Address => "address",
        }
    }
}

/// Everything a view needs to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// What the visitor said.
    pub state: State,
    /// The element's language where the visitor has not chosen one.
    pub lang: Locale,
    /// The provider that the element's attribute fixes.
    pub fixed_provider: bool,
    /// Which view is shown.
    pub view: View,
    /// The question that was opened again.
    pub editing: Option<Step>,
    /// The answer that is marked but not confirmed.
    pub chosen: Option<String>,
    /// The mail program was passed over.
    pub client_skipped: bool,
    /// 次へ was pressed without an answer.
    pub missing: bool,
    /// What was typed into a field and is not (yet) a value.
    pub drafts: SmallMap<String, (String, Option<EntryError>)>,
    /// The text in the type-ahead field, and the active option.
    pub query: String,
    /// The active option of the type-ahead list.
    pub active: Option<usize>,
    /// On a narrow container: whether the list of answers is unfolded.
    pub answers_open: bool,
    /// The copy button that was used last, and whether it worked.
    pub copied: Option<(String, bool)>,
    /// The matrix view.
    pub matrix: MatrixControls,
    /// The chip of the tree view whose list is open.
    pub tree_open: Option<String>,
    /// The part of the help that is open.
    pub help: Option<Topic>,
    /// Whether the second module did not arrive.
    pub load_failed: bool,
    /// What was entered in the help, by the names its views give.
    pub notes: SmallMap<String, String>,
    /// The export page, while it is open.
    pub export: Option<ExportPage>,
}

/// What the model needs to know about its surroundings.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// Providers and mail programs.
    pub catalogue: &'a Catalogue,
    /// Domain names.
    pub idn: &'a dyn Idn,
}

impl Model {
    /// The language shown.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.state.lang().unwrap_or(self.lang)
    }

    /// What is asked at the moment, if anything.
    #[must_use]
    pub fn step(&self, outcome: &Outcome<'_>) -> Option<Step> {
        if let Some(step) = &self.editing {
            return Some(step.clone());
        }
        match (outcome.status, outcome.matrix) {
            (Status::Asking(Asking::Input(input, _)), Some(matrix)) => {
                let client_open = self.state.get("client").is_none() && !self.client_skipped;
                if input != 0 && client_open {
                    Some(Step::Client)
                } else {
                    Some(Step::Question(matrix.input_id(input).to_owned()))
                }
            }
            (Status::Asking(_), _) => Some(Step::Provider),
            _ => None,
        }
    }

    fn settle(&mut self) {
        (self.editing, self.chosen, self.missing) = (None, None, false);
        (self.query, self.active) = (String::new(), None);
        self.drafts.remove("address");
        (self.answers_open, self.copied) = (false, None);
    }

    fn set(&mut self, key: &str, value: Option<&str>, env: Env<'_>) {
        let before = self.state.clone();
        self.state = self.state.with(key, value, env.catalogue, env.idn);
        let fresh = ["provider", "plan"].iter().any(|key| before.get(key) != self.state.get(key));
        if fresh {
            self.drafts.clear();
        }
    }

    /// Takes over a whole state from outside.
    pub fn replace(&mut self, state: State) {
        self.state = state;
        self.export = None;
        self.settle();
        self.drafts.clear();
    }

    /// The model after an action, and what must happen. `outcome` is what the model before it comes to.
    #[allow(clippy::too_many_lines, reason = "a list of actions")]
    pub fn reduce(&mut self, action: Action, env: Env<'_>, outcome: &Outcome<'_>) -> Vec<Effect> {
        match action {
            Action::Show(view) => self.show(view),
            Action::Speak(locale) => {
                self.set("lang", Some(locale.tag()), env);
                self.load_failed = false;
            }
            Action::Choose(answer) => (self.chosen, self.missing) = (Some(answer), false),
            Action::Confirm => return self.confirm(env, outcome),
            Action::SkipClient => {
                self.client_skipped = true;
                self.set("client", None, env);
                self.settle();
                return vec![Effect::Focus("heading".to_owned())];
            }
            Action::Edit(step) => {
                self.settle();
                // An open export page comes back with the answer.
                (self.view, self.help) = (View::Answer, None);
                self.chosen = self.state.get(step.key()).map(str::to_owned);
                if step == Step::Address {
                    let typed = self.chosen.clone().unwrap_or_default();
                    self.drafts.insert("address".to_owned(), (typed, None));
                }
                self.editing = Some(step);
                return vec![Effect::Focus("heading".to_owned())];
            }
            Action::Leave => {
                self.settle();
                return vec![Effect::Focus("heading".to_owned())];
            }
            Action::Restart => {
                let mut kept = State::default();
                let provider = self.state.get("provider").filter(|_| self.fixed_provider);
                for (key, value) in [("provider", provider), ("lang", self.state.get("lang"))] {
                    kept = value
                        .map_or(kept.clone(), |value| kept.with(key, Some(value), env.catalogue, env.idn));
                }
                self.replace(kept);
                self.client_skipped = false;
                // What was pasted or ticked belongs to what was there before.
                self.notes.clear();
                (self.view, self.help, self.export) = (View::Answer, None, None);
                return vec![Effect::History, Effect::Focus("heading".to_owned())];
            }
            Action::Take(set) => return self.open(&set.into_iter().collect(), env),
            Action::Open(pairs) => return self.open(&pairs, env),
            Action::Ask(pairs, question) => {
                let effects = self.open(&pairs, env);
                self.chosen = self.state.get(&question).map(str::to_owned);
                self.editing = Some(Step::Question(question));
                return effects;
            }
            Action::Query(text) => (self.query, self.active, self.missing) = (text, None, false),
            Action::Activate(active) => self.active = active,
            Action::TypeAddress(text) => {
                self.drafts.insert("address".to_owned(), (text, None));
            }
            Action::ToggleAnswers => self.answers_open = !self.answers_open,
            Action::OpenEntry(field) => {
                let text = self.state.notice(field).unwrap_or_default().to_owned();
                self.drafts.insert(field.id().to_owned(), (text, None));
                return vec![Effect::Focus(field.id().to_owned())];
            }
            Action::TypeEntry(field, text) => {
                self.drafts.insert(field.id().to_owned(), (text, None));
            }
            Action::Enter(field) => self.enter(field, env),
            Action::Copy(name, text) => return vec![Effect::Copy(name, text)],
            Action::Copied(name, worked) => self.copied = Some((name, worked)),
            Action::Rested => self.copied = self.copied.take().filter(|(_, worked)| !worked),
            Action::Filter(text) => (self.matrix.text, self.matrix.drawn) = (text, ROWS),
            Action::OpenFilter(filter) => self.matrix.open = filter,
            Action::SetFilter(filter, value) => {
                match value {
                    Some(value) => self.matrix.filters.insert(filter, value),
                    None => self.matrix.filters.remove(&filter),
                }
                (self.matrix.open, self.matrix.drawn) = (None, ROWS);
            }
            Action::ClearFilters => {
                self.matrix.filters.clear();
                (self.matrix.text, self.matrix.drawn) = (String::new(), ROWS);
            }
            Action::Sort(column) => {
                self.matrix.sort = match self.matrix.sort {
                    Some((sorted, false)) if sorted == column => Some((column, true)),
                    Some((sorted, true)) if sorted == column => None,
                    _ => Some((column, false)),
                };
            }
            Action::More => self.matrix.drawn += ROWS,
            Action::OpenChip(chip) => self.tree_open = chip,
            Action::Set(key, value) => {
                self.set(&key, Some(&value), env);
                self.tree_open = None;
                return vec![Effect::History];
            }
            Action::FocusOn(id) => return vec![Effect::Focus(id)],
            Action::Print => return vec![Effect::Print],
            Action::Help(topic) => {
                (self.help, self.load_failed, self.copied) = (topic, false, None);
                return vec![Effect::Focus("heading".to_owned())];
            }
            Action::Note(name, Some(text)) => {
                self.notes.insert(name, text);
            }
            Action::Note(name, None) => {
                self.notes.remove(&name);
            }
            Action::Export(action) => {
                (self.copied, self.load_failed) = (None, false);
                return exporting::reduce(&mut self.export, action);
            }
        }
        Vec::new()
    }

    fn confirm(&mut self, env: Env<'_>, outcome: &Outcome<'_>) -> Vec<Effect> {
        let Some(step) = self.step(outcome) else {
            return Vec::new();
        };
        if step == Step::Address {
            let text = self.drafts.get("address").map(|(text, _)| text.trim().to_owned()).unwrap_or_default();
            if !text.is_empty()
                && let Err(error) = EmailAddress::parse(&text, env.idn)
            {
                self.drafts.insert("address".to_owned(), (text, Some(EntryError::Address(error))));
                return vec![Effect::Focus("address".to_owned())];
            }
            self.set("address", Some(&text).filter(|text| !text.is_empty()).map(String::as_str), env);
            self.settle();
            return vec![Effect::Focus("heading".to_owned())];
        }
        let Some(chosen) = self.chosen.take() else {
            self.missing = true;
            return vec![Effect::Focus("missing".to_owned())];
        };
        self.set(step.key(), Some(&chosen), env);
        self.settle();
        vec![Effect::History, Effect::Focus("heading".to_owned())]
    }

    fn open(&mut self, pairs: &Answers, env: Env<'_>) -> Vec<Effect> {
        for (key, value) in pairs {
            self.set(key, Some(value), env);
        }
        self.settle();
        (self.view, self.help, self.export) = (View::Answer, None, None);
        vec![Effect::History, Effect::Focus("heading".to_owned())]
    }

    fn enter(&mut self, field: NoticeField, env: Env<'_>) {
        let Some((typed, _)) = self.drafts.get(field.id()).cloned() else {
            return;
        };
        let is_port = matches!(field, NoticeField::IncomingPort | NoticeField::OutgoingPort);
        let text = if is_port { typed.chars().map(narrow).collect() } else { typed.clone() };
        if text.trim().is_empty() {
            self.set(field.id(), None, env);
            self.drafts.remove(field.id());
            return;
        }
        let error = match field {
            NoticeField::IncomingHost | NoticeField::OutgoingHost => {
                Hostname::parse(&text, env.idn).err().map(EntryError::Host)
            }
            NoticeField::IncomingPort | NoticeField::OutgoingPort => {
                let state = self.state.with(field.id(), Some(&text), env.catalogue, env.idn);
                let outcome = resolve(env.catalogue, &state, env.idn);
                let taken =
                    outcome.incoming.iter().chain(&outcome.outgoing).any(|server| server.port.entered);
                (field.parse(&text, env.idn).is_none() || !taken).then_some(EntryError::Port)
            }
            NoticeField::Username => field.parse(&text, env.idn).is_none().then_some(EntryError::Username),
        };
        match error {
            None => {
                self.set(field.id(), Some(&text), env);
                self.drafts.remove(field.id());
            }
            Some(error) => {
                // A wrong text never replaces a value that was right before.
                self.drafts.insert(field.id().to_owned(), (typed, Some(error)));
            }
        }
    }
}

/// A full-width digit as the digit it is: input methods write both.
fn narrow(c: char) -> char {
    u32::from(c).checked_sub(u32::from('０')).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
