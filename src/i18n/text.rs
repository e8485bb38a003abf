//! A text of the data that may have plain Japanese of its own.

use super::Locale;

/// A text in both languages, and in plain Japanese where somebody wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    ja: &'static str,
    en: &'static str,
    easy: Option<&'static str>,
}

impl Text {
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

    /// Whether there is plain Japanese of its own.
    #[must_use]
    pub const fn has_easy(&self) -> bool {
        self.easy.is_some()
    }
}
