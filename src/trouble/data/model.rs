//! The types of the files under `static/data/trouble/`. What they mean for an author: `docs/authoring.md`.

use crate::i18n::Localized;
use crate::mail::{Pattern, Security};
use crate::matrix::{Field, Source};

/// Everything that is known about trouble.
#[derive(Clone, Debug)]
pub struct Help {
    pub(crate) causes: &'static [Cause],
    pub(crate) symptoms: &'static [Symptom],
    // Invariant: indices in `symptoms`, `rules` and `replies` point into `causes` and `signals`.
    pub(crate) signals: &'static [Signal],
    pub(crate) others: &'static [(&'static [usize], &'static [usize])],
    pub(crate) strange: (&'static [usize], &'static [usize]),
    pub(crate) rules: &'static [Rule],
    pub(crate) replies: &'static [Reply],
    pub(crate) warnings: &'static [Warning],
    pub(crate) names: &'static [CertificateName],
    pub(crate) terms: &'static [Term],
    pub(crate) texts: &'static [(&'static str, Localized)],
}

/// Receiving or sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The incoming server.
    Incoming,
    /// The submission server.
    Outgoing,
}

/// Why mail does not come or go.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Its id.
    pub id: &'static str,
    /// In a few words.
    pub title: Localized,
    /// What happens, and what to do.
    pub text: Localized,
    /// Where it can be the cause at all.
    pub when: When,
    /// The questions that settle it, the first that the provider asks counts.
    pub opens: &'static [Opens],
    /// The values to compare and to change.
    pub fields: &'static [(Direction, Field)],
    /// Ids of protections and ways to log in that the server does not take, if this is the cause. Where the documents
    /// give such a value, they and the server disagree.
    pub refuses: &'static [&'static str],
    /// What to try, in this order.
    pub checks: &'static [Localized],
    /// Where it stands, if a provider's document names it.
    pub source: Option<Source>,
}

/// A question with what is known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opens {
    /// The question to open.
    pub question: &'static str,
    /// Answers to be merged into the visitor's.
    pub set: &'static [(&'static str, &'static str)],
}

/// What the visitor sees, to be chosen where no message can be pasted.
#[derive(Clone, Debug)]
pub struct Symptom {
    /// Its id.
    pub id: &'static str,
    /// As the visitor would say it.
    pub title: Localized,
    /// What may be behind it, the likeliest first: indices of causes.
    pub causes: &'static [usize],
}

/// Something that is found in a message.
#[derive(Clone, Debug)]
pub struct Signal {
    /// The author's name for it.
    pub id: &'static str,
    /// Pieces of messages, folded; one is enough.
    pub fragments: &'static [&'static str],
    /// TCP ports that the message names; one is enough.
    pub ports: &'static [u16],
    /// Pairs of lists of words, each list after its partner; one word of each, near each other, is enough.
    pub near: &'static [&'static [&'static str]],
}

/// What follows from signals.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Index of the cause.
    pub cause: usize,
    /// All of these signals must be there.
    pub signals: &'static [usize],
    /// None of these.
    pub unless: &'static [usize],
    /// Under these circumstances only.
    pub when: When,
    /// How sure it is, 1 to 9.
    pub score: u16,
}

/// What a message says besides its cause: which side it is about, and what the server does not take.
#[derive(Clone, Debug)]
pub struct Reply {
    /// All of these signals must be there.
    pub signals: &'static [usize],
    /// None of these.
    pub unless: &'static [usize],
    /// Ids of protections and ways to log in that the server does not take.
    pub refuses: &'static [&'static str],
    /// The only server that it is about.
    pub only: Option<Direction>,
}

/// A condition on the visitor's answer. Each list that is not empty must hold by one of its members; the answers all.
#[derive(Clone, Copy, Debug, Default)]
pub struct When {
    /// Ids of providers.
    pub providers: &'static [&'static str],
    /// Questions with the answers that fit.
    pub answers: &'static [(&'static str, &'static [&'static str])],
    /// Ids of mail programs.
    pub clients: &'static [&'static str],
    /// Ids of notices that the answer shows.
    pub notices: &'static [&'static str],
    /// Ids of reasons why there is no answer.
    pub reasons: &'static [&'static str],
    /// Fields about which another document says otherwise.
    pub disagree: &'static [Field],
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is for another name.
    Name,
    /// Its time is over, or has not come.
    Expired,
    /// Nobody the program trusts has issued it.
    Untrusted,
}

/// What a mail program shows about a certificate.
#[derive(Clone, Debug)]
pub struct Warning {
    /// The programs that show it.
    pub clients: &'static [&'static str],
    /// On which fault.
    pub fault: Fault,
    /// The title of the window, or the first words.
    pub title: Localized,
    /// The words that tell the fault; a description has plain Japanese, the program's own words have none.
    pub text: Localized,
    /// Whether the words are known to be these; otherwise a version may word it differently.
    pub certain: bool,
}

/// What the documents say about the name in a certificate.
#[derive(Clone, Debug)]
pub struct CertificateName {
    /// Under these answers.
    pub when: When,
    /// For servers with this security.
    pub security: Security,
    /// For these servers only; both if empty.
    pub directions: &'static [Direction],
    /// The name in the certificate, `None` where no document gives it.
    pub name: Option<Pattern<'static>>,
    /// Id of the text that explains it.
    pub why: &'static str,
    /// Where it stands.
    pub source: Option<Source>,
}

/// A word of the trade, explained.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id.
    pub id: &'static str,
    /// The word.
    pub name: Localized,
    /// The forms in which it stands in texts.
    pub words: &'static [&'static str],
    /// One or two plain sentences.
    pub text: Localized,
    /// The same in plain Japanese (やさしい日本語).
    pub easy: &'static str,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Incoming, Self::Outgoing];

    /// The id in the data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 3] = [Self::Name, Self::Expired, Self::Untrusted];

    /// The id in the data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Expired => "expired",
            Self::Untrusted => "untrusted",
        }
    }
}

impl Help {
    /// The causes, in the order of the file.
    #[must_use]
    pub const fn causes(&self) -> &'static [Cause] {
        self.causes
    }

    /// The cause with this id.
    #[must_use]
    pub fn cause(&self, id: &str) -> Option<&'static Cause> {
        self.causes.iter().find(|cause| cause.id == id)
    }

    /// What can be chosen, in the order shown.
    #[must_use]
    pub const fn symptoms(&self) -> &'static [Symptom] {
        self.symptoms
    }

    /// What is found in messages.
    #[must_use]
    pub const fn signals(&self) -> &'static [Signal] {
        self.signals
    }

    /// Signals that tell that a text is not about mail at all, each with those that would say the contrary.
    #[must_use]
    pub const fn others(&self) -> &'static [(&'static [usize], &'static [usize])] {
        self.others
    }

    /// Where an unknown word tells the same: signals that hold nothing but known words, and those that would say the
    /// contrary.
    #[must_use]
    pub const fn strange(&self) -> (&'static [usize], &'static [usize]) {
        self.strange
    }

    /// What follows from it.
    #[must_use]
    pub const fn rules(&self) -> &'static [Rule] {
        self.rules
    }

    /// What messages say besides.
    #[must_use]
    pub const fn replies(&self) -> &'static [Reply] {
        self.replies
    }

    /// What mail programs show about certificates.
    #[must_use]
    pub const fn warnings(&self) -> &'static [Warning] {
        self.warnings
    }

    /// What the documents say about the names in certificates.
    #[must_use]
    pub const fn names(&self) -> &'static [CertificateName] {
        self.names
    }

    /// The words of the trade.
    #[must_use]
    pub const fn terms(&self) -> &'static [Term] {
        self.terms
    }

    /// A text by its id.
    #[must_use]
    pub fn text(&self, id: &str) -> Option<&'static Localized> {
        self.texts.iter().find(|(known, _)| *known == id).map(|(_, text)| text)
    }

    /// The ids of all texts.
    pub fn text_ids(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().map(|(id, _)| *id)
    }
}
