//! One `Received:` field: who handed the mail to whom, and what is told about log-in and TLS.

use super::cipher::{Obsolete, TlsVersion, obsolete, told};
use super::clauses::Clauses;
use super::keyword::Keyword;

/// Whether something was so, as far as the header tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// The header says so.
    Yes,
    /// The header says that it was not so.
    No,
    /// The header does not tell.
    #[default]
    Unknown,
}

/// How the mail took this hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// From one program to another over SMTP.
    Smtp,
    /// Written in web mail, in a program of the server itself or in Outlook at an Exchange server; SMTP played no part.
    Web,
    /// Within a server: from one of its programs to the next, or into the mailbox.
    Within,
}

/// What a part of the header shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// About the log-in.
    Authentication,
    /// About TLS.
    Encryption,
}

/// A part of the header from which something follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it shows.
    pub shown: Shown,
    /// The part as it stands, cut if it is long.
    pub text: String,
}

/// One hop.
#[derive(Clone, Debug)]
pub struct Hop {
    /// How the sender named itself; empty where nothing is given.
    pub from: String,
    /// The server that wrote the field; empty where nothing is given.
    pub by: String,
    /// How the mail came.
    pub route: Route,
    /// The word behind `with`, as it stands; empty where nothing is given.
    pub with: String,
    /// What the word means, where an RFC or custom gives it a meaning.
    pub keyword: Option<Keyword>,
    /// Whether the sender is the same computer, as with web mail and filters.
    pub is_local: bool,
    /// Whether the sender logged in.
    pub authenticated: Told,
    /// Whether the connection was encrypted.
    pub encrypted: Told,
    /// The version of TLS.
    pub version: Option<TlsVersion>,
    /// The cipher, as it stands.
    pub cipher: Option<String>,
    /// The length of its key in bits.
    pub bits: Option<u16>,
    /// What is obsolete about it.
    pub obsolete: Vec<Obsolete>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Longer parts are cut when they are shown.
const LONGEST_PART: usize = 120;

impl Hop {
    /// Reads a value; `None` if nothing in it is known.
    pub(super) fn read(value: &str) -> Option<Self> {
        let clauses = Clauses::read(value);
        // qmail tells a step within the server in a comment only.
        let invoked = clauses.comments.iter().any(|comment| comment.contains("invoked"));
        if clauses.from.is_empty() && clauses.by.is_empty() && !invoked {
            return None;
        }
        // Only the first word counts: Exchange writes "with Microsoft SMTP Server", which tells nothing.
        let keyword = clauses.with.first().and_then(|word| Keyword::parse(word));
        let mut hop = Self {
            from: shortened(clauses.from.first().copied().unwrap_or_default()),
            by: shortened(clauses.by.first().copied().unwrap_or_default()),
            route: route(&clauses, keyword),
            with: shortened(&with(&clauses, keyword)),
            keyword,
            is_local: is_local(&clauses),
            authenticated: Told::Unknown,
            encrypted: Told::Unknown,
            version: None,
            cipher: None,
            bits: None,
            obsolete: Vec::new(),
            evidence: Vec::new(),
        };
        if let Some(keyword) = keyword {
            hop.learn_keyword(keyword);
        }
        for comment in &clauses.comments {
            hop.learn_authentication(comment);
            hop.learn_encryption(comment);
        }
        // Exim and OpenSMTPD write some of it without brackets.
        let others = clauses.others.join(" ");
        hop.learn_authentication(&others);
        hop.learn_encryption(&clauses.with.join(" "));
        hop.learn_encryption(&others);
        hop.obsolete = obsolete(hop.version, hop.cipher.as_deref());
        Some(hop)
    }

    fn learn_keyword(&mut self, keyword: Keyword) {
        if keyword.authenticated {
            self.authenticated = Told::Yes;
            self.show(Shown::Authentication, &self.with.clone());
        }
        if keyword.encrypted {
            self.encrypted = Told::Yes;
            self.show(Shown::Encryption, &self.with.clone());
        }
    }

    fn learn_authentication(&mut self, text: &str) {
        let told = authentication(text);
        if told != Told::Unknown && self.authenticated != Told::Yes {
            self.authenticated = told;
        }
        if told != Told::Unknown {
            self.show(Shown::Authentication, text);
        }
    }

    fn learn_encryption(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        if ["unencrypted", "not encrypted", "version=none", "no encryption"]
            .iter()
            .any(|no| lower.contains(no))
        {
            if self.encrypted == Told::Unknown {
                self.encrypted = Told::No;
            }
            self.show(Shown::Encryption, text);
        } else if let Some(told) = told(text) {
            self.encrypted = Told::Yes;
            self.version = self.version.or(told.version);
            self.cipher = self.cipher.take().or(told.cipher);
            self.bits = self.bits.or(told.bits);
            self.show(Shown::Encryption, text);
        }
    }

    fn show(&mut self, shown: Shown, text: &str) {
        let evidence = Evidence { shown, text: shortened(text) };
        if !text.is_empty() && !self.evidence.contains(&evidence) {
            self.evidence.push(evidence);
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_PART).collect()
}

/// The keyword as it stands, or all words behind `with`.
fn with(clauses: &Clauses<'_>, keyword: Option<Keyword>) -> String {
    let count = if keyword.is_some() { 1 } else { clauses.with.len() };
    clauses.with[..count].join(" ")
}

fn route(clauses: &Clauses<'_>, keyword: Option<Keyword>) -> Route {
    let starts = |word: &&str, start: &str| {
        word.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
    };
    let named = || clauses.with.first().into_iter().chain(clauses.via.first());
    // So Exchange Online writes of the last step, from the server that took the mail to the one with the mailbox.
    let is_of = |words: &[&str], domain: &str| {
        words.first().is_some_and(|name| name.to_ascii_lowercase().ends_with(domain))
    };
    if [&clauses.from, &clauses.by].iter().all(|words| is_of(words, ".prod.outlook.com"))
        && named().any(|word| word.eq_ignore_ascii_case("https"))
    {
        return Route::Within;
    }
    if named().any(|word| ["http", "mapi", "webmail"].iter().any(|web| starts(word, web))) {
        return Route::Web;
    }
    let delivers = keyword.is_some_and(|keyword| keyword.delivery);
    let is_local = named().any(|word| starts(word, "local"));
    if delivers || is_local || clauses.from.is_empty() { Route::Within } else { Route::Smtp }
}

fn is_local(clauses: &Clauses<'_>) -> bool {
    let has = |text: &str| {
        ["127.0.0.1", "localhost", "[::1]", "ipv6:::1]"]
            .iter()
            .any(|local| text.to_ascii_lowercase().contains(local))
    };
    // What the server saw stands in the comment, where there is one; the word before it is the sender's own. So is what
    // Exim writes behind `helo=`.
    let mut seen = clauses.comments.iter().map(|comment| {
        let own = comment.to_ascii_lowercase().find("helo=").unwrap_or(comment.len());
        &comment[..own]
    });
    let seen = seen.find(|comment| comment.contains('[') && comment.contains(']'));
    match seen {
        Some(comment) => has(comment),
        None => clauses.from.first().is_some_and(|from| has(from)),
    }
}

/// What a comment says about the log-in.
fn authentication(text: &str) -> Told {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split([' ', '\t', ',', ';', ':', '=', '(', ')']).filter(|word| !word.is_empty()).collect();
    let follows = |word: &str, next: &[&str]| {
        words
            .windows(2)
            .any(|pair| matches!(pair, [first, second] if *first == word && next.contains(second)))
    };
    let no = words.contains(&"unauthenticated")
        || follows("not", &["authenticated"])
        || follows("auth", &["no", "none", "false"])
        || follows("no", &["auth", "authentication"]);
    if no {
        return Told::No;
    }
    let mechanisms =
        ["plain", "login", "cram-md5", "digest-md5", "yes", "true", "xoauth2", "oauthbearer", "ntlm"];
    let yes = words.contains(&"authenticated")
        || words.contains(&"smtp-auth")
        || follows("auth", &mechanisms)
        // Qsmtpd.
        || words.windows(2).any(|pair| matches!(pair, ["auth", name] if name.contains('@')))
        // Yahoo! JAPAN.
        || (lower.contains('@') && words.len() == 3 && follows("with", &mechanisms))
        // CommuniGate Pro.
        || (words.first() == Some(&"account") && words.contains(&"helo"))
        || is_login_at_address(&lower);
    if yes { Told::Yes } else { Told::Unknown }
}

/// netqmail with SMTP AUTH writes `user@domain@address` or puts the log-in name before the address. With one `@` only
/// it may be what the sender's own computer says (RFC 1413), which proves nothing.
fn is_login_at_address(comment: &str) -> bool {
    let Some((login, address)) = comment.rsplit_once('@') else { return false };
    let address = address.trim_matches(['[', ']']);
    login.contains('@')
        && !comment.contains(char::is_whitespace)
        && !address.is_empty()
        && address.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':'))
}
