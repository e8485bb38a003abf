//! A text of the data, in every language.

use super::Locale;

/// A text in both languages. There is no way to make one with a language missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Localized {
    ja: &'static str,
    en: &'static str,
}

impl Localized {
    /// Puts the two languages together.
    #[must_use]
    pub const fn new(ja: &'static str, en: &'static str) -> Self {
        Self { ja, en }
    }

    /// The text in the given language.
    #[must_use]
    pub const fn get(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Ja | Locale::Easy => self.ja,
            Locale::En => self.en,
        }
    }
}
