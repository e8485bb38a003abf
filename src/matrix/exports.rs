//! What a visitor reads about each format that can be exported: the words, not the files.

use super::Problem;
use super::cursor::{Cursor, Fields};
use super::json;
use crate::i18n::Localized;
use std::cell::RefCell;

/// The ids of the formats, as in the public API.
pub const FORMATS: [&str; 15] = [
    "text",
    "json",
    "mobileconfig",
    "autoconfig",
    "k9s",
    "thunderbird-qr",
    "link-qr",
    "srv",
    "msmtp",
    "mbsync",
    "neomutt",
    "fetchmail",
    "autodiscover",
    "prf",
    "dclogin-qr",
];

/// What can be inside a file: the fields of a server, by `Field`, and the mail address.
const INSIDE: [&str; 6] = ["host", "port", "security", "authentication", "username", "address"];

/// Whom a format serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever has a mail program.
    Any,
    /// The users of certain programs or devices.
    Device,
    /// The owner of a domain, who sets it up for all its mailboxes.
    Owner,
    /// Who edits configuration files or runs other people's computers.
    Expert,
}

/// What a visitor reads about a format.
#[derive(Clone, Debug)]
pub struct Export {
    /// Its id in the public API.
    pub id: &'static str,
    /// Whom it serves.
    pub audience: Audience,
    /// Its name.
    pub title: Localized,
    /// What it is, in a line.
    pub hint: Localized,
    /// The beginning of `usage`: which program must take it, or where it goes.
    pub who: Option<Localized>,
    /// How it is used.
    pub usage: Localized,
    /// For which versions.
    pub note: Option<Localized>,
    /// What is inside, as bits: the fields of a server in their order, then the mail address.
    pub inside: u32,
    /// What else is inside.
    pub also: Option<Localized>,
    /// Who asks for the password; `None` where the password is inside.
    pub password: Option<Localized>,
    /// The mechanism it names where the documents say “encrypted password”.
    pub mechanism: Option<&'static str>,
    /// Whether the incoming and the outgoing server stand in it with their authentication.
    pub servers: [bool; 2],
    /// A warning that appears on import, and what it means.
    pub warning: Option<Localized>,
    /// What happens next.
    pub after: &'static [After],
    /// Whether mail stays on the server when it is received by POP3 and by IMAP.
    pub mail: [Option<Localized>; 2],
}

/// The steps after an export, for some mail programs.
#[derive(Clone, Debug)]
pub struct After {
    /// Which programs or devices.
    pub title: Option<Localized>,
    /// The ids of the mail programs; empty for all.
    pub clients: &'static [&'static str],
    /// Whether the words on the screen may differ by version.
    pub differs: bool,
    /// What to do, in order.
    pub steps: &'static [Localized],
}

impl Export {
    /// Reads the file of all formats. `clients` are the mail programs that exist.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read_all(text: &str, clients: &[&str]) -> Result<Vec<Self>, Vec<Problem>> {
        let (value, problems) = json::parse(text);
        let Some(value) = value else {
            return Err(problems);
        };
        let problems = RefCell::new(problems);
        let fields = Cursor::new(&value, &problems).fields();
        let mut all: Vec<Self> = Vec::new();
        for at in fields.items("formats") {
            let format = at.clone().fields();
            let export = read(&format, clients);
            format.finish();
            if !FORMATS.contains(&export.id) {
                at.report(format!("unknown format “{}”", export.id));
            } else if all.iter().any(|known| known.id == export.id) {
                at.report(format!("“{}” stands twice", export.id));
            }
            all.push(export);
        }
        for id in FORMATS {
            if all.iter().all(|known| known.id != id) {
                fields.report(format!("the format “{id}” is missing"));
            }
        }
        fields.finish();
        drop(fields);
        let problems = problems.into_inner();
        if problems.is_empty() { Ok(all) } else { Err(problems) }
    }
}

fn read(fields: &Fields<'_>, clients: &[&str]) -> Export {
    let optional = |key| fields.optional(key).map(Cursor::localized);
    let mail = fields.optional("mail").map(Cursor::fields);
    let mail = mail.map_or([None, None], |mail| {
        let texts = ["pop3", "imap"].map(|access| mail.optional(access).map(Cursor::localized));
        mail.finish();
        texts
    });
    Export {
        id: fields.text("id"),
        audience: fields.required("group").map_or(Audience::Any, |at| audience(&at)),
        title: fields.localized("title"),
        hint: fields.localized("hint"),
        who: optional("who"),
        usage: fields.localized("use"),
        note: optional("note"),
        inside: fields.required("inside").map_or(0, |at| mask(&at, &INSIDE)),
        also: optional("also"),
        password: optional("password"),
        mechanism: fields.optional("mechanism").map(|at| at.text()),
        servers: fields.optional("servers").map_or([false; 2], |at| {
            let mask = mask(&at, &["incoming", "outgoing"]);
            [mask & 1 != 0, mask & 2 != 0]
        }),
        warning: optional("warning"),
        after: fields
            .optional_items("after")
            .into_iter()
            .map(|at| after(&at.fields(), clients))
            .collect::<Vec<_>>()
            .leak(),
        mail,
    }
}

fn after(fields: &Fields<'_>, clients: &[&str]) -> After {
    let named = fields.optional("clients");
    let known = |at: &Cursor<'_>| {
        let ids = at.texts();
        for id in ids.iter().filter(|id| !clients.contains(id)) {
            at.report(format!("unknown mail program “{id}”"));
        }
        ids
    };
    let differs = fields.optional("differs").is_some_and(|at| {
        at.value.as_bool().unwrap_or_else(|| {
            at.report("expected true or false");
            false
        })
    });
    let steps: Vec<Localized> = fields.items("steps").into_iter().map(Cursor::localized).collect();
    let after = After {
        title: fields.optional("title").map(Cursor::localized),
        clients: named.as_ref().map_or(&[], known),
        differs,
        steps: steps.leak(),
    };
    fields.finish();
    after
}

fn audience(at: &Cursor<'_>) -> Audience {
    match at.text() {
        "any" => Audience::Any,
        "device" => Audience::Device,
        "owner" => Audience::Owner,
        "expert" => Audience::Expert,
        other => {
            at.report(format!("“{other}” is none of any, device, owner, expert"));
            Audience::Any
        }
    }
}

/// A list of known words as bits, in the order of `known`.
fn mask(at: &Cursor<'_>, known: &[&str]) -> u32 {
    let mut mask = 0;
    for item in at.items() {
        let word = item.text();
        match known.iter().position(|known| *known == word) {
            Some(position) => mask |= 1 << position,
            None => item.report(format!("“{word}” is none of {}", known.join(", "))),
        }
    }
    mask
}
