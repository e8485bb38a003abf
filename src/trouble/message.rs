//! What an error message means: signals found in it, rules over them and over the visitor's answer, and a verdict that
//! is sure only if one cause stands well above the others.

use super::context::holds;
use super::data::{Cause, Direction, Help, fold};
use super::pieces::{is_strange, ports, shows};
use super::slips::Typed;
use crate::decide::Outcome;
use crate::search::Normalise;

/// The longest text that is taken, in bytes.
pub const LONGEST: usize = 1 << 20;

/// What is looked at of it, in characters: the message of a returned mail stands at its beginning.
const LOOKED_AT: usize = 16_384;

/// What a message says about its cause.
#[derive(Clone, Debug)]
pub enum Match {
    /// This is it.
    Confident(&'static Cause),
    /// One of these, the likeliest first; the visitor chooses.
    Several(Vec<&'static Cause>),
    /// Nothing is known about this text.
    None,
}

/// The text is over `LONGEST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// A cause is sure from this score on.
const SURE: u16 = 6;

/// Causes whose scores differ by less are not told apart.
const MARGIN: u16 = 2;

/// With two causes from this score on, the text says two things; only what can mean nothing else is then sure.
const STRONG: u16 = 7;

/// The score of what can mean nothing else.
const HIGHEST: u16 = 9;

/// A score up to this comes from what a message is about, or from a number that means many things.
const WEAK: u16 = 4;

/// More would not be read.
const MOST: usize = 4;

/// Finds the cause behind a message.
///
/// # Errors
/// If the text is too long to be a message.
pub fn find(
    help: &'static Help,
    text: &str,
    outcome: Option<&Outcome<'_>>,
    normalise: &dyn Normalise,
) -> Result<Match, TooLong> {
    if text.len() > LONGEST {
        return Err(TooLong);
    }
    let folded = &*readable(text, normalise);
    let ports = ports(folded);
    let mut found: Vec<bool> = help.signals().iter().map(|signal| shows(signal, folded, &ports)).collect();
    if is_foreign(help, &found, folded) {
        return Ok(Match::None);
    }
    let scores = scores(help, outcome, &found);
    if scores.iter().all(|score| *score <= WEAK)
        && let Some(typed) = Typed::new(folded)
    {
        // Little or nothing fits: perhaps it was typed from a screen. What is found so is never sure.
        for (signal, found) in help.signals().iter().zip(&mut found) {
            *found |= signal.fragments.iter().any(|fragment| typed.nearly_shows(fragment));
        }
        return Ok(match verdict(help, &self::scores(help, outcome, &found)) {
            Match::Confident(cause) => Match::Several(vec![cause]),
            other => other,
        });
    }
    Ok(verdict(help, &scores))
}

/// What a message says besides its cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Ids of protections and ways to log in that the server does not take.
    pub refuses: Vec<&'static str>,
    /// The only server that it is about; `None` if that is not said.
    pub only: Option<Direction>,
}

/// Finds what a message says besides its cause. A text that is no message says nothing.
#[must_use]
pub fn said(help: &'static Help, text: &str, normalise: &dyn Normalise) -> Said {
    let mut said = Said::default();
    if text.len() > LONGEST || text.trim().is_empty() {
        return said;
    }
    let folded = &*readable(text, normalise);
    let ports = ports(folded);
    let has = |index: &usize| help.signals().get(*index).is_some_and(|signal| shows(signal, folded, &ports));
    for reply in help.replies() {
        if reply.signals.iter().all(has) && !reply.unless.iter().any(has) {
            said.refuses.extend(reply.refuses);
            said.only = reply.only.or(said.only);
        }
    }
    said
}

/// The part of a text that is looked at, as signals are written.
fn readable(text: &str, normalise: &dyn Normalise) -> String {
    let start: String = text.chars().take(LOOKED_AT).collect();
    let folded = fold(&normalise.nfkc(&start));
    without_repeats(without_returned(&folded))
}

/// Whether these signals are found, and none of those.
#[inline(never)]
fn all(found: &[bool], signals: &[usize], unless: &[usize]) -> bool {
    let has = |signal: &usize| found.get(*signal).copied().unwrap_or(false);
    signals.iter().all(has) && !unless.iter().any(has)
}

/// Whether a text is about something else than mail.
fn is_foreign(help: &Help, found: &[bool], folded: &str) -> bool {
    let (known, unless) = help.strange();
    help.others().iter().any(|(signals, unless)| all(found, signals, unless))
        || all(found, &[], unless) && is_strange(folded, &vocabulary(help, known))
}

/// The words of mail: of the signals that rules look for, and of these.
fn vocabulary(help: &Help, known: &[usize]) -> Vec<&'static str> {
    let mut words = Vec::new();
    for (index, signal) in help.signals().iter().enumerate() {
        if known.contains(&index) || help.rules().iter().any(|rule| rule.signals.contains(&index)) {
            words.extend_from_slice(signal.fragments);
            for near in signal.near {
                words.extend_from_slice(near);
            }
        }
    }
    words
}

/// What the rules give each cause.
fn scores(help: &Help, outcome: Option<&Outcome<'_>>, found: &[bool]) -> Vec<u16> {
    let mut scores: Vec<u16> = vec![0; help.causes().len()];
    for rule in help.rules() {
        let fires = all(found, rule.signals, rule.unless) && holds(&rule.when, outcome);
        if let Some(score) = scores.get_mut(rule.cause).filter(|_| fires) {
            *score = rule.score.max(*score);
        }
    }
    for (score, cause) in scores.iter_mut().zip(help.causes()) {
        if !holds(&cause.when, outcome) {
            *score = 0;
        }
    }
    scores
}

/// The causes that a symptom may have, as far as they apply to the answer.
#[must_use]
pub fn causes_of(help: &'static Help, symptom: &str, outcome: Option<&Outcome<'_>>) -> Vec<&'static Cause> {
    let symptom = help.symptoms().iter().find(|known| known.id == symptom);
    let causes = symptom.into_iter().flat_map(|symptom| symptom.causes);
    causes.filter_map(|cause| help.causes().get(*cause)).filter(|cause| holds(&cause.when, outcome)).collect()
}

/// What stands before the mail that is sent back: that one may be about anything.
const RETURNED: [&str; 7] = [
    "content-type: message/rfc822",
    "content-type: text/rfc822-headers",
    "this is a copy of the message",
    "below this line is a copy",
    "original message follows",
    "original message headers",
    "unsent message below",
];

/// Less than this, in bytes, is no report.
const SHORTEST_REPORT: usize = 80;

/// A report without the mail that it sends back, in folded form. A text that begins with the mail is kept as it is.
fn without_returned(folded: &str) -> &str {
    let ends = RETURNED.iter().filter_map(|mark| folded.find(mark));
    match ends.min() {
        Some(end) if end > SHORTEST_REPORT => &folded[..end],
        _ => folded,
    }
}

/// A reply of several lines without the code that each of them begins with, but for the first: in "550-5.7.1 likely
/// 550-5.7.1 spam 550 5.7.1 today" what would be a phrase is one again.
fn without_repeats(folded: &str) -> String {
    let mut kept = String::with_capacity(folded.len());
    let (mut code, mut detail, mut after_code) = ("", "", false);
    for word in folded.split(' ') {
        let line = word.split_once('-').filter(|(digits, _)| {
            digits.len() == 3
                && digits.starts_with(['4', '5'])
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let word = match line {
            Some((digits, rest)) if digits == code => {
                after_code = true;
                rest
            }
            Some((digits, rest)) => {
                (code, detail, after_code) = (digits, rest, false);
                word
            }
            None if word == code => {
                after_code = true;
                continue;
            }
            None => word,
        };
        if !after_code || word != detail {
            kept.push_str(if kept.is_empty() { "" } else { " " });
            kept.push_str(word);
        }
        after_code = false;
    }
    kept
}

fn verdict(help: &'static Help, scores: &[u16]) -> Match {
    let best = scores.iter().copied().max().unwrap_or(0);
    if best == 0 {
        return Match::None;
    }
    let mut causes = Vec::new();
    // From the best score downwards; within one score in the order of the file.
    for score in (1..=best).rev().take_while(|score| score + MARGIN > best) {
        causes.extend(
            scores.iter().zip(help.causes()).filter(|(own, _)| **own == score).map(|(_, cause)| cause),
        );
    }
    let contradicted = best < HIGHEST && scores.iter().filter(|score| **score >= STRONG).count() > 1;
    match causes[..] {
        [cause] if best >= SURE && !contradicted => Match::Confident(cause),
        _ => {
            causes.truncate(MOST);
            Match::Several(causes)
        }
    }
}
