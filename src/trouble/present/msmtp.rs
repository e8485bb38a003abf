//! msmtp's configuration: one command to a line, accounts that may begin as copies of others.

use super::file::{Account, MOST};
use super::values::{is_on, mechanisms, port, shortened, usual_port, value_of};
use crate::mail::{Authentication, Protocol, Security};

/// The settings of one account as they stand, before what is left out gets its default.
#[derive(Clone, Default)]
struct Section {
    name: String,
    host: Option<String>,
    port: Option<u16>,
    user: Option<String>,
    auth: Option<String>,
    tls: bool,
    /// Whether TLS begins at once.
    at_once: bool,
    /// Whether anything stands in it.
    is_own: bool,
}

/// Commands that tell such a file from lines that somebody wrote.
const TELLING: [&str; 5] = ["tls", "tls_starttls", "auth", "from", "passwordeval"];

/// The accounts, if it is such a file: `account` begins a section, one names a host, and most commands are known.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    let (mut known, mut unknown, mut is_told) = (0, 0, false);
    let mut defaults = Section::default();
    let mut sections: Vec<Section> = Vec::new();
    let mut in_account = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = unquoted(rest.trim());
        is_told |= TELLING.contains(&command);
        match command {
            "defaults" => in_account = false,
            "account" => {
                if sections.len() >= MOST {
                    break;
                }
                sections.push(begin(rest, &sections, &defaults));
                in_account = true;
            }
            _ => {
                let at = sections.last_mut().filter(|_| in_account).unwrap_or(&mut defaults);
                if at.take(command, rest) {
                    known += 1
                } else {
                    unknown += 1
                }
                continue;
            }
        }
        known += 1;
    }
    let names_host = || sections.iter().any(|section| section.host.is_some());
    (is_told && unknown < known && names_host())
        .then(|| sections.iter().filter(|it| it.is_own).map(account).collect())
}

/// A new section: `NAME`, or `NAME : OTHER, …` with what those say.
fn begin(head: &str, sections: &[Section], defaults: &Section) -> Section {
    let (name, parents) = head.split_once(':').unwrap_or((head, ""));
    let parents = parents.split(',').map(str::trim);
    let parent = parents.rev().find_map(|parent| sections.iter().find(|section| section.name == parent));
    Section { name: shortened(name.trim()), is_own: false, ..parent.unwrap_or(defaults).clone() }
}

impl Section {
    /// Whether the command is one of the program's.
    fn take(&mut self, command: &str, value: &str) -> bool {
        let switch = || value.is_empty() || is_on(value);
        match command {
            "host" => self.host = value_of(value),
            "port" => self.port = port(value),
            "user" => self.user = value_of(value),
            "auth" => self.auth = Some(if value.is_empty() { "on" } else { value }.to_ascii_lowercase()),
            "tls" => self.tls = switch(),
            "tls_starttls" => self.at_once = !switch(),
            "from" | "protocol" | "timeout" | "domain" | "syslog" | "logfile" | "keepbcc" | "eval" => {}
            "password" | "passwordeval" | "aliases" | "maildomain" | "add_missing_from_header" => {}
            _ if command.starts_with("tls_") || command.starts_with("logfile_") => {}
            _ if [
                "dsn_",
                "set_",
                "undisclosed",
                "remove_",
                "auto_",
                "allow_",
                "proxy_",
                "source_",
                "socket",
            ]
            .iter()
            .any(|start| command.starts_with(start)) => {}
            _ => return false,
        }
        self.is_own = true;
        true
    }
}

fn account(section: &Section) -> Account {
    let mut account = Account { name: value_of(&section.name), ..Account::default() };
    let server = &mut account.present.outgoing;
    server.protocol = Some(Protocol::Smtp);
    server.host = section.host.clone();
    server.port = section.port;
    server.security = Some(match (section.tls, section.at_once) {
        (false, _) => Security::None,
        (true, false) => Security::StartTls,
        (true, true) => Security::ImplicitTls,
    });
    server.authentication = match section.auth.as_deref() {
        None | Some("off") => Some(Authentication::None),
        Some("on") => Some(Authentication::PasswordCleartext),
        Some(method) => mechanisms(std::iter::once(method)),
    };
    server.username = section.user.clone();
    usual_port(server);
    account
}

/// The outer quotes are taken off, whatever stands between them.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}
