//! Words of the trade in a text, and what they mean.

use super::data::Term;
use super::embedded;
use crate::i18n::{Locale, runs};
use std::sync::OnceLock;

/// Stands between the parts of a text that [`explain`] took apart; no text has it.
pub const BETWEEN: char = '\u{1f}';

/// What a term means, in a language.
#[must_use]
pub fn meaning(term: &Term, locale: Locale) -> &'static str {
    match locale {
        Locale::Easy => term.easy,
        Locale::Ja | Locale::En => term.text.get(locale),
    }
}

/// A text, taken apart at each word of the trade: the text before it; the term's id, the word as it stands there, the
/// term's name and its meaning; and so on to the text after the last one. One text with [`BETWEEN`] the parts, because
/// it is handed from one module to the other. Japanese words in English stand there as well, without id, name and
/// meaning: what they say in English stands beside them.
#[must_use]
pub fn explain(text: &str, locale: Locale) -> String {
    let mut parts = String::with_capacity(text.len());
    if locale != Locale::En {
        take_apart(text, locale, &mut parts);
        return parts;
    }
    for (is_japanese, run) in runs(text) {
        if is_japanese {
            for part in ["", run, "", ""] {
                parts.push(BETWEEN);
                parts.push_str(part);
            }
            parts.push(BETWEEN);
        } else {
            take_apart(run, locale, &mut parts);
        }
    }
    parts
}

fn take_apart(text: &str, locale: Locale, parts: &mut String) {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next();
        let before = text.get(..at).unwrap_or_default();
        let found = first.filter(|c| firsts().contains(c)).and_then(|_| longest(before, rest));
        if let Some((term, word)) = found {
            for part in [term.id, word, term.name.get(locale), meaning(term, locale)] {
                parts.push(BETWEEN);
                parts.push_str(part);
            }
            parts.push(BETWEEN);
            at += word.len();
        } else if let Some(c) = first {
            parts.push(c);
            at += c.len_utf8();
        }
    }
}

/// The characters that words begin with: most places of a text are passed over by these alone.
fn firsts() -> &'static [char] {
    static FIRSTS: OnceLock<Vec<char>> = OnceLock::new();
    FIRSTS.get_or_init(|| {
        let words = embedded().terms().iter().flat_map(|term| term.words);
        let mut firsts: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        firsts
    })
}

/// The longest word of the trade that a text begins with.
fn longest(before: &str, rest: &str) -> Option<(&'static Term, &'static str)> {
    let mut found: Option<(&Term, &str)> = None;
    for term in embedded().terms() {
        for word in term.words {
            let is_longer = found.is_none_or(|(_, known)| word.len() > known.len());
            if is_longer && rest.starts_with(word) && is_whole(before, word, rest) {
                found = Some((term, word));
            }
        }
    }
    found
}

/// POP is not explained in POPFile, nor port in support, nor ポート in サポート.
fn is_whole(before: &str, word: &str, rest: &str) -> bool {
    let after = rest.get(word.len()..).unwrap_or_default();
    // More than one port is still a port.
    let after = after.strip_prefix('s').unwrap_or(after);
    let goes_on = |one: Option<char>, next: Option<char>| {
        one.zip(next).is_some_and(|(one, next)| {
            one.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()
                || is_katakana(one) && is_katakana(next)
        })
    };
    !goes_on(before.chars().next_back(), word.chars().next())
        && !goes_on(word.chars().next_back(), after.chars().next())
}

const fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}
