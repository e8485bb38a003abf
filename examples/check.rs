//! `cargo xtask check FILE…`: every problem of the given data files, with line, path and answers.

use mail_settings::catalogue::Catalogue;
use mail_settings::guide::{self, Shared};
use mail_settings::matrix::{Client, Export, Problem, locate, problems};
use mail_settings::trouble::data as trouble;
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: cargo xtask check FILE…");
        return ExitCode::from(2);
    }
    let clients: Vec<&str> = Catalogue::embedded().clients().iter().map(|client| client.id).collect();
    let mut count = 0;
    for file in &files {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: cannot be read: {error}");
                count += 1;
                continue;
            }
        };
        let problems = all_problems(file, &text, &clients);
        for problem in &problems {
            println!("{file}:{}: {problem}", locate(&text, &problem.path));
        }
        count += problems.len();
    }
    println!("{} files, {count} problems", files.len());
    if count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a file is, by the keys that only files of its kind have; by its folder where it is not JSON at all.
enum Kind {
    Provider,
    Client,
    Guide,
    SharedGuides,
    Exports,
    Trouble(usize),
}

impl Kind {
    fn of(file: &Path, text: &str) -> Option<Self> {
        let name = |path: Option<&OsStr>| path.and_then(OsStr::to_str).unwrap_or_default().to_owned();
        let (stem, folder) = (name(file.file_stem()), name(file.parent().and_then(Path::file_name)));
        let trouble = trouble::FILES.iter().position(|known| *known == stem);
        let by_folder = || match folder.as_str() {
            "providers" => Some(Self::Provider),
            "clients" => Some(Self::Client),
            "guides" => Some(Self::Guide),
            "trouble" => trouble.map(Self::Trouble),
            _ if stem == "exports" => Some(Self::Exports),
            _ if stem == "guides" => Some(Self::SharedGuides),
            _ => None,
        };
        let Ok(content) = serde_json::from_str::<Value>(text) else {
            return by_folder();
        };
        let has = |keys: &[&str]| keys.iter().any(|key| content.get(key).is_some());
        if has(&["plans", "tables", "servers"]) {
            Some(Self::Provider)
        } else if has(&["can"]) {
            Some(Self::Guide)
        } else if has(&["platform"]) {
            Some(Self::Client)
        } else if has(&["formats"]) {
            Some(Self::Exports)
        } else if has(&["bases"]) {
            Some(Self::SharedGuides)
        } else {
            by_folder()
        }
    }
}

fn all_problems(file: &str, text: &str, clients: &[&str]) -> Vec<Problem> {
    let path = Path::new(file);
    let Some(kind) = Kind::of(path, text) else {
        let message = "neither a provider's file nor a mail program's, a guide, guides.json, exports.json or one of trouble/";
        return vec![problem("", message)];
    };
    let mut found = match kind {
        Kind::Provider => problems(text, clients),
        Kind::Client => Client::read(text).err().unwrap_or_default(),
        Kind::Guide => guide_problems(path, text),
        Kind::SharedGuides => return Shared::read(text).err().unwrap_or_default(),
        Kind::Exports => return Export::read_all(text, clients).err().unwrap_or_default(),
        Kind::Trouble(place) => return trouble_problems(path, place, text, clients),
    };
    let id = serde_json::from_str::<Value>(text).ok().and_then(|file| Some(file["id"].as_str()?.to_owned()));
    let stem = path.file_stem().and_then(OsStr::to_str);
    if let Some(id) = id.filter(|id| Some(id.as_str()) != stem) {
        found.push(problem("/id", format!("id “{id}” differs from the file's name")));
    }
    found
}

fn problem(path: &str, message: impl Into<String>) -> Problem {
    Problem { path: path.to_owned(), message: message.into(), answers: Vec::new() }
}

/// What a guide shares with the others stands in `guides.json`, one folder up.
fn guide_problems(file: &Path, text: &str) -> Vec<Problem> {
    let shared = file.with_file_name("../guides.json");
    match std::fs::read_to_string(&shared) {
        Ok(content) => match Shared::read(&content) {
            Ok(shared) => guide::problems(text, &shared),
            Err(_) => vec![problem("", format!("{} has problems of its own", shared.display()))],
        },
        Err(error) => vec![problem("", format!("{}: {error}", shared.display()))],
    }
}

/// The files of the help for trouble name each other: all five are read, and the problems of this one told.
fn trouble_problems(file: &Path, place: usize, text: &str, clients: &[&str]) -> Vec<Problem> {
    let mut texts: [String; trouble::FILES.len()] = Default::default();
    for (other, (known, content)) in trouble::FILES.iter().zip(&mut texts).enumerate() {
        let path = file.with_file_name(format!("{known}.json"));
        *content = match std::fs::read_to_string(&path) {
            _ if other == place => text.to_owned(),
            Ok(content) => content,
            Err(error) => {
                return vec![problem("", format!("{}, which belongs to it: {error}", path.display()))];
            }
        };
    }
    let read = trouble::Help::read(texts.each_ref().map(String::as_str));
    let all = match read {
        Ok(help) => trouble::check(&help, Catalogue::embedded().matrices(), clients),
        Err(found) => found,
    };
    let own = all.into_iter().filter(|(known, _)| *known == trouble::FILES[place]);
    own.map(|(_, problem)| problem).collect()
}
