//! The types of a guide. What they mean for an author: `docs/authoring.md`.

pub use crate::i18n::Localized;
use crate::matrix::{Document, Field as ServerField, Source};

/// All guides, and what they share.
#[derive(Clone, Debug)]
pub struct Guides {
    /// The documents they cite.
    pub documents: &'static [Document],
    /// Words that every guide uses.
    pub words: Words,
    /// One for each mail program, in the order in which they are offered.
    pub all: &'static [Guide],
}

/// Words that every guide uses.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// What stands in a field for the visitor's own name.
    pub name: Localized,
    /// What stands in a field for a password: where it is found, never what it is.
    pub password: Localized,
    /// A box that is ticked.
    pub on: Localized,
    /// A box that is not ticked.
    pub off: Localized,
    /// What to do where the program has no word for a value.
    pub no_word: Localized,
    /// What to do where the documents do not settle whether a box is ticked.
    pub ask: Localized,
    /// The documents of a provider do not mention it.
    pub undocumented: Localized,
    /// The settings of a plan do without it.
    pub not_used: Localized,
    /// The provider's documents mark the program as unable.
    pub listed: Localized,
    /// The program cannot use any port for it.
    pub no_port: Localized,
    /// The program has no such thing.
    pub lacks: Localized,
    /// Whether the program has it is not known.
    pub unsure: Localized,
}

/// How to set up one mail program.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The mail program's id.
    pub id: &'static str,
    /// The versions it is about.
    pub versions: Localized,
    /// Where they run, in words.
    pub platforms: Localized,
    /// Whether its maker still looks after it.
    pub standing: Standing,
    /// Why the names and the order may differ from what is seen; `None` where they are certain.
    pub doubt: Option<Localized>,
    /// The day of the last check, as `YYYY-MM-DD`.
    pub checked: &'static str,
    /// What it was checked against.
    pub basis: Localized,
    /// What the program can do, one entry for each [`Ability`], in its order.
    pub can: &'static [Can],
    /// The mail program whose dialogs and flows hold here too; this guide has none then.
    pub follows: Option<&'static str>,
    /// The dialogs, in the order in which they come up.
    pub dialogs: &'static [Dialog],
    /// The fields of all dialogs.
    pub fields: &'static [Field],
    /// What can be done: add an account, change one.
    pub flows: &'static [Flow],
    /// What the program asks of a server.
    pub conditions: &'static [Condition],
    /// What must be known before or after.
    pub cautions: &'static [Caution],
}

/// Whether the maker still looks after a program.
#[derive(Clone, Copy, Debug)]
pub enum Standing {
    /// It does.
    Current,
    /// Nothing certain is known.
    Unknown,
    /// It does not.
    Ended(Ended),
}

/// The end of a program.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// The last day, as `YYYY-MM-DD`.
    pub date: &'static str,
    /// The mail program to take instead.
    pub replaced_by: &'static str,
    /// What exactly ended.
    pub note: Localized,
}

/// Something a mail program can or cannot do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// Receive by POP.
    Pop3,
    /// Receive by IMAP.
    Imap,
    /// POP inside TLS from the first byte.
    Pop3Tls,
    /// IMAP inside TLS from the first byte.
    ImapTls,
    /// Sending inside TLS from the first byte.
    SmtpTls,
    /// POP upgraded to TLS.
    Pop3StartTls,
    /// IMAP upgraded to TLS.
    ImapStartTls,
    /// Sending upgraded to TLS.
    SmtpStartTls,
    /// APOP, RFC 1939 section 7.
    Apop,
    /// A password that is not sent as it is.
    EncryptedPassword,
    /// TLS 1.2, RFC 5246.
    Tls12,
}

impl Ability {
    /// All, in the order in which a file's entries are kept.
    pub const ALL: [Self; 11] = [
        Self::Pop3,
        Self::Imap,
        Self::Pop3Tls,
        Self::ImapTls,
        Self::SmtpTls,
        Self::Pop3StartTls,
        Self::ImapStartTls,
        Self::SmtpStartTls,
        Self::Apop,
        Self::EncryptedPassword,
        Self::Tls12,
    ];

    /// The id in the data; where a provider's file can list it as lacking, the same as there.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pop3 => "pop3",
            Self::Imap => "imap",
            Self::Pop3Tls => "pop3-tls",
            Self::ImapTls => "imap-tls",
            Self::SmtpTls => "smtp-tls",
            Self::Pop3StartTls => "pop3-starttls",
            Self::ImapStartTls => "imap-starttls",
            Self::SmtpStartTls => "smtp-starttls",
            Self::Apop => "apop",
            Self::EncryptedPassword => "encrypted-password",
            Self::Tls12 => "tls12",
        }
    }
}

/// Whether something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certain {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody looked, or sources differ.
    Unknown,
}

/// Whether a mail program can do something.
#[derive(Clone, Copy, Debug)]
pub struct Can {
    /// Whether it can.
    pub is: Certain,
    /// What must be known about it.
    pub note: Option<Localized>,
    /// Where it stands; without one it rests on the guide's basis.
    pub source: Option<Source>,
}

/// A window or a page of the program.
#[derive(Clone, Copy, Debug)]
pub struct Dialog {
    /// What stands in its title bar.
    pub title: Localized,
    /// Its parts, from top to bottom.
    pub sections: &'static [Section],
    /// Its buttons.
    pub buttons: &'static [Localized],
}

/// A part of a dialog.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its heading or its tab.
    pub heading: Option<Localized>,
    /// Its fields: indices into the guide's.
    pub fields: &'static [usize],
}

/// A field of a dialog.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// What stands beside it in the program.
    pub label: Localized,
    /// What it looks like.
    pub kind: Kind,
    /// What belongs into it.
    pub value: Value,
    /// The program's words for a value's ids; `None` where it has none.
    pub words: &'static [(&'static str, Option<Localized>)],
    /// What must be known at this field.
    pub notes: &'static [Note],
    /// When it is there at all.
    pub when: When,
}

/// What a field looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Typed into.
    Text,
    /// A list that unfolds.
    Select,
    /// A box to tick.
    Check,
    /// Buttons of which one is chosen.
    Radio,
}

/// What belongs into a field.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The program's own word, the same for every answer.
    Fixed(Localized),
    /// Something of the visitor's own choosing, described.
    Own(Localized),
    /// A value of the answer.
    Slot(Slot),
    /// A box, ticked or not.
    Switch(Switch),
}

/// When a box is ticked.
#[derive(Clone, Copy, Debug)]
pub struct Switch {
    /// Ticked under these conditions, otherwise not.
    pub on: When,
    /// Under these conditions nobody can tell; `None` if there are none.
    pub ask: Option<When>,
}

/// A value of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The visitor's name, which is never asked.
    Name,
    /// The mail address.
    Address,
    /// The password for receiving, which is never known.
    IncomingPassword,
    /// The password for sending, which is never known.
    OutgoingPassword,
    /// POP or IMAP.
    Access,
    /// A field of the incoming server.
    Incoming(ServerField),
    /// A field of the best submission server.
    Outgoing(ServerField),
}

impl Slot {
    /// All, with their ids.
    pub const ALL: [(&'static str, Self); 15] = [
        ("name", Self::Name),
        ("address", Self::Address),
        ("incoming.password", Self::IncomingPassword),
        ("outgoing.password", Self::OutgoingPassword),
        ("access", Self::Access),
        ("incoming.host", Self::Incoming(ServerField::Host)),
        ("incoming.port", Self::Incoming(ServerField::Port)),
        ("incoming.security", Self::Incoming(ServerField::Security)),
        ("incoming.authentication", Self::Incoming(ServerField::Authentication)),
        ("incoming.username", Self::Incoming(ServerField::Username)),
        ("outgoing.host", Self::Outgoing(ServerField::Host)),
        ("outgoing.port", Self::Outgoing(ServerField::Port)),
        ("outgoing.security", Self::Outgoing(ServerField::Security)),
        ("outgoing.authentication", Self::Outgoing(ServerField::Authentication)),
        ("outgoing.username", Self::Outgoing(ServerField::Username)),
    ];
}

/// Conditions on the answer: for each key the values it may have. All must hold; none always holds.
pub type When = &'static [(Key, &'static [&'static str])];

/// Something a condition can look at. Where the answer does not tell, its value is `unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The provider's id.
    Provider,
    /// The plan's id.
    Plan,
    /// `pop3` or `imap`.
    Access,
    /// `none`, `starttls` or `tls`.
    IncomingSecurity,
    /// `none`, `starttls` or `tls`.
    OutgoingSecurity,
    /// `none`, `password-cleartext` or `password-encrypted`.
    IncomingAuthentication,
    /// `none`, `password-cleartext` or `password-encrypted`.
    OutgoingAuthentication,
    /// A port number.
    IncomingPort,
    /// A port number.
    OutgoingPort,
    /// How sending logs in: `same` as receiving, `own`, or `none`.
    Login,
    /// `answered`, `asking` or `unavailable`.
    Status,
    /// Ids of the reasons why the answer is unavailable; any of them may match.
    Reason,
}

impl Key {
    /// All, with their ids.
    pub const ALL: [(&'static str, Self); 12] = [
        ("provider", Self::Provider),
        ("plan", Self::Plan),
        ("access", Self::Access),
        ("incoming-security", Self::IncomingSecurity),
        ("outgoing-security", Self::OutgoingSecurity),
        ("incoming-authentication", Self::IncomingAuthentication),
        ("outgoing-authentication", Self::OutgoingAuthentication),
        ("incoming-port", Self::IncomingPort),
        ("outgoing-port", Self::OutgoingPort),
        ("login", Self::Login),
        ("status", Self::Status),
        ("reason", Self::Reason),
    ];
}

/// Something that must be known, where it matters.
#[derive(Clone, Copy, Debug)]
pub struct Note {
    /// The note.
    pub text: Localized,
    /// Under which conditions.
    pub when: When,
    /// Where it stands.
    pub source: Option<Source>,
}

/// Something the visitor can do with the program.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// `add`, `change`, `reorder` or `delete`.
    pub id: &'static str,
    /// What is done.
    pub title: Localized,
    /// The steps.
    pub steps: &'static [Step],
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What to do, in a line.
    pub title: Localized,
    /// What else must be known to do it.
    pub text: Option<Localized>,
    /// Under which conditions there is such a step.
    pub when: When,
    /// The dialog that is seen.
    pub dialog: Option<usize>,
    /// The fields to fill in, in order: indices into the guide's.
    pub fields: &'static [usize],
    /// What to do instead where only the visitor knows whether it holds.
    pub branches: &'static [Branch],
    /// What must be known.
    pub notes: &'static [Note],
    /// Where it stands.
    pub source: Option<Source>,
}

/// What to do instead.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// In which case.
    pub case: Localized,
    /// What to do.
    pub text: Localized,
    /// The fields to fill in.
    pub fields: &'static [usize],
    /// Where it stands.
    pub source: Option<Source>,
}

/// What a program asks of a server.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// What it asks.
    pub title: Localized,
    /// Whether an answer meets it: the first check that holds.
    pub checks: &'static [Check],
    /// Where it stands.
    pub source: Source,
}

/// Whether an answer meets a condition.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Under which conditions this is the verdict.
    pub when: When,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub text: Localized,
}

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// The documents do not tell: ask.
    Ask,
}

/// Something to know before or after.
#[derive(Clone, Copy, Debug)]
pub struct Caution {
    /// In a few words.
    pub title: Localized,
    /// What to do or to know.
    pub text: Localized,
    /// Under which conditions.
    pub when: When,
    /// Where it stands.
    pub source: Option<Source>,
}

impl Guides {
    /// The guide of a mail program.
    #[must_use]
    pub fn of(&self, client: &str) -> Option<&'static Guide> {
        self.all.iter().find(|guide| guide.id == client)
    }

    /// The guide whose dialogs and flows hold for this one: itself, or the one it follows.
    #[must_use]
    pub fn body(&self, guide: &'static Guide) -> &'static Guide {
        guide.follows.and_then(|id| self.of(id)).unwrap_or(guide)
    }

    /// The document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&'static Document> {
        self.documents.iter().find(|document| document.id == id)
    }
}

impl Guide {
    /// What it can do.
    #[must_use]
    pub fn can(&self, ability: Ability) -> Can {
        // Reading leaves no ability out.
        let unknown = Can { is: Certain::Unknown, note: None, source: None };
        self.can.get(ability as usize).copied().unwrap_or(unknown)
    }

    /// The flow with this id.
    #[must_use]
    pub fn flow(&self, id: &str) -> Option<&'static Flow> {
        self.flows.iter().find(|flow| flow.id == id)
    }
}
