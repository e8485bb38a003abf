//! The form in which error messages are compared: what differs between two copies of the same message is taken out.

/// Folds a text that is in NFKC and lower case: quotation marks and dashes of one kind, no long-vowel marks, one blank
/// for many, none beside a Japanese character.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        let c = match c {
            // サーバ and サーバー, and marks that copying leaves behind.
            'ー' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            '‘' | '’' | '`' | '´' => '\'',
            '“' | '”' | '「' | '」' | '『' | '』' | '«' | '»' => '"',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            '、' => ',',
            '。' => '.',
            c if c.is_whitespace() || c.is_control() => {
                blank = true;
                continue;
            }
            c => c.to_ascii_lowercase(),
        };
        let beside_japanese = is_japanese(c) || folded.chars().next_back().is_none_or(is_japanese);
        if blank && !beside_japanese {
            folded.push(' ');
        }
        blank = false;
        folded.push(c);
    }
    folded
}

/// Kana, kanji and Japanese punctuation.
const fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
