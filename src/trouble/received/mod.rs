//! Did it work? Reads pasted `Received:` headers and says whether the mail was handed over with a log-in and over TLS.
//! Says no more than the header tells: what it leaves open stays unknown.

mod cipher;
mod clauses;
mod fields;
mod hop;
mod keyword;

pub use cipher::{Obsolete, TlsVersion};
pub use hop::{Evidence, Hop, Route, Shown, Told};
pub use keyword::Keyword;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 1 << 20;

/// More hops than a mail may have: RFC 5321 section 6.3 takes 100 for a loop. The earliest ones, which count here,
/// stand last.
const MOST_HOPS: usize = 100;

/// What the headers say.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The hops as they stand in the mail: the last one first.
    pub hops: Vec<Hop>,
    /// Where the sender's program, or the web mail in its place, handed the mail over: an index into `hops`; `None`
    /// where only deliveries within a server are shown.
    pub submission: Option<usize>,
}

/// Why a text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing was pasted.
    Empty,
    /// Over `LONGEST`.
    TooLong,
    /// No `Received:` in it.
    NoReceived,
}

impl Unreadable {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Empty, Self::TooLong, Self::NoReceived];

    /// The id of the text that says it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Empty => "received-empty",
            Self::TooLong => "received-too-long",
            Self::NoReceived => "received-none",
        }
    }
}

impl Reading {
    /// The hop in which the mail was handed over.
    #[must_use]
    pub fn submission(&self) -> Option<&Hop> {
        self.hops.get(self.submission?)
    }
}

/// Reads one or many headers, or the whole source of a mail.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str) -> Result<Reading, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let values = fields::received(text);
    let start = values.len().saturating_sub(MOST_HOPS);
    let hops: Vec<Hop> = values[start..].iter().filter_map(|value| Hop::read(value)).collect();
    if hops.is_empty() {
        return Err(Unreadable::NoReceived);
    }
    let submission = submission(&hops);
    Ok(Reading { hops, submission })
}

/// The earliest hop between two programs. Where a mail server or a scanner on the sender's own computer took the mail
/// first, the log-in that comes after it is the one that counts.
fn submission(hops: &[Hop]) -> Option<usize> {
    let earliest = hops.iter().rposition(|hop| matches!(hop.route, Route::Smtp | Route::Web))?;
    let is_own = hops[earliest].is_local && hops[earliest].authenticated != Told::Yes;
    let login = hops[..earliest].iter().rposition(|hop| hop.route == Route::Smtp && !hop.is_local);
    login.filter(|login| is_own && hops[*login].authenticated == Told::Yes).or(Some(earliest))
}
