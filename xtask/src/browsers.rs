//! The browsers that tests run in, with what drives them: found, or installed.

use crate::packages::{self, Package};
use crate::process::{output, which};
use crate::setup::{announce, from_crate, named};
use std::env;
use std::path::{Path, PathBuf};

const GECKODRIVER: &str = "0.37.1";
/// The oldest one that lets a test pretend a window's size.
const GECKODRIVER_OLDEST: (u32, u32) = (0, 36);

/// What browser tests run with: environment variables that name programs.
pub type Programs = Vec<(&'static str, PathBuf)>;

/// Chromium, its driver, and a font with Japanese letters.
pub fn chromium() -> Result<Programs, String> {
    let mut installed = Ok(());
    if find_chromedriver().is_none() {
        announce("Chromium and chromedriver", "asking the package manager, about two minutes");
        installed = packages::install(Package::Browser);
    }
    if !has_japanese_font() {
        announce("a Japanese font", "asking the package manager");
        if let Err(error) = packages::install(Package::JapaneseFont) {
            let problem = named("a Japanese font", &error, packages::hint(Package::JapaneseFont));
            eprintln!("{problem}\nset-up: going on without it; pictures of the page show boxes for letters");
        }
    }
    let driver = find_chromedriver().ok_or_else(|| lacks("chromedriver", installed, Package::Browser))?;
    let chromium = find_chromium().map(|chromium| ("CHROMIUM", chromium));
    Ok([("CHROMEDRIVER", driver)].into_iter().chain(chromium).collect())
}

/// Firefox and its driver, which few systems have a package of.
pub fn firefox() -> Result<Programs, String> {
    let mac = "/Applications/Firefox.app/Contents/MacOS/firefox";
    let firefox = program("FIREFOX", &["firefox-esr", "firefox"], mac, "Firefox", Package::Firefox)?;
    let recent = |path: &PathBuf| {
        let printed = output(path, &["--version"])?;
        let mut numbers = printed.split_whitespace().nth(1)?.split('.').map(str::parse::<u32>);
        let version = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        (version >= GECKODRIVER_OLDEST).then_some(())
    };
    let driver = given("GECKODRIVER").or_else(|| which("geckodriver")).filter(|path| recent(path).is_some());
    let driver = driver.map_or_else(|| from_crate("geckodriver", GECKODRIVER), Ok)?;
    Ok(vec![("FIREFOX", firefox), ("GECKODRIVER", driver)])
}

/// WebKitGTK's driver and a display for its window.
pub fn webkit() -> Result<Programs, String> {
    let driver = program("WEBKITDRIVER", &["WebKitWebDriver"], "", "WebKitGTK's driver", Package::WebKit)?;
    let display = program("XVFB", &["Xvfb"], "", "a virtual display", Package::WebKit)?;
    Ok(vec![("WEBKITDRIVER", driver), ("XVFB", display)])
}

/// A program that a variable names, that is on PATH or at its usual place, or that a package brings.
fn program(
    variable: &str,
    names: &[&str],
    usual: &str,
    what: &str,
    package: Package,
) -> Result<PathBuf, String> {
    let find = || {
        let on_path = || names.iter().find_map(|name| which(name));
        let usual = PathBuf::from(usual);
        given(variable).or_else(on_path).or_else(|| usual.is_file().then_some(usual))
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    announce(what, "asking the package manager, about a minute");
    let installed = packages::install(package);
    find().ok_or_else(|| lacks(what, installed, package))
}

fn lacks(what: &str, installed: Result<(), String>, package: Package) -> String {
    let error = installed.err().unwrap_or_else(|| "not on PATH after installing".to_owned());
    named(what, &error, packages::hint(package))
}

fn given(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn find_chromedriver() -> Option<PathBuf> {
    given("CHROMEDRIVER").or_else(|| which("chromedriver")).or_else(|| which("chromium.chromedriver"))
}

fn find_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    names.iter().find_map(|name| which(name)).or_else(|| mac.is_file().then_some(mac))
}

fn has_japanese_font() -> bool {
    let elsewhere = cfg!(any(windows, target_os = "macos"));
    let known = |folder: &str| Path::new(folder).join("NotoSansCJK-Regular.ttc").is_file();
    elsewhere
        || output("fc-list", &[":lang=ja", "family"]).is_some_and(|families| !families.trim().is_empty())
        || ["/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk"].into_iter().any(known)
}
