//! The settings file of K-9 Mail and Thunderbird for Android, which FairEmail reads too.

use super::identity::{file_name, uuid};
use super::xml::Xml;
use super::{Account, Artefact, Endpoint, Refusal};
use crate::mail::Protocol;

/// The file with one account.
///
/// # Errors
/// If there is no incoming server, or a user name holds characters that XML cannot write.
pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    // FairEmail takes no account whose identifier it has: a corrected file must have another. So it is made of
    // everything the file says.
    let draft = document(account, "")?;
    let content = document(account, &uuid(&draft).to_ascii_lowercase())?;
    Ok(Artefact { name: file_name(account.address, "k9s"), mime: "application/octet-stream", content })
}

fn document(account: &Account<'_>, id: &str) -> Result<String, Refusal> {
    let incoming = account.incoming()?;
    let address = account.address.to_string();
    let mut xml = Xml::new();
    // 99 is the oldest version of the settings that knows all values written here.
    xml.open("k9settings", &[("version", "99"), ("format", "1")]);
    xml.open("accounts", &[]);
    xml.open("account", &[("uuid", id)]);
    xml.leaf("name", &address);
    server(&mut xml, "incoming-server", incoming);
    server(&mut xml, "outgoing-server", account.outgoing()?);
    xml.open("settings", &[]);
    // As the program sets it itself: deleting reaches an IMAP server, and nothing is deleted by POP.
    let policy = if incoming.protocol == Protocol::Pop3 { "NEVER" } else { "DELETE" };
    xml.leaf_with("value", &[("key", "deletePolicy")], policy);
    xml.close();
    xml.open("identities", &[]);
    xml.open("identity", &[]);
    xml.leaf("email", &address);
    xml.finish()
}

fn server(xml: &mut Xml, tag: &'static str, server: &Endpoint) {
    const SECURITY: [&str; 3] = ["NONE", "STARTTLS_REQUIRED", "SSL_TLS_REQUIRED"];
    const AUTHENTICATION: [&str; 3] = ["NONE", "PLAIN", "CRAM_MD5"];
    xml.open(tag, &[("type", &server.protocol.id().to_ascii_uppercase())]);
    xml.leaf("host", &server.host);
    xml.leaf("port", &server.port.to_string());
    xml.leaf("connection-security", SECURITY[server.security as usize]);
    xml.leaf("authentication-type", AUTHENTICATION[server.authentication as usize]);
    if let Some(username) = &server.username {
        xml.leaf("username", username);
    }
    xml.close();
}
