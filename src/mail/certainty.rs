//! How sure a value is.

/// How sure the documents are about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The document says so outright.
    Stated,
    /// The document gives the usual value; the customer's own notice overrides it.
    Default,
    /// Follows from the document without standing there.
    Inferred,
    /// Only the customer's notice has it.
    FromNotice,
    /// The documents contradict each other and no answer settles it.
    Disputed,
    /// No document gives it.
    Unstated,
}

impl Certainty {
    /// All certainties, surest first.
    pub const ALL: [Self; 6] =
        [Self::Stated, Self::Default, Self::Inferred, Self::FromNotice, Self::Disputed, Self::Unstated];

    /// The id in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Default => "default",
            Self::Inferred => "inferred",
            Self::FromNotice => "from-notice",
            Self::Disputed => "disputed",
            Self::Unstated => "unstated",
        }
    }

    /// The certainty of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|certainty| certainty.id() == id)
    }

    /// Whether what the visitor read on the notice, or heard from support, takes the place of the value.
    /// A stated value stays; an inferred one follows from the answers, so a changed answer must change it.
    #[must_use]
    pub const fn accepts_entry(self) -> bool {
        matches!(self, Self::Default | Self::FromNotice | Self::Disputed | Self::Unstated)
    }
}
