//! The types of a guide. What they mean for an author: `docs/authoring.md`.

mod ability;
mod condition;
mod dialog;
mod flow;

pub use crate::i18n::Localized;
use crate::matrix::{Document, Source};

pub use ability::{Ability, Can, Certain};
pub use condition::{Check, Condition, Key, Verdict, When};
pub use dialog::{Dialog, Field, Kind, Section, Slot, Switch, Value};
pub use flow::{Branch, Flow, Look, Step};

/// All guides, and what they share.
#[derive(Clone, Debug)]
pub struct Guides {
    /// The documents they cite.
    pub documents: &'static [Document],
    /// Words that every guide uses.
    pub words: Words,
    /// One for each mail program, in the order in which they are offered.
    pub all: &'static [Guide],
}

impl Guides {
    /// The guide of a mail program.
    #[must_use]
    pub fn of(&self, client: &str) -> Option<&'static Guide> {
        self.all.iter().find(|guide| guide.id == client)
    }

    /// The guide whose dialogs and flows hold for this one: itself, or the one it follows.
    #[must_use]
    pub fn body(&self, guide: &'static Guide) -> &'static Guide {
        guide.follows.and_then(|id| self.of(id)).unwrap_or(guide)
    }

    /// The document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&'static Document> {
        self.documents.iter().find(|document| document.id == id)
    }
}

/// Words that every guide uses.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// What stands in a field for the visitor's own name.
    pub name: Localized,
    /// What stands in a field for a password: where it is found, never what it is.
    pub password: Localized,
    /// A box that is ticked.
    pub on: Localized,
    /// A box that is not ticked.
    pub off: Localized,
    /// What to do where the program has no word for a value.
    pub no_word: Localized,
    /// What to do where the documents do not settle whether a box is ticked.
    pub ask: Localized,
    /// The documents of a provider do not mention it.
    pub undocumented: Localized,
    /// The settings of a plan do without it.
    pub not_used: Localized,
    /// The provider's documents mark the program as unable.
    pub listed: Localized,
    /// The provider's documents mark the program as able, and say nothing about the plan.
    pub listed_able: Localized,
    /// The program cannot use any port for it.
    pub no_port: Localized,
    /// The documents do not say which version of TLS receiving needs.
    pub receiving_tls: Localized,
    /// The program has no such thing.
    pub lacks: Localized,
    /// Whether the program has it is not known.
    pub unsure: Localized,
}

/// How to set up one mail program.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The mail program's id.
    pub id: &'static str,
    /// The versions it is about.
    pub versions: Localized,
    /// Where they run, in words.
    pub platforms: Localized,
    /// Whether its maker still looks after it.
    pub standing: Standing,
    /// Why the names and the order may differ from what is seen; `None` where they are certain.
    pub doubt: Option<Localized>,
    /// The day of the last check, as `YYYY-MM-DD`.
    pub checked: &'static str,
    /// What it was checked against.
    pub basis: Localized,
    /// What the program can do, one entry for each [`Ability`], in its order.
    pub can: &'static [Can],
    /// The mail program whose dialogs and flows hold here too; this guide has none then.
    pub follows: Option<&'static str>,
    /// The dialogs, in the order in which they come up.
    pub dialogs: &'static [Dialog],
    /// The fields of all dialogs.
    pub fields: &'static [Field],
    /// What can be done: add an account, change one.
    pub flows: &'static [Flow],
    /// What the program asks of a server.
    pub conditions: &'static [Condition],
    /// What must be known before or after.
    pub cautions: &'static [Caution],
    /// Whether it takes the address for the user name, as a rule, so that any other one is of no use in it.
    pub address_only: bool,
}

impl Guide {
    /// What it can do.
    #[must_use]
    pub fn can(&self, ability: Ability) -> Can {
        // Reading leaves no ability out.
        let unknown = Can { is: Certain::Unknown, note: None, source: None };
        self.can.get(ability as usize).copied().unwrap_or(unknown)
    }

    /// The flow with this id.
    #[must_use]
    pub fn flow(&self, id: &str) -> Option<&'static Flow> {
        self.flows.iter().find(|flow| flow.id == id)
    }
}

/// Whether the maker still looks after a program.
#[derive(Clone, Copy, Debug)]
pub enum Standing {
    /// It does.
    Current,
    /// Nothing certain is known.
    Unknown,
    /// It does not.
    Ended(Ended),
}

/// The end of a program.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// The last day, as `YYYY-MM-DD`.
    pub date: &'static str,
    /// The mail program to take instead.
    pub replaced_by: &'static str,
    /// What exactly ended.
    pub note: Localized,
}

/// Something that must be known, where it matters.
#[derive(Clone, Copy, Debug)]
pub struct Note {
    /// The note.
    pub text: Localized,
    /// Under which conditions.
    pub when: When,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Something to know before or after.
#[derive(Clone, Copy, Debug)]
pub struct Caution {
    /// In a few words.
    pub title: Localized,
    /// What to do or to know.
    pub text: Localized,
    /// Under which conditions.
    pub when: When,
    /// The flows it is about; none where it is about every one.
    pub flows: &'static [&'static str],
    /// The answers that hold for this program instead: questions with their answers.
    pub set: &'static [(&'static str, &'static str)],
    /// Whether the values of the present answer would be wrong here, so that they are not shown.
    pub stops: bool,
    /// Where it stands.
    pub source: Option<Source>,
}
