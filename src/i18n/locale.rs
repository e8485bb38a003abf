//! The language a visitor reads.

/// A language of interface and data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Locale {
    /// Japanese, the first language of the product.
    #[default]
    Ja,
    /// English.
    En,
    /// Plain Japanese (やさしい日本語): Japanese, with easier words where the data have them.
    Easy,
}

impl Locale {
    /// Both full languages, the first one first.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// Everything a visitor can choose.
    pub const CHOICES: [Self; 3] = [Self::Ja, Self::En, Self::Easy];

    /// The language of a BCP 47 tag by its primary subtag, `None` for a language the product does not speak.
    /// Plain Japanese goes by its whole tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        if tag.trim().eq_ignore_ascii_case(Self::Easy.tag()) {
            return Some(Self::Easy);
        }
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|locale| primary.eq_ignore_ascii_case(locale.tag()))
    }

    /// The language of what leaves the page: who reads it may know the full language only.
    #[must_use]
    pub const fn full(self) -> Self {
        match self {
            Self::Ja | Self::Easy => Self::Ja,
            Self::En => Self::En,
        }
    }

    /// The BCP 47 tag, as written into `lang` attributes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
            Self::Easy => "ja-x-easy",
        }
    }
}
