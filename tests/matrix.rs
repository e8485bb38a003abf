//! The data files have no problem, and every kind of problem is found, with its place and the shortest answers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::matrix::{Client, Matrix, Next, Pack, Packer, Problem, Walk, check, locate};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::oracle::Oracle;
use support::{CATALOGUE, CLIENTS, PROVIDERS, client_ids, content};

/// The text of an embedded provider's file.
fn file(id: &str) -> &'static str {
    PROVIDERS.iter().find(|(path, _)| path.ends_with(&format!("/{id}.json"))).unwrap().1
}

fn parsed(id: &str) -> Value {
    serde_json::from_str(file(id)).unwrap()
}

fn providers() -> Vec<&'static str> {
    CATALOGUE.matrices().iter().map(Matrix::id).collect()
}

/// As `cargo xtask check` goes about it.
fn problems(text: &str) -> Vec<Problem> {
    Matrix::read(text).map_or_else(|problems| problems, |matrix| check(&matrix, &client_ids()))
}

/// The problems of a file in which something was changed.
fn edited(id: &str, edit: impl FnOnce(&mut Value)) -> Vec<Problem> {
    let mut value = parsed(id);
    edit(&mut value);
    problems(&value.to_string())
}

/// Changes a file and expects a problem of this place and wording; returns all that were found.
#[track_caller]
fn finds(id: &str, edit: impl FnOnce(&mut Value), path: &str, message: &str) -> Vec<Problem> {
    let found = edited(id, edit);
    let hit = found.iter().any(|problem| problem.path == path && problem.message.contains(message));
    assert!(hit, "expected {path}: {message}\nfound {found:#?}");
    found
}

fn put(value: &mut Value, pointer: &str, new: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match value.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
        Value::Array(items) if key == "-" => items.push(new),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = new,
        object => object[key.replace("~1", "/").replace("~0", "~")] = new,
    }
}

fn drop_key(value: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    value
        .pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove(&key)
        .unwrap_or_else(|| panic!("no {pointer}"));
}

/// Every place of a value, as JSON pointers, parents first.
fn pointers(value: &Value) -> Vec<String> {
    fn visit(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| visit(item, &format!("{at}/{index}"), found));
            }
            Value::Object(map) => {
                for (key, item) in map {
                    visit(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    visit(value, "", &mut found);
    found
}

fn table<'v>(value: &'v Value, rule: &str) -> (usize, usize, &'v Value) {
    let tables = value["tables"].as_array().unwrap().iter().enumerate();
    tables
        .flat_map(|(table, each)| {
            each["rules"].as_array().unwrap().iter().enumerate().map(move |it| (table, it))
        })
        .find(|(_, (_, each))| each["id"] == rule)
        .map(|(table, (index, each))| (table, index, each))
        .unwrap()
}

// The embedded files.

#[test]
fn the_embedded_files_have_no_problem_and_are_named_after_their_ids() {
    for (path, text) in *PROVIDERS {
        let found = problems(text);
        assert!(found.is_empty(), "{path}: {found:#?}");
        assert_eq!(*path, format!("providers/{}.json", Matrix::read(text).unwrap().id()));
    }
    for (path, text) in *CLIENTS {
        let client = Client::read(text).unwrap_or_else(|problems| panic!("{path}: {problems:#?}"));
        assert_eq!(*path, format!("clients/{}.json", client.id));
    }
    println!("{} providers, {} mail programs", PROVIDERS.len(), CLIENTS.len());
}

#[test]
fn a_document_that_several_providers_cite_names_its_publisher() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for document in matrix.documents() {
            let others = CATALOGUE.matrices().iter().filter(|other| other.id() != matrix.id());
            let shared = others.filter(|other| other.document(document.id).is_some()).count();
            assert_eq!(document.publisher.is_some(), shared > 0, "{}: {}", matrix.id(), document.id);
            count += shared;
        }
    }
    assert!(count > 0, "no document is cited by two providers");
}

#[test]
fn every_data_file_is_embedded() {
    for (folder, files) in [("providers", *PROVIDERS), ("clients", *CLIENTS)] {
        let on_disk = std::fs::read_dir(support::project("static/data").join(folder)).unwrap();
        let mut on_disk: Vec<String> = on_disk
            .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap()))
            .collect();
        let mut embedded: Vec<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        on_disk.sort();
        embedded.sort();
        assert_eq!(on_disk, embedded);
    }
}

/// What the page gets of it: everything but the author's own names.
fn packed(matrix: &Matrix) -> (Vec<u8>, String) {
    let mut packer = Packer::default();
    matrix.pack(&mut packer);
    (packer.numbers, packer.text)
}

#[test]
fn what_is_embedded_is_what_the_files_say() {
    for (path, text) in PROVIDERS.iter() {
        let read = Matrix::read(text).unwrap();
        let embedded = CATALOGUE.matrix(read.id()).unwrap();
        assert!(packed(&read) == packed(embedded), "{path}: the build wrote something else");
    }
    for (path, text) in CLIENTS.iter() {
        let read = Client::read(text).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", CATALOGUE.client(read.id).unwrap()), "{path}");
    }
}

#[test]
fn every_combination_of_answers_has_one_rule_by_brute_force() {
    let combinations: Vec<_> =
        Oracle::all().iter().map(|each| (each.id().to_owned(), each.combinations())).collect();
    println!("{combinations:?}");
}

// Gaps.

#[test]
fn each_rule_that_is_dropped_leaves_a_gap_with_the_shortest_answers_to_it() {
    let mut dropped = 0;
    for id in providers() {
        let matrix = CATALOGUE.matrix(id).unwrap();
        let gaps = |matrix: &Matrix| -> Vec<Problem> {
            let found = check(matrix, &client_ids());
            found.into_iter().filter(|problem| problem.message.contains("gap")).collect()
        };
        assert!(gaps(matrix).is_empty(), "{id}: complete as it is");
        for (table, each) in matrix.tables().iter().enumerate() {
            for (rule, it) in each.rules.iter().enumerate() {
                let less = matrix.without_rule(table, rule);
                let found = gaps(&less);
                assert!(!found.is_empty(), "{id}: no gap without “{}”", it.id);
                let shortest = shortest_gap(&Walk::start(&less)).unwrap();
                let reported = found.iter().map(|problem| problem.answers.len()).min().unwrap();
                assert_eq!(reported, shortest, "{id} without “{}”: {found:#?}", it.id);
                for problem in &found {
                    assert_eq!(problem.path, "/tables");
                    assert!(leads_to_a_gap(&less, &problem.answers), "{id} without “{}”: {problem}", it.id);
                }
                dropped += 1;
            }
        }
    }
    println!("{dropped} rules dropped one by one");
    assert!(dropped > 50);
}

fn shortest_gap(walk: &Walk<'_>) -> Option<usize> {
    match walk.next() {
        Next::Gap => Some(walk.path().len()),
        Next::Ask(input, offered) => {
            let answers = (0..32).filter(|answer| offered & (1 << answer) != 0);
            answers.filter_map(|answer| shortest_gap(&walk.answer(input, answer))).min()
        }
        Next::Rule(_) | Next::Overlap(_) => None,
    }
}

/// Replays `question=answer` and nothing else.
fn leads_to_a_gap(matrix: &Matrix, answers: &[String]) -> bool {
    let answered = |input: usize| {
        let given = answers.iter().filter_map(|answer| answer.split_once('='));
        let (_, answer) = given.into_iter().find(|(question, _)| *question == matrix.input_id(input))?;
        matrix.answer_ids(input).iter().position(|known| *known == answer)
    };
    matches!(Walk::replay(matrix, &answered).next(), Next::Gap)
}

#[test]
fn a_gap_tells_every_answer_that_leads_there() {
    let drop_rule = |id: &str, rule: &str| {
        edited(id, |value| {
            let (table, index, _) = table(value, rule);
            value["tables"][table]["rules"].as_array_mut().unwrap().remove(index);
        })
    };
    let found = drop_rule("editnet", "op25b-tls");
    assert!(
        found[1..].iter().all(|problem| problem.message.contains("does not lead to an answer")),
        "{found:#?}"
    );
    assert_eq!(found[0].answers, ["network=other", "op25b=yes", "connection=tls", "access=pop3"]);
    assert_eq!(
        found[0].to_string(),
        "/tables: gap: no rule matches (answers: network=other, op25b=yes, connection=tls, access=pop3)"
    );
    let found = drop_rule("neoworks", "standard");
    assert!(
        found.iter().any(|it| it.message.starts_with("gap") && it.answers == ["plan=shared-standard"]),
        "{found:#?}"
    );
}

#[test]
fn an_answer_that_no_rule_takes_is_a_gap() {
    let edit = |value: &mut Value| {
        let (table, rule, _) = table(value, "own-tls");
        put(value, &format!("/tables/{table}/rules/{rule}/when/access"), json!(["imap"]));
    };
    let found = finds("editnet", edit, "/tables", "gap: no rule matches");
    let gap = found.iter().find(|problem| problem.message.starts_with("gap")).unwrap();
    assert_eq!(gap.answers, ["network=editnet", "connection=tls", "access=pop3"]);
}

// Overlaps and rules that never apply.

#[test]
fn each_rule_that_stands_twice_is_an_overlap() {
    let mut count = 0;
    for id in providers() {
        for (index, each) in parsed(id)["tables"].as_array().unwrap().iter().enumerate() {
            for rule in each["rules"].as_array().unwrap() {
                let name = rule["id"].as_str().unwrap();
                let mut again = rule.clone();
                again["id"] = json!("again");
                let edit = |value: &mut Value| put(value, &format!("/tables/{index}/rules/-"), again);
                let found = finds(id, edit, "/tables", &format!("overlap: {name} and again match together"));
                let overlap = found.iter().find(|problem| problem.message.starts_with("overlap")).unwrap();
                let scoped = each["scope"]["plan"].as_array().unwrap().len();
                assert!(scoped > 1 || overlap.answers.len() <= 5, "{overlap}");
                for covered in [name, "again"] {
                    let message = format!("rule “{covered}” can never apply alone");
                    assert!(found.iter().any(|it| it.message.starts_with(&message)), "{message}");
                }
                count += 1;
            }
        }
    }
    println!("{count} rules doubled one by one");
}

#[test]
fn rules_that_overlap_in_part_are_shown_with_the_shortest_answers() {
    let edit = |value: &mut Value| {
        let (table, rule, _) = table(value, "wimax-tls");
        put(value, &format!("/tables/{table}/rules/{rule}/when/network"), json!(["wimax", "editnet"]));
    };
    let found = finds("editnet", edit, "/tables", "overlap: own-tls and wimax-tls match together");
    assert_eq!(found[0].answers, ["network=editnet", "connection=tls", "access=pop3"]);
    // The rule that is covered never applies alone, and suggestions that led there lead nowhere now.
    let follows = |problem: &Problem| {
        problem.message.contains("“own-tls” can never apply alone")
            || problem.message.contains("does not lead to an answer")
    };
    assert!(found[1..].iter().all(follows), "{found:#?}");
}

#[test]
fn tables_with_the_same_scope_overlap() {
    let edit = |value: &mut Value| {
        let mut again = value["tables"][2].clone();
        again["id"] = json!("again");
        for rule in again["rules"].as_array_mut().unwrap() {
            rule["id"] = json!(format!("again-{}", rule["id"].as_str().unwrap()));
        }
        put(value, "/tables/-", again);
    };
    let found = finds("sppd", edit, "/tables", "overlap: linux-tls and again-linux-tls match together");
    assert!(found.iter().any(|problem| problem.answers == ["plan=linux", "connection=tls"]), "{found:#?}");
}

#[test]
fn a_key_that_stands_twice_is_named_wherever_it_stands() {
    let mut count = 0;
    for id in providers() {
        let text = content(&format!("static/data/providers/{id}.json"));
        for key in ["\"checked\":", "\"pattern\":", "\"planQuestion\":", "\"weight\":", "\"date\":"] {
            let Some(at) = text.find(key) else { continue };
            let doubled = format!("{}{key} \"7\", {}", &text[..at], &text[at..]);
            let found = problems(&doubled);
            let name = key.trim_matches(['"', ':']);
            let message = format!("the key “{name}” stands twice");
            let twice = found.iter().find(|it| it.message == message).expect(&message);
            let line = text[..at].matches('\n').count() + 1;
            assert_eq!(locate(&doubled, &twice.path), line, "{id}: {twice}");
            count += 1;
        }
    }
    println!("{count} keys doubled");
    assert!(count > 10);
}

#[test]
fn a_rule_that_can_never_apply_is_named() {
    let when = |rule: &'static str, question: &'static str, answers: Value| {
        move |value: &mut Value| {
            let (table, rule, _) = table(value, rule);
            put(value, &format!("/tables/{table}/rules/{rule}/when/{question}"), answers);
        }
    };
    // An answer outside the table's scope, or taken away by its “answers”.
    let message = "takes an answer that cannot occur here";
    finds("neoworks", when("ch-website", "os", json!(["other"])), "/tables/3/rules/3/when", message);
    finds(
        "neoworks",
        when("ch-website", "certificate", json!(["shared"])),
        "/tables/3/rules/3/when",
        message,
    );
    // A question that this table does not ask.
    finds(
        "sppd",
        when("linux-tls", "os", json!(["other"])),
        "/tables/2/rules/0/when",
        "is no input of this table",
    );
    // No answer at all.
    finds(
        "editnet",
        when("own-tls", "network", json!([])),
        "/tables/0/rules/0/when/network",
        "no answer listed",
    );
    // A rule that others hide never wins alone; the overlap names it.
    let hidden = when("op25b-tls", "access", json!(["imap"]));
    finds("editnet", hidden, "/tables", "overlap: op25b-tls and op25b-imap-tls match together");
}

// Ids.

#[test]
fn unknown_ids_are_named_where_they_stand() {
    let cases = [
        ("editnet", "/servers/in-995/host", json!("nowhere"), "unknown value “nowhere”"),
        ("neoworks", "/servers/ch-in/port/imap", json!("nowhere"), "unknown value “nowhere”"),
        ("editnet", "/tables/0/rules/0/incoming", json!("nowhere"), "unknown server “nowhere”"),
        ("editnet", "/tables/0/rules/0/outgoing/1", json!("nowhere"), "unknown server “nowhere”"),
        (
            "editnet",
            "/tables/0/rules/0/when/network/0",
            json!("dial-up"),
            "“network” has no answer “dial-up”",
        ),
        ("editnet", "/tables/0/rules/0/when/weather", json!(["fine"]), "unknown question “weather”"),
        ("editnet", "/tables/0/inputs/0", json!("weather"), "unknown question “weather”"),
        ("editnet", "/tables/0/scope/plan/0", json!("gold"), "“plan” has no answer “gold”"),
        ("neoworks", "/tables/3/answers/certificate/0", json!("gold"), "“certificate” has no answer “gold”"),
        ("editnet", "/tables/0/rules/8/unavailable/0", json!("bad-luck"), "unknown reason “bad-luck”"),
        (
            "editnet",
            "/tables/0/rules/1/suggest/0/because",
            json!("luck"),
            "“luck” is neither a reason nor a notice",
        ),
        (
            "editnet",
            "/tables/0/rules/1/suggest/0/set/connection",
            json!("ssh"),
            "“connection” has no answer “ssh”",
        ),
        ("editnet", "/values/host/why", json!("who-knows"), "unknown text “who-knows”"),
        ("neoworks", "/values/n-shared/deeper/why", json!("who-knows"), "unknown text “who-knows”"),
        ("editnet", "/values/host/source/0", json!("rumour"), "unknown document “rumour”"),
        ("editnet", "/values/host/source/1", json!("見出し"), "lists no section “見出し”"),
        (
            "neoworks",
            "/values/c-in-local/alternatives/0/source/0",
            json!("rumour"),
            "unknown document “rumour”",
        ),
        ("sppd", "/facts/0/plans/0", json!("gold"), "“plan” has no answer “gold”"),
        ("sppd", "/facts/0/group", json!("gossip"), "“gossip” is none of"),
        ("sppd", "/clients/listed/al-mail/cannot/0", json!("fly"), "“fly” is none of"),
        ("editnet", "/values/host/certainty", json!("sure"), "“sure” is none of"),
        ("editnet", "/questions/0/kind", json!("mood"), "“mood” is none of"),
        ("editnet", "/notices/0/weight", json!("heavy"), "“heavy” is none of"),
        ("editnet", "/notices/1/trigger", json!("happy"), "“happy” is none of"),
    ];
    for (id, pointer, new, message) in &cases {
        let found = edited(id, |value| put(value, pointer, new.clone()));
        let near =
            found.iter().any(|it| it.message.contains(message) && pointer.starts_with(it.path.as_str()));
        assert!(near, "{id} {pointer}: expected {message}\nfound {found:#?}");
    }
    let unlisted = |value: &mut Value| put(value, "/clients/listed/pine", json!({}));
    finds("editnet", unlisted, "/clients/listed", "unknown mail program “pine”");
    let noticed = |value: &mut Value| put(value, "/notices/0/when/client", json!(["pine"]));
    finds("editnet", noticed, "/notices/0/when/client", "unknown mail program “pine”");
    let in_notice = |value: &mut Value| put(value, "/notices/0/when/network", json!(["dial-up"]));
    finds("editnet", in_notice, "/notices/0/when", "“network” has no answer “dial-up”");
    println!("{} places", cases.len() + 3);
}

#[test]
fn every_reference_is_followed_wherever_it_stands() {
    let mut count = 0;
    for id in providers() {
        let whole = parsed(id);
        for pointer in pointers(&whole) {
            let steps: Vec<&str> = pointer.split('/').skip(1).collect();
            let is_reference = match steps[..] {
                ["servers", ..] => true,
                ["tables", _, "rules" | "id", ..] if steps.last() == Some(&"id") => false,
                ["tables", _, "note" | "id"] => false,
                ["tables", ..] => true,
                ["values", _, "value"] => false,
                ["values", _, "alternatives", _, "value"] => false,
                ["values", ..] => true,
                ["facts", _, "source" | "plans" | "group", ..] => true,
                ["notices", _, "source" | "when" | "trigger" | "weight", ..] => true,
                ["reasons", _, "source", ..] | ["reasons", _, "sides", _, "source", ..] => true,
                ["clients", ..] | ["questions", _, "kind"] => true,
                _ => false,
            };
            let Some(text) = whole.pointer(&pointer).and_then(Value::as_str).filter(|_| is_reference) else {
                continue;
            };
            let changed = if text.contains('{') { text.replace('}', "") } else { format!("{text}x") };
            let found = edited(id, |value| put(value, &pointer, json!(changed)));
            assert!(!found.is_empty(), "{id} {pointer}: “{changed}” goes unnoticed");
            count += 1;
        }
    }
    println!("{count} references broken one by one");
    assert!(count > 1000);
}

#[test]
fn a_key_nobody_knows_is_named_wherever_it_stands() {
    let mut count = 0;
    for id in providers() {
        let whole = parsed(id);
        for pointer in
            pointers(&whole).into_iter().filter(|pointer| whole.pointer(pointer).unwrap().is_object())
        {
            let mut value = whole.clone();
            put(&mut value, &format!("{pointer}/unheard-of"), json!(true));
            let found = Matrix::read(&value.to_string()).expect_err(&pointer);
            // A notice's condition is reported as a whole.
            let near = |it: &Problem| it.path.starts_with(&pointer) && format!("{it}").contains("unheard-of");
            assert!(found.iter().any(near), "{id} {pointer}: {found:#?}");
            count += 1;
        }
    }
    for (path, text) in *CLIENTS {
        let mut value: Value = serde_json::from_str(text).unwrap();
        value["unheard-of"] = json!(true);
        let found = Client::read(&value.to_string()).expect_err(path);
        assert!(found.iter().any(|problem| problem.message == "unknown key “unheard-of”"));
        count += 1;
    }
    println!("{count} objects");
}

#[test]
fn a_key_that_is_missing_is_named() {
    let mut count = 0;
    let optional =
        ["note", "keywords", "certainty", "why", "alternatives", "suggest", "unavailable", "when", "trigger"];
    for id in providers() {
        let whole = parsed(id);
        for pointer in pointers(&whole) {
            let steps: Vec<&str> = pointer.split('/').skip(1).collect();
            let is_fixed = match steps[..] {
                [key] => key != "clients",
                ["sources" | "plans" | "questions" | "facts" | "notices" | "tables", _, key] => {
                    !(optional.contains(&key)
                        || ["dateNote", "publisher", "plans", "answers", "source"].contains(&key))
                }
                ["tables", _, "rules", _, key] => !optional.contains(&key),
                ["tables", _, "rules", _, "suggest", _, _] => true,
                ["servers", _, key] => key != "username",
                ["servers", _, _, "pop3" | "imap"] => true,
                ["reasons", _, key] => ["title", "text"].contains(&key),
                _ => false,
            };
            if is_fixed && !pointer.starts_with("/plans/0/keywords") {
                let found = edited(id, |value| drop_key(value, &pointer));
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                let message = format!("“{key}” is missing");
                let hit = found.iter().any(|it| it.path == parent && it.message.contains(&message));
                assert!(hit, "{id} {pointer}: {found:#?}");
                count += 1;
            }
        }
    }
    println!("{count} keys dropped one by one");
    assert!(count > 500);
}

#[test]
fn what_nothing_uses_is_named() {
    let source = json!(["editnet-mail", "一般的な設定"]);
    let text = json!({"ja": "理由", "en": "reason"});
    let host = json!({"value": "a.example.jp", "source": source});
    finds("editnet", |it| put(it, "/values/spare", host), "/values/spare", "value “spare” is unused");
    let server = parsed("editnet")["servers"]["in-995"].clone();
    finds("editnet", |it| put(it, "/servers/spare", server), "/servers/spare", "server “spare” is unused");
    finds("editnet", |it| put(it, "/texts/spare", text.clone()), "/texts/spare", "text “spare” is unused");
    let reason = json!({"title": text, "text": text});
    finds("editnet", |it| put(it, "/reasons/spare", reason), "/reasons/spare", "reason “spare” is unused");
    let section = |it: &mut Value| put(it, "/sources/0/sections/余り", json!("Left over"));
    finds("editnet", section, "/sources/0/sections", "section “余り” is never cited");
    let named = json!({"ja": "余り", "en": "Spare"});
    let answer = json!({"id": "spare", "label": named, "short": named});
    let found = finds(
        "neoworks",
        |it| put(it, "/questions/0/answers/-", answer),
        "/tables",
        "no table takes os=spare",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    let plan = json!({"id": "spare", "label": named, "short": named});
    finds("neoworks", |it| put(it, "/plans/-", plan), "/tables", "no table takes plan=spare");
    let narrowed = |it: &mut Value| put(it, "/tables/2/answers", json!({"os": ["other"]}));
    finds("sppd", narrowed, "/tables/2", "“answers” narrows “os”, which is no input");
}

#[test]
fn what_a_rule_alone_uses_is_unused_without_the_rule() {
    let mut unused = 0;
    for id in providers() {
        let matrix = CATALOGUE.matrix(id).unwrap();
        for (table, each) in matrix.tables().iter().enumerate() {
            for rule in 0..each.rules.len() {
                let own = |server: usize| {
                    let rules = matrix.tables().iter().flat_map(|table| table.rules);
                    rules.filter(|it| it.incoming == Some(server) || it.outgoing.contains(&server)).count()
                        == 1
                };
                let it = &each.rules[rule];
                let expected = it.incoming.iter().chain(it.outgoing).filter(|server| own(**server)).count();
                let found = check(&matrix.without_rule(table, rule), &client_ids());
                let found = found
                    .iter()
                    .filter(|it| it.path.starts_with("/servers/") && it.message.contains("unused"));
                assert_eq!(found.count(), expected, "{id} without “{}”", it.id);
                unused += expected;
            }
        }
    }
    println!("{unused} servers");
}

#[test]
fn duplicate_ids_are_named() {
    let rule = |value: &mut Value| put(value, "/tables/0/rules/1/id", json!("own-tls"));
    finds("editnet", rule, "/tables/0/rules/1", "rule id “own-tls” stands twice");
    let plan = |value: &mut Value| put(value, "/plans/1/id", json!("windows-shared"));
    finds("sppd", plan, "/plans/1", "plan id “windows-shared” stands twice");
    let answer = |value: &mut Value| put(value, "/questions/0/answers/1/id", json!("editnet"));
    finds("editnet", answer, "/questions/0/answers/1", "answer id “editnet” stands twice");
    let document = |value: &mut Value| put(value, "/sources/1/id", json!("neoworks-centos"));
    finds("neoworks", document, "/sources/1", "document id “neoworks-centos” stands twice");
    let fact = |value: &mut Value| put(value, "/facts/1/id", json!("account-issue"));
    finds("editnet", fact, "/facts/1", "fact id “account-issue” stands twice");
    let question = |value: &mut Value| put(value, "/questions/1/id", json!("network"));
    finds("editnet", question, "/questions/1", "question id “network” stands twice");
    let input = |value: &mut Value| put(value, "/tables/0/inputs/1", json!("network"));
    finds("editnet", input, "/tables/0/inputs/1", "stands twice");
}

#[test]
fn ids_are_lower_case_words_with_hyphens() {
    for bad in ["Mail", "mail_account", "メール", "mail account", "mail.account"] {
        let found = edited("editnet", |value| put(value, "/plans/0/id", json!(bad)));
        assert!(
            found.iter().any(|it| it.path == "/plans/0" && it.message.contains("lower-case words")),
            "{found:#?}"
        );
    }
}

// Ports and values.

#[test]
fn each_port_that_contradicts_its_security_is_found_with_answers_that_show_it() {
    let (mut count, mut free) = (0, 0);
    for id in providers() {
        let whole = parsed(id);
        for (name, value) in whole["values"].as_object().unwrap() {
            let Some(port) = value["value"].as_u64() else { continue };
            for wrong in [25, 110, 143, 465, 587, 993, 995].into_iter().filter(|wrong| *wrong != port) {
                // Submission has two ports without implicit TLS.
                if [25, 587].contains(&wrong) && [25, 587].contains(&port) {
                    continue;
                }
                let found = edited(id, |it| put(it, &format!("/values/{name}/value"), json!(wrong)));
                let about = |it: &&Problem| it.message.contains(&format!("port {wrong} contradicts"));
                let about: Vec<&Problem> = found.iter().filter(about).collect();
                assert!(
                    !about.is_empty(),
                    "{id} {name}: {wrong} in place of {port} goes unnoticed: {found:#?}"
                );
                for problem in about {
                    let rule = whole.pointer(&problem.path).unwrap();
                    assert!(problem.path.contains("/rules/") && uses(&whole, rule, name), "{problem}");
                    assert!(leads_to(id, &problem.answers, rule["id"].as_str().unwrap()), "{id}: {problem}");
                }
                count += 1;
            }
            // A port nobody registered contradicts nothing.
            assert!(
                edited(id, |it| put(it, &format!("/values/{name}/value"), json!(10_000 + port))).is_empty()
            );
            free += 1;
        }
    }
    println!("{count} contradicting ports, {free} free ones");
    assert!(count > 100);
}

fn uses(whole: &Value, rule: &Value, value: &str) -> bool {
    let servers =
        rule["outgoing"].as_array().unwrap().iter().chain([&rule["incoming"]]).filter_map(Value::as_str);
    servers.into_iter().any(|server| {
        let port = &whole["servers"][server]["port"];
        [port, &port["pop3"], &port["imap"]].iter().any(|it| **it == json!(value))
    })
}

fn leads_to(id: &str, answers: &[String], rule: &str) -> bool {
    let matrix = CATALOGUE.matrix(id).unwrap();
    let answered = |input: usize| {
        let mut given = answers.iter().filter_map(|answer| answer.split_once('='));
        let (_, answer) = given.find(|(question, _)| *question == matrix.input_id(input))?;
        matrix.answer_ids(input).iter().position(|known| *known == answer)
    };
    let walk = Walk::replay(matrix, &answered);
    walk.path().len() == answers.len() && matches!(walk.next(), Next::Rule(it) if it.id == rule)
}

#[test]
fn implicit_tls_turned_into_starttls_contradicts_its_port() {
    let found = finds(
        "editnet",
        |value| put(value, "/values/smtps/value", json!("starttls")),
        "/tables/0/rules/0",
        "server “out-465”: port 465 contradicts starttls over smtp",
    );
    let first = found.iter().find(|it| it.path == "/tables/0/rules/0").unwrap();
    assert_eq!(first.answers, ["network=editnet", "connection=tls", "access=pop3"]);
}

#[test]
fn a_port_is_a_number_from_1_to_65535() {
    for bad in [json!(0), json!(65536), json!(-1), json!(1.5)] {
        let message = format!("{bad} is not a port");
        finds("editnet", |it| put(it, "/values/port-995/value", bad), "/values/port-995/value", &message);
    }
    finds(
        "editnet",
        |it| put(it, "/values/port-995/value", json!("995")),
        "/servers/in-995/port",
        "is no port",
    );
    finds(
        "editnet",
        |it| put(it, "/values/pop3s/value", json!(995)),
        "/servers/in-995/security",
        "is no security",
    );
    finds(
        "editnet",
        |it| put(it, "/values/pop3s/value", json!("ssl")),
        "/servers/in-995/security",
        "is no security",
    );
    let authentication = |it: &mut Value| put(it, "/values/pop-password/value", json!("plain"));
    finds("editnet", authentication, "/servers/in-110/authentication", "is no authentication");
}

#[test]
fn each_value_without_source_is_found() {
    let mut count = 0;
    for id in providers() {
        let whole = parsed(id);
        for pointer in pointers(&whole).into_iter().filter(|pointer| pointer.ends_with("/source")) {
            // A reason or a notice may be ours, not a document's.
            if pointer.starts_with("/notices")
                || pointer.starts_with("/reasons") && !pointer.contains("/sides/")
            {
                continue;
            }
            let parent = pointer.trim_end_matches("/source");
            finds(id, |value| drop_key(value, &pointer), parent, "“source” is missing");
            finds(id, |value| put(value, &pointer, json!(["one"])), &pointer, "expected [document, section]");
            count += 1;
        }
    }
    println!("{count} sources dropped one by one");
    assert!(count > 100);
}

#[test]
fn each_text_with_a_language_missing_is_found() {
    let mut count = 0;
    for id in providers() {
        let whole = parsed(id);
        let is_text = |value: &Value| value.get("ja").is_some() && value.get("en").is_some();
        for pointer in pointers(&whole).into_iter().filter(|pointer| is_text(whole.pointer(pointer).unwrap()))
        {
            for language in ["ja", "en"] {
                let at = format!("{pointer}/{language}");
                let mut value = whole.clone();
                drop_key(&mut value, &at);
                let found = Matrix::read(&value.to_string()).expect_err(&at);
                let message = format!("“{language}” is missing");
                assert!(
                    found.iter().any(|it| it.path == pointer && it.message == message),
                    "{id} {at}: {found:#?}"
                );
                put(&mut value, &at, json!(" "));
                let found = Matrix::read(&value.to_string()).expect_err(&at);
                assert!(
                    found.iter().any(|it| it.path == at && it.message == "empty text"),
                    "{id} {at}: {found:#?}"
                );
                count += 1;
            }
        }
    }
    println!("{count} texts dropped one by one");
    assert!(count > 500);
}

#[test]
fn certainty_value_and_reason_must_fit() {
    let value = |name: &'static str, key: &'static str, new: Value| {
        move |file: &mut Value| put(file, &format!("/values/{name}/{key}"), new)
    };
    let without = |pointer: &'static str| move |file: &mut Value| drop_key(file, pointer);
    finds("editnet", without("/values/host/value"), "/values/host", "stated without a value");
    finds("neoworks", without("/values/c-in-mail/pattern"), "/values/c-in-mail", "default without a value");
    finds("neoworks", without("/values/c-110/value"), "/values/c-110", "inferred without a value");
    finds("neoworks", without("/values/c-110/why"), "/values/c-110", "inferred without “why”");
    finds("neoworks", without("/values/c-imap-tls/why"), "/values/c-imap-tls", "unstated without “why”");
    finds("sppd", without("/values/host/why"), "/values/host", "from-notice without “why”");
    finds("sppd", value("host", "value", json!("a.jp")), "/values/host", "from-notice with a value");
    finds("sppd", value("port-pop", "value", json!(110)), "/values/port-pop", "unstated with a value");
    finds(
        "sppd",
        value("host", "certainty", json!("disputed")),
        "/values/host",
        "disputed without the other side",
    );
    finds(
        "neoworks",
        value("c-in-mail", "value", json!("a.jp")),
        "/values/c-in-mail",
        "both “value” and “pattern”",
    );
    finds(
        "neoworks",
        value("c-in-mail", "pattern", json!("mail.{name}")),
        "/values/c-in-mail/pattern",
        "placeholder",
    );
    finds("neoworks", without("/values/n-shared/deeper"), "/values/n-shared", "“category” and “deeper”");
    let category = json!({"certainty": "inferred", "why": "shared-category"});
    finds("neoworks", value("n-mail", "category", category), "/values/n-mail", "“category” and “deeper”");
    let same = |file: &mut Value| put(file, "/values/optional-auth/alternatives/0/value", json!("none"));
    finds("editnet", same, "/values/optional-auth", "an alternative repeats the value");
    let empty = without("/values/optional-auth/alternatives/0/value");
    finds("editnet", empty, "/values/optional-auth/alternatives/0", "an alternative without a value");
    finds("editnet", value("host", "value", json!(" mx.edit.ne.jp")), "/values/host", "blanks around");
    finds(
        "editnet",
        without("/servers/in-995/username"),
        "/servers/in-995",
        "“username” is missing although",
    );
}

#[test]
fn dates_have_the_form_of_dates() {
    for bad in ["2026-1-1", "22.11.2026", "2026/11/22", "soon", "2026-11-22 "] {
        finds("editnet", |it| put(it, "/checked", json!(bad)), "/checked", "expected a date as YYYY-MM-DD");
        finds("neoworks", |it| put(it, "/sources/0/date", json!(bad)), "/sources/0/date", "expected a date");
    }
    finds("editnet", |it| put(it, "/checked", json!(null)), "/checked", "expected a text");
}

// What rules say beside their values.

#[test]
fn a_suggestion_that_leads_nowhere_is_found_with_the_answers_it_is_made_for() {
    let suggest = |set: Value| json!([{"set": set, "because": "imap-not-documented"}]);
    let edit = |value: &mut Value| {
        put(value, "/tables/0/rules/8/suggest", suggest(json!({"connection": "standard"})));
    };
    let message = "suggestion connection=standard does not lead to an answer";
    let found = finds("editnet", edit, "/tables/0/rules/8", message);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].answers.last().unwrap(), "access=imap");
    let edit = |value: &mut Value| {
        let (table, rule, _) = table(value, "other-none-i");
        put(value, &format!("/tables/{table}/rules/{rule}/suggest/0/set"), json!({"certificate": "shared"}));
    };
    let (table, rule, _) = table(&parsed("neoworks"), "other-none-i");
    let found =
        finds("neoworks", edit, &format!("/tables/{table}/rules/{rule}"), "does not lead to an answer");
    assert_eq!(found[0].answers, ["plan=initial-setup", "os=other", "connection=tls", "certificate=none"]);
}

#[test]
fn a_rule_offers_something_or_says_why_not() {
    let edit = |value: &mut Value| put(value, "/tables/0/rules/0/outgoing", json!([]));
    finds("editnet", edit, "/tables/0/rules/0", "no outgoing server, and no reason");
    let edit =
        |value: &mut Value| put(value, "/tables/0/rules/0/outgoing", json!(["out-587-starttls", "out-465"]));
    let found =
        finds("editnet", edit, "/tables/0/rules/0", "outgoing servers are not in the order of safety");
    assert!(found.iter().all(|it| !it.path.ends_with("/rules/0") || it.answers[0] == "network=editnet"));
    for reason in ["client-lacks-tls", "client-lacks-pop3", "no-usable-port"] {
        let message = format!("reason “{reason}” is missing");
        finds("editnet", |value| drop_key(value, &format!("/reasons/{reason}")), "/reasons", &message);
    }
}

#[test]
fn a_notice_that_can_never_appear_is_found() {
    for (id, when) in [
        // OP25B is asked on other networks only.
        ("editnet", json!({"network": ["editnet"], "op25b": ["yes"]})),
        ("neoworks", json!({"plan": ["shared-standard"], "connection": ["tls"]})),
        ("sppd", json!({"plan": ["linux"], "os": ["other"]})),
    ] {
        let found = finds(id, |value| put(value, "/notices/0/when", when), "/notices/0", "can never appear");
        assert_eq!(found.len(), 1, "{found:#?}");
    }
}

#[test]
fn the_access_is_the_last_question_and_scope_names_a_plan() {
    let edit = |value: &mut Value| value["questions"].as_array_mut().unwrap().swap(1, 2);
    finds("sppd", edit, "/questions", "the last question is not “access”");
    finds("editnet", |value| put(value, "/tables/0/scope", json!({})), "/tables/0", "“scope” names no plan");
    finds(
        "editnet",
        |value| put(value, "/questions/0/help", json!([])),
        "/questions/0",
        "“help” has no step",
    );
}

// All at once, and where.

#[test]
fn all_problems_of_form_and_reference_are_reported_at_once() {
    let edits = [
        ("/values/host/source", "/values/host: “source” is missing"),
        ("/plans/0/label/en", "/plans/0/label: “en” is missing"),
        ("/facts/3/title/ja", "/facts/3/title: “ja” is missing"),
        ("/servers/out-465/port", "/servers/out-465: “port” is missing"),
        ("/questions/1/ask", "/questions/1: “ask” is missing"),
    ];
    let found = edited("editnet", |value| {
        edits.iter().for_each(|(pointer, _)| drop_key(value, pointer));
        put(value, "/unheard-of", json!(1));
        put(value, "/checked", json!("today"));
        put(value, "/tables/0/rules/0/incoming", json!("nowhere"));
        put(value, "/values/port-25/value", json!(0));
    });
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    let others = [
        "/: unknown key “unheard-of”",
        "/checked: expected a date as YYYY-MM-DD, found “today”",
        "/tables/0/rules/0/incoming: unknown server “nowhere”",
        "/values/port-25/value: 0 is not a port (1 to 65535)",
    ];
    for expected in edits.iter().map(|(_, line)| *line).chain(others) {
        assert!(lines.iter().any(|line| line == expected), "expected {expected}\nfound {lines:#?}");
    }
}

#[test]
fn all_problems_of_what_the_rules_say_are_reported_at_once() {
    let found = edited("editnet", |value| {
        put(value, "/values/port-995/value", json!(110));
        put(value, "/values/spare", json!({"value": 1, "source": ["editnet-mail", "一般的な設定"]}));
        put(value, "/texts/spare", json!({"ja": "あ", "en": "a"}));
        put(value, "/sources/0/sections/余り", json!("Left over"));
        put(value, "/notices/0/when", json!({"network": ["editnet"], "op25b": ["no"]}));
        let nowhere = json!([{"set": {"connection": "tls"}, "because": "imap-not-documented"}]);
        put(value, "/tables/0/rules/8/suggest", nowhere);
        put(value, "/facts/1/id", json!("account-issue"));
        value["tables"][0]["rules"].as_array_mut().unwrap().remove(1);
        let mut again = value["tables"][0]["rules"][2].clone();
        again["id"] = json!("again");
        put(value, "/tables/0/rules/-", again);
    });
    let kinds = [
        "gap",
        "overlap",
        "contradicts",
        "value “spare”",
        "text “spare”",
        "section “余り”",
        "never appear",
        "does not lead",
        "fact id",
    ];
    for kind in kinds {
        assert!(found.iter().any(|it| it.message.contains(kind)), "expected {kind}\nfound {found:#?}");
    }
}

#[test]
fn what_is_no_json_is_said_with_its_line() {
    for (text, place) in [("", "line 1"), ("{\n\"id\": }", "line 2"), ("{\"id\": \"a\"", "line 1")] {
        let found = Matrix::read(text).unwrap_err();
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.starts_with("not JSON: ") && found[0].message.contains(place),
            "{}",
            found[0]
        );
        assert!(Client::read(text).is_err());
    }
    for text in ["null", "[]", "3", "\"text\""] {
        assert!(Matrix::read(text).unwrap_err().iter().any(|it| it.message == "expected an object"));
    }
}

/// Replaces one passage of a real file, and expects the message on the line that holds `line`.
#[track_caller]
fn on_line(id: &str, from: &str, to: &str, message: &str, line: &str) {
    let text = file(id);
    assert_eq!(text.matches(from).count(), 1, "“{from}” stands once");
    let text = text.replacen(from, to, 1);
    let found = problems(&text);
    let hit = found
        .iter()
        .find(|it| it.message.contains(message))
        .unwrap_or_else(|| panic!("{message}: {found:#?}"));
    let number = locate(&text, &hit.path);
    let shown = text.lines().nth(number - 1).unwrap();
    assert!(shown.contains(line), "{hit}\nis shown on line {number}: {shown}");
    assert_eq!(
        text.lines().filter(|it| it.contains(line)).count(),
        1,
        "“{line}” tells one line from the others"
    );
}

#[test]
fn problems_point_at_the_line_of_the_real_file() {
    on_line("neoworks", r#""c-465":{"value":465"#, r#""c-465":{"value":0"#, "not a port", r#""c-465":"#);
    on_line("neoworks", r#""c-465":{"value":465,"#, r#""c-465":{"valeu":465,"#, "unknown key", r#""c-465":"#);
    on_line(
        "neoworks",
        r#""sh-465":{"value":465"#,
        r#""sh-465":{"value":587"#,
        "587 contradicts tls",
        r#"{"id":"other-shared-m""#,
    );
    on_line("neoworks", r#""why":"shared-deeper""#, r#""why":"deeper""#, "unknown text", r#""n-shared":"#);
    on_line(
        "neoworks",
        r#""en":"Ask your administrator about rules in your company.""#,
        r#""eng":"x""#,
        "“en” is missing",
        "社内の決まり",
    );
    on_line(
        "neoworks",
        r#"{"id":"dv-multi","#,
        r#"{"id":"dv-pop","#,
        "stands twice",
        r#""when":{"domain":["virtual"],"certificate":["multi-domain"],"connection":["tls"]},"incoming":"dv-in-mail""#,
    );
    on_line(
        "neoworks",
        r#""shared-in":{"host":"n-shared""#,
        r#""shared-in":{"host":"shared""#,
        "unknown value “shared”",
        r#""shared-in":{"#,
    );
    on_line("neoworks", r#""imap-tls-port":{"#, r#""imap-tls-prot":{"#, "unknown text", r#""c-imap-tls":{"#);
    on_line(
        "sppd",
        r#""host": {"certainty": "from-notice","#,
        r#""host": {"certainty": "notice","#,
        "none of",
        r#""why": "host-in-papers""#,
    );
    on_line(
        "sppd",
        r#""incoming": null, "outgoing": ["out-465"]"#,
        r#""incoming": null, "outgoing": ["out-993"]"#,
        "unknown server",
        r#"{"id": "linux-tls""#,
    );
    on_line(
        "editnet",
        r#"{"id": "smtp-auth", "group": "security""#,
        r#"{"id": "smtp-auth", "group": "safety""#,
        "none of",
        r#"{"id": "smtp-auth""#,
    );
    on_line(
        "editnet",
        r#""checked": "2026-11-22""#,
        r#""checked": "22 Nov""#,
        "expected a date",
        r#""checked""#,
    );
}

#[test]
fn a_line_is_found_for_every_place_of_every_file() {
    let mut count = 0;
    for id in providers() {
        let whole = parsed(id);
        // Every scalar says where it stands, so that its line can be found by looking.
        let mut marked = whole.clone();
        let scalars: Vec<String> = pointers(&whole)
            .into_iter()
            .filter(|pointer| !matches!(whole.pointer(pointer), Some(Value::Array(_) | Value::Object(_))))
            .collect();
        for pointer in &scalars {
            put(&mut marked, pointer, json!(format!("@{pointer}@ \"{{[,:]}}\\")));
        }
        let text = serde_json::to_string_pretty(&marked).unwrap();
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            if let Some((_, rest)) = line.split_once("\"@") {
                lines.insert(rest.split_once('@').unwrap().0.to_owned(), number + 1);
            }
        }
        assert_eq!(lines.len(), scalars.len());
        for (pointer, line) in lines {
            assert_eq!(locate(&text, &pointer), line, "{id} {pointer}");
            count += 1;
        }
        assert_eq!(locate(&text, ""), 1);
        assert_eq!(
            locate(&text, "/tables/0/rules/99/id"),
            locate(&text, "/tables/0/rules"),
            "the deepest that exists"
        );
        assert_eq!(locate(&text, "/nowhere/at/all"), 1);
    }
    println!("{count} places");
}

#[test]
fn locating_never_fails_whatever_the_text() {
    for text in ["", "{", "{\"a\"", "{\"a\":", "[", "[1,", "\"", "\"\\", "{\"a\":{\"b\":[1,{\"c\":"] {
        for pointer in ["", "/", "/a", "/a/b/1/c", "/0", "no pointer"] {
            assert!(locate(text, pointer) >= 1);
        }
    }
}
