//! What is typed finds the rows that are about it: by what they print, by the full answers that lead to them, and by
//! what the filters call them.

use super::conditions::is_about;
use super::rows::Row;
use crate::i18n::{Locale, Messages, OverviewWords};
use crate::mail::{Access, Security};
use crate::matrix::Matrix;
use crate::search::{Normalise, fold};
use crate::wording;
use std::collections::BTreeMap;

/// The texts of all rows, each once: a keystroke looks at a text once, however many rows it stands in.
#[derive(Default)]
pub struct Index {
    // Folded.
    texts: Vec<String>,
    // Full answers, folded: found by their beginning only. 「その他（CentOS 6・7 以外）」 is not about CentOS 6.
    answers: Vec<String>,
    // Of each row the places of its texts and of its answers.
    rows: Vec<[Vec<usize>; 2]>,
}

impl Index {
    /// The index of the rows of a provider in a language.
    #[must_use]
    pub fn new(matrix: &Matrix, rows: &[Row], locale: Locale, normalise: &dyn Normalise) -> Self {
        let (mut texts, mut answers) = (Texts::default(), Texts::default());
        let mut places = Vec::new();
        for row in rows {
            let full = row.answered.iter().flat_map(|(input, answer)| {
                Locale::CHOICES.map(|locale| wording::answer(matrix, *input, *answer, locale).to_owned())
            });
            places.push([texts.places(texts_of(matrix, row, locale)), answers.places(full.collect())]);
        }
        Self { texts: texts.folded(normalise), answers: answers.folded(normalise), rows: places }
    }

    /// The places of the rows that a query finds: those that have every word of it, or an answer that begins so.
    /// A number is a whole one; the last may still be typed.
    #[must_use]
    pub fn find(&self, query: &str, normalise: &dyn Normalise) -> Vec<usize> {
        let mut all = Vec::new();
        let mut words = query.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let begun = words.peek().is_none() && !query.ends_with(char::is_whitespace);
            let word = fold(word, normalise);
            all.push(self.texts.iter().map(|text| occurs(text, &word, begun)).collect::<Vec<_>>());
        }
        let whole = fold(query, normalise);
        let begins = |text: &String| !whole.is_empty() && text.starts_with(&whole);
        let answers: Vec<bool> = self.answers.iter().map(begins).collect();
        let found = |[texts, own]: &[Vec<usize>; 2]| {
            own.iter().any(|at| answers[*at]) || all.iter().all(|word| texts.iter().any(|at| word[*at]))
        };
        (0..self.rows.len()).filter(|row| found(&self.rows[*row])).collect()
    }
}

/// Whether a text holds a word of a query; both folded. A number in it is no part of a longer one, but may be the
/// beginning of one if it is still being typed.
#[must_use]
pub fn occurs(text: &str, word: &str, begun: bool) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else {
        return true;
    };
    let fits = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        text[at..].starts_with(word)
            && !(digit(Some(first)) && digit(before))
            && (begun || !(digit(word.last()) && digit(text.get(at + word.len()))))
    };
    text.iter().enumerate().any(|(at, byte)| byte == first && fits(at))
}

/// Texts, each once, with its place.
#[derive(Default)]
struct Texts(BTreeMap<String, usize>);

impl Texts {
    fn places(&mut self, texts: Vec<String>) -> Vec<usize> {
        let mut places = Vec::new();
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            let next = self.0.len();
            let place = *self.0.entry(text).or_insert(next);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    fn folded(self, normalise: &dyn Normalise) -> Vec<String> {
        let mut folded = vec![String::new(); self.0.len()];
        for (text, place) in self.0 {
            folded[place] = fold(&text, normalise);
        }
        folded
    }
}

/// What a row is found by. Cells are searched one by one, so that a word never matches across two of them.
fn texts_of(matrix: &Matrix, row: &Row, locale: Locale) -> Vec<String> {
    let (words, overview) = (Messages::of(locale), OverviewWords::of(locale));
    let mut texts = Vec::new();
    for (input, answer) in &row.answered {
        for locale in Locale::CHOICES {
            let short = wording::answer_short(matrix, *input, *answer, locale);
            texts.push(without_others(matrix, *input, *answer, locale));
            texts.push(short.to_owned());
            if is_about(matrix, *input, *answer, locale) {
                texts.push([wording::input(matrix, *input, locale), short].concat());
            }
        }
    }
    // Where there is but one plan, its keywords tell no rows apart.
    if let Some(plan) = matrix.plans().get(row.plan).filter(|_| matrix.plans().len() > 1) {
        texts.extend(plan.keywords.iter().map(|&keyword| keyword.to_owned()));
        texts.extend(Locale::CHOICES.map(|locale| plan.label.get(locale).to_owned()));
    }
    texts.extend(row.conditions.iter().cloned());
    let access =
        row.access.and_then(|answer| Access::from_id(matrix.answer_ids(matrix.inputs() - 1)[answer]));
    texts.extend(access.map(|access| access.id().to_owned()));
    texts.push(row.host.clone());
    for (side, (port, protection)) in
        [(words.incoming_short, &row.incoming), (words.outgoing_short, &row.outgoing)]
    {
        if !port.is_empty() {
            texts.extend([side, port, protection].map(str::to_owned));
        }
    }
    for (security, authentication) in &row.sides {
        if *security == Some(Security::None) {
            texts.push(overview.unprotected.to_owned());
        }
        texts.extend(security.map(|security| wording::security(security, words).to_owned()));
        texts.extend(authentication.map(|kind| wording::authentication(kind, words).to_owned()));
    }
    texts.push(row.authentication.clone());
    match row.certainty {
        Some(certainty) => {
            texts.extend(
                [wording::certainty(certainty, words), words.certainty_short[certainty as usize]]
                    .map(str::to_owned),
            );
        }
        None => texts.push(overview.no_settings.to_owned()),
    }
    texts
}

/// A full answer without what it sets itself apart from: brackets that name another answer to the question.
fn without_others(matrix: &Matrix, input: usize, answer: usize, locale: Locale) -> String {
    let full = wording::answer(matrix, input, answer, locale);
    let opening = full.char_indices().find(|(_, c)| matches!(c, '（' | '('));
    let Some((head, inside)) = opening.and_then(|(at, _)| full.split_at_checked(at)) else {
        return full.to_owned();
    };
    let others = (0..matrix.answer_ids(input).len()).filter(|other| *other != answer);
    let mut shorts = others.map(|other| wording::answer_short(matrix, input, other, locale));
    if shorts.any(|short| inside.contains(short)) { head.trim_end().to_owned() } else { full.to_owned() }
}
