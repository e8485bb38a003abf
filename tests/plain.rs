//! Plain Japanese of every sentence in the data: of providers, exports, guides, and the help's causes and findings.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use support::{client_ids, content};

/// What stands on the program's own screens, and names of versions and platforms: the schema's keys for it.
const SCREEN: [&str; 6] = ["label", "words", "buttons", "heading", "versions", "platforms"];

/// Names of providers, plans and answers, which also stand in the table and the tree.
const NAMES: [&str; 4] = ["name", "contact", "short", "publisher"];

/// Every sentence with its place. A dialog's title and a field's fixed word are the program's own, too.
fn sentences<'a>(value: &'a Value, path: &mut Vec<String>, found: &mut Vec<(String, &'a Value)>) {
    let keys: Vec<&str> =
        path.iter().map(String::as_str).filter(|key| key.parse::<usize>().is_err()).collect();
    if keys.iter().any(|key| SCREEN.contains(key))
        || keys.last().is_some_and(|key| NAMES.contains(key))
        || keys.ends_with(&["sources", "title"])
        || keys.contains(&"dialogs") && keys.last() == Some(&"title")
        || keys.ends_with(&["fields", "text"])
        // A document is cited by its own title, and its note on the date is drawn nowhere in plain Japanese.
        || keys.first() == Some(&"documents")
    {
        return;
    }
    if value["ja"].is_string() {
        found.push((path.join("/"), value));
        return;
    }
    let mut inner = |key: String, value: &'a Value| {
        path.push(key);
        sentences(value, path, found);
        path.pop();
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| inner(key.clone(), value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| inner(at.to_string(), value));
        }
        _ => {}
    }
}

/// Names, hosts and numbers: runs of what is not Japanese.
fn foreign(text: &str) -> BTreeSet<&str> {
    let part = |letter: char| letter.is_ascii_alphanumeric() || "._@/-+:".contains(letter);
    text.split(|letter| !part(letter))
        .map(|run| run.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()))
        .filter(|run| !run.is_empty())
        .collect()
}

/// Nothing but names and numbers.
fn is_bare(text: &str) -> bool {
    let joins = |letter: char| letter.is_ascii() || "・（）と".contains(letter);
    text.chars().all(joins)
}

/// What stands between two signs, such as a placeholder's or a quotation's.
fn between(text: &str, open: char, close: char) -> BTreeSet<&str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inner, _)| inner).collect()
}

#[test]
fn every_sentence_has_plain_japanese_that_says_the_same() {
    let mut files: Vec<String> =
        client_ids().iter().map(|id| format!("static/data/guides/{id}.json")).collect();
    files.extend(["causes", "texts"].map(|name| format!("static/data/trouble/{name}.json")));
    files.extend(["guides", "exports"].map(|name| format!("static/data/{name}.json")));
    files.extend(["neoworks", "sppd", "editnet"].map(|id| format!("static/data/providers/{id}.json")));
    files.extend(client_ids().iter().map(|id| format!("static/data/clients/{id}.json")));
    let (mut problems, mut count) = (Vec::new(), 0);
    // A program's own words about a certificate have no plain form; a description of its screen has.
    let own_words = "static/data/trouble/certificates.json";
    files.push(own_words.to_owned());
    for file in files {
        let data: Value = serde_json::from_str(&content(&file)).unwrap();
        let mut found = Vec::new();
        sentences(&data, &mut Vec::new(), &mut found);
        count += found.len();
        for (path, text) in found {
            let ja = text["ja"].as_str().unwrap();
            let Some(easy) = text["easy"].as_str() else {
                if file != own_words && !is_bare(ja) {
                    problems.push(format!("{file}: {path}: no plain words for “{ja}”"));
                }
                continue;
            };
            let same = easy != ja
                && foreign(ja) == foreign(easy)
                && between(ja, '{', '}') == between(easy, '{', '}')
                && between(ja, '「', '」').is_subset(&between(easy, '「', '」'));
            if !same {
                problems.push(format!("{file}: {path}: “{ja}” became “{easy}”"));
            }
        }
    }
    assert!(count > 1000, "only {count} sentences were found");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
