//! Whether the pieces of a signal stand in a message.

use super::data::{Signal, find};
use super::slips::is_slip_of;

/// Whether a signal is in a folded message that names these ports.
pub(super) fn shows(signal: &Signal, folded: &str, ports: &[u16]) -> bool {
    signal.ports.iter().any(|port| ports.contains(port))
        || signal.fragments.iter().any(|fragment| occurs(fragment, folded))
        || signal.near.chunks_exact(2).any(|pair| beside(pair, folded))
}

/// Words that are near each other are this far apart at most, in bytes: some 30 Japanese characters, or 15 words.
const NEAR: usize = 96;

/// Whether one of the first words and one of the second stand near each other in a sentence, in either order.
#[inline(never)]
fn beside(pair: &[&[&str]], folded: &str) -> bool {
    let [ones, others] = pair else { return false };
    // A full stop that is not within a name or a number ends a sentence.
    let bytes = folded.as_bytes();
    let ends = |at: &usize| bytes[*at] == b'.' && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    for one in *ones {
        let mut from = 0;
        while let Some(at) = place(one, folded, from) {
            let after = at + one.len();
            let start = boundary(folded, at.saturating_sub(NEAR));
            let end = boundary(folded, folded.len().min(after + NEAR));
            let start = (start..at).rev().find(ends).map_or(start, |at| at + 1);
            let end = (after..end).find(ends).unwrap_or(end);
            if others.iter().any(|other| stands(other, &folded[start..end])) {
                return true;
            }
            from = after;
        }
    }
    false
}

/// The next place before this one where a text may be cut.
#[inline(never)]
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The parts of a fragment may stand this far apart, in bytes.
const GAP: usize = 200;

/// Whether a fragment stands in a text; `…` in it is a gap.
#[inline(never)]
fn occurs(fragment: &str, folded: &str) -> bool {
    let Some((first, rest)) = fragment.split_once('…') else { return stands(fragment, folded) };
    let mut text = folded;
    while let Some(at) = find(text, first) {
        text = &text[at + first.len()..];
        if find(&text[..boundary(text, GAP.min(text.len()))], rest).is_some() {
            return true;
        }
    }
    false
}

#[inline(never)]
fn stands(fragment: &str, folded: &str) -> bool {
    place(fragment, folded, 0).is_some()
}

/// Where a piece stands next. Short words and everything with digits are looked for as whole words, the rest anywhere.
#[inline(never)]
fn place(fragment: &str, folded: &str, mut from: usize) -> Option<usize> {
    let is_word = fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    let is_code = fragment.bytes().any(|byte| byte.is_ascii_digit());
    let whole = is_word && (is_code || fragment.len() <= 5);
    while let Some(at) = find(&folded[from..], fragment) {
        let (start, end) = (from + at, from + at + fragment.len());
        if !whole || ends_before(&folded[..start]) && begins_after(&folded[end..], is_code) {
            return Some(start);
        }
        from = end;
    }
    None
}

fn ends_before(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some('.') => !back.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_ascii_alphanumeric() && c != '_',
        None => true,
    }
}

fn begins_after(after: &str, is_code: bool) -> bool {
    // Words that make a number a count of something.
    const COUNTERS: &str = "円年月日個件台人回通分秒時%";
    let mut rest = after.chars();
    match rest.next() {
        Some('.') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_ascii_alphanumeric() && c != '_' && !(is_code && COUNTERS.contains(c)),
        None => true,
    }
}

/// The TCP ports that a folded message names.
pub(super) fn ports(folded: &str) -> Vec<u16> {
    let mut found = Vec::new();
    for (at, c) in folded.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let before = &folded[..at];
        // Only at the first digit of a number.
        if c == '0' || before.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let number: String = folded[at..].chars().take_while(char::is_ascii_digit).take(6).collect();
        let after = &folded[at + number.len()..];
        if let Ok(port) = number.parse::<u16>()
            && (names_port(before, after))
            && !found.contains(&port)
        {
            found.push(port);
        }
    }
    found
}

/// Whether a number between these texts is a port: "port: 25", "ポト番号25", "25番", "mail.example.jp:25".
fn names_port(before: &str, after: &str) -> bool {
    if after.starts_with('番') {
        return true;
    }
    let label = before.trim_end_matches([' ', ':', '=', '#', '(', '"', '\'', 'は', 'を', 'が', '番', '号']);
    let label = label.strip_suffix("number").map_or(label, str::trim_end);
    // "host, port: mail.example.jp, 25", as Java's mail library says.
    let label = match label.strip_suffix(',').and_then(|list| list.rsplit_once(' ')) {
        Some((label, name)) if name.contains('.') => label.trim_end_matches(':'),
        _ => label,
    };
    for (word, part_of) in [("port", "ps"), ("ポト", "サレスン")] {
        if let Some(rest) = label.strip_suffix(word) {
            // Not in "support", "transport", サポート, レポート.
            return !rest.ends_with(|c: char| part_of.contains(c));
        }
    }
    // Not a time of day.
    let host = before.strip_suffix(':');
    let goes_on =
        after.strip_prefix([':', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !goes_on
        && host.is_some_and(|host| {
            host.ends_with(|c: char| c.is_ascii_alphabetic() || c == ']') || is_address(host)
        })
}

/// Whether a text ends in an IPv4 address.
fn is_address(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    text[digits.len()..].split('.').filter(|part| !part.is_empty()).count() == 4
}

/// So many pairs of characters that no known word has are from another field; one is where two known words meet.
const STRANGE_PAIRS: usize = 2;

/// Whether a text has a Latin word that none of these pieces has, or kanji and katakana that stand nowhere in them.
/// Names of hosts, addresses and quoted names do not count, nor do words of up to three letters.
pub(super) fn is_strange(folded: &str, known: &[&str]) -> bool {
    let is_strange_word = |word: &str| {
        let word = word.strip_suffix('.').unwrap_or(word);
        word.len() > 3
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !known
                .iter()
                .any(|piece| stands(word, piece) || piece.split(' ').any(|own| is_slip_of(word, own)))
    };
    let mut pairs: Vec<&str> = Vec::new();
    let (mut start, mut before, mut kind_before) = (0, 0, OTHER);
    for (at, c) in folded.char_indices() {
        let end = at + c.len_utf8();
        if !c.is_ascii_alphanumeric() && !"@._/'\"-".contains(c) {
            if is_strange_word(&folded[start..at]) {
                return true;
            }
            start = end;
        }
        let kind = kind(c);
        let pair = &folded[before..end];
        if kind != OTHER
            && kind == kind_before
            && !pairs.contains(&pair)
            && !known.iter().any(|piece| find(piece, pair).is_some())
        {
            pairs.push(pair);
            if pairs.len() == STRANGE_PAIRS {
                return true;
            }
        }
        (before, kind_before) = (at, kind);
    }
    is_strange_word(&folded[start..])
}

/// Neither katakana nor kanji.
const OTHER: u8 = 0;

fn kind(c: char) -> u8 {
    match c {
        '\u{30a1}'..='\u{30fa}' => 1,
        '\u{3400}'..='\u{9fff}' => 2,
        _ => OTHER,
    }
}
