//! Classic Outlook's profile file, read by its own import only. It adds an account to the present profile.

use super::config::{artefact, fill, printable};
use super::{Account, Artefact, Endpoint, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

/// The last section says which property each name is; a name without one is dropped by Outlook without a word.
const FILE: &str = "[General]
Custom=1
ProfileName=Outlook
DefaultProfile=No
OverwriteProfile=Append
ModifyDefaultProfileIfPresent=TRUE

[Service List]

[Internet Account List]
Account1={kind}

[Account1]
UniqueService=No
AccountName={address}
DisplayName={address}
EmailAddress={address}
ConnectionType=0
{protocol}Server={host}
{protocol}UserName={user}
{protocol}Port={port}
{protocol}UseSSL={tls}
{protocol}UseSPA=0
{leave}SMTPServer={smtp-host}
SMTPPort={smtp-port}
SMTPSecureConnection={security}
SMTPUseSPA=0
SMTPUseAuth={login}

[{kind}]
AccountType={protocol}
AccountName=PT_UNICODE,0x0002
DisplayName=PT_UNICODE,0x000B
EmailAddress=PT_UNICODE,0x000C
ConnectionType=PT_LONG,0x000F
{protocol}Server=PT_UNICODE,0x0100
{protocol}UserName=PT_UNICODE,0x0101
{protocol}Port=PT_LONG,0x0104
{protocol}UseSSL=PT_LONG,0x0105
{protocol}UseSPA=PT_LONG,0x0108
LeaveOnServer=PT_LONG,0x1000
SMTPServer=PT_UNICODE,0x0200
SMTPPort=PT_LONG,0x0201
SMTPSecureConnection=PT_LONG,0x020A
SMTPUseSPA=PT_LONG,0x0207
SMTPUseAuth=PT_LONG,0x0203
SMTPAuthMethod=PT_LONG,0x0208
SMTPUserName=PT_UNICODE,0x0204
";

pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let (incoming, outgoing) = (account.incoming()?, account.outgoing()?);
    let (kind, protocol, leave) = match incoming.protocol {
        Protocol::Imap => ("IMAP_I_Mail", "IMAP", ""),
        // Bit 0: a copy stays on the server.
        _ => ("I_Mail", "POP3", "LeaveOnServer=1\n"),
    };
    for server in [incoming, outgoing] {
        if server.authentication == Authentication::PasswordEncrypted {
            return Err(Refusal::Cannot(Limit::EncryptedPassword));
        }
    }
    let incoming_tls = match incoming.security {
        Security::None => "0",
        Security::StartTls => return Err(Refusal::Cannot(Limit::IncomingStartTls)),
        Security::ImplicitTls => "1",
    };
    let outgoing_security = match outgoing.security {
        Security::None => "0",
        Security::ImplicitTls => "1",
        Security::StartTls => "2",
    };
    plain(account.address.local())?;
    let username = incoming.username.as_deref().ok_or(Refusal::Cannot(Limit::NoLogin))?;
    let names = "kind protocol leave user tls security login";
    let login = login(outgoing, username)?;
    let values = [kind, protocol, leave, plain(username)?, incoming_tls, outgoing_security, &login];
    let mut file = artefact(account, "prf", FILE, names, &values);
    file.content = file.content.replace('\n', "\r\n");
    Ok(file)
}

/// Whether there is a log-in for sending, and whether it is the one for receiving.
fn login(outgoing: &Endpoint, incoming: &str) -> Result<String, Refusal> {
    Ok(match outgoing.username.as_deref() {
        None => "0".to_owned(),
        Some(username) if username == incoming => "1\nSMTPAuthMethod=0".to_owned(),
        Some(username) => fill("1\nSMTPAuthMethod=1\nSMTPUserName={user}", "user", &[plain(username)?]),
    })
}

/// The value as it stands. Outlook puts the system's variables in for `%…%`, and Windows takes quotes off both ends.
fn plain(value: &str) -> Result<&str, Refusal> {
    if value.contains('%') || value.starts_with(['"', '\'']) {
        return Err(Refusal::Cannot(Limit::Characters));
    }
    printable(value)
}
