//! The words of settings in a text of any kind, and how a line is cut into label and value.

use super::program::stands_for_none;
use super::{Side, switched};
use crate::mail::Protocol;
use crate::search::Normalise;
use crate::trouble::data::fold_characters;

/// Which servers a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Incoming,
    Outgoing,
    Both,
}

impl About {
    /// About one server.
    pub const fn of(side: Side) -> Self {
        match side {
            Side::Incoming => Self::Incoming,
            Side::Outgoing => Self::Outgoing,
        }
    }
}

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Password,
    Username,
    Port,
    Security,
    Authentication,
    Host,
}

/// Label and value, cut at the first colon or the like, or where a Japanese label ends. The colon of `host:port` is
/// none.
pub(super) fn split(line: &str) -> (&str, &str) {
    let cut = line.char_indices().find(|(at, c)| {
        let next = line[at + c.len_utf8()..].chars().next();
        match c {
            ':' => next.is_none_or(|next| !next.is_ascii_digit()) || !line[..*at].contains('.'),
            c => is_separator(*c),
        }
    });
    if let Some((at, c)) = cut {
        return (line[..at].trim(), line[at + c.len_utf8()..].trim());
    }
    // "host mail.example.jp", as in the files of programs for the command line.
    if let Some((name, value)) = line.split_once(' ')
        && is_value(value.trim())
        && label(&name.to_ascii_lowercase()).is_some()
    {
        return (name, value.trim());
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

pub(super) fn label(folded: &str) -> Option<Label> {
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
    if has(&user) || matches!(folded, "メルアカウント" | "アカウント" | "account" | "mail account")
    {
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

pub(super) fn about(folded: &str) -> Option<About> {
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

pub(super) fn protocol(folded: &str) -> Option<Protocol> {
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
pub(super) fn host(text: &str, labelled: bool) -> Option<&str> {
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

pub(super) fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| {
        matches!(c, '.' | ',' | ';' | '"' | '\'' | '「' | '」' | '。' | '、' | '<' | '>' | '[' | ']')
    })
}

/// Full-width letters, digits and blanks as half-width ones; everything else as it is, capitals too.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}

/// Whether a character stands between a label and its value.
pub(super) const fn is_separator(c: char) -> bool {
    matches!(c, ':' | '=' | '\t' | '→' | '⇒' | '|')
}

/// Whether a text can only be a value: a word with a dot or an at sign in it, a number, or what is said of a protection.
fn is_value(text: &str) -> bool {
    if ["なし", "あり", "オン", "オフ", "する", "しない"].contains(&text) {
        return true;
    }
    let is_word = text.is_ascii() && !text.contains(' ');
    let known = ["on", "off", "none", "no", "starttls", "imaps", "pop3s", "smtps"];
    is_word
        && (text.contains(['.', '@'])
            || text.bytes().all(|byte| byte.is_ascii_digit())
            || known.iter().any(|known| text.eq_ignore_ascii_case(known)))
}

/// Whether a text can be a log-in name: one word, which says nothing else.
pub(super) fn is_name(text: &str, normalise: &dyn Normalise) -> bool {
    let text = text.trim();
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '=' | '"');
    !text.is_empty()
        && text.chars().count() <= 254
        && !text.contains(odd)
        && (text.is_ascii() || text.contains('@'))
        && switched(&fold_characters(&normalise.nfkc(text))).is_none_or(|_| is_number(text))
        && !stands_for_none(text, normalise)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The ports in a text. A digit in a word or in a number with a point, such as in POP3S and TLS 1.2, is none.
pub(super) fn ports_of(text: &str) -> impl Iterator<Item = u16> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .map(|word| word.strip_suffix('.').unwrap_or(word))
        .filter(|word| is_number(word))
        .filter_map(|digits| digits.parse().ok())
        .filter(|port| *port > 0)
}

/// The first port in a text.
pub(super) fn port_of(text: &str) -> Option<u16> {
    ports_of(text).next()
}
