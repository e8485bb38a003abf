//! What stands beside an export: what is inside, what is not, what it reads differently, what happens next.

use super::{Format, Input};
use crate::decide::{Outcome, ResolvedServer};
use crate::i18n::{Locale, Localized, Messages};
use crate::mail::{Authentication, Protocol};
use crate::matrix::{After, Export, Weight};

/// The receipt of an export, in the visitor's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What is inside.
    pub inside: String,
    /// What is said about the password, which is not inside; `None` where it is.
    pub password: Option<String>,
    /// What the documents call otherwise.
    pub reinterpreted: Option<String>,
    /// A warning on import, and what it means.
    pub warning: Option<&'static str>,
    /// What happens next.
    pub after: Vec<Steps>,
    /// Whether mail stays on the server.
    pub mail: Option<&'static str>,
    /// What the answer warns of, such as a password that travels in the clear: a file does not change it.
    pub cautions: Vec<&'static str>,
}

/// Steps for some mail programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Which, where there is a choice.
    pub title: Option<&'static str>,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// Whether the words on the screen may differ by version.
    pub differs: bool,
}

/// The receipt of what a format makes of an answer.
#[must_use]
pub fn receipt(export: &Export, input: Input<'_>) -> Receipt {
    let (words, locale, outcome) = (Messages::of(input.locale), input.locale, input.outcome);
    let get = |text: &Option<Localized>| text.as_ref().map(|text| text.get(locale));
    let link = Format::from_id(export.id) == Some(Format::LinkQr);
    let mut password = get(&export.password).map(str::to_owned);
    if let Some(password) = password.as_mut().filter(|_| link && !input.personal) {
        password.push_str(words.gap);
        password.push_str(words.personal_absent);
    }
    Receipt {
        inside: inside(export, input, link && input.personal),
        password,
        reinterpreted: reinterpreted(export, outcome, words),
        warning: get(&export.warning),
        after: after(export, outcome, locale),
        mail: outcome
            .incoming
            .as_ref()
            .and_then(|server| get(&export.mail[usize::from(server.protocol == Protocol::Imap)])),
        cautions: cautions(outcome, locale),
    }
}

fn cautions(outcome: &Outcome<'_>, locale: Locale) -> Vec<&'static str> {
    let heavy = outcome.notices.iter().filter(|notice| notice.weight != Weight::Note);
    heavy.map(|notice| notice.title.get(locale)).collect()
}

fn inside(export: &Export, input: Input<'_>, personal: bool) -> String {
    let words = Messages::of(input.locale);
    let also = export.also.as_ref().map(|also| also.get(input.locale));
    let fields = words.fields.into_iter().chain([words.address]).enumerate();
    let fields = fields.filter(|(index, _)| export.inside & (1 << index) != 0).map(|(_, name)| name);
    // What every mail program can use does without an address, and so does the answer for other programs.
    let needs_address = !matches!(Format::from_id(export.id), Some(Format::Text | Format::Json));
    let has_address = needs_address || input.outcome.address.is_some();
    let fields = fields.filter(|name| *name != words.address || has_address);
    let mut names: Vec<&str> = fields.chain(also).collect();
    if personal {
        names.push(words.personal_inside);
    }
    names.join(words.separator)
}

/// Said where a value says “encrypted password” and the format can only name a mechanism.
fn reinterpreted(export: &Export, outcome: &Outcome<'_>, words: &Messages) -> Option<String> {
    let mechanism = export.mechanism?;
    let sides = [outcome.incoming.as_ref(), outcome.outgoing.first()];
    let mut written = sides.into_iter().zip(export.servers).filter(|(_, inside)| *inside);
    let encrypted = written.any(|(server, _)| {
        server.and_then(ResolvedServer::authentication) == Some(Authentication::PasswordEncrypted)
    });
    encrypted.then(|| (words.reinterpreted)(mechanism))
}

/// The steps for the chosen mail program, or for every one if none of them is chosen.
fn after(export: &Export, outcome: &Outcome<'_>, locale: Locale) -> Vec<Steps> {
    let chosen = |after: &&After| outcome.client.is_some_and(|client| after.clients.contains(&client.id));
    let own: Vec<&After> = export.after.iter().filter(chosen).collect();
    let title = own.is_empty();
    let shown = if title { export.after.iter().collect() } else { own };
    let domain = outcome.address.as_ref().map(|address| address.domain().as_str());
    let step = |step: &Localized| with_domain(step.get(locale), domain);
    let steps = shown.into_iter().map(|after| Steps {
        title: after.title.as_ref().filter(|_| title).map(|text| text.get(locale)),
        steps: after.steps.iter().map(step).collect(),
        differs: after.differs,
    });
    steps.collect()
}

/// The text with a domain in place of what stands in angle brackets.
fn with_domain(text: &str, domain: Option<&str>) -> String {
    let parts = text.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?.1)));
    match (parts, domain) {
        (Some((before, after)), Some(domain)) => [before, domain, &with_domain(after, Some(domain))].concat(),
        _ => text.to_owned(),
    }
}
