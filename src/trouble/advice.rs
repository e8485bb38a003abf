//! What to do about a cause: which question settles it, which answers to put in, and which values follow from them.

use super::data::{Cause, Direction, Opens};
use super::message::Said;
use crate::catalogue::Catalogue;
use crate::decide::{Outcome, ResolvedServer, ResolvedValue, State, Status, resolve};
use crate::mail::{Idn, Protocol};
use crate::matrix::{Field, Matrix, Scalar};

/// What to do.
#[derive(Clone, Debug)]
pub struct Advice {
    /// The cause.
    pub cause: &'static Cause,
    /// The question that settles it, if the provider asks one of those.
    pub opening: Option<Opening>,
    /// The values that matter, as they are once the opening's answers are put in; empty where there is no answer yet.
    pub values: Vec<Value>,
}

/// A question to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The question.
    pub question: &'static str,
    /// The answers to be merged into the visitor's, those that are given already left out.
    pub set: Vec<(&'static str, &'static str)>,
}

/// A value to compare, or to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Which server.
    pub protocol: Protocol,
    /// Which of its fields.
    pub field: Field,
    /// What it should be. Where it is not known, this says so.
    pub should: ResolvedValue,
    /// What the visitor's present answer says, if that differs.
    pub instead_of: Option<ResolvedValue>,
    /// Whether the server does not take what the documents give, if this is the cause.
    pub refused: bool,
}

/// What to do about a cause for this visitor; `said` is what the message says besides, if there is one.
#[must_use]
pub fn advise(
    cause: &'static Cause,
    said: &Said,
    catalogue: &Catalogue,
    state: &State,
    idn: &dyn Idn,
) -> Advice {
    let now = resolve(catalogue, state, idn);
    let opened = now.matrix.and_then(|matrix| {
        cause.opens.iter().find_map(|opens| open(matrix, opens, catalogue, state, &now, idn))
    });
    let (opening, after) = match opened {
        Some((opening, after)) => (Some(opening), Some(after)),
        None => (None, None),
    };
    let answered = |outcome: &&Outcome<'_>| outcome.status == Status::Answered;
    let shown = after.as_ref().filter(answered).or(Some(&now).filter(answered));
    let values = shown.map_or_else(Vec::new, |shown| {
        let values = cause.fields.iter().filter_map(|(direction, field)| {
            let value = value(*direction, *field, shown, &now)?;
            let refused = is_refused(cause, said, *direction, &value.should);
            Some(Value { refused, ..value })
        });
        values.collect()
    });
    Advice { cause, opening, values }
}

/// The opening and what follows from it; `None` if the provider does not ask this, or offers nothing this way.
fn open<'c>(
    matrix: &Matrix,
    opens: &'static Opens,
    catalogue: &'c Catalogue,
    state: &State,
    now: &Outcome<'_>,
    idn: &dyn Idn,
) -> Option<(Opening, Outcome<'c>)> {
    let knows = |question: &str, answer: Option<&str>| {
        (0..matrix.inputs()).any(|input| {
            matrix.input_id(input) == question
                && answer.is_none_or(|answer| matrix.answer_ids(input).contains(&answer))
        })
    };
    if !opens.set.iter().all(|(question, answer)| knows(question, Some(answer))) {
        return None;
    }
    let mut changed = state.clone();
    let mut set = Vec::new();
    for (question, answer) in opens.set {
        if state.get(question) != Some(answer) {
            changed = changed.with(question, Some(answer), catalogue, idn);
            set.push((*question, *answer));
        }
    }
    let after = resolve(catalogue, &changed, idn);
    // A question that plays no part for this plan settles nothing.
    let asked = |outcome: &Outcome<'_>| {
        outcome.path.iter().any(|(input, _)| matrix.input_id(*input) == opens.question)
            || matches!(outcome.status, Status::Asking(crate::decide::Asking::Input(input, _))
                if matrix.input_id(input) == opens.question)
    };
    let leads = after.status != Status::Unavailable && (asked(&after) || asked(now));
    leads.then_some((Opening { question: opens.question, set }, after))
}

fn value(direction: Direction, field: Field, shown: &Outcome<'_>, now: &Outcome<'_>) -> Option<Value> {
    let server = server(direction, shown)?;
    // Where there is no log-in there is no name to compare.
    server.shown_fields().find(|known| *known == field)?;
    let should = server.field(field).clone();
    let before = self::server(direction, now).map(|server| server.field(field));
    let differs = |value: &&ResolvedValue| value.value != should.value || value.pattern != should.pattern;
    let instead_of = before.filter(differs).cloned();
    Some(Value { protocol: server.protocol, field, should, instead_of, refused: false })
}

fn is_refused(cause: &Cause, said: &Said, direction: Direction, should: &ResolvedValue) -> bool {
    let Some(Scalar::Text(id)) = should.value.as_ref().filter(|_| !should.entered) else {
        return false;
    };
    said.only.is_none_or(|only| only == direction)
        && (cause.refuses.contains(&id.as_ref()) || said.refuses.contains(&id.as_ref()))
}

/// The server that is recommended.
fn server<'o>(direction: Direction, outcome: &'o Outcome<'_>) -> Option<&'o ResolvedServer> {
    match direction {
        Direction::Incoming => outcome.incoming.as_ref(),
        Direction::Outgoing => outcome.outgoing.first(),
    }
}
