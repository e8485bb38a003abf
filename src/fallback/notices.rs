//! What must be known, each with the answers and mail programs for which it holds.

use super::condition::{Condition, choice, holds, joined, named, without};
use super::html::Page;
use super::origin::section;
use super::words::Words;
use crate::catalogue::Catalogue;
use crate::decide::{Leaf, leaves};
use crate::i18n::{Locale, Messages};
use crate::mail::Security;
use crate::matrix::{Field, Matrix, Notice};
use crate::wording;

/// Writes the notices of a provider.
pub fn write(page: &mut Page, catalogue: &Catalogue, matrix: &Matrix, locale: Locale) {
    let leaves = leaves(matrix, &|_| None);
    page.fold(Messages::of(locale).notes);
    page.line("<dl>");
    let mut rest = matrix.notices();
    while let [first, ..] = rest {
        // Notices with the same text one after the other share it.
        let count = rest.iter().take_while(|notice| says_the_same(notice, first)).count();
        let (same, behind) = rest.split_at(count);
        let before = &matrix.notices()[..matrix.notices().len() - rest.len()];
        page.element("dt", first.title.get(locale));
        for notice in same {
            let mut said =
                condition(catalogue, matrix, notice, &conditions(matrix, notice, before, &leaves), locale);
            if let Some(source) = &notice.source {
                said = format!("{said} ({})", section(matrix, source, locale));
            }
            page.small(&said);
        }
        page.element("dd", first.text.get(locale));
        rest = behind;
    }
    page.line("</dl></details>");
}

fn says_the_same(one: &Notice, other: &Notice) -> bool {
    (one.id, &one.title, &one.text) == (other.id, &other.title, &other.text)
}

/// The answers for which a notice is shown: of several with one id only the first that holds is.
fn conditions(matrix: &Matrix, notice: &Notice, before: &[Notice], leaves: &[Leaf<'_>]) -> Vec<Condition> {
    let mut conditions = vec![notice.when.to_vec()];
    for earlier in before.iter().filter(|earlier| earlier.id == notice.id) {
        let as_wide = earlier.clients.is_empty() || earlier.clients == notice.clients;
        let as_often = earlier.trigger.is_none() || earlier.trigger == notice.trigger;
        let both = |condition: &Condition| {
            leaves.iter().any(|leaf| holds(condition, &leaf.path) && holds(earlier.when, &leaf.path))
        };
        if as_wide && as_often {
            conditions = conditions
                .into_iter()
                .flat_map(|it| if both(&it) { without(matrix, it, earlier.when) } else { vec![it] })
                .collect();
        }
    }
    joined(conditions)
}

/// The condition in words: answers, mail programs, and what triggers the notice.
fn condition(
    catalogue: &Catalogue,
    matrix: &Matrix,
    notice: &Notice,
    conditions: &[Condition],
    locale: Locale,
) -> String {
    let (words, own) = (Messages::of(locale), Words::of(locale));
    let mut parts = Vec::new();
    let clients = notice.clients.iter().filter_map(|id| catalogue.client(id));
    if !notice.clients.is_empty() {
        parts.push(choice(words.client, clients.map(|client| client.name.get(locale)), locale));
    }
    parts.extend(notice.trigger.map(|trigger| {
        let none = wording::security(Security::None, words);
        own.trigger(trigger, wording::field(Field::Security, words), none)
    }));
    let alternatives: Vec<String> = conditions
        .iter()
        .map(|condition| {
            let answers = Some(named(matrix, condition, locale)).filter(|answers| !answers.is_empty());
            answers.into_iter().chain(parts.iter().cloned()).collect::<Vec<_>>().join(own.and)
        })
        .collect();
    if alternatives.iter().any(String::is_empty) {
        return own.always.to_owned();
    }
    alternatives.join(own.or_else)
}
