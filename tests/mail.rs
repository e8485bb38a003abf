//! Addresses, host names, patterns and ports.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::mail::{
    Access, AddressError, Authentication, Certainty, EmailAddress, Hostname, HostnameError, Pattern,
    Placeholder, Protocol, Security, Settled, port_contradiction,
};
use support::HostIdn;

#[track_caller]
fn address(text: &str, expected: Result<&str, AddressError>) {
    let found = EmailAddress::parse(text, &HostIdn).map(|address| address.to_string());
    assert_eq!(found.as_deref(), expected.as_ref().map(|text| *text), "{text:?}");
}

#[track_caller]
fn host(text: &str, expected: Result<&str, HostnameError>) {
    let found = Hostname::parse(text, &HostIdn);
    assert_eq!(found.as_ref().map(Hostname::as_str), expected.as_ref().map(|text| *text), "{text:?}");
}

#[test]
fn addresses_are_read() {
    address("info@sample.jp", Ok("info@sample.jp"));
    address("  info@sample.jp\n", Ok("info@sample.jp"));
    address("\u{3000}info@sample.jp\u{3000}", Ok("info@sample.jp"));
    address("Info@SAMPLE.JP", Ok("Info@sample.jp"));
    address("taro.yamada+news@mail.sample.co.jp", Ok("taro.yamada+news@mail.sample.co.jp"));
    address("!#$%&'*+-/=?^_`{|}~@sample.jp", Ok("!#$%&'*+-/=?^_`{|}~@sample.jp"));
    address("1@1.jp", Ok("1@1.jp"));
    address("info@sample.jp.", Ok("info@sample.jp"));
    address("info@日本語.jp", Ok("info@xn--wgv71a119e.jp"));
    address("info@ＳＡＭＰＬＥ.jp", Ok("info@sample.jp"));
    address("info@bücher.example", Ok("info@xn--bcher-kva.example"));
    let local = "a".repeat(64);
    address(&format!("{local}@sample.jp"), Ok(&format!("{local}@sample.jp")));
}

#[test]
fn an_address_that_is_none_says_what_is_wrong_first() {
    use AddressError::{Domain, LocalCharacter, LocalDot, ManyAts, NoAt, NoLocal, Space, TooLong};
    address("", Err(NoAt));
    address("   ", Err(NoAt));
    address("info", Err(NoAt));
    address("info＠sample.jp", Err(NoAt));
    address("info.sample.jp", Err(NoAt));
    address("@", Err(NoLocal));
    address("@sample.jp", Err(NoLocal));
    address("info@", Err(Domain(HostnameError::Empty)));
    address("info@.", Err(Domain(HostnameError::Empty)));
    address("info@sample", Err(Domain(HostnameError::NoDot)));
    address("info@localhost", Err(Domain(HostnameError::NoDot)));
    address("a@b@sample.jp", Err(ManyAts));
    address("a@sample.jp@", Err(ManyAts));
    address("@@", Err(ManyAts));
    address("in fo@sample.jp", Err(Space));
    address("info@sam ple.jp", Err(Space));
    address("info @sample.jp", Err(Space));
    address("info\u{3000}x@sample.jp", Err(Space));
    address("info@sample.jp, b@sample.jp", Err(Space));
    address("a@sample.jp,b@sample.jp", Err(ManyAts));
    address("\"taro\"@sample.jp", Err(LocalCharacter('"')));
    address("\"ta ro\"@sample.jp", Err(Space));
    address("taro(x)@sample.jp", Err(LocalCharacter('(')));
    address("<taro@sample.jp>", Err(LocalCharacter('<')));
    address("mailto:taro@sample.jp", Err(LocalCharacter(':')));
    address("山田@sample.jp", Err(LocalCharacter('山')));
    address("ｉｎｆｏ@sample.jp", Err(LocalCharacter('ｉ')));
    address("in\u{0}fo@sample.jp", Err(LocalCharacter('\0')));
    address("in\u{200b}fo@sample.jp", Err(LocalCharacter('\u{200b}')));
    address("a\\b@sample.jp", Err(LocalCharacter('\\')));
    address(".info@sample.jp", Err(LocalDot));
    address("info.@sample.jp", Err(LocalDot));
    address("in..fo@sample.jp", Err(LocalDot));
    address(".@sample.jp", Err(LocalDot));
    address("info@sample..jp", Err(Domain(HostnameError::Malformed)));
    address("info@sample.jp..", Err(Domain(HostnameError::Malformed)));
    address("info@-sample.jp", Err(Domain(HostnameError::Malformed)));
    address("info@sample_x.jp", Err(Domain(HostnameError::Malformed)));
    address("info@[192.0.2.1]", Err(Domain(HostnameError::Malformed)));
    address("info@192.0.2.1", Err(Domain(HostnameError::Malformed)));
    address("info@sample.jp>", Err(Domain(HostnameError::Malformed)));
    address(&format!("{}@sample.jp", "a".repeat(65)), Err(TooLong));
    address(&"a".repeat(300), Err(TooLong));
    address(&format!("{}@sample.jp", "a".repeat(290)), Err(TooLong));
    address(&"@".repeat(300), Err(TooLong));
    address(&"あ".repeat(300), Err(TooLong));
}

#[test]
fn an_address_has_at_most_254_characters() {
    let label = |length: usize| "a".repeat(length);
    let domain = |last: usize| format!("{}.{}.{}.jp", label(63), label(63), label(last));
    let local = label(60);
    // 60 + 1 + (63 + 1 + 63 + 1 + 62 + 3)
    let longest = format!("{local}@{}", domain(62));
    assert_eq!(longest.len(), 254);
    address(&longest, Ok(&longest));
    address(&format!("{local}@{}", domain(63)), Err(AddressError::TooLong));
    // Short to look at, long in ASCII.
    let wide = format!("info@{}.jp", ["日本語日本語日本語日本語"; 10].join("."));
    assert!(wide.chars().count() < 254);
    address(&wide, Err(AddressError::Domain(HostnameError::TooLong)));
}

#[test]
fn host_names_are_read() {
    host("mail.sample.co.jp", Ok("mail.sample.co.jp"));
    host(" MAIL.Sample.jp. ", Ok("mail.sample.jp"));
    host("1.jp", Ok("1.jp"));
    host("a-b--c.jp", Ok("a-b--c.jp"));
    host("日本語.jp", Ok("xn--wgv71a119e.jp"));
    host("メール.日本語。ｊｐ", Ok("xn--4dkua4c.xn--wgv71a119e.jp"));
    host("xn--wgv71a119e.jp", Ok("xn--wgv71a119e.jp"));
    host("192.0.2.1.sample.jp", Ok("192.0.2.1.sample.jp"));
    let label = "a".repeat(63);
    host(&format!("{label}.jp"), Ok(&format!("{label}.jp")));
    let longest = format!("{0}.{0}.{0}.{1}", label, "a".repeat(61));
    assert_eq!(longest.len(), 253);
    host(&longest, Ok(&longest));
}

#[test]
fn a_host_name_that_is_none_says_what_is_wrong() {
    use HostnameError::{Empty, Malformed, NoDot, Space, TooLong};
    for empty in ["", " ", ".", " . ", "\u{3000}"] {
        host(empty, Err(Empty));
    }
    for space in ["mail sample.jp", "mail.sample .jp", "mail.\tsample.jp", "mail\u{3000}.jp"] {
        host(space, Err(Space));
    }
    for no_dot in ["mail", "localhost", "mail.", "a"] {
        host(no_dot, Err(NoDot));
    }
    let malformed = [
        "mail..sample.jp",
        ".sample.jp",
        "sample.jp..",
        "..",
        "-mail.jp",
        "mail-.jp",
        "mail_x.jp",
        "mail.jp:995",
        "https://sample.jp",
        "sample.jp/",
        "info@sample.jp",
        "192.0.2.1",
        "1.2",
        "[::1].jp",
        "mail,jp.jp",
        "a\u{0}.jp",
        "*.sample.jp",
        "{domain}.jp",
        "mail.sample.123",
        "\u{200b}.jp",
    ];
    for text in malformed {
        host(text, Err(Malformed));
    }
    host(&format!("{}.jp", "a".repeat(64)), Err(TooLong));
    host(&format!("{0}.{0}.{0}.{1}", "a".repeat(63), "a".repeat(62)), Err(TooLong));
    host(&"a.".repeat(10_000), Err(TooLong));
    host(&"語".repeat(254), Err(TooLong));
    host(&"語".repeat(60), Err(TooLong));
}

#[test]
fn an_address_gives_its_parts() {
    let address = EmailAddress::parse("Taro@Mail.Sample.jp", &HostIdn).unwrap();
    assert_eq!((address.local(), address.domain().as_str()), ("Taro", "mail.sample.jp"));
    assert_eq!(address.domain().first_label(), "mail");
}

#[test]
fn a_registered_port_contradicts_every_other_use_and_no_other_port_does() {
    let protocols = [Protocol::Pop3, Protocol::Imap, Protocol::Smtp];
    // RFC 1939, RFC 9051, RFC 5321 and 6409; RFC 8314 for implicit TLS.
    let fits = [
        (110, "pop3", false),
        (143, "imap", false),
        (25, "smtp", false),
        (587, "smtp", false),
        (995, "pop3", true),
        (993, "imap", true),
        (465, "smtp", true),
    ];
    let (mut count, mut contradictions) = (0, 0);
    for port in 0..=u16::MAX {
        for protocol in protocols {
            for security in Security::ALL {
                let registered = fits.iter().find(|(known, ..)| *known == port);
                let expected = registered.is_some_and(|(_, id, tls)| {
                    *id != protocol.id() || *tls != (security == Security::ImplicitTls)
                });
                assert_eq!(
                    port_contradiction(protocol, security, port),
                    expected,
                    "{port} {protocol:?} {security:?}"
                );
                count += 1;
                contradictions += usize::from(expected);
            }
        }
    }
    // Seven ports, nine uses each; implicit TLS has one that fits, the others two.
    assert_eq!(contradictions, 7 * 9 - 3 - 4 * 2);
    println!("{count} uses, {contradictions} contradictions");
}

#[test]
fn patterns_are_read_and_filled() {
    let address = EmailAddress::parse("taro@mail.sample.jp", &HostIdn).unwrap();
    for (text, filled, cuts) in [
        ("{domain}", "mail.sample.jp", false),
        ("mail.{domain}", "mail.mail.sample.jp", false),
        ("{address}", "taro@mail.sample.jp", false),
        ("{local}", "taro", false),
        ("{first-label}.neoworks.jp", "mail.neoworks.jp", true),
        ("{local}%{domain}", "taro%mail.sample.jp", false),
        ("{local}{local}", "tarotaro", false),
        ("メール-{domain}。", "メール-mail.sample.jp。", false),
    ] {
        let pattern = Pattern::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(
            (pattern.as_str(), pattern.fill(&address), pattern.cuts_domain()),
            (text, filled.to_owned(), cuts)
        );
        let again: String = pattern
            .pieces()
            .map(|(text, placeholder)| {
                let name = match placeholder {
                    None => String::new(),
                    Some(Placeholder::Domain) => "{domain}".to_owned(),
                    Some(Placeholder::Address) => "{address}".to_owned(),
                    Some(Placeholder::Local) => "{local}".to_owned(),
                    Some(Placeholder::FirstLabel) => "{first-label}".to_owned(),
                };
                format!("{text}{name}")
            })
            .collect();
        assert_eq!(again, text);
    }
}

#[test]
fn what_is_no_pattern_is_refused() {
    for text in [
        "",
        "mail.sample.jp",
        "{",
        "}",
        "{}",
        "{domain",
        "domain}",
        "{name}",
        "{Domain}",
        "{ domain }",
        "{{domain}}",
        "{domain}}",
        "}{domain}",
        "{domain}{",
        "{domain}.{x}",
        "a}b{domain}",
        "{first_label}",
    ] {
        assert_eq!(Pattern::parse(text), None, "{text:?}");
    }
}

#[test]
fn a_first_label_stands_for_the_domain_right_under_a_top_level_or_a_category() {
    for domain in
        ["sample.jp", "sample.com", "sample.tokyo", "neoworks.jp", "co.com", "1.jp", "xn--wgv71a119e.jp"]
    {
        assert_eq!(Settled::of(domain), Settled::TopLevel, "{domain}");
    }
    for category in ["ac", "ad", "co", "ed", "go", "gr", "lg", "ne", "or"] {
        assert_eq!(Settled::of(&format!("sample.{category}.jp")), Settled::Category, "{category}");
        assert_eq!(Settled::of(&format!("{category}.jp")), Settled::Deeper, "{category}.jp alone");
        assert_eq!(Settled::of(&format!("a.b.{category}.jp")), Settled::Deeper, "{category}");
        assert_eq!(Settled::of(&format!("sample.{category}.kr")), Settled::Deeper, "{category}.kr");
    }
    for domain in [
        "mail.sample.co.jp",
        "a.b.example.jp",
        "sample.tokyo.jp",
        "sample.co.uk",
        "mail.sample.com",
        "jp",
        "",
    ] {
        assert_eq!(Settled::of(domain), Settled::Deeper, "{domain}");
    }
}

#[test]
fn ids_are_read_back() {
    for access in Access::ALL {
        assert_eq!(Access::from_id(access.id()), Some(access));
        assert_eq!(Protocol::from(access).id(), access.id());
        assert_eq!(access.tls_capability(), format!("{}-tls", access.id()));
    }
    for security in Security::ALL {
        assert_eq!(Security::from_id(security.id()), Some(security));
    }
    for authentication in Authentication::ALL {
        assert_eq!(Authentication::from_id(authentication.id()), Some(authentication));
    }
    for certainty in Certainty::ALL {
        assert_eq!(Certainty::from_id(certainty.id()), Some(certainty));
    }
    assert!(Security::ALL.is_sorted(), "the weakest first");
    assert!(Certainty::ALL.is_sorted(), "the surest first");
    for unknown in ["", "TLS", "ssl", "pop", "tls "] {
        assert_eq!((Access::from_id(unknown), Security::from_id(unknown)), (None, None));
        assert_eq!((Authentication::from_id(unknown), Certainty::from_id(unknown)), (None, None));
    }
}
