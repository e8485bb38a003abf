//! A real Dovecot and a real Postfix on loopback. Each answer has an address of its own, where just the two servers of
//! that answer listen: its ports, its protection, its log-in, its user name. Whatever else a program tries, fails.

use super::answer::{Answer, Server};
use super::authority::Authority;
use super::{create, mode, server_files, tools, write};
use crate::process;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// An answer and the loopback address of its servers.
pub struct Visit<'a> {
    /// The address.
    pub address: String,
    /// The answer.
    pub answer: &'a Answer,
}

/// The running servers; they are stopped when this is dropped.
pub struct Servers {
    running: Vec<Child>,
    folder: PathBuf,
}

/// Two kinds of log-in cannot stand beside each other in one Dovecot: where the password must not travel, the
/// mechanisms that send it do not exist.
const LOG_INS: [(&str, &str); 2] =
    [("password-cleartext", "plain login"), ("password-encrypted", "cram-md5 apop")];

/// Where Postfix finds its configuration, in the servers' folder.
const POSTFIX: &str = "postfix/settings";

/// Why the servers cannot be started.
pub fn missing() -> Option<String> {
    // Inside a user's own namespace everyone is root, but there is nobody else.
    let users = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    let count = users.split_whitespace().nth(2).and_then(|count| count.parse::<u64>().ok());
    if count.is_none_or(|count| count <= 65_534) {
        return Some(
            "Dovecot and Postfix need users of their own; run cargo xtask real-clients as root".to_owned(),
        );
    }
    let version = tools::version("dovecot");
    let other = version.filter(|version| !version.starts_with("2.3."));
    tools::missing(&["dovecot", "postfix"])
        .or_else(|| other.map(|found| format!("Dovecot is {found}; its configuration here is that of 2.3")))
}

/// The answers that differ in what a server must offer, each with an address.
pub fn visits(answers: &[Answer]) -> Vec<Visit<'_>> {
    let offer = |server: &Server| Server { host: String::new(), ..server.clone() };
    let mut seen: Vec<(Option<Server>, Option<Server>)> = Vec::new();
    let mut visits = Vec::new();
    for answer in answers {
        let key = (answer.incoming.as_ref().map(offer), answer.best().map(offer));
        if !seen.contains(&key) {
            seen.push(key);
            let number = visits.len();
            visits
                .push(Visit { address: format!("127.0.{}.{}", 1 + number / 200, 1 + number % 200), answer });
        }
    }
    visits
}

impl Servers {
    /// Starts them and waits until they listen.
    pub fn start(folder: &Path, authority: &Authority, visits: &[Visit<'_>]) -> Result<Self, String> {
        let folder = folder.join("servers");
        create(&folder.join("postfix/queue"))?;
        create(&folder.join("postfix/data"))?;
        write(&folder.join("users"), server_files::users(visits))?;
        give(&folder.join("postfix/data"), "postfix")?;
        let mut servers = Self { running: Vec::new(), folder: folder.clone() };
        servers.empty()?;
        for log_in in LOG_INS {
            if server_files::used(visits, log_in.0) {
                let file = folder.join(format!("{}.conf", log_in.0));
                write(&file, server_files::dovecot(&folder, authority, visits, log_in))?;
                servers.spawn(Command::new(program("dovecot")?).arg("-F").arg("-c").arg(&file))?;
            }
        }
        let own = folder.join(POSTFIX);
        create(&own)?;
        write(&own.join("main.cf"), server_files::postfix(&folder, authority, visits))?;
        write(&own.join("master.cf"), server_files::postfix_services(&folder, visits))?;
        servers.spawn(Command::new(program("postfix")?).arg("-c").arg(&own).arg("start-fg"))?;
        servers.wait(visits)?;
        Ok(servers)
    }

    /// Removes all mail, so that the next answer finds its own only.
    pub fn empty(&self) -> Result<(), String> {
        let mail = self.mail();
        if mail.exists() {
            fs::remove_dir_all(&mail).map_err(|error| format!("cannot empty {}: {error}", mail.display()))?;
        }
        create(&mail)?;
        give(&mail, "nobody")
    }

    /// Lays a message into the mailbox.
    pub fn put(&self, message: &str) -> Result<(), String> {
        let inbox = self.mail().join("inbox");
        for part in ["tmp", "new", "cur"] {
            create(&inbox.join(part))?;
            give(&inbox.join(part), "nobody")?;
        }
        give(&inbox, "nobody")?;
        let path = inbox.join("new/1.by.hand");
        write(&path, message)?;
        give(&path, "nobody")
    }

    /// How many messages lie on the server.
    pub fn messages(&self) -> usize {
        let count =
            |part: &str| fs::read_dir(self.mail().join("inbox").join(part)).map_or(0, Iterator::count);
        count("new") + count("cur")
    }

    /// What the servers wrote down.
    pub fn log(&self) -> String {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    fn mail(&self) -> PathBuf {
        self.folder.join("mail")
    }

    fn spawn(&mut self, command: &mut Command) -> Result<(), String> {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child =
            command.spawn().map_err(|error| format!("cannot run `{}`: {error}", process::shown(command)))?;
        self.running.push(child);
        Ok(())
    }

    fn wait(&mut self, visits: &[Visit<'_>]) -> Result<(), String> {
        let end = Instant::now() + Duration::from_secs(30);
        for visit in visits {
            for server in visit.answer.incoming.iter().chain(visit.answer.best()) {
                let place = format!("{}:{}", visit.address, server.port);
                let socket: SocketAddr = place.parse().map_err(|_| format!("`{place}` is no address"))?;
                while TcpStream::connect_timeout(&socket, Duration::from_secs(1)).is_err() {
                    if Instant::now() > end {
                        return Err(format!("nobody listens at {place}\n{}", self.log()));
                    }
                    sleep(Duration::from_millis(100));
                }
            }
        }
        Ok(())
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        // Postfix's first process is a script, which passes no signal on.
        if let Ok(postfix) = program("postfix") {
            let mut stop = Command::new(postfix);
            stop.arg("-c").arg(self.folder.join(POSTFIX)).arg("stop");
            drop(stop.stdout(Stdio::null()).stderr(Stdio::null()).status());
        }
        for child in &mut self.running {
            drop(process::run(Command::new("kill").arg(child.id().to_string()).stderr(Stdio::null())));
            let end = Instant::now() + Duration::from_secs(10);
            while matches!(child.try_wait(), Ok(None)) && Instant::now() < end {
                sleep(Duration::from_millis(50));
            }
            if matches!(child.try_wait(), Ok(None)) {
                drop(child.kill());
                drop(child.wait());
            }
        }
    }
}

fn program(name: &str) -> Result<PathBuf, String> {
    tools::find(name).ok_or_else(|| format!("{name} is missing"))
}

fn give(path: &Path, user: &str) -> Result<(), String> {
    mode(path, 0o755)?;
    process::run(Command::new("chown").arg(user).arg(path))
}
