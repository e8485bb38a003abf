//! Plain text: the settings to keep or to paste, and a message to support.

use crate::decide::{Outcome, ResolvedServer, Status};
use crate::i18n::{Locale, Messages};
use crate::mail::Certainty;
use crate::matrix::Matrix;
use crate::wording;

/// All settings of an answer, with certainty, notices and sources.
#[must_use]
pub fn settings_text(outcome: &Outcome<'_>, locale: Locale) -> String {
    text(outcome, locale, false)
}

/// The values of an answer that are known, with certainty and sources.
#[must_use]
pub fn known_text(outcome: &Outcome<'_>, locale: Locale) -> String {
    text(outcome, locale, true)
}

fn text(outcome: &Outcome<'_>, locale: Locale, known: bool) -> String {
    let locale = locale.full();
    let words = Messages::of(locale);
    let mut lines = vec![words.sheet.to_owned()];
    if let Some(matrix) = outcome.matrix {
        lines.push(conditions(matrix, outcome, locale, words.colon));
    }
    if let Some(address) = &outcome.address {
        lines.push(format!("{}{}{address}", words.address, words.colon));
    }
    if outcome.incoming.is_none() {
        lines.extend([String::new(), words.incoming.to_owned(), words.incoming_unknown.to_owned()]);
    }
    for server in outcome.incoming.iter().chain(&outcome.outgoing) {
        lines.push(String::new());
        lines.extend(server_lines(outcome, server, locale, known));
    }
    for notice in outcome.notices.iter().filter(|_| !known) {
        lines.extend([
            String::new(),
            notice.title.get(locale).to_owned(),
            notice.text.get(locale).to_owned(),
        ]);
    }
    lines.extend([String::new(), words.sources.to_owned()]);
    lines.extend(sources(outcome, locale));
    lines.join("\n") + "\n"
}

/// A message to support: the conditions, what is open, what disagrees; nothing personal.
#[must_use]
pub fn ticket(outcome: &Outcome<'_>, locale: Locale) -> String {
    let locale = locale.full();
    let words = Messages::of(locale);
    let Some(matrix) = outcome.matrix else {
        return String::new();
    };
    let mut lines = vec![(words.ticket_intro)(matrix.name().get(locale)), String::new()];
    lines.extend([words.ticket_answers.to_owned(), conditions(matrix, outcome, locale, words.colon)]);
    if outcome.status == Status::Unavailable {
        lines.extend([String::new(), words.ticket_reasons.to_owned()]);
        for reason in outcome.reasons.iter().filter_map(|id| matrix.reason(id)) {
            lines.push(format!("- {}", reason.title.get(locale)));
            for side in reason.sides {
                let (title, _) = wording::document(matrix, side.source.document, locale);
                let section = wording::section(matrix, &side.source, locale);
                lines.push(format!("  - {} ({title}: {section})", side.claim.get(locale)));
            }
        }
    }
    let open = wording::open_values(outcome);
    if !open.is_empty() {
        lines.extend([String::new(), words.ticket_unknown.to_owned()]);
        lines.extend(open.iter().map(|open| {
            let side = side(open.protocol == crate::mail::Protocol::Smtp, words);
            format!("- {}", (words.field_of)(side, wording::field(open.field, words)))
        }));
    }
    let disagreements = disagreements(matrix, outcome, locale);
    if !disagreements.is_empty() {
        lines.extend([String::new(), words.ticket_disagree.to_owned()]);
        lines.extend(disagreements);
    }
    lines.extend([String::new(), words.sources.to_owned()]);
    lines.extend(sources(outcome, locale));
    lines.join("\n") + "\n"
}

/// Where another document says otherwise: patterns instead of values, because a ticket holds nothing personal.
fn disagreements(matrix: &Matrix, outcome: &Outcome<'_>, locale: Locale) -> Vec<String> {
    let words = Messages::of(locale);
    let mut lines = Vec::new();
    for server in wording::main_servers(outcome) {
        for field in server.shown_fields() {
            let value = server.field(field);
            let others =
                value.alternatives.iter().filter(|other| other.source.document != value.source.document);
            for other in others {
                let (title, _) = wording::document(matrix, other.source.document, locale);
                let text = match other.pattern {
                    Some(pattern) => wording::pattern(pattern, words),
                    None => wording::shown_other(other, field, words),
                };
                let side = side(server.protocol == crate::mail::Protocol::Smtp, words);
                let name = (words.field_of)(side, wording::field(field, words));
                lines.push(format!("- {name}{}{}", words.colon, (words.other_side)(&text, &title)));
            }
        }
    }
    lines
}

fn side(outgoing: bool, words: &Messages) -> &'static str {
    if outgoing { words.outgoing } else { words.incoming }
}

/// Provider, plan, answers and mail program in one line.
fn conditions(matrix: &Matrix, outcome: &Outcome<'_>, locale: Locale, colon: &str) -> String {
    let answers = outcome.path.iter().map(|(input, answer)| {
        let name = wording::input(matrix, *input, locale);
        format!("{name}{colon}{}", wording::answer(matrix, *input, *answer, locale))
    });
    let client = outcome
        .client
        .map(|client| format!("{}{colon}{}", Messages::of(locale).client, client.name.get(locale)));
    let all: Vec<_> =
        std::iter::once(matrix.name().get(locale).to_owned()).chain(answers).chain(client).collect();
    all.join(" / ")
}

fn server_lines(outcome: &Outcome<'_>, server: &ResolvedServer, locale: Locale, known: bool) -> Vec<String> {
    let words = Messages::of(locale);
    let side = side(server.protocol == crate::mail::Protocol::Smtp, words);
    let mut lines = vec![format!("{side} ({})", wording::protocol(server.protocol, words))];
    for field in server.shown_fields() {
        let value = server.field(field);
        let text = match wording::shown(value, field, words) {
            Some(shown) => shown.text,
            None if known => continue,
            None => unknown(value.certainty, words).to_owned(),
        };
        // What the visitor entered is as certain as the notice it comes from.
        let doubt = value.certainty != Certainty::Stated && !value.entered;
        let mark = doubt.then(|| format!(" [{}]", wording::certainty(value.certainty, words)));
        let mark = mark.unwrap_or_default();
        lines.push(format!("{}{}{text}{mark}", wording::field(field, words), words.colon));
        let why = value.why.filter(|_| doubt).and_then(|id| outcome.matrix?.text(id));
        let why = why.map(|why| why.get(locale)).or(value.entered.then_some(words.entered));
        lines.extend(why.map(|why| format!("  {why}")));
    }
    lines
}

/// What stands in place of a value that is not known.
fn unknown(certainty: Certainty, words: &Messages) -> &'static str {
    if certainty == Certainty::FromNotice { words.on_notice } else { words.at_support }
}

fn sources(outcome: &Outcome<'_>, locale: Locale) -> Vec<String> {
    let Some(matrix) = outcome.matrix else {
        return Vec::new();
    };
    outcome
        .sources
        .iter()
        .map(|source| {
            let (title, date) = wording::document(matrix, source.document, locale);
            format!("- {title} ({date}): {}", wording::section(matrix, source, locale))
        })
        .collect()
}
