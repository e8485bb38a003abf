//! A text as lines with one field each, as [`super::text`] reads them: what stands beside each other in a table or on a
//! line is taken apart.

use super::prose;
use super::words::{About, about, half_width, host, is_separator, label, ports_of};
use crate::search::Normalise;
use crate::trouble::data::fold_characters;

/// Longer lines hold no settings.
const LONGEST_LINE: usize = 500;

/// A box that is ticked, before the words for it.
pub(super) const TICKED: &str = "☑";

/// A box that is not ticked, before the words for it.
pub(super) const UNTICKED: &str = "☐";

/// Boxes as people copy and type them.
const BOXES: [(&str, &str); 8] = [
    ("☑", TICKED),
    ("✓", TICKED),
    ("✔", TICKED),
    ("[x]", TICKED),
    ("[X]", TICKED),
    ("☐", UNTICKED),
    ("□", UNTICKED),
    ("[ ]", UNTICKED),
];

/// The lines of a text.
pub(super) fn lines(text: &str, normalise: &dyn Normalise) -> Vec<String> {
    let mut lines = Vec::new();
    let mut table: Option<Table> = None;
    for line in text.split(['\n', '\r']).filter(|line| line.len() <= LONGEST_LINE) {
        let cells = cells(line);
        if let Some(cells) = &cells {
            if let Some(table) = &mut table {
                table.row(cells);
                continue;
            }
            table = Table::headed(cells, normalise);
            if table.is_some() {
                continue;
            }
        }
        lines.extend(table.take().into_iter().flat_map(|table| table.columns).flatten());
        if let Some(told) = prose::fields(line, normalise) {
            lines.extend(told);
            continue;
        }
        let line = half_width(line);
        for part in boxes(line.trim(), normalise) {
            lines.extend(fields(&part, normalise).into_iter().filter(|line| !line.is_empty()));
        }
    }
    lines.extend(table.into_iter().flat_map(|table| table.columns).flatten());
    lines
}

/// A table with a column for each server, as the lines of the one and then of the other.
struct Table {
    places: [usize; 2],
    columns: [Vec<String>; 2],
}

impl Table {
    /// A table under this line, if it names the two servers and no value.
    fn headed(cells: &[String], normalise: &dyn Normalise) -> Option<Self> {
        let is_about = |cell: &String, wanted| {
            about(&fold_characters(&normalise.nfkc(cell))) == Some(wanted) && host(cell, false).is_none()
        };
        let place = |wanted| cells.iter().position(|cell| is_about(cell, wanted));
        let places = [place(About::Incoming)?, place(About::Outgoing)?];
        Some(Self { places, columns: places.map(|place| vec![cells[place].clone()]) })
    }

    fn row(&mut self, cells: &[String]) {
        let Some(label) = cells.first().filter(|label| label.contains(|c: char| !matches!(c, '-' | ':')))
        else {
            return;
        };
        for (place, lines) in self.places.into_iter().zip(&mut self.columns) {
            if let Some(value) = cells.get(place).filter(|value| place > 0 && !value.is_empty()) {
                lines.push(format!("{label}: {value}"));
            }
        }
    }
}

/// The cells of a line of a table: three at least.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim_matches([' ', '\u{3000}']);
    let bars = line.strip_prefix('|').map(|line| line.strip_suffix('|').unwrap_or(line));
    let (line, between) = bars.map_or((line, '\t'), |line| (line, '|'));
    let cells: Vec<String> = line.split(between).map(|cell| half_width(cell).trim().to_owned()).collect();
    (cells.len() > 2).then_some(cells)
}

/// A line cut at each box in it; boxes behind their words are put before them.
fn boxes(line: &str, normalise: &dyn Normalise) -> Vec<String> {
    let next = |rest: &str| {
        BOXES
            .iter()
            .filter_map(|(mark, sign)| Some((rest.find(mark)?, *mark, *sign)))
            .min_by_key(|(at, ..)| *at)
    };
    let is_behind = BOXES.iter().any(|(mark, _)| line.ends_with(mark));
    let mut parts: Vec<String> = Vec::new();
    let mut rest = line;
    let mut sign = "";
    while let Some((at, mark, following)) = next(rest) {
        let before = rest[..at].trim();
        rest = rest[at + mark.len()..].trim_start();
        // A square may also be the mark of a heading.
        if parts.is_empty() && before.is_empty() && mark == "□" && !is_switch(rest, normalise) {
            continue;
        }
        if is_behind {
            // Of a field and the words of a box behind it, the last word is the box's.
            let (field, words) = before
                .rsplit_once(' ')
                .filter(|_| before.contains(is_separator))
                .map_or(("", before), |(field, words)| (field.trim(), words));
            parts.extend([field.to_owned(), boxed(following, words)]);
        } else {
            parts.extend(box_and_more(sign, before));
            sign = following;
        }
    }
    parts.extend(box_and_more(sign, rest));
    parts.retain(|part| !part.is_empty());
    parts
}

fn boxed(sign: &str, words: &str) -> String {
    if sign.is_empty() || words.is_empty() { words.to_owned() } else { format!("{sign} {words}") }
}

/// What stands behind a box: its words and, where a number follows them, a field of its own: `SMTPS(25)`, `SMTPS 25`.
fn box_and_more(sign: &str, words: &str) -> Vec<String> {
    let end = words.find(['(', ' ']).filter(|_| !sign.is_empty() && ports_of(words).next().is_some());
    let Some(end) = end else { return vec![boxed(sign, words)] };
    let (own, more) = words.split_at(end);
    let is_number = ports_of(more.split_whitespace().next().unwrap_or_default()).next().is_some();
    let more = more.trim().trim_matches(['(', ')']);
    vec![boxed(sign, own), if is_number { format!("{own}: {more}") } else { more.to_owned() }]
}

/// Whether words are those of a box for a protection or a log-in, not a heading.
fn is_switch(words: &str, normalise: &dyn Normalise) -> bool {
    let folded = fold_characters(&normalise.nfkc(words));
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    has(&["ssl", "tls", "pop3s", "imaps", "smtps", "apop", "cram-md5", "login", "plain", "認証", "暗号化"])
        && !has(&["設定", "について", "情報"])
        && !words.contains(is_separator)
}

/// A line cut before each further field in it, and before the words about the other server.
fn fields(line: &str, normalise: &dyn Normalise) -> Vec<String> {
    let folded = |text: &str| fold_characters(&normalise.nfkc(text));
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        let part = &line[start..at];
        let cut = match c {
            // The value before is one word at least; what follows it is the next label.
            ':' => part.split_once(':').and_then(|(_, value)| {
                let blanks = value.len() - value.trim_start().len();
                let word = value.trim_start().find(|c: char| c.is_whitespace() || matches!(c, ',' | '、'))?;
                let next = value[blanks + word..].trim_start_matches([' ', ',', '、', ';', '(']);
                label(&folded(next)).map(|_| at - next.len())
            }),
            ',' | '、' | '。' | ';' => {
                let own = about(&folded(part)).filter(|_| has_value(part));
                let end = line[at + c.len_utf8()..].find([',', '、', '。', ';']);
                let next = &line[at + c.len_utf8()..];
                let next = about(&folded(&next[..end.unwrap_or(next.len())]));
                let is_other = own
                    .zip(next)
                    .is_some_and(|(own, next)| own != next && next != About::Both && own != About::Both);
                is_other.then_some(at + c.len_utf8())
            }
            _ => None,
        };
        if let Some(cut) = cut {
            parts.push(line[start..cut].trim().trim_end_matches([',', '、', '。', ';']).to_owned());
            start = cut;
        }
    }
    parts.push(line[start..].trim().to_owned());
    parts
}

/// Whether a server's name or a number stands in a text.
fn has_value(text: &str) -> bool {
    host(text, false).is_some() || text.contains(|c: char| c.is_ascii_digit())
}
