//! From what the visitor said to the settings, for every provider, every end of its tree and every mail program.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{Asking, Outcome, State, Status, evaluate, leaves, remaining, resolve};
use mail_settings::decide::{Given, NoticeField, ResolvedServer, ResolvedValue};
use mail_settings::i18n::Locale;
use mail_settings::mail::{Certainty, Security};
use mail_settings::matrix::{Field, Matrix, Scalar};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::oracle::{Oracle, texts};
use support::{
    CATALOGUE, HostIdn, answered, client_choices, leaf_states, outcome, settings, state, with, without,
};

const ADDRESS: &str = "taro.yamada@sample.jp";

/// The shared certificate, whose host depends on the domain.
const SHARED: &[(&str, &str)] = &[
    ("provider", "neoworks"),
    ("plan", "maintenance"),
    ("os", "other"),
    ("connection", "tls"),
    ("certificate", "shared"),
    ("access", "pop3"),
];

/// A case with usual values: the notice overrides host names, the rest is stated.
const USUAL: &[(&str, &str)] = &[
    ("provider", "neoworks"),
    ("plan", "maintenance"),
    ("os", "other"),
    ("connection", "standard"),
    ("access", "pop3"),
    ("address", ADDRESS),
];

/// Hosts and user names on the customer's papers, and no port for receiving.
const PAPERS: &[(&str, &str)] = &[
    ("provider", "sppd"),
    ("plan", "windows-shared"),
    ("os", "other"),
    ("connection", "tls"),
    ("access", "pop3"),
    ("address", ADDRESS),
];

#[track_caller]
fn check(pairs: &[(&str, &str)], pointer: &str, expected: &Value) {
    let settings = settings(&state(pairs));
    let found = settings.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {settings:#}"));
    assert_eq!(found, expected, "{pointer} of {pairs:?}");
}

fn plus<'a>(pairs: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [pairs, more].concat()
}

fn client_file(id: &str) -> Value {
    let (_, text) = support::CLIENTS.iter().find(|(path, _)| path.ends_with(&format!("/{id}.json"))).unwrap();
    serde_json::from_str(text).unwrap()
}

// The tree.

#[test]
fn the_tree_of_questions_is_what_the_tables_say_by_brute_force() {
    let (mut ends, mut combinations) = (0, 0);
    for oracle in Oracle::all() {
        let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
        let found: Vec<_> = leaves(matrix, &|_| None)
            .into_iter()
            .map(|leaf| (leaf.path, leaf.rule.id.to_owned(), leaf.access.id().to_owned()))
            .collect();
        let expected: Vec<_> = oracle
            .ways()
            .into_iter()
            .map(|(path, place, access)| {
                (path, oracle.rule(place)["id"].as_str().unwrap().to_owned(), access)
            })
            .collect();
        assert_eq!(found, expected, "{}", oracle.id());
        ends += found.len();
        combinations += oracle.combinations();
    }
    println!("{ends} ends of {combinations} combinations of answers");
}

#[test]
fn every_end_gives_every_mail_program_what_its_rule_says() {
    let mut count = 0;
    for oracle in Oracle::all() {
        let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
        for (path, place, access) in oracle.ways() {
            for client in client_choices() {
                let file = client.map(|client| client_file(client.id));
                let found = settings(&answered(matrix, &path, client));
                let context =
                    || format!("{} {} {:?}", oracle.id(), oracle.rule(place)["id"], client.map(|it| &it.id));
                let reasons = oracle.reasons(place, &access, file.as_ref());
                assert_eq!(found["reasons"], json!(reasons), "{}", context());
                assert_eq!(found["next"], Value::Null, "{}", context());
                if reasons.is_empty() {
                    assert_eq!(found["status"], "answered", "{}", context());
                    let incoming = oracle.rule(place)["incoming"].as_str();
                    let expected =
                        incoming.map_or(Value::Null, |server| written(&oracle, server, &access, &access));
                    assert_eq!(found["incoming"], expected, "{}", context());
                    let outgoing = oracle.outgoing(place, &access, file.as_ref());
                    let expected: Vec<_> =
                        outgoing.iter().map(|it| written(&oracle, it, &access, "smtp")).collect();
                    assert_eq!(found["outgoing"], json!(expected), "{}", context());
                } else {
                    assert_eq!(found["status"], "unavailable", "{}", context());
                    assert_eq!(
                        (&found["incoming"], &found["outgoing"]),
                        (&Value::Null, &json!([])),
                        "{}",
                        context()
                    );
                }
                count += 1;
            }
        }
    }
    println!("{count} combinations of end and mail program");
}

/// A server of the file as the public API shows it to a visitor without an address.
fn written(oracle: &Oracle, server: &str, access: &str, protocol: &str) -> Value {
    let source = |source: &Value| json!({"document": source[0], "section": source[1]});
    let value = |field: &str| {
        let Some(value) = oracle.value(server, field, access) else {
            // Only a user name may be left out, where there is no log-in.
            let authentication = oracle.value(server, "authentication", access).unwrap();
            assert_eq!((field, &authentication["value"]), ("username", &json!("none")));
            let certainty = authentication.get("certainty").cloned().unwrap_or_else(|| json!("stated"));
            return json!({"value": null, "pattern": null, "certainty": certainty, "why": authentication["why"],
                "entered": false, "alternatives": [], "source": source(&authentication["source"])});
        };
        let weak = value.get("category").unwrap_or(value);
        let alternatives: Vec<Value> = value["alternatives"]
            .as_array()
            .into_iter()
            .flatten()
            .map(
                |it| json!({"value": it["value"], "pattern": it["pattern"], "source": source(&it["source"])}),
            )
            .collect();
        json!({
            "value": value["value"],
            "pattern": value["pattern"],
            "certainty": weak.get("certainty").cloned().unwrap_or_else(|| json!("stated")),
            "why": weak["why"],
            "entered": false,
            "alternatives": alternatives,
            "source": source(&value["source"]),
        })
    };
    json!({
        "protocol": protocol,
        "host": value("host"),
        "port": value("port"),
        "username": value("username"),
        "security": value("security"),
        "authentication": value("authentication"),
    })
}

#[test]
fn resolving_an_end_and_evaluating_its_rule_give_the_same() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for leaf in leaves(matrix, &|_| None) {
            for client in client_choices() {
                for address in [None, Some(ADDRESS)] {
                    let mut state = answered(matrix, &leaf.path, client);
                    if let Some(address) = address {
                        state = with(&state, "address", address);
                    }
                    let outcome = outcome(&state);
                    let given = Given { address: outcome.address.as_ref(), notice: None, client };
                    let evaluated = evaluate(matrix, leaf.rule, leaf.access, given);
                    assert_eq!(outcome.path, leaf.path);
                    assert_eq!(outcome.reasons, evaluated.reasons);
                    if evaluated.reasons.is_empty() {
                        assert_eq!(outcome.status, Status::Answered);
                        assert_eq!(
                            (outcome.incoming, outcome.outgoing),
                            (evaluated.incoming, evaluated.outgoing)
                        );
                    } else {
                        assert_eq!(outcome.status, Status::Unavailable);
                    }
                    count += 1;
                }
            }
        }
    }
    println!("{count} ends");
}

#[test]
fn questions_come_to_an_end_each_once_plan_first_access_last() {
    let mut ends = 0;
    for matrix in CATALOGUE.matrices() {
        for client in client_choices() {
            let mut walked = 0;
            questions(matrix, &answered(matrix, &[], client), &mut Vec::new(), &mut walked);
            if client.is_none() {
                let no_reasons = |leaf: &&mail_settings::decide::Leaf<'_>| leaf.rule.unavailable.is_empty();
                let least = leaves(matrix, &|_| None).iter().filter(no_reasons).count();
                assert!(walked >= least, "{}: {walked} of {least} ends are reached", matrix.id());
            }
            ends += walked;
        }
    }
    println!("{ends} interviews");
}

/// Answers every question in every way; returns how many questions came at most.
fn questions(matrix: &Matrix, state: &State, asked: &mut Vec<usize>, ends: &mut usize) -> usize {
    let outcome = outcome(state);
    let counted: Vec<usize> = outcome.path.iter().map(|(input, _)| *input).collect();
    if outcome.status == Status::Answered {
        assert_eq!(&counted, asked, "every answer given counts");
    }
    let Status::Asking(Asking::Input(input, offered)) = outcome.status else {
        assert_ne!(outcome.status, Status::Asking(Asking::Provider));
        *ends += 1;
        return 0;
    };
    assert!(!asked.contains(&input), "{} is asked twice", matrix.input_id(input));
    assert!(input != 0 || asked.is_empty(), "the plan comes after {asked:?}");
    let access = matrix.inputs() - 1;
    assert!(!asked.contains(&access), "{} comes after the access", matrix.input_id(input));
    assert!(offered.count_ones() > 1, "{} has no choice", matrix.input_id(input));
    let in_order = matrix.tables().iter().any(|table| {
        let position = |input: &usize| table.order.iter().position(|known| known == input);
        let places: Vec<_> = asked.iter().chain([&input]).map(position).collect();
        // The access may be asked for the sake of a server, without standing among the inputs.
        places.iter().all(Option::is_some) && places.windows(2).all(|pair| pair[0] < pair[1])
            || input == access
    });
    assert!(in_order, "{} comes out of order after {asked:?}", matrix.input_id(input));

    asked.push(input);
    let mut most = 0;
    for (answer, id) in matrix.answer_ids(input).into_iter().enumerate() {
        if offered & (1 << answer) != 0 {
            most = most.max(1 + questions(matrix, &with(state, matrix.input_id(input), id), asked, ends));
        }
    }
    asked.pop();
    let promised = remaining(matrix, &|input| state.answered(matrix, input));
    assert!(most <= promised, "{promised} questions were promised, {most} came");
    most
}

/// Everything a visitor may have said so far: each input with each of its answers, or without one.
fn partial(oracle: &Oracle) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![Vec::new()];
    for (_, answers) in &oracle.inputs {
        all = all
            .into_iter()
            .flat_map(|known: Vec<Option<usize>>| {
                let choices = std::iter::once(None).chain((0..answers.len()).map(Some));
                choices.map(move |choice| [known.clone(), vec![choice]].concat())
            })
            .collect();
    }
    all
}

/// No mail program, and one of each kind that this provider tells apart.
fn kinds(oracle: &Oracle) -> Vec<Option<Value>> {
    let mut seen = BTreeSet::new();
    let choices = client_choices().into_iter().map(|client| client.map(|client| client_file(client.id)));
    choices
        .filter(|client| client.is_none() || seen.insert(format!("{:?}", oracle.limits(client.as_ref()))))
        .collect()
}

#[test]
fn from_everything_a_visitor_may_have_said_the_status_is_what_brute_force_finds() {
    let (mut count, mut ahead, mut suggested) = (0, 0, 0);
    for oracle in Oracle::all() {
        let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
        let partial = partial(&oracle);
        for client in kinds(&oracle) {
            for given in &partial {
                let mut state = support::state(&[("provider", oracle.id())]);
                for (input, answer) in given.iter().enumerate() {
                    if let Some(answer) = answer {
                        state = with(&state, matrix.input_id(input), matrix.answer_ids(input)[*answer]);
                    }
                }
                if let Some(client) = &client {
                    state = with(&state, "client", client["id"].as_str().unwrap());
                }
                let found = outcome(&state);
                let context = || {
                    format!("{:?}, found {:?} {:?}", state.to_json(&CATALOGUE), found.status, found.reasons)
                };

                let reach = oracle.reach(given);
                let of_ends: Vec<Vec<String>> = reach
                    .ends
                    .iter()
                    .map(|(place, access)| oracle.reasons(*place, access, client.as_ref()))
                    .collect();
                let hopeless = of_ends.iter().all(|reasons| !reasons.is_empty());
                match &reach.missing {
                    _ if hopeless => {
                        assert_eq!(found.status, Status::Unavailable, "{}", context());
                        assert!(!found.reasons.is_empty(), "{}", context());
                        let known = |reason: &&str| {
                            of_ends.iter().any(|reasons| reasons.iter().any(|known| known == reason))
                        };
                        assert!(found.reasons.iter().all(known), "{}", context());
                        let shared =
                            |reason: &&String| of_ends.iter().all(|reasons| reasons.contains(reason));
                        let shared: BTreeSet<&str> =
                            of_ends[0].iter().filter(shared).map(String::as_str).collect();
                        if !shared.is_empty() {
                            assert_eq!(
                                found.reasons.iter().copied().collect::<BTreeSet<_>>(),
                                shared,
                                "{}",
                                context()
                            );
                        }
                        ahead += usize::from(reach.missing.is_some());
                    }
                    Some((input, offered)) => {
                        let offered = offered.iter().fold(0, |mask, answer| mask | 1 << answer);
                        assert_eq!(
                            found.status,
                            Status::Asking(Asking::Input(*input, offered)),
                            "{}",
                            context()
                        );
                        assert_eq!(found.path, reach.path, "{}", context());
                        assert!(found.incoming.is_none() && found.outgoing.is_empty(), "{}", context());
                        assert!(found.suggestions.is_empty() && found.reasons.is_empty(), "{}", context());
                    }
                    None => {
                        assert_eq!(found.status, Status::Answered, "{}", context());
                        assert_eq!(found.path, reach.path, "{}", context());
                    }
                }
                suggested += suggestions_lead_to_an_answer(&state, &found);
                count += 1;
            }
        }
    }
    println!("{count} states, {ahead} of them unavailable before the last question, {suggested} suggestions");
}

#[track_caller]
fn suggestions_lead_to_an_answer(state: &State, found: &Outcome<'_>) -> usize {
    let matrix = found.matrix.unwrap();
    for suggest in &found.suggestions {
        // As an embedder would do it: the plain object with the suggested keys put in.
        let mut merged: Map<String, Value> = state.to_json(&CATALOGUE);
        merged.extend(suggest.set.iter().map(|(key, value)| ((*key).to_owned(), json!(value))));
        let merged = State::from_json(&merged, &CATALOGUE, &HostIdn);
        let context = || format!("{:?} with {:?}", state.to_json(&CATALOGUE), suggest.set);
        assert_eq!(outcome(&merged).status, Status::Answered, "{}", context());
        assert_eq!(merged.get("client"), state.get("client"));
        for (question, answer) in suggest.set.iter() {
            // How things are is never assumed, unless the file itself says so.
            let is_choice = matrix.question(question).is_some_and(|question| question.is_choice);
            let rules = matrix.tables().iter().flat_map(|table| table.rules);
            let authored =
                rules.flat_map(|rule| rule.suggest).any(|it| it.set.contains(&(*question, *answer)));
            assert!(
                is_choice || authored || state.get(question) == Some(answer),
                "{question}={answer}: {}",
                context()
            );
        }
        let differs = suggest.set.iter().any(|(key, value)| state.get(key) != Some(value));
        assert!(differs, "nothing new: {}", context());
        let known = matrix.reason(suggest.because).is_some()
            || matrix.notices().iter().any(|notice| notice.id == suggest.because);
        assert!(known, "because {}: {}", suggest.because, context());
    }
    let sets: Vec<_> = found.suggestions.iter().map(|suggest| &suggest.set).collect();
    assert!(
        (1..sets.len()).all(|each| !sets[..each].contains(&sets[each])),
        "a suggestion stands twice: {sets:?}"
    );
    found.suggestions.len()
}

#[test]
fn a_way_out_is_suggested_wherever_a_choice_could_help() {
    let (mut count, mut without_way) = (0, BTreeSet::new());
    for oracle in Oracle::all() {
        let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
        for (path, place, access) in oracle.ways() {
            for client in kinds(&oracle) {
                if oracle.reasons(place, &access, client.as_ref()).is_empty() {
                    continue;
                }
                let program =
                    client.as_ref().and_then(|client| CATALOGUE.client(client["id"].as_str().unwrap()));
                let found = outcome(&answered(matrix, &path, program));
                // What the visitor may decide otherwise is open again.
                let mut given = vec![None; oracle.inputs.len()];
                for (input, answer) in &path {
                    let is_choice = matrix.question(matrix.input_id(*input)).is_some_and(|it| it.is_choice);
                    given[*input] = Some(*answer).filter(|_| !is_choice);
                }
                let helps = oracle
                    .reach(&given)
                    .ends
                    .iter()
                    .any(|(place, access)| oracle.reasons(*place, access, client.as_ref()).is_empty());
                if helps {
                    assert!(!found.suggestions.is_empty(), "{:?}", answered(matrix, &path, program));
                    count += 1;
                } else {
                    without_way.insert(format!("{} {}", oracle.id(), oracle.rule(place)["id"]));
                }
            }
        }
    }
    println!("{count} dead ends with a way out; without one: {without_way:?}");
}

/// The weaker protection of an answer; a server that no document describes does not count.
fn protection(found: &Outcome<'_>) -> Option<Security> {
    let servers = found.incoming.iter().chain(found.outgoing.first());
    servers.map(|server| server.security().unwrap_or(Security::None)).min()
}

#[test]
fn the_first_way_out_of_a_dead_end_is_protected_if_choices_alone_lead_to_one_that_is() {
    let (mut protected, mut unprotected) = (0, 0);
    for (matrix, leaf) in leaf_states() {
        for client in client_choices() {
            let dead = client.map_or_else(|| leaf.clone(), |client| with(&leaf, "client", client.id));
            let found = outcome(&dead);
            let Some(first) = found.suggestions.first().filter(|_| found.status == Status::Unavailable)
            else {
                continue;
            };
            // Everything that can be chosen, by going through it.
            let mut choices = vec![dead.clone()];
            for question in matrix.questions().iter().filter(|question| question.is_choice) {
                choices = choices
                    .iter()
                    .flat_map(|state| {
                        question.answers.iter().map(|answer| with(state, question.id, answer.id))
                    })
                    .collect();
            }
            let best = choices.iter().map(outcome).filter(|end| end.status == Status::Answered);
            let best = best.filter_map(|end| protection(&end)).max();
            let taken = first.set.iter().fold(dead.clone(), |state, (key, value)| with(&state, key, value));
            let taken = protection(&outcome(&taken)).unwrap();
            if best.is_some_and(|best| best > Security::None) {
                assert!(taken > Security::None, "{:?}: {:?}", dead.to_json(&CATALOGUE), first.set);
                protected += 1;
            } else {
                unprotected += 1;
            }
        }
    }
    println!("{protected} dead ends with a protected way, {unprotected} without");
    assert!(protected > 50 && unprotected > 0, "{protected}, {unprotected}");
}

// What is kept.

#[test]
fn unknown_keys_and_impossible_values_are_dropped() {
    let good = state(USUAL);
    let junk = [
        ("provider", "nobody"),
        ("plan", "gold"),
        ("plan", ""),
        ("os", "amiga"),
        ("certificate", "centos6"),
        ("connection", "TLS"),
        ("access", "pop"),
        ("client", "pine"),
        ("lang", "tlh"),
        ("address", "info"),
        ("address", ""),
        ("notice-incoming-host", "mail"),
        ("notice-incoming-port", "0"),
        ("notice-incoming-port", "65536"),
        ("notice-incoming-port", "-1"),
        ("notice-outgoing-port", "４６５"),
        ("notice-outgoing-port", "465x"),
        ("notice-outgoing-host", "mail sample.jp"),
        ("notice-username", ""),
        ("notice-username", "a\u{7}b"),
        ("notice-username", "a\u{2028}Port: 1"),
        ("notice-username", "a\u{2029}Port: 1"),
        ("password", "secret"),
        ("questions", "os"),
        ("", ""),
        ("\u{0}", "\u{0}"),
    ];
    for (key, value) in junk {
        assert_eq!(with(&good, key, value), good, "{key}={value:?} changes nothing");
        let alone = state(&[(key, value)]);
        assert_eq!(alone, State::default(), "{key}={value:?} alone is dropped");
    }
    for (input, answers) in [("plan", "linux"), ("os", "windows-2016"), ("network", "wimax")] {
        assert_eq!(with(&good, input, answers), good, "{input}={answers} belongs to another provider");
    }
    let object = json!({"provider": "sppd", "plan": 7, "os": null, "connection": ["tls"], "access": {"a": 1}, "client": true});
    let read = State::from_json(object.as_object().unwrap(), &CATALOGUE, &HostIdn);
    assert_eq!(read, state(&[("provider", "sppd")]));
}

#[test]
fn keys_may_come_in_any_order() {
    let full = plus(USUAL, &[("notice-incoming-host", "a.example.jp"), ("client", "becky"), ("lang", "en")]);
    let expected = state(&full);
    let mut count = 0;
    for first in 0..full.len() {
        for second in 0..full.len() {
            let mut pairs = full.clone();
            pairs.swap(0, first);
            pairs.swap(1, second);
            pairs.reverse();
            assert_eq!(state(&pairs), expected, "{pairs:?}");
            count += 1;
        }
    }
    println!("{count} orders");
}

/// One example value for every key a visitor can set after the plan.
fn filled(matrix: &Matrix, plan: usize) -> State {
    let mut filled = answered(matrix, &[(0, plan)], None);
    for input in 1..matrix.inputs() {
        filled = with(&filled, matrix.input_id(input), matrix.answer_ids(input)[0]);
    }
    let common = [("client", "becky"), ("address", ADDRESS), ("lang", "en")];
    let notice = [
        ("notice-incoming-host", "in.example.jp"),
        ("notice-incoming-port", "2995"),
        ("notice-outgoing-host", "out.example.jp"),
        ("notice-outgoing-port", "2465"),
        ("notice-username", "taro"),
    ];
    common.into_iter().chain(notice).fold(filled, |state, (key, value)| with(&state, key, value))
}

#[track_caller]
fn keeps_the_common(before: &State, after: &State, changed: &[&str]) {
    for key in ["access", "client", "address", "lang"] {
        assert_eq!(after.get(key), before.get(key), "{key} is kept");
    }
    for (key, value) in after.pairs(&CATALOGUE, true) {
        let kept = ["access", "client", "address", "lang"].contains(&key) || changed.contains(&key);
        assert!(kept, "{key}={value} is not kept");
    }
}

#[test]
fn another_provider_or_plan_keeps_access_client_address_and_language_only() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for plan in 0..matrix.plans().len() {
            let before = filled(matrix, plan);
            for other in CATALOGUE.matrices().iter().filter(|other| other.id() != matrix.id()) {
                let after = with(&before, "provider", other.id());
                assert_eq!(after.get("provider"), Some(other.id()));
                keeps_the_common(&before, &after, &["provider"]);
                count += 1;
            }
            for other in matrix.plans().iter().filter(|other| other.id != matrix.plans()[plan].id) {
                let after = with(&before, "plan", other.id);
                assert_eq!(after.get("plan"), Some(other.id));
                keeps_the_common(&before, &after, &["provider", "plan"]);
                count += 1;
            }
            keeps_the_common(&before, &without(&before, "provider"), &[]);
            keeps_the_common(&before, &without(&before, "plan"), &["provider"]);
            let same = with(&with(&before, "provider", matrix.id()), "plan", matrix.plans()[plan].id);
            assert_eq!(same, before, "the same provider and plan again change nothing");
        }
    }
    println!("{count} changes of provider or plan");
}

#[test]
fn answers_that_no_longer_matter_are_ignored_and_come_back() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for leaf in leaves(matrix, &|_| None) {
            let here = answered(matrix, &leaf.path, None);
            let before = settings(&here);
            for (input, answer) in &leaf.path[..leaf.path.len().saturating_sub(1)] {
                if *input == 0 {
                    continue;
                }
                let id = matrix.input_id(*input);
                for other in matrix.answer_ids(*input) {
                    let there = with(&here, id, other);
                    let (kept, outcome) = (there.to_json(&CATALOGUE), outcome(&there));
                    for (known, answer) in leaf.path.iter().filter(|(known, _)| known != input) {
                        assert_eq!(
                            kept[matrix.input_id(*known)],
                            matrix.answer_ids(*known)[*answer],
                            "is deleted"
                        );
                    }
                    let told = settings(&there);
                    let told = told["state"].as_object().unwrap();
                    for known in 0..matrix.inputs() {
                        let counts = outcome.path.iter().any(|(counted, _)| *counted == known);
                        assert_eq!(
                            told.contains_key(matrix.input_id(known)),
                            counts,
                            "only what counts is told"
                        );
                    }
                    let back = with(&there, id, matrix.answer_ids(*input)[*answer]);
                    assert_eq!((&back, settings(&back)), (&here, before.clone()));
                    count += 1;
                }
            }
        }
    }
    println!("{count} answers changed and changed back");
}

// What the visitor entered.

#[test]
fn settings_tell_the_entries_that_the_answer_shows_and_no_others() {
    const ENTRIES: [(&str, &str); 5] = [
        ("notice-incoming-host", "in.example.jp"),
        ("notice-incoming-port", "995"),
        ("notice-outgoing-host", "out.example.jp"),
        ("notice-outgoing-port", "465"),
        ("notice-username", "someone"),
    ];
    let (mut told_count, mut left_out) = (0, 0);
    for matrix in CATALOGUE.matrices() {
        for leaf in leaves(matrix, &|_| None) {
            for chosen in 0..1 << ENTRIES.len() {
                let mut state = answered(matrix, &leaf.path, None);
                for (at, (key, text)) in ENTRIES.into_iter().enumerate() {
                    if chosen & 1 << at != 0 {
                        state = with(&state, key, text);
                    }
                }
                let all = settings(&state);
                for (key, _) in ENTRIES.into_iter().filter(|(key, _)| state.get(key).is_some()) {
                    let mut rest = settings(&without(&state, key));
                    let told = all["state"].get(key).is_some();
                    rest["state"] = all["state"].clone();
                    assert_eq!(told, rest != all, "{key} of {state:?}");
                    (told_count, left_out) = (told_count + usize::from(told), left_out + usize::from(!told));
                }
            }
        }
    }
    assert!(told_count > 0 && left_out > 0);
    println!("{told_count} entries told, {left_out} left out");
}

#[test]
fn the_incoming_host_of_the_notice_fills_the_outgoing_one_until_that_is_entered() {
    let pairs = plus(USUAL, &[("notice-incoming-host", "in.example.jp")]);
    for pointer in ["/incoming/host", "/outgoing/0/host", "/outgoing/1/host"] {
        check(&pairs, &format!("{pointer}/value"), &json!("in.example.jp"));
        check(&pairs, &format!("{pointer}/entered"), &json!(true));
        check(&pairs, &format!("{pointer}/certainty"), &json!("default"));
        check(&pairs, &format!("{pointer}/pattern"), &json!("{domain}"));
    }
    let pairs = plus(&pairs, &[("notice-outgoing-host", "out.example.jp")]);
    check(&pairs, "/incoming/host/value", &json!("in.example.jp"));
    check(&pairs, "/outgoing/0/host/value", &json!("out.example.jp"));
    check(&pairs, "/outgoing/1/host/value", &json!("out.example.jp"));
    let pairs = plus(USUAL, &[("notice-outgoing-host", "out.example.jp")]);
    check(&pairs, "/incoming/host/value", &json!("sample.jp"));
    check(&pairs, "/incoming/host/entered", &json!(false));
    check(&pairs, "/outgoing/0/host/value", &json!("out.example.jp"));
}

#[test]
fn an_entry_is_taken_where_the_notice_or_support_decides_and_nowhere_else() {
    let entries = [
        (Field::Host, NoticeField::IncomingHost, NoticeField::OutgoingHost, "entry.example.jp"),
        (Field::Port, NoticeField::IncomingPort, NoticeField::OutgoingPort, "2525"),
        (Field::Username, NoticeField::Username, NoticeField::Username, "entered-user"),
    ];
    let (mut taken, mut left) = (BTreeMap::new(), BTreeMap::new());
    for (_, state) in leaf_states() {
        for address in [None, Some(ADDRESS), Some("info@a.b.example.jp")] {
            let state = address.map_or_else(|| state.clone(), |address| with(&state, "address", address));
            let before = outcome(&state);
            let mut filled = state.clone();
            for (_, incoming, outgoing, value) in entries {
                filled = with(&with(&filled, incoming.id(), value), outgoing.id(), value);
            }
            let after = outcome(&filled);
            let pairs = before
                .incoming
                .iter()
                .zip(&after.incoming)
                .chain(before.outgoing.iter().zip(&after.outgoing));
            for (before, after) in pairs {
                for field in Field::ALL {
                    let (was, is) = (before.field(field), after.field(field));
                    assert_eq!((was.certainty, &was.why, &was.pattern), (is.certainty, &is.why, &is.pattern));
                    let entry = entries.iter().find(|(known, ..)| *known == field).map(|(.., value)| *value);
                    let accepts = !matches!(was.certainty, Certainty::Stated | Certainty::Inferred);
                    match entry.filter(|_| accepts) {
                        Some(entry) => {
                            assert_eq!(is.value.as_ref().unwrap().to_string(), entry);
                            assert!(is.entered && !was.entered);
                            *taken.entry((was.certainty.id(), field.id())).or_insert(0) += 1;
                        }
                        None => {
                            assert_eq!(was, is);
                            *left.entry((was.certainty.id(), field.id())).or_insert(0) += 1;
                        }
                    }
                }
            }
        }
    }
    println!("taken: {taken:?}\nleft alone: {left:?}");
    assert!(taken.len() >= 4 && left.len() >= 8);
}

#[test]
fn a_port_that_contradicts_protocol_or_security_is_not_taken() {
    let port = |pairs: &[(&str, &str)], port: &str, expected: Value| {
        let pairs = plus(pairs, &[("notice-incoming-port", port)]);
        check(&pairs, "/incoming/port/value", &expected);
        check(&pairs, "/incoming/port/entered", &json!(!expected.is_null()));
        check(&pairs, "/incoming/port/certainty", &json!("unstated"));
    };
    for taken in ["995", "10995", "1", "65535"] {
        port(PAPERS, taken, json!(taken.parse::<u16>().unwrap()));
    }
    for contradicting in ["110", "143", "993", "25", "465", "587"] {
        port(PAPERS, contradicting, Value::Null);
    }
    let plain = plus(PAPERS, &[("connection", "standard")]);
    port(&plain, "110", json!(110));
    for contradicting in ["995", "143", "993", "25", "465", "587"] {
        port(&plain, contradicting, Value::Null);
    }
    let imap = plus(&plain, &[("access", "imap")]);
    port(&imap, "143", json!(143));
    for contradicting in ["110", "993", "995"] {
        port(&imap, contradicting, Value::Null);
    }
    // A stated port stays.
    check(&plus(PAPERS, &[("notice-outgoing-port", "2465")]), "/outgoing/0/port/value", &json!(465));
}

// What depends on the address.

#[test]
fn the_shared_certificate_settles_the_host_by_the_form_of_the_domain() {
    #[track_caller]
    fn host(domain: &str, value: Option<&str>, certainty: &str) {
        let address = format!("info@{domain}");
        let pairs = plus(SHARED, &[("address", &address)]);
        let first = domain.split('.').next().unwrap();
        for server in ["/incoming/host", "/outgoing/0/host"] {
            check(&pairs, &format!("{server}/value"), &json!(value));
            check(&pairs, &format!("{server}/certainty"), &json!(certainty));
            check(&pairs, &format!("{server}/pattern"), &json!("{first-label}.neoworks.jp"));
            let source = json!({"document": "neoworks-2024", "section": "共用SSL証明書を利用する場合 (保守サービス利用の場合)"});
            let candidate = json!([{"value": format!("{first}.neoworks.jp"), "pattern": "{first-label}.neoworks.jp", "source": source}]);
            let expected = if value.is_some() { json!([]) } else { candidate };
            check(&pairs, &format!("{server}/alternatives"), &expected);
        }
    }
    for domain in ["sample.jp", "sample.com", "SAMPLE.JP"] {
        host(&domain.to_lowercase(), Some("sample.neoworks.jp"), "stated");
    }
    for category in ["co", "or", "ne", "ac", "go", "ed", "ad", "gr", "lg"] {
        host(&format!("sample.{category}.jp"), Some("sample.neoworks.jp"), "inferred");
        host(&format!("{category}.jp"), None, "unstated");
        host(&format!("mail.sample.{category}.jp"), None, "unstated");
    }
    for deeper in
        ["mail.sample.co.jp", "a.b.example.jp", "co.jp", "sample.tokyo.jp", "mail.sample.jp", "sample.co.uk"]
    {
        host(deeper, None, "unstated");
    }
    // Without an address, the weaker of the settled cases.
    check(SHARED, "/incoming/host/value", &Value::Null);
    check(SHARED, "/incoming/host/certainty", &json!("inferred"));
    check(SHARED, "/incoming/host/alternatives", &json!([]));
    // What support says fills the open one.
    let asked =
        plus(SHARED, &[("address", "info@mail.sample.co.jp"), ("notice-incoming-host", "x.neoworks.jp")]);
    check(&asked, "/outgoing/0/host/value", &json!("x.neoworks.jp"));
    check(&asked, "/outgoing/0/host/certainty", &json!("unstated"));
}

#[test]
fn without_an_address_a_pattern_stands_and_no_value() {
    let (mut patterns, mut filled) = (0, 0);
    for (_, state) in leaf_states() {
        let with_address = outcome(&with(&state, "address", ADDRESS));
        let bare = outcome(&state);
        let servers = |outcome: &Outcome<'_>| -> Vec<ResolvedServer> {
            outcome.incoming.iter().chain(&outcome.outgoing).cloned().collect()
        };
        for (bare, full) in servers(&bare).iter().zip(&servers(&with_address)) {
            for field in Field::ALL {
                let (bare, full) = (bare.field(field), full.field(field));
                let sides = bare.alternatives.iter().zip(&full.alternatives);
                let pairs = std::iter::once(((&bare.value, &bare.pattern), &full.value))
                    .chain(sides.map(|(bare, full)| ((&bare.value, &bare.pattern), &full.value)));
                for ((value, pattern), full) in pairs {
                    let Some(pattern) = pattern else { continue };
                    assert_eq!(value, &None, "{pattern}");
                    patterns += 1;
                    let expected = pattern
                        .replace("{domain}", "sample.jp")
                        .replace("{address}", ADDRESS)
                        .replace("{local}", "taro.yamada")
                        .replace("{first-label}", "sample");
                    assert_eq!(full, &Some(Scalar::Text(expected.into())));
                    filled += 1;
                }
            }
        }
    }
    println!("{patterns} patterns, {filled} filled");
    assert!(patterns > 100 && patterns == filled);
}

#[test]
fn an_international_domain_gives_ascii_names() {
    let pairs = |address| plus(&USUAL[..5], &[("address", address)]);
    for address in ["info@日本語.jp", "info@日本語。ＪＰ", "info@xn--wgv71a119e.jp", "info@XN--WGV71A119E.JP"]
    {
        check(&pairs(address), "/incoming/host/value", &json!("xn--wgv71a119e.jp"));
        check(&pairs(address), "/incoming/username/value", &json!("info@xn--wgv71a119e.jp"));
        check(&pairs(address), "/state/address", &json!(address));
    }
    let shared = plus(SHARED, &[("address", "info@日本語.jp")]);
    check(&shared, "/incoming/host/value", &json!("xn--wgv71a119e.neoworks.jp"));
}

// The public form.

const TOP: [&str; 9] =
    ["incoming", "next", "notices", "outgoing", "reasons", "sources", "state", "status", "suggestions"];
const SERVER: [&str; 6] = ["authentication", "host", "port", "protocol", "security", "username"];
const VALUE: [&str; 7] = ["alternatives", "certainty", "entered", "pattern", "source", "value", "why"];

#[track_caller]
fn has_keys(object: &Value, expected: &[&str]) {
    let mut keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, expected);
}

#[track_caller]
fn has_source(matrix: &Matrix, source: &Value) {
    has_keys(source, &["document", "section"]);
    let document = matrix.document(source["document"].as_str().unwrap()).expect("a known document");
    let section = source["section"].as_str().unwrap();
    assert!(
        document.sections.iter().any(|(known, _)| *known == section),
        "{section} is no section of {}",
        document.id
    );
}

#[track_caller]
fn has_value(matrix: &Matrix, field: &str, value: &Value) {
    has_keys(value, &VALUE);
    let content = |it: &Value| {
        let known = match (field, it) {
            (_, Value::Null) => true,
            ("port", port) => port.as_u64().is_some_and(|port| (1..=65535).contains(&port)),
            ("security", id) => ["tls", "starttls", "none"].map(|known| json!(known)).contains(id),
            ("authentication", id) => {
                ["password-cleartext", "password-encrypted", "none"].map(|known| json!(known)).contains(id)
            }
            (_, text) => text.as_str().is_some_and(|text| !text.is_empty() && !text.contains(['{', '}'])),
        };
        assert!(known, "{field}: {it}");
    };
    content(&value["value"]);
    assert!(value["pattern"].is_null() || value["pattern"].as_str().is_some_and(|text| text.contains('{')));
    assert!(value["entered"].is_boolean());
    let certainty = Certainty::from_id(value["certainty"].as_str().unwrap()).expect("a known certainty");
    match value["why"].as_str() {
        Some(why) => {
            let text = matrix.text(why).expect("a text for why");
            assert!(
                Locale::ALL.iter().all(|locale| !text.get(*locale).trim().is_empty()),
                "{why} in both languages"
            );
        }
        None => assert_eq!((certainty, &value["why"]), (Certainty::Stated, &Value::Null), "{value}"),
    }
    if certainty == Certainty::Disputed {
        assert_ne!(value["alternatives"], json!([]));
    }
    has_source(matrix, &value["source"]);
    for other in value["alternatives"].as_array().unwrap() {
        has_keys(other, &["pattern", "source", "value"]);
        content(&other["value"]);
        assert!(!other["value"].is_null() || other["pattern"].is_string());
        has_source(matrix, &other["source"]);
    }
}

#[track_caller]
fn has_the_public_form(state: &State) {
    let found = settings(state);
    has_keys(&found, &TOP);
    let status = found["status"].as_str().unwrap();
    assert!(["asking", "answered", "unavailable"].contains(&status));
    assert_eq!(found["next"].is_string(), status == "asking");
    assert_eq!(found["reasons"] != json!([]), status == "unavailable");
    assert!(status == "answered" || (found["incoming"].is_null() && found["outgoing"] == json!([])));
    assert!(status != "answered" || found["outgoing"] != json!([]));
    for (key, value) in found["state"].as_object().unwrap() {
        let is_port = ["notice-incoming-port", "notice-outgoing-port"].contains(&key.as_str());
        assert!(if is_port { value.is_u64() } else { value.is_string() }, "{key}: {value}");
    }
    let Some(matrix) = outcome(state).matrix else {
        assert_eq!(found["next"], "provider");
        return;
    };
    if let Some(next) = found["next"].as_str() {
        assert!((0..matrix.inputs()).any(|input| matrix.input_id(input) == next), "{next} is a question");
    }
    let servers =
        found["outgoing"].as_array().unwrap().iter().chain(found.get("incoming").filter(|it| !it.is_null()));
    for server in servers {
        has_keys(server, &SERVER);
        assert!(["pop3", "imap", "smtp"].map(|known| json!(known)).contains(&server["protocol"]));
        for field in ["host", "port", "username", "security", "authentication"] {
            has_value(matrix, field, &server[field]);
        }
    }
    assert!(texts(&found["reasons"]).iter().all(|id| matrix.reason(id).is_some()));
    let notices = texts(&found["notices"]);
    assert!(notices.iter().all(|id| matrix.notices().iter().any(|notice| notice.id == *id)));
    assert_eq!(notices.iter().collect::<BTreeSet<_>>().len(), notices.len(), "a notice stands twice");
    for suggestion in found["suggestions"].as_array().unwrap() {
        has_keys(suggestion, &["because", "set"]);
        assert!(suggestion["set"].as_object().unwrap().values().all(Value::is_string));
    }
    let sources = found["sources"].as_array().unwrap();
    sources.iter().for_each(|source| has_source(matrix, source));
    assert!(
        (1..sources.len()).all(|each| !sources[..each].contains(&sources[each])),
        "a source stands twice"
    );
    if status == "answered" {
        assert!(!sources.is_empty());
    }
}

#[test]
fn the_settings_have_exactly_the_promised_keys_everywhere() {
    has_the_public_form(&State::default());
    let mut count = 1;
    for (matrix, state) in leaf_states() {
        for client in client_choices() {
            let state = client.map_or_else(|| state.clone(), |client| with(&state, "client", client.id));
            has_the_public_form(&state);
            has_the_public_form(&with(&state, "address", "info@mail.sample.co.jp"));
            count += 2;
        }
        let mut state = with(&state, "address", ADDRESS);
        for (field, value) in
            NoticeField::ALL.into_iter().zip(["in.example.jp", "2000", "out.example.jp", "3000", "u"])
        {
            state = with(&state, field.id(), value);
        }
        has_the_public_form(&state);
        for input in (0..matrix.inputs()).rev() {
            state = without(&state, matrix.input_id(input));
            has_the_public_form(&state);
            count += 1;
        }
        count += 1;
    }
    println!("{count} settings");
}

#[test]
fn without_a_provider_the_provider_is_asked() {
    for pairs in [&[][..], &[("access", "imap")], &[("address", ADDRESS), ("client", "k9")]] {
        let state = state(pairs);
        let outcome = resolve(&CATALOGUE, &state, &HostIdn);
        assert_eq!(outcome.status, Status::Asking(Asking::Provider));
        check(pairs, "/next", &json!("provider"));
        check(pairs, "/status", &json!("asking"));
    }
}

/// Documents have a section on receiving and one on sending; a value must not point at the other server's.
#[test]
fn a_server_cites_the_sections_about_itself() {
    let mut count = 0;
    for (matrix, state) in leaf_states() {
        let found = outcome(&state);
        let incoming = found.incoming.iter().map(|server| (server, "受信", "送信"));
        let outgoing = found.outgoing.iter().map(|server| (server, "送信", "受信"));
        for (server, own, other) in incoming.chain(outgoing) {
            for value in server.shown_fields().map(|field| server.field(field)) {
                let elsewhere = value.alternatives.iter().map(|other| &other.source);
                for source in elsewhere.chain([&value.source]) {
                    let document = matrix.document(source.document).unwrap();
                    let counterpart = source.section.replace(other, own);
                    let has_counterpart =
                        document.sections.iter().any(|(printed, _)| *printed == counterpart);
                    assert!(
                        counterpart == source.section || source.section.contains(own) || !has_counterpart,
                        "{own}: {source:?} rather than {counterpart} in {:?}",
                        state.to_json(&CATALOGUE)
                    );
                    count += 1;
                }
            }
        }
    }
    println!("{count} sources");
}

/// Where the operating system selects the document, the other side is there whatever certificate is used.
#[test]
fn whatever_the_certificate_the_other_document_is_on_the_page() {
    let mut count = 0;
    for (matrix, state) in leaf_states() {
        let plan = state.get("plan").unwrap_or_default();
        if matrix.id() != "neoworks" || !["maintenance", "initial-setup"].contains(&plan) {
            continue;
        }
        let found = outcome(&state);
        for server in found.incoming.iter().chain(&found.outgoing) {
            for field in [Field::Username, Field::Authentication] {
                let elsewhere = |value: &ResolvedValue| {
                    value.alternatives.iter().any(|other| other.source.document != value.source.document)
                };
                assert!(elsewhere(server.field(field)), "{field:?} in {:?}", state.to_json(&CATALOGUE));
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} values");
}
