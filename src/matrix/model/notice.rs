//! What is said beside the values: why there are none, what to know, and whatever else the documents tell.

use super::{Mask, Source};
use crate::i18n::Localized;

/// Why a combination has no answer.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Its id in the public API.
    pub id: &'static str,
    /// In a few words.
    pub title: Localized,
    /// What to do.
    pub text: Localized,
    /// Where it stands.
    pub source: Option<Source>,
    /// What each place says, where documents disagree.
    pub sides: &'static [Side],
}

impl Reason {
    /// Whether the documents leave it open: they disagree, or say nothing. Neither is a no.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.sides.is_empty() || self.id.ends_with("not-documented")
    }
}

/// One side of a disagreement.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it says.
    pub claim: Localized,
    /// Where.
    pub source: Source,
}

/// What a visitor must know.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its id in the public API.
    pub id: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// In a few words.
    pub title: Localized,
    /// What to do or to know.
    pub text: Localized,
    /// For each input the answers under which it is shown; `None` where the input plays no part.
    pub when: &'static [Option<Mask>],
    /// The mail programs for which it is shown; empty for all.
    pub clients: &'static [&'static str],
    /// The property of the answer under which it is shown.
    pub trigger: Option<Trigger>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It does not work, or must not be done.
    Stop,
    /// It works, with a risk.
    Caution,
    /// Good to know.
    Note,
}

impl Weight {
    /// The id in the data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Caution => "caution",
            Self::Note => "note",
        }
    }
}

/// A property of an answer that makes a notice appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// A server without encryption.
    Unencrypted,
    /// The mail program cannot use a port that the documents offer.
    DroppedPort,
    /// A mail program is chosen that the documents do not list.
    ClientNotListed,
    /// Another document says otherwise about a value.
    DocumentsDisagree,
}

impl Trigger {
    /// All triggers.
    pub const ALL: [Self; 4] =
        [Self::Unencrypted, Self::DroppedPort, Self::ClientNotListed, Self::DocumentsDisagree];

    /// The id in the data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unencrypted => "unencrypted",
            Self::DroppedPort => "dropped-port",
            Self::ClientNotListed => "client-not-listed",
            Self::DocumentsDisagree => "documents-disagree",
        }
    }
}

/// Anything else the documents say about a plan.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The author's name for it.
    pub id: &'static str,
    /// What it is about.
    pub group: &'static str,
    /// The plans it holds for.
    pub plans: Mask,
    /// In a few words.
    pub title: Localized,
    /// The fact.
    pub text: Localized,
    /// Where it stands.
    pub source: Source,
}
