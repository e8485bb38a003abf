//! The ends of the question tree as rows of a table; rows that read the same are one.

use crate::decide::{Evaluated, Given, ResolvedServer, evaluate, leaves, safety};
use crate::i18n::{Locale, Messages};
use crate::mail::{Authentication, Certainty, Security};
use crate::matrix::{Client, Field, Mask, Matrix, bit};
use crate::wording;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The plan's index.
    pub plan: usize,
    /// The answer to the provider's first question, where it matters.
    pub first: Option<usize>,
    /// The other answers, the access left out; several where rows read the same.
    pub conditions: Vec<String>,
    /// The access's answer, where it matters.
    pub access: Option<usize>,
    /// Server names, or why there are no settings.
    pub host: String,
    /// Whether there are settings.
    pub available: bool,
    /// Port of the incoming server, and its protection where it is not implicit TLS.
    pub incoming: (String, String),
    /// Port of the best submission server, and its protection where it is not implicit TLS.
    pub outgoing: (String, String),
    /// How the password is sent.
    pub authentication: String,
    /// User names; nothing where there is no log-in.
    pub username: String,
    /// The least sure value; `None` without settings.
    pub certainty: Option<Certainty>,
    /// The protection of the weaker connection; `None` without settings.
    pub security: Option<Security>,
    /// The answers that lead here, as keys and values of the state.
    pub answers: Vec<(String, String)>,
}

/// All rows of a provider for a mail program, in the order of plans and questions.
#[must_use]
pub fn rows(matrix: &Matrix, client: Option<&Client>, locale: Locale) -> Vec<Row> {
    let words = Messages::of(locale);
    let mut rows: Vec<Row> = Vec::new();
    let mut conditions: Vec<Vec<Condition>> = Vec::new();
    for leaf in leaves(matrix, &|_| None) {
        let evaluated = evaluate(matrix, leaf.rule, leaf.access, Given { client, ..Given::default() });
        let row = row(matrix, &leaf.path, &evaluated, locale, words);
        let condition = condition(matrix, &leaf.path);
        match rows.iter().position(|known| reads_the_same(known, &row)) {
            Some(known) => conditions[known].push(condition),
            None => {
                rows.push(row);
                conditions.push(vec![condition]);
            }
        }
    }
    for (row, conditions) in rows.iter_mut().zip(conditions) {
        for condition in joined_conditions(conditions) {
            let text = named(matrix, &condition, locale);
            if !text.is_empty() {
                row.conditions.push(text);
            }
        }
    }
    rows
}

/// For each input the answers under which a row holds.
type Condition = Vec<(usize, Mask)>;

/// The answers of a path that have no column of their own.
fn condition(matrix: &Matrix, path: &[(usize, usize)]) -> Condition {
    let own = path.iter().filter(|(input, _)| *input > 1 && matrix.input_id(*input) != "access");
    own.map(|(input, answer)| (*input, bit(*answer))).collect()
}

/// Conditions that differ in one input only become one, until none do: "host / website・mail." instead of both in full.
fn joined_conditions(conditions: Vec<Condition>) -> Vec<Condition> {
    let mut joined: Vec<Condition> = Vec::new();
    for mut condition in conditions {
        while let Some(known) = joined.iter().position(|known| differing(known, &condition).is_some()) {
            let known = joined.remove(known);
            if let Some(at) = differing(&known, &condition) {
                condition[at].1 |= known[at].1;
            }
        }
        joined.push(condition);
    }
    joined
}

/// The place of the one input in which two conditions differ.
fn differing(one: &Condition, other: &Condition) -> Option<usize> {
    let same_inputs = one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.0 == other.0);
    let mut differing = (0..one.len()).filter(|at| same_inputs && one[*at].1 != other[*at].1);
    let at = differing.next()?;
    differing.next().is_none().then_some(at)
}

fn named(matrix: &Matrix, condition: &Condition, locale: Locale) -> String {
    let mut parts = Vec::new();
    for (input, mask) in condition {
        let mut answers = Vec::new();
        for answer in (0..matrix.answer_ids(*input).len()).filter(|answer| mask & bit(*answer) != 0) {
            answers.push(wording::answer_short(matrix, *input, answer, locale));
        }
        parts.push(answers.join(Messages::of(locale).alternatives));
    }
    parts.join(" / ")
}

/// Equal in every cell but the conditions; the cheapest comparisons first.
fn reads_the_same(one: &Row, other: &Row) -> bool {
    (one.plan, one.first, one.access) == (other.plan, other.first, other.access)
        && (one.certainty, one.security, one.available) == (other.certainty, other.security, other.available)
        && one.incoming == other.incoming
        && one.outgoing == other.outgoing
        && one.authentication == other.authentication
        && one.username == other.username
        && one.host == other.host
}

fn row(
    matrix: &Matrix,
    path: &[(usize, usize)],
    evaluated: &Evaluated,
    locale: Locale,
    words: &Messages,
) -> Row {
    let answer = |wanted: &dyn Fn(usize) -> bool| {
        path.iter().find(|(input, _)| wanted(*input)).map(|(_, answer)| *answer)
    };
    let is_access = |input: usize| matrix.input_id(input) == "access";
    let is_first = |input: usize| input == 1 && !is_access(input);
    let mut row = Row {
        plan: answer(&|input| input == 0).unwrap_or(0),
        first: answer(&is_first),
        conditions: Vec::new(),
        access: answer(&is_access),
        host: String::new(),
        available: evaluated.reasons.is_empty(),
        incoming: Default::default(),
        outgoing: Default::default(),
        authentication: String::new(),
        username: String::new(),
        certainty: None,
        security: None,
        answers: path
            .iter()
            .map(|(input, answer)| {
                (matrix.input_id(*input).to_owned(), matrix.answer_ids(*input)[*answer].to_owned())
            })
            .collect(),
    };
    if !row.available {
        let reasons = evaluated.reasons.iter().filter_map(|id| matrix.reason(id));
        row.host = reasons.map(|reason| reason.title.get(locale)).collect::<Vec<_>>().join(words.separator);
        return row;
    }
    let servers: Vec<&ResolvedServer> = evaluated.incoming.iter().chain(evaluated.outgoing.first()).collect();
    row.host = joined(&servers, Field::Host, words);
    row.incoming = evaluated.incoming.as_ref().map(|server| port(server, words)).unwrap_or_default();
    row.outgoing = evaluated.outgoing.first().map(|server| port(server, words)).unwrap_or_default();
    let authentications = servers.iter().filter_map(|server| server.authentication());
    let mut short: Vec<&str> =
        authentications.map(|each| words.authentication_short[each as usize]).collect();
    short.dedup();
    row.authentication = short.join(" / ");
    let with_login = |server: &&ResolvedServer| server.authentication() != Some(Authentication::None);
    let with_login: Vec<&ResolvedServer> = servers.iter().copied().filter(with_login).collect();
    row.username = joined(&with_login, Field::Username, words);
    row.certainty = servers
        .iter()
        .flat_map(|server| server.shown_fields().map(|field| server.field(field).certainty))
        .max();
    row.security = Some(safety(evaluated).weaker);
    row
}

/// The texts of a field of both servers, once if they are the same.
fn joined(servers: &[&ResolvedServer], field: Field, words: &Messages) -> String {
    let texts = servers.iter().map(|server| {
        let value = server.field(field);
        wording::shown(value, field, words)
            .map_or_else(|| wording::certainty(value.certainty, words).to_owned(), |it| it.text)
    });
    let mut texts: Vec<String> = texts.collect();
    texts.dedup();
    texts.join(" / ")
}

fn port(server: &ResolvedServer, words: &Messages) -> (String, String) {
    let port =
        wording::shown(&server.port, Field::Port, words).map_or_else(|| "–".to_owned(), |shown| shown.text);
    let protection = match server.security() {
        Some(Security::ImplicitTls) | None => String::new(),
        Some(security) => wording::security(security, words).to_owned(),
    };
    (port, protection)
}
