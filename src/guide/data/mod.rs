//! What a guide's file holds, how it is read, and how it is packed for the page.
//! The build script compiles this folder on its own, so it knows nothing of answers.

mod model;
mod packed;
mod read;
mod read_field;
mod read_step;

pub use model::{
    Ability, Branch, Can, Caution, Certain, Check, Condition, Dialog, Ended, Field, Flow, Guide, Guides, Key,
    Kind, Localized, Look, Note, Section, Slot, Standing, Step, Switch, Value, Verdict, When, Words,
};
pub use read::{Shared, problems};
