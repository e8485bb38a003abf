//! A place of its own for all programs: no network but loopback, own names, own certificate authority. Nothing on the
//! computer is changed, and whatever is started there ends with it.

use super::tools;
use crate::process;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The files that stand in for the system's.
pub struct Sandbox {
    /// In place of `/etc/hosts`.
    pub hosts: PathBuf,
    /// A folder for whatever is needed.
    pub folder: PathBuf,
}

/// Runs the second part of this program in namespaces of its own: network, mounts, processes.
pub fn enter(folder: &Path) -> Result<(), String> {
    if let Some(missing) = tools::missing(&["unshare", "ip", "mount", "timeout", "openssl"]) {
        return Err(format!("real-clients needs namespaces and certificates: {missing}"));
    }
    let own = std::env::current_exe().map_err(|error| format!("cannot tell the own program: {error}"))?;
    let mut command = Command::new("unshare");
    command.args(["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]);
    if !crate::packages::is_root() {
        command.arg("--map-root-user");
    }
    command.arg("--").arg(own).args(["real-clients", "--inside"]).arg(folder);
    // The other end of this pipe closes when this process ends, however it ends: see `end_with_caller`.
    let failed = |error: std::io::Error| format!("cannot run unshare: {error}");
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(failed)?;
    let pipe = child.stdin.take();
    let status = child.wait().map_err(failed)?;
    drop(pipe);
    if status.success() { Ok(()) } else { Err("real-clients: see above".to_owned()) }
}

impl Sandbox {
    /// Puts the files in place. Refuses where there is another network than loopback.
    pub fn set_up(folder: &Path) -> Result<Self, String> {
        let devices = fs::read_to_string("/proc/net/dev").unwrap_or_default();
        let alone = devices.lines().skip(2).all(|line| line.trim_start().starts_with("lo:"));
        if !alone || devices.is_empty() {
            return Err("this part runs in a network of its own only: cargo xtask real-clients".to_owned());
        }
        process::run(Command::new("ip").args(["link", "set", "lo", "up"]))?;
        // With loopback alone the system's resolver finds no IPv4 for programs that ask for usable addresses only;
        // this one is kept free for documentation (RFC 5737).
        process::run(Command::new("ip").args(["address", "add", "192.0.2.1/32", "dev", "lo"]))?;
        end_with_caller(folder);
        let sandbox = Self { hosts: folder.join("hosts"), folder: folder.to_owned() };
        sandbox.name(&[])?;
        mount(&sandbox.hosts, Path::new("/etc/hosts"))?;
        Ok(sandbox)
    }

    /// Gives names addresses; all other names have none. The file is written in place, because it is mounted.
    pub fn name(&self, names: &[(&str, &str)]) -> Result<(), String> {
        let lines = names.iter().map(|(name, address)| format!("{address} {name}\n"));
        super::write(&self.hosts, format!("127.0.0.1 localhost\n{}", lines.collect::<String>()))
    }

    /// Makes the programs trust this authority and no other.
    pub fn trust(&self, authority: &super::authority::Authority) -> Result<(), String> {
        mount(&authority.trusted, Path::new("/etc/ssl/certs"))
    }
}

/// Ends everything in here when the caller is gone, an interrupt included: the first process of a namespace takes the
/// others with it.
fn end_with_caller(folder: &Path) {
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        drop(std::io::stdin().read_to_end(&mut Vec::new()));
        drop(fs::remove_dir_all(folder));
        std::process::exit(130);
    });
}

fn mount(from: &Path, over: &Path) -> Result<(), String> {
    process::run(Command::new("mount").arg("--bind").arg(from).arg(over))
}
