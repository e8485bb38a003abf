//! isync's configuration: all folders of an IMAP account into a Maildir. Nothing is removed from the server.
//! The password is asked for by the program.

use super::config::{artefact, escaped};
use super::{Account, Artefact, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

/// An empty line ends a section. Version 1.5 says `TLSType` and still knows `SSLType`; 1.4 knows nothing else.
const FILE: &str = "# mkdir -p ~/Mail/{slug}

IMAPAccount {slug}
Host {host}
Port {port}
User \"{user}\"
SSLType {security}
AuthMechs {mechanisms}

IMAPStore {slug}-server
Account {slug}

MaildirStore {slug}-local
SubFolders Verbatim
Path ~/Mail/{slug}/
Inbox ~/Mail/{slug}/INBOX

Channel {slug}
Far :{slug}-server:
Near :{slug}-local:
Patterns *
Create Near
Expunge None
SyncState *
";

pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let server = account.incoming()?;
    if server.protocol != Protocol::Imap {
        return Err(Refusal::Cannot(Limit::Pop3));
    }
    let username = server.username.as_ref().ok_or(Refusal::Cannot(Limit::NoLogin))?;
    let username = escaped(username, &[('"', "\\\""), ('\\', "\\\\")])?;
    let security = match server.security {
        Security::None => "None",
        Security::StartTls => "STARTTLS",
        Security::ImplicitTls => "IMAPS",
    };
    let mechanisms = match server.authentication {
        Authentication::PasswordEncrypted => "CRAM-MD5",
        _ => "PLAIN LOGIN",
    };
    let values = [&*username, security, mechanisms];
    Ok(artefact(account, "mbsyncrc", FILE, "user security mechanisms", &values))
}
