//! Files made from an answer. Each says what the answer says, or refuses; nothing weaker is ever written.

mod text;

use crate::catalogue::Catalogue;
use crate::decide::{Outcome, State, Status, settings_json};
use crate::i18n::{Locale, Messages};

pub use text::{settings_text, ticket};

/// A file, ready to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// Its name, in ASCII.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What it holds.
    pub content: String,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An answer is missing, or a value the format needs is not known.
    Incomplete,
    /// The format cannot say it, or there are no settings.
    Inexpressible,
    /// Nobody knows this format.
    UnknownFormat(String),
}

impl Refusal {
    /// The `code` of the public API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Inexpressible => "inexpressible",
            Self::UnknownFormat(_) => "unknown-format",
        }
    }

    /// The reason, for the visitor.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let words = Messages::of(locale);
        match self {
            Self::Incomplete => words.refuse_asking.to_owned(),
            Self::Inexpressible => words.refuse_unavailable.to_owned(),
            Self::UnknownFormat(format) => (words.refuse_format)(format),
        }
    }
}

/// Makes the file of a format.
///
/// # Errors
/// Why there is none.
pub fn render(
    format: &str,
    catalogue: &Catalogue,
    state: &State,
    outcome: &Outcome<'_>,
    locale: Locale,
) -> Result<Artefact, Refusal> {
    if !["text", "json"].contains(&format) {
        return Err(Refusal::UnknownFormat(format.to_owned()));
    }
    match outcome.status {
        Status::Asking(_) => return Err(Refusal::Incomplete),
        Status::Unavailable => return Err(Refusal::Inexpressible),
        Status::Answered => {}
    }
    Ok(if format == "json" {
        let content = settings_json(catalogue, state, outcome);
        Artefact { name: "mail-settings.json".to_owned(), mime: "application/json", content }
    } else {
        let content = settings_text(outcome, locale);
        Artefact { name: "mail-settings.txt".to_owned(), mime: "text/plain", content }
    })
}
