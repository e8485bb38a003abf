//! The page without the widget holds everything, in both languages, and is the one that the data give.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::fallback::fallback;
use mail_settings::i18n::{Locale, Messages, OverviewWords};
use mail_settings::mail::{Certainty, Security};
use mail_settings::matrix::Matrix;
use mail_settings::wording;
use serde_json::Value;
use std::sync::LazyLock;
use support::oracle::{Oracle, texts};
use support::{CATALOGUE, content, leaf_states, outcome};

static PAGE: LazyLock<String> = LazyLock::new(|| fallback(&CATALOGUE));

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands between two passages, the first of its kind.
#[track_caller]
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} after {from}")).0
}

/// A provider's part in one language.
#[track_caller]
fn part(matrix: &Matrix, locale: Locale) -> &'static str {
    let own =
        between(&PAGE, &format!("<section class=\"fallback\" lang=\"{}\">", locale.tag()), "</section>");
    let from = format!("<h3>{}</h3>", escape(matrix.name().get(locale)));
    let (_, rest) = own.split_once(&from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once("<h3>").map_or(rest, |(part, _)| part)
}

#[track_caller]
fn holds(part: &str, tag: &str, text: &str) {
    let expected = format!("<{tag}>{}", escape(text));
    assert!(part.contains(&expected), "{expected} is missing");
}

#[test]
fn the_file_in_the_project_is_fresh() {
    assert!(
        content("static/fallback.html") == *PAGE,
        "static/fallback.html is not what the data give: run `cargo xtask fallback`"
    );
}

#[test]
fn the_same_data_give_the_same_page() {
    assert_eq!(fallback(&CATALOGUE), *PAGE);
}

#[test]
fn every_plan_fact_question_answer_and_notice_is_there_in_both_languages() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for locale in Locale::ALL {
            let part = part(matrix, locale);
            for (index, plan) in matrix.plans().iter().enumerate() {
                let label = format!("<strong>{}</strong>", escape(plan.label.get(locale)));
                let own = between(part, &label, "</details>");
                plan.note.iter().for_each(|note| holds(own, "p", note.get(locale)));
                for fact in matrix.facts(index) {
                    holds(own, "dt", fact.title.get(locale));
                    holds(own, "dd", fact.text.get(locale));
                    assert!(own.contains(&escape(&wording::section(matrix, &fact.source, locale))));
                    count += 2;
                }
                count += 1;
            }
            let plans = matrix.plan_question();
            holds(part, "dt", plans.ask.get(locale));
            plans.help.iter().for_each(|step| holds(part, "dd", step.get(locale)));
            for question in matrix.questions() {
                holds(part, "dt", question.ask.get(locale));
                for answer in question.answers {
                    assert!(part.contains(&escape(answer.label.get(locale))), "{}", answer.label.get(locale));
                    if let Some(note) = &answer.note {
                        assert!(part.contains(&escape(note.get(locale))), "{}", note.get(locale));
                    }
                    count += 1;
                }
                question.help.iter().for_each(|step| holds(part, "dd", step.get(locale)));
                count += 1 + question.help.len();
            }
            for notice in matrix.notices() {
                holds(part, "dt", notice.title.get(locale));
                holds(part, "dd", notice.text.get(locale));
                count += 2;
            }
            for document in matrix.documents() {
                let (title, _) = wording::document(matrix, document.id, locale);
                holds(part, "li", &title);
                count += 1;
            }
        }
    }
    println!("{count} texts");
}

#[test]
fn a_notice_that_holds_for_some_says_for_whom() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        let file: Value =
            serde_json::from_str(&content(&format!("static/data/providers/{}.json", matrix.id()))).unwrap();
        for locale in Locale::ALL {
            let words = Messages::of(locale);
            let mut rest =
                between(part(matrix, locale), &format!("<strong>{}</strong>", words.notes), "</dl>");
            for notice in file["notices"].as_array().unwrap() {
                let id = &notice["id"];
                let text = format!("<dd>{}</dd>", escape(notice["text"][locale.tag()].as_str().unwrap()));
                // Notices with the same text one after the other share it.
                rest = rest.split_once(&text).map_or(rest, |(_, rest)| rest);
                let said = rest.strip_prefix("\n<dd><small>").and_then(|it| it.split_once("</small></dd>"));
                let when = notice["when"].as_object();
                assert_eq!(said.is_some(), when.is_some_and(|when| !when.is_empty()), "{id}");
                let Some((said, behind)) = said else { continue };
                rest = behind;
                for (key, values) in when.unwrap() {
                    for value in values.as_array().unwrap().iter().map(|value| value.as_str().unwrap()) {
                        let name = if key == "client" {
                            CATALOGUE.client(value).unwrap().name.get(locale)
                        } else {
                            let input = (0..matrix.inputs()).find(|it| matrix.input_id(*it) == key).unwrap();
                            let answer = matrix.answer_ids(input).iter().position(|it| *it == value).unwrap();
                            wording::answer(matrix, input, answer, locale)
                        };
                        assert!(said.contains(&escape(name)), "{id}: {name} is missing in {said}");
                        count += 1;
                    }
                }
            }
        }
    }
    println!("{count} conditions");
}

#[test]
fn what_is_said_below_a_value_is_said_with_its_plan() {
    let mut count = 0;
    for (matrix, state) in leaf_states() {
        let found = outcome(&state);
        for locale in Locale::ALL {
            // A provider's only plan is not asked for.
            let plan = found.path.iter().find(|(input, _)| *input == 0).map_or(0, |(_, plan)| *plan);
            let label = format!("<strong>{}</strong>", escape(matrix.plans()[plan].label.get(locale)));
            let own = between(part(matrix, locale), &label, "</details>");
            for server in found.incoming.iter().chain(&found.outgoing) {
                for why in server.shown_fields().filter_map(|field| server.field(field).why) {
                    holds(own, "dd", matrix.text(why).unwrap().get(locale));
                    count += 1;
                }
            }
        }
    }
    assert!(count > 1000, "{count} remarks");
}

/// A table row, cell by cell, and the name of each column.
fn rows(plan: &str) -> Vec<Vec<(String, String)>> {
    let plain = |text: &str| {
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    let cells = |row: &str, tag: &str| -> Vec<String> {
        let starts = row.split(tag).skip(1);
        starts.map(|cell| plain(cell.split_once('>').unwrap().1.split_once("</").unwrap().0)).collect()
    };
    let names = cells(between(plan, "<thead>", "</thead>"), "<th ");
    let body = between(plan, "<tbody>", "</tbody>");
    let rows = body.split("<tr>").skip(1).map(|row| cells(row, "<td"));
    rows.map(|row| {
        assert_eq!(row.len(), names.len(), "{row:?}");
        names.iter().cloned().zip(row).collect()
    })
    .collect()
}

/// Whether a condition as written, "host / website・mail.", holds for these answers, one of each place.
fn covers(written: &str, answers: &[&str], words: &Messages) -> bool {
    let places: Vec<&str> = written.split(" / ").filter(|place| !place.is_empty()).collect();
    places.len() == answers.len()
        && places
            .iter()
            .zip(answers)
            .all(|(place, answer)| place == answer || place.split(words.alternatives).any(|it| it == *answer))
}

#[test]
fn every_end_has_a_row_with_its_conditions_servers_and_ports() {
    let mut count = 0;
    for oracle in Oracle::all() {
        let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
        let access_input = matrix.inputs() - 1;
        for locale in Locale::ALL {
            let words = Messages::of(locale);
            for (path, place, access) in oracle.ways() {
                let plan = path.iter().find(|(input, _)| *input == 0).map_or(0, |(_, answer)| *answer);
                let label = format!("<strong>{}</strong>", escape(matrix.plans()[plan].label.get(locale)));
                let rows = rows(between(part(matrix, locale), &label, "</details>"));
                let short =
                    |input: usize, answer: usize| wording::answer_short(matrix, input, answer, locale);
                let conditions: Vec<&str> = path
                    .iter()
                    .filter(|(input, _)| *input > 1 && *input != access_input)
                    .map(|(input, answer)| short(*input, *answer))
                    .collect();
                let first = path.iter().find(|(input, _)| *input == 1 && *input != access_input);
                let asked = path.iter().find(|(input, _)| *input == access_input);

                let mut expected: Vec<(&str, Vec<String>)> = Vec::new();
                if let Some((input, answer)) = first {
                    expected.push((
                        matrix.questions()[0].label.get(locale),
                        vec![short(*input, *answer).to_owned()],
                    ));
                }
                expected.push((OverviewWords::of(locale).columns[2], vec![conditions.join(" / ")]));
                expected.push((
                    OverviewWords::of(locale).columns[3],
                    vec![asked.map_or(String::new(), |(_, it)| short(access_input, *it).to_owned())],
                ));
                let reasons = oracle.reasons(place, &access, None);
                if reasons.is_empty() {
                    let incoming = oracle.rule(place)["incoming"].as_str().map(str::to_owned);
                    let outgoing = texts(&oracle.rule(place)["outgoing"]).swap_remove(0);
                    let hosts = incoming
                        .iter()
                        .chain([&outgoing])
                        .map(|server| host(&oracle, server, &access, words));
                    expected.push((OverviewWords::of(locale).columns[4], hosts.collect()));
                    let port = |server: &String| port(&oracle, server, &access, words);
                    expected.push((
                        OverviewWords::of(locale).columns[5],
                        vec![incoming.as_ref().map_or_else(|| "–".to_owned(), port)],
                    ));
                    expected.push((OverviewWords::of(locale).columns[6], vec![port(&outgoing)]));
                    let servers = incoming.iter().chain([&outgoing]);
                    let users = servers.filter_map(|server| username(&oracle, server, &access, words));
                    expected.push((words.fields[4], users.collect()));
                } else {
                    let titles =
                        reasons.iter().map(|id| matrix.reason(id).unwrap().title.get(locale).to_owned());
                    expected.push((OverviewWords::of(locale).columns[4], titles.collect()));
                    expected.push((
                        OverviewWords::of(locale).columns[8],
                        vec![OverviewWords::of(locale).no_settings.to_owned()],
                    ));
                }
                let fits = |row: &Vec<(String, String)>| {
                    expected.iter().all(|(name, parts)| {
                        let (_, cell) = row
                            .iter()
                            .find(|(known, _)| known == name)
                            .unwrap_or_else(|| panic!("no {name}"));
                        // Rows that read the same are one; their conditions stand side by side.
                        let alternatives: Vec<&str> = cell.split(words.separator).collect();
                        if *name == OverviewWords::of(locale).columns[2] {
                            return alternatives.iter().any(|it| covers(it, &conditions, words));
                        }
                        parts.iter().all(|part| {
                            cell == part
                                || alternatives.contains(&part.as_str())
                                || cell.split(" / ").any(|it| it == part)
                        })
                    })
                };
                assert!(rows.iter().any(fits), "{} {path:?}: {expected:?}\n{rows:#?}", oracle.id());
                count += 1;
            }
        }
    }
    println!("{count} ends");
}

fn certainty(value: &Value) -> Certainty {
    value["certainty"].as_str().map_or(Certainty::Stated, |id| Certainty::from_id(id).unwrap())
}

fn host(oracle: &Oracle, server: &str, access: &str, words: &Messages) -> String {
    let value = oracle.value(server, "host", access).unwrap();
    let [domain, .., first_label] = words.placeholders;
    match (value["value"].as_str(), value["pattern"].as_str()) {
        (Some(host), _) => host.to_owned(),
        (_, Some(pattern)) => pattern.replace("{domain}", domain).replace("{first-label}", first_label),
        _ => wording::certainty(certainty(value), words).to_owned(),
    }
}

/// Nothing where there is no log-in.
fn username(oracle: &Oracle, server: &str, access: &str, words: &Messages) -> Option<String> {
    let value = oracle.value(server, "username", access)?;
    let [_, address, local, _] = words.placeholders;
    let filled = |pattern: &str| pattern.replace("{address}", address).replace("{local}", local);
    let word = || wording::certainty(certainty(value), words).to_owned();
    (oracle.value(server, "authentication", access)?["value"] != "none")
        .then(|| value["pattern"].as_str().map_or_else(word, filled))
}

fn port(oracle: &Oracle, server: &str, access: &str, words: &Messages) -> String {
    let port = oracle.value(server, "port", access).unwrap()["value"].as_u64();
    let security = oracle.value(server, "security", access).unwrap()["value"].as_str().unwrap();
    let security = wording::security(Security::from_id(security).unwrap(), words);
    format!("{} {security}", port.map_or_else(|| "–".to_owned(), |port| port.to_string()))
}

#[test]
fn tags_are_closed_in_order_and_text_is_escaped() {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = PAGE.as_str();
    let mut count = 0;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "a bare > in {text:?}");
        assert!(
            text.split('&')
                .skip(1)
                .all(|it| ["amp;", "lt;", "gt;", "quot;"].iter().any(|known| it.starts_with(known))),
            "{text:?}"
        );
        let (tag, after) = after.split_once('>').expect("a tag ends");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()),
            "<{tag}>"
        );
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
        assert!(!["br", "hr", "img", "input", "meta", "script", "style"].contains(&name), "<{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> closes what was opened last");
        } else {
            open.push(name);
            count += 1;
        }
        rest = after;
    }
    assert!(open.is_empty(), "left open: {open:?}");
    assert_eq!(rest.trim(), "");
    println!("{count} elements, {} bytes", PAGE.len());
}

#[test]
fn no_placeholder_is_left_unfilled() {
    assert!(!PAGE.contains(['{', '}']));
}
