//! Written next.

use super::{Artefact, Input, Refusal};

pub fn render(_input: Input<'_>) -> Result<Artefact, Refusal> {
    Err(Refusal::UnknownFormat("link_qr".to_owned()))
}
