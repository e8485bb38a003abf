//! The wasm entry. The custom element in `static/mail-settings.js` calls the exports of `ui::Widget`.

fn main() {}

// The linker keeps exports of a library only where the binary refers to them.
pub use mail_settings::ui::Widget;

// Rust's default allocator for wasm is 2.5 KB larger (brotli); this one takes constant time besides.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
