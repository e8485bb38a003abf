//! What a visitor can do, and what must then happen in the world.

use super::controls::{Column, Filter};
use super::exporting::{ExportAction, Login};
use super::model::{Step, View};
use super::topic::Topic;
use crate::decide::NoticeField;
use crate::i18n::Locale;
use crate::small_map::SmallMap;
use std::rc::Rc;

/// Answers, as keys and values of the state.
pub type Answers = Vec<(String, String)>;

/// What a visitor does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Another view.
    Show(View),
    /// Another language.
    Speak(Locale),
    /// An answer is marked.
    Choose(String),
    /// The marked answer is confirmed.
    Confirm,
    /// The mail program is passed over.
    SkipClient,
    /// A question is opened again.
    Edit(Step),
    /// Back to the answer without a change.
    Leave,
    /// Everything from the beginning.
    Restart,
    /// Another way is taken.
    Take(SmallMap<String, String>),
    /// A row or a node leads to its answer.
    Open(Rc<Answers>),
    /// A question of the tree is opened, with the answers that lead to it.
    Ask(Vec<(String, String)>, String),
    /// Text in the type-ahead field.
    Query(String),
    /// The active option of the type-ahead list.
    Activate(Option<usize>),
    /// Text in the address field.
    TypeAddress(String),
    /// The list of answers is folded or unfolded.
    ToggleAnswers,
    /// An entry field is opened.
    OpenEntry(NoticeField),
    /// Text in an entry field.
    TypeEntry(NoticeField, String),
    /// The text in an entry field is done.
    Enter(NoticeField),
    /// Something is copied: the button's name and the text.
    Copy(String, String),
    /// What came of it.
    Copied(String, bool),
    /// The copy button rests again.
    Rested,
    /// Text in the matrix filter.
    Filter(String),
    /// The list of a filter is opened or closed.
    OpenFilter(Option<Filter>),
    /// A filter is set or taken off.
    SetFilter(Filter, Option<String>),
    /// All filters are taken off.
    ClearFilters,
    /// The rows are sorted.
    Sort(Column),
    /// More rows are drawn.
    More,
    /// The list of a tree chip is opened or closed.
    OpenChip(Option<String>),
    /// One answer is set from the tree view.
    Set(String, String),
    /// The keyboard focus goes to a part of the widget.
    FocusOn(String),
    /// The page is printed.
    Print,
    /// A part of the help is opened, or the help is closed.
    Help(Option<Topic>),
    /// Something is entered in the help, under a name that its view gives it; without content it is taken back.
    Note(String, Option<String>),
    /// Something about exports.
    Export(ExportAction),
}

/// What must happen in the world after an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The keyboard focus goes to the element with this id.
    Focus(String),
    /// A text goes to the clipboard; the first is the button's name.
    Copy(String, String),
    /// The last answer is new: a history entry.
    History,
    /// The print dialog.
    Print,
    /// The exported file is saved; true for a picture made of dots.
    Save(bool),
    /// The dialog that asks for the password.
    Login(Login),
}
