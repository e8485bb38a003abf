//! Which server names a certificate holds for, what the documents say about those names, and what a mail program shows
//! when they do not fit.

use super::context::holds;
use super::data::{CertificateName, Direction, Fault, Help, Warning};
use crate::decide::{Outcome, ResolvedServer, Status};
use crate::mail::{Certainty, Hostname, Idn, Protocol};
use crate::matrix::{Scalar, Source};

/// What the documents say about the certificate of one server.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Which server.
    pub protocol: Protocol,
    /// Its name, as the answer has it; `None` where it is not known, or depends on an address that is not known.
    pub host: Option<String>,
    /// The name in the certificate; `None` where no document gives it, or it depends on an address that is not known.
    pub name: Option<String>,
    /// The pattern behind it.
    pub pattern: Option<&'static str>,
    /// Whether the certificate holds for the server's name; `None` where one of the two is not known.
    pub fits: Option<bool>,
    /// Whether more can be compared once the mail address is known.
    pub needs_address: bool,
    /// Id of the text that explains it.
    pub why: &'static str,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Whether a certificate for a presented name (a DNS-ID) holds for the server name that was entered, by RFC 9525
/// section 6.3: equal label by label, whatever the case; a wildcard only as the whole left-most label, for exactly one
/// label; never for an address. Names in Unicode are compared in their ASCII form.
#[must_use]
pub fn matches(reference: &str, presented: &str, idn: &dyn Idn) -> bool {
    let Ok(reference) = Hostname::parse(reference, idn) else { return false };
    let presented = presented.trim();
    match presented.strip_prefix("*.") {
        // A wildcard for a whole top-level domain is refused by mail programs.
        Some(rest) => Hostname::parse(rest, idn).is_ok_and(|rest| {
            reference.as_str().split_once('.').is_some_and(|(_, parent)| parent == rest.as_str())
        }),
        // `Hostname` takes no asterisk, so a part of a label is never a wildcard.
        None => Hostname::parse(presented, idn).is_ok_and(|presented| presented == reference),
    }
}

/// What the documents say about the certificates of an answer's servers: the incoming one and the best submission
/// server, as far as they are encrypted.
#[must_use]
pub fn names_expected(help: &'static Help, outcome: &Outcome<'_>, idn: &dyn Idn) -> Vec<Expected> {
    if outcome.status != Status::Answered {
        return Vec::new();
    }
    let servers =
        [(Direction::Incoming, outcome.incoming.as_ref()), (Direction::Outgoing, outcome.outgoing.first())];
    servers
        .into_iter()
        .filter_map(|(direction, server)| expected(help, outcome, direction, server?, idn))
        .collect()
}

fn expected(
    help: &'static Help,
    outcome: &Outcome<'_>,
    direction: Direction,
    server: &ResolvedServer,
    idn: &dyn Idn,
) -> Option<Expected> {
    // Without encryption there is no certificate, and no entry either.
    let security = server.security()?;
    let fits = |name: &&CertificateName| {
        name.security == security
            && (name.directions.is_empty() || name.directions.contains(&direction))
            && holds(&name.when, Some(outcome))
    };
    let known = help.names().iter().find(fits)?;
    let host = match &server.host.value {
        Some(Scalar::Text(host)) => Some(host.to_string()),
        _ => None,
    };
    let address = outcome.address.as_ref();
    let name = known.name.and_then(|pattern| address.map(|address| pattern.fill(address)));
    let fits = host.as_deref().zip(name.as_deref()).map(|(host, name)| matches(host, name, idn));
    // A candidate of what no document settles stays one whatever the address.
    let follows = server.host.pattern.is_some() && server.host.certainty != Certainty::Unstated;
    let needs_address = address.is_none()
        && ((host.is_none() && follows) || (host.is_some() && known.name.is_some() && name.is_none()));
    Some(Expected {
        needs_address,
        protocol: server.protocol,
        host,
        name,
        pattern: known.name.map(crate::mail::Pattern::as_str),
        fits,
        why: known.why,
        source: known.source,
    })
}

/// What a mail program shows about a fault of a certificate; `None` where that is not known.
#[must_use]
pub fn warning(help: &'static Help, client: &str, fault: Fault) -> Option<&'static Warning> {
    help.warnings().iter().find(|warning| warning.fault == fault && warning.clients.contains(&client))
}
