//! What is wrong with a data file, said to the person who edits it.

use std::fmt;

/// One finding in a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON pointer (RFC 6901) into the file.
    pub path: String,
    /// What is wrong, as a phrase that names the value found.
    pub message: String,
    /// The shortest answers that show it, as `question=answer`; empty where answers play no part.
    pub answers: Vec<String>,
}

impl Problem {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), answers: Vec::new() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.path.is_empty() { "/" } else { &self.path }, self.message)?;
        if !self.answers.is_empty() {
            write!(f, " (answers: {})", self.answers.join(", "))?;
        }
        Ok(())
    }
}
