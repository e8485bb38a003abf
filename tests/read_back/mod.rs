//! Files read as their mail programs read them, by a parser that shares no code with the writer. Strict: whatever
//! a file holds beyond what is known here fails.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;

/// A server as a mail program understands it, in the words of the public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    pub protocol: String,
    pub host: String,
    pub port: u16,
    /// `tls`, `starttls`, `none`; `encrypted` where the format has one word for the first two and the port tells
    /// nothing.
    pub security: String,
    pub authentication: String,
    pub username: Option<String>,
}

/// A file's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The servers, in the file's order.
    pub servers: Vec<Server>,
    /// What is not about a server.
    pub other: BTreeMap<String, String>,
}

/// The document; panics with the text where it is none.
#[track_caller]
fn parse(text: &str) -> Document<'_> {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "{text}");
    assert!(text.ends_with(">\n") && !text.contains('\r'), "{text}");
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    for child in node.children() {
        let blank = child.is_text() && child.text().unwrap().trim().is_empty();
        assert!(child.is_element() || blank, "{child:?} stands beside elements");
    }
    node.children().filter(Node::is_element).collect()
}

/// The text of an element that holds nothing else.
#[track_caller]
fn text(node: Node<'_, '_>) -> String {
    let children: Vec<_> = node.children().collect();
    assert!(matches!(children[..], [only] if only.is_text()), "{node:?} holds one text");
    let text = node.text().unwrap();
    assert!(!text.is_empty() && text.trim() == text, "{text:?} is padded or empty");
    text.to_owned()
}

/// Attributes by name; panics unless they are exactly these.
#[track_caller]
fn attributes<const N: usize>(node: Node<'_, '_>, names: [&str; N]) -> [String; N] {
    let found: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
    assert_eq!(found, names, "{node:?}");
    names.map(|name| node.attribute(name).unwrap().to_owned())
}

/// Element names and texts; each name once.
fn leaves(node: Node<'_, '_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for child in elements(node) {
        assert_eq!(child.attributes().count(), 0, "{child:?}");
        let before = found.insert(child.tag_name().name().to_owned(), text(child));
        assert_eq!(before, None, "{child:?} twice");
    }
    found
}

fn word(known: &[(&str, &str)], found: &str) -> String {
    let word =
        known.iter().find(|(word, _)| *word == found).unwrap_or_else(|| panic!("{found:?} is no word"));
    word.1.to_owned()
}

/// A value of a property list.
#[derive(Clone, Debug, PartialEq)]
enum Plist {
    Text(String),
    Integer(i64),
    Boolean(bool),
    Array(Vec<Self>),
    Dictionary(BTreeMap<String, Self>),
}

impl Plist {
    fn read(node: Node<'_, '_>) -> Self {
        match node.tag_name().name() {
            "string" => Self::Text(text(node)),
            "integer" => Self::Integer(text(node).parse().unwrap()),
            "true" | "false" => {
                assert_eq!(node.children().count(), 0);
                Self::Boolean(node.has_tag_name("true"))
            }
            "array" => Self::Array(elements(node).into_iter().map(Self::read).collect()),
            "dict" => {
                let elements = elements(node);
                assert_eq!(elements.len() % 2, 0, "a key without value");
                let mut found = BTreeMap::new();
                for pair in elements.chunks(2) {
                    assert!(pair[0].has_tag_name("key"));
                    assert_eq!(found.insert(text(pair[0]), Self::read(pair[1])), None, "a key twice");
                }
                Self::Dictionary(found)
            }
            name => panic!("{name} is nothing of a property list"),
        }
    }

    #[track_caller]
    fn dictionary(self) -> BTreeMap<String, Self> {
        match self {
            Self::Dictionary(map) => map,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }
}

/// An Apple profile. What is not about a server: `profile/…` and `account/…`.
#[track_caller]
pub fn mobileconfig(content: &str) -> Read {
    let doctype = "\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
        \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n";
    assert!(content.contains(doctype), "{content}");
    let document = parse(content);
    let [root] = elements(document.root_element())[..] else { panic!("one dictionary in\n{content}") };
    let mut profile = Plist::read(root).dictionary();
    assert_eq!(profile.remove("PayloadVersion"), Some(Plist::Integer(1)));
    let payloads = match profile.remove("PayloadContent") {
        Some(Plist::Array(payloads)) => payloads,
        other => panic!("{other:?}"),
    };
    let [payload] = <[Plist; 1]>::try_from(payloads).unwrap();
    let mut payload = payload.dictionary();
    assert_eq!(payload.remove("PayloadVersion"), Some(Plist::Integer(1)));

    let kind = payload.remove("EmailAccountType").unwrap().text();
    let incoming = word(&[("EmailTypePOP", "pop3"), ("EmailTypeIMAP", "imap")], &kind);
    let mut server = |side: &str, protocol: &str, ports: (&[i64], &[i64])| {
        let mut take = |key: &str| payload.remove(&format!("{side}MailServer{key}"));
        let Some(Plist::Integer(port)) = take("PortNumber") else { panic!("{side}: port as integer") };
        let security = match take("UseSSL") {
            Some(Plist::Boolean(false)) => "none",
            // The device decides by the port.
            Some(Plist::Boolean(true)) if ports.0.contains(&port) => "tls",
            Some(Plist::Boolean(true)) if ports.1.contains(&port) => "starttls",
            Some(Plist::Boolean(true)) => "encrypted",
            other => panic!("{side}: {other:?}"),
        };
        let authentication = take("Authentication").unwrap().text();
        Server {
            protocol: protocol.to_owned(),
            host: take("HostName").unwrap().text(),
            port: port.try_into().unwrap(),
            security: security.to_owned(),
            authentication: word(
                &[
                    ("EmailAuthNone", "none"),
                    ("EmailAuthPassword", "password-cleartext"),
                    ("EmailAuthCRAMMD5", "password-encrypted"),
                ],
                &authentication,
            ),
            username: take("Username").map(Plist::text),
        }
    };
    let servers = vec![
        server("Incoming", &incoming, (&[993, 995], &[110, 143])),
        server("Outgoing", "smtp", (&[465], &[25, 587])),
    ];
    let mut other = BTreeMap::new();
    if let Some(same) = payload.remove("OutgoingPasswordSameAsIncomingPassword") {
        assert_eq!(same, Plist::Boolean(true));
        other.insert("same password".to_owned(), String::new());
    }
    other.extend(profile.into_iter().map(|(key, value)| (format!("profile/{key}"), value.text())));
    other.extend(payload.into_iter().map(|(key, value)| (format!("account/{key}"), value.text())));
    Read { servers, other }
}

/// What Thunderbird makes of `config-v1.1.xml` for a mailbox.
#[track_caller]
pub fn autoconfig(content: &str, address: &str) -> Read {
    let document = parse(content);
    let root = document.root_element();
    assert!(root.has_tag_name("clientConfig"));
    assert_eq!(attributes(root, ["version"]), ["1.1"]);
    let [provider] = elements(root)[..] else { panic!("one provider in\n{content}") };
    assert!(provider.has_tag_name("emailProvider"));
    let mut other = BTreeMap::new();
    let [id] = attributes(provider, ["id"]);
    other.insert("id".to_owned(), id);
    let (local, domain) = address.split_once('@').unwrap();
    let mut servers = Vec::new();
    for node in elements(provider) {
        let name = node.tag_name().name();
        if !name.ends_with("Server") {
            assert_eq!(other.insert(name.to_owned(), text(node)), None, "{name} twice");
            continue;
        }
        let [protocol] = attributes(node, ["type"]);
        let sides: &[&str] = if name == "outgoingServer" { &["smtp"] } else { &["imap", "pop3"] };
        assert!(sides.contains(&protocol.as_str()), "{protocol} in {name}");
        let mut fields = leaves(node);
        let mut take = |key: &str| fields.remove(key);
        let server = Server {
            protocol,
            host: take("hostname").unwrap(),
            port: take("port").unwrap().parse().unwrap(),
            security: word(
                &[("plain", "none"), ("STARTTLS", "starttls"), ("SSL", "tls")],
                &take("socketType").unwrap(),
            ),
            authentication: take("authentication").unwrap(),
            username: take("username").map(|name| {
                // Anything but a rule would be read as number or boolean if it looks like one.
                assert!(name.starts_with('%'), "{name} is nobody's in particular");
                let name = name.replace("%EMAILADDRESS%", address);
                name.replace("%EMAILLOCALPART%", local).replace("%EMAILDOMAIN%", domain)
            }),
        };
        assert!(fields.is_empty(), "{fields:?}");
        servers.push(server);
    }
    Read { servers, other }
}

/// A settings file of K-9 Mail.
#[track_caller]
pub fn k9s(content: &str) -> Read {
    let document = parse(content);
    let root = document.root_element();
    assert!(root.has_tag_name("k9settings"));
    assert_eq!(attributes(root, ["version", "format"]), ["99", "1"]);
    let [accounts] = elements(root)[..] else { panic!("accounts only in\n{content}") };
    let [account] = elements(accounts)[..] else { panic!("one account in\n{content}") };
    assert!(accounts.has_tag_name("accounts") && account.has_tag_name("account"));
    let [uuid] = attributes(account, ["uuid"]);
    let mut other = BTreeMap::from([("uuid".to_owned(), uuid)]);
    let mut servers = Vec::new();
    let mut order = Vec::new();
    for node in elements(account) {
        order.push(node.tag_name().name().to_owned());
        match node.tag_name().name() {
            "name" => {
                other.insert("name".to_owned(), text(node));
            }
            "settings" => {
                let [value] = elements(node)[..] else { panic!("one setting in\n{content}") };
                let [key] = attributes(value, ["key"]);
                other.insert(key, text(value));
            }
            "identities" => {
                let [identity] = elements(node)[..] else { panic!("one identity in\n{content}") };
                other.extend(
                    leaves(identity).into_iter().map(|(key, text)| (format!("identity/{key}"), text)),
                );
            }
            side => {
                let [protocol] = attributes(node, ["type"]);
                let known: &[&str] = if side == "outgoing-server" { &["SMTP"] } else { &["IMAP", "POP3"] };
                assert!(known.contains(&protocol.as_str()), "{protocol} in {side}");
                let mut fields = leaves(node);
                let mut take = |key: &str| fields.remove(key);
                servers.push(Server {
                    protocol: protocol.to_lowercase(),
                    host: take("host").unwrap(),
                    port: take("port").unwrap().parse().unwrap(),
                    security: word(
                        &[("NONE", "none"), ("STARTTLS_REQUIRED", "starttls"), ("SSL_TLS_REQUIRED", "tls")],
                        &take("connection-security").unwrap(),
                    ),
                    authentication: word(
                        &[
                            ("NONE", "none"),
                            ("PLAIN", "password-cleartext"),
                            ("CRAM_MD5", "password-encrypted"),
                        ],
                        &take("authentication-type").unwrap(),
                    ),
                    username: take("username"),
                });
                assert!(fields.is_empty(), "{fields:?}");
            }
        }
    }
    // One of the programs takes what comes after the servers as theirs.
    assert_eq!(order, ["name", "incoming-server", "outgoing-server", "settings", "identities"]);
    Read { servers, other }
}

/// An Autodiscover answer.
#[track_caller]
pub fn autodiscover(content: &str) -> Read {
    const OUTER: &str = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    const INNER: &str = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    let document = parse(content);
    let root = document.root_element();
    assert!(root.has_tag_name((OUTER, "Autodiscover")));
    let [response] = elements(root)[..] else { panic!("one response in\n{content}") };
    assert!(response.has_tag_name((INNER, "Response")));
    let [account] = elements(response)[..] else { panic!("one account in\n{content}") };
    assert!(
        account.descendants().filter(Node::is_element).all(|node| node.tag_name().namespace() == Some(INNER))
    );
    let mut servers = Vec::new();
    let mut other = BTreeMap::new();
    for node in elements(account) {
        if !node.has_tag_name((INNER, "Protocol")) {
            assert_eq!(other.insert(node.tag_name().name().to_owned(), text(node)), None);
            continue;
        }
        let mut fields = leaves(node);
        let mut take =
            |key: &str| fields.remove(key).unwrap_or_else(|| panic!("{key} is missing in\n{content}"));
        let on = |value: String| word(&[("on", "on"), ("off", "off")], &value) == "on";
        let security = word(&[("None", "none"), ("TLS", "starttls"), ("SSL", "tls")], &take("Encryption"));
        assert_eq!(on(take("SSL")), security != "none", "old programs read this one");
        assert!(!on(take("SPA")) && !on(take("DomainRequired")));
        let login = on(take("AuthRequired"));
        let protocol = word(&[("IMAP", "imap"), ("POP3", "pop3"), ("SMTP", "smtp")], &take("Type"));
        if protocol == "smtp" && on(take("UsePOPAuth")) {
            other.insert("same password".to_owned(), String::new());
        }
        servers.push(Server {
            host: take("Server"),
            port: take("Port").parse().unwrap(),
            security,
            authentication: if login { "password-cleartext" } else { "none" }.to_owned(),
            username: login.then(|| take("LoginName")),
            protocol,
        });
        assert!(fields.is_empty(), "{fields:?}");
    }
    Read { servers, other }
}
