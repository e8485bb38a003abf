//! fetchmail's configuration: receiving only. The password is asked for by the program.

use super::config::{artefact, escaped};
use super::{Account, Artefact, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

const FILE: &str = "poll \"{host}\" protocol {protocol} service {port} auth {auth}
  user \"{user}\" {security} keep
";

pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let server = account.incoming()?;
    let protocol = if server.protocol == Protocol::Imap { "IMAP" } else { "POP3" };
    let username = server.username.as_ref().ok_or(Refusal::Cannot(Limit::NoLogin))?;
    // A backslash before a quote does not keep the quote from ending the text; its number does.
    let username = escaped(username, &[('"', "\\x22"), ('\\', "\\x5c")])?;
    let auth = match server.authentication {
        Authentication::PasswordEncrypted => "cram-md5",
        _ => "password",
    };
    // Left out, the program would try STARTTLS by itself; an empty word forbids it, any other demands it.
    let security = match server.security {
        Security::None => "sslproto ''",
        Security::StartTls => "sslproto 'tls1.2+' sslcertck",
        Security::ImplicitTls => "ssl sslcertck",
    };
    let values = [protocol, auth, &username, security];
    Ok(artefact(account, "fetchmailrc", FILE, "protocol auth user security", &values))
}
