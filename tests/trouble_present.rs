//! The visitor's present settings, from files and text, and what must be changed in them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{ResolvedServer, State, Status};
use mail_settings::mail::{Authentication, Certainty, Protocol, Security};
use mail_settings::matrix::{Field, Scalar};
use mail_settings::trouble::changes::{Change, Setting, Should, Verdict, changes, unchecked};
use mail_settings::trouble::present::{
    Account, LONGEST, Markup, Present, PresentServer, Read, Unreadable, Xml, read_file, read_text,
};
use support::{HostIdn, HostNfkc, HostXml, Numbers, leaf_states, line, outcome, state, with};

fn text(text: &str) -> Present {
    read(text, None).present
}

fn read(text: &str, client: Option<&str>) -> Read {
    read_text(text, client, &HostNfkc).unwrap_or_else(|unreadable| panic!("{unreadable:?}: {text}"))
}

fn file(content: &str) -> Result<Vec<Account>, Unreadable> {
    let read = |xml: &dyn Xml| read_file(content.as_bytes(), None, xml, &HostNfkc);
    let found = read(&Markup);
    assert_eq!(found, read(&HostXml), "{content}");
    found
}

#[track_caller]
fn reads(pasted: &str, incoming: &str, outgoing: &str) {
    let present = text(pasted);
    assert_eq!(
        (line(&present.incoming), line(&present.outgoing)),
        (incoming.to_owned(), outgoing.to_owned()),
        "{pasted}"
    );
}

const NOTHING: &str = "- - - - - -";

#[test]
fn japanese_lines_are_read() {
    reads("受信サーバー: mail.example.jp", "- mail.example.jp - - - -", NOTHING);
    reads("受信サーバー：mail.example.jp\nポート：995", "- mail.example.jp 995 - - -", NOTHING);
    reads("受信メールサーバー（POP3）：ｐｏｐ．example.jp", "pop3 pop.example.jp - - - -", NOTHING);
    reads("受信サーバー名 mail.example.jp", "- mail.example.jp - - - -", NOTHING);
    reads("受信サーバー\tmail.example.jp", "- mail.example.jp - - - -", NOTHING);
    reads("ｻｰﾊﾞｰ名（受信）: mail.example.jp", "- mail.example.jp - - - -", NOTHING);
    reads("送信サーバ = smtp.example.jp:587", NOTHING, "- smtp.example.jp 587 - - -");
    reads(
        "【受信メールサーバー】\nサーバー名: pop.example.jp\nポート番号: 110\n【送信メールサーバー】\nサーバー名: smtp.example.jp\nポート番号: 25",
        "- pop.example.jp 110 - - -",
        "- smtp.example.jp 25 - - -",
    );
    reads(
        "受信サーバー: mail.example.jp 995 SSL\n送信サーバー: mail.example.jp 465 SSL\nユーザー名（送受信共通）: Taro@example.jp\nパスワード: himitsu",
        "- mail.example.jp 995 tls - Taro@example.jp",
        "- mail.example.jp 465 tls - Taro@example.jp",
    );
}

#[test]
fn the_words_of_thunderbird_are_read() {
    reads(
        "サーバーの種類: POP メールサーバー\nサーバー名: mail.example.jp\nポート: 995\nユーザー名: taro\n接続の保護: SSL/TLS\n認証方式: 通常のパスワード認証\n\n送信 (SMTP) サーバー\nサーバー名: mail.example.jp\nポート番号: 587\n接続の保護: STARTTLS\n認証方式: 暗号化されたパスワード認証\nユーザー名: taro2",
        "pop3 mail.example.jp 995 tls password-cleartext taro",
        "smtp mail.example.jp 587 starttls password-encrypted taro2",
    );
    reads(
        "Server Type: IMAP Mail Server\nServer Name: mail.example.jp\nPort: 143\nUser Name: taro\nConnection security: None\nAuthentication method: Password, transmitted insecurely\nOutgoing Server (SMTP)\nServer Name: smtp.example.jp\nPort: 587\nConnection security: STARTTLS\nAuthentication method: No authentication",
        "imap mail.example.jp 143 none password-cleartext taro",
        "smtp smtp.example.jp 587 starttls none -",
    );
}

#[test]
fn a_number_beside_the_label_of_a_server_is_its_port_if_mail_goes_there() {
    let pasted = "受信メール (POP3): mail.example.jp\n送信メール (SMTP): smtp.example.jp\n受信メール サーバー\nアカウント名: taro\n\
                  サーバーのポート番号\n送信メール (SMTP): 25\n受信メール (POP3): 110";
    for client in [None, Some("outlook-express"), Some("becky"), Some("outlook-2016")] {
        let Read { present, unread } = read(pasted, client);
        assert_eq!(line(&present.incoming), "pop3 mail.example.jp 110 - - taro", "{client:?}");
        assert_eq!(present.outgoing.port, Some(25), "{client:?}");
        assert_eq!(present.outgoing.host.as_deref(), Some("smtp.example.jp"), "{client:?}");
        assert!(unread.is_empty(), "{client:?}: {unread:?}");
    }
    for odd in ["送信サーバーのタイムアウト: 60", "受信メール (POP3): あり", "受信メール (POP3): 70000"]
    {
        let read = read(&format!("受信サーバー: mail.example.jp\n{odd}"), None);
        assert_eq!((read.present.incoming.port, read.present.outgoing.port), (None, None), "{odd}");
        assert_eq!(read.unread, [odd]);
    }
}

#[test]
fn labels_and_values_may_stand_on_lines_of_their_own() {
    reads(
        "受信メールサーバー\nmail.example.jp\nポート番号\n995\n送信メールサーバー\nsmtp.example.jp\nポート番号\n465\nパスワード\nabc.example.jp",
        "- mail.example.jp 995 - - -",
        "- smtp.example.jp 465 - - -",
    );
}

#[test]
fn english_lines_are_read() {
    reads("Incoming server: imap.example.jp", "- imap.example.jp - - - -", NOTHING);
    reads("Incoming server: imap.example.jp, port 993, SSL/TLS", "- imap.example.jp 993 tls - -", NOTHING);
    reads("Port: 110 SSL", "- - 110 - - -", NOTHING);
    reads("Port: 995 SSL", "- - 995 tls - -", NOTHING);
    reads("SMTP server smtp.example.jp port 587 STARTTLS", NOTHING, "smtp smtp.example.jp 587 starttls - -");
    reads("IMAP: mail.example.jp:993 (SSL)", "imap mail.example.jp 993 tls - -", NOTHING);
    reads(
        "POP server: mail.example.jp\nUse SSL: off",
        "pop mail.example.jp - none - -".replace("pop ", "pop3 ").as_str(),
        NOTHING,
    );
    reads(
        "Incoming mail server\n  Host: mail.example.jp\n  Login: taro@example.jp\nOutgoing mail server\n  Host: smtp.example.jp\n  Port: 465",
        "- mail.example.jp - - - taro@example.jp",
        "- smtp.example.jp 465 - - -",
    );
}

#[test]
fn a_word_that_could_mean_two_things_is_settled_by_the_port_or_not_at_all() {
    for (port, word, security) in [
        (995, "SSL/TLS", "tls"),
        (587, "SSL/TLS", "tls"),
        (587, "STARTTLS", "starttls"),
        (465, "SSL", "tls"),
        (587, "SSL", "-"),
        (587, "TLS", "starttls"),
        (465, "TLS", "tls"),
        (2525, "TLS", "-"),
        (587, "なし", "none"),
        (587, "暗号化なし", "none"),
        (465, "オン", "tls"),
        (587, "on", "starttls"),
        (2525, "on", "-"),
    ] {
        let pasted = format!("送信サーバー: smtp.example.jp\nポート: {port}\n接続の保護: {word}");
        reads(&pasted, NOTHING, &format!("- smtp.example.jp {port} {security} - -"));
    }
}

#[test]
fn passwords_are_never_read() {
    const SECRET: &str = "zzz-himitsu.example.jp";
    for pasted in [
        format!("受信サーバー: mail.example.jp\nパスワード: {SECRET}"),
        format!("受信サーバー: mail.example.jp\nパスワード\n{SECRET}"),
        format!("Incoming server: mail.example.jp\nPassword: {SECRET}"),
        format!("Incoming server: mail.example.jp\nPASSWORD = {SECRET}"),
        format!("受信サーバー: mail.example.jp\nメールパスワード {SECRET}"),
        format!("受信サーバー: mail.example.jp\n暗証番号：{SECRET}"),
        format!("受信サーバー: mail.example.jp\nログインパスワード：{SECRET}"),
    ] {
        assert!(!format!("{:?}", text(&pasted)).contains("himitsu"), "{pasted}");
    }
    let profile = profile("EmailTypePOP", 995, true).replace(
        "<key>EmailAddress</key>",
        "<key>IncomingPassword</key><string>himitsu</string><key>OutgoingPassword</key><string>himitsu</string><key>EmailAddress</key>",
    );
    assert!(!format!("{:?}", file(&profile).unwrap()).contains("himitsu"));
}

fn profile(kind: &str, port: u16, ssl: bool) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
 <key>PayloadType</key><string>Configuration</string>
 <key>PayloadDisplayName</key><string>Profile</string>
 <key>PayloadContent</key><array><dict>
  <key>PayloadType</key><string>com.apple.wifi.managed</string><key>SSID_STR</key><string>x</string>
 </dict><dict>
  <key>PayloadType</key><string>com.apple.mail.managed</string>
  <key>EmailAccountType</key><string>{kind}</string>
  <key>EmailAddress</key><string>taro@example.jp</string>
  <key>IncomingMailServerAuthentication</key><string>EmailAuthPassword</string>
  <key>IncomingMailServerHostName</key><string>mail.example.jp</string>
  <key>IncomingMailServerPortNumber</key><integer>{port}</integer>
  <key>IncomingMailServerUseSSL</key><{ssl}/>
  <key>IncomingMailServerUsername</key><string>taro</string>
  <key>OutgoingMailServerAuthentication</key><string>EmailAuthNone</string>
  <key>OutgoingMailServerHostName</key><string>smtp.example.jp</string>
  <key>OutgoingMailServerPortNumber</key><integer>587</integer>
  <key>OutgoingMailServerUseSSL</key><true/>
 </dict></array>
</dict></plist>"#
    )
}

#[test]
fn apples_profiles_are_read() {
    let found = file(&profile("EmailTypePOP", 995, true)).unwrap();
    let [account] = &found[..] else { panic!("{found:?}") };
    assert_eq!(account.name.as_deref(), Some("taro@example.jp"));
    assert_eq!(line(&account.present.incoming), "pop3 mail.example.jp 995 tls password-cleartext taro");
    assert_eq!(line(&account.present.outgoing), "smtp smtp.example.jp 587 starttls none -");
    let plain = file(&profile("EmailTypeIMAP", 143, false)).unwrap();
    assert_eq!(line(&plain[0].present.incoming), "imap mail.example.jp 143 none password-cleartext taro");
    let upgraded = file(&profile("EmailTypeIMAP", 143, true)).unwrap();
    assert_eq!(upgraded[0].present.incoming.security, Some(Security::StartTls));
    let unclear = file(&profile("EmailTypeIMAP", 10143, true)).unwrap();
    assert_eq!(unclear[0].present.incoming.security, None, "the switch does not tell the kind on this port");
}

#[test]
fn autoconfigurations_are_read() {
    let found = file(
        r#"<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="example.jp">
<domain>example.jp</domain><displayName>Example</displayName>
<incomingServer type="imap"><hostname>imap.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>
<authentication>password-encrypted</authentication><authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></incomingServer>
<incomingServer type="pop3"><hostname>pop.example.jp</hostname><port>110</port><socketType>plain</socketType>
<authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username><pop3><leaveMessagesOnServer>true</leaveMessagesOnServer></pop3></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.example.jp</hostname><port>587</port><socketType>STARTTLS</socketType>
<authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>"#,
    )
    .unwrap();
    let lines: Vec<(String, String)> =
        found.iter().map(|it| (line(&it.present.incoming), line(&it.present.outgoing))).collect();
    let outgoing = "smtp smtp.example.jp 587 starttls password-cleartext {address}";
    assert_eq!(
        lines,
        [
            ("imap imap.{domain} 993 tls password-encrypted {address}".to_owned(), outgoing.to_owned()),
            ("pop3 pop.example.jp 110 none password-cleartext {local}".to_owned(), outgoing.to_owned()),
        ]
    );
    assert!(found.iter().all(|it| it.name.as_deref() == Some("Example")));
}

#[test]
fn settings_files_of_k9_are_read() {
    let account = |name: &str, kind: &str, security: &str| {
        format!(
            r#"<account uuid="x"><name>{name}</name><settings><value key="a">b</value></settings>
<incoming-server type="{kind}"><host>mail.example.jp</host><port>995</port><connection-security>{security}</connection-security><authentication-type>CRAM_MD5</authentication-type><username>taro</username><password>himitsu</password></incoming-server>
<outgoing-server type="SMTP"><host>smtp.example.jp</host><port>465</port><connection-security>SSL_TLS_REQUIRED</connection-security><authentication-type>PLAIN</authentication-type><username>taro</username></outgoing-server>
<identities><identity><name>Taro</name><email>taro@example.jp</email></identity></identities></account>"#
        )
    };
    let accounts = account("one", "POP3", "SSL_TLS_REQUIRED") + &account("two", "IMAP", "NONE");
    let found = file(&format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><k9settings version="99" format="1"><global/><accounts>{accounts}</accounts></k9settings>"#
    ))
    .unwrap();
    let lines: Vec<(&str, String, String)> = found
        .iter()
        .map(|it| (it.name.as_deref().unwrap(), line(&it.present.incoming), line(&it.present.outgoing)))
        .collect();
    let outgoing = "smtp smtp.example.jp 465 tls password-cleartext taro".to_owned();
    assert_eq!(
        lines,
        [
            ("one", "pop3 mail.example.jp 995 tls password-encrypted taro".to_owned(), outgoing.clone()),
            ("two", "imap mail.example.jp 995 none password-encrypted taro".to_owned(), outgoing),
        ]
    );
}

#[test]
fn text_files_are_read_as_text() {
    let found = file("\u{feff}受信サーバー: mail.example.jp").unwrap();
    assert_eq!(line(&found[0].present.incoming), "- mail.example.jp - - - -");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    let refused =
        |bytes: &[u8], why| assert_eq!(read_file(bytes, None, &HostXml, &HostNfkc), Err(why), "{why:?}");
    refused(b"", Unreadable::Empty);
    refused(b" \r\n", Unreadable::Empty);
    refused(&vec![b'x'; LONGEST + 1], Unreadable::TooLong);
    refused(b"bplist00\xd4\x01\x02", Unreadable::BinaryPlist);
    refused(b"\x30\x82\x0a\x00\x06\x09\x2a\x86\x48", Unreadable::Signed);
    refused(b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7", Unreadable::Signed);
    refused(b"\x89PNG\r\n\x1a\n", Unreadable::Binary);
    refused(b"\xff\xfe<\x00p\x00", Unreadable::Binary);
    refused(b"a\0b", Unreadable::Binary);
    refused(b"<plist><dict>", Unreadable::BrokenXml);
    refused(b"<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY a \"b\">]><plist/>", Unreadable::Entities);
    refused(b"<html><body/></html>", Unreadable::OtherXml);
    refused(
        b"<plist version=\"1.0\"><dict><key>a</key><string>b</string></dict></plist>",
        Unreadable::NoSettings,
    );
    refused(b"<clientConfig/>", Unreadable::NoSettings);
    refused(b"<k9settings/>", Unreadable::NoSettings);
    refused("こんにちは".as_bytes(), Unreadable::NoSettings);
    refused(b"0123", Unreadable::NoSettings);
}

#[test]
fn typed_fields_are_taken_if_they_can_be_values() {
    let mut server = PresentServer::default();
    for (field, good, bad) in [
        (Field::Host, "mail.example.jp", "a\u{7}b"),
        (Field::Port, "995", "70000"),
        (Field::Security, "tls", "SSL"),
        (Field::Authentication, "password-cleartext", "password"),
        (Field::Username, "taro", "ta\nro"),
    ] {
        assert!(server.set(field, good), "{field:?} {good}");
        let before = server.clone();
        assert!(!server.set(field, bad), "{field:?} {bad}");
        assert_eq!(server, before);
    }
    assert!(!server.set(Field::Port, "0") && !server.set(Field::Port, "-1"));
    assert_eq!(line(&server), "- mail.example.jp 995 tls password-cleartext taro");
    for field in Field::ALL {
        assert!(server.set(field, " "));
    }
    assert!(server.is_empty());
}

// What must be changed.

/// The settings that an answer describes.
fn as_answered(server: &ResolvedServer) -> PresentServer {
    let text = |field: Field| match &server.field(field).value {
        Some(Scalar::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    PresentServer {
        protocol: Some(server.protocol),
        host: text(Field::Host),
        port: match server.port.value {
            Some(Scalar::Port(port)) => Some(port),
            _ => None,
        },
        security: server.security(),
        authentication: server.authentication(),
        username: text(Field::Username),
        ..PresentServer::default()
    }
}

fn addressed(bare: &State) -> State {
    with(bare, "address", "taro@sample.jp")
}

#[test]
fn settings_that_agree_with_the_answer_need_no_change() {
    let mut count = 0;
    for (_, bare) in leaf_states() {
        let outcome = outcome(&addressed(&bare));
        for outgoing in &outcome.outgoing {
            let mut present = Present { outgoing: as_answered(outgoing), ..Present::default() };
            if let Some(incoming) = &outcome.incoming {
                present.incoming = as_answered(incoming);
            }
            let found = changes(&present, &outcome, &HostIdn);
            assert!(found.is_empty(), "{:?}: {found:#?}", outcome.path);
            for server in [&mut present.incoming, &mut present.outgoing] {
                server.host = server.host.as_ref().map(|host| host.to_uppercase() + ".");
            }
            assert!(
                changes(&present, &outcome, &HostIdn).is_empty(),
                "capitals and the last dot do not count"
            );
            count += 1;
        }
    }
    println!("{count} settings");
}

#[test]
fn each_field_that_differs_is_named_and_no_other() {
    let mut count = [0; 3];
    for (_, bare) in leaf_states() {
        for state in [bare.clone(), addressed(&bare)] {
            let outcome = outcome(&state);
            if outcome.status != Status::Answered {
                continue;
            }
            let servers = outcome.incoming.iter().chain(outcome.outgoing.first());
            for server in servers {
                for field in server.shown_fields() {
                    let mut now = as_answered(server);
                    let wrong = match field {
                        Field::Host => "wrong.example.org",
                        Field::Username => "wrong",
                        Field::Port => "60000",
                        Field::Security if now.security == Some(Security::None) => "tls",
                        Field::Security => "none",
                        Field::Authentication
                            if now.authentication == Some(Authentication::PasswordCleartext) =>
                        {
                            "password-encrypted"
                        }
                        Field::Authentication => "password-cleartext",
                    };
                    assert!(now.set(field, wrong));
                    let is_outgoing = server.protocol == Protocol::Smtp;
                    let present = if is_outgoing {
                        Present { outgoing: now, ..Present::default() }
                    } else {
                        Present { incoming: now, ..Present::default() }
                    };
                    let found = changes(&present, &outcome, &HostIdn);
                    let [change] = &found[..] else { panic!("{field:?} {:?}: {found:#?}", outcome.path) };
                    assert_eq!((change.protocol, change.setting), (server.protocol, Setting::Field(field)));
                    assert_eq!(change.now.to_string(), wrong);
                    let Should::Value(should) = &change.should else { panic!("{change:?}") };
                    assert_eq!(should, server.field(field));
                    match change.verdict {
                        Verdict::Change => {
                            assert!(should.value.is_some(), "an unknown value is recommended: {change:?}");
                            count[0] += 1;
                        }
                        Verdict::Confirm => count[1] += 1,
                        Verdict::Unknown => {
                            assert!(should.value.is_none(), "{change:?}");
                            count[2] += 1;
                        }
                    }
                }
            }
        }
    }
    println!("{} to change, {} to confirm, {} unknown", count[0], count[1], count[2]);
    assert!(count.iter().all(|count| *count > 0));
}

#[track_caller]
fn found(pairs: &[(&str, &str)], pasted: &str) -> Vec<Change> {
    let outcome = outcome(&addressed(&state(pairs)));
    assert_eq!(outcome.status, Status::Answered);
    changes(&text(pasted), &outcome, &HostIdn)
}

const EDITNET: [(&str, &str); 6] = [
    ("provider", "editnet"),
    ("plan", "mail-account"),
    ("network", "other"),
    ("op25b", "yes"),
    ("connection", "tls"),
    ("access", "pop3"),
];

/// Protocol, field, present value, value it should have, verdict.
fn rows(changes: &[Change]) -> Vec<String> {
    let row = |change: &Change| {
        let what = match change.setting {
            Setting::Protocol => "protocol",
            Setting::Field(field) => field.id(),
        };
        let should = match &change.should {
            Should::Protocol(protocol) => protocol.id().to_owned(),
            Should::Value(value) => value.value.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string),
        };
        format!("{} {what} {} {should} {:?}", change.protocol.id(), change.now, change.verdict)
    };
    changes.iter().map(row).collect()
}

#[test]
fn an_old_account_behind_op25b_gets_the_new_port() {
    let found = found(
        &EDITNET,
        "受信サーバー: mx.edit.ne.jp\nポート: 110\n接続の保護: なし\n送信サーバー: mx.edit.ne.jp\nポート: 25\n接続の保護: なし\n認証方式: なし",
    );
    assert_eq!(
        rows(&found),
        [
            "pop3 port 110 995 Change",
            "pop3 security none tls Change",
            "smtp port 25 465 Change",
            "smtp security none tls Change",
            "smtp authentication none password-cleartext Change",
        ]
    );
}

#[test]
fn a_submission_server_that_the_answer_also_offers_is_right() {
    let found = found(&EDITNET, "送信サーバー: mx.edit.ne.jp\nポート: 587\n接続の保護: STARTTLS");
    assert_eq!(rows(&found), [""; 0]);
}

#[test]
fn imap_where_pop_is_the_answer_is_the_first_change() {
    let found = found(&EDITNET, "IMAP サーバー: mx.edit.ne.jp\nポート: 143");
    assert_eq!(rows(&found), ["pop3 protocol imap pop3 Change", "pop3 port 143 995 Change"]);
}

#[test]
fn what_another_document_gives_is_to_be_confirmed() {
    let centos = [
        ("provider", "neoworks"),
        ("plan", "maintenance"),
        ("os", "centos7"),
        ("domain", "host"),
        ("certificate", "none"),
        ("access", "pop3"),
    ];
    let found =
        found(&centos, "受信サーバー: sample.jp\nユーザー名: taro@sample.jp\nポート: 110\n接続の保護: なし");
    assert_eq!(
        rows(&found),
        [
            "pop3 host sample.jp mail.sample.jp Confirm",
            "pop3 security none starttls Confirm",
            "pop3 username taro@sample.jp taro Confirm",
        ]
    );
}

#[test]
fn what_no_document_gives_is_not_recommended() {
    let sppd =
        [("provider", "sppd"), ("plan", "windows-dedicated"), ("connection", "tls"), ("access", "pop3")];
    let found = found(&sppd, "受信サーバー: mail.example.jp\nポート: 110\nユーザー名: taro");
    assert_eq!(
        rows(&found),
        ["pop3 host mail.example.jp ? Unknown", "pop3 port 110 ? Unknown", "pop3 username taro ? Unknown"]
    );
    for change in found {
        let Should::Value(value) = &change.should else { panic!("{change:?}") };
        assert!(matches!(value.certainty, Certainty::FromNotice | Certainty::Unstated));
        assert!(change.why().is_some());
    }
}

#[test]
fn of_two_ways_to_send_the_one_is_advised_that_the_program_can_go() {
    for (client, expected) in [
        ("cybozu-mail-sharing", &["smtp port 587 465 Change", "smtp security none tls Change"][..]),
        ("thunderbird", &["smtp security none starttls Change"][..]),
    ] {
        let state = with(&addressed(&state(&EDITNET)), "client", client);
        let outcome = outcome(&state);
        assert!(outcome.outgoing.len() > 1, "{client}");
        let mut present = Present::default();
        (present.outgoing.port, present.outgoing.security) = (Some(587), Some(Security::None));
        assert_eq!(rows(&changes(&present, &outcome, &HostIdn)), expected, "{client}");
        // What works is left alone.
        present.outgoing.security = Some(Security::StartTls);
        assert_eq!(rows(&changes(&present, &outcome, &HostIdn)), [""; 0], "{client}");
    }
}

#[test]
fn placeholders_fit_the_patterns_behind_the_values() {
    let shared = [("provider", "neoworks"), ("plan", "shared-standard"), ("access", "pop3")];
    for state in [state(&shared), addressed(&state(&shared))] {
        let mut present = Present::default();
        present.incoming.host = Some("mail.{domain}".to_owned());
        present.incoming.username = Some("{address}".to_owned());
        assert_eq!(changes(&present, &outcome(&state), &HostIdn), []);
        present.incoming.username = Some("{local}".to_owned());
        assert_eq!(changes(&present, &outcome(&state), &HostIdn).len(), 1);
    }
}

#[test]
fn what_was_not_entered_is_said_not_to_be_compared() {
    let outcome = outcome(&addressed(&state(&EDITNET)));
    let missing = unchecked(&text("受信サーバー: mx.edit.ne.jp"), &outcome, &HostIdn);
    let expected = [Field::Port, Field::Security, Field::Authentication, Field::Username];
    assert_eq!(missing, expected.map(|field| (Protocol::Pop3, field)));
    assert_eq!(unchecked(&Present::default(), &outcome, &HostIdn), []);
}

#[test]
fn without_an_answer_nothing_is_compared() {
    let asking = outcome(&state(&[("provider", "editnet")]));
    let present = text("受信サーバー: mail.example.jp");
    assert_eq!(changes(&present, &asking, &HostIdn), []);
    assert_eq!(unchecked(&present, &asking, &HostIdn), []);
}

#[test]
fn nothing_that_is_pasted_or_dropped_ends_the_page() {
    const PIECES: [&str; 48] = [
        "受信",
        "送信",
        "サーバー",
        "ポート",
        "ユーザー名",
        "パスワード",
        "接続の保護",
        "認証方式",
        ":",
        "：",
        "=",
        "\t",
        " ",
        "\n",
        "\r\n",
        "mail.example.jp",
        "mail.",
        ".jp",
        "995",
        "65536",
        "0",
        "SSL/TLS",
        "なし",
        "IMAP",
        "SMTP",
        "<",
        ">",
        "</",
        "/>",
        "<plist>",
        "<dict>",
        "</dict>",
        "<key>",
        "</key>",
        "IncomingMailServerPortNumber",
        "<integer>",
        "<clientConfig>",
        "<incomingServer type=\"imap\">",
        "<k9settings>",
        "<account>",
        "&amp;",
        "&",
        "\"",
        "→",
        "𠮷",
        "\u{0}",
        "｡",
        "ﾟ",
    ];
    let mut numbers = Numbers::from(4);
    let mut read = 0;
    for _ in 0..20_000 {
        let count = numbers.below(40);
        let content: String = (0..count).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        read +=
            usize::from(file(&content).is_ok()) + usize::from(read_text(&content, None, &HostNfkc).is_ok());
    }
    println!("{read} with settings");
    for piece in PIECES {
        let _ = file(&piece.repeat(LONGEST / piece.len()));
    }
    // Deep rather than long.
    for (start, open, close, end) in [
        ("", "<plist>", "</plist>", ""),
        ("<plist>", "<dict>", "</dict>", "</plist>"),
        ("<k9settings>", "<account>", "</account>", "</k9settings>"),
        ("<clientConfig>", "<incomingServer>", "</incomingServer>", "</clientConfig>"),
    ] {
        let count = 2_000;
        let _ = file(&(start.to_owned() + &open.repeat(count) + &close.repeat(count) + end));
    }
    let mut bytes = vec![0_u8; 4096];
    for _ in 0..2_000 {
        bytes.iter_mut().for_each(|byte| *byte = u8::try_from(numbers.below(256)).unwrap());
        let _ = read_file(&bytes, None, &HostXml, &HostNfkc);
    }
}

/// Both readers of XML, on texts that are right and texts that are not.
#[test]
fn markup_is_read_as_another_reader_does() {
    let texts = [
        "<a/>",
        "<a></a>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"x.dtd\">\n<!-- b --><a b='1' c = \"2\">t<d/>u</a>\n<!-- e -->",
        "<a><![CDATA[<b> & ]]></a>",
        "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x3042;</a>",
        "<x:a xmlns:x=\"y\" x:b=\"&quot;\"><x:c>サーバー</x:c></x:a >",
        "<a>\n<b><c>1</c></b>\n<b>2</b></a>",
        // Mistakes.
        "",
        "text",
        "<a>",
        "<a></b>",
        "<a><b></a></b>",
        "<a/><b/>",
        "<a/>text",
        "</a>",
        "<a b=1/>",
        "<a b/>",
        "<a b='1'c='2'/>",
        "<a b='<'/>",
        "<a>&nbsp;</a>",
        "<a>&lt</a>",
        "<a>&#0;</a>",
        "<a>\u{1}</a>",
        "<a",
        "<a b='",
        "<1/>",
        "< a/>",
        "<!-- a",
        "<a><![CDATA[</a>",
        "<a><!DOCTYPE a></a>",
        "<?xml",
    ];
    let mut right = 0;
    for text in texts {
        let (own, other) = (Markup.nodes(text), HostXml.nodes(text));
        right += usize::from(own.is_some());
        assert_eq!(own, other, "{text}");
    }
    assert_eq!(right, 7);
}
