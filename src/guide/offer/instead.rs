//! What to use where a program cannot do something: another way in it, or another program.

use super::Offer;
use crate::catalogue::Catalogue;
use crate::decide::Outcome;
use crate::guide::data::{Ability, Certain, Guides, Key, Standing};
use crate::guide::facts::Facts;
use crate::mail::Access;
use crate::matrix::Client;

/// Another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Something this program can do with the plan.
    Ability(Ability),
    /// A program that can do this with the plan.
    Client(&'static str, Ability),
}

/// More programs would not be read.
const MOST_CLIENTS: usize = 3;

/// The programs to take because one has ended, best first. Where mail is fetched by POP, one that can do so without a
/// reservation comes before one that has it.
#[must_use]
pub fn replacements(
    catalogue: &Catalogue,
    guides: &Guides,
    client: &Client,
    replaced_by: &str,
    outcome: &Outcome<'_>,
) -> Vec<&'static Client> {
    let by_pop = Facts::of(outcome).get(Key::Access) == Access::Pop3.id();
    let is_reserved = |id: &str| guides.of(id).is_some_and(|guide| guide.can(Ability::Pop3).note.is_some());
    let named = catalogue.client(replaced_by);
    let free = (by_pop && is_reserved(replaced_by)).then(|| {
        catalogue.clients().iter().find(|other| {
            let stands = guides.of(other.id).is_some_and(|guide| {
                !matches!(guide.standing, Standing::Ended(_)) && guide.can(Ability::Pop3).is == Certain::Yes
            });
            other.platform == client.platform && stands && !is_reserved(other.id)
        })
    });
    free.flatten().into_iter().chain(named).collect()
}

/// Other ways than this one, best first; none where the program can.
pub(super) fn instead(offers: &[Offer], index: usize, ability: Ability) -> Vec<Instead> {
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
    let mut found: Vec<Instead> =
        others.iter().filter(|other| offer.can(**other)).map(|other| Instead::Ability(*other)).collect();
    programs(offers, offer, ability, &mut found);
    // A program that can do none of it is not left without a way.
    for other in others {
        if found.is_empty() {
            programs(offers, offer, *other, &mut found);
        }
    }
    found
}

/// Programs of the same kind of device that can do it.
fn programs(offers: &[Offer], offer: &Offer, ability: Ability, found: &mut Vec<Instead>) {
    let near = |other: &Offer| {
        let (here, there) = (offer.client.platform, other.client.platform);
        (here == there || here == "any" || there == "any")
            && other.replaced_by.is_none()
            && other.client.id != "other"
    };
    let mut able: Vec<&Offer> = offers.iter().filter(|other| other.can(ability) && near(other)).collect();
    // One that can only with a reservation comes after those that simply can.
    able.sort_by_key(|other| other.mark(ability).is_some_and(|mark| mark.why.is_some()));
    found.extend(able.into_iter().take(MOST_CLIENTS).map(|other| Instead::Client(other.client.id, ability)));
}
