//! The words of the table and the tree. Apart from [`Messages`](super::Messages), because the module that starts the
//! element draws neither.

use super::Locale;

/// The words of the table and the tree. A text with a variable is a function of it.
#[allow(missing_docs, reason = "each name says what it is the word for")]
pub struct OverviewWords {
    pub filter_rows: &'static str,
    pub filters: [&'static str; 6],
    pub filter_is: fn(name: &str, value: &str) -> String,
    pub remove_filter: fn(&str) -> String,
    pub rows: fn(shown: usize, all: usize) -> (String, String),
    pub clear_filters: &'static str,
    pub loosen: fn(filter: &str, rows: usize) -> String,
    pub loosen_nothing: &'static str,
    pub take_off: &'static str,
    pub more_rows: fn(usize) -> String,
    pub columns: [&'static str; 9],
    pub no_settings: &'static str,
    pub unprotected: &'static str,
    pub tree_lead: &'static str,
    pub tree_label: &'static str,
    pub tree_of: fn(plan: &str) -> String,
    pub branch_count: fn(usize) -> String,
    pub current: &'static str,
}

impl OverviewWords {
    /// The words in a language.
    #[must_use]
    pub fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Ja => &JA,
            Locale::En => &EN,
            Locale::Easy => &EASY,
        }
    }
}

static JA: OverviewWords = OverviewWords {
    filter_rows: "一覧をしぼりこむ",
    filters: ["プラン", "", "受信方式", "保護", "メールソフト", "確かさ"],
    filter_is: |name, value| format!("{name}：{value}"),
    remove_filter: |name| format!("{name}を外す"),
    rows: |shown, all| (shown.to_string(), format!(" 件 / 全 {all} 件")),
    clear_filters: "条件をすべて外す",
    loosen: |filter, rows| format!("「{filter}」を外すと、{rows} 件あります。"),
    loosen_nothing: "条件をすべて外すと、全部の行が見えます。",
    take_off: "外す",
    more_rows: |count| format!("残り {count} 件"),
    columns: ["プラン", "", "条件", "方式", "サーバー名", "受信", "送信", "認証", "確かさ"],
    no_settings: "設定なし",
    unprotected: "保護なし",
    tree_lead: "太い線が今のお答えです。枠を選ぶと、その設定か、その質問を開きます。",
    tree_label: "分かれ道の図",
    tree_of: |plan| {
        format!(
            "「{plan}」の図です。契約先とプランは、上で変えられます。枠を選ぶと、その設定か、その質問を開きます。"
        )
    },
    branch_count: |count| format!("（{count} 通り）"),
    current: "今のお答え",
};

static EN: OverviewWords = OverviewWords {
    filter_rows: "Filter the settings",
    filters: ["Plan", "", "Receiving", "Security", "Mail program", "Certainty"],
    filter_is: |name, value| format!("{name}: {value}"),
    remove_filter: |name| format!("Remove {name}"),
    rows: |shown, all| (shown.to_string(), format!(" of {all}")),
    clear_filters: "Clear all filters",
    loosen: |filter, rows| match rows {
        1 => format!("Without “{filter}” there is one."),
        rows => format!("Without “{filter}” there are {rows}."),
    },
    loosen_nothing: "Clear all filters to see every row.",
    take_off: "Remove",
    more_rows: |count| format!("{count} more"),
    columns: ["Plan", "", "Condition", "Access", "Server name", "In", "Out", "Auth.", "Certainty"],
    no_settings: "No settings",
    unprotected: "unprotected",
    tree_lead: "The thick line shows your present answers. Choose a box to open its settings or its question.",
    tree_label: "Decision tree",
    tree_of: |plan| {
        format!(
            "This tree is for the plan “{plan}”. Change provider and plan above. Choose a box to open its settings or its question."
        )
    },
    branch_count: |count| format!("({count} ways)"),
    current: "Your present answer",
};

static EASY: OverviewWords = OverviewWords {
    filter_rows: "表から さがす",
    filters: ["プラン", "", "メールの 受けかた", "暗号化", "メールソフト", "たしかさ"],
    remove_filter: |name| format!("{name} を やめる"),
    rows: |shown, all| (shown.to_string(), format!(" 個（ぜんぶで {all} 個）")),
    clear_filters: "ぜんぶ やめて、はじめの 表に もどす",
    loosen: |filter, rows| format!("「{filter}」を やめると、{rows} 個 あります。"),
    loosen_nothing: "えらんだ ことを ぜんぶ やめると、表が ぜんぶ 見えます。",
    take_off: "やめる",
    more_rows: |count| format!("あと {count} 個"),
    columns: ["プラン", "", "どんな とき", "種類", "サーバー名", "受ける", "送る", "認証", "たしかさ"],
    unprotected: "暗号化なし",
    tree_lead: "太い 線が、今の 答えです。四角を えらぶと、その 設定か、その 質問が 見えます。",
    tree_label: "分かれ道の 図",
    tree_of: |plan| {
        format!(
            "「{plan}」の 図です。上で、ほかの 会社や プランに 変えられます。四角を えらぶと、その 設定か、その 質問が 見えます。"
        )
    },
    branch_count: |count| format!("（{count} 個）"),
    current: "今の 答え",
    ..JA
};
