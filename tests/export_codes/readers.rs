//! A small reader for each format, after the mail programs' own: it panics at whatever the program would not take, would
//! take for something else, or would act upon.

use crate::answer::Server;
use std::collections::BTreeMap;

/// What a file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Read {
    pub address: Option<String>,
    pub incoming: Option<Server>,
    pub outgoing: Vec<Server>,
}

/// Reads a file of a format.
#[track_caller]
pub fn read(format: &str, content: &str) -> Read {
    assert!(!content.starts_with('\u{feff}') && content.is_ascii(), "{content}");
    let unix = if format == "prf" { content.replace("\r\n", "\n") } else { content.to_owned() };
    assert!(unix.ends_with('\n') && !unix.ends_with("\n\n") && !unix.contains('\r'), "{content:?}");
    assert_eq!(format == "prf", content.contains("\r\n"));
    assert!(!unix.bytes().any(|byte| byte < 0x20 && byte != b'\n'), "{content:?}");
    match format {
        "srv" => srv(content),
        "msmtp" => msmtp(content),
        "mbsync" => mbsync(content),
        "neomutt" => neomutt(content),
        "fetchmail" => fetchmail(content),
        "prf" => prf(&unix),
        _ => panic!("{format}"),
    }
}

fn owned(text: &str) -> String {
    text.to_owned()
}

#[track_caller]
fn once(map: &mut BTreeMap<String, String>, key: &str, value: &str) {
    assert!(map.insert(owned(key), owned(value)).is_none(), "{key} twice");
}

/// Owner, service, priority, weight, port, target; the user name is the address and the mechanism is found out.
fn srv(content: &str) -> Read {
    let mut read = Read::default();
    let mut domain = None;
    let mut last = None;
    for line in content.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [owner, "3600", "IN", "SRV", priority, "1", port, target] = words[..] else { panic!("{line}") };
        let (service, rest) = owner.split_once("._tcp.").unwrap();
        let own = rest.strip_suffix('.').unwrap();
        assert!(domain.get_or_insert(own) == &own, "{line}");
        let (protocol, security) = match service {
            "_imap" => ("imap", "starttls"),
            "_imaps" => ("imap", "tls"),
            "_pop3" => ("pop3", "starttls"),
            "_pop3s" => ("pop3", "tls"),
            "_submission" => ("smtp", "starttls"),
            "_submissions" => ("smtp", "tls"),
            _ => panic!("{line}"),
        };
        let server = Server {
            protocol: owned(protocol),
            host: owned(target.strip_suffix('.').unwrap()),
            port: port.parse().unwrap(),
            security: owned(security),
            authentication: String::new(),
            username: None,
        };
        let priority: u16 = priority.parse().unwrap();
        if protocol == "smtp" {
            assert!(last.is_none_or(|last| last < priority) && (last.is_some() || priority == 0), "{line}");
            last = Some(priority);
            read.outgoing.push(server);
        } else {
            assert!(priority == 0 && read.incoming.replace(server).is_none(), "{line}");
        }
    }
    read.address = domain.map(owned);
    read
}

/// A key and the rest of the line; quotes around the rest are taken off, nothing inside it means anything.
fn msmtp(content: &str) -> Read {
    let mut map = BTreeMap::new();
    let mut account = None;
    for line in content.lines() {
        let (key, value) = line.split_once(' ').unwrap_or_else(|| panic!("{line}"));
        assert!(line.len() < 500 && value.trim() == value, "{line}");
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
        match key {
            "account" if account.is_none() => account = Some(owned(value)),
            "account" => {
                let default = format!("default : {}", account.as_ref().unwrap());
                assert_eq!((value, content.lines().last()), (&*default, Some(line)));
            }
            "host" | "port" | "tls" | "tls_starttls" | "auth" | "user" | "from" => {
                once(&mut map, key, bare);
            }
            _ => panic!("{line}"),
        }
    }
    let get = |key: &str| map.get(key).map(String::as_str);
    // Patterns and the system's names.
    assert!(!map["from"].contains(['%', '*', '?', '[']));
    let security = match (get("tls").unwrap(), get("tls_starttls")) {
        ("off", None) => "none",
        ("on", None | Some("on")) => "starttls",
        ("on", Some("off")) => "tls",
        other => panic!("{other:?}"),
    };
    let authentication = match (get("auth").unwrap(), security) {
        ("off", _) => "none",
        // Without TLS it would refuse to send the password.
        ("on", "tls" | "starttls") | ("plain", _) => "password-cleartext",
        ("cram-md5", _) => "password-encrypted",
        other => panic!("{other:?}"),
    };
    let outgoing = Server {
        protocol: owned("smtp"),
        host: owned(get("host").unwrap()),
        port: get("port").unwrap().parse().unwrap(),
        security: owned(security),
        authentication: owned(authentication),
        username: get("user").map(owned),
    };
    Read { address: get("from").map(owned), incoming: None, outgoing: vec![outgoing] }
}

/// Words of a line: blanks part them, except between double quotes; a backslash takes the next quote or backslash as it is.
fn isync_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut escaped) = (Vec::new(), None::<String>, false, false);
    for c in line.chars() {
        if escaped {
            assert!(matches!(c, '"' | '\\'), "{line}");
            word.get_or_insert_default().push(c);
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
            word.get_or_insert_default();
        } else if c == ' ' && !quoted {
            words.extend(word.take());
        } else if c == '#' && !quoted && word.is_none() {
            return words;
        } else {
            word.get_or_insert_default().push(c);
        }
    }
    assert!(!quoted && !escaped, "{line}");
    words.extend(word);
    words
}

fn mbsync(content: &str) -> Read {
    let mut sections: Vec<(String, String, BTreeMap<String, String>)> = Vec::new();
    let mut open = false;
    for line in content.lines() {
        if line.is_empty() {
            open = false;
            continue;
        }
        let words = isync_words(line);
        let Some((key, values)) = words.split_first() else { continue };
        if !open {
            assert_eq!(values.len(), 1, "{line}");
            sections.push((key.clone(), values[0].clone(), BTreeMap::new()));
            open = true;
        } else {
            once(&mut sections.last_mut().unwrap().2, key, &values.join(" "));
        }
    }
    let section = |kind: &str| {
        let mut found = sections.iter().filter(|(known, ..)| known == kind);
        let (_, name, map) = found.next().unwrap();
        assert!(found.next().is_none());
        let keys: Vec<&str> = map.keys().map(String::as_str).collect();
        (name.as_str(), map, keys)
    };
    assert_eq!(sections.len(), 4);
    let (account, server, keys) = section("IMAPAccount");
    assert_eq!(keys, ["AuthMechs", "Host", "Port", "SSLType", "User"]);
    let (far, store, keys) = section("IMAPStore");
    assert_eq!((keys, &*store["Account"]), (vec!["Account"], account));
    let (near, local, keys) = section("MaildirStore");
    assert_eq!((keys, &*local["SubFolders"]), (vec!["Inbox", "Path", "SubFolders"], "Verbatim"));
    assert!(local["Inbox"].starts_with(&local["Path"]) && local["Path"].ends_with('/'));
    let (_, channel, keys) = section("Channel");
    assert_eq!(keys, ["Create", "Expunge", "Far", "Near", "Patterns", "SyncState"]);
    assert_eq!((&channel["Far"], &channel["Near"]), (&format!(":{far}:"), &format!(":{near}:")));
    // Neither is anything made on the server, nor removed from it.
    assert_eq!((&*channel["Create"], &*channel["Expunge"], &*channel["Patterns"]), ("Near", "None", "*"));
    let incoming = Server {
        protocol: owned("imap"),
        host: server["Host"].clone(),
        port: server["Port"].parse().unwrap(),
        security: owned(match &*server["SSLType"] {
            "None" => "none",
            "STARTTLS" => "starttls",
            "IMAPS" => "tls",
            other => panic!("{other}"),
        }),
        authentication: owned(match &*server["AuthMechs"] {
            "PLAIN LOGIN" => "password-cleartext",
            "CRAM-MD5" => "password-encrypted",
            other => panic!("{other}"),
        }),
        username: Some(server["User"].clone()),
    };
    Read { address: None, incoming: Some(incoming), outgoing: Vec::new() }
}

/// The value of a setting: pieces between single or double quotes, side by side. Commands and variables are panicked at.
fn mutt_value(text: &str) -> String {
    let (mut value, mut quote) = (String::new(), None);
    for c in text.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (Some('\''), _) => value.push(c),
            (_, '`' | '$' | '\\') | (None, '#' | ';' | ' ' | '^') => panic!("{text}"),
            _ => value.push(c),
        }
    }
    assert!(quote.is_none(), "{text}");
    value
}

fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

/// Scheme, user, host and port.
fn mutt_url(url: &str) -> (String, Option<String>, String, u16) {
    let (scheme, rest) = url.split_once("://").unwrap();
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (user, place) = rest.split_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
    let (host, port) = place.split_once(':').unwrap();
    assert!(!host.contains(['/', '@', ':']), "{url}");
    (owned(scheme), user.map(percent_decoded), owned(host), port.parse().unwrap())
}

fn neomutt(content: &str) -> Read {
    let mut map = BTreeMap::new();
    for line in content.lines() {
        let (name, value) = line.strip_prefix("set ").unwrap().split_once(" = ").unwrap();
        once(&mut map, name, &mutt_value(value));
    }
    let mut take = |key: &str| map.remove(key);
    let (starttls, force) = (take("ssl_starttls").unwrap(), take("ssl_force_tls").unwrap());
    let security = |scheme: &str| match (scheme.ends_with('s'), &*starttls, &*force) {
        (true, ..) => owned("tls"),
        (false, "yes", "yes") => owned("starttls"),
        (false, "no", "no") => owned("none"),
        // Encrypted only if the server happens to offer it, or never connected at all.
        other => panic!("{other:?}"),
    };
    let imap = take("folder");
    let is_imap = imap.is_some();
    let (scheme, user, host, port) = mutt_url(&imap.or_else(|| take("pop_host")).unwrap());
    assert!(user.is_none() && scheme.starts_with(if is_imap { "imap" } else { "pop" }));
    let authenticators = if is_imap {
        assert_eq!(take("spoolfile").unwrap(), "+INBOX");
        take("imap_authenticators").unwrap() == "plain:login"
    } else {
        assert_eq!(take("pop_delete").unwrap(), "no");
        take("pop_authenticators").unwrap() == "user"
    };
    assert!(authenticators);
    let incoming = Server {
        protocol: owned(if is_imap { "imap" } else { "pop3" }),
        host,
        port,
        security: security(&scheme),
        authentication: owned("password-cleartext"),
        username: take(if is_imap { "imap_user" } else { "pop_user" }),
    };
    let (scheme, username, host, port) = mutt_url(&take("smtp_url").unwrap());
    let authentication = match take("smtp_authenticators").as_deref() {
        None => "none",
        Some("plain:login") => "password-cleartext",
        other => panic!("{other:?}"),
    };
    assert!(scheme.starts_with("smtp"));
    let security = security(&scheme);
    let outgoing = Server {
        protocol: owned("smtp"),
        host,
        port,
        security,
        authentication: owned(authentication),
        username,
    };
    let address = take("from");
    assert!(map.is_empty(), "{map:?}");
    Read { address, incoming: Some(incoming), outgoing: vec![outgoing] }
}

/// Words, and whether each was quoted. Inside quotes `\xNN` is a character.
fn fetchmail_words(content: &str) -> Vec<(String, bool)> {
    let (mut words, mut rest) = (Vec::new(), content.trim_start());
    while let Some(first) = rest.chars().next() {
        if matches!(first, '"' | '\'') {
            let (text, tail) = rest[1..].split_once(first).unwrap();
            let mut parts = text.split('\\');
            let mut word = owned(parts.next().unwrap());
            for part in parts {
                let code = part.strip_prefix('x').unwrap_or_else(|| panic!("{text}"));
                word.push(char::from(u8::from_str_radix(&code[..2], 16).unwrap()));
                word.push_str(&code[2..]);
            }
            words.push((word, true));
            rest = tail.trim_start();
        } else {
            let end = rest.find([' ', '\n']).unwrap();
            assert!(!rest[..end].contains(['#', '\\', '"', '\'', ';', ':', '=', ',']), "{content}");
            words.push((owned(&rest[..end]), false));
            rest = rest[end..].trim_start();
        }
    }
    words
}

fn fetchmail(content: &str) -> Read {
    let words = fetchmail_words(content);
    let mut rest = words.iter().map(|(word, quoted)| (word.as_str(), *quoted)).peekable();
    let mut after = |key: &str, quoted: bool| {
        assert_eq!(rest.next(), Some((key, false)), "{content}");
        let (value, is_quoted) = rest.next().unwrap();
        assert_eq!(quoted, is_quoted, "{content}");
        owned(value)
    };
    let host = after("poll", true);
    let (protocol, port) = (after("protocol", false), after("service", false));
    let (auth, username) = (after("auth", false), after("user", true));
    let rest: Vec<(&str, bool)> = rest.collect();
    let (keep, rest) = rest.split_last().unwrap();
    // Without this word all mail is removed from the server.
    assert_eq!(*keep, ("keep", false));
    let security = match rest {
        [("ssl", false), ("sslcertck", false)] => "tls",
        [("sslproto", false), ("tls1.2+", true), ("sslcertck", false)] => "starttls",
        [("sslproto", false), ("", true)] => "none",
        other => panic!("{other:?}"),
    };
    let incoming = Server {
        protocol: protocol.to_lowercase(),
        host,
        port: port.parse().unwrap(),
        security: owned(security),
        authentication: owned(match &*auth {
            "password" => "password-cleartext",
            "cram-md5" => "password-encrypted",
            other => panic!("{other}"),
        }),
        username: Some(username),
    };
    Read { address: None, incoming: Some(incoming), outgoing: Vec::new() }
}

/// The property of each value, from the vendor's description of the format.
const PROPERTIES: [(&str, &str); 17] = [
    ("AccountName", "PT_UNICODE,0x0002"),
    ("DisplayName", "PT_UNICODE,0x000B"),
    ("EmailAddress", "PT_UNICODE,0x000C"),
    ("ConnectionType", "PT_LONG,0x000F"),
    ("*Server", "PT_UNICODE,0x0100"),
    ("*UserName", "PT_UNICODE,0x0101"),
    ("*Port", "PT_LONG,0x0104"),
    ("*UseSSL", "PT_LONG,0x0105"),
    ("*UseSPA", "PT_LONG,0x0108"),
    ("LeaveOnServer", "PT_LONG,0x1000"),
    ("SMTPServer", "PT_UNICODE,0x0200"),
    ("SMTPPort", "PT_LONG,0x0201"),
    ("SMTPUseAuth", "PT_LONG,0x0203"),
    ("SMTPUserName", "PT_UNICODE,0x0204"),
    ("SMTPUseSPA", "PT_LONG,0x0207"),
    ("SMTPAuthMethod", "PT_LONG,0x0208"),
    ("SMTPSecureConnection", "PT_LONG,0x020A"),
];

fn prf(content: &str) -> Read {
    let mut sections: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut current = String::new();
    for line in content.lines().filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            assert!(sections.insert(owned(name), BTreeMap::new()).is_none(), "{name}");
            current = owned(name);
        } else {
            let (key, value) = line.split_once('=').unwrap();
            assert!(
                value.trim() == value && !value.contains('%') && !value.starts_with(['"', '\'']),
                "{line}"
            );
            once(sections.get_mut(&current).unwrap(), key, value);
        }
    }
    let general = &sections["General"];
    // Anything else would replace the profile that is there, or make a second one.
    for (key, value) in [
        ("Custom", "1"),
        ("OverwriteProfile", "Append"),
        ("ModifyDefaultProfileIfPresent", "TRUE"),
        ("DefaultProfile", "No"),
    ] {
        assert_eq!(general[key], value);
    }
    let list: Vec<(&String, &String)> = sections["Internet Account List"].iter().collect();
    assert_eq!((list.len(), &**list[0].0), (1, "Account1"));
    let (protocol, kind) = match &**list[0].1 {
        "I_Mail" => ("POP3", "I_Mail"),
        "IMAP_I_Mail" => ("IMAP", "IMAP_I_Mail"),
        other => panic!("{other}"),
    };
    let (account, mapping) = (&sections["Account1"], &sections[kind]);
    assert_eq!(mapping["AccountType"], protocol);
    for (name, property) in mapping.iter().filter(|(name, _)| *name != "AccountType") {
        let known = PROPERTIES.iter().find(|(known, _)| known.replace('*', protocol) == *name);
        assert_eq!(known.unwrap_or_else(|| panic!("{name}")).1, property);
    }
    for name in account.keys().filter(|name| *name != "UniqueService") {
        assert!(mapping.contains_key(name), "{name} would be dropped");
    }
    let get = |key: &str| account[&key.replace('*', protocol)].as_str();
    assert_eq!((get("*UseSPA"), get("SMTPUseSPA"), get("ConnectionType")), ("0", "0", "0"));
    assert_eq!(account.get("LeaveOnServer").map(String::as_str), (protocol == "POP3").then_some("1"));
    assert_eq!((get("AccountName"), get("DisplayName")), (get("EmailAddress"), get("EmailAddress")));
    let incoming = Server {
        protocol: protocol.to_lowercase(),
        host: owned(get("*Server")),
        port: get("*Port").parse().unwrap(),
        security: owned(["none", "tls"][get("*UseSSL").parse::<usize>().unwrap()]),
        authentication: owned("password-cleartext"),
        username: Some(owned(get("*UserName"))),
    };
    let method = account.get("SMTPAuthMethod").map(String::as_str);
    let username = match (get("SMTPUseAuth"), method) {
        ("0", None) => None,
        ("1", Some("0")) => incoming.username.clone(),
        ("1", Some("1")) => Some(owned(get("SMTPUserName"))),
        other => panic!("{other:?}"),
    };
    assert_eq!(account.contains_key("SMTPUserName"), method == Some("1"));
    let outgoing = Server {
        protocol: owned("smtp"),
        host: owned(get("SMTPServer")),
        port: get("SMTPPort").parse().unwrap(),
        security: owned(["none", "tls", "starttls"][get("SMTPSecureConnection").parse::<usize>().unwrap()]),
        authentication: owned(if username.is_some() { "password-cleartext" } else { "none" }),
        username,
    };
    Read { address: Some(owned(get("EmailAddress"))), incoming: Some(incoming), outgoing: vec![outgoing] }
}

/// Delta Chat's address: the password, and what the rest says. Its query is read as a form is.
pub fn dclogin(payload: &str) -> (String, Read) {
    let (address, query) = payload.strip_prefix("dclogin:").unwrap().split_once('?').unwrap();
    assert!(payload.is_ascii() && !address.contains(['/', '#', '%']), "{payload}");
    let mut map = BTreeMap::new();
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        once(&mut map, &key, &value);
    }
    let mut take = |key: &str| map.remove(key).unwrap_or_else(|| panic!("{key}: {payload}"));
    assert_eq!((take("v"), take("ic")), (owned("1"), owned("1")));
    let mut server = |side: &str, protocol: &str| Server {
        protocol: owned(protocol),
        host: take(&format!("{side}h")),
        port: take(&format!("{side}p")).parse().unwrap(),
        security: owned(match &*take(&format!("{side}s")) {
            "ssl" => "tls",
            "starttls" => "starttls",
            "plain" => "none",
            other => panic!("{other}"),
        }),
        authentication: String::new(),
        username: Some(take(&format!("{side}u"))),
    };
    let (incoming, outgoing) = (server("i", "imap"), server("s", "smtp"));
    let password = take("p");
    assert!(map.is_empty(), "{map:?}");
    let read = Read { address: Some(owned(address)), incoming: Some(incoming), outgoing: vec![outgoing] };
    (password, read)
}
