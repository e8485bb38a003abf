//! NeoMutt's configuration, in words that Mutt knows too. The password is asked for by the program.

use super::config::{artefact, escaped, fill_in, percent_encoded};
use super::{Account, Artefact, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

const IMAP: &str = "set from = '{from}'
set folder = 'imap{s}://{host}:{port}/'
set spoolfile = '+INBOX'
set imap_user = '{user}'
set imap_authenticators = 'plain:login'
{smtp}";

const POP3: &str = "set from = '{from}'
set pop_host = 'pop{s}://{host}:{port}'
set pop_user = '{user}'
set pop_authenticators = 'user'
set pop_delete = no
{smtp}";

const SMTP: &str = "set smtp_url = 'smtp{s}://{user}{smtp-host}:{smtp-port}/'
{authenticators}set ssl_starttls = {starttls}
set ssl_force_tls = {force}
";

pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let (incoming, outgoing) = (account.incoming()?, account.outgoing()?);
    let any_encrypted = |kind| incoming.authentication == kind || outgoing.authentication == kind;
    // Widely installed builds take no mechanism of that kind, say so, and then try any, the password as it is too.
    if any_encrypted(Authentication::PasswordEncrypted) {
        return Err(Refusal::Cannot(Limit::EncryptedPassword));
    }
    let any = |security| incoming.security == security || outgoing.security == security;
    let (cleartext, starttls) = (any(Security::None), any(Security::StartTls));
    // One setting holds for both servers: STARTTLS cannot be demanded of one and forbidden to the other.
    if cleartext && starttls {
        return Err(Refusal::Cannot(Limit::Cleartext));
    }
    let username = incoming.username.as_ref().ok_or(Refusal::Cannot(Limit::NoLogin))?;
    let scheme = |security| if security == Security::ImplicitTls { "s" } else { "" };
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    let (smtp_user, authenticators) = match &outgoing.username {
        Some(username) => (percent_encoded(username) + "@", "set smtp_authenticators = 'plain:login'\n"),
        None => (String::new(), ""),
    };
    let smtp = fill_in(
        account,
        SMTP,
        "s user authenticators starttls force",
        &[scheme(outgoing.security), &smtp_user, authenticators, yes_no(starttls), yes_no(!cleartext)],
    );
    let (from, user) = (quoted(&account.address.to_string())?, quoted(username)?);
    let template = if incoming.protocol == Protocol::Imap { IMAP } else { POP3 };
    let values = [&*from, &user, scheme(incoming.security), &smtp];
    Ok(artefact(account, "neomuttrc", template, "from user s smtp", &values))
}

/// Between single quotes nothing has a meaning but the single quote, which stands in double ones.
fn quoted(text: &str) -> Result<String, Refusal> {
    escaped(text, &[('\'', "'\"'\"'")])
}
