//! Microsoft's Autodiscover answer (plain old XML, schema 2006a), which an administrator's server gives to Outlook.

use super::xml::Xml;
use super::{Account, Artefact, Endpoint, Limit, Refusal};
use crate::mail::{Authentication, Protocol, Security};

const ENVELOPE: &str = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
const RESPONSE: &str = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

/// The answer for an account.
///
/// # Errors
/// If there is no incoming server, a password is to be sent encrypted, or a user name would not arrive as it is.
pub fn render(account: &Account<'_>) -> Result<Artefact, Refusal> {
    let incoming = account.incoming()?;
    let outgoing = account.outgoing()?;
    let mut xml = Xml::new();
    xml.open("Autodiscover", &[("xmlns", ENVELOPE)]);
    xml.open("Response", &[("xmlns", RESPONSE)]);
    xml.open("Account", &[]);
    xml.leaf("AccountType", "email");
    xml.leaf("Action", "settings");
    for server in [incoming, outgoing] {
        if server.authentication == Authentication::PasswordEncrypted {
            return Err(Refusal::Cannot(Limit::EncryptedPassword));
        }
        if server.username.as_deref().is_some_and(is_changed) {
            return Err(Refusal::Cannot(Limit::UsernameChanged));
        }
        protocol(&mut xml, server);
        if server.protocol == Protocol::Smtp {
            // Whether one log-in serves both; not said, readers differ.
            switch(&mut xml, "UsePOPAuth", server.username.is_some() && server.username == incoming.username);
        }
        xml.close();
    }
    Ok(Artefact { name: "autodiscover.xml".to_owned(), mime: "text/xml", content: xml.finish()? })
}

fn protocol(xml: &mut Xml, server: &Endpoint) {
    // The word for STARTTLS is `TLS` here; `SSL` is TLS from the first byte.
    const ENCRYPTION: [&str; 3] = ["None", "TLS", "SSL"];
    xml.open("Protocol", &[]);
    xml.leaf("Type", &server.protocol.id().to_ascii_uppercase());
    xml.leaf("Server", &server.host);
    xml.leaf("Port", &server.port.to_string());
    if let Some(username) = &server.username {
        xml.leaf("LoginName", username);
    }
    switch(xml, "DomainRequired", false);
    // Left out, it would mean Windows' own log-in.
    switch(xml, "SPA", false);
    switch(xml, "SSL", server.security != Security::None);
    // Programs that know this one pass over `SSL`, which cannot say STARTTLS.
    xml.leaf("Encryption", ENCRYPTION[server.security as usize]);
    switch(xml, "AuthRequired", server.username.is_some());
}

fn switch(xml: &mut Xml, tag: &str, on: bool) {
    xml.leaf(tag, if on { "on" } else { "off" });
}

/// Whether Thunderbird, which reads these answers too, would make another name of it: it takes a text for the number
/// or boolean that JavaScript would, so that `007` becomes 7. Some that would come out the same count too.
fn is_changed(name: &str) -> bool {
    // JavaScript passes over the mark, and takes nothing for 0.
    let number = name.trim_matches('\u{feff}');
    if number.is_empty() || name.eq_ignore_ascii_case("true") || name.eq_ignore_ascii_case("false") {
        return true;
    }
    if are_digits(number) {
        // Up to 15 digits are exact in a floating-point number, and written again as they were.
        return number != name || number.starts_with('0') || number.len() > 15;
    }
    if let [b'0', kind, rest @ ..] = number.as_bytes()
        && let Some(radix) =
            [(b'x', 16), (b'o', 8), (b'b', 2)].iter().find(|(letter, _)| *letter == kind | 32)
    {
        return !rest.is_empty() && rest.iter().all(|byte| char::from(*byte).is_digit(radix.1));
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, part) = unsigned(mantissa).split_once('.').unwrap_or((unsigned(mantissa), ""));
    are_digits(whole)
        && are_digits(part)
        && whole.len() + part.len() > 0
        && are_digits(unsigned(exponent))
        && !unsigned(exponent).is_empty()
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}
