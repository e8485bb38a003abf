//! NeoMutt's and Mutt's configuration: `set name = value`, with addresses of servers as URLs.

use super::PresentServer;
use super::file::Account;
use super::values::{mechanisms, port, shortened, usual_port, value_of};
use crate::mail::{Authentication, Protocol, Security};

/// Variables that no other kind of file sets.
const TELLING: [&str; 8] = [
    "folder",
    "spoolfile",
    "imap_user",
    "imap_login",
    "pop_host",
    "pop_user",
    "smtp_url",
    "imap_authenticators",
];

/// The other variables that are read.
const READ: [&str; 6] =
    ["from", "smtp_user", "smtp_authenticators", "pop_authenticators", "ssl_starttls", "ssl_force_tls"];

/// The most variables that are kept, those of the user's own among them.
const MOST_VARIABLES: usize = 100;

/// What was set; a value is `None` where it is made by a command or of something that is not known.
#[derive(Default)]
struct Variables(Vec<(String, Option<String>)>);

impl Variables {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_deref())
    }

    /// Takes a value over, if somebody may ask for it: one that is read, or the user's own. Passwords are none.
    fn set(&mut self, name: &str, value: Option<String>) {
        if let Some((_, own)) = self.0.iter_mut().find(|(known, _)| known == name) {
            *own = value;
        } else if self.0.len() < MOST_VARIABLES
            && (TELLING.contains(&name) || READ.contains(&name) || name.starts_with("my_"))
        {
            self.0.push((name.to_owned(), value));
        }
    }
}

/// The accounts, if it is such a file: that of the IMAP folder, that of the POP mailbox, each with the submission
/// server.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    let mut variables = Variables::default();
    for line in text.replace("\\\r\n", "").replace("\\\n", "").lines() {
        set(line.trim_start(), &mut variables);
    }
    if !TELLING.iter().any(|name| variables.has(name)) {
        return None;
    }
    let value = |name: &str| variables.get(name);
    let mut outgoing = value("smtp_url").map(|url| server(url, &variables)).unwrap_or_default();
    if !outgoing.is_empty() {
        outgoing.username = outgoing.username.or_else(|| value("smtp_user").map(str::to_owned));
        outgoing.authentication = match outgoing.username {
            None => Some(Authentication::None),
            Some(_) => authenticators(value("smtp_authenticators")),
        };
    }
    let mut accounts = Vec::new();
    let boxes = ["folder", "spoolfile"].into_iter().filter_map(value);
    if let Some(mut imap) =
        boxes.map(|url| server(url, &variables)).find(|it| it.protocol == Some(Protocol::Imap))
    {
        let login = value("imap_login").or_else(|| value("imap_user"));
        imap.username = login.map(str::to_owned).or(imap.username);
        imap.authentication = authenticators(value("imap_authenticators"));
        accounts.push(imap);
    }
    if let Some(url) = value("pop_host") {
        let url = if url.contains("://") { url.to_owned() } else { format!("pop://{url}") };
        let mut pop = server(&url, &variables);
        pop.username = value("pop_user").map(str::to_owned).or(pop.username);
        pop.authentication = authenticators(value("pop_authenticators"));
        accounts.push(pop);
    }
    if accounts.is_empty() {
        accounts.push(PresentServer::default());
    }
    let name = value("from").map(str::to_owned);
    let account = |incoming| Account::new(name.clone(), incoming, outgoing.clone());
    Some(accounts.into_iter().map(account).collect())
}

/// The mechanisms, parted by colons.
fn authenticators(list: Option<&str>) -> Option<Authentication> {
    mechanisms(list?.split(':').map(str::trim))
}

/// The server of a URL. A password in it is passed over.
fn server(url: &str, variables: &Variables) -> PresentServer {
    let mut server = PresentServer::default();
    let Some((scheme, rest)) = url.split_once("://") else { return server };
    let scheme = scheme.to_ascii_lowercase();
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    // A password with an unescaped slash: what looks like the server may be a part of it.
    if path.contains('@') {
        return server;
    }
    server.protocol = match scheme.trim_end_matches('s') {
        "imap" => Some(Protocol::Imap),
        "pop" => Some(Protocol::Pop3),
        "smtp" => Some(Protocol::Smtp),
        _ => return server,
    };
    let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    let user = user.split_once(':').map_or(user, |(user, _)| user);
    server.username = value_of(&percent_decoded(user));
    let (host, number) = place.rsplit_once(':').unwrap_or((place, ""));
    server.host = value_of(host);
    server.port = port(number);
    let is = |name: &str| variables.get(name);
    server.security = match (is("ssl_starttls"), is("ssl_force_tls")) {
        _ if scheme.ends_with('s') => Some(Security::ImplicitTls),
        (Some("yes"), Some("yes")) => Some(Security::StartTls),
        (Some("no"), Some("no")) => Some(Security::None),
        // Tried, and done without where the server has none; or left to the version's own default.
        _ => None,
    };
    if number.is_empty() {
        // Only the scheme decides here, and STARTTLS has the same port as no protection.
        let mut by_scheme =
            PresentServer { security: server.security.or(Some(Security::None)), ..server.clone() };
        usual_port(&mut by_scheme);
        server.port = by_scheme.port;
    }
    server
}

/// Takes over what a line sets: `set a=b c = 'd' e noe`.
fn set(line: &str, variables: &mut Variables) {
    let Some(rest) = line.strip_prefix("set").filter(|rest| rest.starts_with(char::is_whitespace)) else {
        return;
    };
    let mut rest = rest.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        // Another command on the same line.
        if let Some(next) = rest.strip_prefix(';') {
            let Some(next) = next.trim_start().strip_prefix("set ") else { return };
            rest = next.trim_start();
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        rest = after.trim_start();
        let value = match rest.strip_prefix('=') {
            Some(after) => {
                let (value, after) = value(after.trim_start(), variables);
                rest = after.trim_start();
                value
            }
            None if name.is_empty() => return,
            None => Some(if name.starts_with("no") { "no" } else { "yes" }.to_owned()),
        };
        // `nossl_starttls`
        let bare = name.strip_prefix("no").filter(|_| value.as_deref() == Some("no")).unwrap_or(name);
        variables.set(bare, value);
    }
}

/// The first word of a text, and what follows it. In single quotes everything is as it stands.
fn value<'t>(text: &'t str, variables: &Variables) -> (Option<String>, &'t str) {
    let mut value = Some(String::new());
    let mut quote = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if quote.is_none() && (c.is_whitespace() || c == ';') {
            break;
        }
        rest = after;
        match c {
            '\'' | '"' if quote.is_none() => quote = Some(c),
            c if quote == Some(c) => quote = None,
            c if quote == Some('\'') => push(&mut value, c),
            '\\' => {
                if let Some(next) = after.chars().next() {
                    rest = after.get(next.len_utf8()..).unwrap_or_default();
                    push(&mut value, next);
                }
            }
            '$' => {
                let named = after.strip_prefix('{').unwrap_or(after);
                let end = named.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(named.len());
                let (name, after) = named.split_at(end);
                rest = after.strip_prefix('}').unwrap_or(after);
                match (&mut value, variables.get(name)) {
                    (Some(value), Some(known)) => value.push_str(known),
                    _ => value = None,
                }
            }
            // The output of a command.
            '`' => {
                value = None;
                rest = after.split_once('`').map_or("", |(_, rest)| rest);
            }
            c => push(&mut value, c),
        }
    }
    // No longer than a name, so that variables made of variables do not grow.
    (value.map(|value| shortened(&value)), rest)
}

fn push(value: &mut Option<String>, c: char) {
    if let Some(value) = value {
        value.push(c);
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = after.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
