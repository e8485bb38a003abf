//! What conditions of a guide look at: an answer, reduced to ids.

use super::data::{Caution, Flow, Guide, Key, Switch, Verdict, When};
use crate::decide::{Outcome, ResolvedServer, ResolvedValue, Status};
use crate::i18n::Locale;
use crate::mail::{Access, Authentication, Protocol};
use crate::matrix::{Scalar, Source};

/// What is known about an answer, by key. Invariant: every key but `reason` and `notice` stands in it exactly once.
pub struct Facts {
    known: Vec<(Key, String)>,
}

/// What the answer does not tell.
const UNKNOWN: &str = "unknown";

impl Facts {
    /// The facts of an answer.
    #[must_use]
    pub fn of(outcome: &Outcome<'_>) -> Self {
        let incoming = outcome.incoming.as_ref();
        let outgoing = outcome.outgoing.first();
        let plan = outcome.matrix.and_then(|matrix| matrix.plans().get(outcome.plan()?).map(|plan| plan.id));
        let status = match outcome.status {
            Status::Answered => "answered",
            Status::Asking(_) => "asking",
            Status::Unavailable => "unavailable",
        };
        let of = |server: Option<&ResolvedServer>, value: fn(&ResolvedServer) -> &ResolvedValue| {
            server
                .and_then(|server| value(server).value.as_ref())
                .map_or_else(|| UNKNOWN.to_owned(), Scalar::to_string)
        };
        let text = |text: Option<&str>| text.unwrap_or(UNKNOWN).to_owned();
        let mut known = vec![
            (Key::Provider, text(outcome.matrix.map(crate::matrix::Matrix::id))),
            (Key::Plan, text(plan)),
            (Key::Access, text(access(outcome).map(Access::id))),
            (Key::IncomingSecurity, of(incoming, |server| &server.security)),
            (Key::OutgoingSecurity, of(outgoing, |server| &server.security)),
            (Key::IncomingAuthentication, of(incoming, |server| &server.authentication)),
            (Key::OutgoingAuthentication, of(outgoing, |server| &server.authentication)),
            (Key::IncomingPort, of(incoming, |server| &server.port)),
            (Key::OutgoingPort, of(outgoing, |server| &server.port)),
            (Key::Login, login(incoming, outgoing).to_owned()),
            (Key::User, user(outcome).to_owned()),
            (Key::Status, status.to_owned()),
        ];
        known.extend(outcome.reasons.iter().map(|reason| (Key::Reason, (*reason).to_owned())));
        known.extend(outcome.notices.iter().map(|notice| (Key::Notice, notice.id.to_owned())));
        Self { known }
    }

    /// What is known about a key.
    #[must_use]
    pub fn get(&self, key: Key) -> &str {
        self.known.iter().find(|(known, _)| *known == key).map_or(UNKNOWN, |(_, value)| value)
    }

    /// Whether conditions hold.
    #[must_use]
    pub fn hold(&self, when: When) -> bool {
        when.iter().all(|(key, values)| {
            self.known.iter().any(|(known, value)| known == key && values.contains(&value.as_str()))
        })
    }

    /// Whether a box is ticked; `None` where nobody can tell.
    #[must_use]
    pub fn ticked(&self, switch: &Switch) -> Option<bool> {
        if self.hold(switch.on) {
            return Some(true);
        }
        let several = |key: Key| matches!(key, Key::Reason | Key::Notice);
        let open = switch.on.iter().any(|(key, _)| !several(*key) && self.get(*key) == UNKNOWN);
        if open || switch.ask.is_some_and(|ask| self.hold(ask)) { None } else { Some(false) }
    }
}

/// How mail is fetched: as the incoming server says, or as was answered.
fn access(outcome: &Outcome<'_>) -> Option<Access> {
    match outcome.incoming.as_ref().map(|server| server.protocol) {
        Some(Protocol::Pop3) => return Some(Access::Pop3),
        Some(Protocol::Imap) => return Some(Access::Imap),
        Some(Protocol::Smtp) | None => {}
    }
    let matrix = outcome.matrix?;
    let (input, answer) = outcome.path.iter().find(|(input, _)| matrix.input_id(*input) == "access")?;
    matrix.answer_ids(*input).get(*answer).and_then(|id| Access::from_id(id))
}

fn login(incoming: Option<&ResolvedServer>, outgoing: Option<&ResolvedServer>) -> &'static str {
    let Some(outgoing) = outgoing else {
        return UNKNOWN;
    };
    if outgoing.authentication() == Some(Authentication::None) {
        return "none";
    }
    let Some(incoming) = incoming else {
        return UNKNOWN;
    };
    let (one, other) = (&incoming.username, &outgoing.username);
    let same = one.value == other.value && one.pattern == other.pattern;
    if same && incoming.authentication() == outgoing.authentication() { "same" } else { "own" }
}

/// Whether receiving takes the address as its user name.
fn user(outcome: &Outcome<'_>) -> &'static str {
    let Some(username) = outcome.incoming.as_ref().map(|server| &server.username) else {
        return UNKNOWN;
    };
    let is_address = match (&username.value, username.pattern) {
        (Some(value), _) => {
            outcome.address.as_ref().is_some_and(|address| address.to_string() == value.to_string())
        }
        (None, Some(pattern)) => pattern == "{address}",
        (None, None) => return UNKNOWN,
    };
    if is_address { "address" } else { "other" }
}

/// A condition of a program, held against an answer.
#[derive(Clone, Copy, Debug)]
pub struct Met {
    /// What the program asks.
    pub title: &'static str,
    /// Whether the answer meets it.
    pub verdict: Verdict,
    /// Why.
    pub text: &'static str,
    /// Where the condition stands.
    pub source: Source,
}

/// What a program asks of a server, held against an answer.
#[must_use]
pub fn conditions(guide: &Guide, outcome: &Outcome<'_>, locale: Locale) -> Vec<Met> {
    let facts = Facts::of(outcome);
    let mut found = Vec::new();
    for condition in guide.conditions {
        // Reading made sure that the last one holds always.
        if let Some(check) = condition.checks.iter().find(|check| facts.hold(check.when)) {
            found.push(Met {
                title: condition.title.get(locale),
                verdict: check.verdict,
                text: check.text.get(locale),
                source: condition.source,
            });
        }
    }
    found
}

/// What must be known about a program with this answer, for what is done in it.
#[must_use]
pub fn cautions(guide: &Guide, flow: &Flow, outcome: &Outcome<'_>) -> Vec<&'static Caution> {
    let facts = Facts::of(outcome);
    let is_about = |caution: &Caution| caution.flows.is_empty() || caution.flows.contains(&flow.id);
    guide.cautions.iter().filter(|caution| is_about(caution) && facts.hold(caution.when)).collect()
}
