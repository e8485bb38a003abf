//! What NeoMutt understands: it prints its variables after reading a file.

use super::answer::{Answer, Server};
use super::programs::Home;
use super::reading::{hides_password, same};
use std::path::Path;

/// Lets NeoMutt read the file, and compares.
pub fn read(folder: &Path, answer: &Answer, file: &str) -> Result<(), String> {
    let home = Home::new(folder.join("reading"), file)?;
    let ended = home.run("neomutt", &["-F", &home.file(), "-D"])?;
    if !ended.fine || ended.text.lines().any(|line| line.starts_with("Error") || line.contains("unknown")) {
        return Err(ended.tail());
    }
    let value = |name: &str| variable(&ended.text, name);
    same("from", &answer.address, &value("from"))?;

    if let Some(server) = &answer.incoming {
        let (prefix, place) = match server.protocol.as_str() {
            "imap" => ("imap", value("folder")),
            _ => (
                "pop",
                Some(value("pop_host"))
                    .filter(|host| !host.is_empty())
                    .unwrap_or_else(|| value("spool_file")),
            ),
        };
        let place = Place::parse(&place).ok_or_else(|| format!("`{place}` is no place of a server"))?;
        place.is(prefix, server, &value(&format!("{prefix}_user")))?;
        mechanism(server, &value(&format!("{prefix}_authenticators")))?;
        upgrade(server, &value)?;
    }
    let server = answer.best().ok_or("no submission server")?;
    let place = value("smtp_url");
    let place = Place::parse(&place).ok_or_else(|| format!("smtp_url: `{place}`"))?;
    place.is("smtp", server, &value("smtp_user"))?;
    mechanism(server, &value("smtp_authenticators"))?;
    upgrade(server, &value)
}

/// A value as `-D` prints it, without the quotation.
fn variable(text: &str, name: &str) -> String {
    let start = format!("set {name} = ");
    let value = text.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default();
    let Some(quoted) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut plain = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        plain.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    plain
}

fn mechanism(server: &Server, mechanisms: &str) -> Result<(), String> {
    let hidden = !mechanisms.is_empty() && mechanisms.split([':', ' ']).all(hides_password);
    if server.authentication == "password-encrypted" && !hidden {
        return Err(format!("{}: `{mechanisms}` may send the password as it is", server.protocol));
    }
    if server.authentication == "password-cleartext" && hidden {
        return Err(format!("{}: `{mechanisms}` where the password is sent as it is", server.protocol));
    }
    Ok(())
}

/// One switch for all servers.
fn upgrade(server: &Server, value: &dyn Fn(&str) -> String) -> Result<(), String> {
    match server.security.as_str() {
        "starttls" => {
            same("ssl_starttls", "yes", &value("ssl_starttls"))?;
            same("ssl_force_tls", "yes", &value("ssl_force_tls"))
        }
        "none" => same("ssl_force_tls", "no", &value("ssl_force_tls")),
        _ => Ok(()),
    }
}

/// `scheme://user@host:port/`.
struct Place {
    scheme: String,
    user: String,
    host: String,
    port: String,
}

impl Place {
    fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let rest = rest.split('/').next()?;
        let (user, host) = rest.rsplit_once('@').unwrap_or(("", rest));
        let (host, port) = host.split_once(':')?;
        Some(Self {
            scheme: scheme.to_owned(),
            user: decoded(user),
            host: host.to_owned(),
            port: port.to_owned(),
        })
    }

    fn is(&self, scheme: &str, server: &Server, user: &str) -> Result<(), String> {
        let s = if server.security == "tls" { "s" } else { "" };
        same("scheme", &format!("{scheme}{s}"), &self.scheme)?;
        same("host", &server.host, &self.host)?;
        same("port", &server.port.to_string(), &self.port)?;
        same("user", &server.username, if self.user.is_empty() { user } else { &self.user })
    }
}

/// Percent signs undone.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_value_loses_its_quotation() {
        let text =
            "set folder_format = \"%2C\"\nset folder = \"imap://a\\\"b\\\\c\"\nset ssl_starttls = yes\n";
        assert_eq!(variable(text, "folder"), "imap://a\"b\\c");
        assert_eq!(variable(text, "ssl_starttls"), "yes");
        assert_eq!(variable(text, "from"), "");
    }

    #[test]
    fn a_place_has_scheme_user_host_and_port() {
        let place = Place::parse("smtps://o%27k%40example.jp@mail.example.jp:465/")
            .map(|Place { scheme, user, host, port }| [scheme, user, host, port]);
        assert_eq!(place, Some(["smtps", "o'k@example.jp", "mail.example.jp", "465"].map(str::to_owned)));
        assert!(Place::parse("/var/mail/hanako").is_none());
        assert!(Place::parse("imap://mail.example.jp/").is_none());
    }

    #[test]
    fn percent_signs_are_undone_once() {
        assert_eq!(decoded("%2525%E3%81%82"), "%25あ");
        assert_eq!(decoded("50%"), "50%");
    }
}
