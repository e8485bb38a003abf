//! A provider's settings matrix: the types, the reader that builds them from JSON, and the check that proves
//! that every reachable combination of answers has exactly one rule.
//! Invariant: a `Matrix` comes from `Matrix::read` only (the embedded ones through the build script), so every
//! reference in it points to something.

mod check;
mod client;
mod cursor;
mod exports;
mod json;
mod locate;
mod model;
mod packed;
mod problem;
mod reach;
mod read;
mod walk;

pub use check::{check, problems};
pub use client::Client;
pub(crate) use cursor::{Cursor, Fields, keep_text};
pub use exports::{After, Audience, Export, FORMATS};
pub use locate::locate;
pub(crate) use model::bit;
pub use model::{
    Alternative, ClientLimits, Content, Document, Fact, Field, Listed, Mask, Matrix, Notice, Plan,
    PlanQuestion, Question, QuestionAnswer, Reason, Rule, Scalar, Server, Side, Source, Sourced, Suggest,
    Table, Trigger, Weight,
};
pub use packed::{Pack, Packer, Unpacker};
pub(crate) use packed::{enums, structs};
pub use problem::Problem;
pub(crate) use read::{date, document, keep};
pub use walk::{Next, Walk};
