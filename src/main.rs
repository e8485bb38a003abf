//! The wasm entry. The custom element in `static/mail-settings.js` calls the exports of `ui::Widget`.

fn main() {}

// The linker keeps exports of a library only where the binary refers to them.
pub use mail_settings::ui::Widget;
