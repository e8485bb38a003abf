//! An answer as the exporters see it: complete, typed, nothing optional but what the format may do without.

use super::refusal::Missing;
use super::{Format, Limit, Refusal};
use crate::decide::{Outcome, ResolvedServer, ResolvedValue, Status};
use crate::mail::{Authentication, EmailAddress, Hostname, Idn, Protocol, Security};
use crate::matrix::{Client, Field, Matrix, Scalar};

/// A complete answer. Invariant: host names, ports, security and authentication are known, and where there is a
/// log-in, its name is.
#[derive(Clone, Debug)]
pub struct Account<'o> {
    /// The provider.
    pub matrix: &'o Matrix,
    /// The visitor's mail address.
    pub address: &'o EmailAddress,
    /// The incoming server; `None` where no document describes it.
    pub incoming: Option<Endpoint>,
    /// The submission servers, best first; never empty.
    pub outgoing: Vec<Endpoint>,
}

/// A server with everything a mail program needs to reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// What it speaks.
    pub protocol: Protocol,
    /// Its name, in ASCII.
    pub host: String,
    /// Its TCP port, 1 to 65535.
    pub port: u16,
    /// The protection of the connection.
    pub security: Security,
    /// How the password is sent.
    pub authentication: Authentication,
    /// The log-in name; `None` where there is no log-in.
    pub username: Option<String>,
}

impl<'o> Account<'o> {
    /// The account of an answer.
    ///
    /// # Errors
    /// [`Refusal::Asking`], [`Refusal::Unavailable`], or everything that is missing at once.
    pub fn of(outcome: &'o Outcome<'_>) -> Result<Self, Refusal> {
        let matrix = match (outcome.status, outcome.matrix) {
            (Status::Answered, Some(matrix)) => matrix,
            (Status::Unavailable, _) => return Err(Refusal::Unavailable),
            _ => return Err(Refusal::Asking),
        };
        let mut missing = Vec::new();
        if outcome.address.is_none() {
            missing.push(Missing::Address);
        }
        let incoming = outcome.incoming.as_ref().and_then(|server| endpoint(server, &mut missing));
        // Where the best submission server is not known in full, the next one would be a silent second choice.
        let mut rest = outcome.outgoing.iter();
        let best = rest.next().and_then(|server| endpoint(server, &mut missing));
        let outgoing =
            best.into_iter().chain(rest.filter_map(|server| endpoint(server, &mut Vec::new()))).collect();
        match &outcome.address {
            Some(address) if missing.is_empty() => Ok(Self { matrix, address, incoming, outgoing }),
            _ => {
                // Without an address every value that depends on it is missing too; that says nothing more.
                let without_address = outcome.address.is_none();
                missing.retain(|each| match each {
                    Missing::Value(protocol, field) => {
                        !without_address || !depends_on_address(outcome, *protocol, *field)
                    }
                    _ => true,
                });
                Err(Refusal::Missing(missing))
            }
        }
    }

    /// The incoming server.
    ///
    /// # Errors
    /// If no document describes it.
    pub fn incoming(&self) -> Result<&Endpoint, Refusal> {
        self.incoming.as_ref().ok_or_else(|| Refusal::Missing(vec![Missing::Incoming]))
    }

    /// Whether the chosen mail program takes the account from a format that it imports. One that passes over an account
    /// may still say that it imported something.
    ///
    /// # Errors
    /// [`Limit::Import`].
    pub fn imported(&self, format: Format, client: Option<&Client>) -> Result<(), Refusal> {
        let Some(client) = client else { return Ok(()) };
        let passes_over = client.cannot.contains(&"import-other-authentication");
        let mut sides = self.incoming.iter().chain(self.outgoing.first());
        let other = |side: &Endpoint| side.authentication != Authentication::PasswordCleartext;
        if passes_over && client.imports.contains(&format.id()) && sides.any(other) {
            return Err(Refusal::Cannot(Limit::Import));
        }
        Ok(())
    }

    /// The best submission server.
    ///
    /// # Errors
    /// If there is none.
    pub fn outgoing(&self) -> Result<&Endpoint, Refusal> {
        self.outgoing.first().ok_or(Refusal::Unavailable)
    }
}

fn depends_on_address(outcome: &Outcome<'_>, protocol: Protocol, field: Field) -> bool {
    let mut servers = outcome.incoming.iter().chain(&outcome.outgoing);
    servers.any(|server| server.protocol == protocol && server.field(field).pattern.is_some())
}

/// A name in an answer is ASCII already; any other is none.
struct AsciiOnly;

impl Idn for AsciiOnly {
    fn to_ascii(&self, _: &str) -> Option<String> {
        None
    }
}

/// The fields of a server that are not known.
fn unknown(server: &ResolvedServer) -> impl Iterator<Item = Field> {
    server.shown_fields().filter(|field| match &server.field(*field).value {
        // Put into a pattern, a long domain can make a name that no DNS holds.
        Some(Scalar::Text(host)) if *field == Field::Host => Hostname::parse(host, &AsciiOnly).is_err(),
        value => value.is_none(),
    })
}

fn endpoint(server: &ResolvedServer, missing: &mut Vec<Missing>) -> Option<Endpoint> {
    let before = missing.len();
    missing.extend(unknown(server).map(|field| Missing::Value(server.protocol, field)));
    if missing.len() > before {
        return None;
    }
    let authentication = server.authentication()?;
    Some(Endpoint {
        protocol: server.protocol,
        host: text(&server.host)?,
        port: match server.port.value {
            Some(Scalar::Port(port)) => port,
            _ => return None,
        },
        security: server.security()?,
        authentication,
        username: match authentication {
            Authentication::None => None,
            _ => Some(text(&server.username)?),
        },
    })
}

fn text(value: &ResolvedValue) -> Option<String> {
    match &value.value {
        Some(Scalar::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}
