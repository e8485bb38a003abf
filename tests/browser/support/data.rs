//! What the visitor reads on the buttons: the interface's words from the library, the rest from the data files.

use mail_settings::i18n::{Locale, Messages, OverviewWords};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static PROVIDERS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| read("providers"));
static CLIENTS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| read("clients"));

static EXPORTS: LazyLock<Value> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/exports.json");
    let text = fs::read_to_string(&path).expect("the file of the formats is readable");
    serde_json::from_str(&text).expect("a data file is JSON")
});

fn read(folder: &str) -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data").join(folder);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files
        .map(|entry| {
            let path = entry.expect("a folder can be listed").path();
            let text = fs::read_to_string(&path).expect("a data file is readable");
            let value: Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (value["id"].as_str().expect("data have an id").to_owned(), value)
        })
        .collect()
}

/// A language that the widget speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(pub &'static str);

impl Language {
    pub const JA: Self = Self("ja");
    pub const EN: Self = Self("en");
    pub const EASY: Self = Self("ja-x-easy");
    pub const BOTH: [Self; 2] = [Self::JA, Self::EN];

    /// Its words for the table and the tree.
    pub fn overview(self) -> &'static OverviewWords {
        OverviewWords::of(Locale::from_tag(self.0).expect("a language of the product"))
    }

    /// Its words.
    pub fn words(self) -> &'static Messages {
        Messages::of(Locale::from_tag(self.0).expect("a language of the product"))
    }

    fn of(self, text: &Value) -> String {
        let key = match self.0 {
            "ja-x-easy" if text["easy"].is_string() => "easy",
            "ja-x-easy" => "ja",
            language => language,
        };
        text[key].as_str().unwrap_or_else(|| panic!("no {key} in {text}")).to_owned()
    }
}

/// Every text of a provider and of the exports that has plain Japanese: in full, and plain.
pub fn plain_texts(provider: &str) -> Vec<(String, String)> {
    fn collect(value: &Value, found: &mut Vec<(String, String)>) {
        if let (Some(full), Some(plain)) = (value["ja"].as_str(), value["easy"].as_str()) {
            found.push((full.to_owned(), plain.to_owned()));
        }
        match value {
            Value::Object(fields) => fields.values().for_each(|inner| collect(inner, found)),
            Value::Array(items) => items.iter().for_each(|inner| collect(inner, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&PROVIDERS[provider], &mut found);
    collect(&EXPORTS, &mut found);
    CLIENTS.values().for_each(|client| collect(client, &mut found));
    found
}

fn find<'v>(list: &'v Value, id: &str) -> &'v Value {
    let found = list.as_array().and_then(|list| list.iter().find(|each| each["id"] == id));
    found.unwrap_or_else(|| panic!("the data know no {id}"))
}

/// The name of a provider.
pub fn provider(id: &str, language: Language) -> String {
    language.of(&PROVIDERS[id]["name"])
}

/// The title of a reason.
pub fn reason(provider: &str, id: &str, language: Language) -> String {
    language.of(&PROVIDERS[provider]["reasons"][id]["title"])
}

/// The name of a mail program.
pub fn client(id: &str, language: Language) -> String {
    language.of(&CLIENTS[id]["name"])
}

/// How a question is asked.
pub fn ask(provider: &str, question: &str, language: Language) -> String {
    let provider = &PROVIDERS[provider];
    let question =
        if question == "plan" { &provider["planQuestion"] } else { find(&provider["questions"], question) };
    language.of(&question["ask"])
}

/// An answer in full.
pub fn answer(provider: &str, question: &str, answer: &str, language: Language) -> String {
    let provider = &PROVIDERS[provider];
    let answers = if question == "plan" {
        &provider["plans"]
    } else {
        &find(&provider["questions"], question)["answers"]
    };
    language.of(&find(answers, answer)["label"])
}

/// What a question is called in the list of answers.
pub fn label(provider: &str, question: &str, language: Language) -> String {
    match question {
        "plan" => language.words().plan.to_owned(),
        _ => language.of(&find(&PROVIDERS[provider]["questions"], question)["label"]),
    }
}

/// The name of a format.
pub fn format(id: &str, language: Language) -> String {
    language.of(&find(&EXPORTS["formats"], id)["title"])
}

/// What is said about a mail program that imports nothing.
pub fn no_import(client: &str, language: Language) -> String {
    language.of(&CLIENTS[client]["noImport"])
}
