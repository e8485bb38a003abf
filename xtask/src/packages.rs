//! What only the system's own package manager can bring, under the name it has there.

use crate::process::{output, run, shown, which};
use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;
use std::sync::Once;

/// What is wanted, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Package {
    WasmOpt,
    Esbuild,
    Browser,
    Firefox,
    WebKit,
    JapaneseFont,
    Brotli,
    WasmTarget,
    Namespaces,
    Iproute,
    Openssl,
    PythonEnvironments,
    Thunderbird,
    Msmtp,
    Isync,
    Neomutt,
    Fetchmail,
    Zbar,
    SvgRenderer,
    MailServers,
}

/// A package manager: how to call it, and the names of its packages; several lines are tried in turn.
struct Manager {
    program: &'static str,
    install: &'static [&'static str],
    refresh: &'static [&'static str],
    needs_root: bool,
    names: fn(Package) -> &'static [&'static [&'static str]],
}

const MANAGERS: &[Manager] = &[
    Manager {
        program: "apt-get",
        install: &["install", "--yes", "--quiet", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"],
        refresh: &["update", "--quiet"],
        needs_root: true,
        names: |package| match package {
            Package::WasmOpt => &[&["binaryen"]],
            Package::Esbuild => &[&["esbuild"]],
            Package::Browser => {
                &[&["chromium", "chromium-driver"], &["chromium-browser", "chromium-chromedriver"]]
            }
            Package::Firefox => &[&["firefox-esr"], &["firefox"]],
            Package::WebKit => &[&["webkit2gtk-driver", "xvfb"]],
            Package::JapaneseFont => &[&["fonts-noto-cjk"]],
            Package::Brotli => &[&["brotli"]],
            Package::WasmTarget => &[&["libstd-rust-dev-wasm32"]],
            Package::Namespaces => &[&["util-linux", "mount", "coreutils"]],
            Package::Iproute => &[&["iproute2"]],
            Package::Openssl => &[&["openssl"]],
            Package::PythonEnvironments => &[&["python3-venv"]],
            Package::Thunderbird => &[&["thunderbird"]],
            Package::Msmtp => &[&["msmtp"]],
            Package::Isync => &[&["isync"]],
            Package::Neomutt => &[&["neomutt"]],
            Package::Fetchmail => &[&["fetchmail"]],
            Package::Zbar => &[&["zbar-tools"]],
            Package::SvgRenderer => &[&["librsvg2-bin"]],
            Package::MailServers => &[&["dovecot-imapd", "dovecot-pop3d", "postfix"]],
        },
    },
    Manager {
        program: "dnf",
        install: &["install", "--assumeyes"],
        refresh: &["makecache"],
        needs_root: true,
        names: |package| match package {
            Package::WasmOpt => &[&["binaryen"]],
            Package::Esbuild => &[&["esbuild"], &["golang-github-evanw-esbuild"]],
            Package::Browser => &[&["chromium", "chromedriver"]],
            Package::Firefox => &[&["firefox"]],
            Package::JapaneseFont => &[&["google-noto-sans-cjk-fonts"]],
            Package::Brotli => &[&["brotli"]],
            Package::WasmTarget => &[&["rust-std-static-wasm32-unknown-unknown"]],
            _ => &[],
        },
    },
    Manager {
        program: "pacman",
        install: &["-S", "--needed", "--noconfirm"],
        refresh: &["-Sy"],
        needs_root: true,
        names: |package| match package {
            Package::WasmOpt => &[&["binaryen"]],
            Package::Esbuild => &[&["esbuild"]],
            Package::Browser => &[&["chromium"]],
            Package::Firefox => &[&["firefox"]],
            Package::JapaneseFont => &[&["noto-fonts-cjk"]],
            Package::Brotli => &[&["brotli"]],
            Package::WasmTarget => &[&["rust-wasm"]],
            _ => &[],
        },
    },
    Manager {
        program: "zypper",
        install: &["--non-interactive", "install"],
        refresh: &["--non-interactive", "refresh"],
        needs_root: true,
        names: |package| match package {
            Package::WasmOpt => &[&["binaryen"]],
            Package::Esbuild => &[&["esbuild"]],
            Package::Browser => &[&["chromium", "chromedriver"]],
            Package::Firefox => &[&["MozillaFirefox"]],
            Package::JapaneseFont => &[&["google-noto-sans-cjk-fonts"]],
            Package::Brotli => &[&["brotli"]],
            _ => &[],
        },
    },
    Manager {
        program: "apk",
        install: &["add"],
        refresh: &["update"],
        needs_root: true,
        names: |package| match package {
            Package::WasmOpt => &[&["binaryen"]],
            Package::Esbuild => &[&["esbuild"]],
            Package::Browser => &[&["chromium", "chromium-chromedriver"]],
            Package::Firefox => &[&["firefox-esr"]],
            Package::JapaneseFont => &[&["font-noto-cjk"]],
            Package::Brotli => &[&["brotli"]],
            Package::WasmTarget => &[&["rust-wasm"]],
            _ => &[],
        },
    },
    Manager {
        program: "brew",
        install: &["install"],
        refresh: &["update"],
        needs_root: false,
        names: |package| match package {
            Package::WasmOpt => &[&["binaryen"]],
            Package::Esbuild => &[&["esbuild"]],
            Package::Browser => &[&["--cask", "google-chrome", "chromedriver"]],
            Package::Firefox => &[&["--cask", "firefox"]],
            Package::JapaneseFont => &[],
            Package::Brotli => &[&["brotli"]],
            _ => &[],
        },
    },
];

/// Installs a package with whichever manager this system has.
pub fn install(package: Package) -> Result<(), String> {
    let manager = manager().ok_or("no package manager known here")?;
    let lines = (manager.names)(package);
    let mut result = Err(format!("{} has no package for it", manager.program));
    for names in lines {
        result = try_install(manager, names);
        if result.is_ok() {
            return Ok(());
        }
    }
    if lines.is_empty() || manager.refresh.is_empty() {
        return result;
    }
    // A fresh machine has no package lists, an old one outdated ones: fetch them, once, and try again.
    static REFRESH: Once = Once::new();
    REFRESH.call_once(|| drop(command(manager, manager.refresh).and_then(|mut command| run(&mut command))));
    for names in lines {
        result = try_install(manager, names);
        if result.is_ok() {
            break;
        }
    }
    result
}

/// Installs servers, which must not run: Debian starts them, and starts them again with the system, unless it is told
/// not to. Only for root.
pub fn install_stopped(package: Package, services: &[&str]) -> Result<(), String> {
    const POLICY: &str = "/usr/sbin/policy-rc.d";
    if !is_root() {
        return Err("servers are installed and run by root only".to_owned());
    }
    let own = !Path::new(POLICY).exists();
    if own {
        let written = std::fs::write(POLICY, "#!/bin/sh\nexit 101\n");
        written.map_err(|error| format!("cannot write {POLICY}: {error}"))?;
        run(Command::new("chmod").args(["755", POLICY]))?;
    }
    let result = install(package);
    if own {
        std::fs::remove_file(POLICY).map_err(|error| format!("cannot remove {POLICY}: {error}"))?;
    }
    result?;
    services.iter().for_each(|service| drop(output("update-rc.d", &[service, "disable"])));
    Ok(())
}

/// The command that a person would type to install a package.
pub fn hint(package: Package) -> Option<String> {
    let manager = manager()?;
    let names = (manager.names)(package).first()?;
    let sudo = if manager.needs_root && !is_root() { "sudo " } else { "" };
    let verb = manager.install.iter().find(|word| !word.starts_with("--"))?;
    Some(format!("{sudo}{} {verb} {}", manager.program, names.join(" ")))
}

fn manager() -> Option<&'static Manager> {
    MANAGERS.iter().find(|manager| which(manager.program).is_some())
}

/// Whether this runs as root.
pub fn is_root() -> bool {
    output("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}

fn try_install(manager: &Manager, names: &[&str]) -> Result<(), String> {
    let mut command = command(manager, manager.install)?;
    command.args(names);
    eprintln!("set-up: {}", shown(&command));
    run(&mut command)
}

/// The manager's call, with the rights it needs; without a terminal nobody could type a password.
fn command(manager: &Manager, arguments: &[&str]) -> Result<Command, String> {
    let mut command;
    if !manager.needs_root || is_root() {
        command = Command::new(manager.program);
        command.env("DEBIAN_FRONTEND", "noninteractive");
    } else if which("sudo").is_some() {
        command = Command::new("sudo");
        if !std::io::stdin().is_terminal() {
            command.arg("-n");
        }
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", manager.program]);
    } else {
        return Err(format!("{} needs root, and there is no sudo here", manager.program));
    }
    command.args(arguments).stdout(std::io::stderr());
    Ok(command)
}
