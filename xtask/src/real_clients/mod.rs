//! `cargo xtask real-clients`: the programs that people use read the exported files, and log in to real servers.
//!
//! | module | answers |
//! | --- | --- |
//! | `tools` | which programs are needed, and how they get here |
//! | `answer` | what the library made of each answer |
//! | `sandbox` | where everything runs: a network of its own with nothing but loopback |
//! | `python` | how the small programs in `xtask/real_clients/` are called |
//! | `authority` | the certificates of that network |
//! | `programs` | one run of a program on a file |
//! | `reading`, `neomutt` | what msmtp, mbsync, fetchmail and NeoMutt understand |
//! | `codes` | what ZBar and ZXing see in the codes |
//! | `thunderbird` | what Thunderbird understands |
//! | `delta_chat` | what Delta Chat's core understands |
//! | `servers`, `server_files` | Dovecot and Postfix, offering what the answers say and nothing else |
//! | `clients` | how each program is brought to send or to fetch |
//! | `delivery` | log-in, sending and fetching at these servers |
//! | `refusals` | whether those servers refuse everything else |
//! | `report` | the table |

mod answer;
mod authority;
mod clients;
mod codes;
mod delivery;
mod delta_chat;
mod neomutt;
mod programs;
mod python;
mod reading;
mod refusals;
mod report;
mod sandbox;
mod server_files;
mod servers;
mod thunderbird;
mod tools;

use crate::project;
use report::Report;
use sandbox::Sandbox;
use std::fs;
use std::path::{Path, PathBuf};

/// The visitors: an ordinary address, one that looks like a number, and two with the characters that mean something
/// to configuration languages and still may stand in an address.
const ADDRESSES: [&str; 4] = [
    "hanako.sato@example.jp",
    "007@example.co.jp",
    "o'k$x`id`{y}&+1@example.jp",
    "50%off=/a?#*~|^!@example.jp",
];

/// The password of every account here; it has the characters that mean something to URLs and shells.
const PASSWORD: &str = "p&ss+w%rd $x'";

/// Installs what is missing, makes the files, and lets the programs read them in a sandbox.
pub fn real_clients() -> Result<(), String> {
    tools::set_up();
    let folder = Folder::new()?;
    answer::export(&folder.0.join(ANSWERS), PASSWORD, &ADDRESSES)?;
    sandbox::enter(&folder.0)
}

const ANSWERS: &str = "answers.jsonl";

/// The part inside the sandbox.
pub fn inside(folder: &Path) -> Result<(), String> {
    let sandbox = Sandbox::set_up(folder)?;
    let answers = answer::read(&folder.join(ANSWERS))?;
    let mut report = Report::default();
    let scripts = project::root()?.join("xtask").join("real_clients");
    let authority = authority::make(folder, &answers)?;
    sandbox.trust(&authority)?;

    // What stops one part must not hide what the others found.
    let result = reading::run(&mut report, &sandbox, &answers);
    report.stopped("msmtp, mbsync, neomutt, fetchmail", result);
    let log_ins = match codes::run(&mut report, folder, &scripts, &answers) {
        Ok(log_ins) => log_ins,
        Err(error) => {
            report.stopped("ZBar, ZXing-C++", Err(error));
            Vec::new()
        }
    };
    let result = thunderbird::read(&mut report, &sandbox, &scripts, &authority, &answers);
    report.stopped(thunderbird::NAME, result);
    let result = delta_chat::read(&mut report, &scripts, &answers, &log_ins);
    report.stopped(delta_chat::NAME, result);
    let result = delivery::run(&mut report, &sandbox, &scripts, &authority, &answers, &log_ins);
    report.stopped("Dovecot, Postfix", result);
    report.finish()
}

/// A folder for one run, removed at its end. Servers that give up their rights must be able to enter it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("mail-settings-real-{}", std::process::id()));
        fs::create_dir(&path).map_err(|error| format!("cannot create {}: {error}", path.display()))?;
        let folder = Self(path);
        open_to_all(&folder.0)?;
        Ok(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("cannot remove {}: {error}", self.0.display());
        }
    }
}

#[cfg(unix)]
fn open_to_all(path: &Path) -> Result<(), String> {
    mode(path, 0o755)
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> Result<(), String> {
    Err("real-clients needs Linux: its programs run in a network of their own".to_owned())
}

/// Sets who may do what with a file.
#[cfg(unix)]
fn mode(path: &Path, mode: u32) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let changed = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    changed.map_err(|error| format!("cannot change {}: {error}", path.display()))
}

#[cfg(not(unix))]
fn mode(_: &Path, _: u32) -> Result<(), String> {
    Ok(())
}

/// Writes a file; the error names it.
fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Makes a folder with all above it; the error names it.
fn create(path: &Path) -> Result<(), String> {
    fs::create_dir_all(path).map_err(|error| format!("cannot create {}: {error}", path.display()))
}
