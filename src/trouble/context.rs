//! Whether a condition of the data holds for the visitor's answer.

use super::data::When;
use crate::decide::{Outcome, ResolvedServer};
use crate::matrix::Field;

/// Whether a condition holds. Without an answer only the empty condition does.
#[must_use]
pub fn holds(when: &When, outcome: Option<&Outcome<'_>>) -> bool {
    let Some(outcome) = outcome else { return is_empty(when) };
    let provider = outcome.matrix.map(crate::matrix::Matrix::id);
    let one =
        |wanted: &[&str], has: &dyn Fn(&str) -> bool| wanted.is_empty() || wanted.iter().any(|id| has(id));
    one(when.providers, &|id| provider == Some(id))
        && one(when.clients, &|id| outcome.client.is_some_and(|client| client.id == id))
        && one(when.notices, &|id| outcome.notices.iter().any(|notice| notice.id == id))
        && one(when.reasons, &|id| outcome.reasons.contains(&id))
        && when
            .answers
            .iter()
            .all(|(question, answers)| answers.iter().any(|id| answered(outcome, question, id)))
        && (when.disagree.is_empty() || when.disagree.iter().any(|field| disagree(outcome, *field)))
}

fn is_empty(when: &When) -> bool {
    when.providers.is_empty()
        && when.clients.is_empty()
        && when.notices.is_empty()
        && when.reasons.is_empty()
        && when.answers.is_empty()
        && when.disagree.is_empty()
}

/// Whether a question was answered so, as far as the answer counts.
fn answered(outcome: &Outcome<'_>, question: &str, answer: &str) -> bool {
    outcome.matrix.is_some_and(|matrix| {
        outcome.path.iter().any(|(input, given)| {
            matrix.input_id(*input) == question && matrix.answer_ids(*input).get(*given) == Some(&answer)
        })
    })
}

/// Whether another document says otherwise about a field.
fn disagree(outcome: &Outcome<'_>, field: Field) -> bool {
    let servers = || outcome.incoming.iter().chain(&outcome.outgoing);
    servers()
        .map(|server: &ResolvedServer| server.field(field))
        .any(|value| value.alternatives.iter().any(|other| other.source.document != value.source.document))
}
