//! Microsoft's Autodiscover answer: one account for each incoming server, with the first submission server.

use super::PresentServer;
use super::file::{Account, MOST};
use super::security::Named;
use super::values::{is_on, port, protocol, value_of};
use super::xml::XmlNode;
use crate::mail::{Authentication, Protocol, Security};

/// A `Protocol` element, as it stands.
#[derive(Default)]
struct Said {
    server: PresentServer,
    encryption: Option<String>,
    ssl: Option<bool>,
    spa: Option<bool>,
    logs_in: Option<bool>,
    same_log_in: bool,
}

pub(super) fn accounts(nodes: &[XmlNode]) -> Vec<Account> {
    let mut found: Vec<Said> = Vec::new();
    let mut name = None;
    let mut at = None;
    for node in nodes {
        at = at.filter(|depth| node.depth > *depth);
        let text = node.text.trim();
        match (&*node.name, at, found.last_mut()) {
            ("Protocol", None, _) => {
                if found.len() >= MOST {
                    break;
                }
                at = Some(node.depth);
                found.push(Said::default());
            }
            ("DisplayName" | "AutoDiscoverSMTPAddress", None, _) if name.is_none() => name = value_of(text),
            (field, Some(depth), Some(said)) if node.depth == depth + 1 => said.take(field, text),
            _ => {}
        }
    }
    let (mut outgoing, incoming): (Vec<Said>, Vec<Said>) = found
        .into_iter()
        .filter(|said| said.server.protocol.is_some())
        .partition(|said| said.server.protocol == Some(Protocol::Smtp));
    let mut incoming: Vec<PresentServer> = incoming.into_iter().map(Said::settle).collect();
    if incoming.is_empty() {
        incoming.push(PresentServer::default());
    }
    outgoing.truncate(1);
    let (same, outgoing) = outgoing.pop().map(|said| (said.same_log_in, said.settle())).unwrap_or_default();
    let account = |incoming: PresentServer| {
        let mut outgoing = outgoing.clone();
        if same && outgoing.username.is_none() {
            outgoing.username.clone_from(&incoming.username);
        }
        let name = name.clone().or_else(|| incoming.username.clone());
        Account::new(name, incoming, outgoing)
    };
    incoming.into_iter().map(account).collect()
}

impl Said {
    fn take(&mut self, field: &str, text: &str) {
        match field {
            "Type" => self.server.protocol = protocol(text),
            "Server" => self.server.host = value_of(text),
            "Port" => self.server.port = port(text),
            "LoginName" => self.server.username = value_of(text),
            "Encryption" => self.encryption = Some(text.to_ascii_lowercase()),
            "SSL" => self.ssl = Some(is_on(text)),
            "SPA" => self.spa = Some(is_on(text)),
            "AuthRequired" => self.logs_in = Some(is_on(text)),
            "UsePOPAuth" => self.same_log_in = is_on(text),
            _ => {}
        }
    }

    fn settle(self) -> PresentServer {
        let mut server = self.server;
        // `SSL`, the older word, cannot say which kind. Left out, it is on.
        server.security = match self.encryption.as_deref() {
            Some("none") => Some(Security::None),
            Some("ssl") => Some(Security::ImplicitTls),
            Some("tls") => Some(Security::StartTls),
            Some(_) => None,
            None if self.ssl == Some(false) => Some(Security::None),
            None => Named::On.settle(server.port),
        };
        // Left out, `SPA` is on: Windows' own log-in.
        server.authentication = match (self.logs_in, self.spa) {
            (Some(false), _) => Some(Authentication::None),
            (_, Some(false)) => Some(Authentication::PasswordCleartext),
            _ => None,
        };
        server
    }
}
