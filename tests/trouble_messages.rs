//! What pasted error messages mean.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::trouble::embedded;
use mail_settings::trouble::message::{LONGEST, Match, TooLong, causes_of, find};
use serde_json::Value;
use support::{HostNfkc, Numbers, content, outcome, state};

fn corpus() -> Vec<Value> {
    serde_json::from_str(&content("tests/corpus/errors.json")).unwrap()
}

/// The verdict on a case: `cause`, `several: …` or `none`.
fn verdict(case: &Value) -> (Vec<&'static str>, bool) {
    let pairs: Vec<(&str, &str)> = case["state"]
        .as_object()
        .map(|map| map.iter().map(|(key, value)| (key.as_str(), value.as_str().unwrap())).collect())
        .unwrap_or_default();
    let answer = outcome(&state(&pairs));
    assert_eq!(pairs.is_empty(), answer.matrix.is_none(), "{}", case["id"]);
    let context = (!pairs.is_empty()).then_some(&answer);
    match find(embedded(), case["text"].as_str().unwrap(), context, &HostNfkc).unwrap() {
        Match::Confident(cause) => (vec![cause.id], true),
        Match::Several(causes) => (causes.iter().map(|cause| cause.id).collect(), false),
        Match::None => (Vec::new(), false),
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|items| items.iter().map(|it| it.as_str().unwrap()).collect()).unwrap_or_default()
}

#[test]
fn the_corpus_is_understood_and_nothing_is_surely_wrong() {
    let cases = corpus();
    let (mut right, mut surely_wrong, mut wrong) = (0, Vec::new(), Vec::new());
    let mut undecided = 0;
    for case in &cases {
        let (found, sure) = verdict(case);
        let several = strings(&case["several"]);
        undecided += usize::from(case.get("cause").is_none());
        let is_right = match case["cause"].as_str() {
            Some(cause) => sure && found == [cause],
            None => {
                !sure
                    && several.iter().all(|cause| found.contains(cause))
                    && found.is_empty() == several.is_empty()
            }
        };
        let line =
            format!("{}: expected {} {several:?}, found {found:?}, sure: {sure}", case["id"], case["cause"]);
        if is_right {
            right += 1;
        } else if sure {
            surely_wrong.push(line);
        } else {
            wrong.push(line);
        }
    }
    println!(
        "{} messages, {right} right, {} unsure and wrong, {} surely wrong",
        cases.len(),
        wrong.len(),
        surely_wrong.len()
    );
    println!("{undecided} of them without one answer\n{}\n{}", wrong.join("\n"), surely_wrong.join("\n"));
    assert!(cases.len() >= 120 && undecided >= 20);
    assert!(surely_wrong.is_empty(), "\n{}", surely_wrong.join("\n"));
    assert!(right * 100 >= cases.len() * 95, "{right} of {}\n{}", cases.len(), wrong.join("\n"));
}

#[track_caller]
fn ids(found: &Match) -> Vec<&'static str> {
    match found {
        Match::Confident(cause) => vec![cause.id],
        Match::Several(causes) => causes.iter().map(|cause| cause.id).collect(),
        Match::None => Vec::new(),
    }
}

#[track_caller]
fn found(text: &str, pairs: &[(&str, &str)]) -> Match {
    let answer = outcome(&state(pairs));
    find(embedded(), text, (!pairs.is_empty()).then_some(&answer), &HostNfkc).unwrap()
}

const OP25B: [(&str, &str); 6] = [
    ("provider", "editnet"),
    ("plan", "mail-account"),
    ("network", "other"),
    ("op25b", "yes"),
    ("connection", "tls"),
    ("access", "pop3"),
];

#[test]
fn a_time_out_on_25_is_op25b_and_on_other_ports_is_not() {
    for port in [25, 465, 587, 995] {
        let text = format!("mail.example.jp ポート {port}: タイムアウト");
        for context in [&OP25B[..], &[]] {
            let expected = if port == 25 { "op25b" } else { "unreachable" };
            let found = found(&text, context);
            assert!(matches!(found, Match::Confident(_)), "{text}: {found:?}");
            assert_eq!(ids(&found), [expected], "{text}");
        }
    }
    let own = [
        ("provider", "editnet"),
        ("plan", "mail-account"),
        ("network", "editnet"),
        ("connection", "standard"),
        ("access", "pop3"),
    ];
    let found = found("mail.example.jp ポート 25: タイムアウト", &own);
    assert!(matches!(found, Match::Several(_)), "the own network does not block it: {found:?}");
}

#[test]
fn the_same_refusal_means_what_the_answer_makes_of_it() {
    let refused = "535 5.7.8 Error: authentication failed";
    assert_eq!(ids(&found(refused, &[])), ["login"]);
    assert_eq!(ids(&found(refused, &OP25B)), ["login", "initial-username"]);
    let host_domain = [
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "centos7"),
        ("domain", "host"),
        ("certificate", "none"),
        ("access", "pop3"),
    ];
    let several = ids(&found(refused, &host_domain));
    assert!(several.starts_with(&["login", "username-form"]), "{several:?}");
    assert!(!several.contains(&"initial-username"), "only where the answer speaks of it: {several:?}");
}

#[test]
fn widths_kana_line_ends_and_quotation_marks_make_no_difference() {
    for (one, other) in [
        ("0x800CCC92", "０ｘ８００ｃｃｃ９２"),
        ("サーバーに接続できません", "サーバに\r\n接続できません"),
        ("サーバーに接続できません", "ｻｰﾊﾞｰに 接続 できません"),
        ("Can't connect to server", "can’t  connect\tto server"),
        (
            "認証方法を、お使いのサーバーはどれもサポートしていません",
            "認証方法を，お使いのサーバはどれもサポートしていません",
        ),
        ("送信サーバーの認証に失敗しました", "送信サーバーの\u{200b}認証に失敗しました"),
    ] {
        assert_eq!(ids(&found(one, &[])), ids(&found(other, &[])), "{one} {other}");
        assert!(!ids(&found(one, &[])).is_empty(), "{one}");
    }
}

#[test]
fn slips_of_the_hand_are_forgiven_and_never_sure() {
    for (text, cause) in [
        ("Relay acces denied", "smtp-auth"),
        ("554 User unknwon", "recipient-address"),
        ("autehntication failed", "login"),
        ("サーバーに接続できませんてした", "unreachable"),
        ("メールボックスがいぱいです", "mailbox-full"),
    ] {
        let found = found(text, &[]);
        assert_eq!(ids(&found).first(), Some(&cause), "{text}: {found:?}");
    }
    for text in ["autehntication failed", "user unknwon here", "cetificate has expired"] {
        assert!(matches!(found(text, &[]), Match::Several(_)), "{text}: {:?}", found(text, &[]));
    }
    // Another kanji or another digit is another thing, and in a long text near misses are chance.
    for text in ["宛名不明", "0x800CCC93", "0x800CDC92"] {
        assert!(matches!(found(text, &[]), Match::None), "{text}: {:?}", found(text, &[]));
    }
    let long = format!("autehntication fialed {}", "lorem ipsum ".repeat(200));
    assert!(matches!(found(&long, &[]), Match::None));
}

#[test]
fn the_mail_that_a_report_sends_back_says_nothing_about_its_cause() {
    let report = "This is the mail system at host mail.example.jp. <a@example.com>: host mx.example.com said: \
                  550 5.1.1 User unknown (in reply to RCPT TO command)";
    let body =
        "Wi-Fi のパスワードが違います 535 Authentication failed, mailbox full, certificate has expired";
    for mark in [
        "Content-Type: message/rfc822",
        "------ This is a copy of the message, including all the headers. ---",
    ] {
        assert_eq!(
            ids(&found(&format!("{report}\n\n{mark}\n\n{body}"), &[])),
            ["recipient-address"],
            "{mark}"
        );
    }
    let only_mail = "Content-Type: message/rfc822\n\n535 Authentication failed";
    assert_eq!(ids(&found(only_mail, &[])), ["login"]);
}

#[test]
fn a_code_that_begins_every_line_cuts_no_phrase() {
    let blocked = "said: 552-5.7.0 This message was blocked because its content presents a potential\n552-5.7.0 \
                   security issue. Please visit\n552 5.7.0 the page";
    assert_eq!(ids(&found(blocked, &[])), ["rejected"]);
    let unknown = "550-There is no mailbox\n550-here by that name\n550 5.1.1 User unknown";
    assert_eq!(ids(&found(unknown, &[])), ["recipient-address"]);
    // Two replies are not one of two lines.
    assert!(matches!(found("550-5.1.1 User unknown\n554-5.7.1 blocked using dnsbl", &[]), Match::Several(_)));
}

#[test]
fn what_is_not_about_mail_has_no_sure_cause() {
    for text in [
        "リモート デスクトップ接続: ログオンに失敗しました",
        "この接続ではプライバシーが保護されません NET::ERR_CERT_DATE_INVALID",
        "503 Service Temporarily Unavailable nginx",
        "Wi-Fi に接続できません。パスワードが違います",
    ] {
        assert!(matches!(found(text, &[]), Match::None), "{text}: {:?}", found(text, &[]));
    }
}

#[test]
fn the_same_said_in_other_words_is_the_same() {
    for (one, others) in [
        (
            "サーバーに接続できませんでした",
            &["サーバへの接続が出来なかった", "サーバーと接続することができません"][..],
        ),
        ("サーバー名が見つかりません", &["サーバ名は見つからなかった", "サーバー名 見つからない"]),
        (
            "could not log in to the mail server",
            &["can't sign in to the mail server", "unable to log on to the mail server"],
        ),
        ("SSL_ERROR_BAD_CERT_DOMAIN", &["ssl error bad cert domain"]),
    ] {
        for other in others {
            assert_eq!(ids(&found(one, &[])), ids(&found(other, &[])), "{one} {other}");
        }
        assert!(!ids(&found(one, &[])).is_empty(), "{one}");
    }
}

#[test]
fn words_near_each_other_count_within_a_sentence() {
    let near = "pop.example.jp: the password that you entered for this account was found to be incorrect";
    assert_eq!(ids(&found(near, &[])), ["login"]);
    let apart = "Mail: the password was saved. The subject line was found to be incorrect";
    assert!(!matches!(found(apart, &[]), Match::Confident(_)), "{:?}", found(apart, &[]));
}

#[test]
fn a_text_that_says_two_things_stays_undecided() {
    for text in [
        "550 5.1.1 User unknown. 550 5.7.1 blocked using zen.spamhaus.org",
        "STARTTLS is not supported by this server. certificate signed by unknown authority: mail.example.jp",
    ] {
        assert!(matches!(found(text, &[]), Match::Several(_)), "{text}: {:?}", found(text, &[]));
    }
}

#[test]
fn words_of_another_field_make_a_text_no_message() {
    for text in [
        "会員ページにログインできません",
        "ゲームサーバーに接続できませんでした",
        "Frobnicator: could not connect to the server",
    ] {
        assert!(matches!(found(text, &[]), Match::None), "{text}: {:?}", found(text, &[]));
    }
    for text in [
        "サーバーに接続できませんでした",
        "could not connect to the server",
        "mail.example.jp (Frobnicator): IMAP login failed",
    ] {
        assert!(matches!(found(text, &[]), Match::Confident(_)), "{text}: {:?}", found(text, &[]));
    }
}

#[test]
fn numbers_count_as_whole_words_only() {
    for text in [
        "15350",
        "a535",
        "535a",
        "192.0.2.535",
        "5.7.80",
        "15.7.8",
        "535円",
        "535件",
        "0x800ccc921",
        "port 5350",
    ] {
        assert!(matches!(found(text, &[]), Match::None), "{text}");
    }
    for text in ["535", "(535)", "エラー535が出ます", "535-5.7.8", "code=535."] {
        assert_eq!(ids(&found(text, &[])), ["login"], "{text}");
    }
    for text in ["サポート 25", "transport 25", "at 10:25 timed out", "レポート25", "25 MB", "T:25:30"]
    {
        assert!(!ids(&found(&format!("mail server timed out {text}"), &[])).contains(&"op25b"), "{text}");
    }
    for text in [
        "port 25",
        "port: 25",
        "ポート番号:25",
        "ポート 25",
        "25番",
        "mail.example.jp:25",
        "Port number 25",
        "host, port: mail.example.jp, 25;",
    ] {
        assert_eq!(ids(&found(&format!("mail server timed out {text}"), &[])), ["op25b"], "{text}");
    }
}

#[test]
fn every_cause_is_found_by_some_message_or_symptom() {
    let cases = corpus();
    let mut by_message = 0;
    for cause in embedded().causes() {
        let labelled = cases
            .iter()
            .any(|case| case["cause"] == cause.id || strings(&case["several"]).contains(&cause.id));
        let chosen = embedded()
            .symptoms()
            .iter()
            .any(|symptom| symptom.causes.iter().any(|index| embedded().causes()[*index].id == cause.id));
        assert!(labelled || chosen, "{}", cause.id);
        by_message += usize::from(labelled);
    }
    println!("{by_message} of {} causes have messages", embedded().causes().len());
}

#[test]
fn every_signal_stands_in_some_message_of_the_corpus() {
    use mail_settings::trouble::data::fold;
    let texts: Vec<String> = corpus()
        .iter()
        .map(|case| {
            use mail_settings::search::Normalise;
            fold(&HostNfkc.nfkc(case["text"].as_str().unwrap()))
        })
        .collect();
    let mut unused = Vec::new();
    for signal in embedded().signals().iter().filter(|signal| signal.ports.is_empty()) {
        // Gaps are left to the matcher; the part before one is enough here.
        let stands = |fragment: &&str| {
            let start = fragment.split('…').next().unwrap();
            texts.iter().any(|text| text.contains(start))
        };
        let beside = |pair: &[&[&str]]| {
            let holds = |text: &String, list: &[&str]| list.iter().any(|word| text.contains(word));
            texts.iter().any(|text| pair.iter().all(|list| holds(text, list)))
        };
        let unused_pairs: Vec<_> = signal.near.chunks(2).filter(|pair| !beside(pair)).collect();
        if !unused_pairs.is_empty() || !signal.fragments.is_empty() && !signal.fragments.iter().any(stands) {
            unused.push((signal.fragments, unused_pairs));
        }
    }
    assert!(unused.is_empty(), "no message shows {unused:#?}");
}

#[test]
fn symptoms_offer_the_causes_that_can_be() {
    for symptom in embedded().symptoms() {
        let all = causes_of(embedded(), symptom.id, None);
        assert!(!all.is_empty(), "{}", symptom.id);
        let within = outcome(&state(&OP25B));
        let causes = causes_of(embedded(), symptom.id, Some(&within));
        assert!(all.iter().all(|cause| causes.iter().any(|other| other.id == cause.id)));
    }
    let password = |context| {
        causes_of(embedded(), "password-again", context).iter().map(|cause| cause.id).collect::<Vec<_>>()
    };
    assert!(!password(None).contains(&"initial-username"));
    assert!(password(Some(&outcome(&state(&OP25B)))).contains(&"initial-username"));
    assert!(causes_of(embedded(), "no-such-symptom", None).is_empty());
}

#[test]
fn a_text_that_is_no_message_is_refused_or_matches_nothing() {
    assert_eq!(find(embedded(), &"x".repeat(LONGEST + 1), None, &HostNfkc).err(), Some(TooLong));
    assert!(matches!(find(embedded(), &"あ".repeat(LONGEST / 3), None, &HostNfkc), Ok(Match::None)));
    let long = "535 authentication failed\n".to_owned() + &"本文 ".repeat(100_000);
    assert_eq!(ids(&find(embedded(), &long, None, &HostNfkc).unwrap()), ["login"], "its beginning counts");
}

#[test]
fn nothing_that_is_pasted_ends_the_page() {
    let fragments: Vec<&str> =
        embedded().signals().iter().flat_map(|signal| signal.fragments).copied().collect();
    let mut numbers = Numbers::from(3);
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..numbers.below(12) {
            let fragment = fragments[numbers.below(fragments.len())];
            let characters = fragment.chars().count();
            text.extend(fragment.chars().take(numbers.below(characters + 1)));
            text.push_str([" ", "", ":", "25", "…", "ー", "𠮷", "\r\n", "\u{0}"][numbers.below(9)]);
        }
        let found = find(embedded(), &text, None, &HostNfkc).unwrap();
        assert!(ids(&found).len() <= 4, "{text}");
    }
}
