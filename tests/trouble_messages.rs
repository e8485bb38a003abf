//! What pasted error messages mean.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::trouble::embedded;
use mail_settings::trouble::message::{LONGEST, Match, TooLong, causes_of, find};
use serde_json::Value;
use support::{HostNfkc, Numbers, content, outcome, state};

fn corpus() -> Vec<Value> {
    serde_json::from_str(&content("tests/corpus/errors.json")).unwrap()
}

/// The verdict on a case: `cause`, `several: …` or `none`.
fn verdict(case: &Value) -> (Vec<&'static str>, bool) {
    let pairs: Vec<(&str, &str)> = case["state"]
        .as_object()
        .map(|map| map.iter().map(|(key, value)| (key.as_str(), value.as_str().unwrap())).collect())
        .unwrap_or_default();
    let answer = outcome(&state(&pairs));
    assert_eq!(pairs.is_empty(), answer.matrix.is_none(), "{}", case["id"]);
    let context = (!pairs.is_empty()).then_some(&answer);
    match find(embedded(), case["text"].as_str().unwrap(), context, &HostNfkc).unwrap() {
        Match::Confident(cause) => (vec![cause.id], true),
        Match::Several(causes) => (causes.iter().map(|cause| cause.id).collect(), false),
        Match::None => (Vec::new(), false),
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|items| items.iter().map(|it| it.as_str().unwrap()).collect()).unwrap_or_default()
}

#[test]
fn the_corpus_is_understood_and_nothing_is_surely_wrong() {
    let cases = corpus();
    let (mut right, mut surely_wrong, mut wrong) = (0, Vec::new(), Vec::new());
    let mut undecided = 0;
    for case in &cases {
        let (found, sure) = verdict(case);
        let several = strings(&case["several"]);
        undecided += usize::from(case.get("cause").is_none());
        let is_right = match case["cause"].as_str() {
            Some(cause) => sure && found == [cause],
            None => {
                !sure
                    && several.iter().all(|cause| found.contains(cause))
                    && found.is_empty() == several.is_empty()
            }
        };
        let line =
            format!("{}: expected {} {several:?}, found {found:?}, sure: {sure}", case["id"], case["cause"]);
        if is_right {
            right += 1;
        } else if sure {
            surely_wrong.push(line);
        } else {
            wrong.push(line);
        }
    }
    println!(
        "{} messages, {right} right, {} unsure and wrong, {} surely wrong",
        cases.len(),
        wrong.len(),
        surely_wrong.len()
    );
    println!("{undecided} of them without one answer\n{}\n{}", wrong.join("\n"), surely_wrong.join("\n"));
    assert!(cases.len() >= 120 && undecided >= 20);
    assert!(surely_wrong.is_empty(), "\n{}", surely_wrong.join("\n"));
    assert!(right * 100 >= cases.len() * 95, "{right} of {}\n{}", cases.len(), wrong.join("\n"));
}
