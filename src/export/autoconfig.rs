//! Thunderbird's autoconfiguration (`config-v1.1.xml`), published once by the owner of a domain for all its mailboxes.
//! So it names a rule for the user name, never one person's.

use super::xml::Xml;
use super::{Account, Artefact, Endpoint, Limit, Refusal};
use crate::decide::{Outcome, ResolvedServer};
use crate::i18n::Locale;
use crate::mail::{EmailAddress, Pattern, Placeholder};

/// The file for the domain of an account.
///
/// # Errors
/// If there is no incoming server, or a user name does not follow from the address.
pub fn render(account: &Account<'_>, outcome: &Outcome<'_>) -> Result<Artefact, Refusal> {
    let incoming = account.incoming()?;
    let domain = account.address.domain().as_str();
    // Whoever reads it is not the visitor, so it does not follow the visitor's language.
    let provider = account.matrix.name().get(Locale::Ja);
    let mut xml = Xml::new();
    xml.open("clientConfig", &[("version", "1.1")]);
    xml.open("emailProvider", &[("id", domain)]);
    xml.leaf("domain", domain);
    let mut name = String::from(provider);
    name.push_str(" (");
    name.push_str(domain);
    name.push(')');
    xml.leaf("displayName", &name);
    xml.leaf("displayShortName", provider);
    server(&mut xml, "incomingServer", incoming, outcome.incoming.as_ref(), account.address)?;
    // The best one only: Thunderbird uses no other, and would not put the address into its user name.
    server(&mut xml, "outgoingServer", account.outgoing()?, outcome.outgoing.first(), account.address)?;
    Ok(Artefact { name: "config-v1.1.xml".to_owned(), mime: "text/xml", content: xml.finish()? })
}

fn server(
    xml: &mut Xml,
    tag: &'static str,
    server: &Endpoint,
    resolved: Option<&ResolvedServer>,
    address: &EmailAddress,
) -> Result<(), Refusal> {
    const SOCKET: [&str; 3] = ["plain", "STARTTLS", "SSL"];
    xml.open(tag, &[("type", server.protocol.id())]);
    xml.leaf("hostname", &server.host);
    xml.leaf("port", &server.port.to_string());
    xml.leaf("socketType", SOCKET[server.security as usize]);
    // The words of this format are the words of the answer.
    xml.leaf("authentication", server.authentication.id());
    if let Some(username) = &server.username {
        let rule = resolved.and_then(|server| rule(server, username, address));
        xml.leaf("username", &rule.ok_or(Refusal::Cannot(Limit::UsernameRule))?);
    }
    xml.close();
    Ok(())
}

/// The user name of every mailbox of the domain, `None` if this one does not tell.
fn rule(server: &ResolvedServer, username: &str, address: &EmailAddress) -> Option<String> {
    let login = &server.username;
    let pattern = match login.pattern.filter(|_| !login.entered) {
        Some(pattern) => pattern,
        None if !login.entered => return None,
        None if username == address.to_string() => "{address}",
        None if username == address.local() => "{local}",
        None => return None,
    };
    let mut rule = String::new();
    for (text, placeholder) in Pattern::parse(pattern)?.pieces() {
        rule.push_str(text);
        rule.push_str(match placeholder {
            None => "",
            Some(Placeholder::Address) => "%EMAILADDRESS%",
            Some(Placeholder::Local) => "%EMAILLOCALPART%",
            Some(Placeholder::Domain) => "%EMAILDOMAIN%",
            Some(Placeholder::FirstLabel) => address.domain().first_label(),
        });
    }
    // Without a placeholder it could be a name like `007`, which readers turn into 7.
    rule.find('%').map(|_| rule)
}
