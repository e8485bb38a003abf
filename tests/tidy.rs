//! The house rules that no compiler checks: who may import whom, how long a file is, how data are worded.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use support::{CLIENTS, EXPORTS, GUIDES, PROVIDERS, TROUBLE, content, project};

/// What each module may import of the crate. `build.rs` compiles the first three on their own, and
/// `trouble::data` beside them.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("i18n", &[]),
    ("mail", &[]),
    ("matrix", &["i18n", "mail"]),
    ("small_map", &[]),
    ("search", &[]),
    ("catalogue", &["i18n", "mail", "matrix"]),
    ("decide", &["i18n", "mail", "matrix", "catalogue", "small_map"]),
    ("wording", &["i18n", "mail", "matrix", "decide"]),
    ("overview", &["i18n", "mail", "matrix", "search", "decide", "wording"]),
    ("export", &["i18n", "mail", "matrix", "catalogue", "decide", "wording"]),
    ("guide", &["i18n", "mail", "matrix", "catalogue", "decide", "wording"]),
    ("trouble", &["i18n", "mail", "matrix", "catalogue", "decide", "search", "wording", "guide"]),
    ("fallback", &["i18n", "mail", "matrix", "catalogue", "decide", "wording"]),
    (
        "ui",
        &[
            "i18n",
            "mail",
            "matrix",
            "catalogue",
            "decide",
            "search",
            "wording",
            "overview",
            "export",
            "trouble",
            "guide",
            "small_map",
        ],
    ),
];

/// The two wasm modules and what both export; they use the library from outside.
const BINARIES: &[&str] = &["src/main.rs", "src/help.rs", "src/shell.rs"];

/// Files that may be long, because they are lists: one entry after the other, no second question answered.
const LISTS: &[(&str, &str)] = &[
    ("src/i18n/messages.rs", "the words of the interface, per language"),
    ("src/ui/help/trouble_words.rs", "the words of a part of the help, per language"),
];

const LONGEST: usize = 350;

/// Every file with one of these endings below the folders, as path and content.
fn files(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    fn visit(folder: &Path, endings: &[&str], found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, endings, found);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                let name = path
                    .strip_prefix(env!("CARGO_MANIFEST_DIR"))
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    folders.iter().for_each(|folder| visit(&project(folder), endings, &mut found));
    found.sort();
    assert!(!found.is_empty());
    found
}

fn sources() -> Vec<(String, String)> {
    files(&["src"], &["rs"])
}

/// The code of a file without what follows `//`.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    lines.map(|(number, line)| (number + 1, line.split_once("//").map_or(line, |(code, _)| code)))
}

/// The module of a file: the first step below `src`.
fn module(path: &str) -> &str {
    let step = path.strip_prefix("src/").unwrap().split('/').next().unwrap();
    step.strip_suffix(".rs").unwrap_or(step)
}

/// The identifiers that follow each occurrence of a word.
fn after<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let parts = text.split(word).skip(1);
    parts.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap()).collect()
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn modules_import_downwards_only() {
    let mut found = Vec::new();
    let mut count = 0;
    for (path, text) in sources() {
        if path == "src/lib.rs" || BINARIES.contains(&path.as_str()) {
            continue;
        }
        let (_, allowed) = MAY_IMPORT
            .iter()
            .find(|(known, _)| *known == module(&path))
            .unwrap_or_else(|| panic!("{path}: say in MAY_IMPORT what “{}” may import", module(&path)));
        for (line, code) in code(&text) {
            for name in after(code, "crate::") {
                // Lists of modules would go unseen.
                let fits = allowed.contains(&name) || name == module(&path);
                if !fits {
                    found.push(format!("{path}:{line}: {} imports “{name}”", module(&path)));
                }
                count += 1;
            }
            let leaves = code.contains("super::super") && path.split('/').count() <= 3;
            if leaves || code.contains("extern crate") || code.contains("mail_settings::") {
                found.push(format!("{path}:{line}: imports come from crate::…"));
            }
        }
    }
    println!("{count} imports");
    none(found);
}

#[test]
fn the_order_of_modules_has_no_circle() {
    for (index, (module, imports)) in MAY_IMPORT.iter().enumerate() {
        let earlier: Vec<&str> = MAY_IMPORT[..index].iter().map(|(module, _)| *module).collect();
        assert!(imports.iter().all(|import| earlier.contains(import)), "{module} imports {imports:?}");
    }
}

#[test]
fn only_ui_knows_a_browser() {
    let mut found = Vec::new();
    let knows = |path: &str| path.starts_with("src/ui/") || BINARIES.contains(&path);
    let own = sources().into_iter().filter(|(path, _)| !knows(path));
    let others = [("build.rs".to_owned(), content("build.rs"))];
    for (path, text) in own.chain(others) {
        for (line, code) in code(&text) {
            for name in ["yew", "web_sys", "js_sys", "wasm_bindgen", "gloo", "JsValue", "Html"] {
                let words = code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                if words.into_iter().any(|word| word == name) {
                    found.push(format!("{path}:{line}: {name}"));
                }
            }
        }
    }
    none(found);
}

#[test]
fn code_never_branches_on_a_provider_plan_or_mail_program() {
    let mut ids: Vec<String> = Vec::new();
    for (_, text) in PROVIDERS.iter() {
        let file: Value = serde_json::from_str(text).unwrap();
        ids.push(file["id"].as_str().unwrap().to_owned());
        ids.extend(
            file["plans"].as_array().unwrap().iter().map(|plan| plan["id"].as_str().unwrap().to_owned()),
        );
    }
    for (_, text) in CLIENTS.iter() {
        let file: Value = serde_json::from_str(text).unwrap();
        ids.push(file["id"].as_str().unwrap().to_owned());
    }
    // The program that stands for all others is part of the contract.
    ids.retain(|id| id != "other");
    let mut found = Vec::new();
    for (path, text) in sources() {
        for (line, code) in code(&text) {
            found.extend(
                ids.iter()
                    .filter(|id| code.contains(&format!("\"{id}\"")))
                    .map(|id| format!("{path}:{line}: “{id}”")),
            );
        }
    }
    println!("{} ids", ids.len());
    none(found);
}

#[test]
fn a_file_answers_one_question_and_is_no_longer_than_that_takes() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        let list = LISTS.iter().find(|(known, _)| *known == path);
        if lines > LONGEST && list.is_none() {
            found.push(format!("{path}: {lines} lines, at most {LONGEST}"));
        }
        if let Some((_, why)) = list {
            assert!(lines > LONGEST, "{path} ({why}) is short by now: take it off the list");
        }
    }
    none(found);
}

#[test]
fn every_source_file_begins_with_what_belongs_there() {
    let paths = files(&["src", "tests", "benches", "examples", "xtask/src"], &["rs"]);
    println!("{} files", paths.len());
    none(paths.into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect());
}

#[test]
fn nothing_is_left_to_do() {
    // Put together, so that this file passes.
    let words =
        [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["to", "do!("], ["unimple", "mented!("], ["dbg", "!("]];
    let mut found = Vec::new();
    let folders = ["src", "tests", "benches", "examples", "xtask", "static/data", "docs"];
    for (path, text) in files(&folders, &["rs", "py", "json", "md", "js", "css"]) {
        for (number, line) in text.lines().enumerate() {
            for word in words.iter().map(|word| word.concat()).filter(|word| line.contains(word.as_str())) {
                found.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    none(found);
}

#[test]
fn no_file_tells_where_it_was_written() {
    let mut found = Vec::new();
    let folders = ["src", "tests", "benches", "examples", "xtask", "static", "docs", ".cargo"];
    let roots =
        ["Cargo.toml", "Trunk.toml", "index.html", "build.rs"].map(|path| (path.to_owned(), content(path)));
    for (path, text) in
        files(&folders, &["rs", "py", "json", "md", "js", "css", "html", "toml"]).into_iter().chain(roots)
    {
        // Written anew on every computer, and not part of the project.
        if path == ".cargo/remap.toml" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            for place in ["home", "root", "work", "Users", "mnt"].map(|place| format!("/{place}/")) {
                let starts = line.match_indices(&place).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| {
                        !c.is_alphanumeric() && !matches!(c, '.' | '/' | '-' | '_' | '}' | '*')
                    })
                });
                if starts {
                    found.push(format!("{path}:{}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    none(found);
}

#[test]
fn every_case_has_an_id_of_its_own() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files(&["tests/cases"], &["json"]) {
        let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert!(!cases.is_empty(), "{path}");
        for case in cases {
            let id =
                case["id"].as_str().unwrap_or_else(|| panic!("{path}: a case without id: {case}")).to_owned();
            assert!(case["state"].is_object() && case["expect"]["status"].is_string(), "{path}: {id}");
            if let Some(other) = seen.insert(id.clone(), path.clone()) {
                panic!("{id} stands in {other} and in {path}");
            }
        }
    }
    println!("{} cases", seen.len());
}

// Words.

/// Every text of every data file: place, language, text.
fn texts() -> Vec<(String, &'static str, String)> {
    fn visit(value: &Value, place: &str, found: &mut Vec<(String, &'static str, String)>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let place = format!("{place}/{key}");
                    match (key.as_str(), value) {
                        // Plain Japanese is Japanese.
                        ("ja" | "easy", Value::String(text)) => found.push((place, "ja", text.clone())),
                        ("en", Value::String(text)) => found.push((place, "en", text.clone())),
                        _ => visit(value, &place, found),
                    }
                }
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| visit(item, &format!("{place}/{index}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (path, text) in
        PROVIDERS.iter().chain(CLIENTS.iter()).chain(GUIDES.iter()).chain(TROUBLE.iter()).chain([&*EXPORTS])
    {
        visit(&serde_json::from_str(text).unwrap(), path, &mut found);
    }
    assert!(found.len() > 800);
    found
}

const fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9d}' | '々' | '〆')
}

/// The text without what stands in quotation marks or brackets.
fn unquoted(text: &str) -> String {
    let mut kept = String::new();
    let mut until = None;
    for c in text.chars() {
        match until {
            Some(end) if c == end => until = None,
            Some(_) => {}
            None => {
                until = match c {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    '(' => Some(')'),
                    '[' => Some(']'),
                    _ => None,
                };
                if until.is_none() {
                    kept.push(c);
                }
            }
        }
    }
    kept
}

#[test]
fn no_text_is_empty_or_padded() {
    let all = texts();
    let bad = all.iter().filter(|(_, _, text)| {
        text.trim() != text
            || text.is_empty()
            || text.contains("  ")
            || text.contains(['\n', '\t', '\u{a0}', '\u{200b}'])
    });
    let found = bad.map(|(place, _, text)| format!("{place}: {text:?}")).collect();
    println!("{} texts", all.len());
    none(found);
}

#[test]
fn english_texts_are_in_english() {
    let mut found = Vec::new();
    for (place, _, text) in texts().into_iter().filter(|(_, language, _)| *language == "en") {
        let letters = text.chars().filter(char::is_ascii_alphabetic).count();
        let bare = unquoted(&text);
        // A Japanese term may stand in an English sentence, never alone in one.
        let sentences = bare.split_inclusive(['.', '?', ':', ';', '。']);
        let only_japanese =
            |it: &str| it.chars().any(is_japanese) && !it.chars().any(|c| c.is_ascii_alphabetic());
        if letters == 0 && text.chars().any(char::is_alphabetic) || sentences.into_iter().any(only_japanese) {
            found.push(format!("{place}: a sentence without an English word: {text}"));
        }
        if bare.contains(['。', '、', '「', '」', '（', '）', '　', '：']) {
            found.push(format!("{place}: Japanese punctuation: {text}"));
        }
        if text.chars().filter(|c| is_japanese(*c)).count() > letters {
            found.push(format!("{place}: more Japanese than English: {text}"));
        }
    }
    none(found);
}

#[test]
fn japanese_texts_use_half_width_letters_and_digits() {
    let is_wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{ff61}'..='\u{ff9f}' | '．' | '＠');
    let bad =
        texts().into_iter().filter(|(_, language, text)| *language == "ja" && text.chars().any(is_wide));
    none(bad.map(|(place, _, text)| format!("{place}: {text}")).collect());
}

#[test]
fn japanese_texts_are_in_japanese() {
    // Names of products and protocols are the same everywhere; whole sentences are not.
    let bad = texts().into_iter().filter(|(_, language, text)| {
        *language == "ja" && !text.chars().any(is_japanese) && text.split_whitespace().count() > 4
    });
    none(bad.map(|(place, _, text)| format!("{place}: {text}")).collect());
}

#[test]
fn nobody_shouts_and_nobody_promises_safety() {
    let mut found = Vec::new();
    for (place, _, text) in texts() {
        // Becky! is spelt so by its maker.
        if text.replace("Becky!", "Becky").contains(['!', '！']) {
            found.push(format!("{place}: an exclamation mark: {text}"));
        }
        for promise in ["安全です", "安心です", "絶対に", "is safe", "are safe", "is secure", "100%"]
        {
            if text.contains(promise) {
                found.push(format!("{place}: “{promise}”: {text}"));
            }
        }
    }
    none(found);
}

#[test]
fn no_text_is_a_template() {
    let bad = texts().into_iter().filter(|(_, _, text)| text.contains(['{', '}']));
    none(bad.map(|(place, _, text)| format!("{place}: {text}")).collect());
}

#[test]
fn the_interface_keeps_to_the_same_words() {
    let mut found = Vec::new();
    let is_words = |path: &str| path == "src/i18n/messages.rs" || path.ends_with("words.rs");
    let files: Vec<_> = sources().into_iter().filter(|(path, _)| is_words(path)).collect();
    assert!(files.len() >= 4);
    for (path, text) in files {
        for (line, code) in code(&text) {
            for word in ["安全です", "！"] {
                if code.contains(word) {
                    found.push(format!("{path}:{line}: {word}"));
                }
            }
            if code.chars().any(|c| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')) {
                found.push(format!("{path}:{line}: full-width letters"));
            }
        }
    }
    none(found);
}
