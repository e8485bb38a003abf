//! The guides: one file for each mail program, all of one schema, and every answer's values in every one of them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{NoticeField, Outcome, ResolvedValue, State, Status};
use mail_settings::guide::{
    Ability, Certain, Drawing, Entry, FilledStep, Flow, Form, Guide, Instead, Key, Kind, Offer, Shared, Slot,
    Standing, Value, Verdict, cautions, cite, conditions, draw, fill, guides, offer, problems, replacements,
};
use mail_settings::i18n::{Locale, Messages};
use mail_settings::mail::{Authentication, Protocol, Security};
use mail_settings::matrix::{Field, Scalar, Source};
use mail_settings::wording;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use support::{CATALOGUE, client_ids, content, leaf_states, outcome, project, state, with};

const ADDRESS: &str = "zz-taro@zz-sample.jp";

/// Entries that no data file holds, so that each is recognised wherever it turns up.
const ENTRIES: [(NoticeField, &str); 5] = [
    (NoticeField::IncomingHost, "zz-in.example.jp"),
    (NoticeField::IncomingPort, "60995"),
    (NoticeField::OutgoingHost, "zz-out.example.jp"),
    (NoticeField::OutgoingPort, "60465"),
    (NoticeField::Username, "zz-user"),
];

static SHARED: LazyLock<Shared> =
    LazyLock::new(|| Shared::read(&content("static/data/guides.json")).unwrap());

fn file(client: &str) -> String {
    content(&format!("static/data/guides/{client}.json"))
}

fn guide(client: &str) -> &'static Guide {
    guides().of(client).unwrap()
}

/// Every answer of every provider with each mail program: as it is, with an address, and with everything entered.
static ANSWERS: LazyLock<Vec<(&'static str, Vec<Outcome<'static>>)>> = LazyLock::new(|| {
    let leaves = leaf_states();
    let answers = |client| {
        let mut found = Vec::new();
        for (_, bare) in &leaves {
            let bare = with(bare, "client", client);
            let addressed = with(&bare, "address", ADDRESS);
            let entered = ENTRIES
                .iter()
                .fold(addressed.clone(), |state, (field, value)| with(&state, field.id(), value));
            found.extend([bare, addressed, entered].iter().map(outcome));
        }
        found.retain(|outcome| outcome.status == Status::Answered);
        assert!(!found.is_empty(), "{client} has no answer");
        found
    };
    client_ids().into_iter().map(|client| (client, answers(client))).collect()
});

fn flows(guide: &'static Guide) -> &'static [Flow] {
    guides().body(guide).flows
}

fn flow_of(guide: &'static Guide, id: &str) -> &'static Flow {
    flows(guide).iter().find(|flow| flow.id == id).unwrap()
}

fn steps(client: &str, flow: &str, state: &State, locale: Locale) -> Vec<FilledStep> {
    let flow = flows(guide(client)).iter().find(|known| known.id == flow).unwrap();
    fill(guides(), guide(client), flow, &outcome(state), locale)
}

/// All fields of a step, branches included.
fn entries(step: &FilledStep) -> impl Iterator<Item = &Entry> {
    step.entries.iter().chain(step.branches.iter().flat_map(|branch| &branch.entries))
}

// The files.

#[test]
fn every_mail_program_has_one_guide_and_no_other_file_stands_beside_them() {
    let mut files: Vec<String> = std::fs::read_dir(project("static/data/guides"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut expected: Vec<String> = client_ids().iter().map(|id| format!("{id}.json")).collect();
    expected.sort();
    assert_eq!(files, expected);
    let embedded: Vec<&str> = guides().all.iter().map(|guide| guide.id).collect();
    assert_eq!(embedded, client_ids(), "in the order in which programs are offered");
    println!("{} guides", files.len());
}

#[test]
fn every_file_keeps_to_the_schema() {
    for client in client_ids() {
        let found = problems(&file(client), &SHARED);
        assert!(found.is_empty(), "{client}: {found:?}");
        assert_eq!(Guide::read(&file(client), &SHARED).unwrap().id, client);
    }
}

#[test]
fn what_is_embedded_is_what_the_files_say() {
    for client in client_ids() {
        let read = Guide::read(&file(client), &SHARED).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", guide(client)), "{client}");
    }
}

/// A guide's file with one change.
fn changed(client: &str, pointer: &str, change: impl Fn(&mut Json)) -> Vec<String> {
    let mut json: Json = serde_json::from_str(&file(client)).unwrap();
    change(json.pointer_mut(pointer).unwrap_or_else(|| panic!("{client} has no {pointer}")));
    problems(&json.to_string(), &SHARED).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn refused(found: &[String], expected: &str) {
    assert!(found.iter().any(|problem| problem.contains(expected)), "“{expected}” is not among {found:#?}");
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let remove =
        |key: &'static str| move |at: &mut Json| drop(at.as_object_mut().unwrap().remove(key).unwrap());
    let set = |key: &'static str, value: Json| move |at: &mut Json| at[key] = value.clone();
    let t = |pointer: &str, expected: &str, change: &dyn Fn(&mut Json)| {
        refused(&changed("thunderbird", pointer, change), expected);
    };
    t("", "/: unknown key “note”", &set("note", "x".into()));
    t("/versions", "/versions: “en” is missing", &remove("en"));
    t("/versions", "/versions/easy: empty text", &set("easy", " ".into()));
    t("/can", "/can: “apop” is missing", &remove("apop"));
    t("/can", "/can/pop3: expected “yes”, “no” or “unknown”", &set("pop3", "perhaps".into()));
    t("/can/apop", "lists no section “nowhere”", &set("source", serde_json::json!(["sppd-spec", "nowhere"])));
    t("", "expected “current”, “unknown” or an end", &set("state", "old".into()));
    t("/checked", "unknown basis “hearsay”", &set("basis", "hearsay".into()));
    t("/checked", "/checked/date: expected a date", &set("date", "November".into()));
    let protocol = "/dialogs/1/sections/0/fields/0";
    t(protocol, "no word for “imap”", &|at| drop(at["words"].as_object_mut().unwrap().remove("imap")));
    t(protocol, "unknown value “pop2”", &|at| at["words"]["pop2"] = Json::Null);
    t(protocol, "unknown value “incoming.colour”", &set("value", "incoming.colour".into()));
    t(protocol, "expected one of “value”, “text”, “own” and “on”", &remove("value"));
    t(protocol, "a box to tick needs “on”", &set("kind", "check".into()));
    t(protocol, "unknown field “protocol”", &set("id", "protocoll".into()));
    t(protocol, "field “protocoll” is in no step", &set("id", "protocoll".into()));
    t(protocol, "field “in-host” stands twice", &set("id", "in-host".into()));
    t(protocol, "unknown condition “colour”", &set("when", serde_json::json!({"colour": ["red"]})));
    t(protocol, "“pop2” is no value of “access”", &set("when", serde_json::json!({"access": ["pop2"]})));
    t("/flows", "flow “change” is missing", &remove("change"));
    t("/flows", "/flows: unknown key “paint”", &|at| at["paint"] = at["add"].clone());
    t("/flows/add/steps/1", "field “out-host” is in another dialog", &|at| {
        at["fields"].as_array_mut().unwrap().push("out-host".into());
    });
    t("/flows/add/steps/0", "unknown dialog “nowhere”", &set("dialog", "nowhere".into()));
    t("/flows/add/steps/0", "expected an object", &|at| *at = "no-such-step".into());
    t("/flows/add/steps/0", "is no part of the help that a step can open", &set("opens", "nowhere".into()));
    let look = |id: &str, look: Json| {
        let dialogs = serde_json::json!({ id: look });
        move |at: &mut Json| at["dialogs"] = dialogs.clone()
    };
    let title = serde_json::json!({"title": {"ja": "題", "en": "Title"}});
    t("/flows/change", "unknown dialog “nowhere”", &look("nowhere", title.clone()));
    t("/flows/change", "no step of this flow shows dialog “start”", &look("start", title));
    t("/flows/change", "expected “title”, “buttons” or both", &look("smtp", serde_json::json!({})));
    let stops = serde_json::json!([{"title": {"ja": "題", "en": "Title"}, "text": {"ja": "文", "en": "Text"}, "stops": true}]);
    t("", "a caution that stops needs “set”", &set("cautions", stops));
    t("", "“dialogs” and “flows”, or “follows”", &set("follows", "other".into()));
    let conditions = "/conditions/0/checks";
    let c = changed("cybozu-mail-sharing", conditions, |at| {
        at.as_array_mut().unwrap().retain(|check| check.get("when").is_some());
    });
    refused(&c, "the last check must hold always");
}

#[test]
fn everything_that_guides_share_is_used() {
    let files: String = client_ids().iter().map(|client| file(client)).collect();
    let shared: Json = serde_json::from_str(&content("static/data/guides.json")).unwrap();
    for step in shared["steps"].as_object().unwrap().keys() {
        assert!(files.contains(&format!("\"{step}\"")), "step {step}");
    }
    for basis in shared["bases"].as_object().unwrap().keys() {
        assert!(files.contains(&format!("\"basis\": \"{basis}\"")), "basis {basis}");
    }
    for document in guides().documents {
        for (section, _) in document.sections {
            assert!(
                files.contains(&format!("[\"{}\", \"{section}\"]", document.id)),
                "{}: {section}",
                document.id
            );
        }
        // The same document as a provider cites, with the same headings in English.
        let known: Vec<_> =
            CATALOGUE.matrices().iter().filter_map(|matrix| matrix.document(document.id)).collect();
        assert!(!known.is_empty(), "{}", document.id);
        for other in known {
            assert_eq!(document.date, other.date);
            for (section, english) in document.sections {
                assert!(other.section(section).is_none_or(|known| known == *english), "{section}");
            }
        }
    }
}

#[test]
fn conditions_name_providers_plans_and_reasons_that_exist() {
    fn visit(value: &Json, found: &mut Vec<(String, String)>) {
        match value {
            Json::Object(map) => map.iter().for_each(|(key, value)| {
                if let ("provider" | "plan" | "reason" | "notice", Json::Array(values)) =
                    (key.as_str(), value)
                {
                    found
                        .extend(values.iter().map(|value| (key.clone(), value.as_str().unwrap().to_owned())));
                }
                visit(value, found);
            }),
            Json::Array(items) => items.iter().for_each(|item| visit(item, found)),
            _ => {}
        }
    }
    let mut named = Vec::new();
    client_ids().iter().for_each(|client| visit(&serde_json::from_str(&file(client)).unwrap(), &mut named));
    assert!(named.len() > 5);
    for (key, id) in named {
        let known = match key.as_str() {
            "provider" => CATALOGUE.matrix(&id).is_some(),
            "plan" => CATALOGUE.matrices().iter().any(|matrix| matrix.plan(&id).is_some()),
            "notice" => {
                CATALOGUE.matrices().iter().any(|matrix| matrix.notices().iter().any(|it| it.id == id))
            }
            _ => CATALOGUE.matrices().iter().any(|matrix| matrix.reason(&id).is_some()),
        };
        assert!(known, "{key} {id}");
    }
}

// The steps.

fn side<'o>(slot: Slot, outcome: &'o Outcome<'_>) -> Option<(Field, Option<&'o ResolvedValue>)> {
    match slot {
        Slot::Incoming(field) => Some((field, outcome.incoming.as_ref().map(|server| server.field(field)))),
        Slot::Outgoing(field) => Some((field, outcome.outgoing.first().map(|server| server.field(field)))),
        _ => None,
    }
}

/// What the file says for a value's id.
fn word(body: &Guide, entry: &Entry, id: &str, locale: Locale) -> Option<&'static str> {
    let (_, word) = body.fields[entry.field].words.iter().find(|(known, _)| *known == id).unwrap();
    word.as_ref().map(|text| text.get(locale))
}

/// Checks that what a field shows is what the answer says, and nothing else.
#[track_caller]
fn shows_the_answer(body: &Guide, entry: &Entry, outcome: &Outcome<'_>, locale: Locale) {
    let words = Messages::of(locale);
    let context = || format!("{} in {}, {locale:?}: {entry:?}", entry.label, body.id);
    let Some(slot) = entry.slot else {
        assert!(!matches!(entry.form, Form::Literal | Form::Pattern | Form::OnNotice), "{}", context());
        return;
    };
    if matches!(body.fields[entry.field].value, Value::Switch(_)) {
        assert!(matches!(entry.form, Form::On | Form::Off | Form::AtSupport), "{}", context());
        return;
    }
    if let Some((field, value)) = side(slot, outcome) {
        let Some(value) = value else {
            assert_eq!(
                (entry.form, entry.text.as_str()),
                (Form::AtSupport, words.at_support),
                "{}",
                context()
            );
            return;
        };
        let general = wording::shown(value, field, words);
        match (entry.form, &value.value) {
            (Form::Literal, Some(scalar)) => assert_eq!(entry.text, scalar.to_string(), "{}", context()),
            (Form::Chosen, Some(Scalar::Text(id))) => {
                assert_eq!(Some(entry.text.as_str()), word(body, entry, id, locale), "{}", context());
            }
            (Form::NoWord, Some(Scalar::Text(id))) => {
                assert_eq!(word(body, entry, id, locale), None, "{}", context());
                assert_eq!(entry.text, general.unwrap().text, "{}", context());
                says_what_to_do(entry, locale);
            }
            (Form::Pattern, None) => {
                assert_eq!(entry.text, wording::pattern(value.pattern.unwrap(), words), "{}", context());
            }
            (Form::OnNotice, None) => assert_eq!(entry.text, words.on_notice, "{}", context()),
            (Form::AtSupport, None) => assert_eq!(entry.text, words.at_support, "{}", context()),
            (form, value) => panic!("{form:?} of {value:?}: {}", context()),
        }
        return;
    }
    match slot {
        Slot::Address => match &outcome.address {
            Some(address) => {
                assert_eq!((entry.form, entry.text.clone()), (Form::Literal, address.to_string()))
            }
            None => assert_eq!((entry.form, entry.text.as_str()), (Form::Pattern, words.placeholders[1])),
        },
        Slot::Access => match &outcome.incoming {
            None => assert_eq!(entry.form, Form::AtSupport, "{}", context()),
            Some(server) => {
                let word = word(body, entry, server.protocol.id(), locale);
                assert_eq!(Some(entry.text.as_str()), word, "{}", context());
            }
        },
        _ => assert_eq!(entry.form, Form::Own, "{}", context()),
    }
}

/// Checks that a field whose value the program has no word for says whom to ask, whatever else stands there.
#[track_caller]
fn says_what_to_do(entry: &Entry, locale: Locale) {
    let asks = match locale {
        Locale::Ja => ["サポートに確認します", "プロバイダーに確認します"],
        Locale::En => ["sk support", "sk the provider"],
        Locale::Easy => ["サポートに 聞きます", "プロバイダーに 聞きます"],
    };
    let told = entry.remarks.iter().any(|remark| asks.iter().any(|ask| remark.text.contains(ask)));
    assert!(told, "{}: {:?}", entry.label, entry.remarks);
}

#[track_caller]
fn readable(text: &str) {
    assert!(!text.trim().is_empty() && text.trim() == text, "{text:?}");
    assert!(!text.contains(['{', '}', '\n']) && !text.contains("unknown"), "{text:?}");
}

/// Checks one step; returns how many values it shows.
fn is_whole(
    guide: &'static Guide,
    flow: &Flow,
    step: &FilledStep,
    outcome: &Outcome<'_>,
    locale: Locale,
) -> usize {
    let body = guides().body(guide);
    readable(step.title);
    step.text.iter().for_each(|text| readable(text));
    is_cited(step.source, locale);
    for remark in step.remarks.iter().chain(entries(step).flat_map(|entry| &entry.remarks)) {
        readable(remark.text);
        is_cited(remark.source, locale);
    }
    for branch in &step.branches {
        is_cited(branch.source, locale);
        readable(branch.case);
        readable(branch.text);
    }
    let letters: Vec<char> = entries(step).map(|entry| entry.letter.expect("a letter")).collect();
    let expected: Vec<char> = ('a'..='z').take(letters.len()).collect();
    assert_eq!(letters, expected, "{}: {}", guide.id, step.title);
    for entry in entries(step) {
        readable(&entry.text);
        readable(entry.label);
        shows_the_answer(body, entry, outcome, locale);
        assert_eq!(matches!(entry.form, Form::On | Form::Off), {
            entry.kind == Kind::Check && entry.form != Form::AtSupport
        });
    }
    let all = std::iter::once(&step.entries).chain(step.branches.iter().map(|branch| &branch.entries));
    for current in all.filter(|_| step.dialog.is_some()) {
        let drawing = draw(guides(), guide, flow, step.dialog.unwrap(), current, outcome, locale).unwrap();
        has_fields(&drawing, current);
    }
    letters.len()
}

/// Checks that a source is cited by a title and a heading of its document.
fn is_cited(source: Option<Source>, locale: Locale) {
    if let Some(source) = source {
        let citation = cite(guides(), &source, locale);
        assert!(
            citation.title != source.document && citation.section.contains(source.section),
            "{citation:?}"
        );
        assert_eq!(citation.section.len() > source.section.len(), locale == Locale::En, "{citation:?}");
        readable(&citation.date);
    }
}

/// Checks that a drawing shows the fields of a step with their letters, and every field once.
fn has_fields(drawing: &Drawing, current: &[Entry]) {
    readable(drawing.title);
    assert!(!drawing.parts.is_empty() && drawing.parts.iter().all(|part| !part.entries.is_empty()));
    let drawn: Vec<&Entry> = drawing.parts.iter().flat_map(|part| &part.entries).collect();
    let fields: BTreeSet<usize> = drawn.iter().map(|entry| entry.field).collect();
    assert_eq!(fields.len(), drawn.len(), "{}", drawing.title);
    for entry in current {
        assert!(drawn.contains(&entry), "{}: {entry:?}", drawing.title);
    }
    assert_eq!(drawn.iter().filter(|entry| entry.letter.is_some()).count(), current.len());
    drawn.iter().for_each(|entry| readable(&entry.text));
}

#[test]
fn every_guide_shows_every_answer_in_every_language() {
    let (mut rendered, mut shown, mut values) = (0, 0, 0);
    for (client, answers) in ANSWERS.iter() {
        let guide = guide(client);
        for outcome in answers {
            for locale in Locale::CHOICES {
                for flow in flows(guide) {
                    readable(flow.title.get(locale));
                    let steps = fill(guides(), guide, flow, outcome, locale);
                    assert!(steps.len() >= 3, "{client}: {} steps", steps.len());
                    values +=
                        steps.iter().map(|step| is_whole(guide, flow, step, outcome, locale)).sum::<usize>();
                    shown += steps.len();
                    rendered += 1;
                }
            }
        }
    }
    println!("{rendered} guides rendered, {shown} steps, {values} values");
}

/// Adding an account takes every value of the answer: nothing of it is left for the visitor to find a place for.
#[test]
fn adding_an_account_asks_for_every_value_of_the_answer() {
    let mut count = 0;
    for (client, answers) in ANSWERS.iter() {
        for outcome in answers {
            let flow = flows(guide(client)).iter().find(|flow| flow.id == "add").unwrap();
            let steps = fill(guides(), guide(client), flow, outcome, Locale::Ja);
            let shown: Vec<Slot> = steps.iter().flat_map(entries).filter_map(|entry| entry.slot).collect();
            let login = |server: Option<&mail_settings::decide::ResolvedServer>| {
                server.is_some_and(|server| server.authentication() != Some(Authentication::None))
            };
            let mut expected = vec![
                Slot::Incoming(Field::Host),
                Slot::Incoming(Field::Port),
                Slot::Outgoing(Field::Host),
                Slot::Outgoing(Field::Port),
            ];
            if login(outcome.incoming.as_ref()) {
                expected.push(Slot::Incoming(Field::Username));
            }
            // Where sending logs in as receiving does, a program may ask for it once.
            let same = outcome.incoming.as_ref().is_some_and(|server| {
                outcome.outgoing[0].username.value == server.username.value
                    && outcome.outgoing[0].username.pattern == server.username.pattern
            });
            if login(outcome.outgoing.first()) && !same {
                expected.push(Slot::Outgoing(Field::Username));
            }
            // Programs of which an account is only an entry for a shared form do not know the user.
            if !body_asks(client, Slot::Incoming(Field::Username)) {
                expected.retain(|slot| {
                    !matches!(slot, Slot::Incoming(Field::Username) | Slot::Outgoing(Field::Username))
                });
            }
            for slot in expected {
                assert!(shown.contains(&slot), "{client}: {slot:?} is asked nowhere");
                count += 1;
            }
        }
    }
    println!("{count} values found");
}

/// Whether a program has a field for a value at all.
fn body_asks(client: &str, slot: Slot) -> bool {
    let body = guides().body(guide(client));
    body.fields.iter().any(|field| matches!(field.value, Value::Slot(known) if known == slot))
}

/// The security of both servers is either chosen by a word or ticked, never left out.
#[test]
fn protection_of_both_servers_is_set_wherever_it_is_wanted() {
    let mut count = 0;
    for (client, answers) in ANSWERS.iter() {
        let body = guides().body(guide(client));
        for outcome in answers {
            let flow = flows(guide(client)).iter().find(|flow| flow.id == "add").unwrap();
            let steps = fill(guides(), guide(client), flow, outcome, Locale::Ja);
            let sides = [(outcome.incoming.as_ref(), "incoming"), (outcome.outgoing.first(), "outgoing")];
            for (server, name) in sides {
                let Some(security) = server.and_then(|server| server.security()) else { continue };
                if security == Security::None {
                    continue;
                }
                let set = steps.iter().flat_map(entries).any(|entry| match &body.fields[entry.field].value {
                    Value::Slot(Slot::Incoming(Field::Security)) => name == "incoming",
                    Value::Slot(Slot::Outgoing(Field::Security)) => name == "outgoing",
                    Value::Switch(switch) => {
                        let key = if name == "incoming" {
                            mail_settings::guide::Key::IncomingSecurity
                        } else {
                            mail_settings::guide::Key::OutgoingSecurity
                        };
                        entry.form != Form::Off && switch.on.iter().any(|(known, _)| *known == key)
                    }
                    _ => false,
                });
                assert!(set, "{client}: {name} {security:?} is set nowhere");
                count += 1;
            }
        }
    }
    println!("{count} protected servers");
}

#[test]
fn plain_japanese_falls_back_to_japanese_and_is_complete_where_it_matters() {
    for client in [
        "thunderbird",
        "outlook-new",
        "outlook-2021",
        "apple-mail-ios",
        "apple-mail-macos",
        "gmail-android",
        "thunderbird-android",
        "fairemail",
        "delta-chat",
        "becky",
        "windows-mail",
        "other",
    ] {
        for flow in flows(guide(client)) {
            assert!(flow.title.easy().is_some(), "{client}: {}", flow.title.get(Locale::Ja));
            for step in flow.steps {
                let easy = step.title.easy().is_some() && step.text.is_none_or(|text| text.easy().is_some());
                assert!(easy, "{client}: {}", step.title.get(Locale::Ja));
            }
        }
    }
    let becky = guide("becky").versions;
    assert_eq!(becky.get(Locale::Easy), becky.get(Locale::Ja));
}

// Steps that do not apply.

fn titles(steps: &[FilledStep]) -> Vec<&'static str> {
    steps.iter().map(|step| step.title).collect()
}

fn has(steps: &[FilledStep], part: &str) -> bool {
    steps.iter().any(|step| step.title.contains(part))
}

fn editnet(client: &str, network: &str, connection: &str) -> State {
    state(&[
        ("provider", "editnet"),
        ("plan", "mail-account"),
        ("network", network),
        ("op25b", "no"),
        ("connection", connection),
        ("access", "pop3"),
        ("client", client),
    ])
}

#[test]
fn becky_follows_the_editnet_document_step_by_step() {
    let steps = steps("becky", "change", &editnet("becky", "other", "tls"), Locale::Ja);
    let expected = [
        "「メールボックスの設定」を開く",
        "「基本設定」のサーバーを確かめる",
        "「SMTPS」のチェックを確かめる",
        "「ポート番号をSSL標準の465に変更しますか?」に「はい」と答える",
        "「POP3S」のチェックを確かめる",
        "「ポート番号をSSL標準の995に変更しますか?」に「はい」と答える",
        "「詳細」で、ポート番号を確かめる",
        "「SSL/TLS関連」を選ぶ",
        "「SMTP認証」を選ぶ",
        "サーバーからメールを削除する設定にする",
        "「OK」を押す",
        "自分あてに1通送って確かめる",
        "届いたメールのヘッダを見る",
    ];
    assert_eq!(titles(&steps), expected);
    let shown = |label: &str| {
        let entry = steps.iter().flat_map(entries).find(|entry| entry.label == label);
        entry.unwrap_or_else(|| panic!("no {label}"))
    };
    assert_eq!((shown("SMTPS").form, shown("POP3S").form), (Form::On, Form::On));
    assert_eq!((shown("SMTP").text.as_str(), shown("POP3").text.as_str()), ("465", "995"));
    assert_eq!((shown("送信用").text.as_str(), shown("受信用").text.as_str()), ("デフォルト", "デフォルト"));
    assert!(shown("受信用").remarks[0].text.contains("送信用"), "the misprint of the document is told");
    assert!(shown("SMTP").remarks[0].text.contains("587"), "what the document also allows is told");
    assert_eq!(shown("証明書を検証しない").form, Form::Off);
    assert_eq!(shown("方式").text, "PLAIN");
    let authentication = steps.iter().find(|step| step.title.contains("SMTP認証")).unwrap();
    let branch = &authentication.branches[0];
    assert!(branch.case.contains("POPFile") && branch.entries.len() == 2);
    assert_eq!(branch.source.unwrap().section, "うまくいかない場合のチェックポイント");
}

#[test]
fn outlook_express_follows_the_editnet_document_step_by_step() {
    let steps = steps("outlook-express", "change", &editnet("outlook-express", "other", "tls"), Locale::Ja);
    let texts: Vec<(&str, &str)> =
        steps.iter().flat_map(|step| &step.entries).map(|entry| (entry.label, entry.text.as_str())).collect();
    let ssl = "このサーバはセキュリティで保護された接続(SSL)が必要";
    let expected = [
        ("受信メール", "mx.edit.ne.jp"),
        ("送信メール(SMTP)", "mx.edit.ne.jp"),
        ("アカウント名", "通知書で確認"),
        ("このサーバは認証が必要", "オン"),
        ("ログオン", "受信メールサーバと同じ設定を使用する"),
        (ssl, "オン"),
        ("送信メール", "465"),
        (ssl, "オン"),
        ("受信メール", "995"),
    ];
    assert_eq!(texts, expected);
    let logon = steps.iter().find(|step| step.title.contains("ログオン")).unwrap();
    assert!(logon.branches[0].case.contains("POPFile"));
    assert_eq!(logon.branches[0].entries[0].text, "次のアカウントとパスワードでログオンする");
    assert!(has(&steps, "ヘッダ"));
    let at = |part: &str| steps.iter().position(|step| step.title.contains(part)).unwrap();
    assert!(at("ログオンのしかた") < at("「プロパティ」に戻る"), "the dialog that was opened is closed");
    assert!(at("「プロパティ」に戻る") < at("「詳細設定」で"));
}

#[test]
fn steps_that_do_not_apply_are_absent() {
    let find = |client, flow, network, connection| {
        steps(client, flow, &editnet(client, network, connection), Locale::Ja)
    };
    // Without encryption nobody is asked about 465 and 995, and there are no headers to look at.
    let plain = find("becky", "add", "other", "standard");
    for absent in ["465", "995", "ヘッダ"] {
        assert!(!has(&plain, absent), "{absent}");
    }
    assert!(plain.iter().flat_map(entries).all(|entry| !matches!(entry.label, "送信用" | "受信用")));
    assert!(has(&plain, "SMTPS") && has(&plain, "「SMTP認証」を選ぶ"));
    assert!(!has(&plain, "SSL/TLS関連"), "a check of certificates where there are none");
    // From the provider's own network port 25 takes no log-in: no user name, no question how to log on.
    let own = find("becky", "add", "editnet", "standard");
    assert!(has(&own, "「SMTP認証」を外す") && !has(&own, "「SMTP認証」を選ぶ"));
    let own = find("outlook-express", "add", "editnet", "standard");
    assert!(!has(&own, "ログオン"));
    // Fields that are seen and stay empty are said to.
    for client in ["apple-mail-ios", "apple-mail-ipados"] {
        for (flow, expected) in [("add", 2), ("change", 1)] {
            let empty = |step: &&FilledStep| step.remarks.iter().any(|it| it.text.contains("空のまま"));
            let own = find(client, flow, "editnet", "standard");
            assert_eq!(own.iter().filter(empty).count(), expected, "{client}, {flow}");
            assert!(!find(client, flow, "other", "tls").iter().any(|step| empty(&step)), "{client}");
        }
    }
    let outgoing = |slot| matches!(slot, Some(Slot::OutgoingPassword | Slot::Outgoing(Field::Username)));
    for client in client_ids() {
        let state = editnet(client, "editnet", "standard");
        if outcome(&state).status != Status::Answered {
            continue;
        }
        let steps = steps(client, "add", &state, Locale::Ja);
        assert!(steps.iter().flat_map(entries).all(|entry| !outgoing(entry.slot)), "{client}");
    }
    // Thunderbird warns of an unencrypted server once, however many there are.
    let warned = |connection| {
        let steps = find("thunderbird", "add", "other", connection);
        steps.iter().filter(|step| step.title.contains("警告")).count()
    };
    assert_eq!((warned("tls"), warned("standard")), (0, 1));
    // The document's remarks are about its provider only.
    let neoworks = state(&[
        ("provider", "neoworks"),
        ("plan", "shared-standard"),
        ("access", "imap"),
        ("client", "becky"),
    ]);
    let becky = steps("becky", "add", &neoworks, Locale::Ja);
    assert!(!has(&becky, "ヘッダ") && !has(&becky, "削除"));
    assert!(
        becky.iter().flat_map(entries).all(|entry| !matches!(entry.label, "POP3" | "POP3S" | "POP3サーバ"))
    );
    assert!(becky.iter().flat_map(entries).any(|entry| entry.label == "IMAP4サーバ"));
}

#[test]
fn an_unfinished_or_refused_answer_has_no_steps_with_values() {
    for client in client_ids() {
        let asking = state(&[("provider", "sppd"), ("client", client)]);
        let refused =
            with(&with(&with(&asking, "plan", "windows-shared"), "os", "windows-2016"), "access", "imap");
        for state in [&asking, &with(&refused, "connection", "tls")] {
            assert_ne!(outcome(state).status, Status::Answered);
            for flow in flows(guide(client)) {
                let filled = fill(guides(), guide(client), flow, &outcome(state), Locale::Ja);
                let without_values = flow.steps.iter().all(|step| step.fields.is_empty());
                assert_eq!(filled.is_empty(), !without_values, "{client}: {}", flow.id);
                assert!(filled.iter().all(|step| step.entries.is_empty()));
            }
        }
    }
}

// What programs can do.

/// The table of the document `sppd-spec`: APOP, SMTP, POP and IMAP over SSL.
const TABLE: [(&str, [bool; 4]); 11] = [
    ("outlook-2016", [false, true, true, true]),
    ("outlook-2019", [false, true, true, true]),
    ("outlook-2021", [false, true, true, true]),
    ("windows-mail", [false, false, false, false]),
    ("thunderbird", [false, true, true, true]),
    ("becky", [true, true, true, true]),
    ("al-mail", [true, true, true, false]),
    ("apple-mail-macos", [true, true, true, true]),
    ("apple-mail-ios", [true, true, true, true]),
    ("apple-mail-ipados", [true, true, true, true]),
    ("gmail-android", [false, true, true, true]),
];

const TABLE_COLUMNS: [Ability; 4] = [Ability::Apop, Ability::SmtpTls, Ability::Pop3Tls, Ability::ImapTls];

#[test]
fn abilities_agree_with_the_table_of_the_document() {
    let limits = CATALOGUE.matrix("sppd").unwrap().clients().unwrap();
    assert_eq!(limits.listed.len(), TABLE.len());
    for (client, row) in TABLE {
        let listed = limits.of(client).unwrap();
        for (ability, able) in TABLE_COLUMNS.into_iter().zip(row) {
            assert_eq!(
                listed.cannot.contains(&ability.id()),
                !able,
                "{client}: {ability:?} in the provider's file"
            );
            let own = guide(client).can(ability);
            let against = if able { Certain::No } else { Certain::Yes };
            assert_ne!(own.is, against, "{client}: {ability:?}");
            // What only the table tells cites it.
            let cites = |source: Source| source.document == "sppd-spec";
            assert!(
                own.is != Certain::Unknown || !able || own.source.is_none_or(cites),
                "{client}: {ability:?}"
            );
        }
    }
    println!("{} marks", TABLE.len() * 4);
}

/// Where the resolver lets a program through, its guide does not say that it cannot.
#[test]
fn guides_and_the_resolver_agree_on_what_programs_lack() {
    for client in CATALOGUE.clients() {
        for ability in [Ability::Pop3, Ability::Pop3Tls, Ability::ImapTls, Ability::SmtpTls] {
            let lacks = client.cannot.contains(&ability.id())
                || ability == Ability::Pop3Tls && client.cannot.contains(&"pop3");
            assert_eq!(guide(client.id).can(ability).is == Certain::No, lacks, "{}: {ability:?}", client.id);
        }
        assert_ne!(guide(client.id).can(Ability::Imap).is, Certain::No, "{}", client.id);
    }
}

fn offers(provider: &str, plan: &str, locale: Locale) -> Vec<Offer> {
    let matrix = CATALOGUE.matrix(provider).unwrap();
    let plan = matrix.plans().iter().position(|known| known.id == plan).unwrap();
    offer(&CATALOGUE, guides(), matrix, &|input| (input == 0).then_some(plan), locale)
}

fn mark(offers: &[Offer], client: &str, ability: Ability) -> Certain {
    offers.iter().find(|offer| offer.client.id == client).unwrap().mark(ability).unwrap().is
}

#[test]
fn a_plan_shows_the_table_with_its_footnotes() {
    for plan in ["windows-shared", "windows-dedicated"] {
        let offers = offers("sppd", plan, Locale::Ja);
        for (client, [_, smtp, pop3, imap]) in TABLE {
            let is = |able: bool| if able { Certain::Yes } else { Certain::No };
            assert_eq!(mark(&offers, client, Ability::SmtpTls), is(smtp), "{plan}: {client}");
            assert_eq!(mark(&offers, client, Ability::Pop3Tls), is(pop3), "{plan}: {client}");
            // The footnote takes APOP away from everybody; on IMAP over SSL the document contradicts itself.
            assert_eq!(mark(&offers, client, Ability::Apop), Certain::No, "{plan}: {client}");
            let disputed = if imap { Certain::Unknown } else { Certain::No };
            assert_eq!(mark(&offers, client, Ability::ImapTls), disputed, "{plan}: {client}");
        }
    }
    // The footnote is about the Windows plans only, and receiving elsewhere is in no document.
    let linux = offers("sppd", "linux", Locale::Ja);
    assert_eq!(mark(&linux, "becky", Ability::Apop), Certain::Unknown);
    assert_eq!(mark(&linux, "thunderbird", Ability::Apop), Certain::No);
    assert_eq!(mark(&linux, "becky", Ability::SmtpTls), Certain::Yes);
    assert_eq!(mark(&linux, "becky", Ability::Pop3Tls), Certain::Unknown);
}

#[test]
fn a_plan_shows_what_its_documents_offer() {
    let standard = offers("neoworks", "shared-standard", Locale::Ja);
    for client in client_ids() {
        for ability in [Ability::Pop3Tls, Ability::ImapTls, Ability::SmtpTls] {
            assert_eq!(mark(&standard, client, ability), Certain::No, "{client}");
        }
    }
    assert_eq!(mark(&standard, "thunderbird", Ability::EncryptedPassword), Certain::Yes);
    assert_eq!(mark(&standard, "outlook-2021", Ability::EncryptedPassword), Certain::Unknown);
    // No document gives the port of IMAP inside TLS.
    let maintenance = offers("neoworks", "maintenance", Locale::Ja);
    assert_eq!(mark(&maintenance, "thunderbird", Ability::Pop3Tls), Certain::Yes);
    assert_eq!(mark(&maintenance, "thunderbird", Ability::ImapTls), Certain::Unknown);
    let editnet = offers("editnet", "mail-account", Locale::Ja);
    assert_eq!(mark(&editnet, "thunderbird", Ability::SmtpTls), Certain::Yes);
    assert_eq!(mark(&editnet, "thunderbird", Ability::ImapTls), Certain::Unknown);
    assert_eq!(mark(&editnet, "thunderbird", Ability::EncryptedPassword), Certain::No);
    assert_eq!(mark(&editnet, "delta-chat", Ability::Pop3Tls), Certain::No);
    // TLS 1.2 is needed for sending; Windows XP has none.
    assert_eq!(mark(&offers("sppd", "linux", Locale::Ja), "outlook-express", Ability::SmtpTls), Certain::No);
}

/// STARTTLS is told of where the plan has it, so that nobody is left with crosses alone.
#[test]
fn upgraded_connections_are_told_of_where_a_plan_has_them() {
    let upgrades = [Ability::Pop3StartTls, Ability::ImapStartTls, Ability::SmtpStartTls];
    let matrix = CATALOGUE.matrix("neoworks").unwrap();
    let answered = |known: &[(&str, &str)]| {
        let answer = |input: usize| {
            let (_, wanted) = known.iter().find(|(id, _)| *id == matrix.input_id(input))?;
            matrix.answer_ids(input).iter().position(|id| id == wanted)
        };
        offer(&CATALOGUE, guides(), matrix, &answer, Locale::Ja)
    };
    let managed = answered(&[("plan", "shared-managed"), ("os", "centos6")]);
    for ability in upgrades {
        assert_eq!(mark(&managed, "thunderbird", ability), Certain::Yes, "{ability:?}");
    }
    let direct = managed.iter().find(|offer| offer.client.id == "thunderbird").unwrap();
    let way = direct.mark(Ability::Pop3Tls).unwrap();
    assert_eq!(way.is, Certain::No);
    assert_eq!(way.instead.first(), Some(&Instead::Ability(Ability::Pop3StartTls)));
    // No leaf of the standard plan is encrypted.
    let standard = answered(&[("plan", "shared-standard")]);
    assert!(upgrades.iter().all(|ability| standard[0].mark(*ability).is_none()));
    // Outlook cannot send on 587, and on 25 with STARTTLS it can.
    let editnet = offers("editnet", "mail-account", Locale::Ja);
    assert!(editnet[0].mark(Ability::Pop3StartTls).is_none());
    assert_eq!(mark(&editnet, "thunderbird", Ability::SmtpStartTls), Certain::Yes);
}

#[test]
fn a_cross_says_why_and_what_to_use_instead() {
    let (mut crosses, mut ways) = (0, 0);
    for matrix in CATALOGUE.matrices() {
        for plan in matrix.plans() {
            for locale in Locale::CHOICES {
                let offers = offers(matrix.id(), plan.id, locale);
                assert_eq!(offers.len(), CATALOGUE.clients().len());
                for offer in &offers {
                    // The same columns for every program, in their order, and none left out but STARTTLS.
                    let told: Vec<Ability> = offer.marks.iter().map(|mark| mark.ability).collect();
                    let first: Vec<Ability> = offers[0].marks.iter().map(|mark| mark.ability).collect();
                    assert_eq!(told, first);
                    assert!(Offer::COLUMNS.iter().filter(|known| told.contains(known)).eq(&told));
                    assert!(
                        Offer::COLUMNS.iter().all(|it| told.contains(it) || it.id().ends_with("-starttls"))
                    );
                    for each in &offer.marks {
                        let ability = each.ability;
                        if let Some(why) = each.why {
                            readable(why.title);
                            why.text.iter().for_each(|text| readable(text));
                        }
                        assert!(each.why.is_some() || each.is == Certain::Yes);
                        assert!(each.instead.is_empty() || each.is != Certain::Yes);
                        for way in &each.instead {
                            let (client, able) = match way {
                                Instead::Ability(able) => (offer.client.id, *able),
                                Instead::Client(client, able) => (*client, *able),
                                Instead::Plain(..) => {
                                    // Where there is anything better, it is named in its place.
                                    assert_eq!(each.instead.len(), 1, "{} {ability:?}", plan.id);
                                    ways += 1;
                                    continue;
                                }
                            };
                            assert_eq!(mark(&offers, client, able), Certain::Yes, "{} {ability:?}", plan.id);
                            ways += 1;
                        }
                        crosses += usize::from(each.is == Certain::No);
                    }
                }
            }
        }
    }
    // Whoever cannot receive inside TLS is told of a program or a way that can, where the plan has one.
    for (plan, client) in [("windows-shared", "windows-mail"), ("windows-shared", "delta-chat")] {
        let offers = offers("sppd", plan, Locale::Ja);
        for offer in offers.iter().filter(|offer| offer.client.id == client) {
            assert!(!offer.mark(Ability::Pop3Tls).unwrap().instead.is_empty());
            assert!(!offer.mark(Ability::ImapTls).unwrap().instead.is_empty());
        }
    }
    println!("{crosses} crosses, {ways} other ways");
}

fn offers_with(provider: &str, known: &[(&str, &str)]) -> Vec<Offer> {
    let matrix = CATALOGUE.matrix(provider).unwrap();
    let answer = |input: usize| {
        let (_, wanted) = known.iter().find(|(id, _)| *id == matrix.input_id(input))?;
        matrix.answer_ids(input).iter().position(|id| id == wanted)
    };
    offer(&CATALOGUE, guides(), matrix, &answer, Locale::Ja)
}

fn of<'o>(offers: &'o [Offer], client: &str) -> &'o Offer {
    offers.iter().find(|offer| offer.client.id == client).unwrap()
}

/// What is said to work inside TLS is what the resolver answers, with the certificate that the visitor has; where nobody
/// has said which, it is said that one is needed.
#[test]
fn tls_is_there_with_the_certificate_that_it_takes() {
    let (mut sure, mut conditional) = (0, 0);
    for (matrix, bare) in leaf_states() {
        let known: Vec<(&str, &str)> = (0..matrix.inputs())
            .map(|input| matrix.input_id(input))
            .filter(|id| !["connection", "access"].contains(id))
            .filter_map(|id| Some((id, bare.get(id)?)))
            .collect();
        let offers = offers_with(matrix.id(), &known);
        let marks = of(&offers, "thunderbird");
        for (ability, protocol, access) in [
            (Ability::Pop3Tls, Protocol::Pop3, "pop3"),
            (Ability::ImapTls, Protocol::Imap, "imap"),
            (Ability::SmtpTls, Protocol::Smtp, "pop3"),
        ] {
            let asked = with(&with(&bare, "access", access), "connection", "tls");
            let found = outcome(&with(&asked, "client", "thunderbird"));
            let tls = found.incoming.iter().chain(&found.outgoing).any(|server| {
                server.protocol == protocol && server.security() == Some(Security::ImplicitTls)
            });
            let mark = marks.mark(ability).unwrap();
            // Whether a certificate was asked for with TLS is the resolver's business.
            if let Status::Asking(_) = found.status {
                assert!(mark.is != Certain::Yes || mark.given.is_some(), "{known:?} {ability:?}");
                conditional += 1;
            } else if tls && (ability != Ability::ImapTls || matrix.id() != "neoworks") {
                assert_eq!((mark.is, mark.given.is_some()), (Certain::Yes, false), "{known:?} {ability:?}");
                sure += 1;
            } else {
                assert_ne!(mark.is, Certain::Yes, "{known:?} {ability:?}");
            }
        }
    }
    println!("{sure} for certain, {conditional} on a condition");
    assert!(sure > 20 && conditional > 4);
    for plan in ["maintenance", "initial-setup", "dedicated"] {
        let offers = offers("neoworks", plan, Locale::Ja);
        for ability in [Ability::Pop3Tls, Ability::SmtpTls] {
            let mark = of(&offers, "thunderbird").mark(ability).unwrap();
            assert_eq!(mark.is, Certain::Yes, "{plan}");
            assert!(mark.given.unwrap().title.contains("証明書"), "{plan}");
        }
    }
}

#[test]
fn without_the_certificate_the_upgraded_connection_is_named() {
    let base = [("plan", "maintenance"), ("os", "centos7")];
    let none = offers_with("neoworks", &[&base[..], &[("domain", "host"), ("certificate", "none")]].concat());
    for (ability, upgrade) in
        [(Ability::Pop3Tls, Ability::Pop3StartTls), (Ability::SmtpTls, Ability::SmtpStartTls)]
    {
        let mark = of(&none, "thunderbird").mark(ability).unwrap();
        assert_eq!(mark.is, Certain::No);
        let why = mark.why.unwrap();
        assert!(why.title.contains("証明書が必要"), "{}", why.title);
        assert_eq!(why.source.unwrap().document, "neoworks-centos");
        assert_eq!(mark.instead.first(), Some(&Instead::Ability(upgrade)));
    }
    // For sending from a virtual domain, the certificate of the website is not enough.
    let website =
        offers_with("neoworks", &[&base[..], &[("domain", "virtual"), ("certificate", "website")]].concat());
    assert_eq!(mark(&website, "thunderbird", Ability::Pop3Tls), Certain::Yes);
    let sending = of(&website, "thunderbird").mark(Ability::SmtpTls).unwrap();
    assert_eq!(sending.is, Certain::No);
    assert!(sending.why.unwrap().text.unwrap().contains("マルチドメイン"));
    assert_eq!(sending.instead.first(), Some(&Instead::Ability(Ability::SmtpStartTls)));
    let open = offers_with("neoworks", &[&base[..], &[("domain", "virtual")]].concat());
    let sending = of(&open, "thunderbird").mark(Ability::SmtpTls).unwrap();
    assert!(sending.given.unwrap().title.contains("マルチドメイン"));
    // What needs nothing else is named first.
    let apop = of(&open, "thunderbird").mark(Ability::Apop).unwrap();
    assert_eq!(apop.instead.first(), Some(&Instead::Ability(Ability::Pop3StartTls)));
}

/// Where nothing on a plan is encrypted, the connection that works is named.
#[test]
fn a_plan_without_encryption_names_the_connection_that_works() {
    let standard = offers("neoworks", "shared-standard", Locale::Ja);
    let mut count = 0;
    for offer in &standard {
        for (ability, protocol) in [
            (Ability::Pop3Tls, Protocol::Pop3),
            (Ability::ImapTls, Protocol::Imap),
            (Ability::SmtpTls, Protocol::Smtp),
        ] {
            let other = match (offer.client.id, protocol) {
                ("delta-chat", Protocol::Pop3) => Protocol::Imap,
                ("al-mail", Protocol::Imap) => Protocol::Pop3,
                _ => protocol,
            };
            let instead = &offer.mark(ability).unwrap().instead;
            // Windows 10 mail neither sends nor receives any more.
            let client = match (offer.client.id, protocol) {
                // Its successor has a reservation about POP.
                ("windows-mail", Protocol::Pop3) => "outlook-365",
                ("windows-mail", _) => "outlook-new",
                (own, _) => own,
            };
            assert_eq!(instead, &[Instead::Plain(client, other)], "{}: {ability:?}", offer.client.id);
            count += 1;
        }
    }
    assert_eq!(count, 63);
    let section =
        |ability| of(&standard, "becky").mark(ability).unwrap().why.unwrap().source.unwrap().section;
    assert!(section(Ability::Pop3Tls).contains("受信"));
    assert!(section(Ability::SmtpTls).contains("送信"));
}

/// A connection that asks for an encrypted password is no way out for a program that may not have it.
#[test]
fn the_way_out_of_a_method_does_not_ask_for_it() {
    let mut count = 0;
    for plan in ["maintenance", "initial-setup", "shared-managed"] {
        for offer in offers_with("neoworks", &[("plan", plan), ("os", "other")]) {
            let mark = offer.mark(Ability::EncryptedPassword).unwrap();
            assert!(
                mark.instead.iter().all(|way| matches!(way, Instead::Client(_, Ability::EncryptedPassword))),
                "{plan} {}: {:?}",
                offer.client.id,
                mark.instead
            );
            count += usize::from(!mark.instead.is_empty());
        }
    }
    assert!(count > 10);
    // Where passwords travel as they are, the path is encrypted.
    let centos = offers_with("neoworks", &[("plan", "maintenance"), ("os", "centos7")]);
    let outlook = of(&centos, "outlook-365").mark(Ability::EncryptedPassword).unwrap();
    assert!(outlook.instead.contains(&Instead::Ability(Ability::Pop3Tls)));
}

/// What the table marks is not lost where the documents are silent about the plan.
#[test]
fn marks_of_the_table_are_told_on_plans_without_receiving() {
    let linux = offers("sppd", "linux", Locale::Ja);
    for (client, able) in TABLE {
        let [apop, _, pop3, imap] = able;
        for (ability, able) in [(Ability::Apop, apop), (Ability::Pop3Tls, pop3), (Ability::ImapTls, imap)] {
            let mark = of(&linux, client).mark(ability).unwrap();
            let why = mark.why.unwrap();
            assert!(why.title.contains(if able { "「○」" } else { "「×」" }), "{client}: {}", why.title);
            assert_eq!(mark.is, if able { Certain::Unknown } else { Certain::No }, "{client}");
            assert!(why.source.is_some(), "{client}");
        }
    }
    let told = |offers: &[Offer], client: &str| {
        of(offers, client).marks.iter().filter_map(|mark| mark.why).any(|why| why.title.contains('○'))
    };
    assert!(!told(&linux, "outlook-new") && !told(&linux, "k9"));
    // EditNet lists programs without any such table.
    assert!(client_ids().iter().all(|client| !told(&offers("editnet", "mail-account", Locale::Ja), client)));
}

#[test]
fn a_port_that_a_program_cannot_use_is_the_documents_word() {
    let editnet = offers_with("editnet", &[("network", "other"), ("op25b", "yes")]);
    for client in ["outlook-2016", "outlook-365", "outlook-new", "outlook-express"] {
        let mark = of(&editnet, client).mark(Ability::SmtpStartTls).unwrap();
        let why = mark.why.unwrap();
        assert!(
            why.title.starts_with("資料は") && why.title.contains("使えないとしています"),
            "{}",
            why.title
        );
        assert_eq!(mark.instead.first(), Some(&Instead::Ability(Ability::SmtpTls)), "{client}");
    }
}

/// What the table of programs denies, no guide leads to.
#[test]
fn a_guide_stops_where_its_program_cannot_connect() {
    let mut stopped = Vec::new();
    for (matrix, bare) in leaf_states() {
        let known: Vec<(&str, &str)> = (0..matrix.inputs())
            .filter_map(|it| Some((matrix.input_id(it), bare.get(matrix.input_id(it))?)))
            .collect();
        let offers = offers_with(matrix.id(), &known);
        for client in client_ids() {
            let found = outcome(&with(&bare, "client", client));
            let Some(server) = found.outgoing.first().filter(|_| found.status == Status::Answered) else {
                continue;
            };
            let ability = match server.security() {
                Some(Security::ImplicitTls) => Ability::SmtpTls,
                Some(Security::StartTls) => Ability::SmtpStartTls,
                _ => continue,
            };
            if mark(&offers, client, ability) == Certain::No {
                let told = cautions(guide(client), flow_of(guide(client), "add"), &found);
                assert!(told.iter().any(|caution| caution.stops), "{client}: {known:?}");
                stopped.push((matrix.id(), client));
            }
        }
    }
    stopped.dedup();
    assert!(
        !stopped.is_empty() && stopped.iter().all(|it| *it == ("sppd", "outlook-express")),
        "{stopped:?}"
    );
    // Which version receiving needs is in no document.
    let shared = offers("sppd", "windows-shared", Locale::Ja);
    assert_eq!(mark(&shared, "outlook-express", Ability::Pop3Tls), Certain::Unknown);
    let plain = state(&[("provider", "sppd"), ("plan", "linux"), ("connection", "standard")]);
    let express = guide("outlook-express");
    assert!(cautions(express, flow_of(express, "add"), &outcome(&plain)).is_empty());
}

#[test]
fn a_program_that_takes_the_address_for_the_user_name_is_no_first_replacement_where_it_is_another() {
    let named = |pairs: &[(&str, &str)], client: &str| {
        let Standing::Ended(ended) = guide(client).standing else { panic!("{client} has not ended") };
        let found = outcome(&state(pairs));
        assert!(found.incoming.is_some());
        let client = CATALOGUE.client(client).unwrap();
        let others = replacements(&CATALOGUE, guides(), client, ended.replaced_by, &found);
        others.iter().map(|other| other.id).collect::<Vec<_>>()
    };
    let local = [
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "centos7"),
        ("domain", "host"),
        ("certificate", "none"),
        ("access", "imap"),
    ];
    let address = [("provider", "neoworks"), ("plan", "shared-standard"), ("access", "imap")];
    let papers = [
        ("provider", "sppd"),
        ("plan", "windows-dedicated"),
        ("connection", "standard"),
        ("access", "imap"),
        ("address", "info@sample.co.jp"),
    ];
    let entered = [&papers[..], &[("notice-username", "info@sample.co.jp")]].concat();
    for client in ["windows-mail", "outlook-express"] {
        assert_eq!(named(&local, client), ["outlook-365", "outlook-new"]);
        let addressed = [&local[..], &[("address", "info@sample.co.jp")]].concat();
        assert_eq!(named(&addressed, client), ["outlook-365", "outlook-new"]);
        assert_eq!(named(&address, client), ["outlook-new"]);
        assert_eq!(named(&papers, client), ["outlook-365", "outlook-new"]);
        assert_eq!(named(&entered, client), ["outlook-new"]);
    }
}

#[test]
fn programs_that_ended_name_one_that_has_not() {
    let mut count = 0;
    for guide in guides().all {
        if let mail_settings::guide::Standing::Ended(ended) = guide.standing {
            let other = guides().of(ended.replaced_by).unwrap();
            assert!(!matches!(other.standing, mail_settings::guide::Standing::Ended(_)), "{}", guide.id);
            assert!(*ended.date < *guide.checked, "{}: the end is yet to come", guide.id);
            count += 1;
        }
    }
    assert!(count >= 2);
}

// What Cybozu asks of a server.

fn verdicts(pairs: &[(&str, &str)]) -> (Vec<Verdict>, Vec<&'static str>) {
    let state = with(&state(pairs), "client", "cybozu-mail-sharing");
    let (guide, outcome) = (guide("cybozu-mail-sharing"), outcome(&state));
    let verdicts = conditions(guide, &outcome, Locale::Ja).iter().map(|met| met.verdict).collect();
    let add = flow_of(guide, "add");
    let cautions =
        cautions(guide, add, &outcome).iter().map(|caution| caution.title.get(Locale::Ja)).collect();
    (verdicts, cautions)
}

#[test]
fn the_conditions_of_cybozu_are_checked_against_the_answer() {
    use Verdict::{Ask, Met, NotConcerned, NotMet};
    let sppd = [("provider", "sppd"), ("plan", "windows-shared"), ("os", "other"), ("connection", "tls")];
    let with_access = |access| sppd.iter().copied().chain([("access", access)]).collect::<Vec<_>>();
    let (found, cautions) = verdicts(&with_access("pop3"));
    // Protocols, UIDL, reachable, IMAP turned on, SMTP authentication, no deny list.
    assert_eq!(found, [Met, Ask, Ask, NotConcerned, Met, Ask]);
    assert!(!cautions.iter().any(|title| title.contains("INBOX")));
    assert!(cautions.iter().any(|title| title.contains("管理者")));
    let shared = [("provider", "neoworks"), ("plan", "shared-standard"), ("access", "imap")];
    let (found, cautions) = verdicts(&shared);
    assert_eq!(found, [Met, NotConcerned, Ask, Ask, Met, Ask]);
    assert_eq!(cautions.iter().filter(|title| title.contains("INBOX")).count(), 2);
    let refused =
        [("provider", "sppd"), ("plan", "windows-shared"), ("os", "windows-2016"), ("access", "imap")];
    let (found, _) = verdicts(&refused);
    assert_eq!(
        (found[0], found[1], found[3]),
        (NotMet, Ask, NotMet),
        "IMAP that is not there does not do without UIDL"
    );
    let own = [
        ("provider", "editnet"),
        ("plan", "mail-account"),
        ("network", "editnet"),
        ("connection", "standard"),
        ("access", "pop3"),
    ];
    let (found, cautions) = verdicts(&own);
    assert_eq!(found[4], NotMet, "sent without authentication");
    assert_eq!(found[2], NotMet, "the cloud connects from outside");
    assert!(cautions[0].contains("サイボウズから送信できません"), "{cautions:?}");
    let linux = [("provider", "sppd"), ("plan", "linux"), ("connection", "tls")];
    assert_eq!(verdicts(&linux).0[0], Ask, "receiving is in no document");
}

/// Answers that a caution names instead lead to an answer, in which that caution holds no longer.
#[test]
fn other_answers_of_a_caution_lead_to_values_that_hold() {
    let (mut stopped, mut led, mut received) = (0, 0, 0);
    for client in client_ids() {
        let guide = guide(client);
        for (_, bare) in leaf_states() {
            let before = with(&bare, "client", client);
            let found = outcome(&before);
            if found.status != Status::Answered {
                continue;
            }
            for caution in cautions(guide, flow_of(guide, "add"), &found)
                .into_iter()
                .filter(|caution| !caution.set.is_empty())
            {
                let after =
                    caution.set.iter().fold(before.clone(), |state, (key, value)| with(&state, key, value));
                for (key, value) in caution.set {
                    assert_eq!(after.get(key), Some(*value), "{client}: {key}");
                }
                let after = outcome(&after);
                assert_eq!(after.status, Status::Answered, "{client}");
                assert!(cautions_with_set(guide, &after).is_empty(), "{client}");
                stopped += usize::from(caution.stops);
                if caution.set.iter().all(|(key, _)| *key == "access") {
                    assert_eq!(
                        (client, caution.set, caution.stops),
                        ("al-mail", &[("access", "pop3")][..], true)
                    );
                    received += 1;
                } else {
                    // Sending from outside takes a log-in.
                    let outgoing = &after.outgoing[0];
                    assert_ne!(outgoing.authentication(), Some(Authentication::None), "{client}");
                    if caution.stops {
                        assert_eq!(outgoing.port.value, Some(Scalar::Port(465)), "{client}");
                    }
                }
                led += 1;
            }
        }
    }
    assert!(stopped >= received + 2 && received > 0 && led > stopped, "{received}, {stopped} of {led}");
}

fn cautions_with_set(guide: &'static Guide, outcome: &Outcome<'_>) -> Vec<&'static str> {
    let all = flows(guide).iter().flat_map(|flow| cautions(guide, flow, outcome));
    all.filter(|caution| !caution.set.is_empty()).map(|caution| caution.title.get(Locale::Ja)).collect()
}

/// What is drawn of a dialog when an account is changed is not the screen of adding one.
#[test]
fn a_dialog_met_again_when_changing_has_its_own_title_and_buttons() {
    let drawn = |client: &str, flow: &str| {
        let state = state(&[
            ("provider", "neoworks"),
            ("plan", "shared-standard"),
            ("access", "imap"),
            ("client", client),
        ]);
        let (guide, outcome) = (guide(client), outcome(&state));
        let flow = flows(guide).iter().find(|known| known.id == flow).unwrap();
        let steps = fill(guides(), guide, flow, &outcome, Locale::Ja);
        let dialogs: Vec<usize> = steps.iter().filter_map(|step| step.dialog).collect();
        let draw = |dialog| draw(guides(), guide, flow, dialog, &[], &outcome, Locale::Ja).unwrap();
        dialogs.into_iter().map(draw).collect::<Vec<_>>()
    };
    let change = drawn("cybozu-mail-sharing", "change").pop().unwrap();
    assert_eq!((change.title, change.buttons), ("メールサーバーの変更", vec!["変更する", "キャンセル"]));
    let add = drawn("cybozu-mail-sharing", "add").pop().unwrap();
    assert_eq!((add.title, add.buttons[0]), ("メールサーバーの追加", "追加する"));
    for client in client_ids() {
        for drawing in drawn(client, "change") {
            assert!(!drawing.title.contains("追加"), "{client}: {}", drawing.title);
            assert!(
                drawing.buttons.iter().all(|button| !button.contains("追加")),
                "{client}: {}",
                drawing.title
            );
        }
    }
}

/// STARTTLS has ports of its own, so what Becky asks about 465, 993 and 995 is answered at every box that brings it up.
#[test]
fn becky_says_what_to_answer_about_ports_wherever_the_box_is_ticked() {
    let mut count = 0;
    let (_, answers) = ANSWERS.iter().find(|(client, _)| *client == "becky").unwrap();
    for outcome in answers {
        for flow in flows(guide("becky")) {
            let steps = fill(guides(), guide("becky"), flow, outcome, Locale::Ja);
            let ticked = steps
                .iter()
                .flat_map(entries)
                .filter(|entry| matches!(entry.label, "SMTPS" | "POP3S" | "IMAPS") && entry.form == Form::On);
            for entry in ticked {
                let port = match entry.label {
                    "SMTPS" => "465",
                    "POP3S" => "995",
                    _ => "993",
                };
                let told = entry.remarks.iter().any(|remark| remark.text.contains(port))
                    || steps
                        .iter()
                        .any(|step| step.title.contains(&format!("{port}に変更しますか?」に「はい」")));
                assert!(
                    told,
                    "{}: {:?}",
                    entry.label,
                    steps.iter().map(|step| step.title).collect::<Vec<_>>()
                );
                count += 1;
            }
        }
    }
    println!("{count} ticked boxes");
}

/// A reservation about POP as a whole stands at every way of it, and such a program is not the first replacement.
#[test]
fn a_reservation_about_pop_is_told_and_makes_a_program_no_first_choice() {
    let offers = offers("sppd", "windows-shared", Locale::Ja);
    let new = offers.iter().find(|offer| offer.client.id == "outlook-new").unwrap();
    let pop = new.mark(Ability::Pop3Tls).unwrap();
    assert_eq!(pop.is, Certain::Yes);
    assert!(pop.why.unwrap().title.contains("POPを使えないプロバイダー"));
    let old = offers.iter().find(|offer| offer.client.id == "windows-mail").unwrap();
    let first = old.mark(Ability::Pop3Tls).unwrap().instead.iter().find_map(|instead| match instead {
        Instead::Client(id, Ability::Pop3Tls) => Some(*id),
        _ => None,
    });
    assert!(first.is_some_and(|id| id != "outlook-new"), "{first:?}");
    let state = with(&editnet("outlook-new", "other", "tls"), "access", "pop3");
    let new = guide("outlook-new");
    let told = cautions(new, flow_of(new, "add"), &outcome(&state));
    let pop = told.iter().find(|caution| caution.title.get(Locale::Ja).contains("POP")).unwrap();
    // Where no document of the provider has IMAP, nobody is sent there.
    for locale in Locale::CHOICES {
        assert!(!pop.text.get(locale).contains("IMAP"), "{}", pop.text.get(locale));
    }
}

#[test]
fn cybozu_has_every_field_of_its_article() {
    let sppd = state(&[
        ("provider", "sppd"),
        ("plan", "windows-shared"),
        ("os", "other"),
        ("connection", "tls"),
        ("access", "pop3"),
        ("client", "cybozu-mail-sharing"),
    ]);
    let add = steps("cybozu-mail-sharing", "add", &sppd, Locale::Ja);
    let texts: Vec<(&str, &str)> =
        add.iter().flat_map(|step| &step.entries).map(|entry| (entry.label, entry.text.as_str())).collect();
    let expected = [
        ("メールサーバーの名前", "分かりやすい名前"),
        ("POP3/IMAP4", "POP3"),
        ("サーバー名", "通知書で確認"),
        ("ポート番号", "サポートに確認"),
        ("通信を暗号化する", "オン"),
        ("APOP認証をおこなう", "オフ"),
        ("メールサイズの制限", "受け取るメールの上限"),
        ("サーバー名", "通知書で確認"),
        ("ポート番号", "465"),
        ("通信を暗号化する", "オン"),
        ("SMTP認証をおこなう", "オン"),
        ("認証方式", "PLAIN"),
        ("認証にメールアカウントのユーザー名とパスワードを使用する", "オン"),
        ("メールサイズの制限", "送るメールの上限"),
    ];
    assert_eq!(texts, expected);
    let counts = ["add", "change", "reorder", "delete"]
        .map(|flow| steps("cybozu-mail-sharing", flow, &sppd, Locale::Ja).len());
    // The article's five steps for changing stand as seven: its one step for all items is told apart by server.
    assert_eq!(counts, [8, 7, 6, 5]);
    assert!(add.iter().all(|step| step.source.is_some()));
    // Encryption by STARTTLS is not promised, and an encrypted password is not taken for APOP.
    let managed = state(&[
        ("provider", "neoworks"),
        ("plan", "shared-managed"),
        ("os", "centos6"),
        ("access", "pop3"),
        ("client", "cybozu-mail-sharing"),
    ]);
    let steps_of = |state: &State| steps("cybozu-mail-sharing", "add", state, Locale::Ja);
    let form = |state: &State, label: &str| {
        steps_of(state).iter().flat_map(entries).find(|entry| entry.label == label).unwrap().form
    };
    assert_eq!(form(&managed, "通信を暗号化する"), Form::AtSupport);
    let standard = state(&[
        ("provider", "neoworks"),
        ("plan", "shared-standard"),
        ("access", "pop3"),
        ("client", "cybozu-mail-sharing"),
    ]);
    assert_eq!(form(&standard, "通信を暗号化する"), Form::Off);
    assert_eq!(form(&standard, "APOP認証をおこなう"), Form::AtSupport);
    assert_eq!(form(&standard, "認証方式"), Form::NoWord);
}

/// A sentence about a combination stands only where there is that combination.
#[test]
fn becky_is_told_to_combine_only_what_is_on() {
    let remarks = |connection, network| {
        let steps = steps("becky", "add", &editnet("becky", network, connection), Locale::Ja);
        let method = steps.iter().flat_map(entries).find(|entry| entry.label == "方式").cloned();
        method.unwrap().remarks.iter().map(|remark| remark.text).collect::<Vec<_>>().concat()
    };
    assert!(remarks("tls", "other").contains("SMTPSと組み合わせます"));
    let plain = remarks("standard", "other");
    assert!(!plain.contains("SMTPSと") && plain.contains("SSL接続を使うには"), "{plain}");
}

/// What the answer infers is inferred in a box as well, so that a box knows the value its tick rests on.
#[test]
fn a_box_knows_the_value_that_its_tick_rests_on() {
    let mut count = 0;
    for (client, answers) in ANSWERS.iter() {
        let body = guides().body(guide(client));
        let outcome = &answers[0];
        for entry in steps_of(client, outcome).iter().flat_map(entries) {
            let Value::Switch(switch) = &body.fields[entry.field].value else { continue };
            let keys = switch.on.iter().chain(switch.ask.unwrap_or_default());
            let is_about = |key: &Key| {
                [
                    Key::IncomingSecurity,
                    Key::OutgoingSecurity,
                    Key::IncomingAuthentication,
                    Key::OutgoingAuthentication,
                ]
                .contains(key)
            };
            let expected = keys.map(|(key, _)| key).any(is_about);
            assert_eq!(entry.slot.is_some(), expected, "{client}: {}", entry.label);
            count += usize::from(expected);
        }
    }
    assert!(count > 20, "{count}");
    let state = state(&[
        ("provider", "sppd"),
        ("plan", "windows-shared"),
        ("os", "other"),
        ("connection", "standard"),
        ("access", "pop3"),
        ("client", "apple-mail-ios"),
    ]);
    let steps = steps("apple-mail-ios", "add", &state, Locale::Ja);
    let ssl = steps.iter().flat_map(entries).filter(|entry| entry.label == "SSLを使用").last().unwrap();
    assert_eq!((ssl.form, ssl.slot), (Form::Off, Some(Slot::Incoming(Field::Security))));
}

fn steps_of(client: &str, outcome: &Outcome<'_>) -> Vec<FilledStep> {
    fill(guides(), guide(client), flow_of(guide(client), "add"), outcome, Locale::Ja)
}

/// What is about the values of an entry does not stand above the steps that move or delete it.
#[test]
fn cautions_about_settings_stand_only_where_settings_are_entered() {
    let answers = [
        [
            ("provider", "editnet"),
            ("plan", "mail-account"),
            ("network", "editnet"),
            ("connection", "standard"),
        ],
        [("provider", "sppd"), ("plan", "windows-shared"), ("os", "other"), ("connection", "tls")],
    ];
    let cybozu = guide("cybozu-mail-sharing");
    for (answers, access) in answers.iter().zip(["pop3", "imap"]) {
        let state = with(&with(&state(answers), "access", access), "client", "cybozu-mail-sharing");
        let titles = |flow| {
            let all = cautions(cybozu, flow_of(cybozu, flow), &outcome(&state));
            all.iter().map(|caution| caution.title.get(Locale::Ja)).collect::<Vec<_>>()
        };
        assert!(titles("add").len() > 4);
        assert_eq!(titles("add"), titles("change"));
        for flow in ["reorder", "delete"] {
            assert_eq!(titles(flow), ["システム管理者の作業です"], "{flow}");
        }
    }
}

/// A note about user names that are not the address is read only where the user name is not, or may not be.
#[test]
fn another_user_name_is_warned_of_only_where_it_may_be_another() {
    let mut found = BTreeSet::new();
    let (client, answers) = ANSWERS.iter().find(|(client, _)| *client == "outlook-new").unwrap();
    for outcome in answers {
        let Some(server) = &outcome.incoming else { continue };
        let address = outcome.address.as_ref().map(ToString::to_string);
        let is_address = match &server.username.value {
            Some(value) => Some(value.to_string()) == address,
            None => server.username.pattern == Some("{address}"),
        };
        let steps = steps_of(client, outcome);
        let user = steps
            .iter()
            .flat_map(entries)
            .find(|entry| entry.slot == Some(Slot::Incoming(Field::Username)))
            .unwrap();
        let warned = user.remarks.iter().any(|remark| remark.text.contains("つながりません"));
        assert_eq!(warned, !is_address, "{:?}", server.username);
        assert!(user.remarks.iter().any(|remark| remark.text.contains("この欄は")));
        found.insert(warned);
    }
    assert_eq!(found.len(), 2);
}

/// An account by IMAP is never entered into fields for POP.
#[test]
fn fields_for_pop_are_shown_for_pop() {
    for (client, answers) in ANSWERS.iter() {
        let guide = guide(client);
        for outcome in answers {
            if outcome.incoming.as_ref().is_none_or(|server| server.protocol.id() != "imap") {
                continue;
            }
            for flow in flows(guide) {
                if cautions(guide, flow, outcome).iter().any(|caution| caution.stops) {
                    continue;
                }
                for step in fill(guides(), guide, flow, outcome, Locale::Ja) {
                    for entry in entries(&step)
                        .filter(|entry| matches!(entry.slot, Some(Slot::Incoming(Field::Host | Field::Port))))
                    {
                        assert!(!entry.label.contains("POP"), "{client}: {}", entry.label);
                    }
                }
            }
        }
    }
}
