//! Pasted headers: who handed the mail over, with a log-in or without, over TLS or not, and what stays unknown.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::trouble::received::{
    Hop, Keyword, LONGEST, Obsolete, Reading, Route, Shown, TlsVersion, Told, Unreadable, read,
};
use serde_json::Value;
use support::{Numbers, content};

fn corpus() -> Vec<Value> {
    serde_json::from_str(&content("tests/corpus/received.json")).unwrap()
}

fn lines(case: &Value) -> Vec<&str> {
    case["header"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect()
}

const fn told(told: Told) -> &'static str {
    match told {
        Told::Yes => "yes",
        Told::No => "no",
        Told::Unknown => "unknown",
    }
}

const fn route(route: Route) -> &'static str {
    match route {
        Route::Smtp => "smtp",
        Route::Web => "web",
        Route::Within => "within",
    }
}

/// Where a reading differs from what a case expects.
fn differences(expect: &Value, reading: &Reading) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: Value, actual: Value| {
        if expected != actual {
            found.push(format!("{what}: expected {expected}, found {actual}"));
        }
    };
    if let Some(hops) = expect.get("hops") {
        compare("hops", hops.clone(), reading.hops.len().into());
    }
    let Some(hop) = reading.submission() else {
        compare("submission", expect["by"].clone(), Value::Null);
        return found;
    };
    compare("by", expect["by"].clone(), hop.by.as_str().into());
    compare("authenticated", expect["authenticated"].clone(), told(hop.authenticated).into());
    compare("encrypted", expect["encrypted"].clone(), told(hop.encrypted).into());
    compare("version", expect["version"].clone(), hop.version.map(TlsVersion::name).into());
    compare("cipher", expect["cipher"].clone(), hop.cipher.clone().into());
    compare("bits", expect["bits"].clone(), hop.bits.into());
    let obsolete: Vec<&str> = hop.obsolete.iter().map(|kind| kind.id()).collect();
    compare(
        "obsolete",
        expect.get("obsolete").cloned().unwrap_or_else(|| Vec::<Value>::new().into()),
        obsolete.into(),
    );
    compare("route", expect.get("route").cloned().unwrap_or_else(|| "smtp".into()), route(hop.route).into());
    compare("local", expect.get("local").cloned().unwrap_or_else(|| false.into()), hop.is_local.into());
    if let Some(from) = expect.get("from") {
        compare("from", from.clone(), hop.from.as_str().into());
    }
    found
}

#[test]
fn every_header_of_the_corpus_is_read_as_labelled() {
    let cases = corpus();
    assert!(cases.len() >= 60, "{} headers", cases.len());
    let mut failures = Vec::new();
    for case in &cases {
        match read(&lines(case).join("\n")) {
            Ok(reading) => {
                let found = differences(&case["expect"], &reading);
                failures.extend(found.into_iter().map(|found| format!("{}: {found}", case["id"])));
            }
            Err(unreadable) => failures.push(format!("{}: {unreadable:?}", case["id"])),
        }
    }
    println!("{} headers", cases.len());
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn folding_line_ends_and_indentation_make_no_difference() {
    let mut count = 0;
    for case in corpus() {
        let lines = lines(&case);
        let folded = lines.join("\n");
        let mut forms = vec![
            lines.join("\r\n"),
            format!("\r\n\r\n{}\r\n", lines.join("\r\n")),
            lines.join("\r"),
            lines.iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"),
        ];
        // Joined into one line each, and cut anew.
        let joined = folded.lines().fold(String::new(), |text, line| {
            let gap = if line.starts_with([' ', '\t']) && !text.is_empty() { " " } else { "\n" };
            text + gap + line.trim()
        });
        forms.push(joined.clone());
        forms.push(joined.replace("; ", ";\r\n\t").replace(" by ", "\r\n by "));
        // Every line end doubled; below another field an empty line would end the header.
        if joined.lines().all(|line| line.is_empty() || line.to_lowercase().starts_with("received:")) {
            forms.push(joined.replace(" by ", "\n\n by ").replace("; ", ";\n\n\t"));
        }
        for form in forms {
            let found = differences(&case["expect"], &read(&form).unwrap());
            assert!(found.is_empty(), "{}: {found:?}\n{form}", case["id"]);
            count += 1;
        }
    }
    println!("{count} forms");
}

#[test]
fn whatever_is_said_to_be_so_has_its_evidence() {
    let mut count = 0;
    for case in corpus() {
        for hop in read(&lines(&case).join("\n")).unwrap().hops {
            let shows = |shown| hop.evidence.iter().any(|evidence| evidence.shown == shown);
            assert_eq!(
                hop.authenticated != Told::Unknown,
                shows(Shown::Authentication),
                "{}: {hop:?}",
                case["id"]
            );
            assert_eq!(hop.encrypted != Told::Unknown, shows(Shown::Encryption), "{}: {hop:?}", case["id"]);
            assert!(hop.evidence.iter().all(|evidence| !evidence.text.is_empty()));
            assert!(hop.version.is_none() || hop.encrypted == Told::Yes);
            count += 1;
        }
    }
    println!("{count} hops");
}

#[test]
fn the_keywords_of_the_rfcs_are_known() {
    for (word, rfc, encrypted, authenticated, delivery) in [
        ("SMTP", Some(5321), false, false, false),
        ("ESMTP", Some(5321), false, false, false),
        ("ESMTPA", Some(3848), false, true, false),
        ("ESMTPS", Some(3848), true, false, false),
        ("ESMTPSA", Some(3848), true, true, false),
        ("LMTP", Some(3848), false, false, true),
        ("LMTPA", Some(3848), false, true, true),
        ("LMTPS", Some(3848), true, false, true),
        ("LMTPSA", Some(3848), true, true, true),
        ("UTF8SMTP", Some(6531), false, false, false),
        ("UTF8SMTPA", Some(6531), false, true, false),
        ("UTF8SMTPS", Some(6531), true, false, false),
        ("UTF8SMTPSA", Some(6531), true, true, false),
        ("UTF8LMTP", Some(6531), false, false, true),
        ("UTF8LMTPSA", Some(6531), true, true, true),
        ("SMTPS", None, true, false, false),
        ("asmtp", None, false, true, false),
    ] {
        let expected = Keyword { rfc, authenticated, encrypted, delivery };
        assert_eq!(Keyword::parse(word), Some(expected), "{word}");
        assert_eq!(Keyword::parse(&word.to_lowercase()), Some(expected), "{word}");
    }
    for word in ["", "E", "ESMTPX", "ESMTPAS", "HTTP", "Microsoft", "SMTPD", "MTP", "UTF8"] {
        assert_eq!(Keyword::parse(word), None, "{word}");
    }
}

#[test]
fn versions_are_read_as_servers_write_them() {
    for (word, version) in [
        ("SSLv2", Some(TlsVersion::Ssl2)),
        ("SSLv3", Some(TlsVersion::Ssl3)),
        ("SSL3.0", Some(TlsVersion::Ssl3)),
        ("TLSv1", Some(TlsVersion::Tls10)),
        ("TLS1.0", Some(TlsVersion::Tls10)),
        ("TLS1_0", Some(TlsVersion::Tls10)),
        ("TLSv1.0", Some(TlsVersion::Tls10)),
        ("TLSv1.1", Some(TlsVersion::Tls11)),
        ("TLS1_1", Some(TlsVersion::Tls11)),
        ("TLSv1.2", Some(TlsVersion::Tls12)),
        ("TLS1_2", Some(TlsVersion::Tls12)),
        ("TLS-1.2", Some(TlsVersion::Tls12)),
        ("tls1.3", Some(TlsVersion::Tls13)),
        ("TLS1_3", Some(TlsVersion::Tls13)),
        ("TLSv1/SSLv3", Some(TlsVersion::Unclear)),
        ("TLS", None),
        ("TLSv2", None),
        ("TLSv1.4", None),
        ("TLS_AES_256_GCM_SHA384", None),
        ("1.2", None),
        ("", None),
    ] {
        assert_eq!(TlsVersion::parse(word), version, "{word}");
    }
    for version in [TlsVersion::Ssl2, TlsVersion::Ssl3, TlsVersion::Tls10, TlsVersion::Tls11] {
        assert!(version.is_obsolete() && version.rfc().is_some());
    }
    for version in [TlsVersion::Unclear, TlsVersion::Tls12, TlsVersion::Tls13] {
        assert!(!version.is_obsolete() && version.rfc().is_none());
    }
}

#[test]
fn the_corpus_shows_every_obsolete_thing_and_every_answer() {
    let hops: Vec<Hop> =
        corpus().iter().flat_map(|case| read(&lines(case).join("\n")).unwrap().hops).collect();
    for kind in Obsolete::ALL {
        assert!(hops.iter().any(|hop| hop.obsolete.contains(&kind)), "{kind:?}");
    }
    for told in [Told::Yes, Told::No, Told::Unknown] {
        assert!(hops.iter().any(|hop| hop.authenticated == told), "{told:?}");
        assert!(hops.iter().any(|hop| hop.encrypted == told), "{told:?}");
    }
}

#[track_caller]
fn refused(text: &str, why: Unreadable) {
    assert_eq!(read(text).map(|reading| reading.hops.len()), Err(why));
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    refused("", Unreadable::Empty);
    refused(" \r\n\t", Unreadable::Empty);
    refused("Subject: hello", Unreadable::NoReceived);
    refused("受信できません", Unreadable::NoReceived);
    refused("Received:", Unreadable::NoReceived);
    refused("Received: yesterday", Unreadable::NoReceived);
    refused(
        "X-Received: by 192.0.2.1 with SMTP id 1; Mon, 6 Jan 2020 10:00:00 +0900",
        Unreadable::NoReceived,
    );
    refused("from here to there", Unreadable::NoReceived);
    refused(&"x".repeat(LONGEST + 1), Unreadable::TooLong);
}

#[test]
fn the_earliest_hop_counts_however_many_there_are() {
    let top = "Received: from a.example by b.example with ESMTPS id 1; Mon, 6 Jan 2020 10:00:00 +0900\n";
    let last = "Received: from pc by mail.example.jp with ESMTPSA id 2; Mon, 6 Jan 2020 10:00:00 +0900\n";
    let reading = read(&(top.repeat(5_000) + last)).unwrap();
    assert_eq!(reading.submission().unwrap().by, "mail.example.jp");
    assert!(reading.hops.len() <= 100);
}

#[test]
fn nothing_that_is_pasted_ends_the_page() {
    const PIECES: [&str; 40] = [
        "Received:",
        "received: ",
        "from ",
        " by ",
        " with ",
        " id ",
        " for ",
        " via ",
        ";",
        "(",
        ")",
        "((",
        "\\",
        "\"",
        "\r\n\t",
        "\n",
        "\r",
        " ",
        "\t",
        "> ",
        "ESMTPSA",
        "SMTP",
        "TLS",
        "TLSv1.2",
        "cipher=",
        "bits=",
        "/",
        "=",
        ":",
        "authenticated",
        "@",
        "127.0.0.1",
        "受信",
        "𠮷",
        "é",
        "\u{0}",
        "\u{feff}",
        "AES256-SHA",
        "-",
        "invoked",
    ];
    let mut numbers = Numbers::from(20);
    for _ in 0..20_000 {
        let count = numbers.below(40);
        let text: String = (0..count).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let _ = read(&text);
    }
    for piece in PIECES {
        let _ = read(&piece.repeat(LONGEST / piece.len()));
        let _ = read(&("Received: from ".to_owned() + &piece.repeat((LONGEST - 15) / piece.len())));
    }
    let mut text = String::with_capacity(LONGEST);
    while text.len() < LONGEST - 16 {
        text.push_str(PIECES[numbers.below(PIECES.len())]);
    }
    let _ = read(&text);
}
