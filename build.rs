//! Reads and checks `static/data/` and packs it for the page. A wrong file does not build: all its problems are
//! printed, with line, path and answers.

// The same reader and the same check that the library has; what the build does not use stays unused.
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/guide/data/mod.rs"]
mod guide;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/i18n/mod.rs"]
mod i18n;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/mail/mod.rs"]
mod mail;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/matrix/mod.rs"]
mod matrix;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/trouble/data/mod.rs"]
mod trouble;

use guide::{Guide, Guides, Shared};
use matrix::{Client, Export, Matrix, Pack, Packer, Problem, locate, problems as problems_of};
use std::path::Path;
use std::process::ExitCode;
use trouble::{FILES, Help, check};

/// In the order in which they are offered.
const PROVIDERS: [&str; 3] = ["neoworks", "sppd", "editnet"];

/// In the order in which they are offered.
const CLIENTS: [&str; 21] = [
    "outlook-new",
    "outlook-365",
    "outlook-2021",
    "outlook-2019",
    "outlook-2016",
    "thunderbird",
    "apple-mail-ios",
    "apple-mail-ipados",
    "apple-mail-macos",
    "gmail-android",
    "thunderbird-android",
    "k9",
    "fairemail",
    "delta-chat",
    "becky",
    "al-mail",
    "windows-mail",
    "outlook-express",
    "cybozu-mail-sharing",
    "command-line",
    "other",
];

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=static/data");
    for source in ["build.rs", "src/i18n", "src/mail", "src/matrix", "src/guide/data", "src/trouble/data"] {
        println!("cargo:rerun-if-changed={source}");
    }
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<(), String> {
    let mut problems = Vec::new();
    let clients: Vec<Client> =
        CLIENTS.iter().filter_map(|id| load(&format!("clients/{id}"), Client::read, &mut problems)).collect();
    let ids: Vec<&str> = clients.iter().map(|client| client.id).collect();
    let checked = |text: &str| {
        let found = problems_of(text, &ids);
        if found.is_empty() { Matrix::read(text) } else { Err(found) }
    };
    let matrices: Vec<Matrix> =
        PROVIDERS.iter().filter_map(|id| load(&format!("providers/{id}"), checked, &mut problems)).collect();
    let exports = load("exports", |text| Export::read_all(text, &ids), &mut problems);
    let guides = guides(&ids, &mut problems);
    let Some(guides) = guides.filter(|_| problems.is_empty()) else {
        return Err(problems.join("\n"));
    };
    let mut packer = Packer::default();
    // Plain Japanese is the second module's alone.
    packer.plain = Some(Box::default());
    let (matrices, clients): (&'static [Matrix], &'static [Client]) = (matrices.leak(), clients.leak());
    let exports: &'static [Export] = exports.unwrap_or_default().leak();
    ((matrices, clients), exports).pack(&mut packer);
    let out = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run this through cargo")?;
    let write = |name: &str, content: &[u8]| {
        std::fs::write(Path::new(&out).join(name), content).map_err(|error| format!("{name}: {error}"))
    };
    write("numbers.bin", &packer.numbers)?;
    write("text.txt", packer.text.as_bytes())?;
    let plain = packer.plain.unwrap_or_default();
    write("plain-numbers.bin", &plain.numbers)?;
    write("plain-text.txt", plain.text.as_bytes())?;
    // Apart, so that a page without guides does without their bytes.
    let mut packer = Packer::default();
    guides.pack(&mut packer);
    write("guides-numbers.bin", &packer.numbers)?;
    write("guides-text.txt", packer.text.as_bytes())?;

    let help = load_help(matrices, &ids)?;
    let mut packer = Packer::default();
    help.pack(&mut packer);
    write("trouble-numbers.bin", &packer.numbers)?;
    write("trouble-text.txt", packer.text.as_bytes())
}

/// One guide for each mail program.
fn guides(clients: &[&str], problems: &mut Vec<String>) -> Option<Guides> {
    let shared = load("guides", Shared::read, problems)?;
    let read = |text: &str| Guide::read(text, &shared);
    let all: Vec<Guide> =
        CLIENTS.iter().filter_map(|id| load(&format!("guides/{id}"), read, problems)).collect();
    let follows =
        |guide: &Guide| guide.follows.map(|id| all.iter().any(|it| it.id == id && it.follows.is_none()));
    for guide in &all {
        if follows(guide) == Some(false) {
            problems
                .push(format!("static/data/guides/{}.json: “follows” names no guide with steps", guide.id));
        }
        if let guide::Standing::Ended(ended) = guide.standing
            && !clients.contains(&ended.replaced_by)
        {
            problems.push(format!("static/data/guides/{}.json: unknown “{}”", guide.id, ended.replaced_by));
        }
    }
    Some(Guides { documents: shared.documents, words: shared.words, all: all.leak() })
}

fn load_help(matrices: &[Matrix], clients: &[&str]) -> Result<Help, String> {
    let mut texts: [String; FILES.len()] = Default::default();
    for (text, file) in texts.iter_mut().zip(FILES) {
        let path = format!("static/data/trouble/{file}.json");
        *text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    }
    let read = Help::read([&texts[0], &texts[1], &texts[2], &texts[3], &texts[4]]);
    let found = match read {
        Ok(help) => {
            let found = check(&help, matrices, clients);
            if found.is_empty() {
                return Ok(help);
            }
            found
        }
        Err(found) => found,
    };
    let text_of =
        |file: &str| FILES.iter().zip(&texts).find(|(known, _)| **known == file).map_or("", |(_, text)| text);
    let lines = found.iter().map(|(file, problem)| {
        format!("static/data/trouble/{file}.json:{}: {problem}", locate(text_of(file), &problem.path))
    });
    Err(lines.collect::<Vec<_>>().join("\n"))
}

fn load<T>(
    name: &str,
    read: impl Fn(&str) -> Result<T, Vec<Problem>>,
    problems: &mut Vec<String>,
) -> Option<T> {
    let path = format!("static/data/{name}.json");
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            problems.push(format!("{path}: {error}"));
            return None;
        }
    };
    match read(&text) {
        Ok(read) => Some(read),
        Err(found) => {
            problems.extend(
                found.iter().map(|problem| format!("{path}:{}: {problem}", locate(&text, &problem.path))),
            );
            None
        }
    }
}
