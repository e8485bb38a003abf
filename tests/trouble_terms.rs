//! Words of the trade: found in a text, and nowhere inside other words.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mail_settings::i18n::{Locale, runs};
use mail_settings::trouble::embedded;
use mail_settings::trouble::terms::{BETWEEN, explain, meaning};

/// The terms found in a text, each with the word as it stands there.
fn found(text: &str) -> Vec<(String, String)> {
    let parts = explain(text, Locale::Ja);
    let parts: Vec<&str> = parts.split(BETWEEN).collect();
    assert_eq!(parts.len() % 5, 1, "{parts:?}");
    let whole: String =
        parts.iter().enumerate().filter(|(at, _)| at % 5 < 1 || at % 5 == 2).map(|(_, part)| *part).collect();
    assert_eq!(whole, text, "{parts:?}");
    parts[1..].chunks(5).map(|part| (part[0].to_owned(), part[1].to_owned())).collect()
}

#[test]
fn each_word_is_found_as_a_whole() {
    for (text, wanted) in [
        ("", &[][..]),
        ("ユーザー名とパスワード", &[]),
        ("IMAP", &[("imap", "IMAP")]),
        ("ポート番号は、SSL/TLSなら995です。", &[("port", "ポート番号"), ("tls", "SSL/TLS")]),
        ("POPFileをお使いのとき", &[]),
        ("SMTP over SSLの接続", &[("over-ssl", "SMTP over SSL")]),
        ("POP before SMTPは終わりました", &[("pop-before-smtp", "POP before SMTP")]),
        (
            "共用SSL証明書とSSL証明書",
            &[("shared-certificate", "共用SSL証明書"), ("certificate", "SSL証明書")],
        ),
        ("Ask support for the ports.", &[("port", "port")]),
        ("サポートに尋ねます。25番ポートのレポート", &[("port", "ポート")]),
        ("サーバポート", &[("port", "サーバポート")]),
        ("POPとSMTPポート", &[("pop", "POP"), ("smtp", "SMTP"), ("port", "ポート")]),
        ("STARTTLSの587番", &[("starttls", "STARTTLS")]),
        ("暗号化されたパスワード認証", &[("encrypted-password", "暗号化されたパスワード認証")]),
        ("POPとPOP", &[("pop", "POP"), ("pop", "POP")]),
    ] {
        let wanted: Vec<(String, String)> =
            wanted.iter().map(|(term, word)| ((*term).to_owned(), (*word).to_owned())).collect();
        assert_eq!(found(text), wanted, "“{text}”");
    }
}

#[test]
fn a_word_comes_with_its_name_and_its_meaning_in_the_language() {
    let term = embedded().terms().iter().find(|term| term.id == "op25b").unwrap();
    for (locale, text, before) in [
        (Locale::Ja, "回線がOP25Bのとき", "回線が"),
        (Locale::Easy, "回線がOP25Bのとき", "回線が"),
        (Locale::En, "With OP25B", "With "),
    ] {
        let parts = explain(text, locale);
        let parts: Vec<&str> = parts.split(BETWEEN).collect();
        assert_eq!(parts[..5], [before, "op25b", "OP25B", term.name.get(locale), meaning(term, locale)]);
    }
    assert_ne!(meaning(term, Locale::Easy), meaning(term, Locale::Ja));
}

#[test]
fn no_term_is_found_inside_the_name_of_another_that_is_longer() {
    for term in embedded().terms() {
        for word in term.words {
            let parts = explain(word, Locale::Ja);
            let first: Vec<&str> = parts.split(BETWEEN).collect();
            assert_eq!(first[1..3], [term.id, word], "{parts:?}");
            assert_eq!((first[0], first[5]), ("", ""), "“{word}” has more than the word");
        }
    }
}

#[test]
fn japanese_words_in_english_are_marked_as_such() {
    for (text, wanted) in [
        ("", &[][..]),
        ("Incoming server", &[(false, "Incoming server")]),
        ("Name (名前)", &[(false, "Name ("), (true, "名前"), (false, ")")]),
        (
            "Outgoing server (送信メール (SMTP) サーバー)",
            &[(false, "Outgoing server ("), (true, "送信メール (SMTP) サーバー"), (false, ")")],
        ),
        ("送信 and 受信", &[(true, "送信"), (false, " and "), (true, "受信")]),
        ("“…” – 25", &[(false, "“…” – 25")]),
    ] {
        assert_eq!(runs(text), wanted, "“{text}”");
    }
    let parts = explain("The port (ポート番号) is 995.", Locale::En);
    let parts: Vec<&str> = parts.split(BETWEEN).collect();
    assert_eq!(parts[1..3], ["port", "port"]);
    assert_eq!(parts[5..], [" (", "", "ポート番号", "", "", ") is 995."]);
}
