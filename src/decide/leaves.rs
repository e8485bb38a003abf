//! The ends of the question tree: every complete combination of answers, with its rule.

use crate::mail::Access;
use crate::matrix::{Matrix, Next, Rule, Walk, bit};

/// One end of the question tree.
#[derive(Clone)]
pub struct Leaf<'m> {
    /// Inputs and answers in the order asked, access included where it was asked.
    pub path: Vec<(usize, usize)>,
    /// The rule.
    pub rule: &'m Rule,
    /// How mail is fetched; POP3 stands in where it plays no part.
    pub access: Access,
}

/// All ends that can be reached when some inputs are answered already. Answers that do not matter, or cannot
/// occur, are passed over.
#[must_use]
pub fn leaves<'m>(matrix: &'m Matrix, answered: &dyn Fn(usize) -> Option<usize>) -> Vec<Leaf<'m>> {
    let mut found = Vec::new();
    collect(matrix, &Walk::start(matrix), answered, &mut found);
    found
}

fn collect<'m>(
    matrix: &'m Matrix,
    walk: &Walk<'m>,
    answered: &dyn Fn(usize) -> Option<usize>,
    found: &mut Vec<Leaf<'m>>,
) {
    match walk.next() {
        Next::Ask(input, offered) => {
            let given = answered(input).filter(|answer| offered & bit(*answer) != 0);
            for answer in 0..matrix.answer_ids(input).len() {
                if given.map_or(offered & bit(answer) != 0, |given| given == answer) {
                    collect(matrix, &walk.answer(input, answer), answered, found);
                }
            }
        }
        Next::Rule(rule) => {
            let access_input = access_input(matrix);
            let asked =
                walk.path().iter().find(|(input, _)| *input == access_input).map(|(_, answer)| *answer);
            let access_of = |answer: usize| {
                matrix
                    .answer_ids(access_input)
                    .get(answer)
                    .and_then(|id| Access::from_id(id))
                    .unwrap_or(Access::Pop3)
            };
            let mut push = |path, access| found.push(Leaf { path, rule, access });
            if let Some(answer) = asked {
                push(walk.path().to_vec(), access_of(answer));
            } else if needs_access(rule) {
                let given = answered(access_input);
                for answer in 0..matrix.answer_ids(access_input).len() {
                    if given.is_none_or(|given| given == answer) {
                        let mut path = walk.path().to_vec();
                        path.push((access_input, answer));
                        push(path, access_of(answer));
                    }
                }
            } else {
                push(walk.path().to_vec(), Access::Pop3);
            }
        }
        // A checked file has neither.
        Next::Gap | Next::Overlap(_) => {}
    }
}

/// The index of the question for the access.
pub(super) fn access_input(matrix: &Matrix) -> usize {
    (0..matrix.inputs()).find(|input| matrix.input_id(*input) == "access").unwrap_or(usize::MAX)
}

/// Whether the answer depends on the access although no rule cell asks for it: an incoming server that is offered.
pub(super) const fn needs_access(rule: &Rule) -> bool {
    rule.incoming.is_some()
}

/// How many questions may still come, at most, when these answers are given.
#[must_use]
pub fn remaining(matrix: &Matrix, answered: &dyn Fn(usize) -> Option<usize>) -> usize {
    leaves(matrix, answered)
        .iter()
        .map(|leaf| leaf.path.iter().filter(|(input, _)| answered(*input).is_none()).count())
        .max()
        .unwrap_or(0)
}
