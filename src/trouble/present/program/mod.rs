//! Settings in a program's own words, as its guide has them. A label may stand in a program several times, for the
//! incoming and the outgoing server: which one is meant follows from the order of the lines.

mod align;
mod value;
mod vocabulary;

use super::Side;
use super::lines::{TICKED, UNTICKED};
use super::words::is_separator;
use super::words::{About, about};
use crate::guide::guides;
use crate::search::{Normalise, fold};
use crate::trouble::data::fold_characters;
use align::Weighed;
use std::sync::OnceLock;
use value::{Said, heard};
use vocabulary::{Program, protocol, side};

pub(super) use value::{Heard, stands_for_none};

/// Lines that are looked at; no program has nearly as many fields.
const MOST_LINES: usize = 200;

/// A label is not longer than this, in bytes.
const LONGEST_LABEL: usize = 300;

/// What a line of a text is in the words of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A heading, or a label whose value stands on the next line.
    Heading,
    /// A value.
    Says(Vec<Heard>),
    /// A field of one server, or of none, without a value that it can have.
    Label(Option<Side>),
    /// It belongs to the line above.
    Above,
}

/// The lines that say something in the words of one program: the visitor's, unless another fits much better.
pub(super) fn meanings(
    lines: &[String],
    client: Option<&str>,
    normalise: &dyn Normalise,
) -> Vec<Option<Meaning>> {
    let guides = guides();
    let own = client.and_then(|client| guides.of(client)).map(|guide| guides.body(guide).id);
    // The words are the same whoever folds them.
    static PROGRAMS: OnceLock<Vec<Program>> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| {
        let bodies = guides.all.iter().filter(|guide| guide.follows.is_none());
        bodies.map(|body| Program::of(body, normalise)).collect()
    });
    let is_own = |program: &Program| own == Some(program.id);
    let mut best: Option<Reading> = None;
    let mut passed = Vec::new();
    let splits: Vec<Vec<Split<'_>>> =
        lines.iter().take(MOST_LINES).map(|line| splits(line, normalise)).collect();
    let context = |line: &String| about(&fold_characters(&normalise.nfkc(line)));
    let contexts: Vec<Option<About>> = lines.iter().take(MOST_LINES).map(context).collect();
    let all = splits.iter().filter(|splits| splits.iter().any(|split| !split.value.is_empty())).count();
    let others = programs.iter().filter(|program| !is_own(program));
    for program in programs.iter().filter(|program| is_own(program)).chain(others) {
        let reading = Reading::of(program, lines, &splits, &contexts, normalise);
        passed.extend(reading.passed.iter().copied());
        // Another program must explain two more lines to be taken for the one that was chosen.
        let ahead = if own.is_some() && best.as_ref().is_some_and(|best| best.is_own) { 150 } else { 0 };
        if best.as_ref().is_none_or(|best| reading.total > best.total + ahead) {
            best = Some(Reading { is_own: is_own(program), ..reading });
        }
        if best.as_ref().is_some_and(|best| best.is_own && best.read >= all) {
            break;
        }
    }
    let mut meanings = best.map_or_else(Vec::new, |best| best.meanings);
    // What no program takes for a setting of a server is none.
    for line in passed {
        if let Some(meaning @ None) = meanings.get_mut(line) {
            *meaning = Some(Meaning::Says(vec![Heard::Passed]));
        }
    }
    meanings.resize(lines.len(), None);
    meanings
}

/// A way to cut a line into label and value.
struct Split<'l> {
    label: String,
    value: &'l str,
}

/// All ways to cut a line, the one with the longest label last.
fn splits<'l>(line: &'l str, normalise: &dyn Normalise) -> Vec<Split<'l>> {
    let line = line.trim_start_matches(['・', '●', '■', '◆', '○', '※', '-', '*', '#', '>', ' ']);
    // A box that was copied as one.
    for (mark, value) in [(TICKED, "on"), (UNTICKED, "off")] {
        if let Some(label) = line.strip_prefix(mark) {
            return vec![Split { label: fold(label, normalise), value }];
        }
    }
    let mut found = Vec::new();
    for (at, c) in
        line.char_indices().filter(|(at, c)| *at <= LONGEST_LABEL && (is_separator(*c) || *c == ' '))
    {
        let (label, value) = (&line[..at], line[at + c.len_utf8()..].trim());
        if found.len() == 16 || (c == ' ' && (value.is_empty() || value.starts_with(is_separator))) {
            continue;
        }
        // "SMTPサーバー(送信)": what stands in brackets may be somebody's own addition.
        if let Some((label, _)) = label.trim_end().strip_suffix(')').and_then(|label| label.rsplit_once('('))
        {
            found.push(Split { label: fold(label, normalise), value });
        }
        found.push(Split { label: fold(label, normalise), value });
    }
    let bare = line.trim_matches(['【', '】', '[', ']', '<', '>', '「', '」', '=', ' ', ':']);
    if bare.len() <= LONGEST_LABEL {
        found.push(Split { label: fold(bare, normalise), value: "" });
    }
    found
}

/// A text in the words of one program.
struct Reading {
    is_own: bool,
    total: i32,
    /// How many lines with a value it knows.
    read: usize,
    meanings: Vec<Option<Meaning>>,
    /// Lines that are about nothing of a server in this program.
    passed: Vec<usize>,
}

impl Reading {
    fn of(
        program: &Program,
        lines: &[String],
        splits: &[Vec<Split<'_>>],
        contexts: &[Option<About>],
        normalise: &dyn Normalise,
    ) -> Self {
        let labels = &program.labels;
        let is_label = |line: usize| {
            splits.get(line).is_none_or(|ways| ways.iter().any(|way| labels.contains_key(way.label.as_str())))
        };
        // Which server the lines are about by a heading in any words.
        let mut under = None;
        let mut weighed = Vec::new();
        let mut passed = Vec::new();
        for (line, ways) in splits.iter().enumerate() {
            let Some(way) = ways.iter().rev().find(|way| labels.contains_key(way.label.as_str())) else {
                under = contexts.get(line).copied().flatten().or(under);
                continue;
            };
            let is_box = |next: &&String| next.starts_with(TICKED) || next.starts_with(UNTICKED);
            let below = lines.get(line + 1).filter(|next| !is_box(next));
            let below = below.filter(|_| way.value.is_empty() && !is_label(line + 1));
            let value = below.map_or(way.value, String::as_str);
            let said = Said::new(value, normalise);
            let mut ways = Vec::new();
            for (index, is_whole) in labels.get(way.label.as_str()).into_iter().flatten() {
                let Some(place) = program.places.get(*index) else { continue };
                let meaning = match place.field {
                    None if way.value.is_empty() => Meaning::Heading,
                    None => continue,
                    Some(field) => {
                        match heard(place, field, &said, normalise).filter(|_| !value.is_empty()) {
                            None => Meaning::Label(side(field)),
                            Some(said) => {
                                let own = protocol(field).map(Heard::Protocol);
                                Meaning::Says(std::iter::once(said).chain(own).collect())
                            }
                        }
                    }
                };
                if let Some(score) = align::score(*is_whole, &meaning, under) {
                    let score = if place.is_visitors() { score.min(align::LABEL) } else { score };
                    ways.push(Weighed { place: *index, score, meaning, below: below.is_some() });
                }
            }
            let sides = || {
                ways.iter().map(|way| match &way.meaning {
                    Meaning::Says(said) => said.iter().find_map(Heard::side),
                    _ => None,
                })
            };
            let is_field = |way: &Weighed| matches!(way.meaning, Meaning::Says(_) | Meaning::Label(_));
            let only = sides().next().flatten().filter(|first| sides().all(|side| side == Some(*first)));
            if let Some(side) = only {
                // The program's own fields tell the server from here on, if they do not say the same as the heading.
                under = under.filter(|under| *under == About::of(side));
            } else if !ways.iter().any(is_field) {
                under = contexts.get(line).copied().flatten().or(under);
            }
            let passes = |way: &Weighed| way.meaning == Meaning::Says(vec![Heard::Passed]);
            if !ways.is_empty() && ways.iter().all(passes) {
                passed.push(line);
            }
            weighed.push((line, ways));
        }
        let (total, chosen) = align::align(&program.orders, &weighed);
        let mut meanings = vec![None; splits.len()];
        let mut read = 0;
        for (line, chosen, below) in chosen {
            let says = matches!(chosen, Meaning::Says(_));
            read += usize::from(says || matches!(chosen, Meaning::Label(_)));
            if let Some(meaning) = meanings.get_mut(line) {
                *meaning = Some(chosen);
            }
            let below = below && says;
            if below && let Some(meaning) = meanings.get_mut(line + 1) {
                *meaning = Some(Meaning::Above);
            }
        }
        Self { is_own: false, total, read, meanings, passed }
    }
}
