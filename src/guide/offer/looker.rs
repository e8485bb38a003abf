//! Looks at a plan and at a program: can the one be used with the other?

use super::{Mark, Reasoned};
use crate::decide::{Evaluated, Given, Leaf, ResolvedServer, evaluate};
use crate::guide::data::{Ability, Can, Certain, Guide, Guides, Localized};
use crate::i18n::Locale;
use crate::mail::{Access, Authentication, Security};
use crate::matrix::{Client, Matrix, Notice, Reason, Source, bit};

/// Everything that a mark looks at.
pub(super) struct Looker<'a> {
    pub(super) matrix: &'a Matrix,
    pub(super) guides: &'a Guides,
    pub(super) locale: Locale,
    pub(super) leaves: &'a [Leaf<'a>],
}

impl Looker<'_> {
    /// Whether a program can do it on the plan.
    pub(super) fn mark(&self, ability: Ability, client: &Client, guide: Option<&'static Guide>) -> Mark {
        let (plan, plan_why) = self.plan(ability);
        let (program, program_why) = self.program(ability, client, guide);
        let (is, why) = match (plan, program) {
            (Certain::No, _) => (Certain::No, plan_why),
            (_, Certain::No) => (Certain::No, program_why),
            (Certain::Unknown, _) => (Certain::Unknown, plan_why),
            (_, Certain::Unknown) => (Certain::Unknown, program_why),
            (Certain::Yes, Certain::Yes) => (Certain::Yes, program_why),
        };
        Mark { ability, is, why, instead: Vec::new() }
    }

    fn said(&self, text: Localized, source: Option<Source>) -> Option<Reasoned> {
        Some(Reasoned { title: text.get(self.locale), text: None, source })
    }

    fn told(&self, notice: &'static Notice) -> Reasoned {
        let (title, text) = (notice.title.get(self.locale), notice.text.get(self.locale));
        Reasoned { title, text: Some(text), source: notice.source }
    }

    fn evaluated(&self, leaf: &Leaf<'_>, client: Option<&Client>) -> Evaluated {
        evaluate(self.matrix, leaf.rule, leaf.access, Given { client, ..Given::default() })
    }

    /// Whether some way in or out of the plan needs it.
    pub(super) fn is_used(&self, ability: Ability) -> bool {
        self.leaves.iter().any(|leaf| {
            let evaluated = self.evaluated(leaf, None);
            evaluated.reasons.is_empty() && uses(ability, &evaluated)
        })
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
                && refused.is_none_or(|known| !known.is_open() && reason.is_open())
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
            return (if reason.is_open() { Certain::Unknown } else { Certain::No }, why);
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
        // What holds for POP or IMAP as a whole holds for every way of it.
        let whole = access_of(ability)
            .map(|access| if access == Access::Pop3 { Ability::Pop3 } else { Ability::Imap });
        let whole = whole.and_then(|whole| guide.map(|guide| guide.can(whole)));
        let note = can.note.or_else(|| whole?.note).map(|note| note.get(self.locale));
        if let Some(limits) = self.matrix.clients()
            && let Some(listed) = limits.of(client.id)
        {
            if listed.cannot.contains(&ability.id()) {
                return (Certain::No, self.said(words.listed, Some(limits.source)));
            }
            if is_sending(ability) && self.barred(ability, client) {
                return (Certain::No, self.said(words.no_port, Some(limits.source)));
            }
        }
        if is_sending(ability)
            && let Some(lacking) = self.tls12(client, guide)
        {
            return lacking;
        }
        let own = client.cannot.contains(&ability.id())
            || access_of(ability) == Some(Access::Pop3) && client.cannot.contains(&Ability::Pop3.id())
            || whole.is_some_and(|whole| whole.is == Certain::No);
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

    /// Whether every port at which mail is sent so is one that the program cannot use.
    fn barred(&self, ability: Ability, client: &Client) -> bool {
        let sends = |client| self.leaves.iter().any(|leaf| uses(ability, &self.evaluated(leaf, client)));
        sends(None) && !sends(Some(client))
    }
}

/// Connections that are upgraded to TLS.
pub(super) const fn is_upgrade(ability: Ability) -> bool {
    matches!(ability, Ability::Pop3StartTls | Ability::ImapStartTls | Ability::SmtpStartTls)
}

/// Sending over TLS, from the first byte or upgraded to it.
const fn is_sending(ability: Ability) -> bool {
    matches!(ability, Ability::SmtpTls | Ability::SmtpStartTls)
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
    let wanted = if is_upgrade(ability) { Security::StartTls } else { Security::ImplicitTls };
    let tls = |server: &ResolvedServer| server.security() == Some(wanted);
    let incoming = evaluated.incoming.as_ref();
    match ability {
        Ability::Pop3Tls | Ability::ImapTls | Ability::Pop3StartTls | Ability::ImapStartTls => incoming
            .is_some_and(|server| {
                let wanted = access_of(ability).map(Into::into);
                tls(server) && wanted == Some(server.protocol)
            }),
        Ability::SmtpTls | Ability::SmtpStartTls => evaluated.outgoing.iter().any(tls),
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
