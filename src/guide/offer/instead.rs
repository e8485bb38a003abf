//! What to use where a program cannot do something: another way in it, or another program.

use super::Offer;
use super::looker::Looker;
use crate::catalogue::Catalogue;
use crate::decide::Outcome;
use crate::guide::data::{Ability, Certain, Guides, Key, Standing};
use crate::guide::facts::Facts;
use crate::mail::{Access, Protocol};
use crate::matrix::Client;

/// Another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Something this program can do with the plan.
    Ability(Ability),
    /// A program that can do this with the plan.
    Client(&'static str, Ability),
    /// What is left where nothing on the plan is encrypted: in this program, or the one that has replaced it.
    Plain(&'static str, Protocol),
}

/// More programs would not be read.
const MOST_CLIENTS: usize = 3;

/// The programs to take because one has ended, best first. One that has no reservation comes before one that has: about
/// POP where mail is fetched so, or about a user name that is not known to be the address.
#[must_use]
pub fn replacements(
    catalogue: &Catalogue,
    guides: &Guides,
    client: &Client,
    replaced_by: &str,
    outcome: &Outcome<'_>,
) -> Vec<&'static Client> {
    let by_pop = Facts::of(outcome).get(Key::Access) == Access::Pop3.id();
    let own_name = outcome.incoming.as_ref().is_some_and(|server| {
        let name = server.username.value.as_ref().map(ToString::to_string);
        let address = outcome.address.as_ref().map(ToString::to_string);
        server.username.pattern != Some("{address}") && (name.is_none() || name != address)
    });
    let is_reserved = |id: &str| {
        guides.of(id).is_some_and(|guide| {
            by_pop && guide.can(Ability::Pop3).note.is_some() || own_name && guide.address_only
        })
    };
    let named = catalogue.client(replaced_by);
    let wanted = if by_pop { Ability::Pop3 } else { Ability::Imap };
    let free = is_reserved(replaced_by).then(|| {
        catalogue.clients().iter().find(|other| {
            let stands = guides.of(other.id).is_some_and(|guide| {
                !matches!(guide.standing, Standing::Ended(_)) && guide.can(wanted).is == Certain::Yes
            });
            other.platform == client.platform && stands && !is_reserved(other.id)
        })
    });
    free.flatten().into_iter().chain(named).collect()
}

/// Other ways than this one, best first; none where the program can.
pub(super) fn instead(looker: &Looker<'_>, offers: &[Offer], index: usize, ability: Ability) -> Vec<Instead> {
    let offer = &offers[index];
    if offer.can(ability) {
        return Vec::new();
    }
    let others: &[Ability] = match ability {
        Ability::Pop3Tls => &[Ability::Pop3StartTls, Ability::ImapTls, Ability::ImapStartTls],
        Ability::ImapTls => &[Ability::ImapStartTls, Ability::Pop3Tls, Ability::Pop3StartTls],
        Ability::SmtpTls => &[Ability::SmtpStartTls],
        Ability::Pop3StartTls => &[Ability::Pop3Tls, Ability::ImapStartTls, Ability::ImapTls],
        Ability::ImapStartTls => &[Ability::ImapTls, Ability::Pop3StartTls, Ability::Pop3Tls],
        Ability::SmtpStartTls => &[Ability::SmtpTls],
        // Where the password itself cannot be encrypted, the path can.
        Ability::Apop => &[Ability::Pop3Tls, Ability::Pop3StartTls],
        Ability::EncryptedPassword => &[
            Ability::Pop3Tls,
            Ability::ImapTls,
            Ability::SmtpTls,
            Ability::Pop3StartTls,
            Ability::ImapStartTls,
            Ability::SmtpStartTls,
        ],
        _ => &[],
    };
    let mut others = others.to_vec();
    // A way that asks for the same is none.
    others.retain(|other| ability != Ability::EncryptedPassword || looker.takes_plain_password(*other));
    // What is there for certain comes before what takes something else.
    others.sort_by_key(|other| offer.given(*other).is_some());
    let mut found: Vec<Instead> =
        others.iter().filter(|other| offer.can(**other)).map(|other| Instead::Ability(*other)).collect();
    programs(offers, offer, ability, &mut found);
    // A program that can do none of it is not left without a way.
    for other in others {
        if found.is_empty() {
            programs(offers, offer, other, &mut found);
        }
    }
    if found.is_empty() {
        found.extend(plain(looker, offers, offer, ability));
    }
    found
}

/// What is left where neither this program nor another one can encrypt.
fn plain(looker: &Looker<'_>, offers: &[Offer], offer: &Offer, ability: Ability) -> Option<Instead> {
    let ways: &[Protocol] = match ability {
        Ability::Pop3Tls | Ability::Pop3StartTls | Ability::Apop => &[Protocol::Pop3, Protocol::Imap],
        Ability::ImapTls | Ability::ImapStartTls => &[Protocol::Imap, Protocol::Pop3],
        Ability::SmtpTls | Ability::SmtpStartTls => &[Protocol::Smtp],
        _ => &[],
    };
    let guide = |offer: &Offer| looker.guides.of(offer.client.id);
    // One that has ended and always takes a caution does nothing any more.
    let is_dead = offer.replaced_by.is_some()
        && guide(offer).is_some_and(|guide| guide.cautions.iter().any(|it| it.when.is_empty()));
    let able = |offer: &Offer, protocol: Protocol| {
        let can = |ability| {
            let can = guide(offer).map(|guide| guide.can(ability));
            let is = can.map(|can| can.is);
            let has = is == Some(Certain::Yes) || is == Some(Certain::Unknown) && offer.client.id == "other";
            // In place of another program comes one that can without a reservation.
            has && (!is_dead || can.is_some_and(|can| can.note.is_none()))
        };
        let has = match protocol {
            Protocol::Pop3 => can(Ability::Pop3),
            Protocol::Imap => can(Ability::Imap),
            Protocol::Smtp => true,
        };
        has && looker.is_plain(protocol, offer.client)
    };
    let way = |offer: &Offer| {
        let way = ways.iter().find(|protocol| able(offer, **protocol));
        way.map(|protocol| Instead::Plain(offer.client.id, *protocol))
    };
    if !is_dead {
        return way(offer);
    }
    let successor = offers.iter().filter(|other| Some(other.client.id) == offer.replaced_by);
    let first = ways.first()?;
    let others = offers.iter().filter(|other| is_near(offer, other) && able(other, *first));
    successor.filter(|successor| able(successor, *first)).chain(others).find_map(way)
}

/// Whether another program stands for one: of the same kind of device, and not ended itself.
fn is_near(offer: &Offer, other: &Offer) -> bool {
    let (here, there) = (offer.client.platform, other.client.platform);
    (here == there || here == "any" || there == "any")
        && other.replaced_by.is_none()
        && other.client.id != "other"
}

/// Programs of the same kind of device that can do it.
fn programs(offers: &[Offer], offer: &Offer, ability: Ability, found: &mut Vec<Instead>) {
    let mut able: Vec<&Offer> =
        offers.iter().filter(|other| other.can(ability) && is_near(offer, other)).collect();
    // One that can only with a reservation comes after those that simply can.
    able.sort_by_key(|other| other.mark(ability).is_some_and(|mark| mark.why.is_some()));
    found.extend(able.into_iter().take(MOST_CLIENTS).map(|other| Instead::Client(other.client.id, ability)));
}
