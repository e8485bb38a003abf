//! Written next.

use super::{Account, Artefact, Refusal};
use crate::decide::Outcome;

pub fn render(_account: &Account<'_>, _outcome: &Outcome<'_>) -> Result<Artefact, Refusal> {
    Err(Refusal::UnknownFormat("autoconfig".to_owned()))
}
