//! Resolving: a total function from what the visitor said to a question, an answer, or the reason why not.

use super::evaluate::{Evaluated, Given, ResolvedServer, evaluate};
use super::leaves::{access_input, leaves, needs_access};
use super::state::State;
use super::suggest::{Suggestion, suggestions};
use crate::catalogue::Catalogue;
use crate::mail::{Access, EmailAddress, Idn, Security};
use crate::matrix::{Client, Field, Mask, Matrix, Next, Notice, Source, Trigger, Walk, Weight, bit};

/// Where the visitor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// An answer is missing.
    Asking(Asking),
    /// The documents offer it, and here it is.
    Answered,
    /// Not offered, whatever the missing answers may be.
    Unavailable,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The provider.
    Provider,
    /// An input of the provider's matrix, with the answers that can occur.
    Input(usize, Mask),
}

/// What the visitor gets.
#[derive(Clone)]
pub struct Outcome<'c> {
    /// Where the visitor stands.
    pub status: Status,
    /// The provider.
    pub matrix: Option<&'c Matrix>,
    /// The mail program.
    pub client: Option<&'c Client>,
    /// The mail address.
    pub address: Option<EmailAddress>,
    /// The answers that count, in the order asked.
    pub path: Vec<(usize, usize)>,
    /// The incoming server.
    pub incoming: Option<ResolvedServer>,
    /// The submission servers, best first.
    pub outgoing: Vec<ResolvedServer>,
    /// Why it is unavailable: ids.
    pub reasons: Vec<&'static str>,
    /// What must be known, heaviest first.
    pub notices: Vec<&'static Notice>,
    /// Other ways, best first.
    pub suggestions: Vec<Suggestion>,
    /// Where all of it stands, in order of appearance.
    pub sources: Vec<Source>,
}

impl Outcome<'_> {
    /// The index of the plan: the one answered, or the only one, which nobody is asked for.
    #[must_use]
    pub fn plan(&self) -> Option<usize> {
        let answered = self.path.iter().find(|(input, _)| *input == 0).map(|(_, plan)| *plan);
        answered.or_else(|| self.matrix.filter(|matrix| matrix.plans().len() == 1).map(|_| 0))
    }
}

/// Resolves a state.
#[must_use]
pub fn resolve<'c>(catalogue: &'c Catalogue, state: &State, idn: &dyn Idn) -> Outcome<'c> {
    let client = state.get("client").and_then(|id| catalogue.client(id));
    let address = state.get("address").and_then(|text| EmailAddress::parse(text, idn).ok());
    let mut outcome = Outcome {
        status: Status::Asking(Asking::Provider),
        matrix: state.get("provider").and_then(|id| catalogue.matrix(id)),
        client,
        address,
        path: Vec::new(),
        incoming: None,
        outgoing: Vec::new(),
        reasons: Vec::new(),
        notices: Vec::new(),
        suggestions: Vec::new(),
        sources: Vec::new(),
    };
    let Some(matrix) = outcome.matrix else {
        return outcome;
    };

    let answered = |input| state.answered(matrix, input);
    let notice = state.notices();
    let address = outcome.address.clone();
    let given = Given { address: address.as_ref(), notice: Some(notice), client };
    let walk = Walk::replay(matrix, &answered);
    outcome.path = walk.path().to_vec();
    let access_input = access_input(matrix);
    let evaluated = match walk.next() {
        Next::Ask(input, offered) => {
            outcome.status = Status::Asking(Asking::Input(input, offered));
            None
        }
        Next::Rule(rule)
            if needs_access(rule) && outcome.path.iter().all(|(input, _)| *input != access_input) =>
        {
            match answered(access_input).and_then(|answer| Some((answer, access(matrix, answer)?))) {
                Some((answer, access)) => {
                    outcome.path.push((access_input, answer));
                    Some(evaluate(matrix, rule, access, given))
                }
                None => {
                    let both = bit(matrix.answer_ids(access_input).len()) - 1;
                    outcome.status = Status::Asking(Asking::Input(access_input, both));
                    None
                }
            }
        }
        Next::Rule(rule) => {
            let asked = outcome.path.iter().find(|(input, _)| *input == access_input);
            let access = asked.and_then(|(_, answer)| access(matrix, *answer)).unwrap_or(Access::Pop3);
            Some(evaluate(matrix, rule, access, given))
        }
        Next::Gap | Next::Overlap(_) => None,
    };

    let dropped_port = evaluated.as_ref().is_some_and(|evaluated| evaluated.dropped_port);
    match evaluated {
        Some(evaluated) if evaluated.reasons.is_empty() => {
            outcome.status = Status::Answered;
            outcome.incoming = evaluated.incoming;
            outcome.outgoing = evaluated.outgoing;
        }
        Some(evaluated) => {
            outcome.status = Status::Unavailable;
            outcome.reasons = evaluated.reasons;
        }
        None => {
            let reasons = hopeless(matrix, state, given);
            if !reasons.is_empty() {
                outcome.status = Status::Unavailable;
                outcome.reasons = reasons;
                outcome.path = consistent(matrix, state, &outcome.path);
            }
        }
    }
    outcome.notices = notices(matrix, &outcome, dropped_port);
    outcome.suggestions = suggestions(matrix, state, &outcome, given);
    outcome.sources = sources(matrix, &outcome);
    outcome
}

fn access(matrix: &Matrix, answer: usize) -> Option<Access> {
    let ids = matrix.answer_ids(access_input(matrix));
    ids.get(answer).and_then(|id| Access::from_id(id))
}

/// The reasons, if no missing answer can lead to settings: those that all ends share, else those of all ends.
fn hopeless(matrix: &Matrix, state: &State, given: Given<'_>) -> Vec<&'static str> {
    let ends: Vec<Evaluated> = leaves(matrix, &|input| state.answered(matrix, input))
        .iter()
        .map(|leaf| evaluate(matrix, leaf.rule, leaf.access, given))
        .collect();
    if ends.is_empty() || ends.iter().any(|end| end.reasons.is_empty()) {
        return Vec::new();
    }
    let mut all: Vec<&'static str> = Vec::new();
    for reason in ends.iter().flat_map(|end| &end.reasons) {
        if !all.contains(reason) {
            all.push(reason);
        }
    }
    let shared: Vec<&'static str> =
        all.iter().copied().filter(|reason| ends.iter().all(|end| end.reasons.contains(reason))).collect();
    if shared.is_empty() { all } else { shared }
}

/// The answers that led to a hopeless state: those replayed, and those given ahead of their question.
fn consistent(matrix: &Matrix, state: &State, path: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut path = path.to_vec();
    let ends = leaves(matrix, &|input| state.answered(matrix, input));
    for input in 0..matrix.inputs() {
        let counts = ends.iter().any(|leaf| leaf.path.iter().any(|(asked, _)| *asked == input));
        if let Some(answer) = state.answered(matrix, input).filter(|_| counts)
            && path.iter().all(|(known, _)| *known != input)
        {
            path.push((input, answer));
        }
    }
    path
}

fn notices(matrix: &Matrix, outcome: &Outcome<'_>, dropped_port: bool) -> Vec<&'static Notice> {
    let client = outcome.client.map(|client| client.id);
    let servers = || outcome.incoming.iter().chain(&outcome.outgoing);
    let triggered = |trigger: Trigger| match trigger {
        Trigger::Unencrypted => servers().any(|server| server.security() == Some(Security::None)),
        Trigger::DroppedPort => dropped_port,
        Trigger::ClientNotListed => client.is_some_and(|id| {
            id != "other" && matrix.clients().is_some_and(|limits| limits.of(id).is_none())
        }),
        Trigger::DocumentsDisagree => {
            servers().flat_map(|server| Field::ALL.map(|field| server.field(field))).any(|value| {
                value.alternatives.iter().any(|other| other.source.document != value.source.document)
            })
        }
    };
    let mut found: Vec<&Notice> = Vec::new();
    for notice in matrix.notices() {
        let matches_answers = notice.when.iter().enumerate().all(|(input, mask)| {
            mask.is_none_or(|mask| {
                outcome.path.iter().any(|(answered, answer)| *answered == input && mask & bit(*answer) != 0)
            })
        });
        let matches_client =
            notice.clients.is_empty() || client.is_some_and(|id| notice.clients.contains(&id));
        if matches_answers
            && matches_client
            && notice.trigger.is_none_or(triggered)
            && found.iter().all(|known| known.id != notice.id)
        {
            found.push(notice);
        }
    }
    [Weight::Stop, Weight::Caution, Weight::Note]
        .into_iter()
        .flat_map(|weight| found.iter().copied().filter(move |notice| notice.weight == weight))
        .collect()
}

fn sources(matrix: &Matrix, outcome: &Outcome<'_>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let mut add = |source: &Source| {
        if !found.contains(source) {
            found.push(*source);
        }
    };
    for reason in outcome.reasons.iter().filter_map(|id| matrix.reason(id)) {
        reason.sides.iter().map(|side| &side.source).chain(&reason.source).for_each(&mut add);
    }
    for server in outcome.incoming.iter().chain(&outcome.outgoing) {
        for value in server.shown_fields().map(|field| server.field(field)) {
            add(&value.source);
            value.alternatives.iter().for_each(|other| add(&other.source));
        }
    }
    if outcome.status != Status::Asking(Asking::Provider) {
        outcome.notices.iter().filter_map(|notice| notice.source.as_ref()).for_each(add);
    }
    found
}
