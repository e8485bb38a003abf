//! What controls hold: the matrix view's text, filters, order and rows; what is wrong with a field.

use crate::mail::{AddressError, HostnameError};
use crate::small_map::SmallMap;

/// A column of the matrix view by which rows can be sorted.
pub type Column = usize;

/// The matrix view's controls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixControls {
    /// Free text.
    pub text: String,
    /// The chosen value of each filter.
    pub filters: SmallMap<Filter, String>,
    /// The filter whose list is open.
    pub open: Option<Filter>,
    /// Column and whether it runs downwards.
    pub sort: Option<(Column, bool)>,
    /// How many rows are drawn.
    pub drawn: usize,
}

/// A filter of the matrix view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// The plan.
    Plan,
    /// The provider's first question.
    First,
    /// How mail is fetched.
    Access,
    /// The protection of the weaker connection.
    Security,
    /// The mail program.
    Client,
    /// The least sure value.
    Certainty,
}

impl Filter {
    /// All filters, in the order shown.
    pub const ALL: [Self; 6] =
        [Self::Plan, Self::First, Self::Access, Self::Security, Self::Client, Self::Certainty];
}

/// How many rows are drawn at first, and with each step.
pub const ROWS: usize = 20;

/// What is wrong with a text that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryError {
    /// No mail address.
    Address(AddressError),
    /// No host name.
    Host(HostnameError),
    /// No port.
    Port,
    /// No log-in name.
    Username,
}
