//! What is advised about a cause: the question to open, the answers to put in, the values that follow.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{Outcome, State, Status};
use mail_settings::mail::Protocol;
use mail_settings::matrix::{Field, Scalar};
use mail_settings::trouble::advice::{Advice, advise};
use mail_settings::trouble::data::Cause;
use mail_settings::trouble::embedded;
use mail_settings::trouble::message::{Said, said};
use support::{CATALOGUE, HostIdn, HostNfkc, leaf_states, outcome, state, with};

fn advice(cause: &str, state: &State) -> Advice {
    advise(
        embedded().cause(cause).unwrap_or_else(|| panic!("no cause {cause}")),
        &Said::default(),
        &CATALOGUE,
        state,
        &HostIdn,
    )
}

/// The advised values as `protocol field value`, with what they replace.
fn rows(advice: &Advice) -> Vec<String> {
    let value = |value: &Option<Scalar>| value.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
    let row = |it: &mail_settings::trouble::advice::Value| {
        let now = it
            .instead_of
            .as_ref()
            .map_or_else(String::new, |now| format!(" instead of {}", value(&now.value)));
        format!("{} {} {}{now}", it.protocol.id(), it.field.id(), value(&it.should.value))
    };
    advice.values.iter().map(row).collect()
}

fn editnet(network: &str, rest: &[(&str, &str)]) -> State {
    let mut pairs = vec![("provider", "editnet"), ("plan", "mail-account"), ("network", network)];
    pairs.extend(rest);
    state(&pairs)
}

#[test]
fn where_documents_disagree_the_other_form_is_there_to_be_tried() {
    let mut count = [0; 2];
    for (_, bare) in leaf_states() {
        for state in [bare.clone(), with(&bare, "address", "taro@sample.jp")] {
            let outcome = outcome(&state);
            for (index, id) in ["username-form", "auth-method"].into_iter().enumerate() {
                let cause = embedded().cause(id).unwrap();
                let field = [Field::Username, Field::Authentication][index];
                let servers = outcome.incoming.iter().chain(&outcome.outgoing);
                let disagrees = servers.map(|server| server.field(field)).any(|value| {
                    value.alternatives.iter().any(|it| it.source.document != value.source.document)
                });
                if outcome.status != Status::Answered
                    || !is_offered(cause, &outcome)
                    || (field == Field::Authentication && !disagrees)
                {
                    continue;
                }
                let advice = advice(id, &state);
                let has = advice.values.iter().any(|value| !value.should.alternatives.is_empty());
                assert!(has, "{id}: {:?}", rows(&advice));
                count[index] += 1;
            }
        }
    }
    assert!(count.iter().all(|count| *count > 0), "{count:?}");
}

/// Whether a cause is offered for an answer.
fn is_offered(cause: &'static Cause, outcome: &Outcome<'_>) -> bool {
    cause.when.disagree.is_empty()
        || outcome.incoming.iter().chain(&outcome.outgoing).any(|server| {
            cause.when.disagree.iter().any(|field| {
                let value = server.field(*field);
                value.alternatives.iter().any(|it| it.source.document != value.source.document)
            })
        })
}

#[test]
fn a_blocked_port_opens_its_question_and_gives_the_new_port() {
    let state = editnet("editnet", &[("connection", "standard"), ("access", "pop3")]);
    let advice = advice("op25b", &state);
    let opening = advice.opening.as_ref().unwrap();
    assert_eq!(opening.question, "op25b");
    assert_eq!(opening.set, [("network", "other"), ("op25b", "yes")]);
    assert_eq!(
        rows(&advice),
        [
            "smtp port 587 instead of 25",
            "smtp security none",
            "smtp authentication password-cleartext instead of none",
            "smtp username ?"
        ]
    );
}

#[test]
fn answers_that_are_given_are_not_put_in_again() {
    let state = editnet("other", &[("op25b", "yes"), ("connection", "tls"), ("access", "pop3")]);
    let advice = advice("op25b", &state);
    assert_eq!(advice.opening.as_ref().unwrap().set, []);
    assert!(rows(&advice).contains(&"smtp port 465".to_owned()), "{:?}", rows(&advice));
}

#[test]
fn where_the_question_is_not_asked_the_next_one_counts() {
    let shared = state(&[("provider", "neoworks"), ("plan", "shared-standard"), ("access", "pop3")]);
    let advice = advice("op25b", &shared);
    assert_eq!(advice.opening, None, "this plan asks neither");
    assert_eq!(rows(&advice)[0], "smtp port 587");
}

#[test]
fn imap_that_is_not_offered_leads_to_pop() {
    let imap = state(&[
        ("provider", "sppd"),
        ("plan", "windows-shared"),
        ("os", "windows-2016"),
        ("connection", "tls"),
        ("access", "imap"),
    ]);
    assert_eq!(outcome(&imap).status, Status::Unavailable);
    let advice = advice("imap", &imap);
    let opening = advice.opening.as_ref().unwrap();
    assert_eq!((opening.question, &opening.set[..]), ("access", &[("access", "pop3")][..]));
    assert!(rows(&advice).iter().any(|row| row.starts_with("pop3 host")), "{:?}", rows(&advice));
}

#[test]
fn a_user_name_in_two_forms_shows_both() {
    let centos = state(&[
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "centos7"),
        ("domain", "host"),
        ("certificate", "none"),
        ("access", "pop3"),
    ]);
    let advice = advice("username-form", &with(&centos, "address", "taro@sample.jp"));
    assert_eq!(advice.opening.as_ref().unwrap().question, "domain");
    assert_eq!(rows(&advice), ["pop3 username taro", "smtp username taro"]);
    for value in &advice.values {
        let others: Vec<&Option<Scalar>> =
            value.should.alternatives.iter().map(|other| &other.value).collect();
        assert_eq!(others, [&Some(Scalar::Text("taro@sample.jp".into()))]);
    }
}

#[test]
fn a_certificate_for_another_name_opens_the_certificate() {
    let maintenance =
        state(&[("provider", "neoworks"), ("plan", "maintenance"), ("os", "other"), ("access", "pop3")]);
    let advice = advice("certificate-name", &maintenance);
    let opening = advice.opening.unwrap();
    assert_eq!((opening.question, &opening.set[..]), ("certificate", &[("connection", "tls")][..]));
}

#[test]
fn without_a_provider_there_are_the_checks_only() {
    for cause in embedded().causes() {
        let advice = advise(cause, &Said::default(), &CATALOGUE, &State::default(), &HostIdn);
        assert!(advice.opening.is_none() && advice.values.is_empty());
        assert!(!cause.checks.is_empty(), "{}", cause.id);
    }
}

#[test]
fn every_cause_at_every_answer_leads_somewhere_and_recommends_nothing_unknown() {
    let (mut advised, mut openings, mut values, mut changed) = (0, 0, 0, 0);
    for (matrix, bare) in leaf_states() {
        let state = with(&bare, "address", "taro@sample.jp");
        for cause in embedded().causes() {
            let advice = advise(cause, &Said::default(), &CATALOGUE, &state, &HostIdn);
            let after = advice.opening.iter().flat_map(|opening| &opening.set).fold(
                state.clone(),
                |state, (key, value)| {
                    assert!(matrix.question(key).is_some(), "{}: {key}", cause.id);
                    with(&state, key, value)
                },
            );
            let then = outcome(&after);
            if let Some(opening) = &advice.opening {
                assert!(matrix.question(opening.question).is_some(), "{}: {}", cause.id, opening.question);
                assert_ne!(then.status, Status::Unavailable, "{}: {opening:?}", cause.id);
                assert!(opening.set.iter().all(|(key, value)| state.get(key) != Some(value)));
                openings += 1;
            }
            for value in &advice.values {
                assert!(cause.fields.iter().any(|(_, field)| *field == value.field));
                // What is shown is the resolver's, so an unknown value is shown as unknown.
                let now = outcome(&state);
                let known = [&then, &now].into_iter().flat_map(|it| it.incoming.iter().chain(&it.outgoing));
                let fields: Vec<_> = known.map(|server| server.field(value.field)).collect();
                assert!(fields.contains(&&value.should), "{}: {value:?}", cause.id);
                assert_ne!(value.instead_of.as_ref(), Some(&value.should));
                values += 1;
                changed += usize::from(value.instead_of.is_some());
            }
            advised += 1;
        }
    }
    println!("{advised} pieces of advice, {openings} openings, {values} values, {changed} of them change");
    assert!(openings > 0 && values > 0 && changed > 0);
}

#[test]
fn a_value_that_the_server_does_not_take_is_never_recommended_without_saying_so() {
    let mut count = 0;
    for (_, bare) in leaf_states() {
        for (cause, field, id) in [
            ("encryption-required", Field::Security, "none"),
            ("starttls-missing", Field::Security, "starttls"),
            ("apop", Field::Authentication, "password-encrypted"),
        ] {
            for value in advice(cause, &bare).values {
                let is_refused = value.field == field
                    && value.should.value.as_ref().is_some_and(|scalar| scalar.to_string() == id);
                assert_eq!(value.refused, is_refused, "{cause}: {value:?}");
                count += usize::from(is_refused);
            }
        }
    }
    assert!(count > 10, "{count}");
    let plain = state(&[("provider", "neoworks"), ("plan", "shared-standard"), ("access", "pop3")]);
    assert!(advice("encryption-required", &plain).values.iter().any(|value| value.refused));
}

#[test]
fn where_there_is_no_login_no_user_name_is_compared() {
    let state = editnet("editnet", &[("connection", "standard"), ("access", "pop3")]);
    let advice = advice("login", &state);
    let names: Vec<_> = advice.values.iter().filter(|value| value.field == Field::Username).collect();
    assert_eq!(names.len(), 1, "receiving logs in, sending does not: {:?}", rows(&advice));
}

/// A message about one side says nothing about the other, and what it says itself counts with any cause.
#[test]
fn what_a_message_says_the_server_does_not_take_is_said_beside_that_value() {
    let (encrypted, none) = ("password-encrypted", "none");
    let messages = [
        ("530 5.7.0 Must issue a STARTTLS command first", "encryption-required", none, [false, true]),
        (
            "タスク 'a - 送信中' 530 Must issue a STARTTLS command first",
            "encryption-required",
            none,
            [false, true],
        ),
        (
            "-ERR Plaintext authentication disallowed on non-secure connections",
            "encryption-required",
            none,
            [true, false],
        ),
        (
            "Encryption required for requested authentication mechanism",
            "encryption-required",
            none,
            [true, true],
        ),
        (
            "送信 (SMTP) サーバー a.example.jp が暗号化されたパスワードをサポートしていないようです。",
            "auth-method",
            encrypted,
            [false, true],
        ),
        (
            "The IMAP server a.example.jp does not seem to support encrypted passwords.",
            "auth-method",
            encrypted,
            [true, false],
        ),
        ("504 5.7.4 Unrecognized authentication type. CRAM-MD5", "auth-method", encrypted, [false, true]),
        (
            "「暗号化されたパスワード認証」に対応していないと言われました",
            "auth-method",
            encrypted,
            [true, true],
        ),
        // These ask for that method, or are about another one.
        (
            "IMAP サーバー a.example.jp が平文のパスワードを許可していません。[認証方式] を [暗号化されたパスワード認証] に変更し、再度試してください。",
            "auth-method",
            "",
            [false, false],
        ),
        ("504 Authentication mechanism NTLM not supported", "auth-method", "", [false, false]),
    ];
    for (message, cause, refused, sides) in messages {
        let said = said(embedded(), message, &HostNfkc);
        let cause = embedded().cause(cause).unwrap();
        let mut marked = [0; 2];
        for (_, state) in leaf_states() {
            for value in advise(cause, &said, &CATALOGUE, &state, &HostIdn).values {
                let side = usize::from(value.protocol == Protocol::Smtp);
                let is_that = matches!(&value.should.value, Some(Scalar::Text(id)) if id.as_ref() == refused);
                assert_eq!(value.refused, is_that && sides[side], "{message}: {value:?}");
                marked[side] += usize::from(value.refused);
            }
        }
        assert_eq!(marked.map(|count| count > 0), sides, "{message}: {marked:?}");
    }
}
