//! `cargo xtask check FILE…`: every problem of the given data files, with line, path and answers.

use mail_settings::catalogue::Catalogue;
use mail_settings::matrix::{Client, Problem, locate, problems};
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

/// A mail program's file says where it runs; a provider's file does not.
fn all_problems(file: &str, text: &str, clients: &[&str]) -> Vec<Problem> {
    let is_client = text.contains("\"platform\"") && !text.contains("\"tables\"");
    let mut found =
        if is_client { Client::read(text).err().unwrap_or_default() } else { problems(text, clients) };
    let id = serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|file| Some(file["id"].as_str()?.to_owned()));
    let stem = std::path::Path::new(file).file_stem().and_then(|stem| stem.to_str());
    if let Some(id) = id.filter(|id| Some(id.as_str()) != stem) {
        let message = format!("id “{id}” differs from the file's name");
        found.push(Problem { path: "/id".to_owned(), message, answers: Vec::new() });
    }
    found
}
