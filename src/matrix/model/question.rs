//! What a visitor is asked: the plan, and what decides between its rules.

use crate::i18n::Localized;

/// A plan that can be chosen.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its id in the public API.
    pub id: &'static str,
    /// Its full name.
    pub label: Localized,
    /// Its name in a table cell.
    pub short: Localized,
    /// One line that tells it from the others.
    pub note: Option<Localized>,
    /// Further words that find it.
    pub keywords: &'static [&'static str],
}

/// How the plan is asked for.
#[derive(Clone, Debug)]
pub struct PlanQuestion {
    /// The question.
    pub ask: Localized,
    /// What it decides.
    pub note: Option<Localized>,
    /// How to find the answer out.
    pub help: &'static [Localized],
}

/// A question about the visitor's server or wishes.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id in the public API; `access` is one of them.
    pub id: &'static str,
    /// Whether the visitor may decide otherwise; only then another answer is suggested.
    pub is_choice: bool,
    /// Its name in a list.
    pub label: Localized,
    /// The question.
    pub ask: Localized,
    /// What it decides.
    pub note: Option<Localized>,
    /// How to find the answer out.
    pub help: &'static [Localized],
    /// What can be answered.
    pub answers: &'static [QuestionAnswer],
}

/// One possible answer.
#[derive(Clone, Debug)]
pub struct QuestionAnswer {
    /// Its id in the public API.
    pub id: &'static str,
    /// Its text.
    pub label: Localized,
    /// Its text in a table cell.
    pub short: Localized,
    /// What it means.
    pub note: Option<Localized>,
}
