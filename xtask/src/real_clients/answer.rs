//! What the library made of each answer: the settings, and the files that are said to hold them.

use crate::{process, project};
use serde_json::{Map, Value};
use std::path::Path;

/// One account, with the files made from it.
#[derive(Clone)]
pub struct Answer {
    /// Provider, access and servers in short, for messages.
    pub name: String,
    /// The visitor's mail address.
    pub address: String,
    /// The incoming server; `None` where no document describes it.
    pub incoming: Option<Server>,
    /// The submission servers, best first.
    pub outgoing: Vec<Server>,
    /// The public API's `state`.
    pub state: Map<String, Value>,
    files: Map<String, Value>,
    refused: Map<String, Value>,
}

/// A server, in the words of the public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// `pop3`, `imap` or `smtp`.
    pub protocol: String,
    /// Its name.
    pub host: String,
    /// Its TCP port.
    pub port: u16,
    /// `none`, `starttls` or `tls` (from the first byte, RFC 8314 section 3).
    pub security: String,
    /// `none`, `password-cleartext` or `password-encrypted`.
    pub authentication: String,
    /// The log-in name; empty where there is no log-in.
    pub username: String,
}

impl Answer {
    /// The file of a format, unless it was refused.
    pub fn file(&self, format: &str) -> Option<&str> {
        self.files.get(format)?.as_str()
    }

    /// The best submission server.
    pub fn best(&self) -> Option<&Server> {
        self.outgoing.first()
    }

    /// All servers.
    pub fn servers(&self) -> impl Iterator<Item = &Server> {
        self.incoming.iter().chain(&self.outgoing)
    }

    fn from_line(line: &str) -> Option<Self> {
        let mut line: Value = serde_json::from_str(line).ok()?;
        let mut object = |key: &str| match line.get_mut(key).map(Value::take) {
            Some(Value::Object(map)) => Some(map),
            _ => None,
        };
        let (files, refused, mut settings) = (object("files")?, object("refused")?, object("settings")?);
        let Some(Value::Object(state)) = settings.get_mut("state").map(Value::take) else { return None };
        let incoming = match settings.get("incoming")? {
            Value::Null => None,
            server => Some(Server::from_settings(server)?),
        };
        let outgoing: Option<Vec<Server>> =
            settings.get("outgoing")?.as_array()?.iter().map(Server::from_settings).collect();
        let outgoing = outgoing?;
        let address = state.get("address")?.as_str()?.to_owned();
        let short = incoming.iter().chain(outgoing.first()).map(Server::short).collect::<Vec<_>>().join(", ");
        let name = format!("{} {address} {short}", state.get("provider")?.as_str()?);
        Some(Self { name, address, incoming, outgoing, state, files, refused })
    }
}

impl Server {
    fn from_settings(server: &Value) -> Option<Self> {
        let value = |field: &str| server.get(field)?.get("value").cloned();
        let text = |field: &str| Some(value(field)?.as_str()?.to_owned());
        let authentication = text("authentication")?;
        let username = if authentication == "none" { String::new() } else { text("username")? };
        Some(Self {
            protocol: server.get("protocol")?.as_str()?.to_owned(),
            host: text("host")?,
            port: u16::try_from(value("port")?.as_u64()?).ok()?,
            security: text("security")?,
            authentication,
            username,
        })
    }

    /// A server as a program reports it, with the same keys.
    pub fn from_report(server: &Value) -> Option<Self> {
        let text = |field: &str| Some(server.get(field)?.as_str()?.to_owned());
        let authentication = text("authentication")?;
        let username = if authentication == "none" {
            String::new()
        } else {
            // A user name that was taken for a number is reported as one.
            server
                .get("username")
                .map(|name| name.as_str().map_or_else(|| name.to_string(), str::to_owned))?
        };
        Some(Self {
            protocol: text("protocol")?,
            host: text("host")?,
            port: u16::try_from(server.get("port")?.as_u64()?).ok()?,
            security: text("security")?,
            authentication,
            username,
        })
    }

    /// Protocol, port, protection and log-in, for messages.
    pub fn short(&self) -> String {
        let Self { protocol, port, security, authentication, .. } = self;
        format!("{protocol} {port} {security} {authentication}")
    }

    /// Whether the connection is encrypted at some point.
    pub fn encrypts(&self) -> bool {
        self.security != "none"
    }
}

/// Lets the library make all files.
pub fn export(to: &Path, password: &str, addresses: &[&str]) -> Result<(), String> {
    let mut command = process::cargo();
    command.args([
        "run",
        "--quiet",
        "--no-default-features",
        "--example",
        "export",
        "--",
        "--accounts",
        password,
    ]);
    command.args(addresses).current_dir(project::root()?);
    let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    super::write(to, &output.stdout)
}

/// Reads what [`export`] wrote.
pub fn read(from: &Path) -> Result<Vec<Answer>, String> {
    let text =
        std::fs::read_to_string(from).map_err(|error| format!("cannot read {}: {error}", from.display()))?;
    let answers = text
        .lines()
        .map(|line| Answer::from_line(line).ok_or_else(|| format!("no account can be read from: {line}")));
    answers.collect()
}

/// Answers with a file of this format, and how many there are without.
pub fn with_file<'a>(answers: &'a [Answer], format: &str) -> (Vec<(&'a Answer, &'a str)>, usize) {
    let found: Vec<_> = answers.iter().filter_map(|answer| Some((answer, answer.file(format)?))).collect();
    let refused = answers.iter().filter(|answer| answer.refused.contains_key(format)).count();
    (found, refused)
}
