//! The table and the tree: every row is found by what it prints, every end of the tree leads back to its answer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{Outcome, State, leaves, resolve, settings_json};
use mail_settings::i18n::{Locale, Messages, OverviewWords};
use mail_settings::mail::{Access, Authentication, Security};
use mail_settings::matrix::Matrix;
use mail_settings::overview::{Index, Leaf, Node, Planter, Row, rows, tree};
use mail_settings::wording;
use std::collections::BTreeSet;
use support::{CATALOGUE, HostIdn, HostNfkc};

type Path = [(usize, usize)];

fn state(matrix: &Matrix, path: &Path) -> State {
    let answer =
        |(input, answer): &(usize, usize)| (matrix.input_id(*input), matrix.answer_ids(*input)[*answer]);
    let pairs = std::iter::once(("provider", matrix.id())).chain(path.iter().map(answer));
    State::from_pairs(pairs, *CATALOGUE, &HostIdn)
}

fn settle(state: &State) -> (Outcome<'static>, String) {
    let outcome = resolve(*CATALOGUE, state, &HostIdn);
    let settings = settings_json(*CATALOGUE, state, &outcome);
    (outcome, settings)
}

fn planted(matrix: &Matrix, state: &State) -> Node {
    let answered = |input| state.answered(matrix, input);
    let access = state.get("access").and_then(Access::from_id).unwrap_or(Access::Pop3);
    let planter = Planter { matrix, access, client: None, locale: Locale::Ja, answered: &answered };
    tree(&planter, answered(0).unwrap_or(0))
}

/// A question and the answers that a branch stands for.
type Step = (usize, Vec<usize>);

/// Every way through a tree, and where it ends.
fn ways<'n>(node: &'n Node, before: &[Step]) -> Vec<(Vec<Step>, &'n Leaf)> {
    match node {
        Node::Leaf(leaf) => vec![(before.to_vec(), leaf)],
        Node::Question { input, branches, .. } => {
            let inside = branches.iter().flat_map(|branch| {
                let mut way = before.to_vec();
                way.push((*input, branch.answers.clone()));
                ways(&branch.node, &way)
            });
            inside.collect()
        }
    }
}

#[test]
fn the_end_on_the_visitors_way_leads_back_to_the_very_answer() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for leaf in leaves(matrix, &|_| None) {
            let state = state(matrix, &leaf.path);
            let (outcome, settings) = settle(&state);
            let node = planted(matrix, &state);
            let on = |(input, answers): &(usize, Vec<usize>)| {
                outcome.path.iter().any(|(known, answer)| known == input && answers.contains(answer))
            };
            let mut own: Vec<&Leaf> = ways(&node, &[])
                .into_iter()
                .filter(|(way, _)| way.iter().all(on))
                .map(|(_, leaf)| leaf)
                .collect();
            let end = own.pop().unwrap_or_else(|| panic!("{} {:?}: no end", matrix.id(), leaf.path));
            assert!(own.is_empty(), "one end only");
            assert_eq!(
                settle(&self::state(matrix, &end.path)).1,
                settings,
                "{:?} led to {:?}",
                leaf.path,
                end.path
            );
            count += 1;
        }
    }
    println!("{count} answers");
}

#[test]
fn off_the_way_the_visitors_answers_stay_where_a_branch_allows_them() {
    let mut count = 0;
    for matrix in CATALOGUE.matrices() {
        for leaf in leaves(matrix, &|_| None) {
            let state = state(matrix, &leaf.path);
            for (way, end) in ways(&planted(matrix, &state), &[]) {
                for (input, answers) in way {
                    let led = end.path.iter().find(|(known, _)| *known == input).map(|(_, answer)| *answer);
                    let own = state.answered(matrix, input).filter(|own| answers.contains(own));
                    assert!(own.is_none() || own == led, "{:?}: {:?}", leaf.path, end.path);
                    assert!(led.is_some_and(|led| answers.contains(&led)), "{:?} by {answers:?}", end.path);
                    count += 1;
                }
            }
        }
    }
    println!("{count} branches");
}

#[test]
fn a_provider_with_one_plan_has_a_tree_of_that_plan() {
    let state = State::from_pairs([("provider", "editnet")], *CATALOGUE, &HostIdn);
    assert_eq!(settle(&state).0.plan(), Some(0));
}

fn index(matrix: &Matrix, rows: &[Row], locale: Locale) -> Index {
    Index::new(matrix, rows, locale, &HostNfkc)
}

#[track_caller]
fn finds_just(provider: &str, locale: Locale, query: &str, about: &dyn Fn(&Matrix, &Row) -> bool) {
    let matrix = CATALOGUE.matrix(provider).unwrap();
    let rows = rows(matrix, None, locale);
    let found = index(matrix, &rows, locale).find(query, &HostNfkc);
    let expected: Vec<usize> = (0..rows.len()).filter(|row| about(matrix, &rows[*row])).collect();
    assert!(!expected.is_empty() && expected.len() < rows.len(), "{query}: {} rows", expected.len());
    let print = |row: &usize| format!("{:?}", rows[*row]);
    let missing: Vec<String> = expected.iter().filter(|row| !found.contains(row)).map(print).collect();
    let more: Vec<String> = found.iter().filter(|row| !expected.contains(row)).map(print).collect();
    assert!(missing.is_empty() && more.is_empty(), "{query}: missing {missing:#?}\nmore {more:#?}");
}

fn answered(question: &'static str, answer: &'static str) -> impl Fn(&Matrix, &Row) -> bool {
    move |matrix, row| {
        let is = |(input, at): &(usize, usize)| {
            matrix.input_id(*input) == question && matrix.answer_ids(*input)[*at] == answer
        };
        row.answered.iter().any(is)
    }
}

#[test]
fn a_query_finds_the_rows_that_are_about_it_and_no_others() {
    let security =
        |wanted: Security| move |_: &Matrix, row: &Row| row.sides.iter().any(|(it, _)| *it == Some(wanted));
    let authentication = |wanted: Authentication| {
        move |_: &Matrix, row: &Row| row.sides.iter().any(|(_, it)| *it == Some(wanted))
    };
    for locale in Locale::CHOICES {
        for number in ["CentOS 7", "centos7", "ＣｅｎｔＯＳ　７", "7 CentOS", "7"] {
            finds_just("neoworks", locale, number, &answered("os", "centos7"));
        }
        finds_just("neoworks", locale, "共用 SSL 証明書", &answered("certificate", "shared"));
        finds_just("neoworks", locale, "ウェブサイトの証明書", &answered("certificate", "website"));
        finds_just("neoworks", locale, "Certificate of the website", &answered("certificate", "website"));
        finds_just("neoworks", locale, "バーチャルドメイン", &answered("domain", "virtual"));
        for whole in ["その他（CentOS 6・7 以外）", "Other (not CentOS 6 or 7)"] {
            finds_just("neoworks", locale, whole, &answered("os", "other"));
        }
        finds_just("sppd", locale, "Windows Server 2016", &answered("os", "windows-2016"));
        finds_just("editnet", locale, "WiMAX", &answered("network", "wimax"));
        let unprotected = OverviewWords::of(locale).unprotected;
        finds_just("neoworks", locale, unprotected, &security(Security::None));
        for (kind, text) in Messages::of(locale).authentication.iter().enumerate().skip(1) {
            let kind =
                [Authentication::None, Authentication::PasswordCleartext, Authentication::PasswordEncrypted]
                    [kind];
            finds_just("neoworks", locale, text, &authentication(kind));
        }
        for port in ["110", "587", "995"] {
            finds_just("neoworks", locale, port, &|_, row| row.incoming.0 == port || row.outgoing.0 == port);
        }
        let (disputed, word) =
            (mail_settings::mail::Certainty::Disputed, Messages::of(locale).certainty_short[4]);
        finds_just("sppd", locale, word, &|_, row| row.certainty == Some(disputed));
    }
    finds_just("neoworks", Locale::Ja, "保護なし", &security(Security::None));
    finds_just("neoworks", Locale::En, "unprotected", &security(Security::None));
    finds_just("neoworks", Locale::Ja, "58", &|_, row| row.outgoing.0 == "587");
}

/// What the cells of a row say, the full answers that lead to it, and what the filters call it.
#[test]
fn every_row_is_found_by_everything_it_prints_and_by_its_full_answers() {
    let mut queries = BTreeSet::new();
    for matrix in CATALOGUE.matrices() {
        for locale in Locale::CHOICES {
            let (words, overview) = (Messages::of(locale), OverviewWords::of(locale));
            let rows = rows(matrix, None, locale);
            let index = index(matrix, &rows, locale);
            for (place, row) in rows.iter().enumerate() {
                let mut texts: Vec<String> = vec![row.host.clone(), row.authentication.clone()];
                texts.extend(row.conditions.clone());
                texts.push(row.conditions.join(words.separator));
                for (input, answer) in &row.answered {
                    texts.push(wording::answer(matrix, *input, *answer, locale).to_owned());
                    texts.push(wording::answer_short(matrix, *input, *answer, locale).to_owned());
                }
                for (port, protection) in [&row.incoming, &row.outgoing] {
                    let none = protection == words.security[0];
                    let printed = if none { overview.unprotected } else { protection };
                    texts.push(format!("{port} {printed}"));
                }
                for (security, authentication) in &row.sides {
                    texts.extend(security.map(|it| wording::security(it, words).to_owned()));
                    texts.extend(authentication.map(|it| wording::authentication(it, words).to_owned()));
                }
                texts.push(
                    row.certainty
                        .map_or(overview.no_settings, |it| words.certainty_short[it as usize])
                        .to_owned(),
                );
                for text in texts {
                    assert!(index.find(&text, &HostNfkc).contains(&place), "{text} finds {row:?}");
                    queries.insert(text);
                }
            }
        }
    }
    println!("{} queries", queries.len());
}

/// A reader with all answers sees one row that holds.
#[test]
fn conditions_tell_rows_apart() {
    for matrix in CATALOGUE.matrices() {
        for locale in Locale::CHOICES {
            let rows = rows(matrix, None, locale);
            for (at, row) in rows.iter().enumerate() {
                for other in &rows[at + 1..] {
                    let place = |row: &Row| (row.plan, row.first, row.access);
                    let same = place(row) == place(other)
                        && row.conditions.iter().any(|it| other.conditions.contains(it) || it.is_empty());
                    assert!(!same, "{row:?} and {other:?}");
                    let bare = (row.conditions.is_empty() || other.conditions.is_empty())
                        && place(row) == place(other);
                    assert!(!bare, "{row:?} holds always, but so may {other:?}");
                }
            }
        }
    }
}
