//! A text of the data, in every language.

use super::Locale;

/// A text in both languages, and in plain Japanese where somebody wrote it and it has been taken up. There is no way to
/// make one with a language missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Localized {
    ja: &'static str,
    en: &'static str,
    easy: Option<&'static str>,
}

impl Localized {
    /// Puts the languages together.
    #[must_use]
    pub const fn new(ja: &'static str, en: &'static str, easy: Option<&'static str>) -> Self {
        Self { ja, en, easy }
    }

    /// The text in the given language; plain Japanese falls back to Japanese.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Ja => self.ja,
            Locale::En => self.en,
            Locale::Easy => self.easy.unwrap_or(self.ja),
        }
    }

    /// Plain Japanese of its own.
    #[must_use]
    pub const fn easy(&self) -> Option<&'static str> {
        self.easy
    }
}
