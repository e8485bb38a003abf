//! Written next.

use super::{Account, Artefact, Refusal};

pub fn render(_account: &Account<'_>, _password: Option<&str>) -> Result<Artefact, Refusal> {
    Err(Refusal::UnknownFormat("dclogin_qr".to_owned()))
}
