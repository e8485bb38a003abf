//! Settings in pasted text, line by line, in Japanese or English: "受信サーバー: mail.example.jp", "Port: 110 SSL".
//! What is not understood is passed over.

use super::security::{Named, authentication};
use super::{LONGEST, Present, PresentServer, Unreadable};
use crate::mail::{Authentication, Protocol};
use crate::search::Normalise;
use crate::trouble::data::fold_characters;

/// Longer lines hold no settings.
const LONGEST_LINE: usize = 500;

/// Which servers a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Incoming,
    Outgoing,
    Both,
}

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Password,
    Username,
    Port,
    Security,
    Authentication,
    Host,
}

#[derive(Default)]
struct Reader {
    present: Present,
    /// The words for the protection, which the port settles at the end.
    named: [Option<Named>; 2],
    about: Option<About>,
    /// A label whose value stands on the next line.
    pending: Option<Label>,
}

/// Reads settings from text.
///
/// # Errors
/// Why there are none.
pub fn read_text(text: &str, normalise: &dyn Normalise) -> Result<Present, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut reader = Reader::default();
    for line in text.split(['\n', '\r']) {
        let line = half_width(line.trim());
        if !line.is_empty() && line.len() <= LONGEST_LINE {
            reader.line(&line, normalise);
        }
    }
    let present = reader.finish();
    if present.is_empty() { Err(Unreadable::NoSettings) } else { Ok(present) }
}

impl Reader {
    fn line(&mut self, line: &str, normalise: &dyn Normalise) {
        let folded = |text: &str| fold_characters(&normalise.nfkc(text));
        let (label_text, value) = split(line);
        let label_folded = folded(label_text);
        let label = label(&label_folded);
        let whole = folded(line);
        // The name of a server tells nothing about it: imap.example.jp may well send.
        let letters = |c: char| !c.is_ascii_alphanumeric() && c.is_ascii() && !matches!(c, '.' | '-');
        let words: Vec<&str> = whole.split(letters).filter(|word| !word.contains('.')).collect();
        let words = words.join(" ");
        let named =
            if label.is_some() { about(&label_folded).or_else(|| about(&words)) } else { about(&whole) };
        if let Some(about) = named {
            self.about = Some(about);
        }
        if let Some(protocol) = protocol(&words) {
            self.protocol(protocol);
        }
        let pending = self.pending.take();
        match (label, value) {
            (Some(label), "") => {
                // "受信サーバー" may also be a heading, which the next line shows.
                self.pending = Some(label);
            }
            (Some(label), value) => self.value(label, value, &folded(value)),
            (None, _) => match pending {
                Some(label) => self.value(label, line, &whole),
                None => self.loose(line, &whole),
            },
        }
    }

    /// A value behind a label.
    fn value(&mut self, label: Label, value: &str, folded: &str) {
        match label {
            Label::Password => {}
            Label::Username => {
                let name = value.split_whitespace().next().map(trimmed).filter(|name| !name.is_empty());
                if let Some(name) = name {
                    self.each(&|server| put(&mut server.username, name.to_owned()), About::Both);
                }
            }
            Label::Port => {
                let about = self.port(folded);
                self.name(Named::find(folded, false), about);
            }
            Label::Security => self.name(Named::find(folded, true), About::Both),
            Label::Authentication => {
                if let Some(authentication) = authentication(folded) {
                    self.authentication(authentication);
                }
            }
            Label::Host => {
                if let Some(host) = host(value, true) {
                    self.host(host);
                    self.port_behind(value, host);
                }
                self.name(Named::find(folded, false), About::Incoming);
            }
        }
    }

    /// A line without a label that is known: a server's name, its port and its protection, if the server is clear.
    fn loose(&mut self, line: &str, folded: &str) {
        if self.about.is_none() && protocol(folded).is_none() {
            return;
        }
        if let Some(host) = host(line, false) {
            self.host(host);
            self.port_behind(line, host);
            self.name(Named::find(folded, false), About::Incoming);
        }
    }

    fn host(&mut self, host: &str) {
        let host = host.to_owned();
        self.each(&|server| put(&mut server.host, host.clone()), About::Incoming);
    }

    /// A port on the same line as the server's name, behind it.
    fn port_behind(&mut self, text: &str, host: &str) {
        let rest = text.split_once(host).map_or("", |(_, rest)| rest);
        self.port(rest);
    }

    /// Takes the first number; gives the server it is for where no heading tells.
    fn port(&mut self, text: &str) -> About {
        let numbers =
            text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<u16>().ok());
        let Some(port) = numbers.into_iter().find(|port| *port > 0) else { return About::Both };
        let by_port = if matches!(port, 25 | 465 | 587) { About::Outgoing } else { About::Incoming };
        self.each(&|server| put(&mut server.port, port), by_port);
        by_port
    }

    fn name(&mut self, named: Option<Named>, otherwise: About) {
        let about = self.about.unwrap_or(otherwise);
        for (place, own) in self.named.iter_mut().zip([About::Incoming, About::Outgoing]) {
            if named.is_some() && place.is_none() && (about == own || about == About::Both) {
                *place = named;
            }
        }
    }

    fn authentication(&mut self, authentication: Authentication) {
        self.each(&|server| put(&mut server.authentication, authentication), About::Both);
    }

    fn protocol(&mut self, protocol: Protocol) {
        if protocol == Protocol::Smtp {
            put(&mut self.present.outgoing.protocol, protocol);
        } else {
            put(&mut self.present.incoming.protocol, protocol);
        }
    }

    /// Does something for the servers that the lines are about.
    fn each(&mut self, act: &dyn Fn(&mut PresentServer), otherwise: About) {
        let about = self.about.unwrap_or(otherwise);
        if about != About::Outgoing {
            act(&mut self.present.incoming);
        }
        if about != About::Incoming {
            act(&mut self.present.outgoing);
        }
    }

    fn finish(self) -> Present {
        let mut present = self.present;
        let [incoming, outgoing] = self.named;
        present.incoming.security = incoming.and_then(|named| named.settle(present.incoming.port));
        present.outgoing.security = outgoing.and_then(|named| named.settle(present.outgoing.port));
        present
    }
}

/// The first value counts: what follows may be advice or another account.
fn put<T>(place: &mut Option<T>, value: T) {
    if place.is_none() {
        *place = Some(value);
    }
}

/// Label and value, cut at the first colon or the like, or where a Japanese label ends. The colon of `host:port` is
/// none.
fn split(line: &str) -> (&str, &str) {
    let cut = line.char_indices().find(|(at, c)| {
        let next = line[at + c.len_utf8()..].chars().next();
        match c {
            '=' | '\t' | '→' | '⇒' | '|' => true,
            ':' => next.is_none_or(|next| !next.is_ascii_digit()) || !line[..*at].contains('.'),
            _ => false,
        }
    });
    if let Some((at, c)) = cut {
        return (line[..at].trim(), line[at + c.len_utf8()..].trim());
    }
    // "受信サーバー名 mail.example.jp": the label ends before the first word with nothing Japanese in it.
    let value = line.char_indices().find(|(at, c)| {
        c.is_whitespace() && line[at + c.len_utf8()..].starts_with(|next: char| next.is_ascii_alphanumeric())
    });
    match value {
        Some((at, _)) if !line.is_ascii() && !line[..at].is_ascii() => (line[..at].trim(), line[at..].trim()),
        _ if host(line, false).is_some() || line.is_ascii() && line.split_whitespace().count() > 4 => {
            ("", line)
        }
        _ => (line, ""),
    }
}

fn label(folded: &str) -> Option<Label> {
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let authenticates = has(&["認証", "authentication", "auth method"]);
    if has(&["パスワド", "password", "暗証"]) && !authenticates {
        return Some(Label::Password);
    }
    let user = [
        "ユザ",
        "アカウント名",
        "アカウントid",
        "ログイン",
        "ログオン",
        "user",
        "login",
        "account name",
        "log-in",
    ];
    if has(&user) {
        return Some(Label::Username);
    }
    if has(&["ポト", "port"]) {
        return Some(Label::Port);
    }
    if has(&[
        "接続の保護",
        "暗号化",
        "セキュリティ",
        "ssl",
        "tls",
        "security",
        "encryption",
        "encrypted connection",
    ]) {
        return Some(Label::Security);
    }
    if authenticates {
        return Some(Label::Authentication);
    }
    has(&["サバ", "ホスト", "server", "host", "pop", "imap", "smtp", "受信", "送信", "incoming", "outgoing"])
        .then_some(Label::Host)
}

fn about(folded: &str) -> Option<About> {
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let both = has(&["送受信", "受信と送信", "共通"]);
    let incoming = has(&["受信", "incoming", "pop", "imap", "inbound"]);
    let outgoing = has(&["送信", "outgoing", "smtp", "outbound"]);
    match (incoming, outgoing) {
        _ if both => Some(About::Both),
        (true, true) => Some(About::Both),
        (true, false) => Some(About::Incoming),
        (false, true) => Some(About::Outgoing),
        (false, false) => None,
    }
}

fn protocol(folded: &str) -> Option<Protocol> {
    let words = || folded.split(|c: char| !c.is_ascii_alphanumeric());
    let has = |names: &[&str]| words().any(|word| names.contains(&word));
    if has(&["imap", "imap4", "imaps"]) {
        Some(Protocol::Imap)
    } else if has(&["pop", "pop3", "pop3s"]) {
        Some(Protocol::Pop3)
    } else if has(&["smtp", "smtps"]) {
        Some(Protocol::Smtp)
    } else {
        None
    }
}

/// The first word that looks like a server's name. Behind a label names in other letters and the computer's own name
/// count as well.
fn host(text: &str, labelled: bool) -> Option<&str> {
    let separators = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | '(' | ')' | '/' | '"' | '<' | '>' | '、' | '「' | '」' | '。')
    };
    text.split(separators).map(|word| word.split(':').next().unwrap_or(word)).map(trimmed).find(|word| {
        let has_end = word.rsplit_once('.').is_some_and(|(start, end)| {
            !start.is_empty() && end.chars().count() >= 2 && end.chars().all(char::is_alphabetic)
        });
        let letters =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-') || (labelled && !c.is_ascii());
        (has_end && word.chars().all(letters)) || (labelled && matches!(*word, "localhost" | "127.0.0.1"))
    })
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| {
        matches!(c, '.' | ',' | ';' | '"' | '\'' | '「' | '」' | '。' | '、' | '<' | '>' | '[' | ']')
    })
}

/// Full-width letters, digits and blanks as half-width ones; everything else as it is, capitals too.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}
