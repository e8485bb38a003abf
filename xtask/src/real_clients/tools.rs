//! The programs: which, from which package, and what to type where they cannot be installed.

use crate::packages::{self, Package};
use crate::process::{self, in_folder, which};
use crate::{project, setup};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The packages of Python that the small programs import, and their versions.
const PYTHON_PACKAGES: [(&str, &str); 3] =
    [("deltachat-rpc-server", "2.65.0"), ("zxing-cpp", "3.1.1"), ("pillow", "13.0.0")];

/// Programs, and the package that brings them.
const PROGRAMS: [(&[&str], Package); 10] = [
    (&["unshare", "mount", "timeout"], Package::Namespaces),
    (&["ip"], Package::Iproute),
    (&["openssl"], Package::Openssl),
    (&["msmtp"], Package::Msmtp),
    (&["mbsync"], Package::Isync),
    (&["neomutt"], Package::Neomutt),
    (&["fetchmail"], Package::Fetchmail),
    (&["zbarimg"], Package::Zbar),
    (&["rsvg-convert"], Package::SvgRenderer),
    (&["thunderbird"], Package::Thunderbird),
];

/// The servers; they are started here with their own files only.
const SERVERS: [&str; 2] = ["dovecot", "postfix"];

/// Installs what is missing. What cannot be installed is named with the command that would; the lines of the table
/// that need it say so again.
pub fn set_up() {
    for (programs, package) in PROGRAMS {
        if programs.iter().any(|program| find(program).is_none()) {
            setup::announce(programs[0], "asking the package manager");
            if let Err(error) = packages::install(package) {
                eprintln!("{}", setup::named(programs[0], &error, packages::hint(package)));
            }
        }
    }
    if SERVERS.iter().any(|server| find(server).is_none()) {
        setup::announce("dovecot or postfix", "asking the package manager; they are not started");
        if let Err(error) = packages::install_stopped(Package::MailServers, &SERVERS) {
            eprintln!("{}", setup::named("dovecot or postfix", &error, packages::hint(Package::MailServers)));
        }
    }
    if python().is_none()
        && let Err(error) = python_packages()
    {
        eprintln!("{}", setup::named("Python with its packages", &error, Some(pip_hint())));
    }
}

/// A program on PATH, or where servers lie.
pub fn find(program: &str) -> Option<PathBuf> {
    which(program).or_else(|| in_folder(Path::new("/usr/sbin"), program))
}

/// Why something cannot be tried: the first of these programs that is missing, with what to type.
pub fn missing(programs: &[&str]) -> Option<String> {
    let program = programs.iter().find(|program| find(program).is_none())?;
    let package = PROGRAMS.iter().find(|(all, _)| all.contains(program)).map(|(_, package)| *package);
    let hint = packages::hint(package.unwrap_or(Package::MailServers));
    Some(format!("{program} is missing; {}", hint.unwrap_or_else(|| "install it".to_owned())))
}

/// Why the small programs cannot be run, with what to type.
pub fn missing_python() -> Option<String> {
    python().is_none().then(|| format!("Python lacks packages; {}", pip_hint()))
}

/// Python, if it has all packages.
pub fn python() -> Option<PathBuf> {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    if FOUND.get().is_none() {
        let python = in_folder(&environment().ok()?.join("bin"), "python3")?;
        process::output(&python, &["-c", "import zxingcpp, PIL"]).and_then(|_| delta_chat())?;
        drop(FOUND.set(python));
    }
    FOUND.get().cloned()
}

/// Delta Chat's core, which comes as a package of Python.
pub fn delta_chat() -> Option<PathBuf> {
    in_folder(&environment().ok()?.join("bin"), "deltachat-rpc-server")
}

/// The version of a package of Python.
pub fn python_version(package: &str) -> Option<String> {
    PYTHON_PACKAGES.iter().find(|(name, _)| *name == package).map(|(_, version)| (*version).to_owned())
}

/// The version that a program prints: its first word that begins with a digit.
pub fn version(program: &str) -> Option<String> {
    let argument = match program {
        "fetchmail" => "-V",
        "neomutt" => "-v",
        "postfix" => return first_number(&find("postconf")?, &["-d", "mail_version"]),
        "openssl" => "version",
        _ => "--version",
    };
    first_number(&find(program)?, &[argument])
}

fn first_number(program: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    // fetchmail adds what it was built with.
    Some(word.split('+').next().unwrap_or(word).to_owned())
}

fn environment() -> Result<PathBuf, String> {
    let versions = PYTHON_PACKAGES.map(|(_, version)| version).join("-");
    project::cache("real-clients-python", &versions)
}

fn requirements() -> Vec<String> {
    PYTHON_PACKAGES.iter().map(|(name, version)| format!("{name}=={version}")).collect()
}

fn pip_hint() -> String {
    let folder = environment().unwrap_or_default();
    let folder = folder.display();
    format!("python3 -m venv {folder} && {folder}/bin/python3 -m pip install {}", requirements().join(" "))
}

/// An environment of Python's own, outside the system's packages.
fn python_packages() -> Result<(), String> {
    let folder = environment()?;
    setup::announce(
        "Python with its packages",
        &format!("asking the package index; kept in {}", folder.display()),
    );
    super::create(&folder)?;
    let make = || {
        let python = which("python3").ok_or("no python3 on PATH")?;
        process::run(Command::new(python).args(["-m", "venv"]).arg(&folder))
    };
    if make().is_err() {
        // Debian splits the module for environments off.
        packages::install(Package::PythonEnvironments)?;
        make()?;
    }
    let mut install = Command::new(folder.join("bin").join("python3"));
    install.args(["-m", "pip", "install", "--quiet"]).args(requirements()).stdout(std::io::stderr());
    process::run(&mut install)
}
