//! Setting up a mail program: its dialogs and steps with an answer's values in them, what it can do with a plan, and
//! whether a plan meets what it asks of a server.
//! Everything here is reached through [`guides`] only, so that a page that shows no guide carries none.

mod cite;
mod data;
mod draw;
mod facts;
mod fill;
mod offer;

use crate::matrix::{Pack, Unpacker};
use std::sync::OnceLock;

pub use cite::{Citation, cite};
pub use data::{
    Ability, Branch, Can, Caution, Certain, Check, Condition, Dialog, Ended, Field, Flow, Guide, Guides, Key,
    Kind, Localized, Look, Note, Section, Shared, Slot, Standing, Step, Switch, Value, Verdict, When, Words,
    problems,
};
pub use draw::{Drawing, Part, draw};
pub use facts::{Facts, Met, cautions, conditions};
pub use fill::{Entry, FilledBranch, FilledStep, Form, Remark, fill};
pub use offer::{Instead, Mark, Offer, Reasoned, offer, replacements};

/// The embedded guides.
#[must_use]
pub fn guides() -> &'static Guides {
    static EMBEDDED: OnceLock<Guides> = OnceLock::new();
    EMBEDDED.get_or_init(|| {
        // Written by the build script from `static/data/guides/`.
        let numbers = include_bytes!(concat!(env!("OUT_DIR"), "/guides-numbers.bin"));
        let text = include_str!(concat!(env!("OUT_DIR"), "/guides-text.txt"));
        Pack::unpack(&mut Unpacker::new(numbers, text))
    })
}
