//! The settings in files that are XML: Apple's profiles, Thunderbird's autoconfiguration, the settings files of K-9
//! Mail and Thunderbird for Android, Autodiscover's answers. Here the XML arrives as a flat list.

use super::file::Account;
use super::security::Named;
use super::values::{port, protocol, shortened, value_of};
use super::{PresentServer, Unreadable, autodiscover};
use crate::mail::{Authentication, Protocol, Security};

/// An element, in document order. Without nesting, so that no depth of nesting matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlNode {
    /// How many elements are around it.
    pub depth: usize,
    /// Its name without prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// The text right inside it.
    pub text: String,
}

/// Reads XML. [`Markup`](super::Markup) does it; tests on the host compare it with a crate.
pub trait Xml {
    /// The elements in document order, or `None` if the text is not well-formed.
    fn nodes(&self, text: &str) -> Option<Vec<XmlNode>>;
}

impl XmlNode {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The accounts in a file that is XML.
pub(super) fn accounts(nodes: &[XmlNode]) -> Result<Vec<Account>, Unreadable> {
    match nodes.first().map(|node| node.name.as_str()) {
        Some("plist") => Ok(apple(nodes)),
        Some("clientConfig") => Ok(autoconfig(nodes)),
        Some("k9settings") => Ok(k9s(nodes)),
        Some("Autodiscover") => Ok(autodiscover::accounts(nodes)),
        _ => Err(Unreadable::OtherXml),
    }
}

/// Apple's configuration profile: payloads `com.apple.mail.managed` among the dictionaries, at any depth.
fn apple(nodes: &[XmlNode]) -> Vec<Account> {
    struct Dictionary {
        depth: usize,
        is_mail: bool,
        account: Account,
        switches: [Option<bool>; 2],
    }
    let mut found = Vec::new();
    let mut open: Vec<Dictionary> = Vec::new();
    let mut close = |dictionary: Dictionary| {
        if dictionary.is_mail {
            let mut account = dictionary.account;
            let [incoming, outgoing] = dictionary.switches;
            switch(&mut account.present.incoming, incoming);
            switch(&mut account.present.outgoing, outgoing);
            account.present.outgoing.protocol = Some(Protocol::Smtp);
            found.push(account);
        }
    };
    for (index, node) in nodes.iter().enumerate() {
        while open.last().is_some_and(|dictionary| node.depth <= dictionary.depth) {
            open.pop().into_iter().for_each(&mut close);
        }
        if node.name == "dict" {
            let dictionary = Dictionary {
                depth: node.depth,
                is_mail: false,
                account: Account::default(),
                switches: [None; 2],
            };
            open.push(dictionary);
        }
        let value = nodes.get(index + 1).filter(|value| value.depth == node.depth);
        let (Some(dictionary), Some(value)) = (open.last_mut(), value) else { continue };
        if node.name != "key" || node.depth != dictionary.depth + 1 {
            continue;
        }
        let text = value.text.trim();
        let (account, present) = (&mut dictionary.account.name, &mut dictionary.account.present);
        match node.text.trim() {
            "PayloadType" => dictionary.is_mail |= text == "com.apple.mail.managed",
            "EmailAccountType" => {
                dictionary.is_mail = true;
                present.incoming.protocol = match text {
                    "EmailTypeIMAP" => Some(Protocol::Imap),
                    "EmailTypePOP" => Some(Protocol::Pop3),
                    _ => None,
                };
            }
            "EmailAccountDescription" | "EmailAddress" if account.is_none() && !text.is_empty() => {
                *account = Some(shortened(text));
            }
            key => {
                let (server, switch, key) = if let Some(key) = key.strip_prefix("Incoming") {
                    (&mut present.incoming, 0, key)
                } else if let Some(key) = key.strip_prefix("Outgoing") {
                    (&mut present.outgoing, 1, key)
                } else {
                    continue;
                };
                match key {
                    "MailServerHostName" => server.host = value_of(text),
                    "MailServerPortNumber" => server.port = port(text),
                    "MailServerUsername" => server.username = value_of(text),
                    "MailServerUseSSL" => dictionary.switches[switch] = Some(value.name == "true"),
                    "MailServerAuthentication" => {
                        server.authentication = match text {
                            "EmailAuthNone" => Some(Authentication::None),
                            "EmailAuthPassword" => Some(Authentication::PasswordCleartext),
                            "EmailAuthCRAMMD5" => Some(Authentication::PasswordEncrypted),
                            _ => None,
                        };
                    }
                    _ => {}
                }
            }
        }
    }
    open.into_iter().rev().for_each(close);
    found
}

/// Apple's one boolean; a server without it has no protection.
fn switch(server: &mut PresentServer, on: Option<bool>) {
    if server.host.is_some() {
        server.security = if on == Some(true) { Named::On.settle(server.port) } else { Some(Security::None) };
    }
}

/// Thunderbird's autoconfiguration: one account for each incoming server, with the first submission server.
fn autoconfig(nodes: &[XmlNode]) -> Vec<Account> {
    let mut incoming: Vec<PresentServer> = Vec::new();
    let mut outgoing: Vec<PresentServer> = Vec::new();
    let mut name = None;
    let mut at: Option<(usize, PresentServer)> = None;
    let mut close = |server: PresentServer| {
        if server.protocol == Some(Protocol::Smtp) { outgoing.push(server) } else { incoming.push(server) }
    };
    for node in nodes {
        if at.as_ref().is_some_and(|(depth, _)| node.depth <= *depth) {
            at.take().into_iter().for_each(|(_, server)| close(server));
        }
        let text = node.text.trim();
        match (node.name.as_str(), &mut at) {
            ("incomingServer" | "outgoingServer", None) => {
                let protocol = node.attribute("type").and_then(protocol);
                at = Some((node.depth, PresentServer { protocol, ..PresentServer::default() }));
            }
            ("displayName", None) if name.is_none() => name = value_of(text),
            (field, Some((depth, server))) if node.depth == *depth + 1 => match field {
                "hostname" => server.host = value_of(&filled(text)),
                "port" => server.port = port(text),
                "username" => server.username = value_of(&filled(text)),
                "socketType" => {
                    server.security = match text {
                        "SSL" => Some(Security::ImplicitTls),
                        "STARTTLS" => Some(Security::StartTls),
                        "plain" => Some(Security::None),
                        _ => None,
                    };
                }
                // The first one that a program supports counts.
                "authentication" if server.authentication.is_none() => {
                    server.authentication = match text {
                        "password-cleartext" | "plain" => Some(Authentication::PasswordCleartext),
                        "password-encrypted" | "secure" => Some(Authentication::PasswordEncrypted),
                        "none" | "client-IP-address" | "smtp-after-pop" => Some(Authentication::None),
                        _ => None,
                    };
                }
                _ => {}
            },
            _ => {}
        }
    }
    at.into_iter().for_each(|(_, server)| close(server));
    let outgoing = outgoing.into_iter().next().unwrap_or_default();
    if incoming.is_empty() && !outgoing.is_empty() {
        incoming.push(PresentServer::default());
    }
    incoming.into_iter().map(|incoming| Account::new(name.clone(), incoming, outgoing.clone())).collect()
}

/// The settings file of K-9 Mail and Thunderbird for Android.
fn k9s(nodes: &[XmlNode]) -> Vec<Account> {
    let mut found: Vec<Account> = Vec::new();
    let mut account_depth = None;
    let mut at: Option<(usize, bool)> = None;
    for node in nodes {
        if at.is_some_and(|(depth, _)| node.depth <= depth) {
            at = None;
        }
        let text = node.text.trim();
        match node.name.as_str() {
            "account" if account_depth.is_none_or(|depth| node.depth <= depth) => {
                account_depth = Some(node.depth);
                found.push(Account::default());
            }
            "name" if account_depth.is_some_and(|depth| node.depth == depth + 1) => {
                if let Some(account) = found.last_mut() {
                    account.name = value_of(text);
                }
            }
            name @ ("incoming-server" | "outgoing-server") => {
                let is_incoming = name == "incoming-server";
                at = Some((node.depth, is_incoming));
                if let Some(account) = found.last_mut() {
                    let server = account.server(is_incoming);
                    server.protocol = node.attribute("type").and_then(protocol);
                }
            }
            field => {
                let (Some((depth, is_incoming)), Some(account)) = (at, found.last_mut()) else { continue };
                if node.depth != depth + 1 {
                    continue;
                }
                let server = account.server(is_incoming);
                match field {
                    "host" => server.host = value_of(text),
                    "port" => server.port = port(text),
                    "username" => server.username = value_of(text),
                    "connection-security" => {
                        server.security = match text {
                            "SSL_TLS_REQUIRED" => Some(Security::ImplicitTls),
                            "STARTTLS_REQUIRED" => Some(Security::StartTls),
                            "NONE" => Some(Security::None),
                            _ => None,
                        };
                    }
                    "authentication-type" => {
                        server.authentication = match text {
                            "PLAIN" | "LOGIN" => Some(Authentication::PasswordCleartext),
                            "CRAM_MD5" => Some(Authentication::PasswordEncrypted),
                            "NONE" => Some(Authentication::None),
                            _ => None,
                        };
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

/// The placeholders of the autoconfiguration, in the words of the data.
fn filled(text: &str) -> String {
    text.replace("%EMAILADDRESS%", "{address}")
        .replace("%EMAILLOCALPART%", "{local}")
        .replace("%EMAILDOMAIN%", "{domain}")
}
