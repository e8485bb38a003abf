//! Walking a matrix's decision tables: answers in, the next question or the one rule out.
//! There is no second structure to keep in step with the tables: the question tree is derived from them.

use super::model::{Mask, Matrix, Rule, bit};

/// A place in the derived question tree: the tables and rules that still match.
#[derive(Clone)]
pub struct Walk<'m> {
    matrix: &'m Matrix,
    alive: Vec<(usize, Vec<&'m Rule>)>,
    path: Vec<(usize, usize)>,
}

/// What comes next on a walk.
#[derive(Clone, Debug)]
pub enum Next<'m> {
    /// The rules that still match differ in this input; these answers can occur.
    Ask(usize, Mask),
    /// One rule is left.
    Rule(&'m Rule),
    /// No rule is left. A checked file never comes here.
    Gap,
    /// Several rules are left that no input tells apart. A checked file never comes here.
    Overlap(Vec<&'m Rule>),
}

impl<'m> Walk<'m> {
    /// Nothing answered yet.
    #[must_use]
    pub fn start(matrix: &'m Matrix) -> Self {
        let alive = matrix
            .tables()
            .iter()
            .enumerate()
            .map(|(table, each)| (table, each.rules.iter().collect()))
            .collect();
        Self { matrix, alive, path: Vec::new() }
    }

    /// The answers given so far, as input and answer, in the order asked.
    #[must_use]
    pub fn path(&self) -> &[(usize, usize)] {
        &self.path
    }

    /// What comes next.
    #[must_use]
    pub fn next(&self) -> Next<'m> {
        if let Some((input, offered)) = self.open_input() {
            return Next::Ask(input, offered);
        }
        let rules: Vec<_> = self.alive.iter().flat_map(|(_, rules)| rules.iter().copied()).collect();
        match rules[..] {
            [] => Next::Gap,
            [rule] => Next::Rule(rule),
            _ => Next::Overlap(rules),
        }
    }

    /// The walk after one more answer.
    #[must_use]
    pub fn answer(&self, input: usize, answer: usize) -> Self {
        let bit = bit(answer);
        let alive = self
            .alive
            .iter()
            .filter(|(table, _)| self.domain(*table, input).is_none_or(|domain| domain & bit != 0))
            .map(|(table, rules)| {
                (*table, rules.iter().copied().filter(|rule| rule.cells[input] & bit != 0).collect())
            })
            .collect();
        let mut path = self.path.clone();
        path.push((input, answer));
        Self { matrix: self.matrix, alive, path }
    }

    /// Replays answers until one is missing or none is needed. Answers that do not matter, or cannot occur,
    /// are passed over.
    #[must_use]
    pub fn replay(matrix: &'m Matrix, answered: &dyn Fn(usize) -> Option<usize>) -> Self {
        let mut walk = Self::start(matrix);
        while let Next::Ask(input, offered) = walk.next() {
            match answered(input).filter(|answer| offered & bit(*answer) != 0) {
                Some(answer) => walk = walk.answer(input, answer),
                None => break,
            }
        }
        walk
    }

    fn domain(&self, table: usize, input: usize) -> Option<Mask> {
        self.matrix.tables().get(table)?.domain.get(input).copied().flatten()
    }

    /// The first input, in the order of the first table that matches, on which the matching rules differ.
    fn open_input(&self) -> Option<(usize, Mask)> {
        let (first, _) = self.alive.first()?;
        let order = &self.matrix.tables().get(*first)?.order;
        order.iter().copied().find_map(|input| {
            if self.path.iter().any(|(answered, _)| *answered == input) {
                return None;
            }
            let domains = || self.alive.iter().filter_map(|(table, _)| self.domain(*table, input));
            let offered = domains().fold(0, |all, domain| all | domain);
            let tables_differ = domains().any(|domain| domain != offered);
            let rules_differ = self
                .alive
                .iter()
                .flat_map(|(_, rules)| rules)
                .any(|rule| rule.cells[input] & offered != offered);
            (tables_differ || rules_differ).then_some((input, offered))
        })
    }
}
