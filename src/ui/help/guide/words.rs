//! The words of the guide. Only the second module has them.

use crate::guide::Verdict;
use crate::i18n::Locale;

/// The words of the guide. A text with a variable is a function of it.
#[allow(missing_docs, reason = "each name says what it is the word for")]
pub struct Words {
    pub which: &'static str,
    pub which_text: &'static str,
    pub back_to: fn(client: &str) -> String,
    pub other_program: &'static str,
    pub title: fn(client: &str, flow: &str) -> String,
    pub flows_label: &'static str,
    pub flows: [&'static str; 4],
    pub stop: &'static str,
    pub checked: fn(&str) -> String,
    pub values_from: &'static str,
    pub upkeep: &'static str,
    pub upkeep_text: &'static str,
    pub may_differ: &'static str,
    pub ended: fn(client: &str, date: &str) -> String,
    pub steps_of: fn(&str) -> String,
    pub conditions: &'static str,
    /// How many are met, are not, must be asked for, and do not matter.
    pub conditions_count: fn([usize; 4]) -> String,
    /// By `Verdict`.
    pub verdicts: [&'static str; 4],
    pub fitting_answers: &'static str,
    pub change_answers: &'static str,
    pub asking: &'static str,
    pub asking_text: &'static str,
    pub answer: &'static str,
    pub ways_on: &'static str,
    pub patterns: &'static str,
    pub enter_address: &'static str,
    pub steps: &'static str,
    pub all_done: &'static str,
    pub trouble: &'static str,
    pub print: &'static str,
    pub dialog: &'static str,
    pub drawing_of: fn(&str) -> String,
    pub schematic: fn(step: usize, tinted: bool) -> String,
}

/// What a flow is called, shortly.
pub fn flow(words: &Words, id: &str) -> &'static str {
    words.flows[flow_index(id)]
}

fn flow_index(id: &str) -> usize {
    match id {
        "add" => 0,
        "change" => 1,
        "reorder" => 2,
        _ => 3,
    }
}

/// A verdict in words.
pub fn verdict(words: &Words, verdict: Verdict) -> &'static str {
    words.verdicts[verdict as usize]
}

/// A verdict for the style sheet.
pub const fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not-met",
        Verdict::Ask => "ask",
        Verdict::NotConcerned => "not-concerned",
    }
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
}

static JA: Words = Words {
    which: "どのメールソフトの手順を見ますか",
    which_text: "選んだメールソフトの手順に、お答えの値を入れてお見せします。",
    back_to: |client| format!("{client} の手順に戻る"),
    other_program: "ほかのメールソフトの手順",
    title: |client, flow| {
        let what = ["にアカウントを追加する", "の設定を直す", "の表示順を変える", "の設定を削除する"];
        format!("{client} {}", what[flow_index(flow)])
    },
    flows_label: "すること",
    flows: ["追加する", "直す", "並べ替える", "削除する"],
    stop: "。",
    checked: |date| format!("{date}："),
    values_from: "値の出典と確かさは、設定の画面にあります。",
    upkeep: "今も更新されているかは、確かめられていません",
    upkeep_text: "配布元の案内で確かめてください。",
    may_differ: "実際の画面と違うことがあります",
    ended: |client, date| format!("{client} は、{date}で終わっています"),
    steps_of: |client| format!("{client} の手順を見る"),
    conditions: "サーバーに求められる条件",
    conditions_count: |[met, not_met, ask, other]| {
        let mut text = format!("{} 件のうち、満たすもの {met}", met + not_met + ask + other);
        if not_met > 0 {
            text.push_str(&format!("、満たさないもの {not_met}"));
        }
        if ask > 0 {
            text.push_str(&format!("、確認が必要なもの {ask}"));
        }
        if other > 0 {
            text.push_str(&format!("、当てはまらないもの {other}"));
        }
        text.push('。');
        text
    },
    verdicts: ["満たしています", "満たしていません", "確認が必要です", "当てはまりません"],
    fitting_answers: "このメールソフトに合う答え：",
    change_answers: "答えを変えて、値を見る",
    asking: "入れる値が、まだ決まっていません",
    asking_text: "質問に答えると、値の入った手順をお見せします。",
    answer: "質問に答える",
    ways_on: "理由と、ほかの進み方を見る",
    patterns: "< > の所は、メールアドレスで決まります。",
    enter_address: "メールアドレスを入れる",
    steps: "手順",
    all_done: "すべての手順にチェックが付きました。",
    trouble: "届かないときは、症状から調べる",
    print: "手順を印刷",
    dialog: "画面の図",
    drawing_of: |title| format!("「{title}」の模式図"),
    schematic: |step, tinted| {
        let mut text = "模式図です。実際の画面とは、細部が異なります。".to_owned();
        text.push_str(&if tinted {
            format!("色の付いた欄が、手順 {step} で入れる所です。")
        } else {
            format!("手順 {step} の画面です。")
        });
        text
    },
};

static EN: Words = Words {
    which: "Which mail program's steps do you want to see?",
    which_text: "You will see that program's steps with the values from your answers filled in.",
    back_to: |client| format!("Back to the steps in {client}"),
    other_program: "Steps in another program",
    title: |client, flow| match flow_index(flow) {
        0 => format!("Add an account to {client}"),
        1 => format!("Change an account in {client}"),
        2 => format!("Change the order in {client}"),
        _ => format!("Delete settings in {client}"),
    },
    flows_label: "What to do",
    flows: ["Add", "Change", "Reorder", "Delete"],
    stop: ". ",
    checked: |date| format!("{date}: "),
    values_from: "The sources and certainty of the values are shown with the settings.",
    upkeep: "Whether it is still maintained has not been confirmed",
    upkeep_text: "Check with its developer.",
    may_differ: "Your screen may look different",
    ended: |client, date| format!("Support for {client} ended on {date}"),
    steps_of: |client| format!("Show the steps in {client}"),
    conditions: "What it requires of the server",
    conditions_count: |[met, not_met, ask, other]| {
        let mut text = format!("Of {} conditions, {met} met", met + not_met + ask + other);
        if not_met > 0 {
            text.push_str(&format!(", {not_met} not met"));
        }
        if ask > 0 {
            text.push_str(&format!(", {ask} to be confirmed"));
        }
        if other > 0 {
            text.push_str(&format!(", {other} not applicable"));
        }
        text.push('.');
        text
    },
    verdicts: ["Met.", "Not met.", "To be confirmed.", "Not applicable."],
    fitting_answers: "Answers that fit this program: ",
    change_answers: "Change the answers and see the values",
    asking: "The values are not settled yet",
    asking_text: "Answer the questions to see the steps with the values in them.",
    answer: "Answer the questions",
    ways_on: "See why, and what else you can do",
    patterns: "The parts in < > depend on the mail address.",
    enter_address: "Enter the mail address",
    steps: "Steps",
    all_done: "All steps are ticked.",
    trouble: "If it does not arrive, start from the symptom",
    print: "Print the steps",
    dialog: "Picture of the dialog",
    drawing_of: |title| format!("Schematic of “{title}”"),
    schematic: |step, tinted| {
        let mut text = "A schematic; the real window differs in detail. ".to_owned();
        text.push_str(&if tinted {
            format!("Step {step} fills in the tinted fields.")
        } else {
            format!("This is the window of step {step}.")
        });
        text
    },
};

static EASY: Words = Words {
    which: "どの メールソフトですか",
    which_text: "メールソフトを えらぶと、入れる ものが わかります。",
    back_to: |client| format!("{client} に もどる"),
    other_program: "ほかの メールソフト",
    title: |client, flow| {
        let what = ["に アカウントを 足す", "の 設定を 直す", "の 順番を 変える", "の 設定を 消す"];
        format!("{client} {}", what[flow_index(flow)])
    },
    flows: ["足す", "直す", "順番を 変える", "消す"],
    checked: |date| format!("{date}："),
    values_from: "どの 資料に 書いて あるかは、設定の 画面に あります。",
    upkeep: "今も 使えるか わかりません",
    upkeep_text: "作った 会社の 案内を 見てください。",
    may_differ: "画面が すこし ちがう ことが あります",
    ended: |client, date| format!("{client} は {date}に 終わりました"),
    steps_of: |client| format!("{client} の やりかたを 見る"),
    conditions: "サーバーの 条件",
    conditions_count: |[met, not_met, ask, other]| {
        let all = met + not_met + ask + other;
        format!("{all} 個 あります。よい {met}、だめ {not_met}、聞く {ask}、関係 ない {other}。")
    },
    verdicts: ["よいです。", "だめです。", "聞いてください。", "関係 ありません。"],
    fitting_answers: "この メールソフトに 合う 答え：",
    change_answers: "答えを 変えて、入れる ものを 見る",
    asking: "入れる ものが まだ 決まって いません",
    asking_text: "質問に 答えてください。",
    answer: "質問に 答える",
    ways_on: "どうしてか、どう すれば いいかを 見る",
    patterns: "< > の ところは、メールアドレスで 決まります。",
    enter_address: "メールアドレスを 入れる",
    steps: "やりかた",
    all_done: "ぜんぶ 終わりました。",
    trouble: "メールが 来ない ときは、ここを 押す",
    print: "印刷する",
    flows_label: "する こと",
    dialog: "画面の 図",
    drawing_of: |title| format!("「{title}」の 図"),
    schematic: |step, tinted| {
        let mut text = "図です。本当の 画面と すこし ちがいます。".to_owned();
        text.push_str(&if tinted {
            format!("色の ある ところに、{step} で 入れます。")
        } else {
            format!("{step} の 画面です。")
        });
        text
    },
    ..JA
};
