//! isync's configuration: sections that begin with `IMAPAccount` or `IMAPStore`, one keyword to a line.

use super::file::{Account, MOST};
use super::values::{is_on, mechanisms, port, shortened, usual_port, value_of};
use crate::mail::{Protocol, Security};

/// The accounts, if it is such a file.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    let mut found: Vec<Account> = Vec::new();
    let mut is_known = false;
    let mut in_account = false;
    for line in text.lines() {
        let words = words(line);
        let Some((keyword, values)) = words.split_first() else { continue };
        let keyword = keyword.to_ascii_lowercase();
        let value = values.first().map_or("", String::as_str);
        match &*keyword {
            "imapaccount" | "imapstore" if values.len() == 1 => {
                if found.len() >= MOST {
                    break;
                }
                let mut account = Account { name: Some(shortened(value)), ..Account::default() };
                account.present.incoming.protocol = Some(Protocol::Imap);
                found.push(account);
                (is_known, in_account) = (true, true);
            }
            "maildirstore" | "channel" | "group" => in_account = false,
            _ => {
                if let Some(account) = found.last_mut().filter(|_| in_account) {
                    take(account, &keyword, value, values);
                }
            }
        }
    }
    found.iter_mut().for_each(|account| usual_port(&mut account.present.incoming));
    is_known.then_some(found)
}

fn take(account: &mut Account, keyword: &str, value: &str, values: &[String]) {
    let server = &mut account.present.incoming;
    match keyword {
        "host" => {
            // Up to version 1.2 the protection stood before the name.
            let (security, host) = match value.split_once(':') {
                Some(("imaps", host)) => (Some(Security::ImplicitTls), host),
                Some(("imap", host)) => (None, host),
                _ => (None, value),
            };
            server.security = server.security.or(security);
            server.host = value_of(host);
        }
        "port" => server.port = port(value),
        "user" => server.username = value_of(value),
        "ssltype" | "tlstype" => {
            server.security = match &*value.to_ascii_lowercase() {
                "none" => Some(Security::None),
                "starttls" => Some(Security::StartTls),
                "imaps" => Some(Security::ImplicitTls),
                _ => None,
            };
        }
        "useimaps" if is_on(value) => server.security = Some(Security::ImplicitTls),
        "authmech" | "authmechs" => {
            server.authentication = mechanisms(values.iter().map(String::as_str));
        }
        _ => {}
    }
}

/// The words of a line: double quotes keep blanks, a backslash keeps the next character, `#` begins a comment.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match c {
            '#' if word.is_none() => break,
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            '\\' => word.get_or_insert_default().extend(characters.next()),
            c if c.is_whitespace() && !is_quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
