//! What `static/data/trouble/` holds: the types, the reader, the check against the providers' files, and the packing.
//! The build script compiles this module on its own, so it knows nothing of its parents.

mod check;
mod fold;
mod messages;
mod model;
mod packed;
mod read;

pub use check::check;
pub use fold::{find, fold, fold_characters};
pub use model::{
    Cause, CertificateName, Direction, Fault, Help, Opens, Reply, Rule, Signal, Symptom, Term, Warning, When,
};
pub use read::FILES;
