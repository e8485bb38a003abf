//! Which field each line is, where several have the same label: the way through a program's fields that explains most
//! lines, mostly in their order.

use super::Meaning;
use super::value::Heard;
use crate::trouble::present::Side;
use crate::trouble::present::words::About;

/// A field or heading that a line may be.
pub(super) struct Weighed {
    /// Which place of the program.
    pub place: usize,
    /// How well it fits.
    pub score: i32,
    /// What it is then.
    pub meaning: Meaning,
    /// Whether the value stands on the next line.
    pub below: bool,
}

/// Going back in the order, where a visitor copied one page before another.
const BACK: i32 = 35;

/// A label whose value is none of its field: it keeps its place in the order.
pub(super) const LABEL: i32 = 30;

/// Fields left out in between, at most.
const MOST_LEFT_OUT: usize = 20;

/// How well a line fits a place; `None` if it does not, or if a heading in other words names the other server.
pub(super) fn score(is_whole: bool, meaning: &Meaning, under: Option<About>) -> Option<i32> {
    let side = match meaning {
        Meaning::Says(heard) => heard.iter().find_map(Heard::side),
        Meaning::Label(side) => *side,
        Meaning::Heading => return Some(40),
        Meaning::Above => None,
    };
    if let (Some(Side::Incoming), Some(About::Outgoing)) | (Some(Side::Outgoing), Some(About::Incoming)) =
        (side, under)
    {
        return None;
    }
    let Meaning::Says(heard) = meaning else {
        return is_whole.then_some(LABEL);
    };
    let label = if is_whole { 100 } else { 60 };
    let usual = heard.iter().any(|heard| match heard {
        Heard::Port(Side::Incoming, port) => matches!(port, 110 | 143 | 993 | 995),
        Heard::Port(Side::Outgoing, port) => matches!(port, 25 | 465 | 587),
        _ => false,
    });
    Some(label + if usual { 10 } else { 0 })
}

/// What the lines say: how much is explained, and each line's meaning with whether its value stands below. A line that
/// may as well be something else is left out.
pub(super) fn align(
    orders: &[Vec<usize>],
    lines: &[(usize, Vec<Weighed>)],
) -> (i32, Vec<(usize, Meaning, bool)>) {
    let mut best: (i32, Vec<(usize, Meaning, bool)>) = (0, Vec::new());
    for order in orders {
        let found = along(order, lines);
        if found.0 > best.0 {
            best = found;
        }
    }
    best
}

/// The same for one order.
fn along(order: &[usize], lines: &[(usize, Vec<Weighed>)]) -> (i32, Vec<(usize, Meaning, bool)>) {
    let weights: Vec<Vec<Option<&Weighed>>> = lines
        .iter()
        .map(|(_, ways)| order.iter().map(|place| ways.iter().find(|way| way.place == *place)).collect())
        .collect();
    let forth = sums(&weights, &|before, now| cost(before, now));
    let mut reversed = weights.clone();
    reversed.reverse();
    let mut back = sums(&reversed, &|before, now| cost(now, before));
    back.reverse();
    let total = forth.iter().flatten().flatten().copied().max().unwrap_or(0);
    let mut found = Vec::new();
    for (((line, _), weights), (forth, back)) in lines.iter().zip(&weights).zip(forth.iter().zip(&back)) {
        let best = weights.iter().zip(forth.iter().zip(back)).filter_map(|(way, (forth, back))| {
            let way = (*way)?;
            ((*forth)? + (*back)? - way.score == total).then_some(way)
        });
        let mut best: Vec<&Weighed> = best.collect();
        let Some(first) = best.pop() else { continue };
        if best.iter().all(|other| other.meaning == first.meaning) {
            found.push((*line, first.meaning.clone(), first.below));
        }
    }
    (total, found)
}

/// For each line and place, the best sum of scores that ends there.
fn sums(weights: &[Vec<Option<&Weighed>>], cost: &dyn Fn(usize, usize) -> i32) -> Vec<Vec<Option<i32>>> {
    let mut sums = Vec::new();
    // The best that ended at each place on any line before.
    let mut ended: Vec<Option<i32>> = Vec::new();
    for line in weights {
        ended.resize(line.len(), None);
        let mut own = Vec::new();
        for (now, way) in line.iter().enumerate() {
            own.push(way.map(|way| {
                let before =
                    ended.iter().enumerate().filter_map(|(before, sum)| Some((*sum)? - cost(before, now)));
                way.score + before.max().unwrap_or(0).max(0)
            }));
        }
        for (ended, own) in ended.iter_mut().zip(&own) {
            *ended = (*ended).max(*own);
        }
        sums.push(own);
    }
    sums
}

fn cost(before: usize, now: usize) -> i32 {
    let left_out = now.checked_sub(before + 1);
    left_out.map_or(BACK, |count| i32::try_from(count.min(MOST_LEFT_OUT)).unwrap_or(BACK))
}
