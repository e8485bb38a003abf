//! The documents of a provider, and the places in them that values cite.

use crate::i18n::Localized;

/// A document that values cite.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id in the public API.
    pub id: &'static str,
    /// Its title.
    pub title: Localized,
    /// Whose document it is, where it is not the provider's.
    pub publisher: Option<Localized>,
    /// The day the page gives, as `YYYY-MM-DD`.
    pub date: Option<&'static str>,
    /// What must be known about that day.
    pub date_note: Option<Localized>,
    /// Headings that values cite: as printed, and in English.
    pub sections: &'static [(&'static str, &'static str)],
}

impl Document {
    /// The English heading of a section.
    #[must_use]
    pub fn section(&self, printed: &str) -> Option<&'static str> {
        self.sections.iter().find(|(known, _)| *known == printed).map(|(_, english)| *english)
    }
}

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Id of the document.
    pub document: &'static str,
    /// Heading as printed.
    pub section: &'static str,
}
