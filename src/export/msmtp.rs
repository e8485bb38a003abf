//! msmtp's configuration: sending only. The password is asked for by the program.

use super::config::{artefact, fill, printable};
use super::{Account, Artefact, Limit, Refusal};
use crate::mail::{Authentication, Security};

const FILE: &str = "account {slug}
host {smtp-host}
port {smtp-port}
tls {tls}
auth {auth}
{user}from {address}
account default : {slug}
";

pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let server = account.outgoing()?;
    // `from` is a template and a pattern: `%U` is the system's user, `*` and `?` stand for anything.
    if account.address.local().contains(['%', '*', '?']) {
        return Err(Refusal::Cannot(Limit::Characters));
    }
    let tls = match server.security {
        Security::None => "off",
        Security::StartTls => "on\ntls_starttls on",
        // The program's default is `on`, with which it would wait for ever.
        Security::ImplicitTls => "on\ntls_starttls off",
    };
    let auth = match (server.authentication, server.security) {
        (Authentication::None, _) => "off",
        // Left to choose, the program sends no password over an open connection.
        (Authentication::PasswordCleartext, Security::None) => "plain",
        (Authentication::PasswordCleartext, _) => "on",
        (Authentication::PasswordEncrypted, _) => "cram-md5",
    };
    let user = match &server.username {
        // The outer quotes are taken off, whatever stands between them.
        Some(username) => fill("user \"{user}\"\n", "user", &[printable(username)?]),
        None => String::new(),
    };
    Ok(artefact(account, "msmtprc", FILE, "tls auth user", &[tls, auth, &user]))
}
