//! Which server names a certificate holds for, what the documents say about the names, and what a program shows.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::Status;
use mail_settings::mail::Security;
use mail_settings::trouble::certificate::{Expected, matches, names_expected, warning};
use mail_settings::trouble::data::Fault;
use mail_settings::trouble::embedded;
use mail_settings::trouble::presented::presented;
use support::{CATALOGUE, HostIdn, Numbers, leaf_states, outcome, state, with};

/// Server name, name in the certificate, whether it holds.
const VECTORS: [(&str, &str, bool); 66] = [
    // Equal, RFC 9525 section 6.3: whatever the case.
    ("mail.example.jp", "mail.example.jp", true),
    ("MAIL.Example.JP", "mail.example.jp", true),
    ("mail.example.jp", "MAIL.EXAMPLE.JP", true),
    ("example.jp", "example.jp", true),
    ("a.b.c.d.example.jp", "a.b.c.d.example.jp", true),
    ("mail-1.example.jp", "mail-1.example.jp", true),
    ("1.example.jp", "1.example.jp", true),
    // Other names.
    ("mail.example.jp", "pop.example.jp", false),
    ("mail.example.jp", "example.jp", false),
    ("example.jp", "mail.example.jp", false),
    ("mail.example.jp", "mail.example.com", false),
    ("mail.example.jp", "mail.example.jp.example.com", false),
    ("mail.example.jp.example.com", "mail.example.jp", false),
    ("xmail.example.jp", "mail.example.jp", false),
    ("mail.example.jp", "xmail.example.jp", false),
    ("mailexample.jp", "mail.example.jp", false),
    ("www.example.jp", "example.jp", false),
    // A wildcard is the whole left-most label.
    ("mail.example.jp", "*.example.jp", true),
    ("pop.example.jp", "*.example.jp", true),
    ("MAIL.EXAMPLE.JP", "*.Example.jp", true),
    ("mail.example.co.jp", "*.example.co.jp", true),
    ("sample.neoworks.jp", "*.neoworks.jp", true),
    // Exactly one label.
    ("example.jp", "*.example.jp", false),
    ("a.mail.example.jp", "*.example.jp", false),
    ("a.mail.example.jp", "*.mail.example.jp", true),
    (".example.jp", "*.example.jp", false),
    // Nowhere else, and never a part of a label.
    ("mail.example.jp", "mail.*.jp", false),
    ("mail.example.jp", "mail.example.*", false),
    ("mail.example.jp", "m*.example.jp", false),
    ("mail.example.jp", "*il.example.jp", false),
    ("mail.example.jp", "m*l.example.jp", false),
    ("mail.example.jp", "**.example.jp", false),
    ("mail.example.jp", "*.*.jp", false),
    ("a.b.example.jp", "*.*.example.jp", false),
    ("mail.example.jp", "*", false),
    ("mail.example.jp", "*.", false),
    ("example.jp", "*.jp", false),
    ("example.com", "*.com", false),
    ("mail.example.jp", "*example.jp", false),
    ("mail.example.jp", "*mail.example.jp", false),
    // A server name has no wildcard.
    ("*.example.jp", "*.example.jp", false),
    ("*.example.jp", "mail.example.jp", false),
    // The dot at the end of a complete name is no part of it.
    ("mail.example.jp.", "mail.example.jp", true),
    ("mail.example.jp", "mail.example.jp.", true),
    ("mail.example.jp.", "*.example.jp", true),
    ("mail.example.jp..", "mail.example.jp", false),
    // Addresses are no names.
    ("192.0.2.1", "192.0.2.1", false),
    ("192.0.2.1", "*.0.2.1", false),
    ("2001:db8::1", "2001:db8::1", false),
    ("[2001:db8::1]", "[2001:db8::1]", false),
    ("127.0.0.1", "localhost", false),
    ("localhost", "localhost", false),
    // Internationalised names as A-labels.
    ("メール.例え.jp", "xn--4dkua4c.xn--r8jz45g.jp", true),
    ("例え.jp", "xn--r8jz45g.jp", true),
    ("xn--r8jz45g.jp", "例え.jp", true),
    ("mail.例え.jp", "*.xn--r8jz45g.jp", true),
    ("mail.例え.jp", "*.例え.jp", true),
    ("例え.jp", "xn--zckzah.jp", false),
    ("xn--r8jz45g.example.jp", "*.example.jp", true),
    ("ＭＡＩＬ．ｅｘａｍｐｌｅ．ｊｐ", "mail.example.jp", true),
    ("faß.example.jp", "fass.example.jp", false),
    // What is no name at all.
    ("", "", false),
    ("mail.example.jp", "", false),
    ("", "mail.example.jp", false),
    ("mail example.jp", "mail example.jp", false),
    ("mail_1.example.jp", "mail_1.example.jp", false),
];

#[test]
fn names_match_as_rfc_9525_says() {
    let mut wrong = Vec::new();
    for (reference, presented, expected) in VECTORS {
        if matches(reference, presented, &HostIdn) != expected {
            wrong.push(format!("{reference} with {presented}: expected {expected}"));
        }
    }
    println!("{} vectors", VECTORS.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_name_holds_for_itself_and_its_wildcard_for_its_sisters_only() {
    const LABELS: [&str; 5] = ["mail", "pop", "a", "example", "xn--r8jz45g"];
    let mut numbers = Numbers::from(9525);
    for _ in 0..2_000 {
        let labels: Vec<&str> =
            (0..1 + numbers.below(4)).map(|_| LABELS[numbers.below(LABELS.len())]).collect();
        let parent = labels.join(".") + ".jp";
        let name = format!("x.{parent}");
        let wildcard = format!("*.{parent}");
        assert!(matches(&name, &name, &HostIdn), "{name}");
        assert!(matches(&name, &wildcard, &HostIdn), "{name} {wildcard}");
        assert!(!matches(&parent, &wildcard, &HostIdn), "{parent} {wildcard}");
        assert!(!matches(&format!("y.{name}"), &wildcard, &HostIdn), "y.{name} {wildcard}");
    }
}

#[track_caller]
fn names(pairs: &[(&str, &str)]) -> Vec<Expected> {
    let state = with(&state(pairs), "address", "taro@sample.jp");
    let outcome = outcome(&state);
    assert_eq!(outcome.status, Status::Answered, "{pairs:?}");
    names_expected(embedded(), &outcome, &HostIdn)
}

fn other_os(certificate: &str) -> Vec<Expected> {
    names(&[
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "other"),
        ("connection", "tls"),
        ("certificate", certificate),
        ("access", "pop3"),
    ])
}

#[test]
fn a_certificate_of_ones_own_has_the_name_of_the_server() {
    for (certificate, name) in
        [("website", "sample.jp"), ("mail-name", "mail.sample.jp"), ("pop-name", "pop.sample.jp")]
    {
        let found = other_os(certificate);
        assert_eq!(found.len(), 2, "{certificate}");
        for expected in found {
            assert_eq!(expected.name.as_deref(), Some(name), "{certificate}");
            assert_eq!(expected.fits, Some(true), "{certificate}: {expected:?}");
            assert!(expected.source.is_some());
        }
    }
}

#[test]
fn what_the_documents_do_not_say_about_a_name_stays_unknown() {
    for certificate in ["shared", "multi-domain"] {
        for expected in other_os(certificate) {
            assert_eq!((expected.name, expected.fits), (None, None), "{certificate}");
        }
    }
    let starttls = names(&[
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "centos7"),
        ("domain", "host"),
        ("certificate", "mail-name"),
        ("connection", "standard"),
        ("access", "pop3"),
    ]);
    assert_eq!(starttls.len(), 2);
    assert!(
        starttls.iter().all(|expected| expected.name.is_none() && expected.why == "certificate-starttls")
    );
}

#[test]
fn a_virtual_domain_sends_with_starttls_whose_certificate_is_not_known() {
    let found = names(&[
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "centos7"),
        ("domain", "virtual"),
        ("certificate", "pop-name"),
        ("connection", "tls"),
        ("access", "pop3"),
    ]);
    let [incoming, outgoing] = &found[..] else { panic!("{found:?}") };
    assert_eq!((incoming.name.as_deref(), incoming.fits), (Some("pop.sample.jp"), Some(true)));
    assert_eq!((outgoing.name.as_deref(), outgoing.fits, outgoing.why), (None, None, "certificate-starttls"));
}

#[test]
fn every_encrypted_server_of_every_answer_has_a_word_about_its_certificate() {
    let mut count = 0;
    for (matrix, bare) in leaf_states() {
        for state in [bare.clone(), with(&bare, "address", "taro@sample.co.jp")] {
            let outcome = outcome(&state);
            let encrypted = outcome
                .incoming
                .iter()
                .chain(outcome.outgoing.first())
                .filter(|server| server.security().is_some_and(|security| security != Security::None))
                .count();
            let found = names_expected(embedded(), &outcome, &HostIdn);
            assert_eq!(found.len(), encrypted, "{} {:?}", matrix.id(), outcome.path);
            for expected in found {
                assert!(embedded().text(expected.why).is_some(), "{}", expected.why);
                // A name that does not fit would send visitors to a server with a warning.
                assert_ne!(expected.fits, Some(false), "{} {:?}", matrix.id(), outcome.path);
                count += 1;
            }
        }
    }
    println!("{count} certificates");
}

#[test]
fn programs_with_a_known_warning_have_it_and_others_do_not() {
    for client in ["thunderbird", "outlook-2016", "outlook-2021", "apple-mail-ios", "k9"] {
        for fault in Fault::ALL {
            let shown = warning(embedded(), client, fault).unwrap_or_else(|| panic!("{client} {fault:?}"));
            assert!(shown.clients.contains(&client));
        }
    }
    assert!(warning(embedded(), "other", Fault::Name).is_none());
    assert!(warning(embedded(), "", Fault::Name).is_none());
    let known =
        CATALOGUE.clients().iter().filter(|client| warning(embedded(), client.id, Fault::Name).is_some());
    println!("{} of {} mail programs", known.count(), CATALOGUE.clients().len());
}

#[test]
fn names_are_found_in_whatever_shows_a_certificate() {
    for (text, names) in [
        ("mail.sample.jp", &["mail.sample.jp"][..]),
        (" Mail.Sample.JP. ", &["Mail.Sample.JP"]),
        ("*.sample.jp", &["*.sample.jp"]),
        ("https://mail.sample.jp", &["mail.sample.jp"]),
        ("https://mail.sample.jp:8443/webmail?a=b", &["mail.sample.jp"]),
        ("imaps://mail.sample.jp:993", &["mail.sample.jp"]),
        ("mail.sample.jp:995", &["mail.sample.jp"]),
        ("DNS名: mail.sample.jp", &["mail.sample.jp"]),
        ("DNS名：mail.sample.jp", &["mail.sample.jp"]),
        ("DNS 名 mail.sample.jp", &["mail.sample.jp"]),
        ("DNS:mail.sample.jp, DNS:*.sample.jp, IP Address:192.0.2.1", &["mail.sample.jp", "*.sample.jp"]),
        ("DNS Name=mail.sample.jp\nDNS Name=www.sample.jp", &["mail.sample.jp", "www.sample.jp"]),
        ("DNS Name=mail.sample.jpx DNS Name=MAIL.sample.jpx", &["mail.sample.jpx"]),
        ("CN=mail.sample.jp", &["mail.sample.jp"]),
        ("CN = mail.sample.jp\nOU = Domain Control Validated\nO = Amazon.com\nC = JP", &["mail.sample.jp"]),
        ("subject=C = JP, ST = Tokyo, O = Sample Co., Ltd., CN = mail.sample.jp", &["mail.sample.jp"]),
        ("subject=/C=JP/O=Sample/CN=mail.sample.jp", &["mail.sample.jp"]),
        (
            "subject=CN = mail.sample.jp\nissuer=C = US, O = Let's Encrypt, CN = ca.example.com",
            &["mail.sample.jp"],
        ),
        ("発行先: mail.sample.jp\n発行者: ca.example.com", &["mail.sample.jp"]),
        ("一般名 (CN)\tmail.sample.jp", &["mail.sample.jp"]),
        (
            "mail.sample.jp pop.sample.jp,smtp.sample.jp、imap.sample.jp",
            &["mail.sample.jp", "pop.sample.jp", "smtp.sample.jp", "imap.sample.jp"],
        ),
        ("日本語.jp", &["日本語.jp"]),
        ("URI:http://r3.o.lencr.org/", &[]),
        ("info@sample.jp", &[]),
        ("no name", &[]),
        ("m*l.sample.jp", &[]),
        ("192.0.2.1", &[]),
        ("192.0.2.1:995", &[]),
        ("2001:db8::1", &[]),
        ("[2001:db8::1]", &[]),
        ("", &[]),
    ] {
        let found = presented(text, &HostIdn);
        assert_eq!(found.names, names, "{text}");
        assert_eq!(found.has_address, text.contains("192.0.2.1") || text.contains("2001:"), "{text}");
    }
}

#[test]
fn the_address_is_asked_for_only_where_names_follow_from_it() {
    let mut asked = [0; 2];
    for (_, bare) in leaf_states() {
        let without = names_expected(embedded(), &outcome(&bare), &HostIdn);
        let addressed = outcome(&with(&bare, "address", "taro@sample.jp"));
        let filled = names_expected(embedded(), &addressed, &HostIdn);
        for (before, after) in without.iter().zip(&filled) {
            let more = before.host != after.host || before.fits != after.fits;
            assert_eq!(before.needs_address, more, "{before:?} {after:?}");
            asked[usize::from(more)] += 1;
            assert!(!after.needs_address);
        }
    }
    assert!(asked.iter().all(|count| *count > 0), "{asked:?}");
}
