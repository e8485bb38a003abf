//! Other ways: what the data propose, and what follows from the tables when a choice is changed.

use super::evaluate::{Given, evaluate};
use super::leaves::{Leaf, access_input, leaves};
use super::resolve::{Outcome, Status};
use super::safety::{Safety, safety};
use super::state::State;
use crate::mail::{Access, Security};
use crate::matrix::Matrix;
use crate::small_map::SmallMap;

/// Answers that lead to another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Answers to be merged into the visitor's.
    pub set: SmallMap<&'static str, &'static str>,
    /// Id of the reason or notice it answers.
    pub because: &'static str,
}

/// A suggestion, with the protection of the answer that it leads to.
type Way = (Safety, Suggestion);

/// More would not be read.
const MOST: usize = 4;

/// Other ways, best first. Merged into the state each leads to an answer with the same mail program.
pub(super) fn suggestions(
    matrix: &Matrix,
    state: &State,
    outcome: &Outcome<'_>,
    given: Given<'_>,
) -> Vec<Suggestion> {
    if matches!(outcome.status, Status::Asking(_)) {
        return Vec::new();
    }
    let mut found: Vec<Way> = Vec::new();
    let mut add = |(safety, suggest): Way| {
        if !suggest.set.is_empty() && found.iter().all(|(_, known)| known.set != suggest.set) {
            found.push((safety, suggest));
        }
    };
    let here = leaves(matrix, &|input| state.answered(matrix, input));
    for suggest in here.iter().take(1).flat_map(|leaf| leaf.rule.suggest) {
        let set = suggest.set.iter().copied().collect();
        if let Some((safety, set)) = completed(matrix, state, &set, given) {
            // Out of a dead end, what it answers is what led there; the rule may have had an answer's notice in mind.
            let named = outcome.reasons.first().filter(|_| !outcome.reasons.contains(&suggest.because));
            add((safety, Suggestion { set, because: named.unwrap_or(&suggest.because) }));
        }
    }
    let (derived, protected) = derived(matrix, state, outcome, given);
    derived.into_iter().for_each(&mut add);
    // Nobody is led out of a dead end into cleartext alone while the plan has a protected way.
    if found.iter().all(|(safety, _)| safety.weaker == Security::None) {
        found.splice(0..0, protected);
    }
    found.truncate(MOST);
    found.into_iter().map(|(_, suggest)| suggest).collect()
}

/// The proposed answers, and the safest choice for every question that is still open; `None` if they do not lead
/// to an answer, or only by a circumstance nobody has told.
fn completed(
    matrix: &Matrix,
    state: &State,
    set: &SmallMap<&'static str, &'static str>,
    given: Given<'_>,
) -> Option<(Safety, SmallMap<&'static str, &'static str>)> {
    let position = |input: usize, id: &str| matrix.answer_ids(input).iter().position(|answer| *answer == id);
    let merged = |input: usize| match set.get(matrix.input_id(input)) {
        Some(id) => position(input, id),
        None => state.answered(matrix, input),
    };
    let ends = leaves(matrix, &merged);
    let best = ends
        .iter()
        .filter(|leaf| {
            leaf.path
                .iter()
                .all(|(input, answer)| merged(*input) == Some(*answer) || is_choice(matrix, *input))
        })
        .filter_map(|leaf| {
            let evaluated = evaluate(matrix, leaf.rule, leaf.access, given);
            evaluated.reasons.is_empty().then(|| (safety(&evaluated), leaf))
        })
        .fold(None, |best: Option<(Safety, &Leaf<'_>)>, each| match best {
            Some(best) if best.0 >= each.0 => Some(best),
            _ => Some(each),
        })?;
    let (safety, leaf) = best;
    let mut set = set.clone();
    for (input, answer) in leaf.path.iter().filter(|(input, answer)| merged(*input) != Some(*answer)) {
        set.insert(matrix.input_id(*input), matrix.answer_ids(*input)[*answer]);
    }
    Some((safety, set))
}

fn is_choice(matrix: &Matrix, input: usize) -> bool {
    matrix.question(matrix.input_id(input)).is_some_and(|question| question.is_choice)
}

/// Ways that differ in choices only: out of a dead end those that change least, the safest first; from an answer
/// those that protect more. Beside them, out of a dead end, the one that protects both directions and changes least.
fn derived(
    matrix: &Matrix,
    state: &State,
    outcome: &Outcome<'_>,
    given: Given<'_>,
) -> (Vec<Way>, Option<Way>) {
    let unencrypted = outcome.notices.iter().find(|notice| notice.id == "unencrypted");
    let because = match (&outcome.reasons[..], unencrypted) {
        ([first, ..], _) => first,
        ([], Some(notice)) => notice.id,
        // The answer protects both directions already.
        ([], None) => return Default::default(),
    };
    let access_input = access_input(matrix);
    let now = outcome.status == Status::Answered;
    let here = now.then(|| {
        let path_access = outcome.path.iter().find(|(input, _)| *input == access_input);
        let access =
            path_access.and_then(|(_, answer)| Access::from_id(matrix.answer_ids(access_input)[*answer]));
        let leaf = leaves(matrix, &|input| state.answered(matrix, input)).into_iter().next()?;
        Some(safety(&evaluate(matrix, leaf.rule, access.unwrap_or(leaf.access), given)))
    });
    let here = here.flatten();

    let circumstance =
        |input: usize| if is_choice(matrix, input) { None } else { state.answered(matrix, input) };
    let mut ways: Vec<(usize, Safety, SmallMap<&'static str, &'static str>)> = leaves(matrix, &circumstance)
        .iter()
        .filter_map(|leaf| {
            let evaluated = evaluate(matrix, leaf.rule, leaf.access, given);
            let safety = safety(&evaluated);
            let told = leaf.path.iter().all(|(input, answer)| {
                state.answered(matrix, *input) == Some(*answer) || is_choice(matrix, *input)
            });
            if !told || !evaluated.reasons.is_empty() || here.is_some_and(|here| safety <= here) {
                return None;
            }
            let differing =
                leaf.path.iter().filter(|(input, answer)| state.answered(matrix, *input) != Some(*answer));
            let changed =
                differing.clone().filter(|(input, _)| state.answered(matrix, *input).is_some()).count();
            let set = differing
                .map(|(input, answer)| (matrix.input_id(*input), matrix.answer_ids(*input)[*answer]))
                .collect();
            Some((changed, safety, set))
        })
        .collect();
    let mut protected: Option<&(usize, Safety, SmallMap<_, _>)> = None;
    for way in ways.iter().filter(|way| !now && way.1.weaker > Security::None) {
        if protected.is_none_or(|known| way.0 < known.0 || way.0 == known.0 && way.1 > known.1) {
            protected = Some(way);
        }
    }
    let protected = protected.map(|(_, safety, set)| (*safety, Suggestion { set: set.clone(), because }));
    let least = ways.iter().map(|(changed, ..)| *changed).min().unwrap_or(0);
    ways.retain(|(changed, ..)| *changed == least);
    // The safest first; there are few, and a sort of its own costs more bytes than it saves time.
    let mut found = Vec::new();
    while let Some(best) = ways.iter().map(|(_, safety, _)| *safety).max() {
        let next = ways.iter().position(|(_, safety, _)| *safety == best).unwrap_or(0);
        let (_, safety, set) = ways.remove(next);
        found.push((safety, Suggestion { set, because }));
    }
    (found, protected)
}
