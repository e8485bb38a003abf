//! Settings that a Japanese sentence tells: 「POPは110番です」, 「受信サーバーはmail.example.jpでポート995」. Each becomes a
//! line with its label, as [`super::lines`] has them.

use super::words::{about, half_width, is_separator, label};
use crate::search::Normalise;
use crate::trouble::data::fold_characters;

/// A longer beginning of a sentence is no label, in bytes.
const LONGEST_LABEL: usize = 60;

/// With these, a sentence tells what is not, or what was: none of its values is the present one for certain.
const CONTRARY: [&str; 12] = [
    "ない",
    "なく",
    "ません",
    "以外",
    "から",
    "変更",
    "変え",
    "前は",
    "たいです",
    "たら",
    "れば",
    "でしょうか",
];

/// The fields of a sentence as lines; nothing if it is none, or leaves a doubt.
pub(super) fn fields(line: &str, normalise: &dyn Normalise) -> Option<Vec<String>> {
    let line = half_width(line);
    if line.contains(is_separator) || CONTRARY.iter().any(|word| line.contains(word)) {
        return None;
    }
    let mut found = Vec::new();
    let (mut is_told, mut is_whole) = (false, true);
    for clause in line.split(['、', '。', ',']).map(str::trim).filter(|clause| !clause.is_empty()) {
        let fields = clause_fields(clause, normalise);
        is_told |= !fields.is_empty() && clause.contains(['は', 'が', 'を']);
        is_whole &= !fields.is_empty();
        if fields.is_empty() { found.push(switched(clause)) } else { found.extend(fields) }
    }
    (is_told || is_whole && !found.is_empty()).then_some(found)
}

/// 「SSLあり」 as a field with its value.
fn switched(clause: &str) -> String {
    let word = ["あり", "なし", "オン", "オフ"].into_iter().find(|word| clause.ends_with(word));
    match word.and_then(|word| Some((clause.strip_suffix(word)?, word))) {
        Some((name, word)) if !name.trim().is_empty() => format!("{}: {word}", name.trim()),
        _ => clause.to_owned(),
    }
}

/// 「ラベルは値」 or 「ポート110」, and a port behind it.
fn clause_fields(clause: &str, normalise: &dyn Normalise) -> Vec<String> {
    let mut fields = Vec::new();
    let Some(start) = value_start(clause) else {
        return fields;
    };
    let (before, rest) = clause.split_at(start);
    let particle = before.trim_end().strip_suffix(['は', 'が', 'を']);
    let name = particle.unwrap_or(before).trim();
    let folded = fold_characters(&normalise.nfkc(name));
    // Without a particle only a port stands right behind its name.
    let is_port = folded.ends_with("ポト") || folded.ends_with("ポト番号");
    let is_name = particle.is_some() && (label(&folded).is_some() || about(&folded).is_some());
    let (value, rest) = rest.split_at(rest.find(|c: char| !is_of_value(c)).unwrap_or(rest.len()));
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = !value.is_empty() && (is_number || value.contains(['.', '@']));
    if name.len() > LONGEST_LABEL || !is_whole || !(is_name || is_port && is_number) {
        return fields;
    }
    fields.push(format!("{name}: {value}"));
    if !is_number && let Some(port) = port_behind(rest) {
        fields.push(format!("ポート: {port}"));
    }
    if let Some((_, more)) = rest.split_once(' ') {
        fields.extend(clause_fields(more, normalise));
    }
    fields
}

/// Where a number begins, or a name with a dot or an at sign in it: the 3 of POP3 is neither.
fn value_start(clause: &str) -> Option<usize> {
    clause.char_indices().find_map(|(at, c)| {
        let begins = c.is_ascii_alphanumeric() && !clause[..at].ends_with(is_of_value);
        let end = clause[at..].find(|c: char| !is_of_value(c)).map_or(clause.len(), |end| at + end);
        let value = &clause[at..end];
        let is_value = value.bytes().all(|byte| byte.is_ascii_digit()) || value.contains(['.', '@']);
        (begins && is_value).then_some(at)
    })
}

const fn is_of_value(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | '-' | '_' | '+')
}

/// The port behind a server's name: 「でポート110」, 「の465番」.
fn port_behind(rest: &str) -> Option<&str> {
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let digits = &rest[start..];
    let (digits, after) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
    let before = rest[..start].trim_end();
    let named = ["ポート", "ポート番号", "ポートは", "ポート番号は", "ポートが"]
        .iter()
        .any(|word| before.ends_with(word));
    (named || after.starts_with('番')).then_some(digits)
}
