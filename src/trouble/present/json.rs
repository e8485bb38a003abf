//! The answer as the page saves it for programs: JSON of the public API's `settings`.

use super::PresentServer;
use super::file::Account;
use super::values::{protocol, value_of};
use crate::mail::{Authentication, Security};
use std::iter::Peekable;
use std::str::Chars;

/// How deep values may be inside each other.
const DEEPEST: usize = 32;

/// A value. Of numbers and words only their letters.
enum Json {
    Null,
    Plain(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

/// The account, if it is JSON; without settings if the JSON is of another kind.
pub(super) fn read(text: &str) -> Option<Account> {
    let mut reader = Reader(text.trim().chars().peekable());
    let root = reader.value(0).filter(|_| reader.0.next().is_none())?;
    let name = root.at("state").and_then(|state| state.at("address")).and_then(Json::text);
    let mut account = Account { name, ..Account::default() };
    account.present.incoming = root.at("incoming").map(server).unwrap_or_default();
    if let Some(Json::List(servers)) = root.at("outgoing") {
        account.present.outgoing = servers.first().map(server).unwrap_or_default();
    }
    Some(account)
}

fn server(json: &Json) -> PresentServer {
    let field = |name: &str| {
        let field = json.at(name)?;
        let is_settled = field.at("certainty").and_then(Json::text).as_deref() != Some("unstated");
        let pattern = || field.at("pattern").and_then(Json::text).filter(|_| is_settled);
        field.at("value").and_then(Json::text).or_else(pattern)
    };
    PresentServer {
        protocol: json.at("protocol").and_then(Json::text).as_deref().and_then(protocol),
        host: field("host"),
        port: field("port").as_deref().and_then(super::values::port),
        security: field("security").as_deref().and_then(Security::from_id),
        authentication: field("authentication").as_deref().and_then(Authentication::from_id),
        username: field("username"),
        ..PresentServer::default()
    }
}

impl Json {
    fn at(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    fn text(&self) -> Option<String> {
        let Self::Plain(text) = self else { return None };
        value_of(text)
    }
}

struct Reader<'t>(Peekable<Chars<'t>>);

impl Reader<'_> {
    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        while self.0.next_if(|c| matches!(c, ' ' | '\t' | '\n' | '\r')).is_some() {}
        self.0.peek().copied()
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.peek();
        self.0.next_if_eq(&wanted).map(|_| ())
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            '{' => {
                let mut members = Vec::new();
                self.items('}', |reader| {
                    reader.peek();
                    let name = reader.string()?;
                    reader.take(':')?;
                    members.push((name, reader.value(depth + 1)?));
                    Some(())
                })?;
                Some(Json::Object(members))
            }
            '[' => {
                let mut list = Vec::new();
                self.items(']', |reader| {
                    list.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            '"' => self.string().map(Json::Plain),
            _ => {
                let mut word = String::new();
                while let Some(c) = self.0.next_if(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c)) {
                    word.push(c);
                }
                match &*word {
                    "null" => Some(Json::Null),
                    "true" | "false" => Some(Json::Plain(word)),
                    // A number. Only ports are read, which take nothing but digits.
                    _ => word
                        .starts_with(|c: char| c == '-' || c.is_ascii_digit())
                        .then_some(Json::Plain(word)),
                }
            }
        }
    }

    /// What stands between brackets, parted by commas.
    fn items(&mut self, end: char, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.0.next();
        if self.take(end).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.take(end).is_some() {
                return Some(());
            }
            self.take(',')?;
        }
    }

    fn string(&mut self) -> Option<String> {
        self.take('"')?;
        let mut text = String::new();
        loop {
            text.push(match self.0.next()? {
                '"' => return Some(text),
                '\\' => self.escape()?,
                c if c < ' ' => return None,
                c => c,
            });
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.0.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let first = self.unit()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first);
                }
                // The second half of a character outside the first plane.
                self.0.next_if_eq(&'\\')?;
                self.0.next_if_eq(&'u')?;
                let second = self.unit()?.checked_sub(0xdc00).filter(|second| *second < 0x400)?;
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + second);
            }
            c @ ('"' | '\\' | '/') => c,
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + self.0.next()?.to_digit(16)?;
        }
        Some(unit)
    }
}
