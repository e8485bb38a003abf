//! What can be done with a program, step by step.

use super::{Localized, Note, When};
use crate::matrix::Source;

/// Something the visitor can do with the program.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// `add`, `change`, `reorder` or `delete`.
    pub id: &'static str,
    /// What is done.
    pub title: Localized,
    /// Dialogs that look otherwise here than their own data say: those of adding, met again when changing.
    pub looks: &'static [Look],
    /// The steps.
    pub steps: &'static [Step],
}

/// A dialog's title and buttons in one flow.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The dialog: an index into the guide's.
    pub dialog: usize,
    /// Its title, if it has another one.
    pub title: Option<Localized>,
    /// Its buttons, if it has others, or none.
    pub buttons: Option<&'static [Localized]>,
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What to do, in a line.
    pub title: Localized,
    /// What else must be known to do it.
    pub text: Option<Localized>,
    /// Under which conditions there is such a step.
    pub when: When,
    /// The dialog that is seen.
    pub dialog: Option<usize>,
    /// The fields to fill in, in order: indices into the guide's.
    pub fields: &'static [usize],
    /// What to do instead where only the visitor knows whether it holds.
    pub branches: &'static [Branch],
    /// What must be known.
    pub notes: &'static [Note],
    /// The part of the help that does it for the visitor, by its id.
    pub opens: Option<&'static str>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What to do instead.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// In which case.
    pub case: Localized,
    /// What to do.
    pub text: Localized,
    /// The fields to fill in.
    pub fields: &'static [usize],
    /// Where it stands.
    pub source: Option<Source>,
}
