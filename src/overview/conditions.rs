//! Under which answers a row of the table holds, said as shortly as the other rows allow.

use crate::i18n::{Locale, Messages};
use crate::matrix::{Mask, Matrix, bit};
use crate::wording;

/// The answers of one end that have no column of their own.
pub type Answers = Vec<(usize, usize)>;

/// What an input must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    input: usize,
    answers: Mask,
    // Whether it holds as well where the input is not asked.
    unasked: bool,
}

/// For each input that counts what it must be.
pub type Condition = Vec<Limit>;

/// What holds for a row's own ends and for none of the others beside it: one condition, or several if none fits all.
#[must_use]
pub fn described(own: &[Answers], others: &[Answers]) -> Vec<Condition> {
    let all = around(own);
    if fits_none(&all, others) {
        return vec![shortened(all, others)];
    }
    let mut conditions: Vec<Condition> = Vec::new();
    let mut left: Vec<&Answers> = own.iter().collect();
    // From each end that is left as far as no other comes in.
    while let Some(end) = left.first() {
        let mut group = vec![(*end).clone()];
        for more in own {
            group.push(more.clone());
            if !fits_none(&around(&group), others) {
                group.pop();
            }
        }
        let condition = around(&group);
        left.retain(|end| !fits(&condition, end));
        conditions.push(shortened(condition, others));
    }
    conditions
}

/// The narrowest condition that holds for all of these.
fn around(ends: &[Answers]) -> Condition {
    let mut condition = Condition::new();
    for (input, answer) in ends.iter().flatten() {
        let at = condition.iter().position(|limit| limit.input >= *input).unwrap_or(condition.len());
        match condition.get_mut(at) {
            Some(limit) if limit.input == *input => limit.answers |= bit(*answer),
            _ => {
                let unasked = ends.iter().any(|end| end.iter().all(|(asked, _)| asked != input));
                condition.insert(at, Limit { input: *input, answers: bit(*answer), unasked });
            }
        }
    }
    condition
}

fn fits(condition: &Condition, end: &Answers) -> bool {
    condition.iter().all(|limit| {
        let answer = end.iter().find(|(input, _)| *input == limit.input);
        answer.map_or(limit.unasked, |(_, answer)| limit.answers & bit(*answer) != 0)
    })
}

fn fits_none(condition: &Condition, others: &[Answers]) -> bool {
    others.iter().all(|end| !fits(condition, end))
}

/// Without what names several answers and tells nothing apart, the longest first.
fn shortened(mut condition: Condition, others: &[Answers]) -> Condition {
    let mut inputs: Vec<(u32, usize)> =
        condition.iter().map(|limit| (limit.answers.count_ones(), limit.input)).collect();
    inputs.sort_unstable();
    for (_, input) in inputs.into_iter().rev().filter(|(count, _)| *count > 1) {
        let without: Condition = condition.iter().copied().filter(|limit| limit.input != input).collect();
        if fits_none(&without, others) {
            condition = without;
        }
    }
    condition
}

/// A condition in words. An answer stands alone where it says what it is about.
#[must_use]
pub fn named(matrix: &Matrix, condition: &Condition, locale: Locale) -> String {
    let words = Messages::of(locale);
    let mut parts = Vec::new();
    for limit in condition {
        let ids = matrix.answer_ids(limit.input);
        let mut answers = (0..ids.len()).filter(|answer| limit.answers & bit(*answer) != 0).peekable();
        let first = answers.peek().copied().unwrap_or_default();
        let short: Vec<&str> =
            answers.map(|answer| wording::answer_short(matrix, limit.input, answer, locale)).collect();
        let text = short.join(words.alternatives);
        let alone = short.len() == 1 && !is_about(matrix, limit.input, first, locale);
        let question = wording::input(matrix, limit.input, locale);
        parts.push(if alone { text } else { [question, words.colon, &text].concat() });
    }
    parts.join(" / ")
}

/// Whether only the full answer says what it is about: 証明書はない, in short なし.
#[must_use]
pub fn is_about(matrix: &Matrix, input: usize, answer: usize, locale: Locale) -> bool {
    let question = wording::input(matrix, input, locale).to_ascii_lowercase();
    let says = |text: &str| text.to_ascii_lowercase().contains(&question);
    says(wording::answer(matrix, input, answer, locale))
        && !says(wording::answer_short(matrix, input, answer, locale))
}
