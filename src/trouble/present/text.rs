//! Settings in pasted text, line by line, in Japanese or English: "受信サーバー: mail.example.jp", "Port: 110 SSL".
//! What is not understood is named.

use super::gathered::{Gathered, put};
use super::lines::{TICKED, UNTICKED, lines};
use super::program::{Heard, Meaning, meanings};
use super::security::{Named, authentication};
use super::words::{About, Label, about, host, is_name, is_separator, label, protocol, split, trimmed};
use super::{LONGEST, Present, Unreadable, switched};
use crate::mail::Authentication;
use crate::search::Normalise;
use crate::trouble::data::fold_characters;

/// Lines that are named as not understood, at most.
const MOST_UNREAD: usize = 30;

/// A number behind a label that does not say what it is can only be a port if mail goes there: RFC 8314, section 7,
/// RFC 5321, RFC 6409.
const MAIL_PORTS: [u16; 7] = [25, 110, 143, 465, 587, 993, 995];

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The settings.
    pub present: Present,
    /// Lines that look like settings and were not understood, as they are.
    pub unread: Vec<String>,
}

/// Reads settings from text: in the words of the visitor's mail program, of another one, or in any words.
///
/// # Errors
/// Why there are none.
pub fn read_text(text: &str, client: Option<&str>, normalise: &dyn Normalise) -> Result<Read, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let lines = lines(text, normalise);
    let mut reader = Gathered::default();
    let mut unread = Vec::new();
    for (line, meaning) in lines.iter().zip(meanings(&lines, client, normalise)) {
        let understood = match meaning {
            Some(Meaning::Says(said)) => {
                let names_server = !said.iter().any(|it| matches!(it, Heard::Username(..) | Heard::Passed));
                let understood = said.into_iter().all(|heard| reader.hear(heard));
                if names_server {
                    reader.named_in(line, normalise);
                }
                understood
            }
            Some(Meaning::Above) => true,
            Some(Meaning::Label(side)) => {
                reader.about = side.map(About::of).or(reader.about);
                reader.line(line, normalise) || split(line).1.is_empty()
            }
            Some(Meaning::Heading) => {
                reader.line(line, normalise);
                true
            }
            None => reader.line(line, normalise),
        };
        if !understood && unread.len() < MOST_UNREAD && !unread.contains(line) {
            unread.push(line.clone());
        }
    }
    let present = reader.finish();
    if present.is_empty() { Err(Unreadable::NoSettings) } else { Ok(Read { present, unread }) }
}

impl Gathered {
    /// Takes the protocol that a line names, if it names one only. Names of servers name none.
    fn named_in(&mut self, line: &str, normalise: &dyn Normalise) {
        let line = normalise.nfkc(line);
        let between = |c: char| c.is_whitespace() || is_separator(c) || matches!(c, '(' | ')');
        let words = line.split(between).filter(|word| !word.contains(['.', '@']));
        let mut named =
            words.flat_map(|word| word.split(|c: char| !c.is_ascii_alphanumeric())).filter_map(protocol);
        if let Some(first) = named.next()
            && named.all(|other| other == first)
        {
            self.protocol(first);
        }
    }

    /// Takes a line in any words; gives whether it was understood, or is none that has a value.
    fn line(&mut self, line: &str, normalise: &dyn Normalise) -> bool {
        let folded = |text: &str| fold_characters(&normalise.nfkc(text));
        let unticked = line.strip_prefix(UNTICKED).map(str::trim);
        let ticked = line.strip_prefix(TICKED).map(str::trim);
        if let Some(words) = unticked.or(ticked) {
            let words = folded(words);
            self.about = about(&words).or(self.about);
            let protection = Named::find(&words, false);
            if unticked.is_some() {
                // What is not chosen says something of a protection only: of several ways to log in, another one is.
                self.name(protection.map(|_| Named::None), About::Both);
                return true;
            }
            let is_way = ["plain", "login", "cram-md5", "digest-md5"].contains(&&*words);
            if let Some(way) = authentication(&words).filter(|_| is_way) {
                self.pending = None;
                self.authentication(way);
                return true;
            }
            if protection.is_some() {
                self.name(protection, About::Both);
                return true;
            }
        }
        let line = ticked.unwrap_or(line);
        let (label_text, value) = split(line);
        let label_folded = folded(label_text);
        let label = label(&label_folded);
        let whole = folded(line);
        // The name of a server tells nothing about it: imap.example.jp may well send.
        let letters = |c: char| !c.is_ascii_alphanumeric() && c.is_ascii() && !matches!(c, '.' | '-');
        let words = |text: &str| {
            let words: Vec<&str> = text.split(letters).filter(|word| !word.contains('.')).collect();
            words.join(" ")
        };
        let all = words(&whole);
        let named =
            if label.is_some() { about(&label_folded).or_else(|| about(&all)) } else { about(&whole) };
        if let Some(about) = named {
            self.about = Some(about);
        }
        let said = protocol(&words(&folded(value)));
        if let Some(protocol) = said.or_else(|| protocol(&all)) {
            self.protocol(protocol);
        }
        let pending = self.pending.take();
        match (label, value) {
            (Some(Label::Security), "") if Named::find(&whole, false) == Some(Named::None) => {
                self.name(Some(Named::None), About::Both);
                true
            }
            (Some(label), "") => {
                // "受信サーバー" may also be a heading, which the next line shows.
                self.pending = Some(label);
                true
            }
            (Some(label), value) => {
                self.value(label, value, &folded(value), normalise) || label == Label::Host && said.is_some()
            }
            (None, _) => match pending {
                Some(label) => self.value(label, line, &whole, normalise),
                None => self.loose(line, &whole) || label_text.is_empty() || value.is_empty(),
            },
        }
    }

    /// A value behind a label; gives whether it can be one.
    fn value(&mut self, label: Label, value: &str, folded: &str, normalise: &dyn Normalise) -> bool {
        match label {
            Label::Password => true,
            Label::Username => {
                let mut words = value.split_whitespace();
                let name = words.next().map(trimmed).filter(|name| is_name(name, normalise));
                // A sentence is no name; what stands in parentheses behind it is none of its words.
                let name = name.filter(|_| words.next().is_none_or(|next| next.starts_with(['(', '/', ','])));
                if let Some(name) = name {
                    self.each(&|server| put(&mut server.username, name.to_owned()), About::Both);
                }
                name.is_some()
            }
            Label::Port => {
                let about = self.port(folded);
                self.name(Named::find(folded, false), about.unwrap_or(About::Both));
                about.is_some()
            }
            Label::Security => {
                let named = Named::find(folded, true);
                self.name(named, About::Both);
                named.is_some()
            }
            Label::Authentication => {
                let authentication = authentication(folded);
                let logs_in =
                    switched(folded).or_else(|| (folded == "あり" || folded == "必要").then_some(true));
                match (authentication, logs_in) {
                    (Some(authentication), _) => self.authentication(authentication),
                    (None, Some(true)) if self.about == Some(About::Outgoing) => self.logs_in[1] = Some(true),
                    (None, _) => return false,
                }
                true
            }
            Label::Host => {
                let host = host(value, true);
                if let Some(host) = host {
                    self.host(host);
                    self.port_behind(value, host);
                }
                let named = Named::find(folded, false);
                self.name(named, About::Incoming);
                if ["認証なし", "no authentication"].iter().any(|none| folded.contains(none)) {
                    self.authentication(Authentication::None);
                }
                // "受信メール (POP3): 110", as where a dialog has a group of ports.
                let is_port = value.parse().is_ok_and(|number: u16| MAIL_PORTS.contains(&number));
                let port = is_port.then(|| self.port(value));
                host.is_some() || named.is_some() || port.is_some()
            }
        }
    }

    /// A line without a label that is known: a server's name, its port and its protection, if the server is clear.
    fn loose(&mut self, line: &str, folded: &str) -> bool {
        if self.about.is_none() && protocol(folded).is_none() {
            return false;
        }
        let host = host(line, false);
        if let Some(host) = host {
            self.host(host);
            self.port_behind(line, host);
            self.name(Named::find(folded, false), About::Incoming);
        }
        host.is_some()
    }

    /// A port on the same line as the server's name, behind it.
    fn port_behind(&mut self, text: &str, host: &str) {
        let rest = text.split_once(host).map_or("", |(_, rest)| rest);
        self.port(rest);
    }
}
