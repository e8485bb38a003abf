//! Plain Japanese: its tag, and its words, each of which is another than the Japanese one.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::i18n::{EASY, Locale, Messages};
use support::content;

#[test]
fn a_tag_names_a_language_by_its_first_part_and_plain_japanese_by_the_whole() {
    for (tag, locale) in [
        ("ja", Some(Locale::Ja)),
        ("JA-jp", Some(Locale::Ja)),
        ("ja_JP", Some(Locale::Ja)),
        ("ja-Latn", Some(Locale::Ja)),
        ("ja-x-easy", Some(Locale::Easy)),
        ("JA-X-Easy", Some(Locale::Easy)),
        (" ja-x-easy ", Some(Locale::Easy)),
        ("ja-x-easyjp", Some(Locale::Ja)),
        ("ja-x", Some(Locale::Ja)),
        ("ja-x-easy-2", Some(Locale::Ja)),
        ("en", Some(Locale::En)),
        ("en-x-easy", Some(Locale::En)),
        ("x-easy", None),
        ("easy", None),
        ("jax-easy", None),
        ("", None),
        ("やさしい", None),
    ] {
        assert_eq!(Locale::from_tag(tag), locale, "“{tag}”");
    }
    for locale in Locale::CHOICES {
        assert_eq!(Locale::from_tag(locale.tag()), Some(locale));
    }
}

/// Each word in plain and in full Japanese by its name; one with variables, with every kind of them.
fn words() -> Vec<(&'static str, String, String)> {
    let full = Messages::of(Locale::Ja);
    let mut words = Vec::new();
    macro_rules! texts { ($($name:ident)*) => { $(
        words.push((stringify!($name), EASY.$name.to_owned(), full.$name.to_owned()));
    )* } }
    macro_rules! lists { ($($name:ident)*) => { $(
        for (easy, full) in EASY.$name.into_iter().zip(full.$name) {
            words.push((stringify!($name), easy.to_owned(), full.to_owned()));
        }
    )* } }
    macro_rules! made { ($($name:ident($($value:expr),*))*) => { $(
        words.push((stringify!($name), (EASY.$name)($($value),*), (full.$name)($($value),*)));
    )* } }
    texts! {
        title languages views help_topics to_settings loading load_failed again answers review close change
        enter reset asking later not_entered provider address_optional ask_provider provider_help
        ask_client client_note client_help ask_address address_note address_help help next skip back
        choose_one type_ahead not_listed none_found incoming outgoing incoming_short outgoing_short
        incoming_unknown source sources undated same_reason ask_support_value shown_once_entered
        enter_notice enter_support entered correct copy copy_failed copy_all copy_known copy_ticket
        copy_sentences print why_these because_tls because_starttls because_sending because_safer_below
        because_only_way take_this protects_tls protects_both protects_receiving protects_sending
        protects_outgoing protects_nothing notes facts not_offered cannot_decide ways_on see_settings ask_support_text no_password no_password_text
        one_password_text password_text warnings your_answers on_notice at_support error_no_at error_many_ats
        error_space error_no_local error_local_dot error_too_long error_no_domain error_no_dot
        error_malformed error_host_empty error_port error_username export export_none export_others
        show_code save enter_address refuse_asking sheet save_failed save_by_hand content inside not_inside reinterpretation warning_means after after_scan
        mail_on_server differs personal personal_inside personal_absent login_title login_warning login_draw
        link_caption refuse_unavailable
    }
    lists! { tabs topics certainty certainty_short export_groups limits }
    for ((_, easy), (_, full)) in EASY.fact_groups.into_iter().zip(full.fact_groups) {
        words.push(("fact_groups", easy.to_owned(), full.to_owned()));
    }
    made! {
        answers_count(3, 0) answers_count(3, 2) remaining(0) remaining(2) found(4)
        settings_for(None) settings_for(Some("ソフト")) steps_in(None) steps_in(Some("ソフト"))
        complete(10, 10, 0, 0, 0) complete(10, 4, 3, 2, 1) complete(10, 9, 0, 0, 1)
        to_confirm(2) field_of("受信", "ポート番号") can_be("pop.x") other_side("465", "資料") other_ports(2) other_ways(2)
        ask_support("会社") error_local_character('あ') one_password("コード")
        checked("今日")
        export_for("ソフト") export_rest("ファイル") saved("x.txt") reinterpreted("CRAM-MD5")
        refuse_missing("ポート番号") refuse_format("x")
    }
    words
}

#[test]
fn every_plain_word_is_tried() {
    let source = content("src/i18n/easy.rs");
    let written: Vec<&str> = source
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once(':').map(|(name, _)| name))
        .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect();
    let mut tried: Vec<&str> = words().into_iter().map(|(name, _, _)| name).collect();
    tried.dedup();
    assert!(written.len() > 60, "{}", written.len());
    for name in &written {
        assert!(tried.contains(name), "{name} is written but not tried");
    }
    for name in tried {
        assert!(written.contains(&name), "{name} is tried but not written");
    }
}

#[test]
fn every_plain_word_is_another_than_the_japanese_one_and_whole() {
    for (name, easy, full) in words() {
        assert_ne!(easy, full, "{name}");
        assert!(!easy.trim().is_empty(), "{name} is empty");
        assert!(!easy.contains(['{', '}']) && !easy.contains("  "), "{name}: a gap in “{easy}”");
        assert!(easy.trim_end() == easy, "{name}: “{easy}”");
        let run = easy
            .split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c))
            .map(|run| run.chars().count())
            .max();
        assert!(run <= Some(4), "{name}: a long word in “{easy}”");
    }
}

#[test]
fn the_values_in_plain_words_are_the_same() {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for (name, easy, full) in words().into_iter().filter(|(name, _, _)| name.starts_with("error_")) {
        if let Some((_, example)) = full.split_once("例：") {
            assert!(easy.ends_with(example), "{name}: “{easy}” has another example than “{full}”");
        }
        assert_eq!(digits(&easy), digits(&full), "{name}");
    }
    let text = (EASY.complete)(10, 4, 3, 2, 1);
    assert_eq!(digits(&text), "104321", "{text}");
    assert!((EASY.other_side)("465", "資料の名前").contains("465"));
    assert!((EASY.other_side)("465", "資料の名前").contains("資料の名前"));
}

/// The words of a struct in a source file: the names of its fields, each with what is written for it.
fn fields(source: &str, name: &str) -> Vec<(String, String)> {
    let start = source.find(&format!("static {name}:")).expect(name);
    let body = &source[start..];
    let body = &body[body.find('{').expect("a body")..body.find("\n};").expect("an end")];
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in body.lines().skip(1) {
        let named =
            line.strip_prefix("    ").filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        match (named.and_then(|line| line.split_once(':')), fields.last_mut()) {
            (Some((name, text)), _) => fields.push((name.to_owned(), text.to_owned())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    fields
}

/// The texts that stand between quotation marks.
fn quoted(source: &str) -> Vec<&str> {
    source.split('"').skip(1).step_by(2).collect()
}

/// What is the same in plain Japanese, because it is short, made of names only, in a file, or goes to support.
#[rustfmt::skip]
const SAME: [&str; 30] = [
    "checks", "login", "bits", "from_to", "word_with",
    "plan", "client", "address", "password", "alternatives", "recommended", "open", "copied", "same", "date", "install", "no_settings",
    "fields", "security", "authentication", "authentication_short", "placeholders",
    "ticket_message", "ticket_intro", "ticket_unknown", "ticket_disagree", "ticket_answers", "ticket_reasons",
    "profile_note", "code_titles",
];

#[test]
fn every_word_has_a_plain_form() {
    let mut count = 0;
    for (full, plain) in [
        ("src/i18n/messages.rs", "src/i18n/easy.rs"),
        ("src/i18n/overview.rs", "src/i18n/overview.rs"),
        ("src/ui/help/trouble_words.rs", "src/ui/help/trouble_easy.rs"),
        ("src/ui/help/guide/words.rs", "src/ui/help/guide/words.rs"),
        ("src/ui/help/programs/words.rs", "src/ui/help/programs/words.rs"),
    ] {
        let (full, plain) = (content(full), content(plain));
        let plain = fields(&plain, "EASY");
        for (name, text) in fields(&full, "JA") {
            let easy = plain.iter().find(|(known, _)| *known == name);
            // A full stop has no other word.
            let is_sign = quoted(&text).iter().all(|text| !text.contains(|c| ('ぁ'..='龯').contains(&c)));
            if SAME.contains(&name.as_str()) || is_sign {
                continue;
            }
            let (_, easy) = easy.unwrap_or_else(|| panic!("no plain words for {name}"));
            assert_ne!(quoted(easy), quoted(&text), "{name}");
            for text in quoted(easy) {
                let run = text.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c));
                let run = run.map(|run| run.chars().count()).max();
                assert!(run <= Some(4), "{name}: a long word in “{text}”");
                assert!(!text.contains("  ") && text.trim_end() == text, "{name}: a gap in “{text}”");
            }
            count += 1;
        }
    }
    assert!(count > 250, "{count}");
}
