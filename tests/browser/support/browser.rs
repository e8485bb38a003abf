//! The browsers that tests can run in: how each is started, and what its driver lets a test do.

use serde_json::{Value, json};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

/// The browser of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

/// What not every driver lets a test do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Can {
    /// To pretend that the visitor prefers a colour scheme, or that the page is on paper.
    Emulate,
    /// To print into a file whose pages can be counted.
    Print,
    /// To stop every download.
    StopDownloads,
    /// To measure how far what is drawn has moved.
    MeasureShifts,
    /// To make a page narrow that is shown already.
    Narrow,
}

impl Can {
    fn words(self) -> &'static str {
        match self {
            Self::Emulate => "pretend a colour scheme, or paper",
            Self::Print => "print into a file whose pages can be counted",
            Self::StopDownloads => "stop downloads",
            Self::MeasureShifts => "measure what moves",
            Self::Narrow => "make a page narrow that is shown already",
        }
    }
}

/// Leaves a test that the driver of this browser cannot do, and says so.
#[allow(unused_macros, reason = "measurements need everything")]
macro_rules! needs {
    ($($can:ident),+) => {
        fn here() {}
        let test = std::any::type_name_of_val(&here).trim_end_matches("::here");
        if $(!$crate::support::Browser::chosen().can($crate::support::Can::$can, test))||+ {
            return;
        }
    };
}
#[allow(unused_imports, reason = "measurements need everything")]
pub(crate) use needs;

static CHOSEN: LazyLock<Browser> = LazyLock::new(|| {
    let name = env::var("MAIL_SETTINGS_BROWSER").unwrap_or_default();
    match name.as_str() {
        "" | "chromium" => Browser::Chromium,
        "firefox" => Browser::Firefox,
        "webkit" => Browser::WebKit,
        _ => panic!("MAIL_SETTINGS_BROWSER is `{name}`, not chromium, firefox or webkit"),
    }
});

impl Browser {
    /// The one that `MAIL_SETTINGS_BROWSER` names.
    pub fn chosen() -> Self {
        *CHOSEN
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// Whether its driver lets a test do this. If not, the test is skipped, which is said past the test runner: that
    /// shows nothing of a test that passes.
    pub fn can(self, what: Can, test: &str) -> bool {
        let can = match self {
            Self::Chromium => true,
            Self::Firefox => matches!(what, Can::Emulate | Can::Narrow),
            Self::WebKit => false,
        };
        if !can {
            let test = test.trim_start_matches("browser::");
            let line = format!("skipped: {test}: the driver of {} cannot {}\n", self.name(), what.words());
            // Nobody to tell is no reason to fail.
            drop(std::io::stdout().write_all(line.as_bytes()));
        }
        can
    }

    /// Whether one driver can have several browsers.
    pub fn shares_its_driver(self) -> bool {
        self == Self::Chromium
    }

    /// Starts its driver at a port, with what it needs; the driver is the first.
    pub fn start_driver(self, port: u16, folder: &Path) -> Vec<Child> {
        let (variable, program) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        let program = env::var_os(variable).unwrap_or_else(|| program.into());
        let mut command = Command::new(&program);
        command.arg(format!("--port={port}"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut beside = Vec::new();
        match self {
            Self::Chromium => {}
            Self::Firefox => {
                // Only the browser's own scripts can pretend that a page is narrow, or on paper.
                command.arg("--allow-system-access");
                command.env("MOZ_HEADLESS_WIDTH", "1600").env("MOZ_HEADLESS_HEIGHT", "1400");
            }
            Self::WebKit => {
                let (display, name) = display();
                beside.push(display);
                let saved = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.join("saved").display());
                fs::create_dir_all(folder.join("saved")).expect("a folder can be made");
                fs::write(folder.join("user-dirs.dirs"), saved).expect("a file can be written");
                command.env("DISPLAY", name).env("GDK_BACKEND", "x11").env("LIBGL_ALWAYS_SOFTWARE", "1");
                command.env("NO_AT_BRIDGE", "1").env("XDG_CONFIG_HOME", folder).env_remove("WAYLAND_DISPLAY");
            }
        }
        let started = command.spawn();
        let driver = started.unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        beside.insert(0, driver);
        beside
    }

    /// What a session of it asks for.
    pub fn capabilities(self, folder: &Path) -> Value {
        // Tests wait for what they need; some of what a page loads never comes.
        let mut all = json!({ "pageLoadStrategy": "eager", "timeouts": { "script": 30_000 } });
        match self {
            Self::Chromium => {
                let mut chrome = json!({ "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--window-size=1280,900",
                ] });
                if let Some(binary) = env::var_os("CHROMIUM") {
                    chrome["binary"] = binary.to_string_lossy().into();
                }
                all["browserName"] = "chrome".into();
                all["goog:chromeOptions"] = chrome;
                all["goog:loggingPrefs"] = json!({ "browser": "ALL" });
            }
            Self::Firefox => {
                let mut firefox = json!({
                    "args": ["-headless"],
                    "prefs": {
                        "browser.download.folderList": 2,
                        "browser.download.dir": folder.join("saved").to_string_lossy(),
                        "browser.download.alwaysOpenPanel": false,
                        // To read the clipboard without being asked.
                        "dom.events.testing.asyncClipboard": true,
                        "intl.accept_languages": "en-US, en",
                    },
                });
                if let Some(binary) = env::var_os("FIREFOX") {
                    firefox["binary"] = binary.to_string_lossy().into();
                }
                all["browserName"] = "firefox".into();
                all["moz:firefoxOptions"] = firefox;
            }
            Self::WebKit => {
                let webkit = json!({ "binary": mini_browser(), "args": ["--automation"] });
                all["webkitgtk:browserOptions"] = webkit;
                // Else its driver waits, before every command, for all that the page loads.
                all["pageLoadStrategy"] = "none".into();
            }
        }
        all
    }
}

/// The small browser that comes with WebKitGTK; every system keeps it elsewhere.
fn mini_browser() -> String {
    let given = env::var_os("MINIBROWSER").map(PathBuf::from);
    let folders =
        ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/libexec", "/usr/lib"];
    let versions = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
    let usual = folders.into_iter().flat_map(|folder| {
        versions.into_iter().map(move |version| Path::new(folder).join(version).join("MiniBrowser"))
    });
    let found = given.into_iter().chain(usual).find(|path| path.is_file());
    found.expect("WebKitGTK has a MiniBrowser; MINIBROWSER names it").to_string_lossy().into_owned()
}

/// A display that nobody sees, and its name: a window of its own has the focus.
fn display() -> (Child, OsString) {
    let program = env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into());
    let mut child = Command::new(&program)
        .args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
    let mut number = String::new();
    let stdout = child.stdout.take().expect("stdout is piped");
    BufReader::new(stdout).read_line(&mut number).expect("the display says its number");
    (child, format!(":{}", number.trim()).into())
}
