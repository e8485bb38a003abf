//! The words of the view of programs. Only the second module has them.

use crate::guide::{Ability, Offer};
use crate::i18n::Locale;

/// The words of the view. A text with a variable is a function of it.
#[allow(missing_docs, reason = "each name says what it is the word for")]
pub struct Words {
    pub which_provider: &'static str,
    pub which_plan: &'static str,
    pub lead: &'static str,
    pub lead_known: fn(&str) -> String,
    pub filter: &'static str,
    /// By `Offer::COLUMNS`.
    pub columns: [&'static str; Offer::COLUMNS.len()],
    /// It can, it cannot, nobody knows.
    pub can: [&'static str; 3],
    /// It can, if something is there that not everybody has.
    pub if_given: &'static str,
    pub ended: fn(&str) -> String,
    pub instead: &'static str,
    /// Where it cannot, and the documents give nothing else.
    pub no_way: &'static str,
    /// What is not encrypted, by protocol: POP, IMAP, sending.
    pub plain: [&'static str; 3],
    pub same_program: fn(&str) -> String,
    pub for_this: fn(&str) -> String,
}

impl Words {
    /// The words in a language.
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Ja => &JA,
            Locale::En => &EN,
            Locale::Easy => &EASY,
        }
    }

    /// The heading of a column.
    pub fn column(&self, ability: Ability) -> &'static str {
        let at = Offer::COLUMNS.iter().position(|known| *known == ability);
        at.and_then(|at| self.columns.get(at)).copied().unwrap_or_default()
    }
}

static JA: Words = Words {
    which_provider: "契約先を選ぶと、メールソフトごとに使える方式をお見せします。",
    which_plan: "プランを選ぶと、メールソフトごとに使える方式をお見せします。",
    lead: "このプランで、どのメールソフトがどの方式を使えるかの一覧です。下線のある所を押すと、理由や条件、代わりの方法が出ます。",
    lead_known: |known| {
        format!(
            "{known}のときに、どのメールソフトがどの方式を使えるかの一覧です。下線のある所を押すと、理由や条件、代わりの方法が出ます。"
        )
    },
    filter: "メールソフトをしぼりこむ",
    columns: [
        "POP（SSL/TLS）",
        "IMAP（SSL/TLS）",
        "送信（SSL/TLS）",
        "POP（STARTTLS）",
        "IMAP（STARTTLS）",
        "送信（STARTTLS）",
        "APOP",
        "暗号化されたパスワード認証",
    ],
    can: ["使える", "使えない", "不明"],
    if_given: "条件つき",
    ended: |date| format!("{date}で終了。代わりは"),
    instead: "代わりに使えるもの",
    no_way: "このプランで代わりに使えるものは、資料に書かれていません。サポートに確認します。",
    plain: ["POP（接続の暗号化なし）", "IMAP（接続の暗号化なし）", "送信（接続の暗号化なし）"],
    same_program: |column| format!("このメールソフトの {column}"),
    for_this: |column| format!("（{column}）"),
};

static EN: Words = Words {
    which_provider: "Choose a provider to see what each mail program can do.",
    which_plan: "Choose a plan to see what each mail program can do.",
    lead: "What each mail program can do on this plan. Press an underlined word to see the reason or the condition, and what to use instead.",
    lead_known: |known| {
        format!(
            "What each mail program can do with {known}. Press an underlined word to see the reason or the condition, and what to use instead."
        )
    },
    filter: "Filter the mail programs",
    columns: [
        "POP (SSL/TLS)",
        "IMAP (SSL/TLS)",
        "Sending (SSL/TLS)",
        "POP (STARTTLS)",
        "IMAP (STARTTLS)",
        "Sending (STARTTLS)",
        "APOP",
        "Encrypted password",
    ],
    can: ["Yes", "No", "Not known"],
    if_given: "Conditional",
    ended: |date| format!("Ended on {date}. In its place:"),
    instead: "Use instead",
    no_way: "The documents name nothing that can be used instead on this plan. Ask support.",
    plain: [
        "POP (connection not encrypted)",
        "IMAP (connection not encrypted)",
        "Sending (connection not encrypted)",
    ],
    same_program: |column| format!("{column} in this program"),
    for_this: |column| format!(" ({column})"),
};

static EASY: Words = Words {
    which_provider: "どの 会社と 契約して いますか。",
    which_plan: "どの プランですか。",
    lead: "メールソフトで 使える ものの 表です。下に 線が ある ところを 押すと、どうしてかが わかります。",
    lead_known: |known| {
        format!(
            "{known}の とき、メールソフトで 使える ものの 表です。下に 線が ある ところを 押すと、どうしてかが わかります。"
        )
    },
    filter: "メールソフトを さがす",
    columns: [
        "POP（SSL/TLS）",
        "IMAP（SSL/TLS）",
        "送る（SSL/TLS）",
        "POP（STARTTLS）",
        "IMAP（STARTTLS）",
        "送る（STARTTLS）",
        "APOP",
        "暗号化した パスワード",
    ],
    can: ["使える", "使えない", "わからない"],
    if_given: "条件が ある",
    ended: |date| format!("{date}に 終わりました。代わりは"),
    instead: "代わりに 使える もの",
    no_way: "この プランで 代わりに 使える ものは、資料に ありません。サポートに 聞きます。",
    plain: ["POP（接続を 暗号化しない）", "IMAP（接続を 暗号化しない）", "送る（接続を 暗号化しない）"],
    same_program: |column| format!("この メールソフトの {column}"),
    ..JA
};
