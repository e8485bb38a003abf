//! What `messages.json` holds.

use super::fold::fold;
use super::model::{Cause, Reply, Rule, Signal};
use super::read::{directions, id, index, keep, one_of, refuses, when};
use crate::matrix::{Cursor, keep_text};

/// The surest a rule can be.
const HIGHEST_SCORE: u64 = 9;

/// Something that is found in a message.
pub fn signal(at: Cursor<'_>) -> Signal {
    let fields = at.fields();
    let ports = fields.optional_items("ports").into_iter().map(|at| {
        let port = at.value.as_u64().and_then(|port| u16::try_from(port).ok()).filter(|port| *port > 0);
        port.unwrap_or_else(|| {
            at.report(format!("{} is not a port (1 to 65535)", at.value));
            0
        })
    });
    let fragments = fields.optional_items("text").into_iter().map(|at| fragment(&at));
    let near = fields.optional_items("near").into_iter().map(|at| keep(at.items().iter().map(fragment)));
    let signal = Signal { id: id(&fields), fragments: keep(fragments), ports: keep(ports), near: keep(near) };
    if signal.fragments.is_empty() && signal.ports.is_empty() && signal.near.is_empty() {
        fields.report("neither “text” nor “ports” nor “near”");
    }
    if !signal.near.len().is_multiple_of(2) {
        fields.report("the lists of “near” go in pairs");
    }
    fields.finish();
    signal
}

/// A piece of a message in its folded form. Gaps are written as `…`.
fn fragment(at: &Cursor<'_>) -> &'static str {
    let text = at.text();
    // What NFKC changes would never be found; the build has no tables for it.
    if text.chars().any(|c| matches!(c, '\u{ff01}'..='\u{ffee}' | '\u{3000}')) {
        at.report(format!("“{text}” has full-width letters or half-width kana"));
    }
    let parts: Vec<String> = text.split('…').map(|part| fold(&part.to_lowercase())).collect();
    if parts.iter().any(|part| part.chars().count() < 2) {
        at.report(format!("“{text}” is too short to tell anything"));
    }
    keep_text(&parts.join("…"))
}

fn indices(at: Vec<Cursor<'_>>, signals: &[Signal]) -> &'static [usize] {
    keep(at.into_iter().map(|at| index(&at, signals.iter().map(|signal| signal.id))))
}

/// Signals, and those that would say the contrary.
pub fn other(at: Cursor<'_>, signals: &[Signal]) -> (&'static [usize], &'static [usize]) {
    let fields = at.fields();
    let of = indices(fields.items("signals"), signals);
    let unless = indices(fields.optional_items("unless"), signals);
    if of.is_empty() {
        fields.report("no signals");
    }
    fields.finish();
    (of, unless)
}

/// What follows from signals.
pub fn rule(at: Cursor<'_>, causes: &[Cause], signals: &[Signal]) -> Rule {
    let fields = at.fields();
    let rule = Rule {
        cause: fields.required("cause").map_or(0, |at| index(&at, causes.iter().map(|cause| cause.id))),
        signals: indices(fields.items("signals"), signals),
        unless: indices(fields.optional_items("unless"), signals),
        when: when(&fields),
        score: fields.required("score").map_or(0, |at| {
            let score = at.value.as_u64().filter(|score| (1..=HIGHEST_SCORE).contains(score));
            score.and_then(|score| u16::try_from(score).ok()).unwrap_or_else(|| {
                at.report(format!("{} is not a score (1 to {HIGHEST_SCORE})", at.value));
                0
            })
        }),
    };
    if rule.signals.is_empty() {
        fields.report("a rule without signals");
    }
    fields.finish();
    rule
}

/// What a message says besides.
pub fn reply(at: Cursor<'_>, signals: &[Signal]) -> Reply {
    let fields = at.fields();
    let reply = Reply {
        signals: indices(fields.items("signals"), signals),
        unless: indices(fields.optional_items("unless"), signals),
        refuses: refuses(&fields),
        only: fields.optional("only").and_then(|at| one_of(&at, &directions())),
    };
    if reply.signals.is_empty() {
        fields.report("a reply without signals");
    }
    if reply.refuses.is_empty() && reply.only.is_none() {
        fields.report("neither “refuses” nor “only”");
    }
    fields.finish();
    reply
}
