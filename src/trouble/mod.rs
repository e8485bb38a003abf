//! When it does not work.

pub mod received;
