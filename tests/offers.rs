//! What is offered for an answer, in which order, and whether what stands beside it is true.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{NoticeField, Outcome, State, Status};
use mail_settings::export::{
    Account, Artefact, Format, Heading, Input, Limit, Missing, Offer, Refusal, code, data_url, offers, png,
    receipt, render,
};
use mail_settings::i18n::{Locale, Messages};
use mail_settings::mail::{Authentication, Protocol, Security};
use mail_settings::matrix::{Audience, Client, Export, FORMATS};
use serde_json::{Value, json};
use std::sync::LazyLock;
use support::{CATALOGUE, EXPORTS, client_choices, client_ids, leaf_states, outcome, with};

const ADDRESS: &str = "zz-taro@zz-sample.jp";
const PAGE: &str = "https://help.example/mail";

const ENTRIES: [(NoticeField, &str); 5] = [
    (NoticeField::IncomingHost, "zz-in.example.jp"),
    (NoticeField::IncomingPort, "60995"),
    (NoticeField::OutgoingHost, "zz-out.example.jp"),
    (NoticeField::OutgoingPort, "60465"),
    (NoticeField::Username, "zz-user"),
];

/// Every end as it is, with an address, and with everything a visitor can enter; with no mail program and each.
static ANSWERS: LazyLock<Vec<(State, Outcome<'static>, Vec<Offer>)>> = LazyLock::new(|| {
    let mut answers = Vec::new();
    for (_, bare) in leaf_states() {
        let addressed = with(&bare, "address", ADDRESS);
        let entered =
            ENTRIES.iter().fold(addressed.clone(), |state, (field, value)| with(&state, field.id(), value));
        for state in [bare, addressed, entered] {
            for client in client_choices() {
                let state = client.map_or_else(|| state.clone(), |client| with(&state, "client", client.id));
                let outcome = outcome(&state);
                if outcome.status == Status::Answered {
                    let offers = offers(input(&state, &outcome, Locale::Ja));
                    answers.push((state, outcome, offers));
                }
            }
        }
    }
    assert!(answers.len() > 1000);
    answers
});

fn for_each_answer(mut check: impl FnMut(&State, &Outcome<'static>, &[Offer])) -> usize {
    ANSWERS.iter().for_each(|(state, outcome, offers)| check(state, outcome, offers));
    ANSWERS.len()
}

fn input<'o>(state: &'o State, outcome: &'o Outcome<'static>, locale: Locale) -> Input<'o> {
    Input { catalogue: &CATALOGUE, state, outcome, locale, page: PAGE, personal: false }
}

fn export(format: Format) -> &'static Export {
    CATALOGUE.exports().iter().find(|export| export.id == format.id()).unwrap()
}

#[test]
fn the_words_are_those_of_the_formats() {
    assert_eq!(FORMATS, Format::ALL.map(Format::id));
    assert_eq!(CATALOGUE.exports().len(), FORMATS.len());
    let read = Export::read_all(EXPORTS.1, &client_ids()).unwrap();
    assert_eq!(format!("{read:?}"), format!("{:?}", CATALOGUE.exports()), "the build wrote something else");
}

#[test]
fn every_format_is_offered_once_and_in_the_order_of_the_headings() {
    let mut refused = 0;
    let answers = for_each_answer(|_, _, offers| {
        let mut formats: Vec<&str> = offers.iter().map(|offer| offer.format.id()).collect();
        formats.sort_unstable();
        let mut all = FORMATS.to_vec();
        all.sort_unstable();
        assert_eq!(formats, all);
        let places: Vec<usize> = offers.iter().map(|offer| offer.heading as usize).collect();
        assert!(places.is_sorted(), "{places:?}");
        refused += places.iter().filter(|place| **place == Heading::Refused as usize).count();
    });
    println!("{answers} answers, {refused} formats refused");
}

#[test]
fn the_first_offer_is_one_that_the_mail_program_imports_or_an_honest_sentence_stands() {
    let (mut imports, mut honest, mut lost) = (0, 0, 0);
    let answers = for_each_answer(|_, outcome, offers| {
        let of_client: Vec<&str> = offers
            .iter()
            .filter(|offer| offer.heading == Heading::Client)
            .map(|offer| offer.format.id())
            .collect();
        let Some(client) = outcome.client else {
            assert!(of_client.is_empty());
            assert_eq!(offers[0].format, Format::Text);
            return;
        };
        let possible: Vec<&str> =
            client.imports.iter().copied().filter(|id| !is_refused(offers, id)).collect();
        assert_eq!(of_client, possible, "best first: {}", client.id);
        if possible.is_empty() {
            assert_eq!(offers[0].format, Format::Text, "{}", client.id);
            match &client.no_import {
                Some(text) => {
                    assert!(Locale::ALL.iter().all(|locale| !text.get(*locale).is_empty()));
                    honest += 1;
                }
                // What it could import is refused, with the reason, below.
                None => lost += 1,
            }
        } else {
            assert_eq!(offers[0].format.id(), possible[0], "{}", client.id);
            imports += 1;
        }
    });
    println!(
        "{answers} answers: {imports} with an import, {honest} with a sentence, {lost} refused altogether"
    );
    assert!(imports > 0 && honest > 0);
}

fn is_refused(offers: &[Offer], id: &str) -> bool {
    offers.iter().any(|offer| offer.format.id() == id && offer.heading == Heading::Refused)
}

#[test]
fn well_known_programs_come_first_with_what_suits_them() {
    let first = |client: &str| {
        // FairEmail takes accounts with “normal password” only, as EditNet's are.
        let provider = if client == "fairemail" { "editnet" } else { "neoworks" };
        let (_, bare) = leaf_states()
            .into_iter()
            .find(|(matrix, state)| matrix.id() == provider && outcome(state).status == Status::Answered)
            .unwrap();
        let state = with(&with(&bare, "client", client), "address", ADDRESS);
        let outcome = outcome(&state);
        offers(input(&state, &outcome, Locale::Ja))[0].format
    };
    for (client, format) in [
        ("apple-mail-ios", Format::Mobileconfig),
        ("apple-mail-ipados", Format::Mobileconfig),
        ("apple-mail-macos", Format::Mobileconfig),
        ("thunderbird-android", Format::ThunderbirdQr),
        ("k9", Format::K9s),
        ("fairemail", Format::K9s),
        ("outlook-new", Format::Text),
        ("outlook-2016", Format::Text),
        ("gmail-android", Format::Text),
        ("thunderbird", Format::Text),
    ] {
        assert_eq!(first(client), format, "{client}");
    }
}

#[test]
fn what_stands_under_refused_cannot_be_helped_and_says_why() {
    let mut reasons: Vec<Refusal> = Vec::new();
    for_each_answer(|state, outcome, offers| {
        for offer in offers {
            // A code is drawn slowly here, and no mail program changes it.
            if offer.format.is_code() && outcome.client.is_some() {
                continue;
            }
            let made = render(offer.format.id(), input(state, outcome, Locale::Ja));
            match (&offer.refusal, offer.heading) {
                (Some(refusal), Heading::Refused) => {
                    let waits = matches!(made, Err(Refusal::Missing(_)));
                    assert!(waits || made.as_ref().err() == Some(refusal), "{refusal:?} {made:?}");
                    let stays = !matches!(refusal, Refusal::Missing(missing) if !missing.contains(&Missing::Incoming));
                    assert!(stays, "{}: {refusal:?} could be supplied", offer.format.id());
                    if !reasons.contains(refusal) {
                        reasons.push(refusal.clone());
                    }
                }
                (Some(refusal), _) => {
                    assert_eq!(made.as_ref().err(), Some(refusal));
                    assert_eq!(refusal.code(), "incomplete", "{refusal:?}");
                }
                (None, _) if offer.format == Format::DcloginQr => {
                    assert_eq!(made, Err(Refusal::Missing(vec![Missing::Password])));
                }
                (None, _) => assert!(made.is_ok(), "{}: {made:?}", offer.format.id()),
            }
        }
    });
    for refusal in &reasons {
        let [ja, en] = Locale::ALL.map(|locale| refusal.message(locale));
        assert!(!ja.is_empty() && !en.is_empty() && ja != en, "{refusal:?}");
    }
    println!("{} reasons: {reasons:?}", reasons.len());
    assert!(reasons.contains(&Refusal::Cannot(Limit::Pop3)));
}

#[test]
fn nobody_is_asked_for_a_value_that_would_not_help() {
    let refused = |state: &State| {
        let outcome = outcome(state);
        let offers = offers(input(state, &outcome, Locale::Ja)).into_iter();
        // What hangs on the user name is known only when there is one.
        let names = [Limit::UsernameRule, Limit::UsernameIsNotAddress].map(Refusal::Cannot);
        let refused = offers.filter_map(|offer| match offer.refusal {
            Some(refusal) if offer.heading == Heading::Refused && !names.contains(&refusal) => {
                Some((offer.format.id(), refusal))
            }
            _ => None,
        });
        refused.collect::<Vec<_>>()
    };
    let mut count = 0;
    for (_, bare) in leaf_states() {
        if outcome(&bare).status == Status::Answered {
            let entered = ENTRIES.iter().fold(with(&bare, "address", ADDRESS), |state, (field, value)| {
                with(&state, field.id(), if *field == NoticeField::Username { ADDRESS } else { value })
            });
            assert_eq!(refused(&bare), refused(&entered), "{:?}", bare.to_json(&CATALOGUE));
            count += 1;
        }
    }
    println!("{count} answers");
    assert!(count > 100);
}

#[test]
fn a_program_that_passes_over_an_account_is_not_led_to_it() {
    let (mut led, mut kept) = (0, 0);
    for (_, bare) in leaf_states() {
        let entered = ENTRIES
            .iter()
            .fold(with(&bare, "address", ADDRESS), |state, (field, value)| with(&state, field.id(), value));
        let state = with(&entered, "client", "fairemail");
        let outcome = outcome(&state);
        let Ok(account) = Account::of(&outcome) else { continue };
        let Some(incoming) = &account.incoming else { continue };
        let plain = [incoming, &account.outgoing[0]]
            .iter()
            .all(|side| side.authentication == Authentication::PasswordCleartext);
        let offers = offers(input(&state, &outcome, Locale::Ja));
        let offer = offers.iter().find(|offer| offer.format == Format::K9s).unwrap();
        let made = render("k9s", input(&state, &outcome, Locale::Ja));
        if plain {
            assert!(offer.heading == Heading::Client && made.is_ok());
            led += 1;
        } else {
            assert_eq!(offer.refusal, Some(Refusal::Cannot(Limit::Import)));
            assert_eq!(offer.heading, Heading::Refused);
            assert_eq!(made.unwrap_err(), Refusal::Cannot(Limit::Import));
            // Other programs read the same account.
            let k9 = with(&state, "client", "k9");
            assert!(render("k9s", input(&k9, &support::outcome(&k9), Locale::Ja)).is_ok());
            kept += 1;
        }
    }
    println!("{led} answers imported, {kept} would be passed over");
    assert!(led > 0 && kept > 0);
}

#[test]
fn a_refusal_promises_nothing_that_another_answer_does_not_keep() {
    let mut count = 0;
    for_each_answer(|state, outcome, offers| {
        for offer in offers {
            let (format, Some(refusal)) = (offer.format, &offer.refusal) else { continue };
            let [ja, en] = Locale::ALL.map(|locale| refusal.message(locale));
            if let Refusal::Cannot(limit @ (Limit::Pop3 | Limit::Imap)) = refusal {
                let access = if *limit == Limit::Pop3 { "imap" } else { "pop3" };
                if ja.contains("なら作れます") || en.contains("can be made") {
                    let other = with(state, "access", access);
                    let made = render(format.id(), input(&other, &support::outcome(&other), Locale::Ja));
                    assert!(
                        !matches!(made, Err(Refusal::Cannot(_) | Refusal::Unavailable)),
                        "{}: {ja}",
                        format.id()
                    );
                }
                count += 1;
            }
            if outcome.incoming.is_none() && outcome.status == Status::Answered {
                // Nobody can enter it, so nothing is said to be possible once it is known.
                let words = Locale::ALL.map(|locale| Messages::of(locale).incoming_unknown);
                assert!(offer.heading != Heading::Refused || [&*ja, &*en] == words, "{}: {ja}", format.id());
                count += 1;
            }
        }
    });
    println!("{count} refusals");
    assert!(count > 0);
}

#[test]
fn every_limit_has_words_in_both_languages() {
    for limit in Limit::ALL {
        let [ja, en] = Locale::ALL.map(|locale| Refusal::Cannot(limit).message(locale));
        assert!(ja.ends_with('。') && en.ends_with('.') && ja != en, "{limit:?}: {ja} {en}");
    }
}

#[test]
fn domain_owners_find_their_files_together_with_the_place_where_they_go() {
    let owners: Vec<&str> = CATALOGUE
        .exports()
        .iter()
        .filter(|export| export.audience == Audience::Owner)
        .map(|export| export.id)
        .collect();
    assert_eq!(owners, ["autoconfig", "srv", "autodiscover"]);
    let (_, bare) =
        leaf_states().into_iter().find(|(_, state)| outcome(state).status == Status::Answered).unwrap();
    for (state, domain) in
        [(bare.clone(), ["<ドメイン名>", "<domain>"]), (with(&bare, "address", ADDRESS), ["zz-sample.jp"; 2])]
    {
        let outcome = outcome(&state);
        for (locale, domain) in Locale::ALL.into_iter().zip(domain) {
            let steps = |format| {
                let receipt = receipt(export(format), input(&state, &outcome, locale));
                receipt.after.into_iter().flat_map(|after| after.steps).collect::<Vec<_>>().join("\n")
            };
            let autoconfig = steps(Format::Autoconfig);
            for place in [
                format!("https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml"),
                format!("https://autoconfig.{domain}/mail/config-v1.1.xml"),
            ] {
                assert!(autoconfig.contains(&place), "{place}\n{autoconfig}");
            }
            let autodiscover = steps(Format::Autodiscover);
            assert!(
                autodiscover.contains(&format!("https://{domain}/autodiscover/autodiscover.xml")),
                "{autodiscover}"
            );
            assert!(steps(Format::Srv).contains(domain));
        }
    }
}

#[test]
fn a_receipt_tells_what_is_inside_and_what_is_not() {
    let (mut files, mut reinterpreted) = (0, 0);
    for_each_answer(|state, outcome, _| {
        for format in Format::ALL.into_iter().filter(|format| !format.is_code()) {
            let input = input(state, outcome, Locale::En);
            let Ok(Artefact { content, .. }) = render(format.id(), input) else {
                continue;
            };
            let words = Messages::of(Locale::En);
            let receipt = receipt(export(format), input);
            files += 1;
            let says = |name: &str| receipt.inside.split(", ").any(|inside| inside == name);
            let upper = content.to_uppercase();
            assert!(receipt.password.is_some(), "{}", format.id());
            // A mechanism is named in the file if and only if the receipt says so.
            let names = upper.contains("CRAM");
            assert_eq!(receipt.reinterpreted.is_some(), names, "{}:\n{content}", format.id());
            reinterpreted += usize::from(names);
            let Ok(account) = Account::of(outcome) else {
                continue;
            };
            let sides: Vec<_> = account.incoming.iter().chain(account.outgoing.first()).collect();
            let written: Vec<_> = sides
                .into_iter()
                .filter(|side| content.contains(&side.host) && content.contains(&side.port.to_string()))
                .collect();
            assert!(!written.is_empty(), "{}:\n{content}", format.id());
            assert!(says(words.fields[0]) && says(words.fields[1]), "{}", format.id());
            let address = account.address.to_string();
            if format != Format::Srv && format != Format::Autoconfig {
                let username = written.iter().filter_map(|side| side.username.as_ref()).all(|name| {
                    content.contains(name.as_str()) || content.contains(&name.replace('@', "%40"))
                });
                assert!(!says(words.fields[4]) || username, "{}:\n{content}", format.id());
            }
            let has_address = content.contains(&address);
            assert!(!says(words.address) || has_address, "{} has no address:\n{content}", format.id());
            if format == Format::Autoconfig {
                assert!(!content.contains("zz-taro"), "nobody's own address:\n{content}");
            }
        }
    });
    println!("{files} files, {reinterpreted} of them name a mechanism");
    assert!(files > 0 && reinterpreted > 0);
}

#[test]
fn what_travels_in_the_clear_is_said_beside_every_export() {
    let (mut warned, mut quiet) = (0, 0);
    for_each_answer(|state, outcome, _| {
        let Some(incoming) = &outcome.incoming else {
            return;
        };
        let clear =
            [incoming, &outcome.outgoing[0]].iter().all(|server| server.security() == Some(Security::None));
        for each in CATALOGUE.exports() {
            let cautions = receipt(each, input(state, outcome, Locale::Ja)).cautions;
            let said = cautions.iter().any(|text| text.contains("暗号化されません"));
            assert!(said || !clear, "{}: {cautions:?}", each.id);
            *if said { &mut warned } else { &mut quiet } += 1;
        }
    });
    println!("{warned} with a warning, {quiet} without");
    assert!(warned > 0 && quiet > 0);
}

#[test]
fn a_sender_name_that_nobody_entered_is_told() {
    let mut count = 0;
    for_each_answer(|state, outcome, _| {
        let Ok(account) = Account::of(outcome) else {
            return;
        };
        let input = input(state, outcome, Locale::En);
        let told = |format| receipt(export(format), input).inside.contains("sender name");
        if let Ok(Artefact { content, .. }) = render("prf", input) {
            assert!(content.contains(&format!("DisplayName={}", account.address)) && told(Format::Prf));
            count += 1;
        }
        for format in ["mobileconfig", "k9s"] {
            if let Ok(Artefact { content, .. }) = render(format, input) {
                assert!(!content.contains("EmailAccountName") && !content.contains("<identity><name>"));
                assert!(!told(Format::from_id(format).unwrap()), "{format}");
            }
        }
        // A code is drawn slowly here, and no mail program changes it.
        if outcome.client.is_none()
            && let Ok(code) = code(Format::ThunderbirdQr, input, None)
        {
            let name = format!("\"{}\"]]]]", account.address.local());
            assert!(code.payload().ends_with(&name) && told(Format::ThunderbirdQr), "{}", code.payload());
            count += 1;
        }
    });
    println!("{count} sender names");
    assert!(count > 0);
}

#[test]
fn a_code_that_names_a_mechanism_says_so() {
    let (mut named, mut unnamed) = (0, 0);
    for_each_answer(|state, outcome, _| {
        let Ok(account) = Account::of(outcome) else {
            return;
        };
        let Some(incoming) = &account.incoming else {
            return;
        };
        let encrypted = [incoming, &account.outgoing[0]]
            .iter()
            .any(|side| side.authentication == Authentication::PasswordEncrypted);
        let receipt = receipt(export(Format::ThunderbirdQr), input(state, outcome, Locale::Ja));
        assert_eq!(receipt.reinterpreted.is_some_and(|text| text.contains("CRAM-MD5")), encrypted);
        *if encrypted { &mut named } else { &mut unnamed } += 1;
    });
    println!("{named} codes name a mechanism, {unnamed} do not");
    assert!(named > 0 && unnamed > 0);
}

#[test]
fn what_is_said_about_mail_on_the_server_is_in_the_file() {
    let stays = "受信しても、サーバーに残";
    let mut count = 0;
    for_each_answer(|state, outcome, _| {
        for (format, pop3, imap) in [
            (Format::Fetchmail, "keep", "keep"),
            (Format::Neomutt, "set pop_delete = no", "imap"),
            (Format::Mbsync, "", "Expunge None"),
            (Format::Prf, "POP3LeaveOnServer", "IMAP"),
        ] {
            let input = input(state, outcome, Locale::Ja);
            let Ok(Artefact { content, .. }) = render(format.id(), input) else {
                continue;
            };
            let pop = outcome.incoming.as_ref().unwrap().protocol == Protocol::Pop3;
            let mark = if pop { pop3 } else { imap };
            let mark = mark.trim_start_matches("POP3");
            let mail = receipt(export(format), input).mail.unwrap();
            assert!(mail.starts_with(stays) && content.contains(mark), "{}: {mail}\n{content}", format.id());
            count += 1;
        }
        if let Ok(Artefact { content, .. }) = render("k9s", input(state, outcome, Locale::Ja)) {
            let pop = outcome.incoming.as_ref().unwrap().protocol == Protocol::Pop3;
            let mail = receipt(export(Format::K9s), input(state, outcome, Locale::Ja)).mail.unwrap();
            assert_eq!(
                content.contains("NEVER"),
                pop && mail.contains("消しても、サーバーに残ります"),
                "{mail}"
            );
            assert_eq!(
                content.contains(">DELETE<"),
                !pop && mail.contains("サーバーからも消えます"),
                "{mail}"
            );
            count += 1;
        }
    });
    println!("{count} files");
    assert!(count > 0);
}

#[test]
fn only_the_login_code_holds_the_password() {
    for each in CATALOGUE.exports() {
        assert_eq!(each.password.is_none(), each.id == "dclogin-qr", "{}", each.id);
    }
}

#[test]
fn the_link_says_whether_it_holds_what_is_personal() {
    let (_, bare) =
        leaf_states().into_iter().find(|(_, state)| outcome(state).status == Status::Answered).unwrap();
    let state = with(&bare, "address", ADDRESS);
    let outcome = outcome(&state);
    for locale in Locale::ALL {
        let words = Messages::of(locale);
        let without = receipt(export(Format::LinkQr), input(&state, &outcome, locale));
        assert!(without.password.unwrap().contains(words.personal_absent));
        assert!(!without.inside.contains(words.personal_inside));
        let with =
            receipt(export(Format::LinkQr), Input { personal: true, ..input(&state, &outcome, locale) });
        assert!(!with.password.unwrap().contains(words.personal_absent));
        assert!(with.inside.contains(words.personal_inside));
    }
}

#[test]
fn the_steps_are_those_of_the_chosen_program_or_of_all() {
    let mut count = 0;
    for_each_answer(|state, outcome, _| {
        for each in CATALOGUE.exports() {
            let shown = receipt(each, input(state, outcome, Locale::Ja)).after;
            let own = each
                .after
                .iter()
                .filter(|after| outcome.client.is_some_and(|client| after.clients.contains(&client.id)))
                .count();
            let expected = if own == 0 { each.after.len() } else { own };
            assert_eq!(shown.len(), expected, "{}", each.id);
            assert!(shown.iter().all(|after| !after.steps.is_empty()));
            assert!(own == 0 || shown.iter().all(|after| after.title.is_none()));
            assert!(shown.len() < 2 || shown.iter().all(|after| after.title.is_some()), "{}", each.id);
            count += shown.len();
        }
    });
    println!("{count} lists of steps");
}

#[test]
fn every_program_that_imports_a_format_finds_its_own_steps() {
    for client in CATALOGUE.clients() {
        for id in client.imports {
            let each = CATALOGUE.exports().iter().find(|each| each.id == *id).unwrap();
            let fits = each.after.is_empty()
                || each
                    .after
                    .iter()
                    .any(|after| after.clients.is_empty() || after.clients.contains(&client.id));
            assert!(fits, "{} has no steps for {}", each.id, client.id);
        }
    }
}

// The file of the words.

#[track_caller]
fn wrong(change: impl FnOnce(&mut Value), message: &str) {
    let mut value: Value = serde_json::from_str(EXPORTS.1).unwrap();
    change(&mut value);
    let found = Export::read_all(&value.to_string(), &client_ids()).expect_err("nothing was found");
    assert!(found.iter().any(|problem| problem.to_string().contains(message)), "{message}: {found:#?}");
}

#[test]
fn every_mistake_in_the_words_is_named() {
    wrong(|it| it["formats"][0]["id"] = json!("docx"), "unknown format “docx”");
    wrong(|it| it["formats"][0]["id"] = json!("docx"), "the format “text” is missing");
    wrong(|it| it["formats"][1]["id"] = json!("text"), "“text” stands twice");
    wrong(|it| it["formats"][0]["group"] = json!("all"), "“all” is none of any, device, owner, expert");
    wrong(|it| it["formats"][0]["inside"][0] = json!("hosts"), "“hosts” is none of host, port");
    wrong(|it| it["formats"][2]["after"][0]["clients"][0] = json!("pine"), "unknown mail program “pine”");
    wrong(|it| it["formats"][2]["after"][0]["differs"] = json!("yes"), "expected true or false");
    wrong(|it| it["formats"][2]["servers"][0] = json!("smtp"), "“smtp” is none of incoming, outgoing");
    wrong(|it| it["formats"][2]["mail"]["smtp"] = json!("x"), "unknown key “smtp”");
    for key in ["id", "group", "title", "hint", "use", "inside"] {
        let drop = |it: &mut Value| drop(it["formats"][0].as_object_mut().unwrap().remove(key));
        wrong(drop, &format!("“{key}” is missing"));
    }
    assert!(Export::read_all("{", &[]).unwrap_err()[0].message.starts_with("not JSON"));
}

#[test]
fn a_key_or_a_language_too_many_or_too_few_is_named_wherever_it_stands() {
    fn visit(value: &Value, place: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.push(place.to_owned());
                map.iter().for_each(|(key, value)| visit(value, &format!("{place}/{key}"), found));
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| visit(item, &format!("{place}/{index}"), found));
            }
            _ => {}
        }
    }
    let whole: Value = serde_json::from_str(EXPORTS.1).unwrap();
    let mut places = Vec::new();
    visit(&whole, "", &mut places);
    for place in &places {
        wrong(|it| it.pointer_mut(place).unwrap()["unheard-of"] = json!(true), "unheard-of");
        if whole.pointer(place).unwrap().get("ja").is_some() {
            for language in ["ja", "en"] {
                let drop = |it: &mut Value| {
                    drop(it.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(language))
                };
                wrong(drop, &format!("“{language}” is missing"));
            }
        }
    }
    println!("{} objects", places.len());
}

#[test]
fn a_mail_program_imports_something_or_says_that_it_does_not() {
    let read = |imports: Value, sentence: Value| {
        let mut file = json!({ "id": "x", "name": { "ja": "x", "en": "x" }, "platform": "any", "keywords": [], "cannot": [],
            "imports": imports });
        if !sentence.is_null() {
            file["noImport"] = sentence;
        }
        Client::read(&file.to_string()).err().map(|problems| problems[0].to_string()).unwrap_or_default()
    };
    let sentence = json!({ "ja": "ありません。", "en": "None." });
    assert_eq!(read(json!(["k9s"]), Value::Null), "");
    assert_eq!(read(json!([]), sentence.clone()), "");
    assert!(read(json!([]), Value::Null).contains("noImport"));
    assert!(read(json!(["k9s"]), sentence).contains("noImport"));
    assert!(read(json!(["docx"]), Value::Null).contains("unknown format \"docx\""));
}

// Bytes.

#[test]
fn a_file_as_an_address_is_base64() {
    // RFC 4648, section 10.
    for (text, base64) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
        ("メ", "44Oh"),
    ] {
        let artefact = Artefact { name: String::new(), mime: "text/xml", content: text.to_owned() };
        assert_eq!(data_url(&artefact), format!("data:text/xml;base64,{base64}"));
    }
}

#[test]
fn a_picture_of_dots_is_a_png_with_one_bit_per_dot() {
    let picture = png(3, &|x, y| x == y);
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(picture[12..29], *b"IHDR\0\0\0\x18\0\0\0\x18\x01\0\0\0\0");
    // 24 rows of a filter byte and three bytes, in one block as it is.
    let data = picture.windows(4).position(|it| it == b"IDAT").unwrap() + 4;
    assert_eq!(picture[data..data + 7], [0x78, 1, 1, 96, 0, 159, 255]);
    let rows: Vec<&[u8]> = picture[data + 7..data + 7 + 96].chunks(4).collect();
    for (index, row) in rows.iter().enumerate() {
        let mut expected = [0, 255, 255, 255];
        expected[1 + index / 8] = 0;
        assert_eq!(*row, expected, "row {index}");
    }
    // The check sum of the last chunk is the same in every PNG.
    assert!(picture.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
    assert!(png(200, &|_, _| true).len() > 200 * 200 * 8, "more than one block");
}
