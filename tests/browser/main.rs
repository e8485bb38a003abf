//! The widget in a real browser: what only a browser knows. Elements are asked for by role and name.
//!
//! `MAIL_SETTINGS_DIST` names the built site, `CHROMEDRIVER` and `CHROMIUM` the programs; without them dist/ and
//! what is on PATH are used.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where it cannot go on")]

mod support;

mod answers;
mod exports;
mod journeys;
mod keyboard;
mod link;

mod drawing;
mod overview;

mod compare;
mod terms;
mod trouble;
mod trouble_files;

mod easy;
mod guide;
mod programs;

mod api;
mod embedding;

mod accessibility;
mod layout;
