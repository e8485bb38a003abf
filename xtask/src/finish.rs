//! After trunk's build: scripts and style sheets are minified and named by their content, and the loader learns
//! the names. Works in trunk's staging folder; the same input gives the same site.

use crate::imports;
use crate::process;
use crate::project;
use crate::setup;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const LOADER: &str = "mail-settings.js";
/// What the files of the help's module are called; those of the first module have nothing like it in their names.
const HELP: &str = "mail-settings-help";

/// Turns what trunk built into the files that are served.
pub fn finish() -> Result<(), String> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.ok_or("TRUNK_STAGING_DIR is not set: trunk calls this, run `cargo xtask build`")?;
    let root = project::root()?;
    let minifier = Minifier { esbuild: setup::find_esbuild() };
    if minifier.esbuild.is_none() {
        eprintln!("esbuild is missing: scripts and style sheets are not minified");
    }

    let first = Module::read(&staging, &minifier, "mail-settings", |name| !name.starts_with(HELP))?;
    let help = Module::read(&staging, &minifier, HELP, |name| name.starts_with(HELP))?;
    let css = Asset::new("mail-settings", "css", minifier.style(&read(&root.join("src/ui/style.css"))?)?);
    let page = Asset::new("page", "css", minifier.style(&read(&root.join("static/page.css"))?)?);

    let loader = fill(
        &text(&root.join("static").join(LOADER))?,
        &[
            ("@GLUE@", &first.glue.name),
            ("@CSS@", &css.name),
            ("@CSS_INTEGRITY@", &css.integrity),
            ("@WASM@", &first.wasm.name),
            ("@WASM_INTEGRITY@", &first.wasm.integrity),
            ("@MORE_GLUE@", &help.glue.name),
            ("@MORE_WASM@", &help.wasm.name),
            ("@MORE_WASM_INTEGRITY@", &help.wasm.integrity),
        ],
    )?;
    let index = staging.join("index.html");
    let page_link = format!("./{}", page.name);
    let html = fill(
        &text(&index)?,
        &[
            (&first.trunk_glue, &first.glue.name),
            (&first.trunk_wasm, &first.wasm.name),
            ("./page.css", &page_link),
        ],
    )?;

    remove_all_but(&staging, "index.html")?;
    write(&index, html.as_bytes())?;
    write(&staging.join(LOADER), &minifier.script(loader.as_bytes())?)?;
    for asset in [first.wasm, first.glue, help.wasm, help.glue, css, page] {
        write(&staging.join(&asset.name), &asset.bytes)?;
    }
    Ok(())
}

/// A file of the site whose name changes exactly when its content does.
struct Asset {
    name: String,
    /// For the `integrity` of a fetch.
    integrity: String,
    bytes: Vec<u8>,
}

impl Asset {
    fn new(stem: &str, ending: &str, bytes: Vec<u8>) -> Self {
        let digest = Sha384::digest(&bytes);
        let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let integrity = format!("sha384-{}", STANDARD.encode(digest));
        Self { name: format!("{stem}-{short}.{ending}"), integrity, bytes }
    }
}

/// A module and its glue, under the names that trunk gave them and in the form that is served.
struct Module {
    trunk_wasm: String,
    trunk_glue: String,
    wasm: Asset,
    glue: Asset,
}

impl Module {
    fn read(
        staging: &Path,
        minifier: &Minifier,
        stem: &str,
        belongs: impl Fn(&str) -> bool,
    ) -> Result<Self, String> {
        let trunk_wasm = only_file(staging, ".wasm", &belongs)?;
        let trunk_glue = only_file(staging, ".js", &belongs)?;
        let (glue, wasm) =
            imports::shorten(&text(&staging.join(&trunk_glue))?, &read(&staging.join(&trunk_wasm))?)?;
        let wasm = Asset::new(stem, "wasm", wasm);
        let glue = Asset::new(stem, "js", minifier.script(glue.as_bytes())?);
        Ok(Self { trunk_wasm, trunk_glue, wasm, glue })
    }
}

/// esbuild, or nothing in its place.
struct Minifier {
    esbuild: Option<PathBuf>,
}

impl Minifier {
    fn script(&self, source: &[u8]) -> Result<Vec<u8>, String> {
        self.run(&["--loader=js", "--format=esm", "--target=es2022"], source)
    }

    fn style(&self, source: &[u8]) -> Result<Vec<u8>, String> {
        self.run(&["--loader=css"], source)
    }

    fn run(&self, arguments: &[&str], source: &[u8]) -> Result<Vec<u8>, String> {
        let Some(esbuild) = &self.esbuild else {
            return Ok(source.to_vec());
        };
        let mut command = Command::new(esbuild);
        command
            .args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=error"])
            .args(arguments);
        process::filter(&mut command, source)
    }
}

/// Puts values in place of marks. A mark that is not there means that two files no longer agree.
fn fill(text: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let mut filled = text.to_owned();
    for (mark, value) in values {
        if !filled.contains(mark) {
            return Err(format!("cannot finish the site: `{mark}` stands nowhere in the text to fill"));
        }
        filled = filled.replace(mark, value);
    }
    Ok(filled)
}

/// The one file with that ending that belongs to a module.
fn only_file(folder: &Path, ending: &str, belongs: &impl Fn(&str) -> bool) -> Result<String, String> {
    let mut names: Vec<String> =
        names(folder)?.into_iter().filter(|name| name.ends_with(ending) && belongs(name)).collect();
    match (names.pop(), names.pop()) {
        (Some(name), None) => Ok(name),
        (None, _) => Err(format!("trunk wrote no file that ends in {ending}")),
        (Some(one), Some(two)) => Err(format!("trunk wrote two files that end in {ending}: {one}, {two}")),
    }
}

fn remove_all_but(folder: &Path, kept: &str) -> Result<(), String> {
    for name in names(folder)?.iter().filter(|name| *name != kept) {
        let path = folder.join(name);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        let asset = |bytes: &[u8]| Asset::new("page", "css", bytes.to_vec()).name;
        assert_eq!(asset(b"a{}"), asset(b"a{}"));
        assert_ne!(asset(b"a{}"), asset(b"b{}"));
    }

    #[test]
    fn the_digest_is_the_one_browsers_compute() {
        let expected = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(Asset::new("empty", "js", Vec::new()).integrity, expected);
    }

    #[test]
    fn every_mark_must_be_there() {
        assert_eq!(fill("a @B@ c", &[("@B@", "b")]), Ok("a b c".to_owned()));
        assert!(fill("a c", &[("@B@", "b")]).is_err());
    }
}
