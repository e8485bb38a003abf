//! The settings sheet that the page saves as text, in its own words, so that it comes back exactly.

use super::PresentServer;
use super::file::{Account, MOST};
use super::values::{port, value_of};
use crate::i18n::{Locale, Messages};
use crate::mail::{Authentication, Protocol, Security};
use crate::matrix::Field;

const PROTOCOLS: [Protocol; 3] = [Protocol::Pop3, Protocol::Imap, Protocol::Smtp];

/// The accounts, if it is a sheet: its title stands on a line of its own, and a server's heading does.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    [Locale::Ja, Locale::En].iter().find_map(|locale| sheets(text, Messages::of(*locale)))
}

/// The sheets in one language.
fn sheets(text: &str, words: &Messages) -> Option<Vec<Account>> {
    let mut found: Vec<Account> = Vec::new();
    let mut has_server = false;
    let mut at: Option<Protocol> = None;
    for line in text.lines().map(str::trim) {
        if line == words.sheet {
            if found.len() >= MOST {
                break;
            }
            found.push(Account::default());
            at = None;
            continue;
        }
        let Some(account) = found.last_mut() else { continue };
        if let Some(protocol) = heading(line, words) {
            has_server = true;
            let server = account.server(protocol != Protocol::Smtp);
            // Of several submission servers the first is the best.
            at = server.is_empty().then_some(protocol);
            if at.is_some() {
                server.protocol = at;
            }
            continue;
        }
        if let Some(value) = labelled(line, words.address) {
            account.name = account.name.take().or_else(|| value_of(value));
        }
        let Some(protocol) = at else { continue };
        let server = account.server(protocol != Protocol::Smtp);
        let field = Field::ALL.into_iter().zip(words.fields);
        for (field, label) in field {
            if let Some(value) = labelled(line, label) {
                take(server, field, unmarked(value, words), words);
            }
        }
    }
    has_server.then_some(found)
}

/// The protocol of a line that begins a server: `Incoming server (POP)`.
fn heading(line: &str, words: &Messages) -> Option<Protocol> {
    let (side, protocol) = line.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let protocol = *PROTOCOLS.iter().find(|known| words.protocols[**known as usize] == protocol)?;
    let own = if protocol == Protocol::Smtp { words.outgoing } else { words.incoming };
    (side.trim() == own).then_some(protocol)
}

/// The value behind a label and a colon of any kind.
fn labelled<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    line.strip_prefix(label)?.trim_start().strip_prefix([':', '：']).map(str::trim)
}

/// The value without the mark of its certainty.
fn unmarked<'t>(value: &'t str, words: &Messages) -> &'t str {
    let marked = value.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    marked.filter(|(_, mark)| words.certainty.contains(mark)).map_or(value, |(value, _)| value.trim_end())
}

/// Takes the first value of a field over, if it is one.
fn take(server: &mut PresentServer, field: Field, value: &str, words: &Messages) {
    if [words.on_notice, words.at_support].contains(&value) {
        return;
    }
    let known = |all: &[&str]| all.iter().position(|word| *word == value);
    match field {
        Field::Host => server.host = server.host.take().or_else(|| value_of(&pattern(value, words))),
        Field::Username => {
            server.username = server.username.take().or_else(|| value_of(&pattern(value, words)))
        }
        Field::Port => server.port = server.port.or(port(value)),
        Field::Security => {
            let all = [Security::None, Security::StartTls, Security::ImplicitTls];
            let named = known(&words.security).and_then(|at| all.into_iter().find(|it| *it as usize == at));
            server.security = server.security.or(named);
        }
        Field::Authentication => {
            let all =
                [Authentication::None, Authentication::PasswordCleartext, Authentication::PasswordEncrypted];
            let named =
                known(&words.authentication).and_then(|at| all.into_iter().find(|it| *it as usize == at));
            server.authentication = server.authentication.or(named);
        }
    }
}

/// A value with placeholders in place of the words for them.
#[must_use]
pub fn pattern(value: &str, words: &Messages) -> String {
    let mut pattern = value.to_owned();
    for (word, name) in words.placeholders.iter().zip(["{domain}", "{address}", "{local}", "{first-label}"]) {
        pattern = pattern.replace(word, name);
    }
    pattern
}
