//! Whether the pieces of a signal stand in a message.

use super::data::Signal;
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
fn beside(pair: &[&[&str]], folded: &str) -> bool {
    let [ones, others] = pair else { return false };
    ones.iter().any(|one| {
        places(one, folded).any(|at| {
            let after = at + one.len();
            let start = boundary(folded, at.saturating_sub(NEAR));
            let end = boundary(folded, folded.len().min(after + NEAR));
            let start = start + ends(&folded[start..at]).last().unwrap_or(0);
            let end = ends(&folded[after..end]).next().map_or(end, |length| after + length);
            others.iter().any(|other| stands(other, &folded[start..end]))
        })
    })
}

/// The next place before this one where a text may be cut.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where sentences end: a full stop that is not within a name or a number.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let within = |at: &usize| text[*at..].starts_with(|c: char| c.is_ascii_alphanumeric());
    text.match_indices('.').map(|(at, _)| at + 1).filter(move |at| !within(at))
}

/// The parts of a fragment may stand this far apart, in bytes.
const GAP: usize = 200;

/// Whether a fragment stands in a text; `…` in it is a gap.
fn occurs(fragment: &str, folded: &str) -> bool {
    let Some((first, rest)) = fragment.split_once('…') else { return stands(fragment, folded) };
    let mut text = folded;
    while let Some((_, after)) = text.split_once(first) {
        if after[..boundary(after, GAP.min(after.len()))].contains(rest) {
            return true;
        }
        text = after;
    }
    false
}

fn stands(fragment: &str, folded: &str) -> bool {
    places(fragment, folded).next().is_some()
}

/// Where a piece stands. Short words and everything with digits are looked for as whole words, the rest anywhere.
fn places<'t>(fragment: &'t str, folded: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_word = fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    let is_code = fragment.bytes().any(|byte| byte.is_ascii_digit());
    let whole = is_word && (is_code || fragment.len() <= 5);
    folded.match_indices(fragment).map(|(at, _)| at).filter(move |at| {
        !whole || (ends_before(&folded[..*at]) && begins_after(&folded[at + fragment.len()..], is_code))
    })
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

/// Whether a text has a Latin word that these signals do not know, or kanji and katakana that stand nowhere in them.
/// Names of hosts, addresses and quoted names do not count, nor do words of one or two letters.
pub(super) fn is_strange(folded: &str, known: &[&Signal]) -> bool {
    let knows = |finds: &dyn Fn(&str) -> bool| {
        known.iter().any(|signal| {
            let near = signal.near.iter().copied().flatten();
            signal.fragments.iter().chain(near).any(|piece| finds(piece))
        })
    };
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || "@._/'\"-".contains(c);
    let latin = folded.split(|c| !part_of_word(c)).any(|word| {
        let word = word.trim_end_matches(['.', '-', '/']);
        word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !knows(&|piece| {
                stands(word, piece) || piece.split(|c| !part_of_word(c)).any(|known| is_slip_of(word, known))
            })
    });
    let mut pairs: Vec<&str> = Vec::new();
    for (at, c) in folded.char_indices() {
        let Some(next) = folded[at + c.len_utf8()..].chars().next() else { break };
        let pair = &folded[at..at + c.len_utf8() + next.len_utf8()];
        let is_word = kind(c).is_some() && kind(c) == kind(next);
        if is_word && !pairs.contains(&pair) && !knows(&|piece| piece.contains(pair)) {
            pairs.push(pair);
        }
        if pairs.len() >= STRANGE_PAIRS {
            break;
        }
    }
    latin || pairs.len() >= STRANGE_PAIRS
}

/// Katakana or kanji.
fn kind(c: char) -> Option<bool> {
    match c {
        '\u{30a1}'..='\u{30fa}' => Some(true),
        '\u{3400}'..='\u{9fff}' => Some(false),
        _ => None,
    }
}
