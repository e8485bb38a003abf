//! The page's fragment: what is written into a link, and what a link of anybody's making does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{NoticeField, State, from_fragment, to_fragment};
use std::collections::BTreeSet;
use support::{CATALOGUE, HostIdn, Numbers, client_choices, leaf_states, settings, state, with};

const EXAMPLE: &str = "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=pop3&client=thunderbird&lang=ja";

const PERSONAL: &[(&str, &str)] = &[
    ("address", "taro+x@sample.co.jp"),
    ("notice-incoming-host", "in.example.jp"),
    ("notice-incoming-port", "2995"),
    ("notice-outgoing-host", "out.example.jp"),
    ("notice-outgoing-port", "2465"),
    ("notice-username", "太郎 & co=1%#"),
];

fn read(fragment: &str) -> State {
    from_fragment(fragment, &State::default(), &CATALOGUE, &HostIdn)
}

fn write(state: &State) -> String {
    to_fragment(state, &CATALOGUE, false)
}

fn personal(state: &State) -> State {
    PERSONAL.iter().fold(state.clone(), |state, (key, value)| with(&state, key, value))
}

#[track_caller]
fn check(fragment: &str, expected: &[(&str, &str)]) {
    assert_eq!(read(fragment), state(expected), "{fragment}");
}

#[test]
fn the_example_of_the_contract_is_read_and_written_letter_for_letter() {
    let state = read(&format!("#{EXAMPLE}"));
    assert_eq!(write(&state), EXAMPLE);
    assert_eq!(read(EXAMPLE), state, "with or without #");
    assert_eq!(settings(&state)["status"], "answered");
}

#[test]
fn every_end_comes_back_from_its_link() {
    let (mut count, mut links) = (0, BTreeSet::new());
    for (_, end) in leaf_states() {
        for client in client_choices() {
            for lang in [None, Some("ja"), Some("en"), Some("ja-x-easy")] {
                let state = client.map_or_else(|| end.clone(), |client| with(&end, "client", client.id));
                let state = lang.map_or_else(|| state.clone(), |lang| with(&state, "lang", lang));
                let fragment = write(&state);
                assert_eq!(read(&fragment), state, "{fragment}");
                assert!(fragment.len() < 400 && fragment.is_ascii(), "{fragment}");
                links.insert(fragment);
                count += 1;
            }
        }
    }
    assert_eq!(links.len(), count, "different states have different links");
    println!("{count} links");
}

#[test]
fn keys_are_written_in_one_order() {
    for (matrix, end) in leaf_states() {
        let end = with(&with(&personal(&end), "lang", "en"), "client", "k9");
        let questions = (0..matrix.inputs()).map(|input| matrix.input_id(input));
        let notice = NoticeField::ALL.map(NoticeField::id);
        let order: Vec<&str> = std::iter::once("provider")
            .chain(questions)
            .chain(["client", "lang", "address"])
            .chain(notice)
            .collect();
        let fragment = to_fragment(&end, &CATALOGUE, true);
        let keys: Vec<&str> = fragment.split('&').map(|pair| pair.split_once('=').unwrap().0).collect();
        let places: Vec<_> =
            keys.iter().map(|key| order.iter().position(|known| known == key).unwrap()).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{fragment}");
        assert_eq!(order[1], "plan");
        assert_eq!(order[matrix.inputs()], "access");
    }
}

#[test]
fn keys_are_read_in_any_order() {
    let expected = read(EXAMPLE);
    let pairs: Vec<&str> = EXAMPLE.split('&').collect();
    let mut count = 0;
    permute(&mut pairs.clone(), 0, &mut |pairs| {
        let fragment = pairs.join("&");
        assert_eq!(read(&fragment), expected, "{fragment}");
        count += 1;
    });
    for (_, end) in leaf_states() {
        let end = personal(&end);
        let fragment = to_fragment(&end, &CATALOGUE, true);
        let mut pairs: Vec<&str> = fragment.split('&').collect();
        for _ in 0..pairs.len() {
            pairs.rotate_left(1);
            assert_eq!(read(&pairs.join("&")), end, "{pairs:?}");
            let reversed: Vec<&str> = pairs.iter().rev().copied().collect();
            assert_eq!(read(&reversed.join("&")), end, "{reversed:?}");
            count += 2;
        }
    }
    println!("{count} orders");
}

fn permute(pairs: &mut Vec<&str>, from: usize, check: &mut impl FnMut(&[&str])) {
    if from == pairs.len() {
        return check(pairs);
    }
    for other in from..pairs.len() {
        pairs.swap(from, other);
        permute(pairs, from + 1, check);
        pairs.swap(from, other);
    }
}

#[test]
fn address_and_notice_are_written_only_when_asked_for() {
    for (_, end) in leaf_states() {
        let full = personal(&end);
        assert_eq!(write(&full), write(&end));
        let fragment = to_fragment(&full, &CATALOGUE, true);
        assert!(fragment.starts_with(&write(&end)), "{fragment}");
        assert!(
            fragment.contains("&address=taro%2Bx%40sample.co.jp&notice-incoming-host=in.example.jp"),
            "{fragment}"
        );
        assert_eq!(read(&fragment), full, "{fragment}");
    }
}

#[test]
fn a_link_clears_the_answers_it_does_not_bring_and_keeps_address_and_notice() {
    let before = personal(&read(EXAMPLE));
    let follow = |fragment: &str| from_fragment(fragment, &before, &CATALOGUE, &HostIdn);
    let only = |pairs: &[(&str, &str)]| state(&[pairs, PERSONAL].concat());
    let shorter = "provider=neoworks&plan=maintenance";
    assert_eq!(follow(shorter), only(&[("provider", "neoworks"), ("plan", "maintenance")]));
    // Without the plan the notice is another plan's, and only the address stays.
    let address: Vec<_> = PERSONAL.iter().copied().filter(|(key, _)| *key == "address").collect();
    for nothing in ["", "#", "junk", "provider=neoworks&plan=dedicated", "provider=editnet"] {
        let kept = follow(nothing);
        assert_eq!(kept.get("address"), Some(address[0].1));
        assert!(NoticeField::ALL.iter().all(|field| kept.notice(*field).is_none()), "{nothing}");
    }
    // What it brings itself wins.
    let brought = follow("provider=sppd&address=info@sample.jp&notice-username=hanako");
    assert_eq!(
        (brought.get("address"), brought.get("notice-username")),
        (Some("info@sample.jp"), Some("hanako"))
    );
    assert_eq!(brought.get("notice-incoming-host"), None);
    // What it brings wrong does not clear.
    assert_eq!(follow("address=nonsense").get("address"), Some("taro+x@sample.co.jp"));
}

#[test]
fn what_a_link_says_wrong_is_dropped_and_the_rest_is_read() {
    let rest = [("provider", "sppd"), ("plan", "linux")];
    check("provider=sppd&plan=linux&connection=maybe&os=mars&access=", &rest);
    check("provider=sppd&plan=linux&unknown=1&password=secret", &rest);
    check("provider=nobody&plan=linux", &[]);
    check("plan=linux", &[]);
    check("&&provider=sppd&&&plan=linux&", &rest);
    check("provider=sppd&plan=linux&address=no-at", &rest);
    check("provider=%73ppd&plan=l%69nux", &rest);
    check("access=imap&lang=en", &[("access", "imap"), ("lang", "en")]);
    check("lang=en-GB", &[("lang", "en")]);
    check("lang=JA-X-Easy", &[("lang", "ja-x-easy")]);
    check("lang=ja-x-other", &[("lang", "ja")]);
    check("##provider=sppd", &[]);
    check("PROVIDER=sppd", &[]);
    check("provider=SPPD", &[]);
}

#[test]
fn garbage_gives_the_start_state() {
    let huge = "provider=sppd&".repeat(200_000);
    let long_value = format!("provider=sppd&address={}@sample.jp", "a".repeat(1_000_000));
    let fixed = [
        "%",
        "%%",
        "%%%%%%%%",
        "%zz",
        "%0",
        "%C3%28=%ff%fe",
        "=",
        "&",
        "=&=&=",
        "#",
        "#####",
        "?a=b",
        "provider",
        "provider=",
        "=sppd",
        "provider==sppd",
        "provider=sppd%00",
        "%00",
        "\u{0}",
        "+++",
        "provider=+sppd+x",
        "{}",
        "{\"provider\":\"sppd\"}",
        "🦀=🦀",
        "provider=\u{202e}sppd",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        huge.as_str(),
        long_value.as_str(),
    ];
    for fragment in fixed {
        assert_eq!(read(fragment), State::default(), "{:?}", fragment.chars().take(60).collect::<String>());
    }
    let mut numbers = Numbers::from(2026);
    let rounds = 10_000;
    for _ in 0..rounds {
        let length = numbers.below(200);
        let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(numbers.below(256)).unwrap()).collect();
        let fragment = String::from_utf8_lossy(&bytes);
        assert_eq!(read(&fragment), State::default(), "{fragment:?}");
        // The same as percent escapes.
        let escaped: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(read(&escaped), State::default(), "{escaped}");
    }
    println!("{rounds} rounds and {} by hand", fixed.len());
}

#[test]
fn a_damaged_link_gives_a_state_that_can_be_written_and_read_again() {
    let links: Vec<String> =
        leaf_states().iter().map(|(_, end)| to_fragment(&personal(end), &CATALOGUE, true)).collect();
    let mut numbers = Numbers::from(11);
    let (rounds, mut kept) = (10_000, 0);
    for _ in 0..rounds {
        let mut bytes = links[numbers.below(links.len())].clone().into_bytes();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(bytes.len().max(1));
            match numbers.below(4) {
                _ if bytes.is_empty() => {}
                0 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"%&=+#"[numbers.below(5)]),
                _ => bytes.truncate(at),
            }
        }
        let fragment = String::from_utf8_lossy(&bytes).into_owned();
        let state = read(&fragment);
        assert_eq!(read(&to_fragment(&state, &CATALOGUE, true)), state, "{fragment}");
        settings(&state);
        kept += usize::from(state.get("provider").is_some());
    }
    println!("{rounds} damaged links, {kept} still name a provider");
    assert!(kept > rounds / 10 && kept < rounds);
}
