//! What Thunderbird for Android scans: its “Export for Mobile”, format version 1, one account, no password.

use super::config::{fill, push_hexadecimal};
use super::{Account, Endpoint, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

pub fn payload(account: &Account<'_>) -> Result<String, Refusal> {
    let incoming = server(account.incoming()?)?;
    let outgoing = server(account.outgoing()?)?;
    let address = string(&account.address.to_string())?;
    // The name that recipients see must be there; nobody was asked for it.
    let name = string(account.address.local())?;
    let values = [&*incoming, &outgoing, &address, &name];
    Ok(fill(
        "[1,[1,1],{incoming},[[{outgoing},[{address},{name}]]]]",
        "incoming outgoing address name",
        &values,
    ))
}

/// Protocol, host, port, security, authentication and log-in name. The account's name may be left out, and then is the
/// address; the password may be left out, and then is asked for.
fn server(server: &Endpoint) -> Result<String, Refusal> {
    let protocol = match server.protocol {
        Protocol::Imap | Protocol::Smtp => "0",
        Protocol::Pop3 => "1",
    };
    let security = match server.security {
        Security::None => "0",
        Security::StartTls => "2",
        Security::ImplicitTls => "3",
    };
    let authentication = match server.authentication {
        Authentication::None => "0",
        Authentication::PasswordCleartext => "1",
        Authentication::PasswordEncrypted => "2",
    };
    let (host, port) = (string(&server.host)?, server.port.to_string());
    let username = string(server.username.as_deref().unwrap_or_default())?;
    let values = [protocol, &host, &port, security, authentication, &username];
    Ok("[".to_owned() + &values.join(",") + "]")
}

/// A text in ASCII only, because scanners guess at other encodings. The reader refuses line breaks.
fn string(text: &str) -> Result<String, Refusal> {
    if text.chars().any(char::is_control) {
        return Err(Refusal::Cannot(Limit::Characters));
    }
    let mut json = "\"".to_owned();
    for unit in text.encode_utf16() {
        match u8::try_from(unit).map(char::from) {
            Ok(character) if character.is_ascii() => {
                if matches!(character, '"' | '\\') {
                    json.push('\\');
                }
                json.push(character);
            }
            _ => {
                json.push_str("\\u");
                push_hexadecimal(u32::from(unit), 4, &mut json);
            }
        }
    }
    json.push('"');
    Ok(json)
}
