//! Exact mail settings from hosting providers' documents: which plan, which mail program, a few answers, and every
//! value with its certainty and its source.
//!
//! # Code map, in reading order
//!
//! | module | answers |
//! | --- | --- |
//! | [`i18n`] | which language, which words |
//! | [`mail`] | what access, security, authentication, certainty, host name and address are |
//! | [`matrix`] | what a provider's file holds, how it is read, and why it is right |
//! | [`catalogue`] | which files are embedded, as constants that the build script wrote |
//! | [`decide`] | what is asked next, what the answer is, what else could be done |
//! | [`wording`] | how values, answers and sources are written |
//! | [`overview`] | all answers of a provider, as rows and as a tree |
//! | [`export`] | what is written into files |
//! | [`guide`] | how a mail program is set up, and what it can do with a plan |
//! | [`search`] | what a typed word finds |
//! | [`trouble`] | what to do when it does not work |
//! | `fallback` | what stands on the page without the widget |
//! | `ui` | what a visitor sees and does; the only module that knows a browser |
//!
//! # Invariants
//!
//! - Code never branches on the id of a provider, plan or mail program. All facts are in `static/data/`.
//! - A [`matrix::Matrix`] was read and checked; resolving is a total function of it.
//! - What no document says is never filled in: a value without content has a certainty that says why.
//! - A password is nowhere but in the dialog of Delta Chat's code while it is open, and in no model, file or link.
//! - Everything but `ui` builds without a browser and depends on nothing but its arguments.

pub mod i18n;
pub mod mail;

pub mod matrix;

pub mod catalogue;

pub mod decide;
pub mod search;

pub mod export;
pub mod wording;

pub mod overview;

pub mod guide;

pub mod trouble;

pub mod small_map;

#[cfg(feature = "ui")]
pub mod ui;

// Only the build needs it; the browser gets what it wrote.
#[cfg(not(target_arch = "wasm32"))]
pub mod fallback;
