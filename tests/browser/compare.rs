//! What must be changed: the present settings, from a text or a file, beside the answer.

use crate::support::{Language, Page, Widget};
use crate::trouble::{COMPARE, NAMES, data, open, requests, said};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A path under `tests/golden/`.
fn golden(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)).unwrap()
}

/// Where a present value and the one it should be stand side by side.
pub fn changes(widget: &Widget<'_>) -> Vec<(String, String)> {
    let found = widget.js(
        "return [...root.querySelectorAll('.diff tr')].map((row) => [row.querySelector('.before .literal, .before > :last-child')
           .textContent, row.querySelector('.after > :last-child').textContent])",
    );
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

pub const ANSWER: &str = "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=pop3\
                      &client=thunderbird&address=info@sampledomain.jp";

#[test]
fn pasted_settings_come_back_as_what_to_change() {
    for language in Language::BOTH {
        let (words, said) = (language.words(), said(language));
        let page = Page::at(&format!("{ANSWER}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        let before = requests(&page);
        widget.find("textbox", said.hand_over).paste(
            "受信サーバー: mail.sampledomain.jp\nポート: 110\nユーザー名: info@sampledomain.jp\n送信サーバー: \
             sampledomain.neoworks.jp\nポート: 465\nSSL/TLS\nパスワード: hush-hush",
        );
        widget.button(said.read_text).click();
        let expected = [("mail.sampledomain.jp", "sampledomain.neoworks.jp"), ("110", "995")]
            .map(|(now, should)| (now.to_owned(), should.to_owned()))
            .to_vec();
        assert_eq!(page.settle(&expected, || changes(&widget)), expected);
        widget.says(said.not_compared);
        let fields =
            widget.js("return [...root.querySelectorAll('.entries input')].map((it) => it.value).join(' ')");
        assert!(!fields.as_str().unwrap().contains("hush"), "{fields}");

        // What is corrected by hand is no longer to be changed.
        let incoming = widget.find("group", words.incoming);
        let field = |label: &str| {
            let id = incoming.js_with(
                "return [...element.querySelectorAll('label')].find((it) => it.textContent === value).htmlFor",
                &label.into(),
            );
            id.as_str().unwrap().to_owned()
        };
        let set = |label: &str, text: &str| {
            let body = format!("return root.getElementById('{}')", field(label));
            let element = widget.page.wait(label, || widget.element(&body));
            element.paste(text);
        };
        set(words.fields[0], "sampledomain.neoworks.jp");
        set(words.fields[1], "99999");
        widget.says(if language == Language::JA { "65535" } else { "1 to 65535" });
        set(words.fields[1], "995");
        widget.says(said.nothing);
        assert_eq!(changes(&widget), []);
        let security = format!("return root.getElementById('{}')", field(words.fields[2]));
        widget.element(&security).unwrap().choose(words.security[1]);
        page.wait("one change", || (changes(&widget).len() == 1).then_some(()));
        assert_eq!(requests(&page), before);
        page.assert_quiet();
    }
}

#[test]
fn a_program_s_own_words_are_read_and_lines_that_could_not_be_read_are_named() {
    const OUTLOOK: &str = "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=pop3\
                           &client=outlook-2021&address=info@sampledomain.jp";
    let right = "アカウントの種類: POP3\n受信メール サーバー: sampledomain.neoworks.jp\n送信メール サーバー (SMTP): \
                 sampledomain.neoworks.jp\nアカウント名: info@sampledomain.jp\nパスワード: hush-hush\n送信サーバー (SMTP) \
                 は認証が必要: オン\nログオン: 受信メール サーバーと同じ設定を使用する\nこのサーバーでは暗号化された接続 \
                 (SSL/TLS) が必要: オン\n受信サーバー (POP3): 995\n使用する暗号化接続の種類（送信）: SSL/TLS\n送信サーバー \
                 (SMTP): 465";
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!("{OUTLOOK}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        let read = |text: &str| {
            widget.find("textbox", said.hand_over).paste(text);
            widget.button(said.read_text).click();
        };
        read(right);
        // Outlook does not show how the password is sent, so not everything was compared.
        widget.says(said.nothing);
        assert_eq!(changes(&widget), []);
        let listed = || widget.js("return root.querySelector('[data-told=unread] ul')?.textContent ?? ''");
        assert_eq!(listed(), "");
        // One field wrong, and one line that nobody understands.
        read(&format!("{}\n謎の項目: 12", right.replace("(SMTP): 465", "(SMTP): 25")));
        let expected = vec![("25".to_owned(), "465".to_owned())];
        assert_eq!(page.settle(&expected, || changes(&widget)), expected);
        assert_eq!(listed(), "謎の項目: 12");
        assert!(!widget.text().contains("hush"), "a password is shown");
        page.assert_quiet();
    }
}

#[test]
fn nothing_is_to_be_changed_only_where_everything_was_compared() {
    // As Thunderbird's dialogs have it, the same labels for both servers.
    let right = "サーバー名: sampledomain.neoworks.jp\nポート: 995\nユーザー名: info@sampledomain.jp\n接続の保護: SSL/TLS\n\
                 認証方式: 暗号化されたパスワード認証\nパスワード: hush-hush\nサーバー名: sampledomain.neoworks.jp\nポート番号: \
                 465\n接続の保護: SSL/TLS\n認証方式: 暗号化されたパスワード認証\nユーザー名: info@sampledomain.jp";
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!("{ANSWER}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        widget.find("textbox", said.hand_over).paste(right);
        widget.button(said.read_text).click();
        widget.says(&data("texts", "change-nothing", "", language));
        let text = widget.text();
        assert!(!text.contains(said.not_compared) && !text.contains(said.nothing), "{text}");
        // Without the last line, one field is not known.
        widget.find("textbox", said.hand_over).paste(right.rsplit_once('\n').unwrap().0);
        widget.button(said.read_text).click();
        widget.says(said.nothing);
        widget.says(said.not_compared);
        page.assert_quiet();
    }
}

#[test]
fn a_program_that_only_sends_leaves_the_incoming_server_as_it_is() {
    const SENDING: &str = "defaults\nauth on\ntls on\ntls_starttls off\naccount default\nhost \
                           sampledomain.neoworks.jp\nport 465\nuser info@sampledomain.jp";
    for language in Language::BOTH {
        let (words, said) = (language.words(), said(language));
        let page = Page::at(&format!("{ANSWER}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        let read = |text: &str| {
            widget.find("textbox", said.hand_over).paste(text);
            widget.button(said.read_text).click();
        };
        let hosts = || {
            let body = "return ['incoming', 'outgoing'].map((it) => root.getElementById('now-' + it + '-host').value)";
            widget.js(body).as_array().unwrap().clone()
        };
        read("受信サーバー: pop.sampledomain.jp\nポート: 995\n送信サーバー: old.sampledomain.jp\nポート: 25");
        let both = ["pop.sampledomain.jp", "old.sampledomain.jp"].map(Into::into).to_vec();
        assert_eq!(page.settle(&both, &hosts), both);
        read(SENDING);
        let merged = ["pop.sampledomain.jp", "sampledomain.neoworks.jp"].map(Into::into).to_vec();
        assert_eq!(page.settle(&merged, &hosts), merged);
        let told = widget.js("return root.getElementById('compare-told').textContent");
        assert!(told.as_str().unwrap().contains(words.incoming), "{told}");
        assert!(!told.as_str().unwrap().contains(words.outgoing), "{told}");
        page.assert_quiet();
    }
}

#[test]
fn a_dropped_profile_comes_back_as_what_to_change() {
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!("{ANSWER}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        let before = requests(&page);
        let profile = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
            \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict><key>PayloadContent</key><array>\
            <dict><key>PayloadType</key><string>com.apple.mail.managed</string><key>EmailAccountType</key>\
            <string>EmailTypePOP</string><key>IncomingMailServerHostName</key><string>sampledomain.jp</string>\
            <key>IncomingMailServerPortNumber</key><integer>995</integer><key>IncomingMailServerUseSSL</key><true/>\
            <key>IncomingMailServerUsername</key><string>info@sampledomain.jp</string>\
            <key>IncomingPassword</key><string>hush-hush</string>\
            <key>OutgoingMailServerHostName</key><string>sampledomain.neoworks.jp</string>\
            <key>OutgoingMailServerPortNumber</key><integer>465</integer><key>OutgoingMailServerUseSSL</key><true/>\
            <key>OutgoingMailServerUsername</key><string>info@sampledomain.jp</string></dict></array></dict></plist>";
        let zone = widget.element("return root.querySelector('.compare')").expect("a place to drop on");
        zone.drop_file("mail.mobileconfig", profile.as_bytes());
        let expected = vec![("sampledomain.jp".to_owned(), "sampledomain.neoworks.jp".to_owned())];
        assert_eq!(page.settle(&expected, || changes(&widget)), expected);
        assert!(!widget.text().contains("hush"), "a password is shown");
        widget.heading(said.result);
        widget.heading(said.now);

        // Two accounts: the visitor says which.
        let two = "<clientConfig version=\"1.1\"><emailProvider id=\"x\"><domain>x</domain>\
            <incomingServer type=\"imap\"><hostname>imap.sampledomain.jp</hostname><port>993</port></incomingServer>\
            <incomingServer type=\"pop3\"><hostname>sampledomain.neoworks.jp</hostname><port>995</port>\
            <socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>";
        let file =
            widget.element("return root.querySelector('input[type=file]')").expect("a field for files");
        file.choose_file("config-v1.1.xml", two.as_bytes());
        widget.heading(said.accounts);
        let accounts = widget.js("return root.querySelectorAll('.hand-over .rows button').length");
        assert_eq!(accounts, 2);
        widget.js("root.querySelectorAll('.hand-over .rows button')[1].click()");
        widget.says(said.nothing);
        assert_eq!(requests(&page), before);
        page.assert_quiet();
    }
}

#[test]
fn every_file_that_this_product_writes_can_be_compared() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let page = Page::at(ANSWER);
    let widget = open(&page, COMPARE, Language::JA);
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !["mobileconfig", "k9s", "config-v1.1.xml", "autodiscover.xml"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            continue;
        }
        let zone = widget.element("return root.querySelector('.compare')").unwrap();
        widget.element("return root.querySelector('#now-incoming-host')").unwrap().paste("");
        zone.drop_file(&name, &golden(&name));
        page.wait(&format!("the settings of {name}"), || {
            let host = widget.js("return root.querySelector('#now-incoming-host').value");
            host.as_str().filter(|host| host.contains('.') || host.contains('{')).map(|_| ())
        });
        count += 1;
    }
    assert!(count >= 5, "{count} files");
    page.assert_quiet();
}

#[test]
fn where_there_are_no_settings_the_way_leads_to_what_is_missing() {
    let asking = ("provider=editnet&network=other", ["質問に答える", "Answer the questions"]);
    let none = (
        "provider=editnet&plan=mail-account&network=other&op25b=yes&connection=tls&access=imap",
        ["答えを見直す", "Review the answers"],
    );
    for (answers, labels) in [asking, none] {
        for (language, label) in Language::BOTH.into_iter().zip(labels) {
            let page = Page::at(&format!("{answers}&lang={}", language.0));
            for topic in [COMPARE, NAMES].map(|topic| language.words().topics[topic]) {
                page.widget().button(topic).click();
                page.widget().heading(topic);
                let widget = page.widget();
                widget.button(label).click();
                page.wait("the answers", || {
                    (widget.js("return root.querySelector('.help-page')") == Value::Null).then_some(())
                });
            }
            page.assert_quiet();
        }
    }
}
