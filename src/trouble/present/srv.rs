//! DNS service records, RFC 6186 and RFC 8314 section 5.1, as lines of a zone file. They say hosts and ports, and the
//! protection by the service's name; nothing about log-ins.

use super::PresentServer;
use super::file::{Account, MOST};
use super::values::{port, value_of};
use crate::mail::{Protocol, Security};

/// One account for each way to receive, best first, each with the best submission server.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    let mut incoming: Vec<(u16, PresentServer)> = Vec::new();
    let mut outgoing: Option<(u16, PresentServer)> = None;
    let mut domain = None;
    let mut is_known = false;
    for line in text.lines() {
        let Some((name, priority, server)) = record(line) else { continue };
        is_known = true;
        domain = domain.or(name);
        // A dot alone says that the service is not offered.
        if server.host.is_none() {
            continue;
        }
        if server.protocol != Some(Protocol::Smtp) {
            if incoming.len() < MOST {
                let at = incoming.iter().take_while(|(known, _)| *known <= priority).count();
                incoming.insert(at, (priority, server));
            }
        } else if outgoing.as_ref().is_none_or(|(best, _)| priority < *best) {
            outgoing = Some((priority, server));
        }
    }
    if incoming.is_empty() {
        incoming.push(Default::default());
    }
    let outgoing = outgoing.map(|(_, server)| server).unwrap_or_default();
    let account = |(_, incoming)| Account::new(domain.clone(), incoming, outgoing.clone());
    is_known.then(|| incoming.into_iter().map(account).collect())
}

/// The domain, the priority and the server of a line that is such a record.
fn record(line: &str) -> Option<(Option<String>, u16, PresentServer)> {
    let line = line.split(';').next().unwrap_or_default();
    let mut words = line.split_whitespace();
    let owner = words.next()?.to_ascii_lowercase();
    let (service, domain) = owner.strip_prefix('_')?.split_once("._tcp")?;
    let (protocol, security) = match service {
        "imap" => (Protocol::Imap, Security::StartTls),
        "imaps" => (Protocol::Imap, Security::ImplicitTls),
        "pop3" => (Protocol::Pop3, Security::StartTls),
        "pop3s" => (Protocol::Pop3, Security::ImplicitTls),
        "submission" => (Protocol::Smtp, Security::StartTls),
        "submissions" => (Protocol::Smtp, Security::ImplicitTls),
        _ => return None,
    };
    // Between the name and the type stand a time and a class, both optional.
    words.by_ref().take(3).find(|word| word.eq_ignore_ascii_case("srv"))?;
    let priority = words.next()?.parse().ok()?;
    let (_, number, host) = (words.next()?, port(words.next()?)?, words.next()?);
    let server = PresentServer {
        protocol: Some(protocol),
        host: value_of(host.trim_end_matches('.')),
        port: Some(number),
        security: Some(security),
        ..PresentServer::default()
    };
    Some((value_of(domain.trim_matches('.')), priority, server))
}
