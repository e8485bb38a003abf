//! The files of the help for trouble have no problem, and every kind of problem is found, with its file and its place.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::catalogue::Catalogue;
use mail_settings::i18n::Locale;
use mail_settings::matrix::{Pack, Packer, Problem, Unpacker};
use mail_settings::trouble::data::{FILES, Help, check};
use mail_settings::trouble::present;
use mail_settings::trouble::received;
use mail_settings::trouble::{certificate, embedded};
use serde_json::Value;
use std::path::Path;
use support::{
    CATALOGUE, CLIENTS, GUIDES, PROVIDERS, TROUBLE, client_ids, content, leaf_states, outcome, project,
};

/// The problems when one file is changed.
fn edited(file: &str, edit: impl FnOnce(&mut Value)) -> Vec<(&'static str, Problem)> {
    let mut texts: Vec<String> = TROUBLE.iter().map(|(_, text)| (*text).to_owned()).collect();
    let at = FILES.iter().position(|known| *known == file).unwrap();
    let mut value: Value = serde_json::from_str(&texts[at]).unwrap();
    edit(&mut value);
    texts[at] = value.to_string();
    problems(&texts)
}

fn problems(texts: &[String]) -> Vec<(&'static str, Problem)> {
    let texts: [&str; 5] = std::array::from_fn(|at| texts[at].as_str());
    match Help::read(texts) {
        Ok(help) => check(&help, Catalogue::embedded().matrices(), &client_ids()),
        Err(found) => found,
    }
}

#[track_caller]
fn finds(file: &str, edit: impl FnOnce(&mut Value), path: &str, message: &str) {
    let found = edited(file, edit);
    let hit = found
        .iter()
        .any(|(known, problem)| *known == file && problem.path == path && problem.message.contains(message));
    assert!(hit, "expected {file} {path}: {message}\nfound {found:#?}");
}

#[test]
fn the_files_have_no_problem() {
    assert_eq!(edited("causes", |_| {}), []);
}

#[test]
fn every_file_of_the_folder_is_read() {
    let mut names: Vec<String> = std::fs::read_dir(project("static/data/trouble"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    let mut known = FILES.map(str::to_owned);
    known.sort();
    assert_eq!(names, known);
    assert!(TROUBLE.iter().all(|(path, _)| Path::new(&format!("static/data/{path}")).is_relative()));
}

#[test]
fn what_is_embedded_is_what_the_files_say() {
    let texts: [&str; 5] = std::array::from_fn(|at| TROUBLE[at].1);
    let help = Help::read(texts).unwrap();
    let packed = |help: &Help| {
        let mut packer = Packer::default();
        help.pack(&mut packer);
        (packer.numbers, packer.text)
    };
    let (numbers, text) = packed(&help);
    println!("{} bytes of numbers, {} of text", numbers.len(), text.len());
    assert_eq!(packed(embedded()), (numbers.clone(), text.clone()));
    let again = Help::unpack(&mut Unpacker::new(numbers.leak(), text.leak()));
    assert_eq!(packed(&again), packed(&help));
}

#[test]
fn misspelt_keys_and_missing_languages_are_named() {
    finds("causes", |it| it["causes"][0]["titel"] = "x".into(), "/causes/0", "unknown key “titel”");
    finds("causes", |it| it["causes"][0]["text"] = Value::Null, "/causes/0/text", "expected an object");
    let drop_en = |it: &mut Value| it["causes"][0]["title"].as_object_mut().unwrap().remove("en").is_some();
    finds("causes", |it| assert!(drop_en(it)), "/causes/0/title", "“en” is missing");
    finds("terms", |it| it["terms"][0]["easy"] = " ".into(), "/terms/0/easy", "empty text");
    finds("messages", |it| it["rules"][0]["scores"] = 1.into(), "/rules/0", "unknown key “scores”");
    finds("certificates", |it| it["x"] = 1.into(), "", "unknown key “x”");
    finds("texts", |it| it["change-nothing"]["de"] = "x".into(), "/change-nothing", "unknown key “de”");
}

#[test]
fn references_to_nothing_are_named() {
    finds(
        "messages",
        |it| it["rules"][0]["cause"] = "nobody".into(),
        "/rules/0/cause",
        "unknown id “nobody”",
    );
    finds("messages", |it| it["rules"][0]["signals"][0] = "x".into(), "/rules/0/signals/0", "unknown id “x”");
    finds(
        "causes",
        |it| it["symptoms"][0]["causes"][0] = "x".into(),
        "/symptoms/0/causes/0",
        "unknown id “x”",
    );
    finds(
        "causes",
        |it| it["causes"][0]["fields"][0] = "incoming.name".into(),
        "/causes/0/fields/0",
        "no field of a server",
    );
    finds(
        "causes",
        |it| it["causes"][0]["source"] = serde_json::json!(["x", "y"]),
        "/causes/0",
        "unknown document “x”",
    );
    finds(
        "causes",
        |it| it["causes"][0]["source"] = serde_json::json!(["editnet-mail", "y"]),
        "/causes/0",
        "lists no section “y”",
    );
    finds(
        "causes",
        |it| it["causes"][0]["opens"] = serde_json::json!([{"question": "weather"}]),
        "/causes/0",
        "no provider asks “weather”",
    );
    finds(
        "causes",
        |it| {
            it["causes"][0]["opens"] =
                serde_json::json!([{"question": "op25b", "set": {"op25b": "yes", "domain": "host"}}])
        },
        "/causes/0",
        "together",
    );
    for (key, value, message) in [
        ("provider", serde_json::json!(["x"]), "unknown provider “x”"),
        ("answers", serde_json::json!({"op25b": ["perhaps"]}), "no provider asks “op25b”"),
        ("client", serde_json::json!(["x"]), "unknown mail program “x”"),
        ("notice", serde_json::json!(["x"]), "unknown notice “x”"),
        ("reason", serde_json::json!(["x"]), "unknown reason “x”"),
    ] {
        finds("messages", |it| it["rules"][0]["when"] = serde_json::json!({key: value}), "/rules/0", message);
    }
    finds(
        "messages",
        |it| it["rules"][0]["when"] = serde_json::json!({"disagree": ["colour"]}),
        "/rules/0/when/disagree/0",
        "is none of host",
    );
    finds(
        "certificates",
        |it| it["warnings"][0]["clients"][0] = "x".into(),
        "/warnings/0",
        "unknown mail program “x”",
    );
    finds("certificates", |it| it["names"][0]["why"] = "x".into(), "/names/0/why", "unknown text “x”");
    finds(
        "certificates",
        |it| it["names"][0]["pattern"] = "mail".into(),
        "/names/0/pattern",
        "no known placeholder",
    );
}

#[test]
fn what_nothing_uses_or_stands_twice_is_named() {
    let copy_first = |list: &mut Value| {
        let first = list[0].clone();
        list.as_array_mut().unwrap().push(first);
    };
    let last = |file: usize, list: &str| {
        let value: Value = serde_json::from_str(TROUBLE[file].1).unwrap();
        value[list].as_array().unwrap().len()
    };
    finds(
        "causes",
        |it| copy_first(&mut it["causes"]),
        &format!("/causes/{}", last(0, "causes")),
        "stands twice",
    );
    finds(
        "messages",
        |it| copy_first(&mut it["signals"]),
        &format!("/signals/{}", last(1, "signals")),
        "stands twice",
    );
    finds(
        "terms",
        |it| copy_first(&mut it["terms"]),
        &format!("/terms/{}", last(3, "terms")),
        "stands twice",
    );
    finds(
        "certificates",
        |it| copy_first(&mut it["warnings"]),
        &format!("/warnings/{}", last(2, "warnings")),
        "two warnings",
    );
    let unused = serde_json::json!({"id": "zz", "text": ["zzzzzz"]});
    finds(
        "messages",
        |it| it["signals"].as_array_mut().unwrap().push(unused),
        &format!("/signals/{}", last(1, "signals")),
        "no rule uses “zz”",
    );
    let mut lonely = serde_json::from_str::<Value>(TROUBLE[0].1).unwrap()["causes"][0].clone();
    lonely["id"] = "zz".into();
    finds(
        "causes",
        |it| it["causes"].as_array_mut().unwrap().push(lonely),
        &format!("/causes/{}", last(0, "causes")),
        "nothing leads to “zz”",
    );
    finds(
        "causes",
        |it| it["symptoms"][0]["causes"] = Value::Array(Vec::new()),
        "/symptoms/0",
        "without causes",
    );
}

#[test]
fn signals_and_rules_that_cannot_work_are_named() {
    finds(
        "messages",
        |it| it["signals"][0]["text"][0] = "ｓｍｔｐ".into(),
        "/signals/0/text/0",
        "full-width",
    );
    finds("messages", |it| it["signals"][0]["text"][0] = "x".into(), "/signals/0/text/0", "too short");
    finds("messages", |it| it["signals"][0]["text"][0] = "host…".into(), "/signals/0/text/0", "too short");
    finds("messages", |it| it["signals"][2]["ports"][0] = 0.into(), "/signals/2/ports/0", "not a port");
    finds(
        "messages",
        |it| it["signals"][2] = serde_json::json!({"id": "port-25"}),
        "/signals/2",
        "neither “text” nor “ports”",
    );
    let pair = serde_json::json!([["one", "two"], ["three"]]);
    let mut odd = pair.clone();
    odd.as_array_mut().unwrap().pop();
    finds("messages", |it| it["signals"][0]["near"] = odd.clone(), "/signals/0", "go in pairs");
    let mut twice = pair;
    twice[0][1] = "One".into();
    finds("messages", |it| it["signals"][0]["near"] = twice.clone(), "/signals/0/near/0/1", "stands twice");
    finds(
        "messages",
        |it| it["others"][0]["signals"][0] = "x".into(),
        "/others/0/signals/0",
        "unknown id “x”",
    );
    finds("messages", |it| it["others"][0]["signals"] = Value::Array(Vec::new()), "/others/0", "no signals");
    finds("messages", |it| it["rules"][0]["score"] = 10.into(), "/rules/0/score", "not a score");
    finds(
        "messages",
        |it| it["rules"][0]["signals"] = Value::Array(Vec::new()),
        "/rules/0",
        "without signals",
    );
    finds(
        "messages",
        |it| it["rules"][0]["unless"] = it["rules"][0]["signals"].clone(),
        "/rules/0",
        "excludes itself",
    );
    finds(
        "certificates",
        |it| it["warnings"][0]["fault"] = "colour".into(),
        "/warnings/0/fault",
        "is none of name",
    );
    finds(
        "certificates",
        |it| it["warnings"][0]["certain"] = 1.into(),
        "/warnings/0/certain",
        "true or false",
    );
}

#[test]
fn every_answer_of_the_readers_has_its_words() {
    let mut ids: Vec<&str> = Vec::new();
    ids.extend(received::Unreadable::ALL.map(received::Unreadable::id));
    ids.extend(received::Obsolete::ALL.map(received::Obsolete::id));
    ids.extend(present::Unreadable::ALL.map(present::Unreadable::id));
    ids.extend(embedded().names().iter().map(|name| name.why));
    for id in ids {
        let text = embedded().text(id).unwrap_or_else(|| panic!("no text “{id}”"));
        assert!(Locale::ALL.iter().all(|locale| !text.get(*locale).is_empty()));
    }
    println!("{} texts", embedded().text_ids().count());
}

#[test]
fn every_term_stands_in_some_text() {
    let texts: Vec<String> = PROVIDERS
        .iter()
        .chain(CLIENTS.iter())
        .chain(TROUBLE.iter().filter(|(path, _)| !path.ends_with("terms.json")))
        .chain(GUIDES.iter())
        .map(|(_, text)| (*text).to_owned())
        .chain([content("src/i18n/messages.rs")])
        .collect();
    for term in embedded().terms() {
        assert!(!term.words.is_empty(), "{}", term.id);
        for word in term.words {
            assert!(texts.iter().any(|text| text.contains(word)), "{}: nobody reads “{word}”", term.id);
        }
    }
    println!("{} terms", embedded().terms().len());
}

#[test]
fn terms_are_explained_shortly_and_plainly() {
    for term in embedded().terms() {
        for locale in Locale::ALL {
            let sentences = term.text.get(locale).matches(['。', '.']).count();
            assert!((1..=4).contains(&sentences), "{}: {sentences} sentences", term.id);
        }
        // Short sentences, words apart, no hard signs in a row.
        assert!(term.easy.contains(' ') && term.easy.ends_with('。'), "{}", term.id);
        for sentence in term.easy.split('。') {
            assert!(sentence.chars().count() <= 60, "{}: {sentence}", term.id);
        }
        assert!(!term.easy.contains(['!', '！', '（']), "{}", term.id);
        let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        assert!(!term.easy.chars().any(wide), "{}", term.id);
    }
}

#[test]
fn a_name_in_a_certificate_is_looked_for_at_every_answer() {
    // Each entry but the last ones, which catch the rest, is the first that fits somewhere.
    let mut used = vec![false; embedded().names().len()];
    for (_, state) in leaf_states() {
        let outcome = outcome(&state);
        for expected in certificate::names_expected(embedded(), &outcome, &support::HostIdn) {
            for (used, name) in used.iter_mut().zip(embedded().names()) {
                *used |=
                    name.why == expected.why && name.name.map(|pattern| pattern.as_str()) == expected.pattern;
            }
        }
    }
    assert!(used.iter().all(|used| *used), "{used:?}");
    assert!(!CATALOGUE.matrices().is_empty());
}

#[test]
fn symptoms_causes_and_findings_have_plain_japanese() {
    let help = embedded();
    for symptom in help.symptoms() {
        assert!(symptom.title.easy().is_some(), "{}", symptom.id);
    }
    for cause in help.causes() {
        assert!(cause.title.easy().is_some() && cause.text.easy().is_some(), "{}", cause.id);
    }
    let plain = help.text_ids().filter(|id| help.text(id).is_some_and(|text| text.easy().is_some())).count();
    assert!(plain * 10 >= help.text_ids().count() * 8, "{plain}");
    for id in ["authenticated-yes", "encrypted-no", "message-none", "present-too-long", "change-nothing"] {
        assert!(help.text(id).unwrap().easy().is_some(), "{id}");
    }
}
