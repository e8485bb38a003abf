//! Where values stand and how sure they are: numbered remarks below a plan's tables.

use super::html::Page;
use super::plan::Column;
use super::words::Words;
use crate::decide::ResolvedValue;
use crate::i18n::{Locale, Messages};
use crate::matrix::{Field, Matrix, Source};
use crate::wording;

/// The remarks of a plan, in the order of their numbers.
pub struct Origins<'m> {
    matrix: &'m Matrix,
    locale: Locale,
    said: Vec<String>,
}

impl<'m> Origins<'m> {
    /// No remark yet.
    pub const fn new(matrix: &'m Matrix, locale: Locale) -> Self {
        Self { matrix, locale, said: Vec::new() }
    }

    /// The number of what is to be said about a value; the same for values of which the same is said.
    pub(super) fn mark(&mut self, value: &ResolvedValue, field: Field, column: &Column) -> usize {
        let text = self.text(value, field, column);
        let known = self.said.iter().position(|known| *known == text);
        1 + known.unwrap_or_else(|| {
            self.said.push(text);
            self.said.len() - 1
        })
    }

    fn text(&self, value: &ResolvedValue, field: Field, column: &Column) -> String {
        let (words, own) = (Messages::of(self.locale), Words::of(self.locale));
        let why = |id: Option<&str>| id.and_then(|id| self.matrix.text(id)).map(|text| text.get(self.locale));
        let sure = |certainty| wording::certainty(certainty, words);
        let source = |source: &Source| section(self.matrix, source, self.locale);

        let mut sentences = Vec::new();
        let data = self.matrix.value(column.index, field, column.access);
        match data.and_then(|data| Some((data, data.category?, data.deeper?))) {
            Some((data, category, deeper)) => {
                let case = |(certainty, id)| {
                    let reason = why(Some(id)).unwrap_or_default();
                    [sure(certainty), words.stop, words.gap, reason].concat()
                };
                sentences.push((own.by_form)(sure(data.certainty), &case(category), &case(deeper)));
            }
            None => {
                sentences.push([sure(value.certainty), words.stop].concat());
                sentences.extend(why(value.why).map(str::to_owned));
            }
        }
        for other in &value.alternatives {
            let said = wording::shown_other(other, field, words);
            let say = if other.source.document == value.source.document {
                own.other_place
            } else {
                own.other_document
            };
            sentences.push(say(&source(&other.source), &said));
        }
        (own.origin)(&source(&value.source), &sentences.join(words.gap))
    }

    /// Writes the remarks.
    pub fn write(self, page: &mut Page) {
        if self.said.is_empty() {
            return;
        }
        page.element("h4", Words::of(self.locale).origins);
        page.line("<ol>");
        for text in self.said {
            page.element("li", &text);
        }
        page.line("</ol>");
    }
}

/// A section of a document, the document by its letter.
pub fn section(matrix: &Matrix, source: &Source, locale: Locale) -> String {
    let words = Words::of(locale);
    (words.section)(&letter(matrix, source.document, locale), &wording::section(matrix, source, locale))
}

/// A document by its letter.
pub fn letter(matrix: &Matrix, id: &str, locale: Locale) -> String {
    let at = matrix.documents().iter().position(|document| document.id == id);
    let letter = at.and_then(|at| ('A'..='Z').nth(at)).unwrap_or('?');
    (Words::of(locale).document)(letter)
}
