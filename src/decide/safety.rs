//! How well an answer protects what travels between mail program and server.

use super::Evaluated;
use crate::mail::Security;

/// The protection of both directions; greater is safer. The weaker direction counts first, because one cleartext
/// connection gives the password away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Safety {
    /// The weaker direction.
    pub weaker: Security,
    /// The stronger direction.
    pub stronger: Security,
}

/// The safety of an evaluated rule: its incoming server and its best submission server. Where the documents do
/// not tell one of them, the other stands alone.
#[must_use]
pub fn safety(evaluated: &Evaluated) -> Safety {
    let outgoing = evaluated.outgoing.first().and_then(super::ResolvedServer::security);
    let incoming = evaluated.incoming.as_ref().map_or(outgoing, super::ResolvedServer::security);
    let incoming = incoming.unwrap_or(Security::None);
    let outgoing = outgoing.unwrap_or(Security::None);
    Safety { weaker: incoming.min(outgoing), stronger: incoming.max(outgoing) }
}
