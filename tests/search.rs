//! Names are found however they are typed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::i18n::{Locale, Localized};
use mail_settings::matrix::{Client, Plan};
use mail_settings::search::{fold, matched_part, matches};
use std::collections::{BTreeMap, BTreeSet};
use support::{CATALOGUE, HostNfkc, Numbers};
use unicode_normalization::UnicodeNormalization;

fn both(text: &Localized) -> [&'static str; 2] {
    Locale::ALL.map(|locale| text.get(locale))
}

/// What the page compares a query with.
fn folded<'t>(names: impl IntoIterator<Item = &'t str>, keywords: &[&'t str]) -> Vec<String> {
    names.into_iter().chain(keywords.iter().copied()).map(|text| fold(text, &HostNfkc)).collect()
}

fn plan(plan: &Plan) -> Vec<String> {
    folded(both(&plan.label).into_iter().chain(both(&plan.short)), plan.keywords)
}

fn client(client: &Client) -> Vec<String> {
    folded(both(&client.name), client.keywords)
}

/// Plans found by a query, as provider and id.
fn plans(query: &str) -> BTreeSet<String> {
    let all =
        CATALOGUE.matrices().iter().flat_map(|matrix| matrix.plans().iter().map(move |it| (matrix, it)));
    let found = all.filter(|(_, it)| matches(query, &plan(it), &HostNfkc));
    found.map(|(matrix, it)| format!("{} {}", matrix.id(), it.id)).collect()
}

/// Plans of which one of the names holds a text, looked at plainly.
fn plans_with(text: &str) -> BTreeSet<String> {
    let all =
        CATALOGUE.matrices().iter().flat_map(|matrix| matrix.plans().iter().map(move |it| (matrix, it)));
    let found = all.filter(|(_, it)| {
        let names = both(&it.label).into_iter().chain(both(&it.short)).chain(it.keywords.iter().copied());
        names.into_iter().any(|name| name.to_lowercase().contains(text))
    });
    found.map(|(matrix, it)| format!("{} {}", matrix.id(), it.id)).collect()
}

#[track_caller]
fn check(queries: &[&str], text: &str) {
    let expected = plans_with(text);
    assert!(!expected.is_empty(), "some plan has {text}");
    for query in queries {
        assert_eq!(plans(query), expected, "{query}");
    }
    println!("{text}: {} plans by {} spellings", expected.len(), queries.len());
}

#[track_caller]
fn finds(query: &str, id: &str) {
    let it = CATALOGUE.client(id).unwrap();
    assert!(matches(query, &client(it), &HostNfkc), "{query} finds {id}: {:?}", client(it));
}

/// What an input method shows before it is told to write kanji.
#[test]
fn plans_written_in_kanji_are_found_by_their_reading() {
    for (reading, kanji) in
        [("きょうよう", "共用"), ("せんよう", "専用"), ("ほしゅ", "保守"), ("しょきせってい", "初期設定")]
    {
        let (found, expected) = (plans(reading), plans_with(kanji));
        assert!(!expected.is_empty() && found == expected, "{reading}: {found:?} instead of {expected:?}");
    }
}

/// Katakana as half-width characters.
fn half_width(text: &str) -> String {
    let mut table: BTreeMap<String, String> = BTreeMap::new();
    for c in '\u{ff61}'..='\u{ff9d}' {
        for mark in ["", "ﾞ", "ﾟ"] {
            let narrow = format!("{c}{mark}");
            let wide: String = narrow.nfkc().collect();
            if wide.chars().count() == 1 {
                table.insert(wide, narrow);
            }
        }
    }
    text.chars().map(|c| table.get(&c.to_string()).cloned().unwrap_or_else(|| c.to_string())).collect()
}

fn shifted(text: &str, range: std::ops::RangeInclusive<char>, by: i32) -> String {
    let shift =
        |c: char| char::from_u32(u32::try_from(i32::try_from(u32::from(c)).unwrap() + by).unwrap()).unwrap();
    text.chars().map(|c| if range.contains(&c) { shift(c) } else { c }).collect()
}

fn katakana(text: &str) -> String {
    shifted(text, 'ぁ'..='ゖ', 0x60)
}

fn hiragana(text: &str) -> String {
    shifted(text, 'ァ'..='ヶ', -0x60)
}

fn full_width(text: &str) -> String {
    shifted(text, '!'..='~', 0xfee0)
}

fn is_kana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ぁ'..='ヶ' | 'ー' | '・'))
}

#[test]
fn server_is_found_in_kana_of_every_kind() {
    check(
        &["サーバー", "サーバ", "さーば", "さーばー", "サバ", "ｻｰﾊﾞ", "ｻｰﾊﾞｰ", " サーバ ", "サ ーバ"],
        "サーバ",
    );
}

#[test]
fn server_is_found_in_letters_of_every_kind() {
    check(&["server", "SERVER", "Server", "Ｓｅｒｖｅｒ", "ＳＥＲＶＥＲ", "ser ver", "serv"], "server");
}

#[test]
fn every_word_of_a_query_must_be_found() {
    assert!(plans("専用 サーバ").is_subset(&plans("専用")));
    assert!(plans("windows 専用").iter().all(|plan| plan == "sppd windows-dedicated"));
    assert_eq!(plans("専用 windows"), plans("windows 専用"));
    assert!(plans("server zzz").is_empty());
    assert_eq!(plans(""), plans_with(""), "nothing typed finds everything");
    assert_eq!(plans("　"), plans_with(""));
}

#[test]
fn programs_are_found_by_the_way_they_sound() {
    for (query, id) in [
        ("さんだー", "thunderbird"),
        ("サンダー", "thunderbird-android"),
        ("サンダバ", "thunderbird"),
        ("ｻﾝﾀﾞｰﾊﾞｰﾄﾞ", "thunderbird"),
        ("べっきー", "becky"),
        ("ベッキ", "becky"),
        ("ＢＥＣＫＹ", "becky"),
        ("becky!", "becky"),
        ("あうとるっく", "outlook-2016"),
        ("ｱｳﾄﾙｯｸ", "outlook-new"),
        ("outlook2019", "outlook-2019"),
        ("ＯＵＴＬＯＯＫ　２０２１", "outlook-2021"),
        ("Microsoft 365", "outlook-365"),
        ("outlook 2024", "outlook-365"),
        ("くらしっく", "outlook-365"),
        ("classic outlook", "outlook-365"),
        ("あいふぉん", "apple-mail-ios"),
        ("けーないん", "k9"),
        ("k9", "k9"),
        ("K-9", "k9"),
        ("Ｋ９", "k9"),
        ("さいぼうず", "cybozu-mail-sharing"),
    ] {
        finds(query, id);
    }
}

#[test]
fn every_program_is_found_by_each_of_its_names_in_every_spelling() {
    let mut count = 0;
    for it in CATALOGUE.clients() {
        let mut has_kana = false;
        for name in both(&it.name).into_iter().chain(it.keywords.iter().copied()) {
            let mut spellings =
                vec![name.to_owned(), name.to_uppercase(), name.to_lowercase(), full_width(name)];
            if is_kana(name) {
                has_kana = true;
                let all =
                    [hiragana(name), katakana(name), half_width(&katakana(name)), name.replace('ー', "")];
                spellings.extend(all);
                // As it is typed, from the second letter on.
                let ends = name.char_indices().skip(2).map(|(end, _)| end);
                spellings.extend(ends.map(|end| hiragana(&name[..end])));
            }
            for spelling in spellings {
                finds(&spelling, it.id);
                count += 1;
            }
        }
        // The one that stands for all the others has no name to read out.
        assert!(has_kana || it.id == "other", "{} has a kana reading", it.id);
    }
    println!("{count} spellings of {} programs", CATALOGUE.clients().len());
}

#[test]
fn every_provider_is_found_by_each_of_its_names() {
    for matrix in CATALOGUE.matrices() {
        let texts = folded(both(matrix.name()), matrix.keywords());
        for name in both(matrix.name()).into_iter().chain(matrix.keywords().iter().copied()) {
            for spelling in
                [name.to_owned(), hiragana(name), katakana(name), full_width(name), name.to_uppercase()]
            {
                assert!(matches(&spelling, &texts, &HostNfkc), "{spelling} finds {}", matrix.id());
            }
        }
    }
}

#[test]
fn folding_twice_changes_nothing() {
    let mut count = 0;
    let names = CATALOGUE
        .clients()
        .iter()
        .flat_map(|it| both(&it.name).into_iter().chain(it.keywords.iter().copied()));
    for name in names {
        let once = fold(name, &HostNfkc);
        assert_eq!(fold(&once, &HostNfkc), once);
        assert!(!once.is_empty());
        count += 1;
    }
    println!("{count} names");
}

#[test]
fn the_part_that_matches_is_marked() {
    for (text, query, expected) in [
        ("レンタルサーバ 専用サーバ", "さーば", Some("サーバ")),
        ("レンタルサーバ 専用サーバ", "専用サ", Some("専用サ")),
        ("Windows shared server", "SHARED", Some("shared")),
        ("Windows shared server", "ｓｈ", Some("sh")),
        ("Windows shared server", "sharedserver", Some("shared server")),
        ("Becky! Internet Mail", "becky internet", Some("Becky")),
        ("K-9 Mail（Android）", "k9", Some("K-9")),
        ("サーバー", "ば", Some("バ")),
        ("Thunderbird", "bird", Some("bird")),
        ("Thunderbird", "さん", None),
        ("Thunderbird", "", None),
        ("Thunderbird", "ー", None),
        ("", "a", None),
    ] {
        let found = matched_part(text, query, &HostNfkc).map(|[_, part, _]| part);
        assert_eq!(found, expected, "{query} in {text}");
    }
}

#[test]
fn what_is_marked_can_always_be_cut_out() {
    const LETTERS: [&str; 34] = [
        "a",
        "A",
        "Z",
        "é",
        "ß",
        "İ",
        "ﬁ",
        "Σ",
        "ς",
        "あ",
        "ア",
        "ｱ",
        "ﾞ",
        "が",
        "ガ",
        "か\u{3099}",
        "ー",
        "・",
        "-",
        "!",
        "/",
        "、",
        " ",
        "　",
        "漢",
        "𠮷",
        "🦀",
        "👨‍👩‍👧",
        "\u{200b}",
        "\u{301}",
        "㍿",
        "①",
        "ｻｰﾊﾞ",
        "ヷ",
    ];
    let mut numbers = Numbers::from(7);
    let mut text = |most: usize| -> String {
        (0..=numbers.below(most)).map(|_| LETTERS[numbers.below(LETTERS.len())]).collect()
    };
    let (rounds, mut marked) = (20_000, 0);
    for _ in 0..rounds {
        let (name, query) = (text(12), text(2));
        if let Some([before, part, after]) = matched_part(&name, &query, &HostNfkc) {
            assert!(!part.is_empty(), "{query:?} in {name:?}");
            assert_eq!([before, part, after].concat(), name, "{query:?}");
            marked += 1;
        }
        let _ = matches(&query, &[fold(&name, &HostNfkc)], &HostNfkc);
    }
    println!("{rounds} rounds, {marked} marked");
    assert!(marked > rounds / 20);
}

#[test]
fn what_is_marked_in_a_name_reads_like_the_query() {
    let mut count = 0;
    for it in CATALOGUE.clients() {
        for name in both(&it.name) {
            let letters: Vec<(usize, char)> = name.char_indices().collect();
            for from in 0..letters.len() {
                for to in from + 1..=letters.len() {
                    let end = letters.get(to).map_or(name.len(), |(at, _)| *at);
                    let query = &name[letters[from].0..end];
                    let Some(word) = query.split_whitespace().next() else { continue };
                    let Some([_, part, _]) = matched_part(name, query, &HostNfkc) else { continue };
                    assert_eq!(fold(part, &HostNfkc), fold(word, &HostNfkc), "{query} in {name}");
                    count += 1;
                }
            }
        }
    }
    println!("{count} parts of names");
}
