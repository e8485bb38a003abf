//! The server names in what a visitor copies from a certificate: as Windows, macOS, Firefox or OpenSSL show it, or as an
//! address.

use crate::mail::{Hostname, Idn};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Certificates hold hundreds of names at times; more are not looked at.
const MOST_NAMES: usize = 200;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presented {
    /// The names of servers, with their `*`, each once.
    pub names: Vec<String>,
    /// Whether there is an address in numbers, which is no name.
    pub has_address: bool,
}

/// The names in a text: `mail.example.jp`, `DNS Name=mail.example.jp`, `CN = mail.example.jp, O = Example`,
/// `https://mail.example.jp/`, `mail.example.jp:995`, one or many. The issuer's are left out.
#[must_use]
pub fn presented(text: &str, idn: &dyn Idn) -> Presented {
    let mut found = Presented::default();
    let text = joined(text);
    for line in text.lines().filter(|line| !is_issuer(line)) {
        for word in line.split(is_between) {
            match value(word) {
                Some(Word::Address) => found.has_address = true,
                Some(Word::Name(name)) => {
                    let is_new = !found.names.iter().any(|known| known.eq_ignore_ascii_case(name));
                    if is_new && found.names.len() < MOST_NAMES && is_name(name, idn) {
                        found.names.push(name.to_owned());
                    }
                }
                None => {}
            }
        }
    }
    found
}

enum Word<'t> {
    Name(&'t str),
    Address,
}

/// The text without blanks around what joins a field and its value, and those as they are in ASCII.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut after_join = false;
    for c in text.chars() {
        let c = match c {
            '＝' => '=',
            '：' => ':',
            c => c,
        };
        let is_blank = c == ' ' || c == '\u{3000}' || c == '\t';
        if c == '=' {
            joined.truncate(joined.trim_end_matches([' ', '\t', '\u{3000}']).len());
        }
        if !(is_blank && after_join) {
            joined.push(if is_blank { ' ' } else { c });
            after_join = c == '=';
        }
    }
    joined
}

const fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | ';' | '、' | '|' | '"' | '\'' | '<' | '>' | '(' | ')' | '（' | '）' | '「' | '」' | '+'
        )
}

/// Whether a line tells of the one who issued the certificate.
fn is_issuer(line: &str) -> bool {
    let line = line.trim_start().to_ascii_lowercase();
    ["issuer", "issued by", "発行者", "発行元"].iter().any(|start| line.starts_with(start))
}

/// What a word is, without the field it stands in and without what an address has around the name.
fn value(word: &str) -> Option<Word<'_>> {
    let word = word.trim_matches(['.', '[', ']', '・', '•', '-']);
    if word.parse::<Ipv6Addr>().is_ok() {
        return Some(Word::Address);
    }
    let word = match word.split_once("://") {
        // "URI:http://…" and "URL=http://…" lead to the issuer.
        Some((scheme, _)) if scheme.contains([':', '=']) => return None,
        Some((_, rest)) => rest.split(['/', '?', '#']).next().unwrap_or(rest),
        None => match word.rsplit_once('=') {
            None => word,
            Some((field, value)) if is_name_field(field) => value,
            Some(_) => return None,
        },
    };
    if word.contains('@') {
        return None;
    }
    let word = match word.rsplit_once(':') {
        None => word,
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            name.rsplit_once(':').map_or(name, |(_, name)| name)
        }
        Some((_, value)) => value,
    };
    let word = word.trim_matches(['.', '[', ']']);
    let is_number = word.contains('.') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if word.is_empty() {
        None
    } else if word.parse::<Ipv4Addr>().is_ok() || is_number {
        Some(Word::Address)
    } else {
        Some(Word::Name(word))
    }
}

/// Whether a field of a certificate holds names: `CN`, `DNS Name`, `DNS名`, but not the name of a country.
fn is_name_field(field: &str) -> bool {
    let field = field.to_ascii_lowercase();
    // What stands before it was taken off with the blank: "DNS Name" is "Name".
    let last = field.rsplit(['=', '/', ':']).next().unwrap_or(&field);
    ["cn", "name", "dns", "commonname", "dnsname", "dns名", "dns.1", "一般名", "共通名", "発行先", "通称"]
        .contains(&last)
        || last.starts_with("dns")
}

fn is_name(name: &str, idn: &dyn Idn) -> bool {
    Hostname::parse(name.strip_prefix("*.").unwrap_or(name), idn).is_ok()
}
