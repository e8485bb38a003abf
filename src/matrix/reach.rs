//! Which rules the answers reach, and where they reach none or several.

use super::model::{Matrix, Rule, bit};
use super::problem::Problem;
use super::walk::{Next, Walk};
use std::collections::{BTreeMap, BTreeSet};

/// How a rule is reached.
pub struct Reach {
    /// The shortest answers, as indices of input and answer.
    pub answers: Vec<(usize, usize)>,
    /// Whether some answers match it and no other.
    pub alone: bool,
}

/// The rules that are reached, by the indices of table and rule.
pub type Reached = BTreeMap<(usize, usize), Reach>;

/// The answers as `question=answer`.
pub fn named(matrix: &Matrix, path: &[(usize, usize)]) -> Vec<String> {
    path.iter()
        .map(|(input, answer)| {
            let answers = matrix.answer_ids(*input);
            format!("{}={}", matrix.input_id(*input), answers.get(*answer).copied().unwrap_or_default())
        })
        .collect()
}

/// Walks all answers, breadth first, so that the first path found to anything is the shortest.
pub fn decisions(matrix: &Matrix, problems: &mut Vec<Problem>) -> Reached {
    let mut reached = Reached::new();
    let mut overlaps = BTreeSet::new();
    let mut level = vec![Walk::start(matrix)];
    while !level.is_empty() {
        let mut deeper = Vec::new();
        for walk in level {
            match walk.next() {
                Next::Ask(input, offered) => {
                    let answers = 0..matrix.answer_ids(input).len();
                    deeper.extend(
                        answers.filter(|answer| offered & bit(*answer) != 0).map(|a| walk.answer(input, a)),
                    );
                }
                Next::Rule(rule) => {
                    if let Some(place) = place(matrix, rule) {
                        let answers = || Reach { answers: walk.path().to_vec(), alone: true };
                        reached.entry(place).or_insert_with(answers).alone = true;
                    }
                }
                Next::Gap => problems.push(Problem {
                    answers: named(matrix, walk.path()),
                    ..Problem::new("/tables", "gap: no rule matches")
                }),
                Next::Overlap(rules) => {
                    let ids: Vec<_> = rules.iter().map(|rule| rule.id).collect();
                    for place in rules.iter().filter_map(|rule| place(matrix, rule)) {
                        let answers = || Reach { answers: walk.path().to_vec(), alone: false };
                        reached.entry(place).or_insert_with(answers);
                    }
                    if overlaps.insert(ids.join(" ")) {
                        problems.push(Problem {
                            answers: named(matrix, walk.path()),
                            ..Problem::new(
                                "/tables",
                                format!("overlap: {} match together", ids.join(" and ")),
                            )
                        });
                    }
                }
            }
        }
        level = deeper;
    }
    reached
}

fn place(matrix: &Matrix, rule: &Rule) -> Option<(usize, usize)> {
    matrix.tables.iter().enumerate().find_map(|(table, each)| {
        each.rules.iter().position(|known| std::ptr::eq(known, rule)).map(|rule| (table, rule))
    })
}
