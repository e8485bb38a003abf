//! How each program is brought to send, to fetch or to look.

use super::answer::Answer;
use super::programs::{Ended, Home};
use super::sandbox::Sandbox;
use super::servers::Servers;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Where a program works: the servers of one answer.
pub struct Desk<'a> {
    /// The surroundings.
    pub sandbox: &'a Sandbox,
    /// The small programs of Python.
    pub scripts: &'a Path,
    /// The running servers.
    pub servers: &'a Servers,
    /// The answer.
    pub answer: &'a Answer,
    /// What is typed where a password is asked for.
    pub password: &'a str,
}

/// A program with its own file; program and format have the same name.
pub struct Client {
    /// The program.
    pub program: &'static str,
    /// For the table.
    pub does: &'static str,
    /// Which of the answer's servers it talks to.
    pub protocol: &'static str,
    /// What it does.
    pub work: Work,
}

/// What a program does.
#[derive(Clone, Copy)]
pub enum Work {
    /// NeoMutt sends a message.
    NeomuttSends,
    /// msmtp sends a message.
    MsmtpSends,
    /// NeoMutt shows the mailbox.
    NeomuttShows,
    /// NeoMutt fetches the mailbox.
    NeomuttFetches,
    /// mbsync fetches the mailbox.
    MbsyncFetches,
    /// fetchmail fetches the mailbox.
    FetchmailFetches,
}

const fn client(program: &'static str, protocol: &'static str, does: &'static str, work: Work) -> Client {
    Client { program, does, protocol, work }
}

/// In this order: what is sent is fetched afterwards.
pub const CLIENTS: [Client; 6] = [
    client("neomutt", "smtp", "sends through Postfix", Work::NeomuttSends),
    client("msmtp", "smtp", "sends through Postfix", Work::MsmtpSends),
    client("neomutt", "imap", "shows the mailbox at Dovecot, IMAP", Work::NeomuttShows),
    client("neomutt", "pop3", "fetches from Dovecot, POP3", Work::NeomuttFetches),
    client("mbsync", "imap", "fetches from Dovecot, IMAP", Work::MbsyncFetches),
    client("fetchmail", "pop3", "fetches from Dovecot, POP3", Work::FetchmailFetches),
];

/// What is in no other message.
const SUBJECT: &str = "A message to oneself";

impl Desk<'_> {
    /// Does a program's work with its file; an error says what came instead.
    pub fn work(&self, work: Work, file: &str) -> Result<(), String> {
        let before = self.servers.log().len();
        let result = match work {
            Work::NeomuttSends => self.neomutt_sends(file),
            Work::MsmtpSends => self.msmtp_sends(file),
            Work::NeomuttShows => self.neomutt_shows(file),
            Work::NeomuttFetches => self.neomutt_fetches(file),
            Work::MbsyncFetches => self.mbsync_fetches(file),
            Work::FetchmailFetches => self.fetchmail_fetches(file),
        };
        result.map_err(|error| {
            let log = self.servers.log();
            let tells =
                |line: &&str| ["auth", "reject", "warning", "rror"].iter().any(|word| line.contains(word));
            let lines: Vec<&str> = log.get(before..).unwrap_or_default().lines().filter(tells).collect();
            format!("{error}; the server: {}", lines[lines.len().saturating_sub(3)..].join(" / "))
        })
    }

    fn home(&self, file: &str) -> Result<Home, String> {
        Home::new(self.sandbox.folder.join("delivery"), file)
    }

    fn converse(&self, home: &Home, input: Option<&Path>, words: &[&str]) -> Result<Ended, String> {
        let (program, arguments) = words.split_first().ok_or("no program")?;
        home.converse(self.scripts, self.password, input, program, arguments)
    }

    fn text(&self, with_head: bool) -> Result<PathBuf, String> {
        let path = self.sandbox.folder.join("message");
        let address = &self.answer.address;
        let head = if with_head {
            format!("From: {address}\nTo: {address}\nSubject: {SUBJECT}\n\n")
        } else {
            String::new()
        };
        super::write(&path, format!("{head}One line.\n"))?;
        Ok(path)
    }

    fn msmtp_sends(&self, file: &str) -> Result<(), String> {
        let home = self.home(file)?;
        let message = self.text(true)?;
        self.servers.empty()?;
        let ended =
            self.converse(&home, Some(&message), &["msmtp", "-C", &home.file(), "--", &self.answer.address])?;
        self.arrived(&ended)
    }

    fn neomutt_sends(&self, file: &str) -> Result<(), String> {
        let home = self.home(file)?;
        let message = self.text(false)?;
        self.servers.empty()?;
        let settings = home.file();
        // Without a mailbox on its screen NeoMutt does not ask.
        let password = format!("set smtp_pass='{}'", self.password.replace('\'', "'\"'\"'"));
        let words = ["neomutt", "-F", &settings, "-e", &password, "-s", SUBJECT, "--", &self.answer.address];
        let ended = self.converse(&home, Some(&message), &words)?;
        self.arrived(&ended)
    }

    /// Whether one message reaches the mailbox soon.
    fn arrived(&self, ended: &Ended) -> Result<(), String> {
        if !ended.fine {
            return Err(ended.tail());
        }
        let end = Instant::now() + Duration::from_secs(10);
        while self.servers.messages() == 0 && Instant::now() < end {
            sleep(Duration::from_millis(50));
        }
        match self.servers.messages() {
            1 => Ok(()),
            count => Err(format!("{count} messages arrived; {}", ended.tail())),
        }
    }

    /// Puts a message into the mailbox, unless one was sent there.
    fn mail(&self) -> Result<(), String> {
        if self.servers.messages() > 0 {
            return Ok(());
        }
        self.servers
            .put(&format!("From: {0}\nTo: {0}\nSubject: {SUBJECT}\n\nOne line.\n", self.answer.address))
    }

    fn neomutt_shows(&self, file: &str) -> Result<(), String> {
        let home = self.home(file)?;
        self.mail()?;
        let settings = home.file();
        let words = ["neomutt", "-F", &settings, "-e", "push <exit>"];
        let ended = self.converse(&home, None, &words)?;
        if ended.text.contains(SUBJECT) { self.still_there() } else { Err(ended.tail()) }
    }

    fn neomutt_fetches(&self, file: &str) -> Result<(), String> {
        let home = self.home(file)?;
        self.mail()?;
        // A mailbox on the own computer, as a person who fetches has it.
        super::create(&home.folder.join("Mail"))?;
        super::write(&home.folder.join("fetched"), "")?;
        let settings = home.file();
        let order = "set spoolfile=~/fetched; push <fetch-mail><exit>";
        let ended = self.converse(&home, None, &["neomutt", "-F", &settings, "-e", order])?;
        if holds(&home.folder, SUBJECT) { self.still_there() } else { Err(ended.tail()) }
    }

    fn mbsync_fetches(&self, file: &str) -> Result<(), String> {
        let home = self.home(file)?;
        self.mail()?;
        home.folders(file)?;
        let ended = self.converse(&home, None, &["mbsync", "-c", &home.file(), "--all"])?;
        if ended.fine && holds(&home.folder, SUBJECT) { self.still_there() } else { Err(ended.tail()) }
    }

    fn fetchmail_fetches(&self, file: &str) -> Result<(), String> {
        let home = self.home(file)?;
        self.mail()?;
        let settings = home.file();
        // Where the mail goes is the customer's business; here it goes into a file.
        let words = ["fetchmail", "-f", &settings, "--nodetach", "--nosyslog", "--mda", "cat >> fetched"];
        let ended = self.converse(&home, None, &words)?;
        if ended.fine && holds(&home.folder, SUBJECT) { self.still_there() } else { Err(ended.tail()) }
    }

    /// None of the files may remove mail from the server.
    fn still_there(&self) -> Result<(), String> {
        match self.servers.messages() {
            1 => Ok(()),
            count => Err(format!("{count} messages on the server afterwards, not 1")),
        }
    }
}

/// Whether a file below the folder holds this text.
fn holds(folder: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.into_iter().any(|path| {
        if path.is_dir() {
            holds(&path, text)
        } else {
            std::fs::read(&path).is_ok_and(|content| String::from_utf8_lossy(&content).contains(text))
        }
    })
}
