//! A file that was dropped: which kind it is, and the accounts in it.

use super::xml::{Xml, accounts};
use super::{LONGEST, Present, PresentServer, Unreadable, read_text};
use crate::search::Normalise;

/// An account of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What it is called there.
    pub name: Option<String>,
    /// Its settings.
    pub present: Present,
}

impl Account {
    pub(super) fn new(name: Option<String>, incoming: PresentServer, outgoing: PresentServer) -> Self {
        Self { name, present: Present { incoming, outgoing } }
    }

    pub(super) fn server(&mut self, is_incoming: bool) -> &mut PresentServer {
        if is_incoming { &mut self.present.incoming } else { &mut self.present.outgoing }
    }
}

/// Reads a file by what is in it, whatever its name: a configuration profile, an autoconfiguration, a settings file of
/// K-9 Mail, or text.
///
/// # Errors
/// Why there are no settings to read.
pub fn read_file(bytes: &[u8], xml: &dyn Xml, normalise: &dyn Normalise) -> Result<Vec<Account>, Unreadable> {
    if bytes.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    if bytes.starts_with(b"bplist") {
        return Err(Unreadable::BinaryPlist);
    }
    // A SEQUENCE in DER (X.690) with a long length: what a signed profile (CMS, RFC 5652) begins with. As text it
    // would be the digit zero with a control character behind it.
    if let [0x30, 0x80..=0x84, ..] = bytes {
        return Err(Unreadable::Signed);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Binary)?;
    if text.contains('\0') {
        return Err(Unreadable::Binary);
    }
    if !text.trim_start().starts_with('<') {
        let present = read_text(text, normalise)?;
        return Ok(vec![Account { name: None, present }]);
    }
    // No file of these kinds declares entities, and some that do are meant to grow without end.
    if text.contains("<!ENTITY") {
        return Err(Unreadable::BrokenXml);
    }
    let nodes = xml.nodes(text).ok_or(Unreadable::BrokenXml)?;
    let mut found = accounts(&nodes)?;
    found.retain(|account| !account.present.is_empty());
    if found.is_empty() { Err(Unreadable::NoSettings) } else { Ok(found) }
}
