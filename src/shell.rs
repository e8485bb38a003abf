//! What the class in `static/mail-settings.js` calls, the same in both modules. It is no part of the library, because a
//! binary keeps every export of a library.

use super::MORE;
use js_sys::{Function, Promise};
use mail_settings::ui;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlElement;

// Rust's default allocator for wasm is 2.5 KB larger (brotli); this one takes constant time besides.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// One mounted `<mail-settings>`; see [`ui::Widget`].
#[wasm_bindgen]
pub struct Widget(ui::Widget);

#[wasm_bindgen]
impl Widget {
    /// Mounts a widget.
    ///
    /// # Errors
    /// If the provider is unknown; nothing is drawn then.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        mount: HtmlElement,
        attributes: &str,
        kept: Option<String>,
        load: Function,
        opened: Option<String>,
        explain: Option<Function>,
    ) -> Result<Widget, JsValue> {
        ui::Widget::new(host, mount, attributes, kept, ui::Handover { more: MORE, load, opened, explain })
            .map(Self)
    }

    /// What waits for the other module; empty if nothing does.
    pub fn waits_for(&self) -> String {
        self.0.waits_for()
    }

    /// The other module has arrived: this is its function that explains words.
    pub fn explained_by(&self, explain: Function) {
        self.0.explained_by(explain);
    }

    /// The other module did not arrive.
    pub fn load_failed(&self) {
        self.0.load_failed();
    }

    /// An attribute changed.
    ///
    /// # Errors
    /// If the provider is unknown.
    pub fn attribute(&self, name: &str, value: Option<String>) -> Result<(), JsValue> {
        self.0.attribute(name, value)
    }

    /// `state` as JSON.
    pub fn state_json(&self) -> String {
        self.0.state_json()
    }

    /// Replaces `state`.
    pub fn set_state(&self, pairs: &str) {
        self.0.set_state(pairs);
    }

    /// `settings` as JSON.
    pub fn settings_json(&self) -> String {
        self.0.settings_json()
    }

    /// A promise of the file in that format.
    pub fn export_file(&self, format: &str) -> Promise {
        self.0.export_file(format)
    }

    /// Takes the widget off the page.
    pub fn unmount(&mut self) {
        self.0.unmount();
    }
}
