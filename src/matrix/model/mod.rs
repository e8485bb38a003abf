//! The types of a provider's matrix. What they mean for an author: `docs/authoring.md`.
//! Everything is borrowed for good, so that the embedded matrices are slices of one packed text: no JSON reader and no
//! start-up time in the page.

mod document;
mod limits;
mod notice;
mod question;
mod server;
mod table;

use crate::i18n::Localized;
use crate::mail::{Access, Authentication, Security};

pub use document::{Document, Source};
pub use limits::{ClientLimits, Listed};
pub use notice::{Fact, Notice, Reason, Side, Trigger, Weight};
pub use question::{Plan, PlanQuestion, Question, QuestionAnswer};
pub use server::{Alternative, Content, Field, Scalar, Server, Sourced};
pub(crate) use table::bit;
pub use table::{Mask, Rule, Suggest, Table};

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
