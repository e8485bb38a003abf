//! Which mail program can do what with a plan, and what to use where it cannot.

use super::data::{Ability, Can, Certain, Guide, Guides, Standing};
use crate::catalogue::Catalogue;
use crate::decide::{Evaluated, Given, Leaf, ResolvedServer, evaluate, leaves};
use crate::i18n::Locale;
use crate::mail::{Access, Authentication, Security};
use crate::matrix::{Client, Matrix, Notice, Reason, Source, bit};

/// One mail program with a plan.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The mail program.
    pub client: &'static Client,
    /// What it can do, one for each of [`Offer::COLUMNS`].
    pub marks: Vec<Mark>,
    /// The mail program to take because this one has ended.
    pub replaced_by: Option<&'static str>,
}

/// Whether a mail program can do something with a plan.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Whether it can.
    pub is: Certain,
    /// Why not, or why nobody can tell, or what must be known; never missing unless it can.
    pub why: Option<Reasoned>,
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

impl Offer {
    /// What is told of every program, in this order.
    pub const COLUMNS: [Ability; 5] =
        [Ability::Pop3Tls, Ability::ImapTls, Ability::SmtpTls, Ability::Apop, Ability::EncryptedPassword];

    /// The mark of a column.
    #[must_use]
    pub fn mark(&self, ability: Ability) -> Option<&Mark> {
        let column = Self::COLUMNS.iter().position(|known| *known == ability)?;
        self.marks.get(column)
    }

    fn can(&self, ability: Ability) -> bool {
        self.mark(ability).is_some_and(|mark| mark.is == Certain::Yes)
    }
}

/// What every mail program can do with a plan. `answered` gives the answer to each input; the plan is the first of
/// them. What is left open is taken at its best: the plan has it if some answer leads there.
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
    let mut offers: Vec<Offer> = Vec::new();
    for client in catalogue.clients() {
        let guide = guides.of(client.id);
        let marks = Offer::COLUMNS.iter().map(|ability| looker.mark(*ability, client, guide)).collect();
        let replaced_by = match guide.map(|guide| guide.standing) {
            Some(Standing::Ended(ended)) => Some(ended.replaced_by),
            _ => None,
        };
        offers.push(Offer { client, marks, replaced_by });
    }
    for index in 0..offers.len() {
        for column in 0..Offer::COLUMNS.len() {
            let instead = instead(&offers, index, column);
            if let Some(mark) = offers.get_mut(index).and_then(|offer| offer.marks.get_mut(column)) {
                mark.instead = instead;
            }
        }
    }
    offers
}

fn instead(offers: &[Offer], index: usize, column: usize) -> Vec<Instead> {
    let (offer, ability) = (&offers[index], Offer::COLUMNS[column]);
    if offer.can(ability) {
        return Vec::new();
    }
    let others: &[Ability] = match ability {
        Ability::Pop3Tls => &[Ability::ImapTls],
        Ability::ImapTls => &[Ability::Pop3Tls],
        // Where the password itself cannot be encrypted, the path can.
        Ability::Apop => &[Ability::Pop3Tls],
        Ability::EncryptedPassword => &[Ability::Pop3Tls, Ability::ImapTls, Ability::SmtpTls],
        _ => &[],
    };
    let mut found: Vec<Instead> =
        others.iter().filter(|other| offer.can(**other)).map(|other| Instead::Ability(*other)).collect();
    programs(offers, offer, ability, &mut found);
    // A program that can do none of it is not left without a way.
    if let Some(other) = others.first().filter(|_| found.is_empty()) {
        programs(offers, offer, *other, &mut found);
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
    let able = offers.iter().filter(|other| other.can(ability) && near(other));
    found.extend(able.take(MOST_CLIENTS).map(|other| Instead::Client(other.client.id, ability)));
}

/// Everything that a mark looks at.
struct Looker<'a> {
    matrix: &'a Matrix,
    guides: &'a Guides,
    locale: Locale,
    leaves: &'a [Leaf<'a>],
}

impl Looker<'_> {
    fn mark(&self, ability: Ability, client: &Client, guide: Option<&'static Guide>) -> Mark {
        let (plan, plan_why) = self.plan(ability);
        let (program, program_why) = self.program(ability, client, guide);
        let (is, why) = match (plan, program) {
            (Certain::No, _) => (Certain::No, plan_why),
            (_, Certain::No) => (Certain::No, program_why),
            (Certain::Unknown, _) => (Certain::Unknown, plan_why),
            (_, Certain::Unknown) => (Certain::Unknown, program_why),
            (Certain::Yes, Certain::Yes) => (Certain::Yes, program_why),
        };
        Mark { is, why, instead: Vec::new() }
    }

    fn said(&self, text: super::Localized, source: Option<Source>) -> Option<Reasoned> {
        Some(Reasoned { title: text.get(self.locale), text: None, source })
    }

    fn told(&self, notice: &'static Notice) -> Reasoned {
        let (title, text) = (notice.title.get(self.locale), notice.text.get(self.locale));
        Reasoned { title, text: Some(text), source: notice.source }
    }

    fn evaluated(&self, leaf: &Leaf<'_>, client: Option<&Client>) -> Evaluated {
        evaluate(self.matrix, leaf.rule, leaf.access, Given { client, ..Given::default() })
    }

    /// Whether the plan has it, whatever the program.
    fn plan(&self, ability: Ability) -> (Certain, Option<Reasoned>) {
        let mut refused: Option<&'static Reason> = None;
        let mut portless: Option<&'static Notice> = None;
        for leaf in self.leaves {
            let evaluated = self.evaluated(leaf, None);
            if evaluated.reasons.is_empty() && uses(ability, &evaluated) {
                // A way in whose port no document gives is not known to be one.
                let Some(notice) = self.portless(ability, leaf) else {
                    return (Certain::Yes, None);
                };
                portless = Some(notice);
            }
            // Where no server is described, the rule is about its access.
            let about = uses(ability, &evaluated)
                || leaf.rule.incoming.is_none() && access_of(ability) == Some(leaf.access);
            if let Some(reason) = evaluated.reasons.first().and_then(|id| self.matrix.reason(id))
                && about
                && refused.is_none_or(|known| !is_open(known) && is_open(reason))
            {
                refused = Some(reason);
            }
        }
        if let Some(notice) = portless {
            return (Certain::Unknown, Some(self.told(notice)));
        }
        if let Some(notice) = self.notice(ability) {
            return (Certain::No, Some(self.told(notice)));
        }
        if let Some(reason) = refused {
            let source = reason.source.or_else(|| reason.sides.first().map(|side| side.source));
            let (title, text) = (reason.title.get(self.locale), reason.text.get(self.locale));
            let why = Some(Reasoned { title, text: Some(text), source });
            return (if is_open(reason) { Certain::Unknown } else { Certain::No }, why);
        }
        match ability {
            // Every server of the plan says how the password travels, and none of them so.
            Ability::EncryptedPassword => (Certain::No, self.said(self.guides.words.not_used, None)),
            _ => (Certain::Unknown, self.said(self.guides.words.undocumented, None)),
        }
    }

    /// The notice that says that a leaf's port is in no document.
    fn portless(&self, ability: Ability, leaf: &Leaf<'_>) -> Option<&'static Notice> {
        if ability != Ability::ImapTls {
            return None;
        }
        let all = self.matrix.notices();
        all.iter().find(|notice| notice.id == "imap-tls-port-unstated" && applies(notice, leaf))
    }

    /// The notice that says that a plan has no such thing.
    fn notice(&self, ability: Ability) -> Option<&'static Notice> {
        let id = match ability {
            Ability::Apop => "apop-not-offered",
            Ability::Pop3Tls | Ability::ImapTls | Ability::SmtpTls => "tls-not-offered",
            _ => return None,
        };
        // Where there is no POP there is no APOP either, so its notice may leave IMAP out.
        let concerned = |leaf: &&Leaf<'_>| ability != Ability::Apop || leaf.access == Access::Pop3;
        self.matrix.notices().iter().find(|notice| {
            notice.id == id
                && notice.clients.is_empty()
                && self.leaves.iter().filter(concerned).all(|leaf| applies(notice, leaf))
        })
    }

    /// Whether the program can, whatever the plan.
    fn program(
        &self,
        ability: Ability,
        client: &Client,
        guide: Option<&'static Guide>,
    ) -> (Certain, Option<Reasoned>) {
        let words = self.guides.words;
        let can =
            guide.map_or(Can { is: Certain::Unknown, note: None, source: None }, |guide| guide.can(ability));
        let note = can.note.map(|note| note.get(self.locale));
        if let Some(limits) = self.matrix.clients()
            && let Some(listed) = limits.of(client.id)
        {
            if listed.cannot.contains(&ability.id()) {
                return (Certain::No, self.said(words.listed, Some(limits.source)));
            }
            if ability == Ability::SmtpTls && self.barred(client) {
                return (Certain::No, self.said(words.no_port, Some(limits.source)));
            }
        }
        if ability == Ability::SmtpTls
            && let Some(lacking) = self.tls12(client, guide)
        {
            return lacking;
        }
        let own = client.cannot.contains(&ability.id())
            || access_of(ability) == Some(Access::Pop3) && client.cannot.contains(&Ability::Pop3.id())
            || access_of(ability)
                .and_then(|access| {
                    let whole = if access == Access::Pop3 { Ability::Pop3 } else { Ability::Imap };
                    guide.map(|guide| guide.can(whole).is == Certain::No)
                })
                .unwrap_or(false);
        let is = if own { Certain::No } else { can.is };
        let title = match is {
            Certain::No => words.lacks.get(self.locale),
            Certain::Unknown => words.unsure.get(self.locale),
            Certain::Yes => match note {
                Some(note) => return (is, Some(Reasoned { title: note, text: None, source: can.source })),
                None => return (is, None),
            },
        };
        (is, Some(Reasoned { title, text: note, source: can.source }))
    }

    /// What a program without TLS 1.2 lacks where the provider needs it for sending; `None` if nothing.
    fn tls12(&self, client: &Client, guide: Option<&'static Guide>) -> Option<(Certain, Option<Reasoned>)> {
        let needed = self.matrix.notices().iter().find(|notice| notice.id == "tls12-required")?;
        let can = guide.map(|guide| guide.can(Ability::Tls12))?;
        // A program that the provider lists as able needs no word of its maker.
        let listed = self.matrix.clients().is_some_and(|limits| limits.of(client.id).is_some());
        if can.is == Certain::Yes || can.is == Certain::Unknown && listed {
            return None;
        }
        let unsure =
            if can.is == Certain::Unknown { self.guides.words.unsure } else { self.guides.words.lacks };
        let text = can.note.unwrap_or(unsure).get(self.locale);
        let title = needed.title.get(self.locale);
        Some((can.is, Some(Reasoned { title, text: Some(text), source: needed.source })))
    }

    /// Whether every port at which mail is sent inside TLS is one that the program cannot use.
    fn barred(&self, client: &Client) -> bool {
        let sends =
            |client| self.leaves.iter().any(|leaf| uses(Ability::SmtpTls, &self.evaluated(leaf, client)));
        sends(None) && !sends(Some(client))
    }
}

/// Documents that disagree, or say nothing, do not say no.
fn is_open(reason: &Reason) -> bool {
    !reason.sides.is_empty() || reason.id.ends_with("not-documented")
}

const fn access_of(ability: Ability) -> Option<Access> {
    match ability {
        Ability::Pop3 | Ability::Pop3Tls | Ability::Pop3StartTls => Some(Access::Pop3),
        Ability::Imap | Ability::ImapTls | Ability::ImapStartTls => Some(Access::Imap),
        _ => None,
    }
}

/// Whether the servers of a leaf need it.
fn uses(ability: Ability, evaluated: &Evaluated) -> bool {
    let tls = |server: &ResolvedServer| server.security() == Some(Security::ImplicitTls);
    let incoming = evaluated.incoming.as_ref();
    match ability {
        Ability::Pop3Tls | Ability::ImapTls => incoming.is_some_and(|server| {
            let wanted = access_of(ability).map(Into::into);
            tls(server) && wanted == Some(server.protocol)
        }),
        Ability::SmtpTls => evaluated.outgoing.iter().any(tls),
        Ability::EncryptedPassword => incoming
            .into_iter()
            .chain(&evaluated.outgoing)
            .any(|server| server.authentication() == Some(Authentication::PasswordEncrypted)),
        _ => false,
    }
}

fn applies(notice: &Notice, leaf: &Leaf<'_>) -> bool {
    notice.when.iter().enumerate().all(|(input, mask)| {
        mask.is_none_or(|mask| {
            leaf.path.iter().any(|(asked, answer)| *asked == input && mask & bit(*answer) != 0)
        })
    })
}
