//! What is copied as text: the settings to keep, and the message to support.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{NoticeField, Outcome, ResolvedServer, State, Status};
use mail_settings::export::{Input, Refusal, known_text, render, settings_text, ticket};
use mail_settings::i18n::{Locale, Messages};
use mail_settings::mail::{Certainty, Security};
use mail_settings::wording;
use support::{CATALOGUE, client_choices, leaf_states, outcome, state, with};

const ADDRESS: &str = "zz-taro@zz-sample.jp";

/// Entries that no data file holds, so that each is recognised wherever it turns up.
const ENTRIES: [(NoticeField, &str); 5] = [
    (NoticeField::IncomingHost, "zz-in.example.jp"),
    (NoticeField::IncomingPort, "60995"),
    (NoticeField::OutgoingHost, "zz-out.example.jp"),
    (NoticeField::OutgoingPort, "60465"),
    (NoticeField::Username, "zz-user"),
];

/// Every end as it is, with an address, and with everything a visitor can enter.
fn states() -> Vec<State> {
    let states = leaf_states().into_iter().flat_map(|(_, bare)| {
        let addressed = with(&bare, "address", ADDRESS);
        let entered =
            ENTRIES.iter().fold(addressed.clone(), |state, (field, value)| with(&state, field.id(), value));
        [bare, addressed, entered]
    });
    states.collect()
}

#[track_caller]
fn has_no_gap(text: &str) {
    assert!(!text.contains(['{', '}']), "a placeholder is left in\n{text}");
    assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.starts_with('\n'), "{text:?}");
    assert!(text.lines().all(|line| line.trim_end() == line), "blanks at a line's end in\n{text}");
}

#[test]
fn the_settings_as_text_hold_every_value_that_is_shown() {
    let (mut texts, mut values) = (0, 0);
    for state in states() {
        for client in client_choices().into_iter().take(3) {
            let state = client.map_or_else(|| state.clone(), |client| with(&state, "client", client.id));
            let outcome = outcome(&state);
            if outcome.status != Status::Answered {
                continue;
            }
            for locale in Locale::ALL {
                let text = settings_text(&outcome, locale);
                values += holds_everything(&text, &outcome, locale);
                has_no_gap(&text);
                texts += 1;
            }
        }
    }
    println!("{texts} texts, {values} values");
}

/// Who copies what is known is not given what is not, nor warnings that belong to the page.
#[test]
fn the_known_values_as_text_are_those_alone() {
    let (mut known, mut unknown) = (0, 0);
    for state in states() {
        let outcome = outcome(&state);
        if outcome.status != Status::Answered {
            continue;
        }
        for locale in Locale::ALL {
            let (text, words) = (known_text(&outcome, locale), Messages::of(locale));
            has_no_gap(&text);
            for server in outcome.incoming.iter().chain(&outcome.outgoing) {
                for field in server.shown_fields() {
                    let value = server.field(field);
                    let name = format!("{}{}", wording::field(field, words), words.colon);
                    match wording::shown(value, field, words) {
                        Some(shown) => {
                            assert!(text.contains(&format!("{name}{}", shown.text)), "{name}\n{text}");
                            known += 1;
                        }
                        None => unknown += 1,
                    }
                    if value.entered {
                        assert!(text.contains(words.entered), "{text}");
                    }
                }
            }
            for words in [words.on_notice, words.at_support] {
                assert!(
                    !text.contains(&format!("：{words}")) && !text.contains(&format!(": {words}")),
                    "{text}"
                );
            }
            assert!(outcome.notices.iter().all(|notice| !text.contains(notice.text.get(locale))), "{text}");
        }
    }
    assert!(known > 1000 && unknown > 100, "{known}, {unknown}");
}

/// What is said of the protection is true of each direction.
#[test]
fn the_sentence_about_protection_says_what_each_connection_is() {
    let mut seen = std::collections::BTreeSet::new();
    for (_, leaf) in leaf_states() {
        for client in client_choices() {
            let state = client.map_or_else(|| leaf.clone(), |client| with(&leaf, "client", client.id));
            let outcome = outcome(&state);
            if outcome.status != Status::Answered {
                continue;
            }
            for locale in Locale::CHOICES {
                let words = Messages::of(locale);
                let of = |server: Option<&ResolvedServer>| server.and_then(ResolvedServer::security);
                let receiving = of(outcome.incoming.as_ref());
                let sending = of(outcome.outgoing.first());
                let safe = |security: Option<Security>| security.is_some_and(|it| it != Security::None);
                let because = wording::because(&outcome, words);
                let context = || format!("{:?}: {because}", state.to_json(&CATALOGUE));
                if because == words.because_tls {
                    assert!(safe(receiving) && safe(sending), "{}", context());
                } else if because == words.because_starttls {
                    assert_eq!([receiving, sending], [Some(Security::StartTls); 2], "{}", context());
                } else if because == words.because_sending {
                    assert!(receiving.is_none() && safe(sending), "{}", context());
                } else {
                    assert!(!(safe(receiving) && safe(sending)), "{}", context());
                    let ways = !outcome.suggestions.is_empty();
                    assert_eq!(because == words.because_safer_below, ways, "{}", context());
                }
                let protection = wording::protection(&outcome, words);
                let both = [words.protects_tls, words.protects_both].contains(&protection);
                assert_eq!(both, safe(receiving) && safe(sending), "{protection}, {}", context());
                assert_eq!(protection == words.protects_outgoing, receiving.is_none() && safe(sending));
                seen.insert((because, protection));
            }
        }
    }
    println!("{} different sentences", seen.len());
    assert!(seen.len() > 9, "{seen:#?}");
}

#[track_caller]
fn holds_everything(text: &str, outcome: &Outcome<'_>, locale: Locale) -> usize {
    let words = Messages::of(locale);
    let matrix = outcome.matrix.unwrap();
    let mut count = 0;
    let mut has = |part: &str| {
        assert!(!part.is_empty() && text.contains(part), "{part:?} is missing in\n{text}");
        count += 1;
    };
    has(matrix.name().get(locale));
    outcome.path.iter().for_each(|(input, answer)| has(wording::answer(matrix, *input, *answer, locale)));
    outcome.client.iter().for_each(|client| has(client.name.get(locale)));
    outcome.address.iter().for_each(|address| has(&address.to_string()));
    if outcome.incoming.is_none() {
        has(words.incoming_unknown);
    }
    for server in outcome.incoming.iter().chain(&outcome.outgoing) {
        has(wording::protocol(server.protocol, words));
        for field in server.shown_fields() {
            let value = server.field(field);
            let name = wording::field(field, words);
            match wording::shown(value, field, words) {
                Some(shown) => has(&format!("{name}{}{}", words.colon, shown.text)),
                None => {
                    let on_notice = value.certainty == Certainty::FromNotice;
                    has(&format!(
                        "{name}{}{}",
                        words.colon,
                        if on_notice { words.on_notice } else { words.at_support }
                    ));
                }
            }
            if value.entered {
                has(words.entered);
            } else if value.certainty != Certainty::Stated {
                has(wording::certainty(value.certainty, words));
                has(matrix.text(value.why.unwrap()).unwrap().get(locale));
            }
        }
    }
    for notice in &outcome.notices {
        has(notice.title.get(locale));
        has(notice.text.get(locale));
    }
    for source in &outcome.sources {
        has(&wording::section(matrix, source, locale));
        has(&wording::document(matrix, source.document, locale).0);
    }
    count
}

#[test]
fn servers_stand_in_the_text_best_first() {
    for state in states() {
        let outcome = outcome(&state);
        let shown = |locale| -> Vec<String> {
            let words = Messages::of(locale);
            let name = wording::field(mail_settings::matrix::Field::Port, words);
            let text = settings_text(&outcome, locale);
            let ports = text.lines().filter_map(|line| line.strip_prefix(&format!("{name}{}", words.colon)));
            ports.map(|port| port.split(' ').next().unwrap().to_owned()).collect()
        };
        if outcome.status == Status::Answered {
            let ports: Vec<String> = outcome
                .outgoing
                .iter()
                .map(|server| server.port.value.as_ref().unwrap().to_string())
                .collect();
            for locale in Locale::ALL {
                assert!(shown(locale).ends_with(&ports), "{ports:?} in {:?}", shown(locale));
            }
        }
    }
}

#[test]
fn the_message_to_support_holds_nothing_personal() {
    let mut count = 0;
    for state in states() {
        for client in client_choices() {
            let state = client.map_or_else(|| state.clone(), |client| with(&state, "client", client.id));
            let outcome = outcome(&state);
            for locale in Locale::ALL {
                // The words for “the part before @” are nobody's address.
                let [_, _, local, _] = Messages::of(locale).placeholders;
                let text = ticket(&outcome, locale).replace(local, "");
                assert!(!text.contains("zz-") && !text.contains('@') && !text.contains("609"), "{text}");
                assert!(!text.contains("60465"), "{text}");
                has_no_gap(&text);
                count += 1;
            }
        }
    }
    println!("{count} messages");
}

#[test]
fn the_message_to_support_names_conditions_reasons_open_values_and_sources() {
    let (mut open, mut reasons) = (0, 0);
    for state in states() {
        for client in client_choices() {
            let state = client.map_or_else(|| state.clone(), |client| with(&state, "client", client.id));
            let outcome = outcome(&state);
            let matrix = outcome.matrix.unwrap();
            for locale in Locale::ALL {
                let words = Messages::of(locale);
                let text = ticket(&outcome, locale);
                let has = |part: &str| assert!(text.contains(part), "{part:?} is missing in\n{text}");
                outcome
                    .path
                    .iter()
                    .for_each(|(input, answer)| has(wording::answer(matrix, *input, *answer, locale)));
                outcome.client.iter().for_each(|client| has(client.name.get(locale)));
                for reason in outcome.reasons.iter().map(|id| matrix.reason(id).unwrap()) {
                    has(reason.title.get(locale));
                    reason.sides.iter().for_each(|side| has(side.claim.get(locale)));
                    reasons += 1;
                }
                for value in wording::open_values(&outcome) {
                    has(wording::field(value.field, words));
                    open += 1;
                }
                outcome.sources.iter().for_each(|source| has(&wording::section(matrix, source, locale)));
            }
        }
    }
    println!("{open} open values, {reasons} reasons");
    assert!(open > 0 && reasons > 0);
}

#[test]
fn what_is_entered_is_no_longer_open() {
    let mut count = 0;
    for (_, bare) in leaf_states() {
        let entered = ENTRIES
            .iter()
            .fold(with(&bare, "address", ADDRESS), |state, (field, value)| with(&state, field.id(), value));
        let left = wording::open_values(&outcome(&entered));
        assert!(left.is_empty(), "{:?}: {left:?}", bare.to_json(&CATALOGUE));
        // One entry each: none is asked for twice.
        let open = wording::open_values(&outcome(&bare));
        let entries: Vec<NoticeField> = open.iter().map(|open| open.entry).collect();
        assert!((1..entries.len()).all(|each| !entries[..each].contains(&entries[each])), "{entries:?}");
        count += open.len();
    }
    println!("{count} open values");
    assert!(count > 0);
}

#[test]
fn without_a_provider_there_is_nothing_to_say() {
    for locale in Locale::ALL {
        assert_eq!(ticket(&outcome(&State::default()), locale), "");
        has_no_gap(&settings_text(&outcome(&State::default()), locale));
    }
}

#[test]
fn a_file_is_made_of_an_answer_and_of_nothing_else() {
    let make = |state: &State, format: &str| {
        let outcome = &outcome(state);
        let page = "https://help.example/mail";
        let input =
            Input { catalogue: &CATALOGUE, state, outcome, locale: Locale::Ja, page, personal: false };
        render(format, input)
    };
    let asking = state(&[("provider", "neoworks")]);
    let (mut made, mut refused) = (0, 0);
    for (_, state) in leaf_states() {
        for format in ["text", "json"] {
            match (make(&state, format), outcome(&state).status) {
                (Ok(file), Status::Answered) => {
                    assert!(file.name.is_ascii() && file.name.contains('.') && !file.content.is_empty());
                    assert_eq!(make(&state, format), Ok(file), "the same answer gives the same bytes");
                    made += 1;
                }
                (Err(refusal), Status::Unavailable) => {
                    assert_eq!((refusal.code(), refusal), ("inexpressible", Refusal::Unavailable));
                    refused += 1;
                }
                (found, status) => panic!("{status:?}: {found:?}"),
            }
        }
        let unknown = make(&state, "docx").unwrap_err();
        assert_eq!(unknown.code(), "unknown-format");
    }
    assert_eq!(make(&asking, "text").unwrap_err().code(), "incomplete");
    assert_eq!(make(&asking, "json").unwrap_err().code(), "incomplete");
    assert_eq!(make(&asking, "docx").unwrap_err().code(), "unknown-format");
    for refusal in [Refusal::Asking, Refusal::Unavailable, Refusal::UnknownFormat("docx".to_owned())] {
        let [ja, en] = Locale::ALL.map(|locale| refusal.message(locale));
        assert!(ja != en && !ja.contains(['{', '}']) && !en.contains(['{', '}']), "{ja} {en}");
    }
    println!("{made} files, {refused} refusals");
}
