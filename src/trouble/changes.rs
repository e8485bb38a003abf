//! What must be changed: the visitor's present settings beside the answer. What nobody knows is never recommended.

use super::present::{ON, Present, PresentServer};
use crate::decide::{Outcome, ResolvedServer, ResolvedValue, Status};
use crate::guide::{Ability, Certain, guides};
use crate::mail::{Certainty, Hostname, Idn, Pattern, Protocol, Security};
use crate::matrix::{Field, Scalar};

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// POP or IMAP. Most mail programs need a new account for that.
    Protocol,
    /// A field of the server.
    Field(Field),
}

/// How a present value stands to the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It must be changed.
    Change,
    /// It may be right: another place gives it, or the answer's value is only the usual one, which the notice overrides.
    Confirm,
    /// What is right is not known, so nothing can be said about it.
    Unknown,
}

/// A present value that is not the answer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which server, by what it should speak.
    pub protocol: Protocol,
    /// What about it.
    pub setting: Setting,
    /// The present value; for security and authentication its id.
    pub now: Scalar,
    /// The answer's value; for the protocol its id.
    pub should: Should,
    /// What to do about it.
    pub verdict: Verdict,
}

/// What a value should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Should {
    /// The protocol of the answer.
    Protocol(Protocol),
    /// A field's value, with its certainty, its reason and its source; without content where it is not known.
    Value(ResolvedValue),
}

impl Change {
    /// Id of the text that gives the reason, if the answer has one.
    #[must_use]
    pub fn why(&self) -> Option<&'static str> {
        match &self.should {
            Should::Value(value) => value.why,
            Should::Protocol(_) => None,
        }
    }
}

/// The values that are not the answer's, in the order in which they are shown. Without an answer there are none.
#[must_use]
pub fn changes(present: &Present, outcome: &Outcome<'_>, idn: &dyn Idn) -> Vec<Change> {
    let mut found = Vec::new();
    for (now, server) in pairs(present, outcome, idn) {
        if let Some(protocol) = now.protocol.filter(|protocol| *protocol != server.protocol) {
            found.push(Change {
                protocol: server.protocol,
                setting: Setting::Protocol,
                now: text(protocol.id()),
                should: Should::Protocol(server.protocol),
                verdict: Verdict::Change,
            });
        }
        found.extend(differences(now, server, outcome, idn));
    }
    found
}

/// What of one server is not the answer's.
fn differences(
    now: &PresentServer,
    server: &ResolvedServer,
    outcome: &Outcome<'_>,
    idn: &dyn Idn,
) -> Vec<Change> {
    let mut found = Vec::new();
    for field in server.shown_fields() {
        let (value, should) = (value(now, field), server.field(field));
        let Some(now) = value else { continue };
        let filled = filled(&now, outcome);
        if let Some(verdict) = verdict(field, [&now, &filled], should, idn) {
            found.push(Change {
                protocol: server.protocol,
                setting: Setting::Field(field),
                now,
                should: Should::Value(should.clone()),
                verdict,
            });
        }
    }
    found
}

/// The fields of the answer about which the present settings say nothing, so that nothing was compared.
#[must_use]
pub fn unchecked(present: &Present, outcome: &Outcome<'_>, idn: &dyn Idn) -> Vec<(Protocol, Field)> {
    let mut found = Vec::new();
    for (now, server) in pairs(present, outcome, idn) {
        let missing = server.shown_fields().filter(|field| value(now, *field).is_none());
        found.extend(missing.map(|field| (server.protocol, field)));
    }
    found
}

/// The present servers with those of the answer. Of several submission servers the one counts from which the present one
/// differs least, as each of them is right. Where it differs from all, one that the mail program is known to be able to use
/// comes first.
fn pairs<'o>(
    present: &'o Present,
    outcome: &'o Outcome<'_>,
    idn: &dyn Idn,
) -> impl Iterator<Item = (&'o PresentServer, &'o ResolvedServer)> {
    let answered = outcome.status == Status::Answered;
    let incoming = outcome.incoming.as_ref().filter(|_| answered && !present.incoming.is_empty());
    let outgoing =
        outcome.outgoing.iter().filter(|_| answered && !present.outgoing.is_empty()).min_by_key(|server| {
            let count = differences(&present.outgoing, server, outcome, idn).len();
            (count > 0 && !is_usable(server, outcome), count)
        });
    let incoming = incoming.map(|server| (&present.incoming, server));
    incoming.into_iter().chain(outgoing.map(|server| (&present.outgoing, server)))
}

/// Whether the visitor's mail program is known to do what a submission server asks for; without one, anything goes.
fn is_usable(server: &ResolvedServer, outcome: &Outcome<'_>) -> bool {
    let Some(guide) = outcome.client.and_then(|client| guides().of(client.id)) else {
        return true;
    };
    let ability = match &server.field(Field::Security).value {
        Some(Scalar::Text(id)) if id == Security::ImplicitTls.id() => Ability::SmtpTls,
        Some(Scalar::Text(id)) if id == Security::StartTls.id() => Ability::SmtpStartTls,
        _ => return true,
    };
    guide.can(ability).is == Certain::Yes
}

/// The present value of a field.
fn value(server: &PresentServer, field: Field) -> Option<Scalar> {
    match field {
        Field::Host => server.host.as_deref().map(text),
        Field::Username => server.username.as_deref().map(text),
        Field::Port => server.port.map(Scalar::Port),
        Field::Security => match server.security {
            None => server.encrypts.then(|| text(ON)),
            Some(security) => Some(text(security.id())),
        },
        Field::Authentication => match server.authentication {
            None => server.logs_in.then(|| text(ON)),
            Some(authentication) => Some(text(authentication.id())),
        },
    }
}

fn text(text: &str) -> Scalar {
    Scalar::Text(text.to_owned().into())
}

/// The present value with the address put into its placeholders.
fn filled(now: &Scalar, outcome: &Outcome<'_>) -> Scalar {
    let pattern = if let Scalar::Text(now) = now { Pattern::parse(now) } else { None };
    match (pattern, &outcome.address) {
        (Some(pattern), Some(address)) => text(&pattern.fill(address)),
        _ => now.clone(),
    }
}

/// `None` if the present value, as it stands or filled in, is the answer's.
fn verdict(
    field: Field,
    [now, filled]: [&Scalar; 2],
    should: &ResolvedValue,
    idn: &dyn Idn,
) -> Option<Verdict> {
    // A pattern in the present settings stands for every address, so it is compared with the pattern behind a value, too.
    let same = |value: Option<&Scalar>, pattern: Option<&str>| {
        value.is_some_and(|value| equal(field, now, value, idn) || equal(field, filled, value, idn))
            || pattern.is_some_and(|pattern| *now == text(pattern))
    };
    // The pattern of an unstated value is a candidate, which the documents do not settle.
    let settled = should.pattern.filter(|_| should.certainty != Certainty::Unstated);
    if same(should.value.as_ref(), settled) {
        return None;
    }
    let elsewhere = should.alternatives.iter().any(|other| same(other.value.as_ref(), other.pattern));
    let is_usual = matches!(should.certainty, Certainty::Default | Certainty::Disputed) && !should.entered;
    Some(match should.value {
        _ if elsewhere => Verdict::Confirm,
        None => Verdict::Unknown,
        Some(_) if is_usual => Verdict::Confirm,
        Some(_) => Verdict::Change,
    })
}

/// The id of no protection, and of no authentication.
const NONE: &str = "none";

/// Names of servers are the same in any case and in either form; log-in names are not.
fn equal(field: Field, now: &Scalar, should: &Scalar, idn: &dyn Idn) -> bool {
    if let (Field::Host, Scalar::Text(now), Scalar::Text(should)) = (field, now, should) {
        let (now, should) = (Hostname::parse(now, idn), Hostname::parse(should, idn));
        return now.is_ok() && now == should;
    }
    let none = text(NONE);
    now == should
        || (matches!(field, Field::Security | Field::Authentication) && *now == text(ON) && *should != none)
}
