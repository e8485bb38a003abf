//! Japanese words in a text of another language: they are to be read out as Japanese, and drawn with Japanese letters
//! where other languages write the same ones differently (WCAG 2.2, success criterion 3.1.2).

/// A text in pieces, each with whether it is Japanese. What stands between two Japanese words belongs to them if it has
/// no small letter: `送信メール (SMTP) サーバー` is one name.
#[must_use]
pub fn runs(text: &str) -> Vec<(bool, &str)> {
    let mut ends = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices().filter(|(_, c)| is_japanese(*c)) {
        let end = at + c.len_utf8();
        match last {
            Some(before) if !text[before..at].contains(|c: char| c.is_ascii_lowercase()) => {
                ends.pop();
            }
            _ => ends.push(at),
        }
        ends.push(end);
        last = Some(end);
    }
    ends.push(text.len());
    let mut runs = Vec::new();
    let (mut from, mut japanese) = (0, false);
    for end in ends {
        if from < end {
            runs.push((japanese, &text[from..end]));
        }
        (from, japanese) = (end, !japanese);
    }
    runs
}

/// Kana, kanji, their punctuation and full-width forms.
const fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
