//! Protocols, the protection of a connection, and how the password is sent.

/// How mail is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// POP version 3, RFC 1939.
    Pop3,
    /// IMAP, RFC 9051.
    Imap,
}

impl Access {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Pop3, Self::Imap];

    /// The id in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pop3 => "pop3",
            Self::Imap => "imap",
        }
    }

    /// The access of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|access| access.id() == id)
    }

    /// What a mail program lacks when it cannot use implicit TLS for this access.
    #[must_use]
    pub const fn tls_capability(self) -> &'static str {
        match self {
            Self::Pop3 => "pop3-tls",
            Self::Imap => "imap-tls",
        }
    }
}

/// What a server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    /// Fetching by POP3.
    Pop3,
    /// Fetching by IMAP.
    Imap,
    /// Message submission, RFC 6409.
    Smtp,
}

impl Protocol {
    /// The id in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pop3 => "pop3",
            Self::Imap => "imap",
            Self::Smtp => "smtp",
        }
    }
}

impl From<Access> for Protocol {
    fn from(access: Access) -> Self {
        match access {
            Access::Pop3 => Self::Pop3,
            Access::Imap => Self::Imap,
        }
    }
}

/// The protection of the connection between mail program and server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Security {
    /// Cleartext, which RFC 8314 considers obsolete.
    None,
    /// An upgrade within the connection, RFC 2595 and RFC 3207.
    StartTls,
    /// TLS from the first byte, RFC 8314 section 3.
    ImplicitTls,
}

impl Security {
    /// All, the weakest first.
    pub const ALL: [Self; 3] = [Self::None, Self::StartTls, Self::ImplicitTls];

    /// The id in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::StartTls => "starttls",
            Self::ImplicitTls => "tls",
        }
    }

    /// The security of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.id() == id)
    }
}

/// How the password travels inside the connection, in the words of Thunderbird's autoconfiguration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authentication {
    /// No log-in.
    None,
    /// The password as it is (PLAIN, LOGIN, USER and PASS).
    PasswordCleartext,
    /// A challenge and response; which mechanism is not said.
    PasswordEncrypted,
}

impl Authentication {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::None, Self::PasswordCleartext, Self::PasswordEncrypted];

    /// The id in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::PasswordCleartext => "password-cleartext",
            Self::PasswordEncrypted => "password-encrypted",
        }
    }

    /// The authentication of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|authentication| authentication.id() == id)
    }
}

/// Whether a registered port number (RFC 8314 section 7, RFC 6409, RFC 1939, RFC 9051) belongs to another
/// protocol or to another security than the one given. Ports nobody registered contradict nothing.
#[must_use]
pub const fn port_contradiction(protocol: Protocol, security: Security, port: u16) -> bool {
    let registered = match port {
        110 => (Protocol::Pop3, false),
        143 => (Protocol::Imap, false),
        25 | 587 => (Protocol::Smtp, false),
        995 => (Protocol::Pop3, true),
        993 => (Protocol::Imap, true),
        465 => (Protocol::Smtp, true),
        _ => return false,
    };
    let same_protocol = matches!(
        (registered.0, protocol),
        (Protocol::Pop3, Protocol::Pop3)
            | (Protocol::Imap, Protocol::Imap)
            | (Protocol::Smtp, Protocol::Smtp)
    );
    !same_protocol || registered.1 != matches!(security, Security::ImplicitTls)
}
