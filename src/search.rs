//! Finding names however they are typed: kana, width, case, long vowels and spaces make no difference.

/// Compatibility normalisation (Unicode NFKC) and lower case, which the browser brings.
pub trait Normalise {
    /// The text in NFKC and lower case.
    fn nfkc(&self, text: &str) -> String;
}

/// The form in which texts are compared: NFKC, lower case, hiragana as katakana, without long-vowel marks,
/// middle dots, hyphens and spaces.
#[must_use]
pub fn fold(text: &str, normalise: &dyn Normalise) -> String {
    if text.is_ascii() { fold_plain(text) } else { fold_plain(&normalise.nfkc(text)) }
}

/// `fold` for text that is in NFKC already, as the data files are.
fn fold_plain(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

fn fold_char(c: char) -> Option<char> {
    match c {
        'ー' | '・' | '-' | '‐' | '–' | '!' | '/' | '、' => None,
        c if c.is_whitespace() => None,
        // Hiragana and katakana stand 0x60 apart.
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60),
        // Other alphabets were put into lower case before; their tables would be 4 KB.
        c => Some(c.to_ascii_lowercase()),
    }
}

/// Whether every word of the query occurs in one of the folded texts.
#[must_use]
pub fn matches(query: &str, folded: &[String], normalise: &dyn Normalise) -> bool {
    let mut words = query.split_whitespace().map(|word| fold(word, normalise));
    words.all(|word| folded.iter().any(|text| contains(text, &word)))
}

/// Whether a text holds another. `str::contains` brings a search of its own and, for its panic messages, tables of
/// all printable characters: 4 KB of the wasm.
fn contains(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let Some(first) = part.first() else {
        return true;
    };
    // The first byte by itself: to compare slices is a call, which most places of a text do not need.
    text.iter().enumerate().any(|(at, byte)| byte == first && text[at..].starts_with(part))
}

/// The part of a text that the query's first word matches, to be shown in bold: what stands before it, itself, and
/// what stands after it.
#[must_use]
pub fn matched_part<'a>(text: &'a str, query: &str, normalise: &dyn Normalise) -> Option<[&'a str; 3]> {
    let word = fold(query.split_whitespace().next()?, normalise);
    if word.is_empty() {
        return None;
    }
    // Each folded character with the bytes of the text it comes from.
    let folded: Vec<(char, usize, usize)> = text
        .char_indices()
        .filter_map(|(start, c)| Some((fold_char(c)?, start, start + c.len_utf8())))
        .collect();
    let word: Vec<char> = word.chars().collect();
    let at = folded.windows(word.len()).position(|window| window.iter().map(|(c, ..)| c).eq(&word))?;
    let (head, after) = text.split_at_checked(folded.get(at + word.len() - 1)?.2)?;
    let (before, part) = head.split_at_checked(folded.get(at)?.1)?;
    Some([before, part, after])
}
