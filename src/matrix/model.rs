//! The types of a provider's matrix. What they mean for an author: `docs/authoring.md`.
//! Everything is borrowed for good, so that the embedded matrices are slices of one packed text: no JSON reader and no
//! start-up time in the page.

use crate::i18n::Localized;
use crate::mail::{Access, Authentication, Certainty, Pattern, Security};
use std::borrow::Cow;

/// A set of answers of one question, one bit each.
pub type Mask = u32;

/// Everything the documents of one provider say.
#[derive(Clone, Debug)]
pub struct Matrix {
    pub(crate) id: &'static str,
    pub(crate) name: Localized,
    pub(crate) keywords: &'static [&'static str],
    pub(crate) checked: &'static str,
    pub(crate) contact: Localized,
    pub(crate) documents: &'static [Document],
    pub(crate) plans: &'static [Plan],
    pub(crate) plan_question: PlanQuestion,
    pub(crate) questions: &'static [Question],
    // Invariant: indices in `servers` point into `values`, indices in rules into `servers`.
    pub(crate) values: &'static [Sourced],
    pub(crate) servers: &'static [Server],
    pub(crate) tables: &'static [Table],
    pub(crate) reasons: &'static [Reason],
    pub(crate) notices: &'static [Notice],
    pub(crate) texts: &'static [(&'static str, Localized)],
    pub(crate) facts: &'static [Fact],
    pub(crate) clients: Option<ClientLimits>,
}

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

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Id of the document.
    pub document: &'static str,
    /// Heading as printed.
    pub section: &'static str,
}

/// A plan that can be chosen.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its id in the public API.
    pub id: &'static str,
    /// Its full name.
    pub label: Localized,
    /// Its name in a table cell.
    pub short: Localized,
    /// One line that tells it from the others.
    pub note: Option<Localized>,
    /// Further words that find it.
    pub keywords: &'static [&'static str],
}

/// How the plan is asked for.
#[derive(Clone, Debug)]
pub struct PlanQuestion {
    /// The question.
    pub ask: Localized,
    /// What it decides.
    pub note: Option<Localized>,
    /// How to find the answer out.
    pub help: &'static [Localized],
}

/// A question about the visitor's server or wishes.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id in the public API; `access` is one of them.
    pub id: &'static str,
    /// Whether the visitor may decide otherwise; only then another answer is suggested.
    pub is_choice: bool,
    /// Its name in a list.
    pub label: Localized,
    /// The question.
    pub ask: Localized,
    /// What it decides.
    pub note: Option<Localized>,
    /// How to find the answer out.
    pub help: &'static [Localized],
    /// What can be answered.
    pub answers: &'static [QuestionAnswer],
}

/// One possible answer.
#[derive(Clone, Debug)]
pub struct QuestionAnswer {
    /// Its id in the public API.
    pub id: &'static str,
    /// Its text.
    pub label: Localized,
    /// Its text in a table cell.
    pub short: Localized,
    /// What it means.
    pub note: Option<Localized>,
}

/// A literal of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A host, a user name, or the id of a security or an authentication.
    Text(Cow<'static, str>),
    /// A TCP port.
    Port(u16),
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Port(port) => write!(f, "{port}"),
        }
    }
}

/// What a value holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// The same for everybody.
    Literal(Scalar),
    /// Depends on the mail address.
    Pattern(Pattern<'static>),
    /// The documents do not give it.
    Nothing,
}

/// A value with its certainty and source.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The author's name for it.
    pub name: &'static str,
    /// What it holds.
    pub content: Content,
    /// How sure it is.
    pub certainty: Certainty,
    /// Id of the text that gives the reason; always there unless `certainty` is `Stated`.
    pub why: Option<&'static str>,
    /// Where it stands.
    pub source: Source,
    /// The other side, where documents disagree.
    pub alternatives: &'static [Alternative],
    /// For a pattern that cuts the domain: certainty and reason under a Japanese category.
    pub category: Option<(Certainty, &'static str)>,
    /// For a pattern that cuts the domain: certainty and reason for longer names.
    pub deeper: Option<(Certainty, &'static str)>,
}

/// What another place says instead.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What it says.
    pub content: Content,
    /// Where.
    pub source: Source,
}

/// A field of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The server's name.
    Host,
    /// The TCP port.
    Port,
    /// The protection of the connection.
    Security,
    /// How the password is sent.
    Authentication,
    /// The log-in name.
    Username,
}

impl Field {
    /// All fields, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Host, Self::Port, Self::Security, Self::Authentication, Self::Username];

    /// The key in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Port => "port",
            Self::Security => "security",
            Self::Authentication => "authentication",
            Self::Username => "username",
        }
    }
}

/// A server as the rules name it: for each field the value for POP3 and for IMAP.
#[derive(Clone, Debug)]
pub struct Server {
    /// The author's name for it.
    pub name: &'static str,
    pub(crate) fields: [Option<[usize; 2]>; 5],
}

/// A decision table: hit policy *Unique*, complete over its scope.
#[derive(Clone, Debug)]
pub struct Table {
    /// The author's name for it.
    pub id: &'static str,
    /// The inputs in the order in which they are asked; 0 is the plan, then the questions.
    pub order: &'static [usize],
    /// For each input the answers that can occur here; `None` where the input plays no part.
    pub domain: &'static [Option<Mask>],
    /// The rules.
    pub rules: &'static [Rule],
}

/// A row of a decision table.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The author's name for it.
    pub id: &'static str,
    /// For each input the answers this rule takes, within the table's domain.
    pub cells: &'static [Mask],
    /// The incoming server, `None` where the documents do not tell.
    pub incoming: Option<usize>,
    /// The submission servers, best first.
    pub outgoing: &'static [usize],
    /// Why this combination is not offered; empty if it is.
    pub unavailable: &'static [&'static str],
    /// Other ways, best first.
    pub suggest: &'static [Suggest],
}

/// Answers that lead to another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggest {
    /// Answers to be merged into the visitor's.
    pub set: &'static [(&'static str, &'static str)],
    /// Id of the reason or notice it answers.
    pub because: &'static str,
}

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

/// One side of a disagreement.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it says.
    pub claim: Localized,
    /// Where.
    pub source: Source,
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

/// What the documents say about mail programs.
#[derive(Clone, Debug)]
pub struct ClientLimits {
    /// Where it stands.
    pub source: Source,
    /// The programs that are named.
    pub listed: &'static [(&'static str, Listed)],
}

/// What one mail program cannot do with this provider.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Capabilities it lacks.
    pub cannot: &'static [&'static str],
    /// Submission ports it cannot use.
    pub ports: &'static [u16],
}

impl Document {
    /// The English heading of a section.
    #[must_use]
    pub fn section(&self, printed: &str) -> Option<&'static str> {
        self.sections.iter().find(|(known, _)| *known == printed).map(|(_, english)| *english)
    }
}

impl ClientLimits {
    /// What the documents say about a mail program, if they name it.
    #[must_use]
    pub fn of(&self, client: &str) -> Option<&'static Listed> {
        self.listed.iter().find(|(id, _)| *id == client).map(|(_, listed)| listed)
    }
}

impl Matrix {
    /// The provider's id.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The provider's name.
    #[must_use]
    pub const fn name(&self) -> &Localized {
        &self.name
    }

    /// Further words that find the provider.
    #[must_use]
    pub const fn keywords(&self) -> &'static [&'static str] {
        self.keywords
    }

    /// The day somebody last compared the file with the documents, as `YYYY-MM-DD`.
    #[must_use]
    pub const fn checked(&self) -> &'static str {
        self.checked
    }

    /// Whom to ask.
    #[must_use]
    pub const fn contact(&self) -> &Localized {
        &self.contact
    }

    /// The documents behind the values.
    #[must_use]
    pub const fn documents(&self) -> &'static [Document] {
        self.documents
    }

    /// The document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&'static Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The plans, in the order shown.
    #[must_use]
    pub const fn plans(&self) -> &'static [Plan] {
        self.plans
    }

    /// The plan with this id.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<&'static Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// How the plan is asked for.
    #[must_use]
    pub const fn plan_question(&self) -> &PlanQuestion {
        &self.plan_question
    }

    /// The questions, `access` among them.
    #[must_use]
    pub const fn questions(&self) -> &'static [Question] {
        self.questions
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&'static Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The decision tables.
    #[must_use]
    pub const fn tables(&self) -> &'static [Table] {
        self.tables
    }

    /// The reason with this id.
    #[must_use]
    pub fn reason(&self, id: &str) -> Option<&'static Reason> {
        self.reasons.iter().find(|reason| reason.id == id)
    }

    /// The notices, heaviest first.
    #[must_use]
    pub const fn notices(&self) -> &'static [Notice] {
        self.notices
    }

    /// The reason behind a certainty.
    #[must_use]
    pub fn text(&self, id: &str) -> Option<&'static Localized> {
        self.texts.iter().find(|(known, _)| *known == id).map(|(_, text)| text)
    }

    /// The facts that hold for a plan.
    pub fn facts(&self, plan: usize) -> impl Iterator<Item = &'static Fact> + use<> {
        self.facts.iter().filter(move |fact| fact.plans & bit(plan) != 0)
    }

    /// What the documents say about mail programs.
    #[must_use]
    pub const fn clients(&self) -> Option<&ClientLimits> {
        self.clients.as_ref()
    }

    /// The value of a server's field, `None` where the server has none (a user name without log-in).
    #[must_use]
    pub fn value(&self, server: usize, field: Field, access: Access) -> Option<&'static Sourced> {
        let [pop3, imap] = self.servers.get(server)?.fields[field as usize]?;
        self.values.get(match access {
            Access::Pop3 => pop3,
            Access::Imap => imap,
        })
    }

    /// The security of a server, as the data have it.
    #[must_use]
    pub fn security(&self, server: usize, access: Access) -> Option<Security> {
        self.literal(server, Field::Security, access).and_then(Security::from_id)
    }

    /// The authentication of a server, as the data have it.
    #[must_use]
    pub fn authentication(&self, server: usize, access: Access) -> Option<Authentication> {
        self.literal(server, Field::Authentication, access).and_then(Authentication::from_id)
    }

    /// The port of a server, as the data have it.
    #[must_use]
    pub fn port(&self, server: usize, access: Access) -> Option<u16> {
        match self.value(server, Field::Port, access)?.content {
            Content::Literal(Scalar::Port(port)) => Some(port),
            _ => None,
        }
    }

    fn literal(&self, server: usize, field: Field, access: Access) -> Option<&'static str> {
        match &self.value(server, field, access)?.content {
            Content::Literal(Scalar::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number of inputs: the plan and the questions.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.questions.len() + 1
    }

    /// The id of an input: `plan`, or a question's.
    #[must_use]
    pub fn input_id(&self, input: usize) -> &'static str {
        match input.checked_sub(1) {
            None => "plan",
            Some(question) => self.questions.get(question).map_or("", |question| question.id),
        }
    }

    /// The ids of an input's answers, in order.
    #[must_use]
    pub fn answer_ids(&self, input: usize) -> Vec<&'static str> {
        match input.checked_sub(1) {
            None => self.plans.iter().map(|plan| plan.id).collect(),
            Some(question) => self
                .questions
                .get(question)
                .map_or_else(Vec::new, |question| question.answers.iter().map(|answer| answer.id).collect()),
        }
    }

    /// The same matrix without one rule, to see the check find the gap.
    #[must_use]
    pub fn without_rule(&self, table: usize, rule: usize) -> Self {
        let mut tables = self.tables.to_vec();
        if let Some(table) = tables.get_mut(table) {
            let mut rules = table.rules.to_vec();
            rules.remove(rule);
            table.rules = rules.leak();
        }
        Self { tables: tables.leak(), ..self.clone() }
    }
}

/// The mask of one answer.
pub(crate) const fn bit(answer: usize) -> Mask {
    1 << answer
}
