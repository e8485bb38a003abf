//! What is wrong with a data file, said to the person who edits it.

use std::collections::BTreeSet;
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

/// Whatever is known by its id must be the only one of that id.
pub fn twice<'a>(path: &str, what: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Vec<Problem>) {
    let mut known = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !known.insert(id) {
            problems.push(Problem::new(format!("{path}/{index}"), format!("{what} id “{id}” stands twice")));
        }
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
