//! Configuration files and QR codes: each is read again by a reader of its own and says what the answer says, or there
//! is the reason why it cannot be.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../support/mod.rs"]
mod support;

mod answer;
mod picture;
mod readers;

use answer::{Answer, Case, Server};
use mail_settings::decide::{NoticeField, Outcome, State};
use mail_settings::export::{
    Artefact, Code, Format, Input, Limit, Missing, Refusal, code, read_code, render,
};
use mail_settings::i18n::{Locale, Messages};
use mail_settings::matrix::Scalar;
use picture::Drawing;
use readers::Read;
use std::collections::{BTreeMap, BTreeSet};
use support::{CATALOGUE, Numbers, leaf_states, outcome, project, state, with};

const FILES: [&str; 6] = ["srv", "msmtp", "mbsync", "neomutt", "fetchmail", "prf"];

const PAGE: &str = "https://help.example/mail/?from=faq";

const PASSWORD: &str = "a+b&c d%é\"#";

const ADDRESSES: [&str; 4] =
    ["info@sample.jp", "o.shea+news@mail.sample.co.jp", "007@sample.ne.jp", "!#$%&'*+-/=?^_`{|}~x@sample.jp"];

const ENTRIES: [(NoticeField, &str); 5] = [
    (NoticeField::IncomingHost, "in.notice.example"),
    (NoticeField::IncomingPort, "60993"),
    (NoticeField::OutgoingHost, "out.notice.example"),
    (NoticeField::OutgoingPort, "60465"),
    (NoticeField::Username, "notice-user"),
];

/// What a hosting company could give out as a log-in name, or somebody could type in its place. What begins or ends with
/// a blank is cut before it comes here.
const USERNAMES: [&str; 42] = [
    "taro",
    "info@sample.jp",
    "007",
    "1e5",
    "0x10",
    "TRUE",
    "null",
    "12345678901234567890",
    "sample.jp!info",
    "sample¥info",
    "日本太郎",
    "josé",
    "😀",
    "\u{202e}olleh",
    "a\u{200b}b",
    "a\u{2066}b",
    "a\u{a0}b",
    "a b",
    "a&b",
    "<a>",
    "\"",
    "'",
    "\"a\"",
    "'a'",
    "a\"b",
    "a'b",
    "a\\",
    "a\\\"",
    "\\x41",
    "`id`",
    "$(id)",
    "$HOME",
    "%USERNAME%",
    "%U",
    "a;b",
    "a#b",
    "#a",
    "a=b",
    "{host}",
    "a@b@c",
    "a:b/c?d",
    "keep\" no keep user \"b",
];

fn input<'o>(state: &'o State, outcome: &'o Outcome<'o>) -> Input<'o> {
    Input { catalogue: &CATALOGUE, state, outcome, locale: Locale::Ja, page: PAGE, personal: false }
}

/// How many files were made and read, and how many refused and why.
#[derive(Default)]
struct Counts {
    states: usize,
    answers: BTreeSet<String>,
    files: BTreeMap<&'static str, usize>,
    refusals: BTreeMap<String, usize>,
    codes: BTreeSet<String>,
}

impl Counts {
    fn print(&self) {
        println!(
            "{} states, {} different answers, {} formats, {} files of {} different codes and files, {} refusals",
            self.states,
            self.answers.len(),
            FILES.len() + 3,
            self.files.values().sum::<usize>(),
            self.codes.len(),
            self.refusals.values().sum::<usize>(),
        );
        self.files.iter().for_each(|(format, count)| println!("{count:7} {format}"));
        self.refusals.iter().for_each(|(refusal, count)| println!("{count:7} {refusal}"));
    }

    /// Makes every format of a state and reads it again.
    #[track_caller]
    fn check(&mut self, state: &State) {
        self.states += 1;
        let case = Case::of(state);
        self.answers.insert(format!("{case:?}"));
        let outcome = outcome(state);
        let input = input(state, &outcome);
        for format in FILES.into_iter().chain(["thunderbird-qr", "dclogin-qr"]) {
            let made = render(format, input);
            // Codes are slow to draw here; they are drawn twice where they are scanned.
            if !format.ends_with("-qr") {
                assert_eq!(made, render(format, input), "the same answer gives the same bytes");
            }
            match (&case, &made) {
                (Case::NotAnswered, Err(Refusal::Asking | Refusal::Unavailable)) => {}
                (Case::Missing(missing), Err(Refusal::Missing(found))) => assert_eq!(missing, found),
                (Case::Complete(answer), made) if answer.incoming.is_none() && format != "msmtp" => {
                    assert_eq!(*made, Err(Refusal::Missing(vec![Missing::Incoming])));
                }
                (Case::Complete(answer), made) => {
                    let limits = answer.limits(format);
                    match made {
                        Err(Refusal::Cannot(limit)) => assert!(limits.contains(limit), "{format} {answer:?}"),
                        Err(Refusal::Missing(missing)) => {
                            assert!(limits.is_empty() && format == "dclogin-qr", "{format} {answer:?}");
                            assert_eq!(*missing, [Missing::Password]);
                        }
                        Ok(file) => {
                            assert!(limits.is_empty(), "{format} {limits:?} {answer:?}");
                            self.read(format, file, answer);
                        }
                        other => panic!("{format} {other:?} {answer:?}"),
                    }
                    if format == "dclogin-qr" && limits.is_empty() {
                        self.dclogin(code(Format::DcloginQr, input, Some(PASSWORD)), answer);
                    }
                }
                (case, made) => panic!("{format} {case:?} {made:?}"),
            }
            if let Err(refusal) = made {
                *self.refusals.entry(format!("{format} {refusal:?}")).or_default() += 1;
            }
        }
        self.link(Input { personal: true, ..input });
        if !is_told_already(state) {
            self.link(Input { personal: false, ..input });
        }
    }

    fn made(&mut self, format: &'static str, content: &str) {
        *self.files.entry(format).or_default() += 1;
        self.codes.insert(content.to_owned());
    }

    #[track_caller]
    fn read(&mut self, format: &'static str, file: &Artefact, answer: &Answer) {
        let name = file.name.as_bytes();
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        assert!(
            name.iter().all(plain) && name.len() <= 150 && name[0].is_ascii_alphanumeric(),
            "{}",
            file.name
        );
        if format == "thunderbird-qr" {
            assert_eq!(file.mime, "image/svg+xml");
            let payload = Drawing::of(&file.content).decode().unwrap();
            assert_eq!(payload, answer.thunderbird());
            let read: serde_json::Value = serde_json::from_str(&payload).unwrap();
            assert_eq!(read[2][5].as_str(), answer.incoming.as_ref().unwrap().username.as_deref());
            assert_eq!(read[3][0][1], serde_json::json!([answer.address, answer.local()]));
            self.made(format, &payload);
            return;
        }
        assert_eq!(file.mime, "text/plain");
        let read = readers::read(format, &file.content);
        assert_eq!(read, expected(format, answer), "{}", file.content);
        self.made(format, &file.content);
    }

    #[track_caller]
    fn dclogin(&mut self, code: Result<Code, Refusal>, answer: &Answer) {
        match code {
            Ok(code) => {
                let payload = Drawing::of(&code.svg("")).decode().unwrap();
                assert_eq!(payload, code.payload());
                let (password, read) = readers::dclogin(&payload);
                assert_eq!((&*password, read), (PASSWORD, expected("dclogin-qr", answer)));
                self.made("dclogin-qr", &payload);
            }
            Err(refusal) => {
                assert_eq!(refusal, Refusal::Cannot(Limit::TooLong));
                // Thrice as long as a name that is percent-encoded throughout.
                let length =
                    |server: &Server| server.host.len() + 3 * server.username.as_ref().unwrap().len();
                let longest = length(answer.incoming.as_ref().unwrap()) + length(&answer.outgoing[0]);
                assert!(longest + answer.address.len() + 150 > 800, "{answer:?}");
                *self.refusals.entry("dclogin-qr with password: TooLong".to_owned()).or_default() += 1;
            }
        }
    }

    #[track_caller]
    fn link(&mut self, input: Input<'_>) {
        let file = match (render("link-qr", input), Case::of(input.state)) {
            (Ok(file), Case::Complete(_) | Case::Missing(_)) => file,
            (Err(Refusal::Cannot(Limit::TooLong)), Case::Complete(_) | Case::Missing(_)) => {
                let pairs = input.state.pairs(&CATALOGUE, input.personal);
                let longest: usize = pairs.iter().map(|(key, value)| key.len() + 2 + 3 * value.len()).sum();
                assert!(longest + PAGE.len() + 1 > 800, "{pairs:?}");
                *self.refusals.entry("link-qr TooLong".to_owned()).or_default() += 1;
                return;
            }
            (Err(Refusal::Asking | Refusal::Unavailable), Case::NotAnswered) => return,
            other => panic!("{other:?}"),
        };
        assert_eq!((&*file.name, file.mime), ("mail-settings.link-qr.svg", "image/svg+xml"));
        let link = Drawing::of(&file.content).decode().unwrap();
        let (page, fragment) = link.split_once('#').unwrap();
        assert_eq!(page, PAGE);
        let read: Vec<(String, String)> = form_urlencoded::parse(fragment.as_bytes()).into_owned().collect();
        let read: Vec<(&str, &str)> = read.iter().map(|(key, value)| (&**key, &**value)).collect();
        assert_eq!(read, input.state.pairs(&CATALOGUE, input.personal));
        let told = read.iter().any(|(key, _)| *key == "address" || key.starts_with("notice-"));
        assert!(!told || input.personal, "{link}");
        self.made("link-qr", &link);
    }
}

/// What a format says of an answer: not all say all.
fn expected(format: &str, answer: &Answer) -> Read {
    let address = Some(answer.address.clone());
    let (incoming, best) = (answer.incoming.clone(), vec![answer.outgoing[0].clone()]);
    let negotiated = |server: Server| Server { authentication: String::new(), ..server };
    match format {
        "msmtp" => Read { address, incoming: None, outgoing: best },
        "mbsync" | "fetchmail" => Read { address: None, incoming, outgoing: Vec::new() },
        "neomutt" | "prf" => Read { address, incoming, outgoing: best },
        "dclogin-qr" => Read {
            address,
            incoming: incoming.map(negotiated),
            outgoing: best.into_iter().map(negotiated).collect(),
        },
        "srv" => {
            let nameless = |server: Server| Server { username: None, ..negotiated(server) };
            let said = |server: &Server| server.security != "none" && server.username == address;
            let outgoing = answer.outgoing.iter().filter(|server| said(server)).cloned();
            Read {
                address: answer.address.split('@').nth(1).map(str::to_owned),
                incoming: incoming.map(nameless),
                outgoing: outgoing.map(nameless).collect(),
            }
        }
        _ => panic!("{format}"),
    }
}

/// Whether a link without personal data was made for another address already.
fn is_told_already(state: &State) -> bool {
    state.get("address").is_some_and(|address| address != ADDRESSES[0])
        || state.get("notice-username").is_some_and(|name| name != ENTRIES[4].1)
}

fn entered(state: &State, username: &str) -> State {
    let state = ENTRIES.iter().fold(state.clone(), |state, (field, value)| with(&state, field.id(), value));
    with(&state, NoticeField::Username.id(), username)
}

#[test]
fn every_answer_says_the_same_in_every_format_or_there_is_a_reason() {
    let mut counts = Counts::default();
    for (_, bare) in leaf_states() {
        counts.check(&bare);
        for address in ADDRESSES {
            let addressed = with(&bare, "address", address);
            counts.check(&addressed);
            counts.check(&entered(&addressed, "notice-user"));
        }
    }
    counts.print();
    let seen: Vec<&str> = counts.files.keys().copied().collect();
    assert_eq!(seen.len(), FILES.len() + 3, "{seen:?}");
}

/// One end for each kind of answer: protocols, securities, authentications, and where the log-in name comes from.
fn kinds() -> Vec<State> {
    let mut seen = BTreeSet::new();
    let mut kinds = Vec::new();
    for (_, state) in leaf_states() {
        let settings = support::settings(&state);
        let side = |side: &serde_json::Value| {
            let value = |field: &str| side[field]["value"].to_string();
            let username =
                [&side["username"]["pattern"], &side["username"]["certainty"]].map(ToString::to_string);
            let protocol = side["protocol"].to_string();
            [protocol, value("security"), value("authentication"), username.concat()].join(" ")
        };
        let kind = (side(&settings["incoming"]), side(&settings["outgoing"][0]));
        if settings["status"] == "answered" && seen.insert(kind) {
            kinds.push(state);
        }
    }
    println!("{} kinds of answers", kinds.len());
    kinds
}

#[test]
fn no_log_in_name_and_no_address_breaks_a_format() {
    let mut counts = Counts::default();
    let long = "n".repeat(254);
    let wide = "語".repeat(254);
    let local = "l".repeat(64);
    let label = "d".repeat(60);
    // The longest address has 254 characters, and 253 are too many for a host once `mail.` stands before them.
    let longest = format!("{local}@{label}.{label}.{label}.jp");
    let long_domain = format!("x@{0}.{0}.{0}.{1}.jp", "d".repeat(63), "d".repeat(57));
    let mut addresses = vec![longest, long_domain];
    for c in "!#$%&'*+-/=?^_`{|}~".chars() {
        addresses.extend([format!("{c}@sample.jp"), format!("a{c}b@sample.jp"), format!("{c}{c}@sample.jp")]);
    }
    addresses.extend(
        ["TRUE", "1e5", "0x10", "{host}", "a{user}b", "`id`", "$HOME", "%U", "'a'"]
            .map(|local| format!("{local}@sample.jp")),
    );
    for state in kinds() {
        for username in USERNAMES.into_iter().chain([&*long, &*wide]) {
            counts.check(&entered(&with(&state, "address", "info@sample.jp"), username));
        }
        for address in &addresses {
            let addressed = with(&state, "address", address);
            assert!(addressed.get("address").is_some(), "{address}");
            counts.check(&entered(&addressed, "notice-user"));
        }
    }
    counts.print();
    let refused = |limit: &str| counts.refusals.keys().any(|refusal| refusal.contains(limit));
    for limit in [
        "Pop3",
        "IncomingStartTls",
        "Cleartext",
        "EncryptedPassword",
        "UsernameIsNotAddress",
        "Characters",
        "TooLong",
        "Missing([Value(Pop3, Host), Value(Smtp, Host)])",
        "Incoming]",
        "Password]",
    ] {
        assert!(refused(limit), "{limit} is never given");
    }
}

#[test]
fn names_of_letters_as_they_come_are_read_back_or_refused() {
    let mut counts = Counts::default();
    let mut numbers = Numbers::from(2023);
    let letters: Vec<char> =
        "abz019 .@-_+\"'`\\$%#;:=&<>{}[]()|!?*~^,/éあ😀\u{202e}\u{2066}".chars().collect();
    let kinds = kinds();
    for turn in 0..600 {
        let length = 1 + numbers.below(12);
        let name: String = (0..length).map(|_| letters[numbers.below(letters.len())]).collect();
        let state = with(&kinds[turn % kinds.len()], "address", "info@sample.jp");
        if !name.trim().is_empty() {
            counts.check(&entered(&state, &name));
        }
    }
    counts.print();
}

#[test]
fn control_characters_are_refused_wherever_they_come_from() {
    let state = with(
        &state(&[("provider", "neoworks"), ("plan", "shared-standard"), ("access", "imap")]),
        "address",
        "info@sample.jp",
    );
    let mut made = outcome(&state);
    assert!(made.incoming.is_some());
    let mut count = 0;
    for c in (0..0x20).chain(0x7f..0xa0).filter_map(char::from_u32) {
        for name in [format!("a{c}b"), format!("{c}a"), format!("a{c}")] {
            let server = made.incoming.as_mut().unwrap();
            server.username.value = Some(Scalar::Text(name.clone().into()));
            made.outgoing[0].username.value = Some(Scalar::Text(name.clone().into()));
            for format in FILES.into_iter().chain(["thunderbird-qr"]) {
                let refusal = render(format, input(&state, &made)).unwrap_err();
                assert!(matches!(refusal, Refusal::Cannot(_)), "{format} {name:?} {refusal:?}");
                count += 1;
            }
            // Percent-encoded, nothing is left of it to do harm.
            if let Ok(code) = code(Format::DcloginQr, input(&state, &made), Some("p")) {
                assert!(code.payload().bytes().all(|byte| byte.is_ascii_graphic()));
                let (_, read) = readers::dclogin(code.payload());
                assert_eq!(read.incoming.unwrap().username.as_deref(), Some(&*name));
            }
        }
    }
    for name in [" a", "a ", " "] {
        made.incoming.as_mut().unwrap().username.value = Some(Scalar::Text(name.into()));
        made.outgoing[0].username.value = Some(Scalar::Text(name.into()));
        for format in FILES {
            assert!(render(format, input(&state, &made)).is_err(), "{format} {name:?}");
            count += 1;
        }
    }
    println!("{count} refusals");
}

#[test]
fn each_side_keeps_its_own_log_in_name() {
    let mut count = 0;
    for state in kinds() {
        let state = entered(&with(&state, "address", "info@sample.jp"), "receiver");
        let mut made = outcome(&state);
        let Some(incoming) = &mut made.incoming else { continue };
        incoming.username.value = Some(Scalar::Text("receiver".into()));
        for server in &mut made.outgoing {
            server.username.value = Some(Scalar::Text("sen'der".into()));
        }
        for format in ["neomutt", "prf"] {
            let Ok(file) = render(format, input(&state, &made)) else { continue };
            let read = readers::read(format, &file.content);
            assert_eq!(read.incoming.unwrap().username.as_deref(), Some("receiver"), "{}", file.content);
            let sender = &read.outgoing[0];
            let expected = (sender.authentication != "none").then_some("sen'der");
            assert_eq!(sender.username.as_deref(), expected, "{}", file.content);
            count += 1;
        }
        for (format, password) in [(Format::ThunderbirdQr, None), (Format::DcloginQr, Some("p"))] {
            let Ok(code) = code(format, input(&state, &made), password) else { continue };
            let at = code.payload().find("receiver").unwrap();
            let login = made.outgoing[0].authentication().unwrap().id() != "none";
            let sender =
                code.payload()[at..].contains(if password.is_some() { "sen%27der" } else { "sen'der" });
            assert_eq!(sender, login, "{}", code.payload());
            count += 1;
        }
    }
    println!("{count} files");
    assert!(count > 20);
}

#[test]
fn every_limit_is_told_in_its_own_words() {
    let words: Vec<[String; 2]> = Limit::ALL
        .into_iter()
        .map(|limit| Locale::ALL.map(|locale| Refusal::Cannot(limit).message(locale)))
        .collect();
    for (at, [ja, en]) in words.iter().enumerate() {
        assert_eq!(Limit::ALL[at] as usize, at, "the words are looked up by it");
        assert!(
            !words[..at].iter().any(|[known_ja, known_en]| known_ja == ja || known_en == en),
            "{ja} {en}"
        );
    }
    println!("{} limits", words.len());
}

// Codes.

#[test]
fn a_code_of_any_length_is_read_back_by_two_readers() {
    let letters: Vec<char> = ('!'..='~').collect();
    let mut numbers = Numbers::from(97);
    let mut sizes = BTreeMap::new();
    for length in (1..=300).chain((301..=800).step_by(9)).chain([800]) {
        let payload: String = (0..length).map(|_| letters[numbers.below(letters.len())]).collect();
        let code = Code::of(payload.clone()).unwrap_or_else(|refusal| panic!("{length}: {refusal:?}"));
        assert_eq!(Code::of(payload.clone()).as_ref(), Ok(&code), "the same payload gives the same code");
        let drawing = Drawing::of(&code.svg("x"));
        assert_eq!((code.payload(), drawing.decode().as_deref()), (&*payload, Ok(&*payload)));
        assert_eq!((code.width(), drawing.width), (code.size() + 8, code.size() + 8));
        let same = (0..code.width() * code.width())
            .all(|at| drawing.modules[at] == code.is_dark(at % code.width(), at / code.width()));
        assert!(same && !code.is_dark(code.width(), 9) && !code.is_dark(0, usize::MAX));
        let grid = rqrr::SimpleGrid::from_func(code.size(), |x, y| code.is_dark(x + 4, y + 4));
        let level = rqrr::Grid::new(grid).decode().unwrap().0.ecc_level;
        *sizes.entry((code.size(), level)).or_insert(0) += 1;
        // L stands for 1, and is for those alone that do not fit with M into 57 modules: 213 bytes by table 7.
        assert!(code.size() <= 97 && (level == 1) <= (length > 213), "{length}: {} {level}", code.size());
    }
    let levels: BTreeSet<u16> = sizes.keys().map(|(_, level)| *level).collect();
    println!("{} sizes and levels: {sizes:?}", sizes.len());
    assert_eq!(levels.len(), 4, "L, M, Q and H");
    assert_eq!(
        sizes.keys().map(|(size, _)| *size).collect::<BTreeSet<_>>().len(),
        20,
        "every version up to 20"
    );
}

#[test]
fn the_size_of_a_code_is_the_smallest_for_its_length() {
    // Bytes that fit with M up to 57 modules across, and with L beyond (table 7 of the standard).
    let last =
        [(14, 21), (26, 25), (180, 53), (213, 57), (230, 53), (271, 57), (321, 61), (718, 89), (792, 93)];
    for (length, size) in last {
        assert_eq!(Code::of("a".repeat(length)).unwrap().size(), size, "{length}");
    }
    for (length, size) in
        [(15, 25), (181, 57), (214, 53), (231, 57), (272, 61), (719, 93), (793, 97), (800, 97)]
    {
        assert_eq!(Code::of("a".repeat(length)).unwrap().size(), size, "{length}");
    }
}

#[test]
fn more_than_eight_hundred_characters_and_other_scripts_make_no_code() {
    assert_eq!(Code::of("a".repeat(801)), Err(Refusal::Cannot(Limit::TooLong)));
    assert_eq!(Code::of("日本".to_owned()), Err(Refusal::Cannot(Limit::Characters)));
}

#[test]
fn a_code_with_any_module_wrong_is_not_read() {
    // Data modules by size, from table 1 of the standard; format information stands twice.
    for (length, size, codewords) in [(10, 21, 26), (20, 25, 44), (110, 45, 196), (290, 61, 404)] {
        let code = Code::of("a".repeat(length)).unwrap();
        assert_eq!(code.size(), size, "{length}");
        let modules: Vec<bool> =
            (0..size * size).map(|at| code.is_dark(at % size + 4, at / size + 4)).collect();
        assert_eq!(read_code(size, &modules).as_deref(), Some(code.payload().as_bytes()));
        let mut refused = 0;
        for at in 0..modules.len() {
            let mut damaged = modules.clone();
            damaged[at] = !damaged[at];
            match read_code(size, &damaged) {
                None => refused += 1,
                Some(read) => assert_eq!(read, code.payload().as_bytes()),
            }
        }
        assert_eq!(refused, codewords * 8 + 30, "{size}");
        // Both copies of the format information wrong in the same way: figure 25 of the standard.
        for bit in 0..15 {
            let (x, y) = match bit {
                0..=5 => (8, bit),
                6 | 7 => (8, bit + 1),
                8 => (7, 8),
                _ => (14 - bit, 8),
            };
            let (other_x, other_y) = if bit < 8 { (size - 1 - bit, 8) } else { (8, size - 15 + bit) };
            let mut damaged = modules.clone();
            for at in [y * size + x, other_y * size + other_x] {
                damaged[at] = !damaged[at];
            }
            assert_eq!(read_code(size, &damaged), None, "{size}, bit {bit}");
        }
    }
}

#[test]
fn what_is_no_code_is_not_read() {
    for size in [0, 17, 20, 21, 22, 25, 97, 101, 177] {
        for modules in [vec![], vec![false; size * size], vec![true; size * size], vec![true; 7]] {
            assert_eq!(read_code(size, &modules), None, "{size}");
        }
    }
}

#[test]
fn codes_are_scanned_small_large_blurred_faded_and_on_dark_pages() {
    let mut scans = 0;
    for length in [30, 120, 180, 260, 330] {
        let payload: String =
            "[1,[1,1],[0,\"mail.example.jp\",993,3,1]]".chars().cycle().take(length).collect();
        let drawing = Drawing::of(&Code::of(payload.clone()).unwrap().svg("x"));
        let mut scan = |picture: picture::Photograph, what: &str| {
            assert_eq!(picture.scan(), [Ok(payload.clone())], "{what}, {length} characters");
            scans += 1;
        };
        for page in [255, 128, 0] {
            for scale in [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 2.5, 3.3, 4.7, 6.1, 7.9] {
                let picture = drawing.on_screen(scale, page);
                scan(picture, &format!("{scale} pixels, page {page}"));
                scan(drawing.on_screen(scale, page).faded(), &format!("{scale} pixels faded, page {page}"));
            }
        }
        for (scale, times) in
            [(4.0, 1), (4.7, 1), (5.0, 1), (6.0, 1), (6.1, 1), (7.0, 1), (7.9, 2), (8.0, 2), (8.0, 3)]
        {
            let picture = drawing.on_screen(scale, 255).blurred(times);
            scan(picture, &format!("{scale} pixels blurred {times} times"));
        }
    }
    println!("{scans} pictures scanned");
}

#[test]
fn the_text_alternative_says_what_scans_it_and_cannot_break_out() {
    let code = Code::of("x".to_owned()).unwrap();
    let svg = code.svg("<b>\"&amp;\"</b>\u{7}\n");
    assert_eq!(Drawing::of(&svg).title, "&lt;b&gt;\"&amp;amp;\"&lt;/b&gt;");
    assert!(!svg.contains("style"), "{svg}");
    let state = with(&kinds()[0], "address", "info@sample.jp");
    let state = entered(&state, "taro");
    let outcome = outcome(&state);
    for locale in Locale::ALL {
        for (format, at) in [("link-qr", 0), ("thunderbird-qr", 1)] {
            let file = render(format, Input { locale, ..input(&state, &outcome) }).unwrap();
            assert_eq!(Drawing::of(&file.content).title, Messages::of(locale).code_titles[at]);
        }
    }
}

#[test]
fn a_link_leads_to_the_page_and_nowhere_if_the_page_has_no_address() {
    let state = &kinds()[0];
    let outcome = outcome(state);
    let link = |page: &str| code(Format::LinkQr, Input { page, ..input(state, &outcome) }, None);
    let starts = |page: &str, expected: &str| {
        let code = link(page).unwrap();
        assert!(code.payload().starts_with(expected), "{}", code.payload());
        assert_eq!(code.payload().matches('#').count(), 1);
    };
    starts("https://help.example/a?b=c", "https://help.example/a?b=c#provider=");
    starts("http://localhost:8000/", "http://localhost:8000/#provider=");
    starts("https://help.example/#old", "https://help.example/#provider=");
    starts("https://help.example/設定 \n", "https://help.example/%E8%A8%AD%E5%AE%9A%20%0A#provider=");
    for page in [
        "",
        "about:srcdoc",
        "file:///mail.html",
        "data:text/html,x",
        "blob:https://a.example/1",
        "javascript:0",
    ] {
        assert_eq!(link(page), Err(Refusal::Cannot(Limit::Page)), "{page}");
    }
    let long = format!("https://help.example/{}", "a".repeat(800));
    assert_eq!(link(&long), Err(Refusal::Cannot(Limit::TooLong)));
}

#[test]
fn only_delta_chat_gets_a_password_and_only_when_it_is_given() {
    let mut codes = 0;
    for state in kinds() {
        let state = entered(&with(&state, "address", "info@sample.jp"), "taro");
        let outcome = outcome(&state);
        let make = |format, password| code(format, input(&state, &outcome), password);
        for format in [Format::ThunderbirdQr, Format::LinkQr] {
            assert_eq!(make(format, Some("secret")), make(format, None));
        }
        for format in Format::ALL.into_iter().filter(|format| !format.id().ends_with("-qr")) {
            assert_eq!(make(format, Some("secret")).unwrap_err().code(), "unknown-format");
        }
        assert_eq!(make(Format::DcloginQr, None), make(Format::DcloginQr, Some("")));
        for password in ["secret", " ", "a\nb", "%41", "é+&=#", "🔑", &"p".repeat(200)] {
            if let Ok(code) = make(Format::DcloginQr, Some(password)) {
                assert_eq!(readers::dclogin(code.payload()).0, password);
                codes += 1;
            }
        }
    }
    println!("{codes} codes");
    assert!(codes > 0);
}

// Golden files: what is made of some answers, to be read by a person. `UPDATE_GOLDEN=1` writes them anew.

/// Folder, and the answers and entries that lead there.
const GOLDEN: [(&str, &[(&str, &str)]); 10] = [
    (
        "imap-tls",
        &[
            ("provider", "neoworks"),
            ("plan", "maintenance"),
            ("os", "centos7"),
            ("domain", "host"),
            ("certificate", "mail-name"),
            ("connection", "tls"),
            ("access", "imap"),
            ("notice-incoming-port", "993"),
        ],
    ),
    (
        "imap-starttls",
        &[
            ("provider", "neoworks"),
            ("plan", "maintenance"),
            ("os", "centos7"),
            ("domain", "host"),
            ("certificate", "mail-name"),
            ("connection", "standard"),
            ("access", "imap"),
        ],
    ),
    (
        "imap-tls-encrypted-password",
        &[
            ("provider", "neoworks"),
            ("plan", "maintenance"),
            ("os", "other"),
            ("certificate", "mail-name"),
            ("connection", "tls"),
            ("access", "imap"),
            ("notice-incoming-port", "993"),
        ],
    ),
    (
        "imap-cleartext-encrypted-password",
        &[
            ("provider", "neoworks"),
            ("plan", "maintenance"),
            ("os", "other"),
            ("connection", "standard"),
            ("access", "imap"),
        ],
    ),
    (
        "imap-odd-names",
        &[
            ("provider", "sppd"),
            ("plan", "windows-dedicated"),
            ("connection", "standard"),
            ("access", "imap"),
            ("address", "o'neil`$&{x}|~^=+!_-@sample.jp"),
            ("notice-incoming-host", "mail.notice.example"),
            ("notice-incoming-port", "143"),
            ("notice-username", "o'neil \"x\" \\ $HOME `id` #1"),
        ],
    ),
    (
        "pop3-tls",
        &[
            ("provider", "neoworks"),
            ("plan", "maintenance"),
            ("os", "centos7"),
            ("domain", "host"),
            ("certificate", "mail-name"),
            ("connection", "tls"),
            ("access", "pop3"),
        ],
    ),
    (
        "pop3-tls-address-as-user-name",
        &[
            ("provider", "editnet"),
            ("plan", "mail-account"),
            ("network", "other"),
            ("op25b", "no"),
            ("connection", "tls"),
            ("access", "pop3"),
            ("notice-username", "info@sample.jp"),
        ],
    ),
    (
        "pop3-cleartext",
        &[
            ("provider", "editnet"),
            ("plan", "mail-account"),
            ("network", "wimax"),
            ("connection", "standard"),
            ("access", "pop3"),
            ("notice-username", "taro"),
        ],
    ),
    (
        "pop3-sending-without-log-in",
        &[
            ("provider", "editnet"),
            ("plan", "mail-account"),
            ("network", "editnet"),
            ("connection", "standard"),
            ("access", "pop3"),
            ("notice-username", "taro"),
        ],
    ),
    (
        "sending-only",
        &[
            ("provider", "sppd"),
            ("plan", "linux"),
            ("connection", "tls"),
            ("notice-outgoing-host", "mail.notice.example"),
            ("notice-username", "taro"),
        ],
    ),
];

#[test]
fn golden_files_are_what_is_made() {
    let mut made: BTreeMap<String, String> = BTreeMap::new();
    for (folder, pairs) in GOLDEN {
        // The address comes first, so that a state may bring its own.
        let state = state(&[&[("address", "info@sample.jp")], pairs].concat());
        let outcome = outcome(&state);
        let mut refusals = String::new();
        for format in Format::ALL
            .into_iter()
            .filter(|format| FILES.contains(&format.id()) || format.id().ends_with("-qr"))
        {
            let input = input(&state, &outcome);
            let refusal = if format.id().ends_with("-qr") {
                let password = (format == Format::DcloginQr).then_some(PASSWORD);
                code(format, input, password).map(|code| {
                    made.insert(format!("{folder}/{}.txt", format.id()), code.payload().to_owned() + "\n");
                })
            } else {
                render(format.id(), input).map(|file| {
                    made.insert(format!("{folder}/{}", file.name), file.content);
                })
            };
            if let Err(refusal) = refusal {
                let [ja, en] = Locale::ALL.map(|locale| refusal.message(locale));
                refusals += &format!("{}: {ja} / {en}\n", format.id());
            }
        }
        if !refusals.is_empty() {
            made.insert(format!("{folder}/refused.txt"), refusals);
        }
    }
    let state = state(GOLDEN[0].1);
    let link = render("link-qr", input(&state, &outcome(&state))).unwrap();
    made.insert(link.name, link.content);

    let root = project("tests/golden/codes");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::remove_dir_all(&root).unwrap();
        for (path, content) in &made {
            std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            std::fs::write(root.join(path), content).unwrap();
        }
    }
    let mut kept = BTreeSet::new();
    for folder in GOLDEN.map(|(folder, _)| folder).into_iter().chain([""]) {
        for entry in std::fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                let name = entry.file_name().into_string().unwrap();
                kept.insert(format!("{folder}/{name}").trim_start_matches('/').to_owned());
            }
        }
    }
    assert_eq!(kept, made.keys().cloned().collect(), "files in tests/golden/codes");
    for (path, content) in &made {
        assert_eq!(std::fs::read_to_string(root.join(path)).unwrap(), *content, "tests/golden/codes/{path}");
    }
    println!("{} files", made.len());
}
