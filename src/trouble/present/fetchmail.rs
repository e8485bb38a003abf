//! fetchmail's configuration: words in almost any order, where lines mean nothing.

use super::file::{Account, MOST};
use super::values::{mechanisms, port, usual_port, value_of};
use crate::mail::{Authentication, Protocol, Security};
use std::iter::Peekable;
use std::str::Chars;

/// A word; one in quotes is no keyword.
struct Word {
    text: String,
    is_quoted: bool,
}

/// What is said of a server and of a user on it.
#[derive(Clone, Default)]
struct Entry {
    account: Account,
    /// The server's port, or the name of its service.
    service: Option<String>,
    has_user: bool,
    ssl: bool,
    sslproto: Option<String>,
}

/// Keywords whose value is the next word, none of which is compared.
const PASSED_OVER: &str = " pass password is to mda bsmtp folder folders smtphost smtp smtpaddress smtpname \
    fetchdomains interface monitor plugin plugout principal interval timeout envelope qvirtual aka localdomains \
    sslcert sslkey sslcertfile sslcertpath sslcommonname sslfingerprint preconnect postconnect limit warnings \
    batchlimit fetchlimit fetchsizelimit fastuidl expunge properties esmtpname esmtppassword antispam badheader \
    no set ";

/// The accounts, if it is such a file: it begins with one of four words and names a server to poll.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    let words = words(text);
    let first = words.first().filter(|first| !first.is_quoted)?;
    if !matches!(&*first.text, "poll" | "skip" | "set" | "defaults") {
        return None;
    }
    let mut defaults = Entry::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        if word.is_quoted {
            continue;
        }
        let at = entries.last_mut().unwrap_or(&mut defaults);
        match &*word.text {
            "poll" | "skip" => {
                if entries.len() >= MOST {
                    break;
                }
                let mut entry = Entry { has_user: false, ..defaults.clone() };
                entry.account.present.incoming.host = words.next().and_then(|word| value_of(&word.text));
                entries.push(entry);
            }
            "user" | "username" => {
                let another = entries.last().filter(|entry| entry.has_user).map(|entry| {
                    let sslproto = defaults.sslproto.clone();
                    Entry { ssl: defaults.ssl, sslproto, ..entry.clone() }
                });
                if entries.len() >= MOST {
                    break;
                }
                entries.extend(another);
                let at = entries.last_mut().unwrap_or(&mut defaults);
                at.has_user = true;
                at.account.present.incoming.username = words.next().and_then(|word| value_of(&word.text));
            }
            "ssl" => at.ssl = true,
            "no" if words.peek().is_some_and(|word| word.text == "ssl") => {
                at.ssl = false;
                words.next();
            }
            "auth" | "authenticate" => {
                let method = words.next().map(|word| word.text).unwrap_or_default();
                at.account.present.incoming.authentication = mechanisms(std::iter::once(&*method));
            }
            "proto" | "protocol" => at.protocol(&words.next()?.text),
            "service" | "port" => at.service = words.next().map(|word| word.text),
            "via" => at.account.present.incoming.host = words.next().and_then(|word| value_of(&word.text)),
            "sslproto" => at.sslproto = words.next().map(|word| word.text),
            keyword if PASSED_OVER.contains(&format!(" {keyword} ")) => drop(words.next()),
            _ => {}
        }
    }
    let is_told = |entry: &Entry| entry.has_user || entry.account.present.incoming.protocol.is_some();
    entries.iter().any(is_told).then(|| entries.into_iter().map(Entry::finish).collect())
}

impl Entry {
    fn protocol(&mut self, name: &str) {
        let server = &mut self.account.present.incoming;
        server.protocol = match &*name.to_ascii_lowercase() {
            "pop3" => Some(Protocol::Pop3),
            "imap" => Some(Protocol::Imap),
            "apop" => {
                server.authentication = Some(Authentication::PasswordEncrypted);
                Some(Protocol::Pop3)
            }
            _ => None,
        };
    }

    fn finish(self) -> Account {
        let mut account = self.account;
        let server = &mut account.present.incoming;
        server.security = match self.sslproto.as_deref() {
            _ if self.ssl => Some(Security::ImplicitTls),
            Some("") => Some(Security::None),
            Some(_) => Some(Security::StartTls),
            // Tried, and done without where the server has none.
            None => None,
        };
        server.port = match self.service.as_deref() {
            Some("pop3") => Some(110),
            Some("pop3s") => Some(995),
            Some("imap" | "imap2") => Some(143),
            Some("imaps") => Some(993),
            Some(number) => port(number),
            None => None,
        };
        if self.service.is_none() {
            usual_port(server);
        }
        account.name.clone_from(&server.username);
        account
    }
}

/// The words of a file. Quotes keep blanks; in them, numbers stand for characters as in C.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '#' => while characters.next_if(|c| *c != '\n').is_some() {},
            '"' | '\'' => {
                let mut word = String::new();
                while let Some(inside) = characters.next().filter(|inside| *inside != c) {
                    if inside == '\\' {
                        word.extend(escape(&mut characters, c));
                    } else {
                        word.push(inside);
                    }
                }
                words.push(Word { text: word, is_quoted: true });
            }
            c if c.is_whitespace() || matches!(c, ',' | ';' | ':' | '=') => {}
            c => {
                let mut word = String::from(c);
                while let Some(more) =
                    characters.next_if(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | '=' | '"' | '\''))
                {
                    word.push(more);
                }
                words.push(Word { text: word, is_quoted: false });
            }
        }
    }
    words
}

/// The character that follows a backslash, or whose number does. A backslash keeps no quote from ending the word.
fn escape(characters: &mut Peekable<Chars<'_>>, quote: char) -> Option<char> {
    let first = characters.next_if(|c| *c != quote)?;
    let mut number = |radix, digits, start| {
        let mut number = start;
        for _ in 0..digits {
            let Some(digit) = characters.peek().and_then(|c| c.to_digit(radix)) else { break };
            number = number * radix + digit;
            characters.next();
        }
        char::from_u32(number)
    };
    match first {
        'x' => number(16, 2, 0),
        c @ '0'..='7' => number(8, 2, c.to_digit(8)?),
        'n' => Some('\n'),
        't' => Some('\t'),
        'r' => Some('\r'),
        c => Some(c),
    }
}
