//! Where things are: the checkout, the site, the tools kept outside the checkout.

use std::env;
use std::path::PathBuf;

/// The folder of Trunk.toml: above this package, or above the current folder when started without cargo.
pub fn root() -> Result<PathBuf, String> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => env::current_dir().map_err(|error| format!("cannot tell the current folder: {error}"))?,
    };
    start
        .ancestors()
        .find(|folder| folder.join("Trunk.toml").is_file())
        .map(PathBuf::from)
        .ok_or_else(|| format!("no Trunk.toml in {} or above it: run this in the checkout", start.display()))
}

/// The finished site.
pub fn dist() -> Result<PathBuf, String> {
    Ok(root()?.join("dist"))
}

/// The folder of one tool in one version.
pub fn cache(tool: &str, version: &str) -> Result<PathBuf, String> {
    let folder = format!("{tool}-{version}");
    if let Some(cache) = variable("MAIL_SETTINGS_CACHE") {
        return Ok(cache.join(folder));
    }
    let caches = variable("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")));
    let caches = caches
        .ok_or("neither XDG_CACHE_HOME nor HOME is set: set MAIL_SETTINGS_CACHE to a folder for the tools")?;
    Ok(caches.join("mail-settings").join(folder))
}

/// Where cargo keeps the sources of crates.
pub fn cargo_home() -> Result<PathBuf, String> {
    variable("CARGO_HOME")
        .or_else(|| Some(home()?.join(".cargo")))
        .ok_or_else(|| "neither CARGO_HOME nor HOME is set: set one of them".to_owned())
}

fn home() -> Option<PathBuf> {
    variable("HOME").or_else(|| variable("USERPROFILE"))
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
