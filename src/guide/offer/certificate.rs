//! The certificate that TLS takes: what is there only with it, and what is not there without it.

use super::Reasoned;
use super::looker::{Looker, applies, is_direct, using};
use crate::decide::{Evaluated, Leaf};
use crate::guide::data::Ability;
use crate::matrix::{Notice, Source};

/// The reason that says that TLS takes a certificate for the server's name.
const CERTIFICATE: &str = "certificate-required";
/// The notice that says that sending over TLS takes another certificate.
const OTHER_CERTIFICATE: &str = "multi-domain-certificate-needed";

impl Looker<'_> {
    /// Why no end of the plan has it, if that is for want of a certificate.
    pub(super) fn uncertified(&self, ability: Ability) -> Option<Reasoned> {
        if !is_direct(ability) {
            return None;
        }
        if let Some(notice) = self.leaves.iter().find_map(|leaf| self.other_certificate(ability, leaf)) {
            return Some(self.told(notice));
        }
        let is_lacking = self.leaves.iter().any(lacks_certificate);
        is_lacking.then(|| self.certificate(self.place(ability))).flatten()
    }

    /// What certificate a leaf needs, where answers that differ in nothing else have it not.
    pub(super) fn condition(
        &self,
        ability: Ability,
        leaf: &Leaf<'_>,
        evaluated: &Evaluated,
    ) -> Option<Reasoned> {
        if !is_direct(ability) {
            return None;
        }
        let mut siblings = self.leaves.iter().filter(|other| self.differ_in_certificate(leaf, other));
        let notice = siblings.clone().find_map(|other| self.other_certificate(ability, other));
        if let Some(Notice { text, source, .. }) = notice {
            return self.said(*text, *source);
        }
        let server = using(ability, evaluated).next();
        siblings
            .any(lacks_certificate)
            .then(|| self.certificate(server.map(|server| server.security.source)))
            .flatten()
    }

    /// Whether two ends are the same but for the certificate and what is asked because of it.
    fn differ_in_certificate(&self, one: &Leaf<'_>, other: &Leaf<'_>) -> bool {
        one.path.iter().all(|(input, answer)| {
            self.matrix.input_id(*input) == "certificate"
                || other.path.iter().all(|(asked, given)| asked != input || given == answer)
        })
    }

    /// That a certificate is needed, as a document says at some place.
    fn certificate(&self, place: Option<Source>) -> Option<Reasoned> {
        let reason = self.matrix.reason(CERTIFICATE)?;
        let (title, text) = (reason.title.get(self.locale), reason.text.get(self.locale));
        Some(Reasoned { title, text: Some(text), source: place.or(reason.source) })
    }

    /// The notice that says that a leaf's certificate is not enough for sending.
    fn other_certificate(&self, ability: Ability, leaf: &Leaf<'_>) -> Option<&'static Notice> {
        let all = self.matrix.notices().iter().filter(|_| ability == Ability::SmtpTls);
        all.into_iter().find(|notice| notice.id == OTHER_CERTIFICATE && applies(notice, leaf))
    }
}

/// Whether a leaf's answers are without the certificate that another one would need.
fn lacks_certificate(leaf: &Leaf<'_>) -> bool {
    let rule = leaf.rule;
    rule.unavailable.contains(&CERTIFICATE) || rule.suggest.iter().any(|way| way.because == CERTIFICATE)
}
