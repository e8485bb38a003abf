//! `cargo xtask fallback`: writes `static/fallback.html`, if it is not fresh.

use mail_settings::catalogue::Catalogue;
use mail_settings::fallback::fallback;
use std::process::ExitCode;

fn main() -> ExitCode {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/fallback.html");
    let page = fallback(Catalogue::embedded());
    if std::fs::read_to_string(&path).is_ok_and(|present| present == page) {
        return ExitCode::SUCCESS;
    }
    match std::fs::write(&path, page) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} cannot be written: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
