//! How long the core takes, beside what it may take: `cargo bench`. Medians of many runs.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mail_settings::catalogue::Catalogue;
use mail_settings::decide::{State, leaves, resolve, settings_json};
use mail_settings::i18n::Locale;
use mail_settings::mail::Idn;
use mail_settings::matrix::{Matrix, check};
use mail_settings::overview::rows;
use mail_settings::search::Normalise;
use mail_settings::trouble::{embedded, message};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The addresses here are ASCII.
struct NoIdn;

impl Idn for NoIdn {
    fn to_ascii(&self, _: &str) -> Option<String> {
        None
    }
}

/// The texts here have nothing that NFKC changes.
struct AsItIs;

impl Normalise for AsItIs {
    fn nfkc(&self, text: &str) -> String {
        text.to_lowercase()
    }
}

/// Prints the median in milliseconds, with its budget beside it.
fn measure(name: &str, runs: usize, budget: f64, mut run: impl FnMut()) {
    run();
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    let verdict = if median <= budget { "" } else { "  over budget" };
    println!("{name:<44}{median:>10.3} ms   budget {budget:>7.3} ms{verdict}");
}

fn main() {
    let catalogue = Catalogue::embedded();
    let clients: Vec<&str> = catalogue.clients().iter().map(|client| client.id).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/providers");
    let files: Vec<String> = catalogue
        .matrices()
        .iter()
        .map(|matrix| std::fs::read_to_string(folder.join(format!("{}.json", matrix.id()))).unwrap())
        .collect();
    measure("read and check all providers", 30, 50.0, || {
        for file in &files {
            let matrix = Matrix::read(file).unwrap();
            assert!(check(&matrix, &clients).is_empty());
        }
    });

    let mut states = Vec::new();
    for matrix in catalogue.matrices() {
        for leaf in leaves(matrix, &|_| None) {
            let answers = leaf
                .path
                .iter()
                .map(|(input, answer)| (matrix.input_id(*input), matrix.answer_ids(*input)[*answer]));
            let given =
                [("provider", matrix.id()), ("client", "thunderbird"), ("address", "info@sample.co.jp")];
            states.push(State::from_pairs(given.into_iter().chain(answers), catalogue, &NoIdn));
        }
    }
    let all = format!("resolve all {} ends", states.len());
    measure(&all, 30, 60.0, || {
        for state in &states {
            black_box(resolve(catalogue, state, &NoIdn));
        }
    });
    // What one answer of the visitor costs; it must not be felt.
    let begun = State::from_pairs([("provider", "neoworks")], catalogue, &NoIdn);
    measure("resolve with every question open", 200, 2.0, || {
        black_box(resolve(catalogue, &begun, &NoIdn));
    });
    let last = &states[states.len() / 2];
    measure("resolve one end and write its JSON", 200, 1.0, || {
        let outcome = resolve(catalogue, last, &NoIdn);
        black_box(settings_json(catalogue, last, &outcome));
    });
    for matrix in catalogue.matrices() {
        // Within one frame of the screen.
        measure(&format!("rows of {}", matrix.id()), 50, 16.0, || {
            black_box(rows(matrix, None, Locale::Ja));
        });
    }
    // A returned mail may be long, and what is pasted may be anything. Nobody may wait for an answer.
    let bounce = "Diagnostic-Code: smtp; 554 5.7.1 <info@sample.jp>: Relay access denied\n".repeat(200);
    let article = "本日の会議では、新しい製品の販売計画と来年度の予算について話し合いました。".repeat(400);
    let familiar = "メールソフトの設定を変更して、もう一度接続を確認しました。".repeat(500);
    let strange = "The quick brown fox jumps over the lazy dog. ".repeat(400);
    for (name, text) in
        [("a bounce", bounce), ("an article", article), ("words of mail", familiar), ("other words", strange)]
    {
        measure(&format!("what a text of {} KB means: {name}", text.len() / 1024), 20, 25.0, || {
            black_box(message::find(embedded(), &text, None, &AsItIs).unwrap());
        });
    }
}
