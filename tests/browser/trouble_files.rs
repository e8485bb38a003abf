//! Files that are dropped on the page: every kind that it saves, and texts in the encodings that Japanese programs write.

use crate::compare::{ANSWER, changes};
use crate::support::{Language, Page};
use crate::trouble::{COMPARE, data, open, requests, said};
use mail_settings::export::Format;
use serde_json::{Value, json};

/// What the command line and classic Outlook can do: the password as it is, inside TLS.
const POP: &str = "provider=neoworks&plan=maintenance&os=centos7&domain=host&certificate=website&connection=tls\
                   &access=pop3&address=info@sampledomain.jp";
const IMAP: &str = "provider=neoworks&plan=maintenance&os=centos7&domain=host&certificate=website&connection=standard\
                    &access=imap&address=info@sampledomain.jp";

#[test]
fn every_file_that_is_saved_here_is_read_back_and_nothing_is_to_change() {
    let language = Language::JA;
    let mut read = Vec::new();
    for answer in [ANSWER, POP, IMAP] {
        let page = Page::at(answer);
        let widget = open(&page, COMPARE, language);
        let zone = widget.element("return root.querySelector('.compare')").unwrap();
        for format in Format::ALL.into_iter().filter(|format| !format.is_code()) {
            let file = widget.js_with(
                "return host.exportFile(value).then(async (file) => [file.name, await file.text()], () => null)",
                &format.id().into(),
            );
            let [Value::String(name), Value::String(content)] =
                &file.as_array().cloned().unwrap_or_default()[..]
            else {
                continue;
            };
            // A program that only receives says nothing of the other server.
            let only_receives = matches!(format, Format::Fetchmail | Format::Mbsync);
            let id = if only_receives { "now-incoming-host" } else { "now-outgoing-host" };
            widget
                .element(&format!("return root.getElementById('{id}')"))
                .unwrap()
                .paste("wrong.example.org");
            page.wait("a change", || (!changes(&widget).is_empty()).then_some(()));
            zone.drop_file(name, content.as_bytes());
            assert_eq!(page.settle(&Vec::new(), || changes(&widget)), [], "{name}");
            // A file with every value says more than one with some.
            let all = data("texts", "change-nothing", "", language);
            page.wait("nothing to change", || {
                let text = widget.text();
                (text.contains(said(language).nothing) || text.contains(&all)).then_some(())
            });
            read.push(format.id());
        }
        page.assert_quiet();
    }
    read.sort_unstable();
    read.dedup();
    assert_eq!(read.len(), 12, "{read:?}");
}

/// Four lines, as Windows and programs of old write them.
const ENCODED: [(&str, &[u8]); 3] = [
    ("Shift_JIS", b"\x8e\xf3\x90M\x83T\x81[\x83o\x81[\x81Fmail.sampledomain.jp\x0d\x0a\x83|\x81[\x83g\x81F110\x0d\x0a\x83\x86\x81[\x83U\x81[\x96\xbc\x81Finfo@sampledomain.jp\x0d\x0a\x90\xda\x91\xb1\x82\xcc\x95\xdb\x8c\xec\x81FSSL/TLS\x0d\x0a"),
    ("EUC-JP", b"\xbc\xf5\xbf\xae\xa5\xb5\xa1\xbc\xa5\xd0\xa1\xbc\xa1\xa7mail.sampledomain.jp\x0d\x0a\xa5\xdd\xa1\xbc\xa5\xc8\xa1\xa7110\x0d\x0a\xa5\xe6\xa1\xbc\xa5\xb6\xa1\xbc\xcc\xbe\xa1\xa7info@sampledomain.jp\x0d\x0a\xc0\xdc\xc2\xb3\xa4\xce\xca\xdd\xb8\xee\xa1\xa7SSL/TLS\x0d\x0a"),
    ("ISO-2022-JP", b"\x1b$B<u?.%5!<%P!<!'\x1b(Bmail.sampledomain.jp\x0d\x0a\x1b$B%]!<%H!'\x1b(B110\x0d\x0a\x1b$B%f!<%6!<L>!'\x1b(Binfo@sampledomain.jp\x0d\x0a\x1b$B@\x5cB3$NJ]8n!'\x1b(BSSL/TLS\x0d\x0a"),
];

#[test]
fn texts_in_the_encodings_of_japanese_programs_are_read() {
    let page = Page::at(ANSWER);
    let widget = open(&page, COMPARE, Language::JA);
    let before = requests(&page);
    let zone = widget.element("return root.querySelector('.compare')").unwrap();
    let text = "受信サーバー：mail.sampledomain.jp\r\nポート：110\r\nユーザー名：info@sampledomain.jp\r\n接続の保護：SSL/TLS\r\n";
    let utf16 = |mark: char, write: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(write).collect()
    };
    let mut files = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with its mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16, little", utf16('\u{feff}', u16::to_le_bytes)),
        ("UTF-16, big", utf16('\u{feff}', u16::to_be_bytes)),
    ];
    files.extend(ENCODED.iter().map(|(name, bytes)| (*name, bytes.to_vec())));
    let expected = [("mail.sampledomain.jp", "sampledomain.neoworks.jp"), ("110", "995")]
        .map(|(now, should)| (now.to_owned(), should.to_owned()))
        .to_vec();
    for (name, bytes) in files {
        clear(&page);
        zone.drop_file("settings.txt", &bytes);
        assert_eq!(page.settle(&expected, || changes(&widget)), expected, "{name}");
    }
    // Right in two encodings: half-width katakana in Shift_JIS, kanji alone in EUC-JP.
    for (name, bytes) in [
        (
            "Shift_JIS",
            &b"\xbb\xb0\xca\xde(POP): mail.sampledomain.jp\x0d\x0a\xce\xdf\xb0\xc4: 110\x0d\x0a"[..],
        ),
        ("EUC-JP", &b"\xbc\xf5\xbf\xae: mail.sampledomain.jp\x0d\x0a\xbc\xf5\xbf\xae port: 110\x0d\x0a"[..]),
    ] {
        clear(&page);
        zone.drop_file("settings.txt", bytes);
        assert_eq!(page.settle(&expected, || changes(&widget)), expected, "{name}");
    }
    // A profile and a configuration file, too.
    let outlook = "[Service List]\r\n[Account1]\r\nAccountName=会社\r\nPOP3Server=sampledomain.neoworks.jp\r\nPOP3Port=110\r\n";
    clear(&page);
    let bytes: Vec<u8> = format!("\u{feff}{outlook}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    zone.drop_file("outlook.prf", &bytes);
    page.wait("the port", || changes(&widget).contains(&("110".to_owned(), "995".to_owned())).then_some(()));
    assert_eq!(requests(&page), before);
    page.assert_quiet();
}

/// Takes the settings that were read last away.
#[track_caller]
fn clear(page: &Page) {
    let widget = page.widget();
    for id in ["now-incoming-host", "now-incoming-port", "now-incoming-username"] {
        widget.element(&format!("return root.querySelector('#{id}')")).unwrap().paste("");
    }
    page.wait("an empty form", || changes(&widget).iter().all(|(now, _)| now != "110").then_some(()));
}

#[test]
fn files_that_are_no_text_are_told_so_and_nothing_is_read_from_them() {
    for language in Language::BOTH {
        let page = Page::at(&format!("{ANSWER}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        let zone = widget.element("return root.querySelector('.compare')").unwrap();
        let noise: Vec<u8> = (0_u32..4096).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (content, id) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "present-binary"),
            (b"PK\x03\x04\x14\0\x06\0word/document.xml", "present-binary"),
            (b"%PDF-1.4\nmail.example.jp", "present-binary"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "present-binary"),
            // Half a character at the end, of UTF-16 and of Shift_JIS.
            (b"\xff\xfea\0b", "present-binary"),
            (b"\x8e\xf3\x90M: mail.example.jp\x82", "present-binary"),
            (&noise, "present-binary"),
            (b"\x30\x82\x1f\x00rest", "present-signed"),
            (b"{\\rtf1\\ansi mail.example.jp}", "present-other-kind"),
            (b"<!DOCTYPE html><p>mail.example.jp", "present-other-kind"),
        ] {
            zone.drop_file("x", content);
            let wanted = data("texts", id, "", language);
            page.wait(&format!("{id}: “{wanted}”"), || {
                let told = widget.js("return root.querySelector('#compare-told').textContent");
                (told.as_str().unwrap().trim() == wanted).then_some(())
            });
            // So that the next one has something to change.
            zone.drop_file("x", b"SMTP: mail.example.jp");
            page.wait("settings", || (!changes(&widget).is_empty()).then_some(()));
        }
        page.assert_quiet();
    }
}

/// What an autoconfiguration leaves to the address is shown in words, in each language, and can be edited.
#[test]
fn the_part_that_a_file_leaves_to_the_address_is_shown_in_words() {
    let page = Page::at(ANSWER);
    let widget = open(&page, COMPARE, Language::JA);
    let zone = widget.element("return root.querySelector('.compare')").unwrap();
    let file = "<clientConfig version=\"1.1\"><emailProvider id=\"x\"><incomingServer type=\"imap\">\
                <hostname>mail.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>\
                <authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username>\
                </incomingServer></emailProvider></clientConfig>";
    zone.drop_file("autoconfig.xml", file.as_bytes());
    let shown = || {
        let body =
            "return ['host', 'username'].map((id) => root.getElementById('now-incoming-' + id)?.value)";
        widget.js(body)
    };
    let in_japanese = json!(["mail.<ドメイン名>", "<@より前>"]);
    assert_eq!(page.settle(&in_japanese, shown), in_japanese);
    let field = widget.element("return root.getElementById('now-incoming-username')").unwrap();
    field.type_text("x");
    let edited = json!(["mail.<ドメイン名>", "<@より前>x"]);
    assert_eq!(page.settle(&edited, shown), edited);
    widget.button("English").click();
    let in_english = json!(["mail.<domain>", "<part before @>x"]);
    assert_eq!(page.settle(&in_english, shown), in_english);
    page.assert_quiet();
}
