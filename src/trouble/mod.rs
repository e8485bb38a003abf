//! When it does not work: what an error message means, what a mail header tells, which names a certificate must hold,
//! and what is to be changed in a mail program. Nothing here depends on a browser, and everything is a function of its
//! arguments. The data are embedded by `embedded` alone, so that a page that does not call it does not carry them.

pub mod data;
mod embedded;

mod context;
pub mod message;
mod pieces;
mod slips;

pub mod advice;

pub mod certificate;

pub mod changes;
pub mod present;
pub mod presented;
pub mod told;

pub mod received;

pub mod terms;

pub use embedded::embedded;
