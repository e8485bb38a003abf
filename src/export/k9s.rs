//! Written next.

use super::{Account, Artefact, Refusal};

pub fn render(_account: &Account<'_>) -> Result<Artefact, Refusal> {
    Err(Refusal::UnknownFormat("k9s".to_owned()))
}
