//! The only part that knows a browser: state → view, actions back, effects in one place.

mod action;
mod app;
mod controls;
mod effect;
mod element;
mod model;
mod platform;
mod session;
mod topic;
pub mod view;

pub mod help;

pub use element::Widget;
pub use topic::Topic;
pub use view::Cx;
pub use view::dom::El;

use js_sys::Function;

/// Draws a part of the help.
pub type HelpView = fn(&Cx<'_>, Topic) -> El;

/// What a module brings for the help.
pub struct Help {
    /// What draws it; nothing in the module that starts the element.
    pub view: Option<HelpView>,
    /// Asks the page's script for the module that can.
    pub more: Function,
    /// The part that was opened before the other module handed over.
    pub topic: Option<String>,
}
