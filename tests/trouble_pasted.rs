//! Settings as customers copy them: several fields on a line, boxes, tables, notices, letters.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::mail::Security;
use mail_settings::trouble::present::{PresentServer, read_text};
use support::{HostNfkc, line};

/// What is read, with each of these programs chosen; an empty one for none.
#[track_caller]
fn reads(clients: &[&str], pasted: &str, incoming: &str, outgoing: &str) {
    for client in clients {
        let client = Some(*client).filter(|client| !client.is_empty());
        let read = read_text(pasted, client, &HostNfkc).unwrap_or_else(|why| panic!("{why:?}: {pasted}"));
        let found = (line(&read.present.incoming), line(&read.present.outgoing));
        assert_eq!(
            found,
            (incoming.to_owned(), outgoing.to_owned()),
            "{client:?}\n{pasted}\n{:?}",
            read.unread
        );
    }
}

#[test]
fn a_box_behind_a_value_is_one_of_its_own() {
    for [off, on] in [["□", "☑"], ["☐ ", "☑ "], ["[ ]", "[x]"], ["[ ] ", "[X] "]] {
        let pasted = |mark: &str| {
            format!(
                "POP3サーバー(受信): mx.edit.ne.jp {mark}POP3S\nSMTPサーバー(送信): mx.edit.ne.jp {mark}SMTPS"
            )
        };
        reads(&["becky", ""], &pasted(off), "pop3 mx.edit.ne.jp - none - -", "smtp mx.edit.ne.jp - none - -");
        // In Becky!, whose words these are, the port tells which protection it is.
        for client in [Some("becky"), None] {
            let read = read_text(&pasted(on), client, &HostNfkc).unwrap();
            assert!(read.present.incoming.encrypts && read.present.outgoing.encrypts, "{on}");
        }
    }
    reads(
        &["becky", "", "thunderbird"],
        "POPサーバー: mail.example.jp ポート: 110 □TLS/SSLを使用",
        "pop3 mail.example.jp 110 none - -",
        "- - - - - -",
    );
}

#[test]
fn boxes_beside_each_other_are_told_apart() {
    for pasted in [
        "POPサーバー: mail.example.jp\nSMTPサーバー: mail.example.jp\n☑ SSL(POP3S)を使う □ SSL(SMTPS)を使う",
        "POPサーバー: mail.example.jp\nSMTPサーバー: mail.example.jp\n☑POP3S(995) □SMTPS(25)",
        "POPサーバー: mail.example.jp\nSMTPサーバー: mail.example.jp\nPOP3S ☑ SMTPS ☐",
        "☑POP3S □SMTPS ポート POP3 995 SMTP 25\nPOPサーバー: mail.example.jp\nSMTPサーバー: mail.example.jp",
    ] {
        let read = read_text(pasted, None, &HostNfkc).unwrap().present;
        let is_on =
            |server: &PresentServer| server.encrypts || server.security == Some(Security::ImplicitTls);
        assert!(is_on(&read.incoming), "{pasted}: {read:?}");
        assert_eq!(read.outgoing.security, Some(Security::None), "{pasted}");
    }
    for client in ["becky", ""] {
        reads(
            &[client],
            "SMTPサーバー: mail.example.jp\nSMTP認証\n□ CRAM-MD5\n□ LOGIN\n☑ PLAIN\nユーザーID: taro",
            "- - - - - -",
            "smtp mail.example.jp - - password-cleartext taro",
        );
    }
}

#[test]
fn what_may_be_a_choice_is_not_guessed() {
    for protection in ["SSL/TLS / STARTTLS", "SSL/TLS/STARTTLS", "なし/STARTTLS"] {
        reads(
            &["thunderbird", ""],
            &format!("受信サーバー: mail.example.jp\n接続の保護: {protection}"),
            "- mail.example.jp - - - -",
            "- - - - - -",
        );
    }
    reads(
        &["thunderbird", ""],
        "受信サーバー: mail.example.jp\n送信サーバー: mail.example.jp\nポート: 110/587",
        "- mail.example.jp 110 - - -",
        "- mail.example.jp 587 - - -",
    );
    reads(
        &["outlook-365", ""],
        "受信メール\nサーバー mail.example.jp\nポート 110\n暗号化方法 なし",
        "- mail.example.jp 110 none - -",
        "- - - - - -",
    );
}

#[test]
fn a_box_said_to_be_off_protects_nothing() {
    for off in
        ["POP3S チェックなし", "POP3S: オフ", "SSLを使わない", "SSL: 使用しない", "(SSLなし)", "SSL/TLS: off"]
    {
        reads(
            &[""],
            &format!("受信サーバー: mail.example.jp\n{off}"),
            &format!("{} mail.example.jp - none - -", if off.contains("POP") { "pop3" } else { "-" }),
            "- - - - - -",
        );
    }
    reads(
        &[""],
        "受信サーバー: mail.example.jp 110 (SSLなし)",
        "- mail.example.jp 110 none - -",
        "- - - - - -",
    );
    reads(
        &[""],
        "受信サーバー: mail.example.jp\n接続の保護: SSL/TLS（STARTTLSは使わない）",
        "- mail.example.jp - tls - -",
        "- - - - - -",
    );
}

#[test]
fn a_digit_in_a_word_is_no_port() {
    reads(
        &[""],
        "受信サーバー: mail.example.jp POP3S\n送信サーバー: mail.example.jp TLS1.2",
        "pop3 mail.example.jp - tls - -",
        "- mail.example.jp - - - -",
    );
}

#[test]
fn several_fields_on_a_line_are_several() {
    reads(
        &["apple-mail-macos", ""],
        "Incoming Mail Server (POP)\nUser Name: info\nHost Name: mail.example.jp\nPort: 110 Use TLS/SSL: off\n\
         Authentication: Password\nOutgoing Mail Server (SMTP)\nHost Name: mail.example.jp\n\
         Port: 25 Use TLS/SSL: off\nAuthentication: None",
        "pop3 mail.example.jp 110 none password-cleartext info",
        "smtp mail.example.jp 25 none none -",
    );
    reads(
        &["outlook-365", ""],
        "受信メール\nサーバー: mx.edit.ne.jp ポート: 995\nこのサーバーでは暗号化された接続 (SSL/TLS) が必要: オン\n\
         送信メール\nサーバー: mx.edit.ne.jp ポート: 587\n暗号化方法: STARTTLS",
        "- mx.edit.ne.jp 995 tls - -",
        "- mx.edit.ne.jp 587 starttls - -",
    );
    reads(
        &["becky", ""],
        "POP3サーバー: mx.edit.ne.jp\nサーバのポート番号 SMTP: 25 POP3: 110 IMAP4: 143",
        "pop3 mx.edit.ne.jp 110 - - -",
        "smtp - 25 - - -",
    );
    reads(
        &["thunderbird", ""],
        "incoming server mx.edit.ne.jp port 995 SSL, outgoing server mx.edit.ne.jp port 587 STARTTLS",
        "- mx.edit.ne.jp 995 tls - -",
        "- mx.edit.ne.jp 587 starttls - -",
    );
    reads(
        &["thunderbird", ""],
        "POP/SMTPサーバー: mail.example.jp\n受信/送信ポート: 995 / 465",
        "pop3 mail.example.jp 995 - - -",
        "- mail.example.jp 465 - - -",
    );
}

#[test]
fn a_table_has_a_column_for_each_server() {
    for table in [
        "項目\t受信\t送信\nサーバー\tpop.example.jp\tsmtp.example.jp\nポート\t110\t587\n暗号化\tなし\tSTARTTLS",
        "| | 受信 | 送信 |\n|---|---|---|\n| サーバー名 | pop.example.jp | smtp.example.jp |\n| ポート | 110 | 587 |\n\
         | 接続の保護 | なし | STARTTLS |",
    ] {
        reads(
            &["thunderbird", ""],
            table,
            "- pop.example.jp 110 none - -",
            "- smtp.example.jp 587 starttls - -",
        );
    }
}

#[test]
fn a_name_told_once_is_the_name_for_both_servers() {
    for (client, pasted, port) in [
        (
            "outlook-2021",
            "アカウントの種類: POP3\n受信メール サーバー: mail.sample.co.jp\n送信メール サーバー (SMTP): mail.sample.co.jp\n\
             メール サーバーへのログオン情報\nアカウント名: info",
            "-",
        ),
        (
            "becky",
            "POP3サーバー: mail.sample.co.jp\nSMTPサーバー(送信): mail.sample.co.jp\nユーザーID: info",
            "-",
        ),
        (
            "",
            "POPサーバー（受信）：mail.sample.co.jp\nSMTPサーバー（送信）：mail.sample.co.jp\nメールアカウント名：info\n\
             受信ポート：995",
            "995",
        ),
    ] {
        let read = read_text(pasted, Some(client).filter(|it| !it.is_empty()), &HostNfkc).unwrap();
        assert_eq!(
            line(&read.present.incoming),
            format!("pop3 mail.sample.co.jp {port} - - info"),
            "{client}: {pasted}"
        );
    }
}

#[test]
fn notices_and_letters_are_read() {
    reads(
        &["thunderbird", ""],
        "メール設定のご案内\nメールアドレス：info@sample.co.jp\nPOPサーバー（受信）：pop.sample.co.jp\n\
         SMTPサーバー（送信）：smtp.sample.co.jp\nメールアカウント：info\nメールパスワード：Abc12345\n\
         受信ポート：995（SSL）\n送信ポート：465（SSL）",
        "pop3 pop.sample.co.jp 995 tls - info",
        "smtp smtp.sample.co.jp 465 tls - info",
    );
    reads(
        &["thunderbird", ""],
        "現在の設定は次の通りです。\n受信サーバー pop.sample.co.jp、ポート110、暗号化なし\n\
         送信サーバー smtp.sample.co.jp、ポート25、認証なし\nです。よろしくお願いします。",
        "- pop.sample.co.jp 110 none - -",
        "- smtp.sample.co.jp 25 - none -",
    );
    let read =
        read_text("SMTPサーバー：smtp.sample.co.jp（ポート：587）\nSMTP認証：あり", None, &HostNfkc).unwrap();
    assert!(read.present.outgoing.logs_in && read.unread.is_empty(), "{read:?}");
}

#[test]
fn what_becky_shows_on_its_pages_goes_to_the_right_server() {
    reads(
        &["becky", ""],
        "基本設定\nPOP3サーバー: pop.edit.ne.jp □POP3S\nSMTPサーバー(送信): smtp.edit.ne.jp □SMTPS\nユーザーID: yamada\n\
         認証方式: 標準\n詳細\nサーバのポート番号 SMTP: 25 POP3: 110 IMAP4: 143",
        "pop3 pop.edit.ne.jp 110 none password-cleartext yamada",
        "smtp smtp.edit.ne.jp 25 none - -",
    );
}

#[test]
fn what_stands_below_the_heading_of_a_server_is_about_it_in_any_order() {
    let outgoing = "サーバー名: mx.edit.ne.jp\nポート番号: 587\nユーザー名: yamada\n認証方式: 通常のパスワード認証\n\
                    接続の保護: STARTTLS";
    let fields = "mx.edit.ne.jp 587 starttls password-cleartext yamada";
    for client in ["thunderbird", ""] {
        reads(
            &[client],
            &format!("送信 (SMTP) サーバー\n{outgoing}"),
            "- - - - - -",
            &format!("smtp {fields}"),
        );
        reads(
            &[client],
            &format!(
                "サーバーの種類: POP メールサーバー\nサーバー名: mx.edit.ne.jp\nポート: 995 既定値: 995\n\
                 ユーザー名: taro\n接続の保護: SSL/TLS\n認証方式: 通常のパスワード認証\n送信 (SMTP) サーバー\n{outgoing}"
            ),
            "pop3 mx.edit.ne.jp 995 tls password-cleartext taro",
            &format!("smtp {fields}"),
        );
    }
}

#[test]
fn sentences_are_read() {
    let all = &["thunderbird", "becky", ""];
    reads(all, "POPは110番、SMTPは587番です。", "pop3 - 110 - - -", "smtp - 587 - - -");
    reads(
        all,
        "受信サーバーはmx.example.jpでポート110、送信サーバーはsmtp.example.jpでポート587です",
        "- mx.example.jp 110 - - -",
        "- smtp.example.jp 587 - - -",
    );
    reads(
        all,
        "POPサーバーがpop.example.jpで、ポート番号は995番、SMTPサーバーはsmtp.example.jpで465番を使っています。",
        "pop3 pop.example.jp 995 - - -",
        "smtp smtp.example.jp 465 - - -",
    );
    reads(all, "ポート番号は受信が110、送信が587です", "- - 110 - - -", "- - 587 - - -");
    reads(all, "POP3サーバーはpop.example.jpの995番です", "pop3 pop.example.jp 995 - - -", "- - - - - -");
    reads(all, "受信ポート110 送信ポート25", "- - 110 - - -", "- - 25 - - -");
    // On 995 there is one protection only.
    reads(
        all,
        "受信サーバーはmail.example.jp、ポートは995、SSLあり",
        "- mail.example.jp 995 tls - -",
        "- - - - - -",
    );
    // What is not, or was, is no present setting.
    for doubtful in [
        "POPは110番ではなく995番です",
        "POPは110番から995番に変更しました",
        "SMTPは25番が使えません",
        "POP3サーバーはpop.example.jpでポートは995、IMAP4は使っていません",
        "パスワードは12345です",
    ] {
        assert!(read_text(doubtful, None, &HostNfkc).is_err(), "{doubtful}");
    }
}
