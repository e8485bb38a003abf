//! A file that was dropped: which kind it is, and the accounts in it.

use super::xml::{Xml, accounts};
use super::{
    LONGEST, Present, PresentServer, Read, Unreadable, fetchmail, json, mbsync, msmtp, neomutt, prf,
    read_text, sheet, srv,
};
use crate::search::Normalise;

/// An account of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What it is called there.
    pub name: Option<String>,
    /// Its settings.
    pub present: Present,
    /// Lines of a text that look like settings and were not understood.
    pub unread: Vec<String>,
}

impl Account {
    pub(super) fn new(name: Option<String>, incoming: PresentServer, outgoing: PresentServer) -> Self {
        Self { name, present: Present { incoming, outgoing }, unread: Vec::new() }
    }

    pub(super) fn server(&mut self, is_incoming: bool) -> &mut PresentServer {
        if is_incoming { &mut self.present.incoming } else { &mut self.present.outgoing }
    }
}

/// The most accounts that are taken from a file.
pub(super) const MOST: usize = 100;

/// Gives the accounts of a file, or `None` if the text is of another kind.
type Reader = fn(&str) -> Option<Vec<Account>>;

/// The kinds of files that are not XML.
const KINDS: [Reader; 7] =
    [sheet::read, prf::read, mbsync::read, neomutt::read, fetchmail::read, msmtp::read, srv::read];

/// Reads a file by what is in it, whatever its name: a file of a kind that is exported, or text, in the words of the
/// visitor's mail program if it is known.
///
/// # Errors
/// Why there are no settings to read.
pub fn read_file(
    bytes: &[u8],
    client: Option<&str>,
    xml: &dyn Xml,
    normalise: &dyn Normalise,
) -> Result<Vec<Account>, Unreadable> {
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
    if text.contains('\0') || text.starts_with("%PDF-") {
        return Err(Unreadable::Binary);
    }
    let text = text.trim_start();
    if is_of_another_kind(text) {
        return Err(Unreadable::OtherKind);
    }
    let mut found = if text.starts_with('<') {
        markup(text, xml)?
    } else if text.starts_with('{') {
        vec![json::read(text).filter(|account| !account.present.is_empty()).ok_or(Unreadable::OtherKind)?]
    } else if let Some(found) = KINDS.iter().find_map(|read| read(text)) {
        found
    } else {
        let Read { present, unread } = read_text(text, client, normalise)?;
        return Ok(vec![Account { name: None, present, unread }]);
    };
    found.retain(|account| !account.present.is_empty());
    if found.is_empty() { Err(Unreadable::NoSettings) } else { Ok(found) }
}

/// The accounts in XML.
fn markup(text: &str, xml: &dyn Xml) -> Result<Vec<Account>, Unreadable> {
    // No file of these kinds declares entities, and some that do are meant to grow without end.
    if text.contains("<!ENTITY") {
        return Err(Unreadable::Entities);
    }
    let nodes = xml.nodes(text).ok_or(Unreadable::BrokenXml)?;
    accounts(&nodes)
}

/// Whether it is a page, a contact, a date, or what Thunderbird keeps for itself. Lines of these look like settings here
/// and there, and would be read wrong.
fn is_of_another_kind(text: &str) -> bool {
    let begins = |start: &str| text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    begins("<!doctype html") || begins("begin:v") || text.contains("user_pref(\"")
}
