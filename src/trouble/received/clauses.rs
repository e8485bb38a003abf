//! The value of one `Received:` field, cut into its clauses (RFC 5321 section 4.4).

/// A field, cut up. Comments keep their order and lose their brackets.
#[derive(Default)]
pub(super) struct Clauses<'v> {
    /// The words behind `from`.
    pub from: Vec<&'v str>,
    /// The words behind `by`.
    pub by: Vec<&'v str>,
    /// The words behind `with`, up to the next clause.
    pub with: Vec<&'v str>,
    /// The words behind `via`, up to the next clause.
    pub via: Vec<&'v str>,
    /// Words that belong to no known clause or stand behind `id` and `for`.
    pub others: Vec<&'v str>,
    /// All comments.
    pub comments: Vec<&'v str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clause {
    From,
    By,
    With,
    Via,
    Other,
}

impl<'v> Clauses<'v> {
    /// Cuts a value up. Nothing is refused: what does not fit stands among the others.
    pub fn read(value: &'v str) -> Self {
        let mut clauses = Self::default();
        let mut at = Clause::Other;
        let mut rest = value;
        loop {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else { break };
            match first {
                '(' => {
                    let end = comment_end(rest);
                    let inside = rest.get(1..end).unwrap_or_default();
                    clauses.comments.push(inside.strip_suffix(')').unwrap_or(inside).trim());
                    rest = rest.get(end..).unwrap_or_default();
                }
                // Behind it stands the date only.
                ';' => break,
                _ => {
                    let end = rest
                        .char_indices()
                        .skip(1)
                        .find(|(_, c)| c.is_whitespace() || matches!(c, '(' | ';'))
                        .map_or(rest.len(), |(end, _)| end);
                    let (word, tail) = rest.split_at(end);
                    rest = tail;
                    at = clauses.word(word, at);
                }
            }
        }
        clauses
    }

    fn word(&mut self, word: &'v str, at: Clause) -> Clause {
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        // Each clause occurs once; a second one is part of a name.
        if is("from") && self.from.is_empty() && self.by.is_empty() && self.with.is_empty() {
            return Clause::From;
        }
        if is("by") && self.by.is_empty() {
            return Clause::By;
        }
        if is("with") && self.with.is_empty() {
            return Clause::With;
        }
        if is("via") && self.via.is_empty() && at != Clause::From {
            return Clause::Via;
        }
        if (is("id") || is("for")) && at != Clause::From {
            return Clause::Other;
        }
        match at {
            Clause::From => self.from.push(word),
            Clause::By => self.by.push(word),
            Clause::With => self.with.push(word),
            Clause::Via => self.via.push(word),
            Clause::Other => self.others.push(word),
        }
        at
    }
}

/// The place behind the bracket that closes the first one, or the end of the text.
fn comment_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}
