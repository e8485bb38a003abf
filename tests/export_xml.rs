//! Files in XML: every answer is read back from its file as it is, or refused for the right reason.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod read_back;
mod support;

use mail_settings::decide::{NoticeField, Outcome, State, Status, settings_json};
use mail_settings::export::{Artefact, Input, Limit, Missing, Refusal, render};
use mail_settings::i18n::Locale;
use mail_settings::mail::{EmailAddress, Protocol};
use mail_settings::matrix::{Field, Matrix, Scalar};
use read_back::{Read, Server};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{
    CATALOGUE, HostIdn, Numbers, PROVIDERS, client_choices, content, leaf_states, outcome, project, state,
    with,
};

const FORMATS: [&str; 4] = ["mobileconfig", "autoconfig", "k9s", "autodiscover"];

const ADDRESSES: [&str; 8] = [
    "zz-taro@zz-sample.jp",
    "info@sample.co.jp",
    "Sales.Tokyo@mail.deep.sample.or.jp",
    "007@sample.jp",
    "TRUE@1e5.jp",
    "the-part-before-the-at-may-have-up-to-sixty-four-characters-0123@sample.jp",
    "taro@例え.テスト.jp",
    "!#$%&'*+-/=?^_`{|}~@sample.jp",
];

type Entries = Vec<(NoticeField, String)>;

/// What a visitor may have copied from the notice.
fn entries(address: &str) -> Vec<Entries> {
    let local = address.split('@').next().unwrap();
    let user = |name: &str| vec![(NoticeField::Username, name.to_owned())];
    let servers = [
        (NoticeField::IncomingHost, "in.example.jp"),
        (NoticeField::IncomingPort, "60995"),
        (NoticeField::OutgoingHost, "out.example.jp"),
        (NoticeField::OutgoingPort, "60465"),
    ];
    let servers = || servers.map(|(field, value)| (field, value.to_owned())).to_vec();
    let address =
        EmailAddress::parse(address, &HostIdn).map_or_else(|_| address.to_owned(), |it| it.to_string());
    vec![
        Vec::new(),
        servers(),
        [servers(), user(&address)].concat(),
        [servers(), user(local)].concat(),
        [servers(), user("a&b <c> \"d\" 'e' `f` ]]> %EMAILADDRESS%")].concat(),
    ]
}

fn entered(state: &State, entries: &Entries) -> State {
    entries.iter().fold(state.clone(), |state, (field, value)| with(&state, field.id(), value))
}

fn make_in(format: &str, state: &State, outcome: &Outcome<'_>, locale: Locale) -> Result<Artefact, Refusal> {
    let page = "https://help.example/mail";
    render(format, Input { catalogue: &CATALOGUE, state, outcome, locale, page, personal: false })
}

fn make(format: &str, state: &State) -> Result<Artefact, Refusal> {
    make_in(format, state, &outcome(state), Locale::Ja)
}

fn read(format: &str, content: &str, address: &str) -> Read {
    match format {
        "mobileconfig" => read_back::mobileconfig(content),
        "autoconfig" => read_back::autoconfig(content, address),
        "k9s" => read_back::k9s(content),
        _ => read_back::autodiscover(content),
    }
}

/// The address as the answer has it.
fn ascii(address: &str) -> String {
    EmailAddress::parse(address, &HostIdn).unwrap().to_string()
}

// What is right, worked out from the public API's answer.

const PROTOCOLS: [(&str, Protocol); 3] =
    [("pop3", Protocol::Pop3), ("imap", Protocol::Imap), ("smtp", Protocol::Smtp)];

/// The fields of a server that are not known.
fn unknown(server: &Value) -> Vec<Field> {
    let has_login = server["authentication"]["value"] != "none";
    let mut fields = Field::ALL.to_vec();
    fields.retain(|field| has_login || *field != Field::Username);
    fields.retain(|field| match &server[field.id()]["value"] {
        Value::String(host) => *field == Field::Host && host.len() > 253,
        value => value.is_null(),
    });
    fields
}

fn missing(settings: &Value) -> Vec<Missing> {
    let no_address = settings["state"]["address"].is_null();
    let all = || std::iter::once(&settings["incoming"]).chain(settings["outgoing"].as_array().unwrap());
    let mut found = if no_address { vec![Missing::Address] } else { Vec::new() };
    for server in [&settings["incoming"], &settings["outgoing"][0]].into_iter().filter(|it| !it.is_null()) {
        let (id, protocol) = *PROTOCOLS.iter().find(|(id, _)| server["protocol"] == *id).unwrap();
        let fields = unknown(server).into_iter().filter(|field| {
            // What an address would settle is not named one by one.
            !no_address || all().all(|it| it["protocol"] != id || it[field.id()]["pattern"].is_null())
        });
        found.extend(fields.map(|field| Missing::Value(protocol, field)));
    }
    if found.is_empty() && settings["incoming"].is_null() {
        found.push(Missing::Incoming);
    }
    found
}

fn server(server: &Value) -> Server {
    let text = |field: &str| server[field]["value"].as_str().unwrap().to_owned();
    Server {
        protocol: server["protocol"].as_str().unwrap().to_owned(),
        host: text("host"),
        port: server["port"]["value"].as_u64().unwrap().try_into().unwrap(),
        security: text("security"),
        authentication: text("authentication"),
        username: (text("authentication") != "none").then(|| text("username")),
    }
}

/// Whether the user name of a server tells that of every mailbox of the domain.
fn is_rule(server: &Value, address: &str) -> bool {
    let login = &server["username"];
    let local = address.split('@').next().unwrap();
    server["authentication"]["value"] == "none"
        || if login["entered"] == true {
            login["value"] == address || login["value"] == local
        } else {
            login["pattern"] == "{address}" || login["pattern"] == "{local}"
        }
}

fn expected(format: &str, settings: &Value) -> Result<Vec<Server>, Refusal> {
    if settings["status"] == "unavailable" {
        return Err(Refusal::Unavailable);
    }
    let missing = missing(settings);
    if !missing.is_empty() {
        return Err(Refusal::Missing(missing));
    }
    let address = ascii(settings["state"]["address"].as_str().unwrap());
    // The best submission server; no format here has a use for the others.
    let both = [&settings["incoming"], &settings["outgoing"][0]];
    let servers: Vec<Server> = both.map(server).to_vec();
    let encrypted = servers.iter().any(|it| it.authentication == "password-encrypted");
    let names = || servers.iter().filter_map(|it| it.username.as_ref());
    if format == "autoconfig" && !both.iter().all(|it| is_rule(it, &address)) {
        Err(Refusal::Cannot(Limit::UsernameRule))
    } else if format == "autodiscover" && encrypted {
        Err(Refusal::Cannot(Limit::EncryptedPassword))
    } else if format == "autodiscover" && names().any(|name| looks_like_a_number(name)) {
        Err(Refusal::Cannot(Limit::UsernameChanged))
    } else if names().any(|name| name.contains(['\u{fffe}', '\u{ffff}'])) {
        Err(Refusal::Cannot(Limit::Characters))
    } else {
        Ok(servers)
    }
}

/// What JavaScript's `Number` or a reader of booleans takes, but for whole numbers written as it writes them.
fn looks_like_a_number(name: &str) -> bool {
    let text = name.trim_matches('\u{feff}').to_lowercase();
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(|(prefix, radix)| {
        let digits = text.strip_prefix(prefix)?;
        Some(!digits.is_empty() && digits.chars().all(|c| c.is_digit(radix)))
    });
    let is_decimal =
        text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && text.parse::<f64>().is_ok();
    let letters = text.chars().any(|c| c.is_ascii_alphabetic() && c != 'e');
    let number = radix.unwrap_or(is_decimal && !letters);
    let whole =
        text.parse::<u64>().is_ok_and(|whole| whole < 1_000_000_000_000_000 && whole.to_string() == name);
    text.is_empty() || ["true", "false"].contains(&&*name.to_lowercase()) || number && (!whole || name == "0")
}

/// Reads a file back and compares everything in it with the answer.
#[track_caller]
fn agrees(format: &str, file: &Artefact, settings: &Value, mut servers: Vec<Server>) {
    let address = &ascii(settings["state"]["address"].as_str().unwrap());
    let (local, domain) = address.split_once('@').unwrap();
    let provider = CATALOGUE.matrix(settings["state"]["provider"].as_str().unwrap()).unwrap();
    let Read { servers: found, mut other } = read(format, &file.content, address);
    if format == "mobileconfig" {
        // One switch for two kinds of TLS: with a port of its own, the device finds out.
        for (server, found) in servers.iter_mut().zip(&found) {
            if found.security == "encrypted" {
                assert_ne!(server.security, "none");
                assert!(![25, 110, 143, 465, 587, 993, 995].contains(&server.port));
                found.security.clone_into(&mut server.security);
            }
        }
    }
    assert_eq!(found, servers, "{format}\n{}", file.content);

    let one_login = servers[0].username.is_some() && servers[0].username == servers[1].username;
    let mut take = |key: &str| other.remove(key);
    assert!(
        file.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)),
        "{}",
        file.name
    );
    assert!(file.name.len() <= 120 && !file.name.starts_with(['-', '.']), "{}", file.name);
    let stem = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let mut personal = format!("{}-{}", stem(domain), stem(local));
    // A file system takes 255 bytes, and people less.
    personal.truncate(100);
    match format {
        "mobileconfig" => {
            assert_eq!(file.name, personal + ".mobileconfig");
            assert_eq!(file.mime, "application/x-apple-aspen-config");
            assert_eq!(take("profile/PayloadType").unwrap(), "Configuration");
            let name = take("profile/PayloadDisplayName").unwrap();
            assert!(
                Locale::ALL.iter().any(|it| name == format!("{} ({address})", provider.name().get(*it))),
                "{name}"
            );
            assert!(take("profile/PayloadDescription").is_some_and(|note| note.ends_with(['。', '.'])));
            assert_eq!(take("account/PayloadType").unwrap(), "com.apple.mail.managed");
            assert_eq!(take("account/EmailAccountDescription").as_ref(), Some(address));
            assert_eq!(take("account/EmailAddress").as_ref(), Some(address));
            assert_eq!(take("same password").is_some(), one_login);
            let [outer, inner] = ["profile", "account"].map(|part| {
                let uuid = take(&format!("{part}/PayloadUUID")).unwrap();
                is_uuid(&uuid, "0123456789ABCDEF");
                let id = take(&format!("{part}/PayloadIdentifier")).unwrap();
                assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)), "{id}");
                (id, uuid)
            });
            assert!(outer.0 != inner.0 && outer.1 != inner.1, "{outer:?}");
            assert!(inner.0.starts_with(&format!("{}.", outer.0)), "{inner:?} lies in {outer:?}");
        }
        "autoconfig" => {
            assert_eq!((file.name.as_str(), file.mime), ("config-v1.1.xml", "text/xml"));
            for key in ["id", "domain"] {
                assert_eq!(take(key).unwrap(), domain);
            }
            let names = Locale::ALL.map(|locale| provider.name().get(locale).to_owned());
            let short = take("displayShortName").unwrap();
            assert!(names.contains(&short), "{short}");
            assert_eq!(take("displayName").unwrap(), format!("{short} ({domain})"));
        }
        "k9s" => {
            assert_eq!((file.name.clone(), file.mime), (personal + ".k9s", "application/octet-stream"));
            is_uuid(&take("uuid").unwrap(), "0123456789abcdef");
            assert_eq!(take("name").as_ref(), Some(address));
            assert_eq!(take("identity/email").as_ref(), Some(address));
            let policy = if servers[0].protocol == "imap" { "DELETE" } else { "NEVER" };
            assert_eq!(take("deletePolicy").unwrap(), policy);
        }
        _ => {
            assert_eq!((file.name.as_str(), file.mime), ("autodiscover.xml", "text/xml"));
            assert_eq!(take("AccountType").unwrap(), "email");
            assert_eq!(take("Action").unwrap(), "settings");
            assert_eq!(take("same password").is_some(), one_login);
        }
    }
    assert!(other.is_empty(), "{format} holds {other:?}");
}

/// A UUID of version 5 (RFC 9562 section 5.5).
#[track_caller]
fn is_uuid(text: &str, digits: &str) {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12], "{text}");
    assert!(text.chars().all(|c| c == '-' || digits.contains(c)), "{text}");
    assert!(text.as_bytes()[14] == b'5' && b"89abAB".contains(&text.as_bytes()[19]), "{text}");
}

/// Every end of every tree for every mail program that changes it.
fn ends() -> Vec<State> {
    let mut states = Vec::new();
    for (_, bare) in leaf_states() {
        let mut seen = BTreeSet::new();
        for client in client_choices() {
            let state = client.map_or_else(|| bare.clone(), |client| with(&bare, "client", client.id));
            let found = outcome(&state);
            if seen.insert(format!("{:?} {:?}", found.status, found.outgoing)) {
                states.push(state);
            }
        }
    }
    states
}

/// What was counted, for the log.
#[derive(Default)]
struct Tally {
    answers: usize,
    files: BTreeMap<&'static str, usize>,
    refusals: BTreeMap<String, usize>,
}

impl Tally {
    #[track_caller]
    fn check(&mut self, state: &State) {
        let found = outcome(state);
        let settings: Value = serde_json::from_str(&settings_json(&CATALOGUE, state, &found)).unwrap();
        self.answers += usize::from(found.status == Status::Answered);
        for format in FORMATS {
            let made = make_in(format, state, &found, Locale::Ja);
            match (made, expected(format, &settings)) {
                (Ok(file), Ok(servers)) => {
                    agrees(format, &file, &settings, servers);
                    *self.files.entry(format).or_default() += 1;
                }
                (Err(found), Err(expected)) => {
                    assert_eq!(found, expected, "{format} {:?}", state.to_json(&CATALOGUE));
                    let kind = format!("{found:?}");
                    let kind = kind.split_once('[').map_or(kind.as_str(), |(kind, _)| kind);
                    *self.refusals.entry(format!("{format} {kind}")).or_default() += 1;
                }
                (made, expected) => {
                    panic!("{format} {:?}: {made:?} in place of {expected:?}", state.to_json(&CATALOGUE))
                }
            }
        }
    }

    fn print(&self) {
        let files: usize = self.files.values().sum();
        let refusals: usize = self.refusals.values().sum();
        println!("{} answers × {} formats: {files} files, {refusals} refusals", self.answers, FORMATS.len());
        println!("{:#?} {:#?}", self.files, self.refusals);
    }
}

#[test]
fn every_answer_is_read_back_from_its_file_or_refused_for_the_right_reason() {
    let mut tally = Tally::default();
    for bare in ends() {
        tally.check(&bare);
        // What a mail program takes away does not hang on the address.
        let addresses = if bare.get("client").is_some() { &ADDRESSES[..1] } else { &ADDRESSES };
        for address in addresses {
            let addressed = with(&bare, "address", address);
            assert!(addressed.get("address").is_some(), "{address}");
            let mut entries = entries(address);
            if outcome(&bare).status == Status::Unavailable {
                // Nothing that is entered makes it available.
                entries.truncate(1);
            }
            entries.iter().for_each(|entries| tally.check(&entered(&addressed, entries)));
        }
    }
    tally.print();
    assert!(FORMATS.iter().all(|format| tally.files[format] > 0), "each format can say something");
    let kinds = ["mobileconfig Unavailable", "k9s Missing(", "autoconfig Cannot(UsernameRule)"];
    let kinds = kinds.iter().chain(["autodiscover Cannot(EncryptedPassword)"].iter());
    kinds.for_each(|kind| assert!(tally.refusals.contains_key(*kind), "{kind} occurs"));
}

/// Every end with an address and everything entered, as far as it is an answer.
fn answers(address: &str, username: &str) -> Vec<State> {
    let entries = [
        (NoticeField::IncomingHost, "in.example.jp"),
        (NoticeField::IncomingPort, "60995"),
        (NoticeField::OutgoingHost, "out.example.jp"),
        (NoticeField::OutgoingPort, "60465"),
        (NoticeField::Username, username),
    ];
    let entries = entries.map(|(field, value)| (field, value.to_owned())).to_vec();
    let states =
        leaf_states().into_iter().map(|(_, bare)| entered(&with(&bare, "address", address), &entries));
    states.filter(|state| outcome(state).status == Status::Answered).collect()
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    let mut files = 0;
    for state in answers("info@sample.jp", "info@sample.jp") {
        for format in FORMATS {
            for locale in Locale::ALL {
                let make = || make_in(format, &state, &outcome(&state), locale);
                assert_eq!(make(), make());
                files += usize::from(make().is_ok());
            }
            // Only what a person reads before installing is in the visitor's language.
            let [ja, en] = Locale::ALL.map(|locale| make_in(format, &state, &outcome(&state), locale));
            if let (Ok(ja), Ok(en)) = (ja, en) {
                let [mut ja, mut en] = [ja, en].map(|file| read(format, &file.content, "info@sample.jp"));
                assert_eq!(ja == en, format != "mobileconfig");
                for note in [&mut ja, &mut en] {
                    note.other.remove("profile/PayloadDescription");
                }
                assert_eq!(ja, en);
            }
        }
    }
    println!("{files} files");
    assert!(files > 0);
}

#[test]
fn a_profile_made_again_takes_the_place_of_the_first_and_of_no_other() {
    type Identity = [String; 4];
    let mut identities: BTreeMap<Identity, (String, &str, String)> = BTreeMap::new();
    let mut profiles = 0;
    for address in ["info@sample.jp", "Info@Sample.jp", "sales@sample.jp", "info@sample.co.jp"] {
        for state in answers(address, "someone") {
            let Ok(file) = make("mobileconfig", &state) else { continue };
            let Read { servers, mut other } = read_back::mobileconfig(&file.content);
            let keys = ["profile/PayloadIdentifier", "profile/PayloadUUID", "account/PayloadIdentifier"];
            let [a, b, c] = keys.map(|key| other.remove(key).unwrap());
            let identity = [a, b, c, other.remove("account/PayloadUUID").unwrap()];
            let provider = CATALOGUE.matrix(state.get("provider").unwrap()).unwrap().id();
            let about = (address.to_lowercase(), provider, servers[0].protocol.clone());
            let known = identities.entry(identity).or_insert_with(|| about.clone());
            assert_eq!(*known, about, "one profile for two accounts");
            profiles += 1;
        }
    }
    let accounts: BTreeSet<_> = identities.values().collect();
    assert_eq!(accounts.len(), identities.len(), "two profiles for one account");
    println!("{profiles} profiles of {} accounts", accounts.len());
    assert!(profiles > accounts.len() && accounts.len() > 6);
}

#[test]
fn a_settings_file_with_other_settings_has_another_identifier() {
    let mut contents: BTreeMap<String, String> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for address in ["info@sample.jp", "sales@sample.jp"] {
        for username in ["someone", "someone else"] {
            for state in answers(address, username) {
                let Ok(file) = make("k9s", &state) else { continue };
                let id = read_back::k9s(&file.content).other.remove("uuid").unwrap();
                contents.insert(file.content.replace(&id, ""), id.clone());
                ids.insert(id);
            }
        }
    }
    println!("{} files", contents.len());
    assert!(ids.len() > 4);
    assert_eq!(ids.len(), contents.len());
}

#[test]
fn one_file_serves_all_mailboxes_of_a_domain() {
    let mailboxes = ["zz-taro@sample.jp", "sales.tokyo@sample.jp", "007@sample.jp", "TRUE@sample.jp"];
    let (mut files, mut names) = (0, BTreeSet::new());
    for (_, bare) in leaf_states() {
        let states = mailboxes.map(|address| with(&bare, "address", address));
        let made = states.each_ref().map(|state| make("autoconfig", state));
        assert!(made.iter().all(|it| *it == made[0]), "{made:?}");
        let Ok(file) = &made[0] else { continue };
        assert!(!file.content.contains("taro") && !file.content.contains("sales"), "{}", file.content);
        for (state, address) in states.iter().zip(mailboxes) {
            let settings: Value =
                serde_json::from_str(&settings_json(&CATALOGUE, state, &outcome(state))).unwrap();
            let found = read_back::autoconfig(&file.content, address).servers;
            assert_eq!(Ok(&found), expected("autoconfig", &settings).as_ref());
            names.extend(found.into_iter().filter_map(|server| server.username));
        }
        files += 1;
    }
    println!("{files} files, user names {names:?}");
    assert!(files > 0 && names.contains("zz-taro") && names.contains("zz-taro@sample.jp"));
}

#[test]
fn a_rule_for_user_names_is_taken_from_its_pattern_and_from_nothing_that_looks_like_it() {
    let address = "sample@sample.jp";
    let state = with(&with(&state(PROFILE), "address", address), "notice-username", "sample");
    let text = |text: &str| Some(Scalar::Text(text.to_owned().into()));
    let made = |value: &str, pattern: Option<&'static str>, entered: bool| {
        let mut outcome = outcome(&state);
        assert_eq!(outcome.status, Status::Answered);
        for server in outcome.incoming.iter_mut().chain(&mut outcome.outgoing) {
            server.username.value = text(value);
            server.username.pattern = pattern;
            server.username.entered = entered;
        }
        make_in("autoconfig", &state, &outcome, Locale::Ja).map(|file| {
            let names = file.content.lines().filter_map(|line| line.trim().strip_prefix("<username>"));
            let names: BTreeSet<&str> = names.map(|name| name.strip_suffix("</username>").unwrap()).collect();
            let [name] = names.into_iter().collect::<Vec<_>>()[..] else { panic!("{}", file.content) };
            name.to_owned()
        })
    };
    let rule = |text: &str| Ok(text.to_owned());
    let refused = Err(Refusal::Cannot(Limit::UsernameRule));
    // As the documents have it.
    assert_eq!(made(address, Some("{address}"), false), rule("%EMAILADDRESS%"));
    assert_eq!(made("sample", Some("{local}"), false), rule("%EMAILLOCALPART%"));
    assert_eq!(
        made("sample#sample.jp", Some("{local}#{domain}"), false),
        rule("%EMAILLOCALPART%#%EMAILDOMAIN%")
    );
    assert_eq!(made("sample.sample", Some("{local}.{first-label}"), false), rule("%EMAILLOCALPART%.sample"));
    // The same for everybody, though it looks like this mailbox; and what readers would take for a number.
    assert_eq!(made("sample", Some("{first-label}"), false), refused);
    assert_eq!(made("sample", None, false), refused);
    assert_eq!(made("007", None, false), refused);
    // As the visitor has it.
    assert_eq!(made(address, None, true), rule("%EMAILADDRESS%"));
    assert_eq!(made("sample", None, true), rule("%EMAILLOCALPART%"));
    assert_eq!(made("sample", Some("{address}"), true), rule("%EMAILLOCALPART%"));
    for other in ["Sample", "sample.jp", "SAMPLE@sample.jp", "007", "TRUE", "%EMAILADDRESS%", "u12345"] {
        assert_eq!(made(other, Some("{address}"), true), refused, "{other}");
    }
}

// Hostile values.

/// Pieces that mean something somewhere.
const PIECES: [&str; 39] = [
    "&",
    "<",
    ">",
    "\"",
    "'",
    "`",
    "%",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "&#x41;",
    "&lt;",
    "</string><key>IncomingPassword</key><string>x",
    "</username><password>x</password>",
    "<?xml?>",
    "<!DOCTYPE a SYSTEM \"file:a\">",
    "$(reboot)",
    "${HOME}",
    "\\",
    "//",
    "{address}",
    "%EMAILADDRESS%",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{202e}",
    "\u{200f}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "😀",
    "👨‍👩‍👧",
    "か\u{3099}",
    "007",
    "TRUE",
    "1e5",
];

/// What no field takes.
const CONTROLS: [&str; 8] = ["\0", "\n", "\r\n", "\t", "\u{7f}", "\u{85}", "\u{2028}", "\u{2029}"];

#[test]
fn no_user_name_breaks_a_file_or_puts_anything_into_it() {
    let mut numbers = Numbers::from(2026);
    let address = "info@sample.jp";
    let states = answers(address, "someone");
    let takes = |state: &&State| {
        let outcome = outcome(state);
        let mut servers = outcome.incoming.iter().chain(&outcome.outgoing);
        servers.any(|server| server.username.entered)
    };
    let states: Vec<&State> = states.iter().filter(takes).collect();
    assert!(states.len() > 10);
    let mut tally = Tally::default();
    let mut refused = 0;
    let whole = PIECES.iter().map(|piece| (*piece).to_owned()).collect::<Vec<_>>();
    let mixed = (0..1500).map(|_| {
        let count = 1 + numbers.below(6);
        (0..count).map(|_| PIECES[numbers.below(PIECES.len())]).collect::<String>()
    });
    let names: Vec<String> = whole.into_iter().chain(mixed).collect();
    for (turn, name) in names.iter().enumerate() {
        let bare = states[turn % states.len()];
        let state = with(bare, "notice-username", name);
        if name.trim().is_empty() {
            assert_eq!(state, *bare);
            continue;
        }
        assert_eq!(state.get("notice-username"), Some(name.trim()));
        tally.check(&state);
        // One control character, and the name is not taken at all.
        let control = CONTROLS[turn % CONTROLS.len()];
        assert_eq!(with(bare, "notice-username", &format!("a{name}{control}b")), *bare);
        refused += 1;
    }
    tally.print();
    println!("{refused} names with control characters or line separators");
    for format in ["mobileconfig", "k9s", "autodiscover"] {
        assert!(tally.files[format] > 500 && tally.refusals[&format!("{format} Cannot(Characters)")] > 50);
    }
    assert!(!tally.files.contains_key("autoconfig"), "nobody's name is everybody's");
}

#[test]
fn a_user_name_that_would_be_read_as_a_number_is_not_left_to_chance() {
    let changed = [
        "007",
        "0",
        "00",
        "TRUE",
        "true",
        "False",
        "1e5",
        "1E-5",
        "0x10",
        "0Xff",
        "0b101",
        "0o17",
        "+5",
        "-7.0",
        ".5",
        "5.",
        "1.50",
        "12345678901234567890",
        "1234567890123456",
        "\u{feff}",
        "\u{feff}12",
        "12\u{feff}",
    ];
    let kept = [
        "7",
        "12345",
        "123456789012345",
        "0x",
        "0xg",
        "0b2",
        "1e",
        "e5",
        "1.2.3",
        "--5",
        "+",
        ".",
        "1e5x",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "truely",
        "u007",
        "007@sample.jp",
        "１２",
        "\u{feff}a",
        "null",
        "undefined",
        "é1",
        "0é",
    ];
    let answer = with(&state(PROFILE), "notice-username", "someone");
    for name in changed {
        let state = with(&answer, "notice-username", name);
        assert_eq!(make("autodiscover", &state), Err(Refusal::Cannot(Limit::UsernameChanged)), "{name:?}");
        // Nobody else makes numbers of names.
        for format in ["mobileconfig", "k9s"] {
            let found = read(format, &make(format, &state).unwrap().content, "info@sample.jp");
            assert!(found.servers.iter().all(|server| server.username.as_deref() == Some(name)), "{found:?}");
        }
    }
    for name in kept {
        let state = with(&answer, "notice-username", name);
        let found = read_back::autodiscover(&make("autodiscover", &state).unwrap().content);
        assert!(found.servers.iter().all(|server| server.username.as_deref() == Some(name)), "{found:?}");
    }
}

#[test]
fn a_provider_may_be_called_anything() {
    let name = "A&B <Mail> \"日本\" 'x' ]]> %EMAILADDRESS%";
    let (_, file) = PROVIDERS.iter().find(|(path, _)| path.ends_with("/neoworks.json")).unwrap();
    let mut file: Value = serde_json::from_str(file).unwrap();
    file["name"] = serde_json::json!({"ja": name, "en": name});
    let matrix = Matrix::read(&file.to_string()).unwrap();
    let mut files = 0;
    for state in answers("info@sample.jp", "someone") {
        let mut outcome = outcome(&state);
        if outcome.matrix.unwrap().id() != matrix.id() {
            continue;
        }
        outcome.matrix = Some(&matrix);
        for (format, key, after) in [
            ("mobileconfig", "profile/PayloadDisplayName", " (info@sample.jp)"),
            ("autoconfig", "displayName", " (sample.jp)"),
            ("autoconfig", "displayShortName", ""),
        ] {
            if let Ok(file) = make_in(format, &state, &outcome, Locale::Ja) {
                let read = read(format, &file.content, "info@sample.jp");
                assert_eq!(read.other[key], format!("{name}{after}"));
                files += 1;
            }
        }
    }
    println!("{files} files");
    assert!(files > 0);
}

#[test]
fn a_name_too_long_for_dns_is_not_known() {
    // An address may have 254 characters (RFC 5321), a host name 253 (RFC 1035): `mail.` in front is too much.
    let label = "a".repeat(63);
    let domain = |last: usize| format!("{label}.{label}.{label}.{}.jp", "b".repeat(last));
    let longest = format!("i@{}", domain(57));
    assert_eq!(longest.len(), 254);
    let (mut too_long, mut fits) = (0, 0);
    let mut tally = Tally::default();
    for (_, bare) in leaf_states() {
        for address in [longest.clone(), format!("i@{}", domain(53)), format!("i@{}", domain(52))] {
            let state = with(&bare, "address", &address);
            assert_eq!(state.get("address"), Some(address.as_str()));
            tally.check(&state);
            let found = make("mobileconfig", &state);
            if let Err(Refusal::Missing(missing)) = &found {
                too_long += usize::from(missing.contains(&Missing::Value(Protocol::Smtp, Field::Host)));
            }
            fits += usize::from(found.is_ok());
        }
    }
    tally.print();
    println!("{too_long} too long, {fits} fit");
    assert!(too_long > 0 && fits > 0);
    // Entered names are of any allowed length.
    for state in answers("info@sample.jp", "someone") {
        let host = &domain(55)[..];
        let state = with(&with(&state, "notice-incoming-host", host), "notice-outgoing-host", host);
        tally.check(&state);
    }
}

// Files for people to read.

const PROFILE: &[(&str, &str)] = &[
    ("provider", "editnet"),
    ("plan", "mail-account"),
    ("network", "wimax"),
    ("connection", "tls"),
    ("access", "pop3"),
    ("address", "info@sample.jp"),
    ("notice-username", "u12345"),
];
const WITHOUT_LOGIN: &[(&str, &str)] = &[
    ("provider", "editnet"),
    ("plan", "mail-account"),
    ("network", "editnet"),
    ("connection", "standard"),
    ("access", "pop3"),
    ("address", "info@sample.jp"),
    ("notice-username", "u12345"),
];
const STARTTLS: &[(&str, &str)] = &[
    ("provider", "neoworks"),
    ("plan", "maintenance"),
    ("os", "centos7"),
    ("domain", "host"),
    ("certificate", "none"),
    ("access", "imap"),
    ("address", "info@sample.jp"),
];
const ENCRYPTED: &[(&str, &str)] = &[
    ("provider", "neoworks"),
    ("plan", "maintenance"),
    ("os", "other"),
    ("connection", "tls"),
    ("certificate", "shared"),
    ("access", "pop3"),
    ("address", "info@sample.co.jp"),
];
const ENTERED: &[(&str, &str)] = &[
    ("provider", "sppd"),
    ("plan", "windows-dedicated"),
    ("connection", "tls"),
    ("access", "pop3"),
    ("address", "info@sample.jp"),
    ("notice-incoming-host", "www0.example.jp"),
    ("notice-incoming-port", "995"),
    ("notice-username", "Tom & Jerry <\"7\">"),
];

/// Format, name below `tests/golden/`, language, state.
type Golden = (&'static str, &'static str, Locale, &'static [(&'static str, &'static str)]);

const GOLDEN: [Golden; 9] = [
    ("mobileconfig", "pop3-tls.mobileconfig", Locale::Ja, PROFILE),
    ("mobileconfig", "pop3-no-login.mobileconfig", Locale::En, WITHOUT_LOGIN),
    ("mobileconfig", "imap-starttls.mobileconfig", Locale::Ja, STARTTLS),
    ("autoconfig", "imap-starttls.config-v1.1.xml", Locale::Ja, STARTTLS),
    ("autoconfig", "pop3-encrypted.config-v1.1.xml", Locale::Ja, ENCRYPTED),
    ("k9s", "imap-starttls.k9s", Locale::Ja, STARTTLS),
    ("k9s", "pop3-no-login.k9s", Locale::Ja, WITHOUT_LOGIN),
    ("autodiscover", "pop3-tls.autodiscover.xml", Locale::Ja, PROFILE),
    ("autodiscover", "pop3-entered.autodiscover.xml", Locale::Ja, ENTERED),
];

#[test]
fn the_files_are_those_that_were_looked_at() {
    for (format, name, locale, pairs) in GOLDEN {
        let state = state(pairs);
        let path = format!("tests/golden/{name}");
        let file = make_in(format, &state, &outcome(&state), locale).unwrap_or_else(|refusal| {
            panic!("{name}: {refusal:?}");
        });
        // Looked at once more, then kept: UPDATE_GOLDEN=1.
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(project(&path), &file.content).unwrap();
        }
        assert_eq!(file.content, content(&path), "{name}");
    }
}
