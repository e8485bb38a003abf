//! The only part that knows a browser: state → view, actions back, effects in one place.

mod action;
mod app;
mod controls;
mod effect;
mod element;
mod exporting;
mod model;
mod platform;
mod rehearsal;
mod session;
mod topic;
pub mod view;

pub mod help;

pub use element::Widget;
pub use rehearsal::rehearse;
pub use topic::Topic;
pub use view::Cx;
pub use view::dom::El;

use crate::i18n::{Locale, Messages};
use js_sys::Function;
use model::View;
use session::Session;

/// Views that the module which starts the element leaves to the other one.
pub struct More {
    /// All settings as a table.
    pub matrix: fn(&Cx<'_>) -> El,
    /// The decision tree.
    pub tree: fn(&Cx<'_>) -> El,
    /// What is exported, with its receipt.
    pub export: fn(&Cx<'_>) -> El,
    /// A part of the help.
    pub help: fn(&Cx<'_>, Topic) -> El,
    /// Takes a text apart at its words of the trade.
    pub explain: fn(&str, Locale) -> String,
    /// Leaves the view at the present history entry.
    pub remember: fn(View),
    /// Shows the view of the history entry that the visitor has come to.
    pub revisit: fn(&Session),
}

/// All of them. What is reached from here only is in the second module only.
pub static MORE: More = More {
    matrix: view::matrix::view,
    tree: view::tree::view,
    export: view::export::page,
    help: help::view,
    explain: crate::trouble::terms::explain,
    remember: session::entry::remember,
    revisit: session::entry::revisit,
};

/// Takes up plain Japanese, and unpacks what the views of the second module need, so that opening one takes less.
pub fn prepare() {
    Messages::in_plain_words();
    // Both are kept once they are unpacked.
    let _ = (crate::catalogue::Catalogue::in_plain_words(), crate::guide::guides());
}

/// How one module hands over to the other.
pub struct Handover {
    /// The views of the second module; nothing in the first.
    pub more: Option<&'static More>,
    /// Asks the page's script for the second module.
    pub load: Function,
    /// What the visitor opened in the first module, by the name that [`Widget::waits_for`] gave it.
    pub opened: Option<String>,
    /// `explain` of the second module, for the first one; nothing while it has not arrived.
    pub explain: Option<Function>,
}
