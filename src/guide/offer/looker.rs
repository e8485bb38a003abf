//! Looks at a plan and at a program: can the one be used with the other?

use super::{Mark, Reasoned};
use crate::decide::{Evaluated, Given, Leaf, ResolvedServer, evaluate};
use crate::guide::data::{Ability, Can, Certain, Guide, Guides, Localized};
use crate::i18n::Locale;
use crate::mail::{Access, Authentication, Protocol, Security};
use crate::matrix::{Client, Matrix, Notice, Reason, Source, bit};

/// Everything that a mark looks at.
pub(super) struct Looker<'a> {
    pub(super) matrix: &'a Matrix,
    pub(super) guides: &'a Guides,
    pub(super) locale: Locale,
    pub(super) leaves: &'a [Leaf<'a>],
}

/// Whether a plan has something, whatever the program.
pub(super) struct Planned {
    is: Certain,
    why: Option<Reasoned>,
    /// What must be so for it.
    given: Option<Reasoned>,
}

impl Planned {
    const fn not(is: Certain, why: Option<Reasoned>) -> Self {
        Self { is, why, given: None }
    }
}

impl Looker<'_> {
    /// Whether a program can do it on the plan.
    pub(super) fn mark(
        &self,
        ability: Ability,
        plan: &Planned,
        client: &Client,
        guide: Option<&'static Guide>,
    ) -> Mark {
        let (program, program_why) = self.program(ability, client, guide);
        let (is, why) = match (plan.is, program) {
            (Certain::No, _) => (Certain::No, plan.why),
            (_, Certain::No) => (Certain::No, program_why),
            (Certain::Unknown, _) => (Certain::Unknown, self.marked(ability, plan, client).or(plan.why)),
            (_, Certain::Unknown) => (Certain::Unknown, program_why),
            (Certain::Yes, Certain::Yes) => (Certain::Yes, program_why),
        };
        Mark { ability, is, why, given: plan.given, instead: Vec::new() }
    }

    /// What the documents' table says of a program where they are silent about the plan.
    fn marked(&self, ability: Ability, plan: &Planned, client: &Client) -> Option<Reasoned> {
        let is_silent = plan.why.is_some_and(|why| why.source.is_none());
        let limits = self.matrix.clients().filter(|_| is_silent)?;
        // The table has a column for what it denies to somebody.
        let is_told = limits.listed.iter().any(|(_, listed)| listed.cannot.contains(&ability.id()));
        limits.of(client.id).filter(|_| is_told)?;
        self.said(self.guides.words.listed_able, Some(limits.source))
    }

    pub(super) fn said(&self, text: Localized, source: Option<Source>) -> Option<Reasoned> {
        Some(Reasoned { title: text.get(self.locale), text: None, source })
    }

    pub(super) fn told(&self, notice: &'static Notice) -> Reasoned {
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

    /// Whether a mail program can go in or out without encryption.
    pub(super) fn is_plain(&self, protocol: Protocol, client: &Client) -> bool {
        self.leaves.iter().any(|leaf| {
            let evaluated = self.evaluated(leaf, Some(client));
            let mut servers = evaluated.incoming.iter().chain(&evaluated.outgoing);
            evaluated.reasons.is_empty()
                && servers
                    .any(|server| server.protocol == protocol && server.security() == Some(Security::None))
        })
    }

    /// Whether no way of the plan that needs it asks for an encrypted password as well.
    pub(super) fn takes_plain_password(&self, ability: Ability) -> bool {
        self.leaves.iter().all(|leaf| {
            let evaluated = self.evaluated(leaf, None);
            !evaluated.reasons.is_empty()
                || using(ability, &evaluated)
                    .all(|server| server.authentication() != Some(Authentication::PasswordEncrypted))
        })
    }

    /// Whether the plan has it, whatever the program.
    pub(super) fn plan(&self, ability: Ability) -> Planned {
        let mut refused: Option<&'static Reason> = None;
        let mut portless: Option<&'static Notice> = None;
        let mut given: Option<Reasoned> = None;
        for leaf in self.leaves {
            let evaluated = self.evaluated(leaf, None);
            if evaluated.reasons.is_empty() && uses(ability, &evaluated) {
                // A way in whose port no document gives is not known to be one.
                if let Some(notice) = self.portless(ability, leaf) {
                    portless = Some(notice);
                } else if let Some(condition) = self.condition(ability, leaf, &evaluated) {
                    given = given.or(Some(condition));
                } else {
                    return Planned { is: Certain::Yes, why: None, given: None };
                }
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
        if given.is_some() {
            return Planned { is: Certain::Yes, why: None, given };
        }
        if let Some(notice) = portless {
            return Planned::not(Certain::Unknown, Some(self.told(notice)));
        }
        if let Some(notice) = self.notice(ability) {
            // The notice is one for both ways; each has its own place in the document.
            let source = self.place(ability).filter(|place| {
                ability == Ability::SmtpTls
                    && notice.source.is_some_and(|source| source.document == place.document)
            });
            let told = self.told(notice);
            return Planned::not(Certain::No, Some(Reasoned { source: source.or(told.source), ..told }));
        }
        if let Some(reason) = refused {
            let source = reason.source.or_else(|| reason.sides.first().map(|side| side.source));
            let (title, text) = (reason.title.get(self.locale), reason.text.get(self.locale));
            let why = Some(Reasoned { title, text: Some(text), source });
            return Planned::not(if reason.is_open() { Certain::Unknown } else { Certain::No }, why);
        }
        if let Some(why) = self.uncertified(ability) {
            return Planned::not(Certain::No, Some(why));
        }
        match ability {
            // Every server of the plan says how the password travels, and none of them so.
            Ability::EncryptedPassword => {
                Planned::not(Certain::No, self.said(self.guides.words.not_used, None))
            }
            _ => Planned::not(Certain::Unknown, self.said(self.guides.words.undocumented, None)),
        }
    }

    /// Where the documents say how the way that an ability is about is protected.
    pub(super) fn place(&self, ability: Ability) -> Option<Source> {
        let protocol = access_of(ability).map_or(Protocol::Smtp, Into::into);
        self.leaves.iter().find_map(|leaf| {
            let evaluated = self.evaluated(leaf, None);
            let mut servers = evaluated.incoming.iter().chain(&evaluated.outgoing);
            servers.find(|server| server.protocol == protocol).map(|server| server.security.source)
        })
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
        if let Some(lacking) = self.tls12(client, guide) {
            if is_sending(ability) {
                return lacking;
            }
            // The documents do not tell which version receiving needs.
            if let (Certain::No, Some(why)) = lacking
                && access_of(ability).is_some()
            {
                let title = words.receiving_tls.get(self.locale);
                return (Certain::Unknown, Some(Reasoned { title, ..why }));
            }
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

/// Connections that are inside TLS from the first byte.
pub(super) const fn is_direct(ability: Ability) -> bool {
    matches!(ability, Ability::Pop3Tls | Ability::ImapTls | Ability::SmtpTls)
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
    using(ability, evaluated).next().is_some()
}

/// The servers of a leaf that need it.
pub(super) fn using(ability: Ability, evaluated: &Evaluated) -> impl Iterator<Item = &ResolvedServer> {
    let wanted = if is_upgrade(ability) { Security::StartTls } else { Security::ImplicitTls };
    let protocol = match access_of(ability) {
        _ if !is_direct(ability) && !is_upgrade(ability) => None,
        Some(access) => Some(access.into()),
        None => Some(Protocol::Smtp),
    };
    evaluated.incoming.iter().chain(&evaluated.outgoing).filter(move |server| match ability {
        Ability::EncryptedPassword => server.authentication() == Some(Authentication::PasswordEncrypted),
        _ => protocol == Some(server.protocol) && server.security() == Some(wanted),
    })
}

pub(super) fn applies(notice: &Notice, leaf: &Leaf<'_>) -> bool {
    notice.when.iter().enumerate().all(|(input, mask)| {
        mask.is_none_or(|mask| {
            leaf.path.iter().any(|(asked, answer)| *asked == input && mask & bit(*answer) != 0)
        })
    })
}
