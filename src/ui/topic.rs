//! What the help consists of.

/// The parts of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The steps of the chosen mail program.
    Guide,
    /// What the mail programs can do on the chosen plan.
    Programs,
    /// From a symptom to its cause.
    Trouble,
    /// Whether a mail was sent with log-in and over TLS.
    Received,
    /// Which server names a certificate covers.
    Names,
    /// What differs between the settings at hand and those of the answer.
    Compare,
    /// What the words mean.
    Terms,
}

impl Topic {
    /// All parts.
    pub const ALL: [Self; 7] =
        [Self::Guide, Self::Programs, Self::Trouble, Self::Received, Self::Names, Self::Compare, Self::Terms];

    /// The id, by which one module hands over to the other.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Programs => "programs",
            Self::Trouble => "trouble",
            Self::Received => "received",
            Self::Names => "names",
            Self::Compare => "compare",
            Self::Terms => "terms",
        }
    }

    /// The part with that id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.id() == id)
    }
}
