//! Classic Outlook's profile file: sections in brackets, `name=value`. The sections behind say only which property each
//! name is.

use super::file::{Account, MOST};
use super::values::{port, usual_port, value_of};
use crate::mail::{Authentication, Protocol, Security};

/// The accounts, if it is such a file.
pub(super) fn read(text: &str) -> Option<Vec<Account>> {
    let mut is_known = false;
    let mut found: Vec<(Account, Said)> = Vec::new();
    let mut in_account = false;
    for line in text.lines().map(str::trim) {
        let section = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((section, _)) = section {
            let section = section.trim().to_ascii_lowercase();
            is_known |= matches!(&*section, "internet account list" | "service list");
            let number = section.strip_prefix("account");
            in_account = number.is_some_and(|number| number.parse::<u32>().is_ok());
            if in_account {
                if found.len() >= MOST {
                    break;
                }
                found.push(Default::default());
            }
        } else if let (true, Some((account, said)), Some((key, value))) =
            (in_account, found.last_mut(), line.split_once('='))
        {
            said.take(account, &key.trim().to_ascii_lowercase(), unquoted(value.trim()));
        }
    }
    is_known.then(|| found.into_iter().map(|(account, said)| said.settle(account)).collect())
}

/// What settles other fields only once all of it is known.
#[derive(Default)]
struct Said {
    incoming_tls: bool,
    incoming_spa: bool,
    outgoing_tls: Option<Security>,
    outgoing_spa: bool,
    logs_in: bool,
    own_name: bool,
}

impl Said {
    fn take(&mut self, account: &mut Account, key: &str, value: &str) {
        let present = &mut account.present;
        let is_on = value == "1" || value.eq_ignore_ascii_case("yes");
        let (server, key) = if let Some(key) = key.strip_prefix("pop3") {
            present.incoming.protocol = Some(Protocol::Pop3);
            (&mut present.incoming, key)
        } else if let Some(key) = key.strip_prefix("imap") {
            present.incoming.protocol = Some(Protocol::Imap);
            (&mut present.incoming, key)
        } else if let Some(key) = key.strip_prefix("smtp") {
            present.outgoing.protocol = Some(Protocol::Smtp);
            (&mut present.outgoing, key)
        } else {
            if matches!(key, "accountname" | "emailaddress") && account.name.is_none() {
                account.name = value_of(value);
            }
            return;
        };
        let is_outgoing = server.protocol == Some(Protocol::Smtp);
        match key {
            "server" => server.host = value_of(value),
            "port" => server.port = port(value),
            "username" => server.username = value_of(value),
            "usessl" if is_outgoing => {
                self.outgoing_tls = self.outgoing_tls.or(is_on.then_some(Security::ImplicitTls));
            }
            "usessl" => self.incoming_tls = is_on,
            "usespa" if is_outgoing => self.outgoing_spa = is_on,
            "usespa" => self.incoming_spa = is_on,
            "secureconnection" => {
                self.outgoing_tls = match value {
                    "0" => Some(Security::None),
                    "1" => Some(Security::ImplicitTls),
                    "2" => Some(Security::StartTls),
                    _ => None,
                };
            }
            // 2: the log-in for receiving comes first and counts for sending.
            "useauth" => self.logs_in = is_on,
            "authmethod" => self.own_name = value == "1",
            _ => {}
        }
    }

    fn settle(self, mut account: Account) -> Account {
        let (incoming, outgoing) = (&mut account.present.incoming, &mut account.present.outgoing);
        if !incoming.is_empty() {
            incoming.security = Some(if self.incoming_tls { Security::ImplicitTls } else { Security::None });
            incoming.authentication = (!self.incoming_spa).then_some(Authentication::PasswordCleartext);
            usual_port(incoming);
        }
        if !outgoing.is_empty() {
            outgoing.security = self.outgoing_tls.or(Some(Security::None));
            outgoing.authentication = match (self.logs_in, self.outgoing_spa) {
                (false, _) => Some(Authentication::None),
                (true, false) => Some(Authentication::PasswordCleartext),
                (true, true) => None,
            };
            if !self.logs_in {
                outgoing.username = None;
            } else if !self.own_name {
                outgoing.username.clone_from(&incoming.username);
            }
            usual_port(outgoing);
        }
        account
    }
}

/// Windows takes quotes off both ends.
fn unquoted(text: &str) -> &str {
    let inside = |quote| text.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}
