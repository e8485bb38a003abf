//! What the documents say about mail programs.

use super::Source;

/// What the documents say about mail programs.
#[derive(Clone, Debug)]
pub struct ClientLimits {
    /// Where it stands.
    pub source: Source,
    /// The programs that are named.
    pub listed: &'static [(&'static str, Listed)],
}

impl ClientLimits {
    /// What the documents say about a mail program, if they name it.
    #[must_use]
    pub fn of(&self, client: &str) -> Option<&'static Listed> {
        self.listed.iter().find(|(id, _)| *id == client).map(|(_, listed)| listed)
    }
}

/// What one mail program cannot do with this provider.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Capabilities it lacks.
    pub cannot: &'static [&'static str],
    /// Submission ports it cannot use.
    pub ports: &'static [u16],
}
