//! What can be taken from an answer, in the order of benefit: for the chosen mail program first.

use super::{Format, Input, Limit, Missing, Refusal};
use crate::decide::Outcome;
use crate::mail::{EmailAddress, Idn};
use crate::matrix::{Audience, Export, Scalar};
use std::borrow::Cow;

/// The headings, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// What the chosen mail program can import.
    Client,
    /// What every mail program can use.
    Any,
    /// For other programs and devices.
    Device,
    /// For the owner of a domain.
    Owner,
    /// For people who edit configuration files.
    Expert,
    /// What this answer cannot become.
    Refused,
}

impl Heading {
    /// All headings, in the order shown.
    pub const ALL: [Self; 6] =
        [Self::Client, Self::Any, Self::Device, Self::Owner, Self::Expert, Self::Refused];
}

/// A format, with its words, its place, and what stands in its way.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The format.
    pub format: Format,
    /// Its words.
    pub export: &'static Export,
    /// Where it stands.
    pub heading: Heading,
    /// Why there is no file: what the visitor can still supply, or, under [`Heading::Refused`], a reason that stays.
    pub refusal: Option<Refusal>,
}

/// Every format once, by heading and benefit. Where the mail program can import something that can be made from this
/// answer, that comes first.
#[must_use]
pub fn offers(input: Input<'_>) -> Vec<Offer> {
    let imports = input.outcome.client.map_or(&[][..], |client| client.imports);
    let completed = completed(input.outcome);
    let all_known = Input { outcome: &completed, ..input };
    let exports = input.catalogue.exports();
    let mut rest = Vec::with_capacity(exports.len());
    for id in imports {
        for export in exports.iter().filter(|export| export.id == *id) {
            push(export, input, all_known, true, &mut rest);
        }
    }
    for export in exports.iter().filter(|export| !imports.contains(&export.id)) {
        push(export, input, all_known, false, &mut rest);
    }
    let mut offers = Vec::with_capacity(rest.len());
    for heading in Heading::ALL {
        let mut at = 0;
        while at < rest.len() {
            if rest[at].heading == heading {
                offers.push(rest.remove(at));
            } else {
                at += 1;
            }
        }
    }
    offers
}

fn push(
    export: &'static Export,
    input: Input<'_>,
    all_known: Input<'_>,
    imported: bool,
    offers: &mut Vec<Offer>,
) {
    let Some(format) = Format::from_id(export.id) else {
        return;
    };
    let mut refusal = super::refusal(format, input).filter(|refusal| !asks_password(refusal));
    if let Some(Refusal::Missing(_)) = refusal {
        // Nobody is asked for a value that would not help.
        let lasting = super::refusal(format, all_known).filter(is_lasting);
        refusal = lasting.or(refusal);
    }
    let heading = match export.audience {
        _ if refusal.as_ref().is_some_and(is_final) => Heading::Refused,
        _ if imported => Heading::Client,
        Audience::Any => Heading::Any,
        Audience::Device => Heading::Device,
        Audience::Owner => Heading::Owner,
        Audience::Expert => Heading::Expert,
    };
    offers.push(Offer { format, export, heading, refusal });
}

/// A format that lacks nothing but the password is made in its dialog.
fn asks_password(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Missing(missing) if missing[..] == [Missing::Password])
}

/// Whether nothing the visitor could enter would help.
fn is_final(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Missing(missing) => missing.contains(&Missing::Incoming),
        _ => true,
    }
}

/// Whether it follows from the answers and from no value that could be entered.
fn is_lasting(refusal: &Refusal) -> bool {
    use Limit::{Cleartext, EncryptedPassword, Imap, Import, IncomingStartTls, NoLogin, Pop3};
    match refusal {
        Refusal::Cannot(limit) => {
            matches!(limit, Pop3 | Imap | IncomingStartTls | Cleartext | EncryptedPassword | NoLogin | Import)
        }
        other => is_final(other),
    }
}

/// The answer as if the visitor had entered everything. Nobody gets to see the values that stand in.
fn completed<'o>(outcome: &Outcome<'o>) -> Outcome<'o> {
    const HOST: &str = "example.com";
    const ADDRESS: &str = "x@example.com";
    let mut outcome = outcome.clone();
    if outcome.address.is_none() {
        outcome.address = EmailAddress::parse(ADDRESS, &Ascii).ok();
    }
    for server in outcome.incoming.iter_mut().chain(&mut outcome.outgoing) {
        for (value, text) in [(&mut server.host, HOST), (&mut server.username, ADDRESS)] {
            value.value.get_or_insert(Scalar::Text(Cow::Borrowed(text)));
        }
        server.port.value.get_or_insert(Scalar::Port(1));
    }
    outcome
}

/// For a name that is in ASCII.
struct Ascii;

impl Idn for Ascii {
    fn to_ascii(&self, domain: &str) -> Option<String> {
        Some(domain.to_owned())
    }
}
