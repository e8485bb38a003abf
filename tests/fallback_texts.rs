//! On the page without the widget every question, fact, notice, reason and limit of a mail program stands in both
//! languages, each with the condition under which it holds, and none as if it held for all.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::leaves;
use mail_settings::fallback::Words;
use mail_settings::i18n::{Locale, Messages};
use mail_settings::matrix::{Client, Matrix, Source};
use mail_settings::wording;
use serde_json::Value;
use support::oracle::texts;
use support::page::{Entry, Reader, children, entries, folded, part, plan_part, source, text};
use support::{CATALOGUE, answered, client_choices, content, outcome};

/// A provider's file.
fn file(matrix: &Matrix) -> Value {
    serde_json::from_str(&content(&format!("static/data/providers/{}.json", matrix.id()))).unwrap()
}

fn cited(matrix: &Matrix, from: &Source, locale: Locale) -> String {
    source(matrix, from.document, from.section, locale)
}

/// Every provider in every language.
fn all() -> impl Iterator<Item = (&'static Matrix, Locale)> {
    CATALOGUE.matrices().iter().flat_map(|matrix| Locale::ALL.map(|locale| (matrix, locale)))
}

/// A complete path, the plan in it, and the mail program.
type Case = (Vec<(usize, usize)>, usize, Option<&'static Client>);

fn cases(matrix: &'static Matrix) -> Vec<Case> {
    let mut cases = Vec::new();
    for leaf in leaves(matrix, &|_| None) {
        let plan = leaf.path.iter().find(|(input, _)| *input == 0).map_or(0, |(_, plan)| *plan);
        cases.extend(client_choices().into_iter().map(|client| (leaf.path.clone(), plan, client)));
    }
    cases
}

#[test]
fn every_question_is_there_with_its_answers_and_how_to_find_out() {
    let mut count = 0;
    for (matrix, locale) in all() {
        let entries = entries(folded(matrix, locale, Words::of(locale).questions));
        let plan = matrix.plan_question();
        let mut expected: Vec<(&str, Vec<String>)> = Vec::new();
        let get = |text: &mail_settings::i18n::Localized| text.get(locale).to_owned();
        expected.push((plan.ask.get(locale), plan.note.iter().chain(plan.help).map(get).collect()));
        for question in matrix.questions() {
            let mut said: Vec<String> = question.note.iter().chain(question.help).map(get).collect();
            let answers = question.answers.iter().map(|answer| match &answer.note {
                Some(note) => format!("{} ({})", answer.label.get(locale), note.get(locale)),
                None => get(&answer.label),
            });
            said.push(answers.collect::<Vec<_>>().join(" / "));
            expected.push((question.ask.get(locale), said));
        }
        assert_eq!(entries.len(), expected.len());
        for (entry, (ask, said)) in entries.iter().zip(expected) {
            assert_eq!(entry.term, ask);
            said.iter().for_each(|text| assert!(entry.said.contains(text), "{text} in {entry:?}"));
            assert_eq!(entry.said.len(), said.len());
            count += said.len();
        }
    }
    assert!(count > 100, "{count} texts");
}

#[test]
fn every_document_is_there_under_its_letter_with_its_date() {
    for (matrix, locale) in all() {
        let list = part(matrix, locale).into_iter().find(|el| el.has_tag_name("ul")).unwrap();
        let lines: Vec<String> = children(list).map(text).collect();
        for (document, letter) in matrix.documents().iter().zip(["A", "B", "C"]) {
            let (title, date) = wording::document(matrix, document.id, locale);
            let line =
                lines.iter().find(|line| line.contains(&title)).unwrap_or_else(|| panic!("no {title}"));
            let name = [["資料", "Document "][locale as usize], letter, Messages::of(locale).colon].concat();
            assert!(line.starts_with(&name) && line.contains(&date), "{line}");
            document.date_note.iter().for_each(|note| assert!(line.contains(note.get(locale)), "{line}"));
        }
    }
}

#[test]
fn every_fact_is_there_with_its_source_for_the_plans_it_holds_for() {
    let mut count = 0;
    for (matrix, locale) in all() {
        let entries = entries(folded(matrix, locale, Words::of(locale).facts));
        for plan in 0..matrix.plans().len() {
            plan_part(matrix, plan, locale);
            let path = [(0, plan)];
            let reader = Reader { matrix, locale, path: &path, client: None, outcome: None };
            let mut here: Vec<&Entry> = entries
                .iter()
                .filter(|it| it.small.iter().all(|condition| reader.holds(condition)))
                .collect();
            for fact in matrix.facts(plan) {
                let said = format!("{} {}", fact.text.get(locale), cited(matrix, &fact.source, locale));
                let is_it = |entry: &&Entry| entry.term == fact.title.get(locale) && entry.said == [&*said];
                let at = here.iter().position(is_it).unwrap_or_else(|| panic!("no {said}"));
                here.remove(at);
                count += 1;
            }
            assert!(here.is_empty(), "{}: {here:?} is not about plan {plan}", matrix.id());
        }
    }
    assert!(count > 150, "{count} facts");
}

#[test]
fn a_plan_with_a_note_says_it() {
    for (matrix, locale) in all() {
        for (index, plan) in matrix.plans().iter().enumerate() {
            let texts: Vec<String> = children(plan_part(matrix, index, locale)).map(text).collect();
            plan.note.iter().for_each(|note| assert!(texts.iter().any(|text| text == note.get(locale))));
        }
    }
}

#[test]
fn every_notice_holds_on_paper_exactly_where_the_answer_shows_it() {
    let mut count = 0;
    for (matrix, locale) in all() {
        let entries = entries(folded(matrix, locale, Messages::of(locale).notes));
        assert!(entries.iter().all(|entry| !entry.small.is_empty()), "a notice without its condition");
        let before_source = format!(" ({}", ["資料", "Document "][locale as usize]);
        for (path, _, client) in cases(matrix) {
            let found = outcome(&answered(matrix, &path, client));
            let reader = Reader { matrix, locale, path: &path, client, outcome: Some(&found) };
            let mut shown: Vec<(&str, &str, String)> = Vec::new();
            for notice in &found.notices {
                let from = notice.source.as_ref().map(|from| cited(matrix, from, locale)).unwrap_or_default();
                shown.push((notice.title.get(locale), notice.text.get(locale), from));
            }
            for entry in &entries {
                let [said] = &entry.said[..] else { panic!("{entry:?}") };
                let is_shown = shown
                    .iter()
                    .find(|(title, text, _)| *title == entry.term && text == said)
                    .map(|it| &it.2);
                let holding: Vec<String> = entry
                    .small
                    .iter()
                    .filter_map(|small| {
                        let (condition, from) = small.split_once(&before_source).unwrap_or((small, ""));
                        let from =
                            if from.is_empty() { "" } else { &small[condition.len() + 2..small.len() - 1] };
                        reader.holds(condition).then(|| from.to_owned())
                    })
                    .collect();
                match is_shown {
                    Some(from) => assert!(holding.contains(from), "{path:?} {client:?}: {entry:?}"),
                    None => assert!(holding.is_empty(), "{} {path:?} {client:?}: {entry:?}", matrix.id()),
                }
                count += 1;
            }
            for (title, text, _) in shown {
                let is_it = |entry: &Entry| entry.term == title && entry.said == [text];
                assert!(entries.iter().any(is_it), "{title} is missing");
            }
        }
    }
    assert!(count > 50_000, "{count} conditions read");
}

/// What must be said of a reason: its title and text with the source, then each side with its own.
fn reason(matrix: &Matrix, id: &str, locale: Locale) -> Vec<String> {
    let words = Messages::of(locale);
    let reason = matrix.reason(id).unwrap();
    let text = [reason.title.get(locale), words.stop, words.gap, reason.text.get(locale)].concat();
    let with = |text: &str, from: Option<&Source>| match from {
        Some(from) => format!("{text} {}", cited(matrix, from, locale)),
        None => text.to_owned(),
    };
    let sides = reason.sides.iter().map(|side| with(side.claim.get(locale), Some(&side.source)));
    std::iter::once(with(&text, reason.source.as_ref())).chain(sides).collect()
}

#[test]
fn every_reason_is_there_with_its_text_and_both_sides_where_there_are_no_settings() {
    let (mut count, mut sides) = (0, 0);
    for (matrix, locale) in all() {
        for (path, plan, client) in cases(matrix) {
            let found = outcome(&answered(matrix, &path, client));
            let anyone = outcome(&answered(matrix, &path, None));
            let reader = Reader { matrix, locale, path: &path, client, outcome: None };
            if client.is_none() {
                let part = entries(plan_part(matrix, plan, locale));
                let here: Vec<&Entry> = part.iter().filter(|entry| reader.holds(&entry.term)).collect();
                let expected: Vec<String> =
                    found.reasons.iter().flat_map(|id| reason(matrix, id, locale)).collect();
                assert_eq!(here.len(), usize::from(!expected.is_empty()), "{} {path:?}", matrix.id());
                here.iter().for_each(|entry| assert_eq!(entry.said, expected, "{path:?}"));
                count += found.reasons.len();
                sides += found.reasons.iter().map(|id| matrix.reason(id).unwrap().sides.len()).sum::<usize>();
            }
            // What a mail program adds stands with its name.
            let Some(client) = client else { continue };
            let words = Messages::of(locale);
            let all = entries(folded(matrix, locale, Words::of(locale).clients));
            let entry = all.iter().find(|entry| names(entry, words).contains(&client.name.get(locale)));
            let under = entry.map_or(&[][..], |entry| &entry.said_under);
            let said: Vec<&String> = under
                .iter()
                .filter(|(condition, _)| !condition.is_empty() && reader.holds(condition))
                .map(|(_, said)| said)
                .collect();
            let added = found.reasons.iter().filter(|id| !anyone.reasons.contains(id));
            let expected: Vec<String> = added.flat_map(|id| reason(matrix, id, locale)).collect();
            assert_eq!(said, expected.iter().collect::<Vec<_>>(), "{} {path:?} {}", matrix.id(), client.id);
            count += expected.len();
        }
    }
    assert!(count > 300 && sides > 4, "{count} reasons, {sides} sides");
}

/// The mail programs of an entry.
fn names<'e>(entry: &'e Entry, words: &Messages) -> Vec<&'e str> {
    // A name may have the separator in it.
    let mut names: Vec<&str> = entry.term.split(words.separator).collect();
    let all = CATALOGUE.clients().iter().flat_map(|client| Locale::ALL.map(|locale| client.name.get(locale)));
    names.extend(all.filter(|name| name.contains(words.separator) && entry.term.contains(name)));
    names
}

#[test]
fn every_limit_of_a_mail_program_is_there() {
    let mut count = 0;
    for (matrix, locale) in all() {
        let (words, own) = (Messages::of(locale), Words::of(locale));
        let file = file(matrix);
        let part = folded(matrix, locale, own.clients);
        if let [document, section] = &texts(&file["clients"]["source"])[..] {
            assert!(text(part).contains(&source(matrix, document, section, locale)));
        }
        let all = entries(part);
        for client in CATALOGUE.clients() {
            let entry = all.iter().find(|entry| names(entry, words).contains(&client.name.get(locale)));
            let listed = &file["clients"]["listed"][client.id];
            let cannot =
                [client.cannot.iter().map(|id| (*id).to_owned()).collect(), texts(&listed["cannot"])];
            let name =
                |id: &String| own.capabilities.iter().find(|(known, _)| known == id).map(|(_, name)| *name);
            let cannot: Vec<&str> = cannot.concat().iter().filter_map(name).collect();
            let ports = listed["ports"].as_array().into_iter().flatten().map(Value::to_string);
            let ports: Vec<String> = ports.collect();
            let mut expected = Vec::new();
            if !file["clients"].is_null() && listed.is_null() {
                expected.push(own.not_in_list.to_owned());
            }
            if !cannot.is_empty() {
                expected.push(format!("{}{}{}", own.lacks, words.colon, cannot.join(words.separator)));
            }
            if !ports.is_empty() {
                expected.push(format!("{}{}{}", own.lacks_ports, words.colon, ports.join(words.separator)));
            }
            if cannot.is_empty() && ports.is_empty() {
                assert_eq!(entry.is_some(), !listed.is_null(), "{}", client.id);
                expected = vec![own.listed_without_limits.to_owned()];
            }
            let Some(entry) = entry else { continue };
            let under = entry.said_under.iter().filter(|(condition, _)| condition.is_empty());
            let said: Vec<String> = under.map(|(_, said)| said.clone()).collect();
            assert_eq!(said, expected, "{} {}", matrix.id(), client.id);
            count += 1;
        }
    }
    assert!(count > 30, "{count} mail programs");
}
