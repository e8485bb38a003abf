//! The ends of the question tree as rows of a table; rows that read the same are one.

use crate::decide::{Evaluated, Given, ResolvedServer, evaluate, leaves, safety};
use crate::i18n::{Locale, Messages};
use crate::mail::{Authentication, Certainty, Security};
use crate::matrix::{Client, Field, Matrix};
use crate::wording;

use super::conditions::{Answers, described, named};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The plan's index.
    pub plan: usize,
    /// The answer to the provider's first question, where it matters.
    pub first: Option<usize>,
    /// Under which other answers it holds; several where one description does not fit all.
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
    /// The least sure value. Without settings it is `None`, but disputed where the documents contradict each other on
    /// whether there are any.
    pub certainty: Option<Certainty>,
    /// The protection of the weaker connection; `None` without settings.
    pub security: Option<Security>,
    /// The protection and the authentication of each connection.
    pub sides: Vec<(Option<Security>, Option<Authentication>)>,
    /// The answers that lead here, as keys and values of the state.
    pub answers: Vec<(String, String)>,
    /// Every answer on any way that leads here, as indices of input and answer.
    pub answered: Vec<(usize, usize)>,
}

/// All rows of a provider for a mail program, in the order of plans and questions.
#[must_use]
pub fn rows(matrix: &Matrix, client: Option<&Client>, locale: Locale) -> Vec<Row> {
    let words = Messages::of(locale);
    let mut rows: Vec<Row> = Vec::new();
    // Of each end its row and the answers that have no column of their own.
    let mut ends: Vec<(usize, Answers)> = Vec::new();
    for leaf in leaves(matrix, &|_| None) {
        let evaluated = evaluate(matrix, leaf.rule, leaf.access, Given { client, ..Given::default() });
        let row = row(matrix, &leaf.path, &evaluated, locale, words);
        let own = leaf.path.iter().filter(|(input, _)| *input > 1 && matrix.input_id(*input) != "access");
        let own = own.copied().collect();
        match rows.iter().position(|known| reads_the_same(known, &row)) {
            Some(known) => {
                let answered = &mut rows[known].answered;
                answered.extend(
                    leaf.path.into_iter().filter(|answer| !answered.contains(answer)).collect::<Vec<_>>(),
                );
                ends.push((known, own));
            }
            None => {
                ends.push((rows.len(), own));
                rows.push(row);
            }
        }
    }
    for at in 0..rows.len() {
        let place = |row: &Row| (row.plan, row.first, row.access);
        let beside = ends.iter().filter(|(row, _)| place(&rows[*row]) == place(&rows[at]));
        let (own, others): (Vec<_>, Vec<_>) = beside.partition(|(row, _)| *row == at);
        let answers = |ends: Vec<&'_ (usize, Answers)>| {
            ends.into_iter().map(|(_, answers)| answers.clone()).collect::<Vec<_>>()
        };
        let texts = described(&answers(own), &answers(others)).into_iter();
        let texts = texts.map(|condition| named(matrix, &condition, locale)).filter(|text| !text.is_empty());
        rows[at].conditions = texts.collect();
    }
    rows
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
        sides: Vec::new(),
        answered: path.to_vec(),
    };
    if !row.available {
        let reasons = evaluated.reasons.iter().filter_map(|id| matrix.reason(id));
        row.certainty = disputed(matrix, evaluated).then_some(Certainty::Disputed);
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
    row.sides = servers.iter().map(|server| (server.security(), server.authentication())).collect();
    row
}

/// Whether there are no settings for no other reason than that the documents contradict each other.
pub(super) fn disputed(matrix: &Matrix, evaluated: &Evaluated) -> bool {
    let mut reasons = evaluated.reasons.iter().filter_map(|id| matrix.reason(id)).peekable();
    reasons.peek().is_some() && reasons.all(|reason| !reason.sides.is_empty())
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
