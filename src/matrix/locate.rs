//! From a JSON pointer to a line of the file, for messages to its editor.

/// The line (from 1) on which the value of a JSON pointer begins, or the deepest parent that exists.
#[must_use]
pub fn locate(text: &str, pointer: &str) -> usize {
    let steps: Vec<String> =
        pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let mut scanner = Scanner { text: text.as_bytes(), at: 0 };
    scanner.blank();
    let mut found = scanner.at;
    for step in &steps {
        if !scanner.enter(step) {
            break;
        }
        found = scanner.at;
    }
    text.as_bytes()[..found.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Reads JSON that is known to be well-formed.
struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn blank(&mut self) {
        while self.peek().is_ascii_whitespace() || matches!(self.peek(), b',' | b':') {
            self.at += 1;
        }
    }

    /// Moves to the member or item of that name; false, and nothing moved, if there is none.
    fn enter(&mut self, step: &str) -> bool {
        let start = self.at;
        let is_object = self.peek() == b'{';
        if !is_object && self.peek() != b'[' {
            return false;
        }
        self.at += 1;
        let mut index = 0_usize;
        loop {
            self.blank();
            if matches!(self.peek(), b'}' | b']' | 0) {
                self.at = start;
                return false;
            }
            let name = if is_object {
                let key = self.at;
                self.value();
                let raw = String::from_utf8_lossy(&self.text[key..self.at]).into_owned();
                self.blank();
                serde_json::from_str(&raw).unwrap_or(raw)
            } else {
                index.to_string()
            };
            if name == step {
                return true;
            }
            self.value();
            index += 1;
        }
    }

    /// Passes over one value.
    fn value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                0 => return,
                b'"' => self.string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                _ => {
                    while !matches!(self.peek(), b',' | b'}' | b']' | b'"' | b'{' | b'[' | 0) {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return;
            }
            self.blank();
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while !matches!(self.peek(), b'"' | 0) {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
    }
}
