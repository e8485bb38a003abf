//! The words of the interface in plain Japanese (やさしい日本語): short sentences, everyday words, a blank between
//! phrases. Names of the trade stay, because mail programs and documents use them. What is not here is Japanese.
//! Only what uses [`EASY`] carries these words.

use super::Messages;
use super::messages::JA;

/// The words of the interface in plain Japanese.
pub static EASY: Messages = Messages {
    title: "メールの 設定を 調べる",
    languages: "ことば",
    views: "見かた",
    tabs: ["設定を 調べる", "ぜんぶの 表", "分かれ道の 図"],
    topics: [
        "メールソフトに 入れる やりかた",
        "メールソフトで できる こと",
        "うまく いかない とき",
        "メールを 送れたか 調べる",
        "証明書（サーバーの 名前の 書類）の 名前",
        "今の 設定と ちがう ところ",
        "ことばの 意味",
    ],
    help_topics: "ほかの 案内",
    to_settings: "設定に もどる",
    loading: "読んで います",
    load_failed: "読めませんでした。インターネットに つながって いるか 見て、もう一度 開いてください。",
    again: "もう一度 開く",
    answers: "あなたの 答え",
    answers_count: |answered, remaining| {
        if remaining == 0 {
            format!(" {answered} つ")
        } else {
            format!(" {answered} つ、あと {remaining} つまで")
        }
    },
    review: "もう一度 見る",
    close: "とじる",
    change: "変える",
    enter: "入れる",
    reset: "はじめから",
    asking: "今 ここ",
    later: "この あと",
    not_entered: "まだ 入れて いません",
    provider: "サーバーの 会社",
    address_optional: "メールアドレス（なくても いいです）",
    ask_provider: "サーバーの 会社は どこですか",
    provider_help: "契約書、請求書、メール設定の 通知書の どれかを 見ます。送った 会社か サービスの 名前が あります。",
    ask_client: "どの メールソフト（メールを 読む アプリ）を 使いますか",
    client_note: "使えない 設定を 見せない ためです。答えなくても いいです。",
    client_help: "メールソフトの「ヘルプ」か「設定」を 開きます。名前と バージョンが あります。",
    ask_address: "メールアドレスは 何ですか",
    address_note: "サーバー名と ユーザー名に 入れて 見せます。この 画面の 外に 送りません。",
    address_help: "メール設定の 通知書を 見て、同じ 文字を 入れます。",
    remaining: |count| {
        if count == 0 {
            "これが 最後の 質問です。".to_owned()
        } else {
            format!("この あとの 質問は、{count} つまでです。")
        }
    },
    help: "わからない ときの 調べかた",
    next: "つぎへ",
    skip: "答えないで すすむ",
    back: "変えないで もどる",
    choose_one: "1つ えらんでください。わからない ときは、下の 調べかたを 見てください。",
    type_ahead: "名前を すこし 入れて さがす",
    found: |count| format!("{count} つ あります"),
    not_listed: "ここに ない メールソフト",
    none_found: "ありません。ちがう ことばを 入れるか、下から えらんでください。",
    settings_for: |client| format!("{} に 入れる 設定", client.unwrap_or("メールソフト")),
    steps_in: |client| format!("{} に 入れる やりかたを 見る", client.unwrap_or("メールソフト")),
    complete: |total, stated, usual, inferred, entered| {
        if stated == total {
            return format!("{total} つの 値は、ぜんぶ 資料に あります。");
        }
        let mut text = format!("値は {total} つです。");
        let parts = [
            (stated, "資料に あります"),
            (usual, "ふつうの 値です"),
            (inferred, "資料から 考えた 値です"),
            (entered, "あなたが 入れた 値です"),
        ];
        for (count, word) in parts {
            if count > 0 {
                text.push_str(&format!("{count} つは {word}。"));
            }
        }
        text
    },
    to_confirm: |count| format!("あと {count} つの 値を たしかめてください。"),
    incoming: "受信サーバー（メールを 受ける）",
    outgoing: "送信サーバー（メールを 送る）",
    incoming_short: "受ける",
    outgoing_short: "送る",
    incoming_unknown: "メールを 受ける 設定は、この 資料に ありません。",
    field_of: |side, field| format!("{side} サーバーの {field}"),
    source: "書いて ある 資料",
    sources: "書いて ある 資料",
    undated: "作った 日は 書いて ありません",
    certainty: [
        "資料に あります",
        "ふつうの 値",
        "資料から 考えた 値",
        "通知書を 見る",
        "資料で 値が ちがいます",
        "資料に ありません",
    ],
    certainty_short: [
        "あります",
        "通知書が 先",
        "一部 考えた 値",
        "通知書を 見る",
        "ちがいます",
        "ありません",
    ],
    same_reason: "受信と 同じ 理由です。",
    ask_support_value: "サポートに 聞いてください",
    shown_once_entered: "上に 入れると、ここに 出ます",
    enter_notice: "通知書の 値を 入れる",
    enter_support: "聞いた 値を 入れる",
    entered: "あなたが 入れた 値です。",
    correct: "なおす",
    other_side: |value, document| format!("ほかの 資料（{document}）には {value} と 書いて あります。"),
    copy: "コピーする",
    copy_failed: "コピーできません。値を えらんでください",
    copy_all: "ぜんぶ コピーする",
    copy_known: "わかった 値だけ コピーする",
    copy_ticket: "サポートに 聞く 文を コピーする",
    copy_sentences: "文を コピーする",
    print: "印刷する",
    why_these: "どうして この 設定ですか",
    because_tls: "メールソフトと サーバーの 間で、送る メールも 受ける メールも 暗号化する（読めない 形に する）からです。",
    because_starttls: "送る ときも 受ける ときも、はじめに 暗号化（STARTTLS）に 変わるからです。",
    because_safer_below: "あなたの 答えの とおりの 設定です。暗号化する 設定は「ほかの 設定」に あります。",
    because_only_way: "この 条件では、資料に ほかの やりかたが ありません。",
    other_ports: |count| format!("ほかの 送りかたを 見る（{count}）"),
    other_ways: |count| format!("ほかの 設定を 見る（{count}）"),
    take_this: "この 設定に する",
    protects_tls: "メールソフトと サーバーの 間で、送る メールも 受ける メールも はじめから 暗号化します（読めない 形に します）（SSL/TLS）。",
    protects_both: "メールソフトと サーバーの 間で、送る メールも 受ける メールも 暗号化します（読めない 形に します）。",
    protects_receiving: "受ける メールは 暗号化します（読めない 形に します）。送る メールは 暗号化しません。",
    protects_sending: "送る メールは 暗号化します（読めない 形に します）。受ける メールは 暗号化しません。",
    protects_nothing: "送る メールも 受ける メールも、暗号化しません（読める 形の ままです）。",
    notes: "知って ほしい こと",
    facts: "この プランに ついて 資料に ある こと",
    not_offered: "この 組み合わせでは、設定できません",
    cannot_decide: "この 組み合わせは、資料だけでは 決められません",
    ways_on: "つぎの どれかで すすめます",
    see_settings: "この 設定を 見る",
    ask_support: |contact| format!("{contact} に 聞く"),
    ask_support_text: "聞く ことと 資料の 名前を、文に しました。",
    no_password: "パスワードは、ここでは 聞きません",
    no_password_text: "通知書の パスワードを、メールソフトに 入れてください。",
    one_password: |place| format!("パスワードを 聞くのは、{place}の 画面だけです"),
    one_password_text: "コードを 使わない ときは、通知書の パスワードを、メールソフトに 入れてください。",
    current: "今の 答え",
    password_text: "通知書の パスワードを 使います。この 紙に 書かないでください。",
    warnings: "気を つける こと",
    your_answers: "あなたの 答え",
    on_notice: "通知書を 見る",
    at_support: "サポートに 聞く",
    error_no_at: "@ が ありません。例：info@sample.co.jp",
    error_many_ats: "@ が 2つ 以上 あります。メールアドレスを 1つだけ 入れてください。",
    error_space: "空白（文字の 間の あいた ところ）は 使えません。",
    error_no_local: "@ の 前に 文字が ありません。例：info@sample.co.jp",
    error_local_character: |c| {
        format!("@ の 前に「{c}」は 使えません。半角の 英語の 文字、数字、記号を 使ってください。")
    },
    error_local_dot: "@ の 前の「.」の 場所を 見てください。",
    error_too_long: "長いです。メールアドレスは 254 文字まで、@ の 前は 64 文字までです。",
    error_no_domain: "@ の あとに 文字が ありません。例：info@sample.co.jp",
    error_no_dot: "ドメイン名（@ の あとの 名前）を ぜんぶ 入れてください。例：sample.co.jp",
    error_malformed: "使えない 文字が あるか、「.」や「-」の 場所が ちがいます。例：mail.sample.co.jp",
    error_host_empty: "サーバー名を 入れてください。例：mail.sample.co.jp",
    error_port: "この ポート番号は ここでは 使えません。通知書の 数字を 半角で 入れてください。",
    error_username: "長いか、使えない 文字が あります。",
    export: "ファイルや QR コードに する",
    export_none: "この 答えからは、あなたの メールソフトが 読める ものを 作れません。どうしてかは、一覧の さいごに あります。",
    export_others: "ほかの ファイルや 文",
    show_code: "QR コードを 見る",
    save: "保存する",
    enter_address: "メールアドレスを 入れる",
    refuse_asking: "まだ 答えて いない 質問が あります。",
    ..JA
};
