//! Every case in `tests/cases/`, and in the folder that `MAIL_SETTINGS_CASES` names.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{State, resolve, settings_json};
use serde_json::Value;
use std::path::{Path, PathBuf};
use support::{CATALOGUE, HostIdn};

fn folders() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    std::iter::once(own).chain(std::env::var_os("MAIL_SETTINGS_CASES").map(PathBuf::from)).collect()
}

#[test]
fn every_case_gets_what_its_documents_say() {
    let mut count = 0;
    let mut failures = Vec::new();
    for folder in folders() {
        let mut files: Vec<_> = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        assert!(!files.is_empty(), "{} holds no cases", folder.display());
        for file in files {
            let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            for case in cases {
                count += 1;
                let found = settings(&case["state"]);
                let mut wrong = Vec::new();
                compare(&case["expect"], &found, &mut wrong);
                if !wrong.is_empty() {
                    failures.push(format!("{}: {}", case["id"].as_str().unwrap_or("?"), wrong.join("; ")));
                }
            }
        }
    }
    assert!(count >= 150, "only {count} cases were read");
    println!("{count} cases");
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
}

fn settings(state: &Value) -> Value {
    let state = State::from_json(state.as_object().unwrap(), &CATALOGUE, &HostIdn);
    let outcome = resolve(&CATALOGUE, &state, &HostIdn);
    serde_json::from_str(&settings_json(&CATALOGUE, &state, &outcome)).unwrap()
}

fn compare(expected: &Value, found: &Value, wrong: &mut Vec<String>) {
    if expected["status"] != found["status"] {
        wrong.push(format!(
            "status: expected {}, found {} {}",
            expected["status"], found["status"], found["reasons"]
        ));
    }
    for key in ["reasons", "notices"] {
        for id in expected[key].as_array().into_iter().flatten() {
            if !found[key].as_array().unwrap().contains(id) {
                wrong.push(format!("{key}: expected {id}, found {}", found[key]));
            }
        }
    }
    match &expected["incoming"] {
        Value::Object(_) => server("incoming", &expected["incoming"], &found["incoming"], wrong),
        Value::Null if expected.get("incoming").is_some() && !found["incoming"].is_null() => {
            wrong.push(format!("incoming: expected none, found {}", found["incoming"]));
        }
        _ => {}
    }
    if let Some(outgoing) = expected["outgoing"].as_array() {
        let servers = found["outgoing"].as_array().unwrap();
        if outgoing.len() != servers.len() {
            let ports: Vec<_> = servers.iter().map(|server| server["port"]["value"].to_string()).collect();
            wrong.push(format!("outgoing: expected {}, found ports {}", outgoing.len(), ports.join(" ")));
        }
        for (index, (expected, found)) in outgoing.iter().zip(servers).enumerate() {
            server(&format!("outgoing {index}"), expected, found, wrong);
        }
    }
}

fn server(place: &str, expected: &Value, found: &Value, wrong: &mut Vec<String>) {
    for (field, value) in expected.as_object().unwrap() {
        if field == "protocol" {
            if *value != found["protocol"] {
                wrong.push(format!("{place} protocol: expected {value}, found {}", found["protocol"]));
            }
        } else if field == "certainty" {
            for (field, certainty) in value.as_object().unwrap() {
                if *certainty != found[field]["certainty"] {
                    let found = &found[field]["certainty"];
                    wrong.push(format!("{place} {field}: expected {certainty}, found {found}"));
                }
            }
        } else if *value != found[field]["value"] {
            wrong.push(format!("{place} {field}: expected {value}, found {}", found[field]["value"]));
        }
    }
}
