//! Decision tables (DMN): inputs, rules, and where a rule leads.

/// A set of answers of one question, one bit each.
pub type Mask = u32;

/// The mask of one answer.
pub(crate) const fn bit(answer: usize) -> Mask {
    1 << answer
}

/// A decision table: hit policy *Unique*, complete over its scope.
#[derive(Clone, Debug)]
pub struct Table {
    /// The author's name for it.
    pub id: &'static str,
    /// The inputs in the order in which they are asked; 0 is the plan, then the questions.
    pub order: &'static [usize],
    /// For each input the answers that can occur here; `None` where the input plays no part.
    pub domain: &'static [Option<Mask>],
    /// The rules.
    pub rules: &'static [Rule],
}

/// A row of a decision table.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The author's name for it.
    pub id: &'static str,
    /// For each input the answers this rule takes, within the table's domain.
    pub cells: &'static [Mask],
    /// The incoming server, `None` where the documents do not tell.
    pub incoming: Option<usize>,
    /// The submission servers, best first.
    pub outgoing: &'static [usize],
    /// Why this combination is not offered; empty if it is.
    pub unavailable: &'static [&'static str],
    /// Other ways, best first.
    pub suggest: &'static [Suggest],
}

/// Answers that lead to another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggest {
    /// Answers to be merged into the visitor's.
    pub set: &'static [(&'static str, &'static str)],
    /// Id of the reason or notice it answers.
    pub because: &'static str,
}
