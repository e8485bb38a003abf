//! The module that takes over when the visitor opens what the first one leaves out: the whole element. It goes on from
//! the state it is given, so that the visitor does not notice.

mod shell;

use mail_settings::i18n::Locale;
use mail_settings::trouble::terms;
use mail_settings::ui::{self, More};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::ShadowRoot;

const MORE: Option<&More> = Some(&ui::MORE);

/// A text taken apart at its words of the trade, for the first module.
#[wasm_bindgen]
#[must_use]
pub fn explain(text: &str, lang: &str) -> String {
    terms::explain(text, Locale::from_tag(lang).unwrap_or_default())
}

/// Runs once when nobody waits, so that the first guide opens as fast as the next: inside a mounted element, of which
/// these are the shadow root, the style and the state.
#[wasm_bindgen]
pub fn rehearse(root: &ShadowRoot, sheet: &JsValue, state: &str) {
    ui::rehearse(root, sheet, state);
}

/// Runs when the module has arrived, which is mostly while nobody waits.
fn main() {
    ui::prepare();
}
