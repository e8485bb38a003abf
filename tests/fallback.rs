//! The page without the widget holds every setting of every answer, in both languages, and is the one that the data
//! give.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::fallback::{Words, fallback};
use mail_settings::i18n::{Locale, Messages};
use mail_settings::mail::{Authentication, Certainty, Security};
use mail_settings::wording;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::oracle::{Oracle, texts};
use support::page::{El, PAGE, Reader, children, plan_part, source, text};
use support::{CATALOGUE, content};

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

/// A table of a plan: under which answers, the servers at the head, and the cells below each of them.
struct Table {
    caption: String,
    heads: Vec<String>,
    /// By field, then by server: the text, the numbers of its remarks, and the number of the cell in the page.
    cells: Vec<Vec<(String, Vec<usize>, usize)>>,
    /// What stands right below.
    below: String,
}

fn tables(part: El, words: &Messages) -> Vec<Table> {
    let mut number = 0;
    let mut found = Vec::new();
    for table in children(part).filter(|el| el.has_tag_name("table")) {
        let caption = children(table).find(|el| el.has_tag_name("caption")).map(text).unwrap_or_default();
        let mut rows = children(table).filter(|el| el.has_tag_name("tr"));
        let heads: Vec<String> = children(rows.next().unwrap()).skip(1).map(text).collect();
        let mut cells = Vec::new();
        for (row, name) in rows.zip(words.fields) {
            let mut columns = children(row);
            assert_eq!(text(columns.next().unwrap()), name);
            let mut own = Vec::new();
            for cell in columns {
                number += 1;
                let (said, marks) =
                    text(cell).split_once(" [").map_or((text(cell), Vec::new()), |(said, marks)| {
                        let marks = marks.trim_end_matches(']').split("][").map(|mark| mark.parse().unwrap());
                        (said.to_owned(), marks.collect())
                    });
                let span = cell.attribute("colspan").map_or(1, |span| span.parse().unwrap());
                own.extend(std::iter::repeat_n((said, marks, number), span));
            }
            assert_eq!(own.len(), heads.len(), "{caption}: {name}");
            cells.push(own);
        }
        assert_eq!(cells.len(), words.fields.len(), "{caption}");
        let below = table.next_sibling_element().filter(|el| el.has_tag_name("p")).map(text);
        found.push(Table { caption, heads, cells, below: below.unwrap_or_default() });
    }
    found
}

/// What must be seen of a value: its text, and what its remark says.
fn value(oracle: &Oracle, server: &str, field: usize, access: &str, locale: Locale) -> (String, Vec<String>) {
    let words = Messages::of(locale);
    let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
    let fields = ["host", "port", "security", "authentication", "username"];
    let no_login = oracle.value(server, "authentication", access).unwrap()["value"] == "none";
    if fields[field] == "username" && no_login {
        return ("–".to_owned(), Vec::new());
    }
    let value = oracle.value(server, fields[field], access).unwrap();
    let certainty = |of: &Value| {
        let id = of["certainty"].as_str();
        wording::certainty(id.map_or(Certainty::Stated, |id| Certainty::from_id(id).unwrap()), words)
            .to_owned()
    };
    let shown = |of: &Value| {
        let [domain, address, local, first_label] = words.placeholders;
        match (&of["value"], of["pattern"].as_str()) {
            (Value::Number(port), _) => Some(port.to_string()),
            (Value::String(id), _) if field == 2 => {
                Some(wording::security(Security::from_id(id).unwrap(), words).to_owned())
            }
            (Value::String(id), _) if field == 3 => {
                Some(wording::authentication(Authentication::from_id(id).unwrap(), words).to_owned())
            }
            (Value::String(host), _) => Some(host.clone()),
            (_, Some(pattern)) => Some(
                pattern
                    .replace("{domain}", domain)
                    .replace("{address}", address)
                    .replace("{local}", local)
                    .replace("{first-label}", first_label),
            ),
            _ => None,
        }
    };
    let why = |of: &Value| of["why"].as_str().map(|id| matrix.text(id).unwrap().get(locale).to_owned());
    let place = |of: &Value| {
        let [document, section] = &texts(&of["source"])[..] else { panic!("{of}") };
        source(matrix, document, section, locale)
    };
    let mut remark = vec![place(value), certainty(value)];
    for case in [value, &value["category"], &value["deeper"]].into_iter().filter(|case| !case.is_null()) {
        remark.push(certainty(case));
        remark.extend(why(case));
    }
    for other in value["alternatives"].as_array().into_iter().flatten() {
        remark.push(place(other));
        remark.push((Words::of(locale).quote)(&shown(other).unwrap()));
    }
    (shown(value).unwrap_or_else(|| certainty(value)), remark)
}

#[test]
fn every_answer_has_a_table_with_every_server_port_source_and_other_side() {
    let mut count = 0;
    for oracle in Oracle::all() {
        let matrix = CATALOGUE.matrix(oracle.id()).unwrap();
        for locale in Locale::ALL {
            let words = Messages::of(locale);
            let plans: Vec<El> =
                (0..matrix.plans().len()).map(|plan| plan_part(matrix, plan, locale)).collect();
            let all: Vec<(Vec<Table>, Vec<String>)> = plans
                .iter()
                .map(|plan| {
                    let remarks = children(*plan).filter(|el| el.has_tag_name("ol")).flat_map(children);
                    (tables(*plan, words), remarks.map(text).collect())
                })
                .collect();
            // Cells and the remarks that some answer gave reason for.
            let mut used: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
            let mut reached: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
            for (path, place, access) in oracle.ways() {
                let plan = path.iter().find(|(input, _)| *input == 0).map_or(0, |(_, plan)| *plan);
                let (tables, remarks) = &all[plan];
                let reader = Reader { matrix, locale, path: &path, client: None, outcome: None };
                let holds = |table: &&Table| table.caption.is_empty() || reader.holds(&table.caption);
                let here: Vec<&Table> = tables.iter().filter(holds).collect();
                let receiving = |table: &Table| {
                    let protocol = words.protocols[usize::from(access == "imap")];
                    let head = (Words::of(locale).incoming)(protocol);
                    table.heads.iter().position(|known| *known == head)
                };
                let asked = path.iter().any(|(input, _)| matrix.input_id(*input) == "access");
                if !oracle.reasons(place, &access, None).is_empty() {
                    let offered = here.iter().any(|table| !asked || receiving(table).is_some());
                    assert!(!offered, "{} {path:?} has no settings", oracle.id());
                    continue;
                }
                let [table] = here[..] else { panic!("{} {path:?}: {} tables", oracle.id(), here.len()) };
                reached.entry(plan).or_default().insert(&table.caption);
                let mut check = |column: usize, server: &str, at: usize| {
                    for field in 0..5 {
                        let (expected, remark) = value(&oracle, server, field, &access, locale);
                        let (said, marks, cell) = &table.cells[field][column];
                        let said =
                            if field == 1 { said.split(words.separator).nth(at).unwrap() } else { said };
                        assert_eq!(said, expected, "{} {path:?} {server}", oracle.id());
                        let says =
                            |mark: &&usize| remark.iter().all(|part| remarks[**mark - 1].contains(part));
                        let mark = marks.iter().find(says);
                        assert_eq!(mark.is_some(), !remark.is_empty(), "{} {path:?} {remark:?}", oracle.id());
                        used.extend(mark.map(|mark| (plan, *cell, *mark)));
                        count += 1;
                    }
                };
                match (oracle.rule(place)["incoming"].as_str(), receiving(table)) {
                    (Some(server), Some(column)) => check(column, server, 0),
                    (None, None) => assert_eq!(table.below, words.incoming_unknown),
                    _ => panic!("{} {path:?}: {:?}", oracle.id(), table.heads),
                }
                // Ports of one column stand side by side, the better one first, as the columns do.
                let outgoing = |column: &usize| table.heads[*column].starts_with(Words::of(locale).outgoing);
                let ports = |column: usize| table.cells[1][column].0.split(words.separator).count();
                let columns = (0..table.heads.len()).filter(outgoing);
                let columns: Vec<(usize, usize)> =
                    columns.flat_map(|column| (0..ports(column)).map(move |at| (column, at))).collect();
                let servers = oracle.outgoing(place, &access, None);
                assert_eq!(columns.len(), servers.len(), "{} {path:?}: ports for sending", oracle.id());
                for ((column, at), server) in columns.into_iter().zip(&servers) {
                    check(column, server, at);
                }
            }
            // Nothing else stands there.
            for (plan, (tables, remarks)) in all.iter().enumerate() {
                let captions = reached.remove(&plan).unwrap_or_default();
                assert!(tables.iter().all(|table| captions.contains(&*table.caption)), "{}", oracle.id());
                for (_, marks, cell) in tables.iter().flat_map(|table| table.cells.iter().flatten()) {
                    for mark in marks {
                        assert!(used.contains(&(plan, *cell, *mark)), "{} [{mark}]", oracle.id());
                    }
                }
                let cited = |mark: usize| used.iter().any(|(known, _, used)| *known == plan && *used == mark);
                assert!((1..=remarks.len()).all(cited), "{}: remarks of plan {plan}", oracle.id());
            }
        }
    }
    assert!(count > 3000, "{count} values");
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
