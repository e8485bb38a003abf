//! `cargo xtask check FILE…`: every problem of the given data files, with line, path and answers.

use mail_settings::catalogue::Catalogue;
use mail_settings::guide::{self, Shared};
use mail_settings::matrix::{Client, Export, Problem, locate, problems};
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

/// A guide tells what its program can do, a mail program's file where it runs; a provider's file neither.
fn all_problems(file: &str, text: &str, clients: &[&str]) -> Vec<Problem> {
    if Path::new(file).file_stem().is_some_and(|stem| stem == "exports") {
        return Export::read_all(text, clients).err().unwrap_or_default();
    }
    let is_client = text.contains("\"platform\"") && !text.contains("\"tables\"");
    let mut found = if text.contains("\"can\":") {
        guide_problems(file, text)
    } else if is_client {
        Client::read(text).err().unwrap_or_default()
    } else {
        problems(text, clients)
    };
    let id = serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|file| Some(file["id"].as_str()?.to_owned()));
    let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str());
    if let Some(id) = id.filter(|id| Some(id.as_str()) != stem) {
        let message = format!("id “{id}” differs from the file's name");
        found.push(Problem { path: "/id".to_owned(), message, answers: Vec::new() });
    }
    found
}

/// What a guide shares with the others stands in `guides.json`, one folder up.
fn guide_problems(file: &str, text: &str) -> Vec<Problem> {
    let shared = std::path::Path::new(file).with_file_name("../guides.json");
    let unread = |message: String| vec![Problem { path: String::new(), message, answers: Vec::new() }];
    match std::fs::read_to_string(&shared) {
        Ok(content) => match Shared::read(&content) {
            Ok(shared) => guide::problems(text, &shared),
            Err(_) => unread(format!("{} has problems of its own", shared.display())),
        },
        Err(error) => unread(format!("{}: {error}", shared.display())),
    }
}
