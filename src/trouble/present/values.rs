//! Values as they stand in files of any kind.

use super::PresentServer;
use crate::mail::{Authentication, Protocol, Security};

/// The longest name that is kept, in characters; a mail address has no more.
const LONGEST_NAME: usize = 254;

/// A name, if there is one.
pub(super) fn value_of(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| shortened(text))
}

/// A text as the name of something.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_NAME).collect()
}

/// A port, if the text is one.
pub(super) fn port(text: &str) -> Option<u16> {
    text.parse().ok().filter(|port| *port > 0)
}

/// A protocol by its plain name, in any case.
pub(super) fn protocol(name: &str) -> Option<Protocol> {
    [Protocol::Pop3, Protocol::Imap, Protocol::Smtp]
        .into_iter()
        .find(|protocol| protocol.id().eq_ignore_ascii_case(name))
}

/// Whether a switch is on, in the words of the command line.
pub(super) fn is_on(text: &str) -> bool {
    ["yes", "on", "true", "1"].iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// How the mechanisms that a program may use send the password; `None` if that is left to the server.
pub(super) fn mechanisms<'t>(names: impl Iterator<Item = &'t str>) -> Option<Authentication> {
    let mut found = None;
    for name in names {
        let name = name.to_ascii_lowercase();
        let one = match &*name {
            "plain" | "login" | "user" | "password" => Authentication::PasswordCleartext,
            "apop" | "cram-md5" | "digest-md5" => Authentication::PasswordEncrypted,
            _ if name.starts_with("scram-") => Authentication::PasswordEncrypted,
            _ => return None,
        };
        if *found.get_or_insert(one) != one {
            return None;
        }
    }
    found
}

/// Puts in the port that programs use where none is named: the one that IANA has for protocol and protection.
pub(super) fn usual_port(server: &mut PresentServer) {
    if server.port.is_none()
        && let (Some(protocol), Some(security)) = (server.protocol, server.security)
    {
        let is_implicit = security == Security::ImplicitTls;
        server.port = Some(match (protocol, is_implicit) {
            (Protocol::Pop3, false) => 110,
            (Protocol::Pop3, true) => 995,
            (Protocol::Imap, false) => 143,
            (Protocol::Imap, true) => 993,
            (Protocol::Smtp, false) => 25,
            (Protocol::Smtp, true) => 465,
        });
    }
}
