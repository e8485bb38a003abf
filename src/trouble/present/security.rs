//! The words that programs and people use for the protection of a connection and for the way the password is sent.

use crate::mail::{Authentication, Security};

/// What a program calls the protection. Most of these words mean one thing or another, depending on the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// No protection.
    None,
    /// `STARTTLS`.
    StartTls,
    /// `SSL/TLS`, which means implicit TLS wherever it stands beside `STARTTLS`.
    SslTls,
    /// `SSL`.
    Ssl,
    /// `TLS`.
    Tls,
    /// A switch that is on.
    On,
}

impl Named {
    /// The word for a protection that is known.
    pub const fn of(security: Security) -> Self {
        match security {
            Security::None => Self::None,
            Security::StartTls => Self::StartTls,
            Security::ImplicitTls => Self::SslTls,
        }
    }

    /// The protection, if the word and the port settle it.
    pub fn settle(self, port: Option<u16>) -> Option<Security> {
        let implicit = matches!(port, Some(465 | 993 | 995));
        let upgraded = matches!(port, Some(25 | 110 | 143 | 587));
        match self {
            Self::None => Some(Security::None),
            Self::StartTls => Some(Security::StartTls),
            Self::SslTls => Some(Security::ImplicitTls),
            // "SSL" on a port for STARTTLS is either a mistake or another word for it.
            Self::Ssl => (!upgraded).then_some(Security::ImplicitTls),
            // Outlook calls STARTTLS "TLS". Apple's one switch takes the kind from the port.
            Self::Tls | Self::On if implicit => Some(Security::ImplicitTls),
            Self::Tls | Self::On if upgraded => Some(Security::StartTls),
            Self::Tls | Self::On => None,
        }
    }

    /// The word in a folded text: what a clause says to be used; else that another says nothing to be.
    pub fn find(text: &str, is_switch: bool) -> Option<Self> {
        let found: Vec<Self> = text
            .split([',', '、', '。', '(', ')', ';'])
            .filter_map(|clause| Self::in_clause(clause, is_switch))
            .collect();
        found.iter().find(|named| **named != Self::None).or(found.first()).copied()
    }

    /// Of several, separated by strokes, none is the one: they may be choices, or those of two servers.
    fn in_clause(text: &str, is_switch: bool) -> Option<Self> {
        let text =
            text.replace("ssl / tls", "ssl/tls").replace("tls/ssl", "ssl/tls").replace("ssl/tls", "ssltls");
        let mut found = text.split('/').filter_map(|part| Self::in_part(part, is_switch));
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    fn in_part(text: &str, is_switch: bool) -> Option<Self> {
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let words = || text.split(|c: char| !c.is_ascii_alphanumeric());
        let means = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
        if has(&["暗号化なし", "暗号化しない", "保護なし", "no encryption", "unencrypted", "not encrypted"])
        {
            return Some(Self::None);
        }
        let named = if text.contains("starttls") {
            Some(Self::StartTls)
        } else if has(&["ssltls", "smtps", "pop3s", "imaps", "over ssl"]) {
            Some(Self::SslTls)
        } else if means(&["ssl"]) {
            Some(Self::Ssl)
        } else if means(&["tls", "tls1", "tls12", "tls13"]) {
            Some(Self::Tls)
        } else {
            None
        };
        let is_off = has(&[
            "なし",
            "使用しない",
            "使わない",
            "使っていない",
            "使用していない",
            "使いません",
            "使っていません",
            "使用しません",
            "使用していません",
            "利用しない",
            "しない",
            "オフ",
            "無効",
            "いいえ",
            "チェックを外",
        ]) || means(&["off", "unchecked", "disabled"])
            || has(&["without", "do not use", "don't use"]);
        // These may be about something else where nothing but a protection is not asked for.
        let is_switched_off = is_switch && (text.contains("none") || means(&["no", "plain", "false"]));
        if is_switched_off || is_off && (is_switch || named.is_some()) {
            return Some(Self::None);
        }
        let on =
            has(&["オン", "有効", "はい", "する", "使用", "あり", "使う"]) || means(&["on", "yes", "true"]);
        named.or((is_switch && on).then_some(Self::On))
    }
}

/// The way the password is sent, in a folded text.
pub(super) fn authentication(text: &str) -> Option<Authentication> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["oauth", "ntlm", "kerberos", "gssapi"]) {
        return None;
    }
    if has(&["暗号化されたパスワド", "encrypted", "cram", "md5", "apop"]) {
        return Some(Authentication::PasswordEncrypted);
    }
    if has(&["認証なし", "なし", "しない", "none", "no authentication", "オフ", "不要"]) {
        return Some(Authentication::None);
    }
    has(&["パスワド", "password", "平文", "plain", "login", "標準"])
        .then_some(Authentication::PasswordCleartext)
}

/// Whether a switch is on, in a folded text; `None` if the text is no switch's.
pub(super) fn switched(folded: &str) -> Option<bool> {
    let word = folded.split(['(', ' ']).next().unwrap_or(folded);
    match word {
        "オン" | "on" | "yes" | "true" | "はい" | "する" | "有効" | "有効にする" | "チェック"
        | "チェックあり" | "enabled" | "checked" | "☑" | "✓" | "✔" | "1" => Some(true),
        "オフ" | "off" | "no" | "false" | "いいえ" | "しない" | "無効" | "なし" | "チェックなし"
        | "disabled" | "unchecked" | "☐" | "0" => Some(false),
        _ => None,
    }
}
