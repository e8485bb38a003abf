//! Values, answers and sources as people read them, in the page, in copied text and in the fallback alike.

use crate::decide::{NoticeField, OtherValue, Outcome, ResolvedServer, ResolvedValue};
use crate::i18n::{Locale, Messages};
use crate::mail::{Authentication, Certainty, Pattern, Placeholder, Protocol, Security};
use crate::matrix::{Field, Matrix, Scalar, Source};

/// A value as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Whether it is typed as it stands (host, port, user name) rather than chosen from a list.
    pub literal: bool,
    /// Whether it is complete; a pattern is not.
    pub complete: bool,
}

/// A value as it is shown, `None` if there is nothing to show.
#[must_use]
pub fn shown(value: &ResolvedValue, field: Field, words: &Messages) -> Option<Shown> {
    show(value.value.as_ref(), value.pattern, field, words).filter(|shown| {
        // A candidate that is not settled stands among the alternatives, not in place of the value.
        shown.complete || value.certainty != Certainty::Unstated
    })
}

/// What another place says, as it is shown.
#[must_use]
pub fn shown_other(other: &OtherValue, field: Field, words: &Messages) -> String {
    show(other.value.as_ref(), other.pattern, field, words).map_or_else(String::new, |shown| shown.text)
}

fn show(value: Option<&Scalar>, pattern: Option<&str>, field: Field, words: &Messages) -> Option<Shown> {
    let literal = !matches!(field, Field::Security | Field::Authentication);
    let text = match (value, field) {
        (Some(Scalar::Text(id)), Field::Security) => security(Security::from_id(id)?, words).to_owned(),
        (Some(Scalar::Text(id)), Field::Authentication) => {
            authentication(Authentication::from_id(id)?, words).to_owned()
        }
        (Some(scalar), _) => scalar.to_string(),
        (None, _) => {
            let text = self::pattern(pattern?, words);
            return Some(Shown { text, literal, complete: false });
        }
    };
    Some(Shown { text, literal, complete: true })
}

/// A pattern with words in place of its placeholders.
#[must_use]
pub fn pattern(text: &str, words: &Messages) -> String {
    let Some(pattern) = Pattern::parse(text) else {
        return text.to_owned();
    };
    let [domain, address, local, first_label] = words.placeholders;
    pattern
        .pieces()
        .map(|(text, placeholder)| {
            let word = match placeholder {
                Some(Placeholder::Domain) => domain,
                Some(Placeholder::Address) => address,
                Some(Placeholder::Local) => local,
                Some(Placeholder::FirstLabel) => first_label,
                None => "",
            };
            format!("{text}{word}")
        })
        .collect()
}

/// The protection of a connection, as mail programs name it.
#[must_use]
pub const fn security(security: Security, words: &Messages) -> &'static str {
    words.security[security as usize]
}

/// The kind of authentication, as mail programs name it.
#[must_use]
pub const fn authentication(authentication: Authentication, words: &Messages) -> &'static str {
    words.authentication[authentication as usize]
}

/// The protocol, as mail programs name it.
#[must_use]
pub const fn protocol(protocol: Protocol, words: &Messages) -> &'static str {
    words.protocols[protocol as usize]
}

/// The name of a field.
#[must_use]
pub const fn field(field: Field, words: &Messages) -> &'static str {
    words.fields[field as usize]
}

/// The certainty in a few words.
#[must_use]
pub const fn certainty(certainty: Certainty, words: &Messages) -> &'static str {
    words.certainty[certainty as usize]
}

/// The name of an input.
#[must_use]
pub fn input(matrix: &Matrix, input: usize, locale: Locale) -> &str {
    match input.checked_sub(1).and_then(|question| matrix.questions().get(question)) {
        Some(question) => question.label.get(locale),
        None => Messages::of(locale).plan,
    }
}

/// An answer in full.
#[must_use]
pub fn answer(matrix: &Matrix, input: usize, answer: usize, locale: Locale) -> &'static str {
    match input.checked_sub(1) {
        None => matrix.plans().get(answer).map(|plan| plan.label.get(locale)),
        Some(question) => matrix
            .questions()
            .get(question)
            .and_then(|it| it.answers.get(answer))
            .map(|it| it.label.get(locale)),
    }
    .unwrap_or_default()
}

/// An answer in a table cell.
#[must_use]
pub fn answer_short(matrix: &Matrix, input: usize, answer: usize, locale: Locale) -> &'static str {
    match input.checked_sub(1) {
        None => matrix.plans().get(answer).map(|plan| plan.short.get(locale)),
        Some(question) => matrix
            .questions()
            .get(question)
            .and_then(|it| it.answers.get(answer))
            .map(|it| it.short.get(locale)),
    }
    .unwrap_or_default()
}

/// The document's title with whose it is, and its date.
#[must_use]
pub fn document(matrix: &Matrix, id: &str, locale: Locale) -> (String, String) {
    let words = Messages::of(locale);
    let Some(document) = matrix.document(id) else {
        return (id.to_owned(), String::new());
    };
    let publisher = document.publisher.as_ref().unwrap_or(matrix.name()).get(locale);
    let title = (words.title_of)(publisher, document.title.get(locale));
    (title, document.date.map_or_else(|| words.undated.to_owned(), words.date))
}

/// A section's heading: as printed, with its meaning in English.
#[must_use]
pub fn section(matrix: &Matrix, source: &Source, locale: Locale) -> String {
    match (locale, matrix.document(source.document).and_then(|document| document.section(source.section))) {
        (Locale::En, Some(english)) => format!("{english} ({})", source.section),
        _ => source.section.to_owned(),
    }
}

/// The protection of the incoming and of the best submission server. A server that no document describes has none to
/// speak of; that is not the same as no protection.
fn protected(outcome: &Outcome<'_>) -> [Option<Security>; 2] {
    [outcome.incoming.as_ref(), outcome.outgoing.first()]
        .map(|server| server.and_then(ResolvedServer::security))
}

/// Why the first submission port and this protection are shown, in one sentence.
#[must_use]
pub fn because(outcome: &Outcome<'_>, words: &Messages) -> &'static str {
    match protected(outcome) {
        [Some(Security::StartTls), Some(Security::StartTls)] => words.because_starttls,
        [Some(one), Some(other)] if one.min(other) > Security::None => words.because_tls,
        [None, Some(sending)] if sending > Security::None => words.because_sending,
        _ if outcome.suggestions.is_empty() => words.because_only_way,
        _ => words.because_safer_below,
    }
}

/// What an answer protects, so that it can be weighed against another; empty if no document tells.
#[must_use]
pub fn protection(outcome: &Outcome<'_>, words: &Messages) -> &'static str {
    match protected(outcome) {
        [Some(Security::None), Some(Security::None)] => words.protects_nothing,
        [Some(Security::None), Some(_)] => words.protects_sending,
        [Some(_), Some(Security::None)] => words.protects_receiving,
        [Some(Security::ImplicitTls), Some(Security::ImplicitTls)] => words.protects_tls,
        [Some(_), Some(_)] => words.protects_both,
        [None, Some(sending)] if sending > Security::None => words.protects_outgoing,
        _ => "",
    }
}

/// A value that is still open, and where what the visitor learns about it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which server.
    pub protocol: Protocol,
    /// Which of its fields.
    pub field: Field,
    /// The entry.
    pub entry: NoticeField,
}

/// The entry that fills a field of a server, if it is one of those a notice can give.
#[must_use]
pub const fn entry(protocol: Protocol, field: Field) -> Option<NoticeField> {
    match (protocol, field) {
        (Protocol::Smtp, Field::Host) => Some(NoticeField::OutgoingHost),
        (Protocol::Smtp, Field::Port) => Some(NoticeField::OutgoingPort),
        (_, Field::Host) => Some(NoticeField::IncomingHost),
        (_, Field::Port) => Some(NoticeField::IncomingPort),
        (_, Field::Username) => Some(NoticeField::Username),
        (_, Field::Security | Field::Authentication) => None,
    }
}

/// The servers that are shown first: the incoming one and the best submission server.
pub fn main_servers<'o>(outcome: &'o Outcome<'_>) -> impl Iterator<Item = &'o ResolvedServer> {
    outcome.incoming.iter().chain(outcome.outgoing.first())
}

/// The values that must be confirmed before the settings are complete; each entry once.
#[must_use]
pub fn open_values(outcome: &Outcome<'_>) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    for server in main_servers(outcome) {
        for field in server.shown_fields() {
            let value = server.field(field);
            let unknown =
                value.value.is_none() && (value.pattern.is_none() || value.certainty == Certainty::Unstated);
            // The incoming host fills the outgoing one.
            let same = |known: &Open| {
                known.field == field
                    && (field == Field::Username || field == Field::Host)
                    && known.protocol != Protocol::Smtp
            };
            if let Some(entry) = entry(server.protocol, field).filter(|_| unknown)
                && !open.iter().any(same)
            {
                open.push(Open { protocol: server.protocol, field, entry });
            }
        }
    }
    open
}
