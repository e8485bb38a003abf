//! Written next.

use super::{Account, Artefact, Refusal};
use crate::i18n::Locale;

pub fn render(_account: &Account<'_>, _locale: Locale) -> Result<Artefact, Refusal> {
    Err(Refusal::UnknownFormat("mobileconfig".to_owned()))
}
