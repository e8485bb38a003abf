//! The form in which error messages are compared: what differs between two copies of the same message is taken out, and
//! of several ways to say the same one is kept.

/// Folds a text that is in NFKC and lower case: its characters, `NAMES_OF_ERRORS` read as words; one word for synonyms,
/// one form of the negation, no particles between Japanese words.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = fold_characters(&replaced(text, "_", " "));
    for (other, ones) in &SAME {
        for one in *ones {
            folded = replaced(&folded, one, other);
        }
    }
    endings(&folded)
}

/// `str::find`, once in the program instead of at every call.
#[must_use]
#[inline(never)]
pub fn find(text: &str, piece: &str) -> Option<usize> {
    text.find(piece)
}

#[inline(never)]
fn replaced(text: &str, one: &str, other: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find(rest, one) {
        folded.push_str(&rest[..at]);
        folded.push_str(other);
        rest = &rest[at + one.len()..];
    }
    folded.push_str(rest);
    folded
}

/// Folds the characters of a text that is in NFKC and lower case: quotation marks and dashes of one kind, no long-vowel
/// marks, one blank for many, none beside a Japanese character.
#[must_use]
pub fn fold_characters(text: &str) -> String {
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

/// What is said instead of what, in this order.
static SAME: [(&str, &[&str]); 12] = [
    ("cannot", &["can't", "can not", "could not", "couldn't", "unable to", "not able to", "failed to"]),
    ("not ", &["does not ", "doesn't ", "do not ", "don't ", "did not ", "didn't "]),
    ("not ", &["is not ", "isn't ", "was not ", "wasn't ", "are not ", "aren't ", "has not ", "have not "]),
    ("not ", &["cannot be ", "not be ", "not been "]),
    (
        "login",
        &["log in", "log-in", "log on", "log-on", "logon", "sign in", "sign-in", "signin", "logging in"],
    ),
    ("username", &["user name", "user-name"]),
    ("hostname", &["host name"]),
    ("email", &["e-mail"]),
    ("timeout", &["time out", "time-out", "timed out"]),
    ("ログイン", &["ログオン", "サインイン"]),
    ("でき", &["することができ", "出来"]),
    ("ない", &["できず", "ありません", "ございません"]),
];

/// The endings of a negation become ない, and the sound before it, which differs between them, goes: 見つかりません and
/// 見つからなかった are 見つかない. Particles go: サーバーへの接続が失敗, サーバーとの接続に失敗 and サーバー接続失敗
/// are the same. Latin words stay apart.
fn endings(text: &str) -> String {
    const ENDINGS: [&str; 4] = ["ませんでした", "ません", "なかった", "ない"];
    const SOUNDS: &str = "いきしちにみりぎじびわかさたなはまらがざだば";
    const PARTICLES: &str = "がをはにのへもとで";
    let is_particle = |c: &char| PARTICLES.contains(*c);
    let is_word = |c: char| c.is_ascii_alphanumeric() || "'\"()[]<>".contains(c) || is_japanese_word(c);
    let mut folded: Vec<char> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(ending) = ENDINGS.iter().find(|ending| rest.starts_with(**ending)) {
            if folded.last().is_some_and(|last| SOUNDS.contains(*last)) {
                folded.pop();
            }
            folded.extend(['な', 'い']);
            rest = &rest[ending.len()..];
        } else {
            folded.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let mut without = String::with_capacity(text.len());
    let mut last = ' ';
    let mut at = 0;
    while let Some(c) = folded.get(at) {
        let joins = |c: &&char| is_word(**c) && (is_japanese_word(**c) || is_japanese_word(last));
        if is_word(last) && is_particle(c) {
            let next = folded.get(at + 1);
            let skip = if next.is_some_and(|next| joins(&next)) {
                1
            } else if next.is_some_and(is_particle) && folded.get(at + 2).is_some_and(|next| joins(&next)) {
                2
            } else {
                0
            };
            if skip > 0 {
                at += skip;
                continue;
            }
        }
        without.push(*c);
        last = *c;
        at += 1;
    }
    without
}

/// Kana, kanji and Japanese punctuation.
const fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}') || is_kanji(c)
}

/// Kanji and katakana: words rather than endings.
const fn is_japanese_word(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}') || is_kanji(c)
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
