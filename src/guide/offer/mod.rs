//! Which mail program can do what with a plan, and what to use where it cannot.

mod certificate;
mod instead;
mod looker;

use super::data::{Ability, Certain, Guides, Standing};
use crate::catalogue::Catalogue;
use crate::decide::leaves;
use crate::i18n::Locale;
use crate::matrix::{Client, Matrix, Source};
use instead::instead;
use looker::{Looker, is_upgrade};

pub use instead::{Instead, replacements};

/// One mail program with a plan.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The mail program.
    pub client: &'static Client,
    /// What it can do: for each of [`Offer::COLUMNS`], but STARTTLS only where the plan has it.
    pub marks: Vec<Mark>,
    /// The mail program to take because this one has ended.
    pub replaced_by: Option<&'static str>,
}

/// Whether a mail program can do something with a plan.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it is about.
    pub ability: Ability,
    /// Whether it can.
    pub is: Certain,
    /// Why not, or why nobody can tell, or what must be known; never missing unless it can.
    pub why: Option<Reasoned>,
    /// What must be so for the plan to have it, as long as nobody has said whether it is.
    pub given: Option<Reasoned>,
    /// What to use instead, best first.
    pub instead: Vec<Instead>,
}

/// A reason with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasoned {
    /// In a few words.
    pub title: &'static str,
    /// What else must be known.
    pub text: Option<&'static str>,
    /// Where it stands.
    pub source: Option<Source>,
}

impl Offer {
    /// What is told of every program, in this order.
    pub const COLUMNS: [Ability; 8] = [
        Ability::Pop3Tls,
        Ability::ImapTls,
        Ability::SmtpTls,
        Ability::Pop3StartTls,
        Ability::ImapStartTls,
        Ability::SmtpStartTls,
        Ability::Apop,
        Ability::EncryptedPassword,
    ];

    /// What is told of something, if anything is.
    #[must_use]
    pub fn mark(&self, ability: Ability) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.ability == ability)
    }

    fn can(&self, ability: Ability) -> bool {
        self.mark(ability).is_some_and(|mark| mark.is == Certain::Yes)
    }

    /// What must be so for the plan to have it, as long as nobody has said whether it is.
    #[must_use]
    pub fn given(&self, ability: Ability) -> Option<Reasoned> {
        self.mark(ability).and_then(|mark| mark.given)
    }
}

/// What every mail program can do with a plan. `answered` gives the answer to each input; the plan is the first of
/// them. What is left open is taken at its best: the plan has it if some answer leads there. Where that takes a
/// certificate, the mark says so.
#[must_use]
pub fn offer(
    catalogue: &Catalogue,
    guides: &Guides,
    matrix: &Matrix,
    answered: &dyn Fn(usize) -> Option<usize>,
    locale: Locale,
) -> Vec<Offer> {
    let all = leaves(matrix, answered);
    let looker = Looker { matrix, guides, locale, leaves: &all };
    let mut columns = Offer::COLUMNS.to_vec();
    columns.retain(|ability| !is_upgrade(*ability) || looker.is_used(*ability));
    // What the plan has is the same for every program.
    let plans: Vec<_> = columns.iter().map(|ability| (*ability, looker.plan(*ability))).collect();
    let mut offers: Vec<Offer> = Vec::new();
    for client in catalogue.clients() {
        let guide = guides.of(client.id);
        let marks = plans.iter().map(|(ability, plan)| looker.mark(*ability, plan, client, guide)).collect();
        let replaced_by = match guide.map(|guide| guide.standing) {
            Some(Standing::Ended(ended)) => Some(ended.replaced_by),
            _ => None,
        };
        offers.push(Offer { client, marks, replaced_by });
    }
    for index in 0..offers.len() {
        for (column, ability) in columns.iter().enumerate() {
            let instead = instead(&looker, &offers, index, *ability);
            if let Some(mark) = offers.get_mut(index).and_then(|offer| offer.marks.get_mut(column)) {
                mark.instead = instead;
            }
        }
    }
    offers
}
