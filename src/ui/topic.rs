//! What the help consists of, and what else the first module leaves to the second.

use super::controls::ROWS;
use super::exporting::ExportPage;
use super::model::{Model, View};
use crate::export::Format;
use crate::i18n::Locale;

/// The parts of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The steps of the chosen mail program.
    Guide,
    /// What the mail programs can do on the chosen plan.
    Programs,
    /// From a symptom to its cause.
    Trouble,
    /// Whether a mail was sent with log-in and over TLS.
    Received,
    /// Which server names a certificate covers.
    Names,
    /// What differs between the settings at hand and those of the answer.
    Compare,
    /// What the words mean.
    Terms,
}

impl Topic {
    /// All parts.
    pub const ALL: [Self; 7] =
        [Self::Guide, Self::Programs, Self::Trouble, Self::Received, Self::Names, Self::Compare, Self::Terms];

    /// The id, by which one module hands over to the other.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Programs => "programs",
            Self::Trouble => "trouble",
            Self::Received => "received",
            Self::Names => "names",
            Self::Compare => "compare",
            Self::Terms => "terms",
        }
    }

    /// The part with that id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.id() == id)
    }
}

impl Model {
    /// What is open that only the second module draws, or "easy" for the words that only it has, as the name by which
    /// the first hands over; empty if nothing is.
    #[must_use]
    pub fn waits_for(&self) -> &'static str {
        match (self.view, self.help) {
            (View::Matrix, _) => "matrix",
            (View::Tree, _) => "tree",
            (View::Answer, Some(topic)) => topic.id(),
            (View::Answer, None) if self.export.is_some() => {
                self.export.as_ref().map_or("", |page| page.format.id())
            }
            (View::Answer, None) if self.locale() == Locale::Easy => "easy",
            (View::Answer, None) => "",
        }
    }

    /// Opens what the other module handed over, and says what takes the focus: a name of [`Model::waits_for`], or `#` and
    /// the id of what has the focus; and `-` where the mail program was passed over.
    pub fn take_over<'n>(&mut self, name: &'n str) -> Option<&'n str> {
        let open = name.strip_suffix('-');
        self.client_skipped = open.is_some();
        match open.unwrap_or(name) {
            "" | "easy" => None,
            "matrix" => {
                self.show(View::Matrix);
                Some("tab-1")
            }
            "tree" => {
                self.show(View::Tree);
                Some("tab-2")
            }
            open => {
                let focused = open.strip_prefix('#');
                if focused.is_none() {
                    self.help = Topic::from_id(open);
                    self.export = Format::from_id(open).map(ExportPage::new);
                }
                focused.or(Some("heading"))
            }
        }
    }

    /// Whether something is marked, typed or opened that the address and the state do not hold.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.chosen.is_some()
            || self.editing.is_some()
            || self.export.is_some()
            || !self.query.is_empty()
            || !self.drafts.is_empty()
    }

    /// Another view.
    pub fn show(&mut self, view: View) {
        (self.view, self.help, self.export, self.load_failed) = (view, None, None, false);
        (self.matrix.open, self.tree_open, self.copied) = (None, None, None);
        if view == View::Matrix && self.matrix.drawn == 0 {
            self.matrix.drawn = ROWS;
        }
    }
}
