//! DNS service records (RFC 6186 and RFC 8314 section 5.1) for the owner of a domain, as lines of a zone file.

use super::config::fill;
use super::identity::domain_file_name;
use super::{Account, Artefact, Endpoint, Limit, Refusal};
use crate::mail::{Protocol, Security};

/// An hour to live, short enough to correct a mistake the same day. The final dots keep the zone's own name from being
/// added.
const RECORD: &str = "_{service}._tcp.{domain}. 3600 IN SRV {priority} 1 {port} {host}.\n";

pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let mut content = record(account, account.incoming()?, "0")?;
    content.push_str(&record(account, account.outgoing()?, "0")?);
    // A further way that cannot be said is left out; the best one cannot be.
    for (server, priority) in account.outgoing.iter().skip(1).zip(["10", "20", "30", "40"]) {
        content.push_str(&record(account, server, priority).unwrap_or_default());
    }
    let name = domain_file_name(account.address.domain(), "zone.txt");
    Ok(Artefact { name, mime: "text/plain", content })
}

/// A server's record. Readers log in with the whole address, and without encryption there is no service name.
fn record(account: &Account<'_>, server: &Endpoint, priority: &str) -> Result<String, Refusal> {
    let username = server.username.as_ref().ok_or(Refusal::Cannot(Limit::NoLogin))?;
    if *username != account.address.to_string() {
        return Err(Refusal::Cannot(Limit::UsernameIsNotAddress));
    }
    let service = match (server.protocol, server.security) {
        (_, Security::None) => return Err(Refusal::Cannot(Limit::Cleartext)),
        (Protocol::Imap, Security::StartTls) => "imap",
        (Protocol::Imap, Security::ImplicitTls) => "imaps",
        (Protocol::Pop3, Security::StartTls) => "pop3",
        (Protocol::Pop3, Security::ImplicitTls) => "pop3s",
        (Protocol::Smtp, Security::StartTls) => "submission",
        (Protocol::Smtp, Security::ImplicitTls) => "submissions",
    };
    let (domain, port) = (account.address.domain().as_str(), server.port.to_string());
    let values = [service, domain, priority, &port, &server.host];
    Ok(fill(RECORD, "service domain priority port host", &values))
}
