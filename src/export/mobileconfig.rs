//! Apple's configuration profile with one mail account (payload `com.apple.mail.managed`).
//!
//! Two properties carry the meaning: the identifier decides whether a profile replaces an installed one, and a
//! password stands in none, because an unsigned file is readable to everybody.

use super::identity::{file_name, uuid};
use super::xml::Xml;
use super::{Account, Artefact, Endpoint, Refusal};
use crate::i18n::{Locale, Messages};
use crate::mail::{Protocol, Security};

const DOCTYPE: &str =
    "plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"";

/// The profile of an account.
///
/// # Errors
/// If there is no incoming server, or a user name holds characters that XML cannot write.
pub fn render(account: &Account<'_>, locale: Locale) -> Result<Artefact, Refusal> {
    let incoming = account.incoming()?;
    let outgoing = account.outgoing()?;
    let address = account.address.to_string();
    // POP and IMAP are two accounts: one in place of the other would take the mail kept on the device with it.
    let mut identifier = String::from("mail-settings.");
    for part in [account.matrix.id(), ".", incoming.protocol.id(), "."] {
        identifier.push_str(part);
    }
    // Capitals do not make another mailbox.
    identifier.push_str(&uuid(&(identifier.clone() + &address.to_ascii_lowercase())));

    let mut xml = Xml::new();
    xml.doctype(DOCTYPE);
    xml.open("plist", &[("version", "1.0")]);
    xml.open("dict", &[]);
    let mut name = String::from(account.matrix.name().get(locale));
    name.push_str(" (");
    name.push_str(&address);
    name.push(')');
    text(&mut xml, "PayloadDisplayName", &name);
    text(&mut xml, "PayloadDescription", Messages::of(locale).profile_note);
    payload(&mut xml, "Configuration", &identifier);
    xml.leaf("key", "PayloadContent");
    xml.open("array", &[]);
    xml.open("dict", &[]);
    identifier.push_str(".account");
    payload(&mut xml, "com.apple.mail.managed", &identifier);
    text(&mut xml, "EmailAccountDescription", &address);
    text(&mut xml, "EmailAddress", &address);
    let kind = if incoming.protocol == Protocol::Pop3 { "EmailTypePOP" } else { "EmailTypeIMAP" };
    text(&mut xml, "EmailAccountType", kind);
    server(&mut xml, "IncomingMailServer", incoming);
    server(&mut xml, "OutgoingMailServer", outgoing);
    if incoming.username.is_some() && incoming.username == outgoing.username {
        xml.leaf("key", "OutgoingPasswordSameAsIncomingPassword");
        xml.empty("true");
    }
    Ok(Artefact {
        name: file_name(account.address, "mobileconfig"),
        mime: "application/x-apple-aspen-config",
        content: xml.finish()?,
    })
}

fn payload(xml: &mut Xml, kind: &str, identifier: &str) {
    text(xml, "PayloadType", kind);
    xml.leaf("key", "PayloadVersion");
    xml.leaf("integer", "1");
    text(xml, "PayloadIdentifier", identifier);
    text(xml, "PayloadUUID", &uuid(identifier));
}

/// The five keys of a server; what is not known is left out, because an empty text is not asked for.
fn server(xml: &mut Xml, side: &str, server: &Endpoint) {
    const AUTHENTICATION: [&str; 3] = ["EmailAuthNone", "EmailAuthPassword", "EmailAuthCRAMMD5"];
    let key = |xml: &mut Xml, name: &str| xml.leaf("key", &(side.to_owned() + name));
    key(xml, "HostName");
    xml.leaf("string", &server.host);
    key(xml, "PortNumber");
    xml.leaf("integer", &server.port.to_string());
    // One switch for both kinds of TLS; the device tells them apart by the port.
    key(xml, "UseSSL");
    xml.empty(if server.security == Security::None { "false" } else { "true" });
    key(xml, "Authentication");
    xml.leaf("string", AUTHENTICATION[server.authentication as usize]);
    if let Some(username) = &server.username {
        key(xml, "Username");
        xml.leaf("string", username);
    }
}

fn text(xml: &mut Xml, key: &str, value: &str) {
    xml.leaf("key", key);
    xml.leaf("string", value);
}
