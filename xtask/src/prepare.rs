//! Before a build: the crates are fetched, and the paths of this computer are kept out of the wasm.

use crate::process;
use crate::project;
use std::fs;
use std::path::PathBuf;

/// Makes an offline build possible and the same on every computer.
pub fn prepare() -> Result<(), String> {
    let root = project::root()?;
    process::run(process::cargo().args(["fetch", "--locked", "--quiet"]).current_dir(&root))
        .map_err(|error| format!("{error}: is the network there, and Cargo.lock up to date?"))?;
    let file = root.join(".cargo/remap.toml");
    let text = remap(&sources()?, &standard_library()?);
    if fs::read_to_string(&file).is_ok_and(|present| present == text) {
        return Ok(());
    }
    fs::write(&file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// The folders that hold unpacked crates, one for each registry used on this computer.
fn sources() -> Result<Vec<PathBuf>, String> {
    let folder = project::cargo_home()?.join("registry/src");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut sources: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    sources.sort();
    Ok(sources)
}

/// Where the source of the standard library lies if it is installed, and the name it has where it is not.
fn standard_library() -> Result<String, String> {
    let rustc = |arguments: &[&str]| {
        process::output("rustc", arguments).ok_or_else(|| format!("`rustc {}` failed", arguments.join(" ")))
    };
    let version = rustc(&["-vV"])?;
    let hash = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    let hash = hash.ok_or("`rustc -vV` names no commit-hash")?;
    let sysroot = rustc(&["--print", "sysroot"])?;
    Ok(format!("{}/lib/rustlib/src/rust=/rustc/{hash}", sysroot.trim()))
}

/// A panic names its source file, so the path of every crate would stand in the wasm, and that of the standard library
/// where its source is installed.
fn remap(sources: &[PathBuf], library: &str) -> String {
    let flags: String = sources
        .iter()
        .map(|source| format!("  '--remap-path-prefix={}=crates',\n", source.display()))
        .collect();
    format!(
        "# Written by `cargo xtask prepare`; not for the repository.\n\
         [target.wasm32-unknown-unknown]\nrustflags = [\n{flags}  '--remap-path-prefix={library}',\n]\n"
    )
}
