//! For which answers something holds, in words. Nobody has answered here, and everything stands together.

use super::words::Words;
use crate::decide::Leaf;
use crate::i18n::Locale;
use crate::matrix::{Mask, Matrix, bit};
use crate::wording;

/// For each input the answers under which something holds; `None` where the input plays no part.
pub type Condition = Vec<Option<Mask>>;

/// The condition of a path: each of its answers but those of the inputs left out.
pub fn of_path(matrix: &Matrix, path: &[(usize, usize)], left_out: &dyn Fn(usize) -> bool) -> Condition {
    let mut condition = vec![None; matrix.inputs()];
    for (input, answer) in path.iter().filter(|(input, _)| !left_out(*input)) {
        condition[*input] = Some(bit(*answer));
    }
    condition
}

/// Conditions that differ in the answers to one question only become one, until none do.
pub fn joined(conditions: impl IntoIterator<Item = Condition>) -> Vec<Condition> {
    let mut joined: Vec<Condition> = Vec::new();
    for mut condition in conditions {
        while let Some(at) = joined.iter().position(|known| union(known, &condition).is_some()) {
            let known = joined.remove(at);
            condition = union(&known, &condition).unwrap_or(known);
        }
        joined.push(condition);
    }
    joined
}

/// What two conditions say together, if that is one condition.
fn union(one: &Condition, other: &Condition) -> Option<Condition> {
    let same_inputs = one.iter().zip(other).all(|(one, other)| one.is_some() == other.is_some());
    let differing = one.iter().zip(other).filter(|(one, other)| one != other).count();
    (same_inputs && differing < 2)
        .then(|| one.iter().zip(other).map(|(one, other)| Some((*one)? | (*other)?)).collect())
}

/// What is left of a condition where another does not hold.
pub fn without(matrix: &Matrix, condition: Condition, other: &[Option<Mask>]) -> Vec<Condition> {
    let mut rest = condition;
    let mut left = Vec::new();
    for (input, mask) in other.iter().enumerate().filter_map(|(input, mask)| Some((input, (*mask)?))) {
        let own = rest[input].unwrap_or_else(|| every(matrix, input));
        if own & !mask != 0 {
            let mut outside = rest.clone();
            outside[input] = Some(own & !mask);
            left.push(outside);
        }
        rest[input] = Some(own & mask);
    }
    left
}

/// Conditions without the answers that change nothing: that hold for no other ends than these.
pub fn shortest(matrix: &Matrix, ends: &[Leaf<'_>], these: &[&Leaf<'_>]) -> Vec<Condition> {
    let mut found: Vec<Condition> = Vec::new();
    for mut condition in joined(these.iter().map(|leaf| of_path(matrix, &leaf.path, &|_| false))) {
        for input in 0..condition.len() {
            let mut shorter = condition.clone();
            shorter[input] = None;
            let mut covered = ends.iter().filter(|leaf| holds(&shorter, &leaf.path));
            if covered.all(|leaf| these.iter().any(|known| known.path == leaf.path)) {
                condition = shorter;
            }
        }
        if !found.contains(&condition) {
            found.push(condition);
        }
    }
    found
}

/// Whether a path's answers fulfil a condition.
pub fn holds(condition: &[Option<Mask>], path: &[(usize, usize)]) -> bool {
    condition.iter().enumerate().all(|(input, mask)| {
        mask.is_none_or(|mask| path.iter().any(|(known, answer)| *known == input && mask & bit(*answer) != 0))
    })
}

fn every(matrix: &Matrix, input: usize) -> Mask {
    bit(matrix.answer_ids(input).len()) - 1
}

/// A condition in words; nothing if it asks for nothing.
pub fn named(matrix: &Matrix, condition: &[Option<Mask>], locale: Locale) -> String {
    let words = Words::of(locale);
    let mut parts = Vec::new();
    for (input, mask) in condition.iter().enumerate() {
        let Some(mask) = mask.filter(|mask| *mask != every(matrix, input)) else { continue };
        let answers = (0..matrix.answer_ids(input).len()).filter(|answer| mask & bit(*answer) != 0);
        // A plan's short name tells it from the others; an answer's belongs to a column of the table.
        let names = answers.map(|answer| match input {
            0 => wording::answer_short(matrix, input, answer, locale),
            _ => wording::answer(matrix, input, answer, locale),
        });
        parts.push(choice(wording::input(matrix, input, locale), names, locale));
    }
    parts.join(words.and)
}

/// Several conditions, of which one must hold.
pub fn all_named(matrix: &Matrix, conditions: &[Condition], locale: Locale) -> String {
    let names: Vec<String> = conditions.iter().map(|condition| named(matrix, condition, locale)).collect();
    if names.iter().any(String::is_empty) {
        return String::new();
    }
    names.join(Words::of(locale).or_else)
}

/// A question with some of its answers.
pub fn choice<'n>(name: &str, alternatives: impl Iterator<Item = &'n str>, locale: Locale) -> String {
    let words = Words::of(locale);
    let quoted: Vec<String> = alternatives.map(words.quote).collect();
    let gap = if locale == Locale::En { " " } else { "" };
    format!("{name}{gap}{}", quoted.join(words.or))
}
