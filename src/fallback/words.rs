//! The words that only the page without the widget says; apart from the interface's, which every visitor loads.

use crate::i18n::Locale;
use crate::matrix::Trigger;

/// The words of the page without the widget.
#[allow(missing_docs, reason = "each name says what it is the word for")]
pub struct Words {
    pub lead: &'static str,
    pub document: fn(letter: char) -> String,
    /// A section of a document.
    pub section: fn(document: &str, section: &str) -> String,
    /// An answer, a mail program or a value, marked off from the words around it.
    pub quote: fn(&str) -> String,
    pub or: &'static str,
    pub and: &'static str,
    /// Between whole conditions, of which one must hold.
    pub or_else: &'static str,
    pub always: &'static str,
    pub no_encryption: fn(field: &str, value: &str) -> String,
    pub dropped_port: &'static str,
    pub client_not_listed: &'static str,
    pub documents_disagree: &'static str,
    /// The head of the column of names.
    pub item: &'static str,
    pub incoming: fn(protocol: &str) -> String,
    pub outgoing: &'static str,
    pub outgoing_next: fn(rank: usize) -> String,
    pub origins: &'static str,
    /// What is said of a value, after its source.
    pub origin: fn(source: &str, said: &str) -> String,
    pub other_document: fn(source: &str, value: &str) -> String,
    pub other_place: fn(source: &str, value: &str) -> String,
    pub by_form: fn(top: &str, category: &str, deeper: &str) -> String,
    pub without: &'static str,
    pub questions: &'static str,
    pub clients: &'static str,
    pub clients_lead: fn(source: &str) -> String,
    pub listed_without_limits: &'static str,
    pub not_in_list: &'static str,
    pub lacks: &'static str,
    pub lacks_ports: &'static str,
    /// Names of capabilities, by their ids.
    pub capabilities: [(&'static str, &'static str); 5],
    pub facts: &'static str,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Ja | Locale::Easy => &JA,
            Locale::En => &EN,
        }
    }

    /// The condition behind a trigger.
    #[must_use]
    pub fn trigger(&self, trigger: Trigger, security: &str, none: &str) -> String {
        match trigger {
            Trigger::Unencrypted => (self.no_encryption)(security, none),
            Trigger::DroppedPort => self.dropped_port.to_owned(),
            Trigger::ClientNotListed => self.client_not_listed.to_owned(),
            Trigger::DocumentsDisagree => self.documents_disagree.to_owned(),
        }
    }
}

static JA: Words = Words {
    lead: "プランごとの設定です。<ドメイン名> と <メールアドレス> は、お使いのものに読み替えます。送信の方法がいくつかあるときは、先に書いたものほどおすすめです。[1] などの数字は、表の下の「出典とただし書き」の番号です。",
    document: |letter| format!("資料{letter}"),
    section: |document, section| format!("{document}「{section}」"),
    quote: |text| format!("「{text}」"),
    or: "",
    and: "、",
    or_else: "、または ",
    always: "どの場合も",
    no_encryption: |field, value| format!("{field}が「{value}」のサーバーがあるとき"),
    dropped_port: "送信ポートの中に、そのメールソフトで使えないものがあるとき",
    client_not_listed: "資料に挙がっていないメールソフトのとき",
    documents_disagree: "別の資料が違う値を挙げているとき",
    item: "項目",
    incoming: |protocol| format!("受信（{protocol}）"),
    outgoing: "送信",
    outgoing_next: |rank| format!("送信 {rank}"),
    origins: "出典とただし書き",
    origin: |source, said| format!("{source}：{said}"),
    other_document: |source, value| format!("別の資料（{source}）では「{value}」です。"),
    other_place: |source, value| format!("同じ資料（{source}）に「{value}」もあります。"),
    by_form: |top, category, deeper| {
        format!("sample.jp の形なら、{top}。sample.co.jp の形なら、{category}さらに長い名前なら、{deeper}")
    },
    without: "設定をお見せできない組み合わせ",
    questions: "条件の調べ方",
    clients: "メールソフトによる違い",
    clients_lead: |source| format!("メールソフトについての記載：{source}"),
    listed_without_limits: "資料に挙がっていて、使えないものの記載はありません。",
    not_in_list: "このソフトは、資料に挙がっていません。",
    lacks: "使えないもの",
    lacks_ports: "使えない送信ポート",
    capabilities: [
        ("apop", "APOP"),
        ("smtp-tls", "送信の SSL/TLS"),
        ("pop3-tls", "POP の SSL/TLS"),
        ("imap-tls", "IMAP の SSL/TLS"),
        ("pop3", "POP"),
    ],
    facts: "プランについて、資料にあること",
};

static EN: Words = Words {
    lead: "Settings by plan. Put your own domain and mail address in place of <domain> and <mail address>. Where there are several ways to send, the better one comes first. Numbers like [1] are those of “Sources and remarks” below the tables.",
    document: |letter| format!("Document {letter}"),
    section: |document, section| format!("{document}: {section}"),
    quote: |text| format!("“{text}”"),
    or: " or ",
    and: "; ",
    or_else: "; or else: ",
    always: "In every case",
    no_encryption: |field, value| format!("where the {} of a server is “{value}”", field.to_lowercase()),
    dropped_port: "where the mail program cannot use one of the ports for sending",
    client_not_listed: "with a mail program that the documents do not list",
    documents_disagree: "where another document gives a different value",
    item: "Setting",
    incoming: |protocol| format!("Receiving ({protocol})"),
    outgoing: "Sending",
    outgoing_next: |rank| format!("Sending {rank}"),
    origins: "Sources and remarks",
    origin: |source, said| format!("{source}. {said}"),
    other_document: |source, value| format!("Another document ({source}) says “{value}”."),
    other_place: |source, value| format!("The same document ({source}) also has “{value}”."),
    by_form: |top, category, deeper| {
        format!("A name like sample.jp: {top}. One like sample.co.jp: {category} A longer one: {deeper}")
    },
    without: "Combinations without settings",
    questions: "How to find out the conditions",
    clients: "What differs by mail program",
    clients_lead: |source| format!("Mail programs are listed in {source}"),
    listed_without_limits: "Listed in the documents, with nothing that it lacks.",
    not_in_list: "The documents do not list this program.",
    lacks: "Cannot use",
    lacks_ports: "Cannot send on port",
    capabilities: [
        ("apop", "APOP"),
        ("smtp-tls", "SSL/TLS for sending"),
        ("pop3-tls", "SSL/TLS for POP"),
        ("imap-tls", "SSL/TLS for IMAP"),
        ("pop3", "POP"),
    ],
    facts: "What the documents say about the plans",
};
