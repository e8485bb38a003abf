//! The formats, by the ids of the public API.

/// A kind of file or code that can be made from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The settings as a text to keep.
    Text,
    /// The public API's `settings`.
    Json,
    /// Apple's configuration profile.
    Mobileconfig,
    /// Thunderbird's autoconfiguration, for the owner of a domain.
    Autoconfig,
    /// The settings file of K-9 Mail, Thunderbird for Android and FairEmail.
    K9s,
    /// The code that Thunderbird for Android scans.
    ThunderbirdQr,
    /// A code that opens this answer on a phone.
    LinkQr,
    /// DNS records of RFC 6186 and RFC 8314, for the owner of a domain.
    Srv,
    /// msmtp's configuration.
    Msmtp,
    /// isync's configuration.
    Mbsync,
    /// NeoMutt's configuration.
    Neomutt,
    /// fetchmail's configuration.
    Fetchmail,
    /// Microsoft's Autodiscover answer (schema 2006a), for an administrator.
    Autodiscover,
    /// Classic Outlook's profile file.
    Prf,
    /// The code that Delta Chat scans; the only one that holds a password.
    DcloginQr,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 15] = [
        Self::Text,
        Self::Json,
        Self::Mobileconfig,
        Self::Autoconfig,
        Self::K9s,
        Self::ThunderbirdQr,
        Self::LinkQr,
        Self::Srv,
        Self::Msmtp,
        Self::Mbsync,
        Self::Neomutt,
        Self::Fetchmail,
        Self::Autodiscover,
        Self::Prf,
        Self::DcloginQr,
    ];

    /// The id in data and in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Mobileconfig => "mobileconfig",
            Self::Autoconfig => "autoconfig",
            Self::K9s => "k9s",
            Self::ThunderbirdQr => "thunderbird-qr",
            Self::LinkQr => "link-qr",
            Self::Srv => "srv",
            Self::Msmtp => "msmtp",
            Self::Mbsync => "mbsync",
            Self::Neomutt => "neomutt",
            Self::Fetchmail => "fetchmail",
            Self::Autodiscover => "autodiscover",
            Self::Prf => "prf",
            Self::DcloginQr => "dclogin-qr",
        }
    }

    /// The format of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
    /// Whether it is a QR code.
    #[must_use]
    pub const fn is_code(self) -> bool {
        matches!(self, Self::ThunderbirdQr | Self::LinkQr | Self::DcloginQr)
    }
}
