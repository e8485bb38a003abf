//! Messages typed by hand: fragments that stand in a text but for a letter or two.

/// A longer text is a copy, and looking for near misses in it would take long, in characters.
const LONGEST: usize = 1_000;

/// A text in which near misses are looked for.
pub(super) struct Typed<'t> {
    folded: &'t str,
    characters: Vec<char>,
}

impl<'t> Typed<'t> {
    /// `None` if the text is too long to have been typed.
    pub(super) fn new(folded: &'t str) -> Option<Self> {
        let characters: Vec<char> = folded.chars().take(LONGEST + 1).collect();
        (characters.len() <= LONGEST).then_some(Self { folded, characters })
    }

    /// Whether a fragment stands in the text with few letters wrong, missing or too many. Codes and short words do not:
    /// a slip makes another code of a code.
    pub(super) fn nearly_shows(&self, fragment: &str) -> bool {
        if fragment.chars().any(|c| c.is_ascii_digit() || c == '…') {
            return false;
        }
        let wanted: Vec<char> = fragment.chars().collect();
        let slips = slips(&wanted);
        // With so many slips, one of so many pieces and one more is without any.
        let piece = wanted.len() / (slips + 1);
        let intact = (0..=slips).any(|at| {
            let piece: String = wanted.iter().skip(at * piece).take(piece).collect();
            self.folded.contains(&piece)
        });
        slips > 0 && intact && self.distance(&wanted, slips)
    }

    /// Whether some part of the text is at most `most` changes away; the usual table of distances, column by column.
    /// Two letters in the wrong order are one change.
    fn distance(&self, wanted: &[char], most: usize) -> bool {
        let mut column = vec![0];
        column.extend(wanted.iter().scan(0, |lost, own| {
            *lost += weight(*own);
            Some(*lost)
        }));
        let mut before: Vec<usize> = Vec::new();
        let mut last = None;
        self.characters.iter().any(|c| {
            // A part may begin anywhere, so nothing is lost before it.
            let mut next = vec![0];
            for (row, own) in wanted.iter().enumerate() {
                let at = |column: &[usize], row: usize| column.get(row).copied().unwrap_or(usize::MAX / 2);
                let changed = if own == c { 0 } else { weight(*own).max(weight(*c)) };
                let mut best = (at(&column, row) + changed)
                    .min(at(&column, row + 1) + weight(*c))
                    .min(at(&next, row) + weight(*own));
                let swapped = row > 0 && last == Some(own) && wanted.get(row - 1) == Some(c);
                if swapped {
                    best = best.min(at(&before, row - 1) + weight(*own).max(weight(*c)));
                }
                next.push(best);
            }
            before = std::mem::replace(&mut column, next);
            last = Some(c);
            column.last().is_some_and(|distance| *distance <= most)
        })
    }
}

/// Shorter words are another word with one letter changed.
const SHORTEST: usize = 6;

/// Whether a Latin word is another one but for a letter: wrong, missing, too many, or in the wrong place.
#[inline(never)]
pub(super) fn is_slip_of(word: &str, other: &str) -> bool {
    let (mut word, mut other) = (word.as_bytes(), other.as_bytes());
    if word.len() < SHORTEST || other.len() < SHORTEST {
        return false;
    }
    while let ([a, word_rest @ ..], [b, other_rest @ ..]) = (word, other) {
        if a != b {
            break;
        }
        (word, other) = (word_rest, other_rest);
    }
    while let ([word_rest @ .., a], [other_rest @ .., b]) = (word, other) {
        if a != b {
            break;
        }
        (word, other) = (word_rest, other_rest);
    }
    match (word, other) {
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => word.len() <= 1 && other.len() <= 1,
    }
}

/// How many slips a fragment may have. A Japanese character tells more than a letter does.
fn slips(fragment: &[char]) -> usize {
    let (one, two) = if fragment.iter().all(char::is_ascii) { (12, 18) } else { (6, 13) };
    usize::from(fragment.len() >= one) + usize::from(fragment.len() >= two)
}

/// What a character counts that is wrong, missing or too many. Another kanji is another word, 受信 for 送信.
const fn weight(c: char) -> usize {
    if matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') { 3 } else { 1 }
}
