//! What Delta Chat scans: its `dclogin:` address, version 1. It has no form without the password, so it is made in its
//! own dialog only.

use super::config::{fill_in, percent_encoded};
use super::refusal::Missing;
use super::{Account, Endpoint, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

/// Certificates are checked strictly (`ic=1`); the default accepts some invalid ones.
const URI: &str = "dclogin:{address}?p={password}&v=1&ih={host}&ip={port}&iu={user}&is={security}\
                   &sh={smtp-host}&sp={smtp-port}&su={smtp-user}&ss={smtp-security}&ic=1";

pub fn payload(account: &Account<'_>, password: Option<&str>) -> Result<String, Refusal> {
    let (incoming, outgoing) = (account.incoming()?, account.outgoing()?);
    if incoming.protocol != Protocol::Imap {
        return Err(Refusal::Cannot(Limit::Pop3));
    }
    // Old readers take the address as it stands, newer ones decode it: these would end it or be read differently.
    if account.address.local().contains(['/', '?', '#', '%']) {
        return Err(Refusal::Cannot(Limit::Characters));
    }
    let user = username(incoming)?;
    let smtp_user = username(outgoing)?;
    let (security, smtp_security) = (security(incoming)?, security(outgoing)?);
    let Some(password) = password.filter(|password| !password.is_empty()) else {
        return Err(Refusal::Missing(vec![Missing::Password]));
    };
    let password = percent_encoded(password);
    let values = [&*password, &user, security, &smtp_user, smtp_security];
    Ok(fill_in(account, URI, "password user security smtp-user smtp-security", &values))
}

fn username(server: &Endpoint) -> Result<String, Refusal> {
    let username = server.username.as_ref().ok_or(Refusal::Cannot(Limit::NoLogin))?;
    Ok(percent_encoded(username))
}

fn security(server: &Endpoint) -> Result<&'static str, Refusal> {
    // The app chooses a mechanism by itself, and it sends the password as it is.
    if server.authentication == Authentication::PasswordEncrypted {
        return Err(Refusal::Cannot(Limit::EncryptedPassword));
    }
    Ok(match server.security {
        Security::None => "plain",
        Security::StartTls => "starttls",
        Security::ImplicitTls => "ssl",
    })
}
