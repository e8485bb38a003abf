//! The answer as the public API gives it, and what each format must refuse of it: written from the formats' own rules,
//! without a look at the exporters.

use crate::support;
use mail_settings::decide::State;
use mail_settings::export::{Limit, Missing};
use mail_settings::mail::Protocol;
use mail_settings::matrix::Field;
use serde_json::Value;

/// A server with all its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    pub protocol: String,
    pub host: String,
    pub port: u16,
    pub security: String,
    pub authentication: String,
    pub username: Option<String>,
}

/// A complete answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub address: String,
    pub incoming: Option<Server>,
    pub outgoing: Vec<Server>,
}

/// What a state comes to.
#[derive(Debug)]
pub enum Case {
    NotAnswered,
    Missing(Vec<Missing>),
    Complete(Answer),
}

const FIELDS: [(&str, Field); 5] = [
    ("host", Field::Host),
    ("port", Field::Port),
    ("security", Field::Security),
    ("authentication", Field::Authentication),
    ("username", Field::Username),
];

impl Server {
    fn read(json: &Value) -> Option<Self> {
        let text = |field: &str| Some(json[field]["value"].as_str()?.to_owned());
        let authentication = text("authentication")?;
        let host = text("host").filter(|host| host.len() <= 253)?;
        Some(Self {
            protocol: json["protocol"].as_str()?.to_owned(),
            host,
            port: u16::try_from(json["port"]["value"].as_u64()?).unwrap(),
            security: text("security")?,
            username: if authentication == "none" { None } else { Some(text("username")?) },
            authentication,
        })
    }
}

/// The fields of a server that are not known.
fn gaps(json: &Value) -> impl Iterator<Item = (Protocol, Field)> {
    let protocol = match json["protocol"].as_str().unwrap() {
        "pop3" => Protocol::Pop3,
        "imap" => Protocol::Imap,
        _ => Protocol::Smtp,
    };
    let login = json["authentication"]["value"] != "none";
    let too_long = json["host"]["value"].as_str().is_some_and(|host| host.len() > 253);
    let open = FIELDS.into_iter().filter(move |(name, field)| {
        (login || *field != Field::Username)
            && (json[*name]["value"].is_null() || *field == Field::Host && too_long)
    });
    open.map(move |(_, field)| (protocol, field))
}

impl Case {
    pub fn of(state: &State) -> Self {
        let json = support::settings(state);
        if json["status"] != "answered" {
            return Self::NotAnswered;
        }
        let outgoing = json["outgoing"].as_array().unwrap();
        let sides = || std::iter::once(&json["incoming"]).filter(|it| !it.is_null()).chain(outgoing.first());
        match json["state"]["address"].as_str() {
            Some(_) if sides().flat_map(gaps).next().is_none() => Self::Complete(Answer {
                // The domain in lower case and in ASCII, as `wording` and the settings have it.
                address: support::outcome(state).address.unwrap().to_string(),
                incoming: Server::read(&json["incoming"]),
                outgoing: outgoing.iter().filter_map(Server::read).collect(),
            }),
            Some(_) => Self::Missing(
                sides().flat_map(gaps).map(|(protocol, field)| Missing::Value(protocol, field)).collect(),
            ),
            None => {
                // What follows from the address is not listed again.
                let own = sides().flat_map(|side| {
                    let follows = |field: Field| {
                        let (name, _) = FIELDS.iter().find(|(_, known)| *known == field).unwrap();
                        !side[*name]["pattern"].is_null()
                    };
                    gaps(side).filter(move |(_, field)| !follows(*field))
                });
                let own = own.map(|(protocol, field)| Missing::Value(protocol, field));
                Self::Missing(std::iter::once(Missing::Address).chain(own).collect())
            }
        }
    }
}

fn is_one_line_of_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) && text.trim() == text
}

impl Answer {
    /// The part before the `@`.
    pub fn local(&self) -> &str {
        self.address.split('@').next().unwrap()
    }

    /// Why a format cannot say this; nothing if it can. The incoming server is there.
    pub fn limits(&self, format: &str) -> Vec<Limit> {
        let outgoing = &self.outgoing[0];
        let Some(incoming) = &self.incoming else {
            assert_eq!(format, "msmtp");
            return self.msmtp();
        };
        let encrypted =
            [incoming, outgoing].iter().any(|server| server.authentication == "password-encrypted");
        let username = incoming.username.as_deref().unwrap();
        let mut limits = Vec::new();
        let mut add = |applies: bool, limit| {
            if applies {
                limits.push(limit);
            }
        };
        match format {
            "srv" => {
                for server in [incoming, outgoing] {
                    add(server.security == "none", Limit::Cleartext);
                    match &server.username {
                        None => add(true, Limit::NoLogin),
                        Some(username) => add(*username != self.address, Limit::UsernameIsNotAddress),
                    }
                }
            }
            "msmtp" => return self.msmtp(),
            "mbsync" => {
                add(incoming.protocol == "pop3", Limit::Pop3);
                add(!is_one_line_of_ascii(username), Limit::Characters);
            }
            "fetchmail" => add(!is_one_line_of_ascii(username), Limit::Characters),
            "neomutt" => {
                add(encrypted, Limit::EncryptedPassword);
                let securities = [&*incoming.security, &*outgoing.security];
                add(securities.contains(&"none") && securities.contains(&"starttls"), Limit::Cleartext);
                add(!is_one_line_of_ascii(username), Limit::Characters);
            }
            "prf" => {
                add(encrypted, Limit::EncryptedPassword);
                add(incoming.security == "starttls", Limit::IncomingStartTls);
                for text in [username, &self.address] {
                    let changed = text.contains('%') || text.starts_with(['"', '\'']);
                    add(changed || !is_one_line_of_ascii(text), Limit::Characters);
                }
            }
            "thunderbird-qr" => {
                add(username.contains(char::is_control), Limit::Characters);
                add(self.thunderbird().len() > 800, Limit::TooLong);
            }
            "dclogin-qr" => {
                add(incoming.protocol == "pop3", Limit::Pop3);
                add(self.local().contains(['/', '?', '#', '%']), Limit::Characters);
                add(outgoing.username.is_none(), Limit::NoLogin);
                add(encrypted, Limit::EncryptedPassword);
            }
            _ => panic!("{format}"),
        }
        limits
    }

    fn msmtp(&self) -> Vec<Limit> {
        let username = self.outgoing[0].username.as_deref().unwrap_or("none");
        let fits = is_one_line_of_ascii(username) && !self.local().contains(['%', '*', '?']);
        if fits { Vec::new() } else { vec![Limit::Characters] }
    }

    /// What Thunderbird for Android must read, with all that is not ASCII as `\uXXXX`.
    pub fn thunderbird(&self) -> String {
        let place = |ids: &[&str], id: &str| ids.iter().position(|known| known == &id);
        let server = |server: &Server| {
            let security = place(&["none", "", "starttls", "tls"], &server.security);
            let authentication =
                place(&["none", "password-cleartext", "password-encrypted"], &server.authentication);
            let username = server.username.as_deref().unwrap_or_default();
            let protocol = i32::from(server.protocol == "pop3");
            serde_json::json!([protocol, server.host, server.port, security, authentication, username])
        };
        let (incoming, outgoing) = (server(self.incoming.as_ref().unwrap()), server(&self.outgoing[0]));
        let json =
            serde_json::json!([1, [1, 1], incoming, [[outgoing, [self.address, self.local()]]]]).to_string();
        let escape = |c: char| match c.is_ascii() {
            true => c.to_string(),
            false => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect(),
        };
        json.chars().map(escape).collect()
    }
}
