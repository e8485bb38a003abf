//! Where a step or a condition stands, in words.

use super::data::Guides;
use crate::i18n::{Locale, Messages};
use crate::matrix::Source;

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document's title.
    pub title: &'static str,
    /// The section's heading: as printed, with its meaning in English.
    pub section: String,
    /// The day the document gives, or that it gives none.
    pub date: String,
}

/// A source of a guide, in words. A guide cites documents of its own list only, whatever provider was chosen.
#[must_use]
pub fn cite(guides: &Guides, source: &Source, locale: Locale) -> Citation {
    let words = Messages::of(locale);
    let document = guides.document(source.document);
    let printed = source.section;
    let section = match (locale, document.and_then(|document| document.section(printed))) {
        (Locale::En, Some(english)) => {
            let mut text = english.to_owned();
            text.push_str(" (");
            text.push_str(printed);
            text.push(')');
            text
        }
        _ => printed.to_owned(),
    };
    let date = document.and_then(|document| document.date);
    Citation {
        title: document.map_or(source.document, |document| document.title.get(locale)),
        section,
        date: date.map_or_else(|| words.undated.to_owned(), words.date),
    }
}
