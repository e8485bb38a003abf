//! When it does not work: from a message to the settings that help, from a header to the verdict. With the network cut
//! off, because nothing a visitor pastes may leave the page.

use crate::compare::{ANSWER, changes};
use crate::support::{EXAMPLE, Language, Page, Widget, ask, key, needs};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Positions in `Messages::topics`.
const TROUBLE: usize = 2;
const RECEIVED: usize = 3;
pub const NAMES: usize = 4;
pub const COMPARE: usize = 5;
const TERMS: usize = 6;

/// The words of these views, which are not part of the library without a browser.
pub struct Said {
    pub message: &'static str,
    pub find_cause: &'static str,
    pub no_message: &'static str,
    pub open_question: &'static str,
    pub values: &'static str,
    pub checks: &'static str,
    pub to_support: &'static str,
    pub unknown: &'static str,
    pub another: &'static str,
    pub filter: &'static str,
    pub other_causes: &'static str,
    pub see_cause: &'static str,
    pub headers: &'static str,
    pub read: &'static str,
    pub finding: &'static str,
    pub yes: &'static str,
    pub obsolete: &'static str,
    pub seen: &'static str,
    pub fits: &'static str,
    pub hand_over: &'static str,
    pub read_text: &'static str,
    pub now: &'static str,
    pub result: &'static str,
    pub nothing: &'static str,
    pub not_compared: &'static str,
    pub accounts: &'static str,
}

const JA: Said = Said {
    message: "画面に出た文",
    find_cause: "原因を調べる",
    no_message: "文が入っていません。",
    open_question: "この質問を開く",
    values: "この値に合わせる",
    checks: "確かめる順番",
    to_support: "サポートに伝えること",
    unknown: "原因が見つかりません",
    another: "別の文や症状で調べる",
    filter: "症状をしぼりこむ",
    other_causes: "ほかの原因を見る",
    see_cause: "直し方を見る",
    headers: "メールのヘッダー",
    read: "読み取る",
    finding: "読み取った結果",
    yes: "あり",
    obsolete: "古い方式が使われています",
    seen: "証明書に書かれた名前",
    fits: "合います",
    hand_over: "ファイルか文から読み取る",
    read_text: "文を読み取る",
    now: "今の設定",
    result: "変えるところ",
    nothing: "入れた値の中に、変えるところはありません。",
    not_compared: "比べていないところ",
    accounts: "比べるアカウントを選ぶ",
};

const EN: Said = Said {
    message: "Message on the screen",
    find_cause: "Find the cause",
    no_message: "There is no message yet.",
    open_question: "Open this question",
    values: "Set these values",
    checks: "Check in this order",
    to_support: "What to tell support",
    unknown: "No cause found",
    another: "Start from another message or symptom",
    filter: "Narrow down",
    other_causes: "See the other causes",
    see_cause: "How to fix it",
    headers: "Mail headers",
    read: "Read",
    finding: "What the headers tell",
    yes: "Yes",
    obsolete: "Something obsolete was used",
    seen: "Name written in the certificate",
    fits: "matches",
    hand_over: "Read a file or a text",
    read_text: "Read the text",
    now: "Present settings",
    result: "What to change",
    nothing: "None of the values you entered needs changing.",
    not_compared: "Not compared",
    accounts: "Choose the account to compare",
};

pub fn said(language: Language) -> &'static Said {
    if language == Language::JA { &JA } else { &EN }
}

/// A text of `static/data/trouble/`.
pub fn data(file: &str, id: &str, field: &str, language: Language) -> String {
    let name = if file == "symptoms" { "causes" } else { file };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("static/data/trouble/{name}.json"));
    let all: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let list = all.get(file).unwrap_or(&all);
    let found = match list.as_array() {
        Some(list) => &list.iter().find(|each| each["id"] == id).unwrap()[field],
        None => &list[id],
    };
    found[language.0].as_str().unwrap_or_else(|| panic!("{file}: no {id} {field}")).to_owned()
}

/// Opens a part of the help and cuts the network once it has arrived.
#[track_caller]
pub fn open<'p>(page: &'p Page, topic: usize, language: Language) -> Widget<'p> {
    let words = language.words();
    page.widget().button(words.topics[topic]).click();
    page.widget().heading(words.topics[topic]);
    let widget = page.widget();
    widget.says(&said_first(topic, language));
    page.goes_offline();
    widget
}

/// Words by which a part of the help is known to be drawn.
fn said_first(topic: usize, language: Language) -> String {
    let said = said(language);
    match topic {
        TROUBLE => said.find_cause.to_owned(),
        RECEIVED => said.headers.to_owned(),
        NAMES => said.seen.to_owned(),
        COMPARE => said.hand_over.to_owned(),
        _ => data("terms", "pop", "text", language),
    }
}

/// What a visitor may have asked of the network since the help was opened.
pub fn requests(page: &Page) -> usize {
    page.site.asked().len()
}

const OUTLOOK_MESSAGE: [(&str, Language); 2] = [
    (
        "サーバーへの接続は失敗しました。アカウント : 'mx.edit.ne.jp', サーバー : 'mx.edit.ne.jp', プロトコル : SMTP, ポート : 25, \
         セキュリティ (SSL): なし, ソケット エラー : 10060, エラー番号 : 0x800CCC0E",
        Language::JA,
    ),
    (
        "The connection to the server has failed. Account: 'example', Server: 'mx.edit.ne.jp', Protocol: SMTP, Port: 25, \
         Secure(SSL): No, Socket Error: 10060, Error Number: 0x800CCC0E",
        Language::EN,
    ),
];

#[test]
fn an_outlook_user_behind_op25b_comes_from_the_message_to_settings_that_work() {
    for (message, language) in OUTLOOK_MESSAGE {
        let (words, said) = (language.words(), said(language));
        let page = Page::at(&format!(
            "provider=editnet&plan=mail-account&network=other&op25b=no&connection=tls&access=pop3\
             &client=outlook-2021&lang={}",
            language.0
        ));
        page.widget().heading(&(words.settings_for)(Some("Outlook 2021")));
        let widget = open(&page, TROUBLE, language);
        let before = requests(&page);
        widget.find("textbox", said.message).paste(message);
        widget.button(said.find_cause).click();

        let cause = data("causes", "op25b", "title", language);
        widget.heading(&cause);
        widget.focus_on(&cause);
        widget.heading(said.values);
        widget.heading(said.checks);
        // The values are those of the answers that the button will put in: 465, the only port Outlook 2021 can use.
        assert_eq!(widget.row_value(words.outgoing, words.fields[1]), "465");
        assert_eq!(widget.row_value(words.outgoing, words.fields[2]), words.security[2]);

        // A message may be misread, so the other causes are at hand.
        widget.button(said.other_causes).click();
        widget.heading(&data("causes", "smtp-auth", "title", language));
        widget.button(&format!("{}{}{cause}", said.see_cause, words.colon)).click();

        widget.button(said.open_question).click();
        let question = ask("editnet", "op25b", language);
        widget.asked(&question);
        widget.focus_on(&question);
        let answer = crate::support::answer("editnet", "op25b", "yes", language);
        assert_eq!(widget.radio(&answer).js("return element.checked"), true, "the answer is filled in");
        widget.button(words.next).click();
        widget.heading(&(words.settings_for)(Some("Outlook 2021")));
        assert_eq!(widget.row_value(words.outgoing, words.fields[1]), "465");
        assert_eq!(widget.settings()["status"], "answered");
        assert_eq!(requests(&page), before, "{:?}", page.site.asked());
        page.assert_quiet();
    }
}

#[test]
fn a_message_without_an_answer_is_told_so_and_goes_to_support() {
    for language in Language::BOTH {
        let (words, said) = (language.words(), said(language));
        let page = Page::at(&format!("{EXAMPLE}&lang={}", language.0));
        let widget = open(&page, TROUBLE, language);
        // Nothing pasted: the field says so, and takes the focus.
        widget.button(said.find_cause).click();
        widget.says(said.no_message);
        assert_eq!(widget.focused().map(|it| it.label()).as_deref(), Some(said.message));

        widget.find("textbox", said.message).paste("zzz 12345");
        widget.button(said.find_cause).click();
        widget.heading(said.unknown);
        widget.focus_on(said.unknown);
        widget.heading(said.to_support);
        page.js("navigator.clipboard.writeText = async (text) => { window.copied = text }");
        widget.button(words.copy_ticket).click();
        page.wait_js("window.copied");
        let copied = page.js("return window.copied");
        let copied = copied.as_str().unwrap();
        assert!(copied.contains("zzz 12345") && copied.contains(words.ticket_answers), "{copied}");

        widget.button(said.another).click();
        let kept = widget.find("textbox", said.message).js("return element.value");
        assert_eq!(kept, "zzz 12345");
        page.assert_quiet();
    }
}

#[test]
fn a_symptom_leads_to_its_causes_and_back() {
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!("lang={}", language.0));
        let widget = open(&page, TROUBLE, language);
        let wanted = data("symptoms", "cannot-send", "title", language);
        widget.find("searchbox", said.filter).type_text("OP25B");
        widget.find("searchbox", said.filter).retype(if language == Language::JA {
            "25番"
        } else {
            "port 25"
        });
        page.wait("fewer symptoms", || {
            (!widget.has("button", &data("symptoms", "returned", "title", language))).then_some(())
        });
        widget.button(&wanted).click();
        widget.focus_on(&wanted);
        let cause = data("causes", "smtp-auth", "title", language);
        widget.button(&format!("{}{}{cause}", said.see_cause, language.words().colon)).click();
        widget.focus_on(&cause);
        widget.heading(said.checks);
        widget.button(said.another).click();
        widget.button(said.find_cause);
        page.assert_quiet();
    }
}

#[test]
fn a_header_tells_of_log_in_tls_and_what_is_obsolete() {
    let header = "Received: from 203.0.113.5 (authenticated bits=0)\n by smtp.example.jp (8.13.6/8.13.6)\n with ESMTP id \
                  kBOIhw1x001234 (version=TLSv1/SSLv3 cipher=RC4-MD5\n bits=128 verify=NO) for <taro@example.jp>;\n Mon, 25 \
                  Dec 2006 03:43:58 +0900 (JST)";
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!("lang={}", language.0));
        let widget = open(&page, RECEIVED, language);
        let before = requests(&page);
        widget.find("textbox", said.headers).paste("hello");
        widget.button(said.read).click();
        widget.says(&data("texts", "received-none", "", language));
        assert!(!widget.has("heading", said.finding));

        widget.find("textbox", said.headers).paste(header);
        widget.button(said.read).click();
        widget.heading(said.finding);
        widget.focus_on(said.finding);
        let text = widget.text();
        for part in
            ["203.0.113.5 → smtp.example.jp", "RC4-MD5", "TLSv1/SSLv3", "128", said.yes, said.obsolete]
        {
            assert!(text.contains(part), "no “{part}” in {text}");
        }
        for id in ["authenticated-yes", "encrypted-yes", "version-unclear", "obsolete-rc4"] {
            let wanted = data("texts", id, "", language);
            assert!(text.contains(&wanted), "no “{wanted}” in {text}");
        }
        assert_eq!(requests(&page), before);
        page.assert_quiet();
    }
}

#[test]
fn a_name_in_a_certificate_fits_or_not_and_the_reason_is_told() {
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!(
            "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=mail-name&access=imap\
             &client=thunderbird&address=info@sampledomain.jp&lang={}",
            language.0
        ));
        let widget = open(&page, NAMES, language);
        widget.says("mail.sampledomain.jp");
        widget.says(&data("texts", "certificate-own-name", "", language));
        // What Thunderbird calls it.
        widget.says(if language == Language::JA {
            "他のサイトの証明書です"
        } else {
            "Wrong Site"
        });
        let field = widget.find("textbox", said.seen);
        for (name, fits) in [
            ("mail.sampledomain.jp", "yes"),
            ("MAIL.SampleDomain.JP", "yes"),
            ("*.sampledomain.jp", "yes"),
            ("sampledomain.jp", "no"),
            ("*.mail.sampledomain.jp", "no"),
            ("www.sampledomain.jp", "no"),
            ("server1.example.com", "no"),
            ("192.0.2.1", "none"),
            ("no name", "none"),
            ("https://mail.sampledomain.jp/", "yes"),
            ("mail.sampledomain.jp:995", "yes"),
            ("DNS名: mail.sampledomain.jp", "yes"),
            ("DNS Name=www.sampledomain.jp\nDNS Name=mail.sampledomain.jp", "yes"),
            ("CN = server1.example.com, O = Sample", "no"),
        ] {
            field.paste(name);
            let verdict = || {
                let told = widget.js("return root.querySelector('.tried')?.dataset.told ?? 'none'");
                told.as_str().unwrap().to_owned()
            };
            assert_eq!(page.settle(&fits.to_owned(), verdict), fits, "{name}");
        }
        field.paste("mail.sampledomain.jp");
        widget.says(said.fits);
        page.assert_quiet();
    }
}

#[test]
fn the_other_form_is_listed_where_it_is_to_be_tried() {
    const CENTOS: &str = "provider=neoworks&plan=maintenance&os=centos7&domain=host&certificate=none&access=pop3\
                          &client=thunderbird&address=info@sampledomain.jp";
    for language in Language::BOTH {
        let said = said(language);
        let page = Page::at(&format!("{CENTOS}&lang={}", language.0));
        let widget = open(&page, TROUBLE, language);
        widget.button(&data("symptoms", "password-again", "title", language)).click();
        let cause = data("causes", "username-form", "title", language);
        widget.button(&format!("{}{}{cause}", said.see_cause, language.words().colon)).click();
        widget.heading(&cause);
        let others = || {
            let all = widget.js("return [...root.querySelectorAll('[data-told=other]')].map((it) => it.textContent).join(' ')");
            all.as_str().unwrap_or_default().contains("info@sampledomain.jp")
        };
        page.wait("the whole address beside the part before @", || others().then_some(()));
        page.assert_quiet();
    }
}

#[test]
fn a_value_that_the_message_refuses_is_marked_and_after_a_symptom_none_is() {
    let answers = "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=pop3";
    for (language, doubt) in
        [(Language::JA, "サーバーの返事と合いません"), (Language::EN, "does not fit what the server says")]
    {
        let page = Page::at(&format!("{answers}&client=thunderbird&lang={}", language.0));
        let widget = open(&page, TROUBLE, language);
        let said = said(language);
        widget.find("textbox", said.message).paste(
            "送信 (SMTP) サーバー a.example.jp が暗号化されたパスワードをサポートしていないようです。",
        );
        widget.button(said.find_cause).click();
        widget.says(said.checks);
        widget.says(doubt);
        assert_eq!(widget.text().matches(doubt).count(), 1, "sending only");
        widget.button(said.another).click();
        widget.button(&data("symptoms", "password-again", "title", language)).click();
        let cause = data("causes", "auth-method", "title", language);
        widget.button(&format!("{}{}{cause}", said.see_cause, language.words().colon)).click();
        widget.heading(&cause);
        widget.says(said.checks);
        assert_eq!(widget.text().matches(doubt).count(), 0, "no message led here");
        page.assert_quiet();
    }
}

#[test]
fn what_cannot_be_read_is_told_clearly_and_stays_on_the_page() {
    for language in Language::BOTH {
        let page = Page::at(&format!("{ANSWER}&lang={}", language.0));
        let widget = open(&page, COMPARE, language);
        let before = requests(&page);
        let zone = widget.element("return root.querySelector('.compare')").unwrap();
        let many = format!("<plist>{}</plist>", "<dict>".repeat(100_000));
        let entity = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><clientConfig>&a;</clientConfig>";
        let outside = "<!DOCTYPE clientConfig SYSTEM \"http://localhost:1/x.dtd\"><clientConfig/>";
        let image = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"/x.png\"/><script src=\"/x.js\"/></html>";
        for (content, id) in [
            (vec![b'a'; (1 << 20) + 1], "present-too-long"),
            (b"bplist00\xd1\x01\x02".to_vec(), "present-binary-plist"),
            (b"\x30\x82\x1f\x00rest".to_vec(), "present-signed"),
            // The mark of UTF-16 with half a character behind it.
            (b"\xff\xfe\x00\xd8".to_vec(), "present-binary"),
            (Vec::new(), "present-empty"),
            (b"<plist><dict>".to_vec(), "present-broken-xml"),
            (many.into_bytes(), "present-broken-xml"),
            (entity.into(), "present-entities"),
            (outside.into(), "present-no-settings"),
            (image.into(), "present-other-xml"),
            (b"nothing in here".to_vec(), "present-no-settings"),
        ] {
            if content.len() > (1 << 20) {
                zone.js_with(
                    "const carried = new DataTransfer(); carried.items.add(new File(['a'.repeat(value)], 'x'));
                     element.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, composed: true,
                       cancelable: true }))",
                    &content.len().into(),
                );
            } else {
                zone.drop_file("x", &content);
            }
            let wanted = data("texts", id, "", language);
            page.wait(&format!("{id}: “{wanted}”"), || {
                let told = widget.js("return root.querySelector('#compare-told').textContent");
                (told.as_str().unwrap().trim() == wanted).then_some(())
            });
        }
        // More than a megabyte pasted.
        widget.element("return root.querySelector('#compare-text')").unwrap().js_with(
            "element.value = 'あ'.repeat(value); element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
            &(400_000).into(),
        );
        widget.says(&data("texts", "present-too-long", "", language));
        assert_eq!(requests(&page), before, "{:?}", page.site.asked());
        page.assert_quiet();
    }
}

#[test]
fn messages_and_headers_of_any_size_are_refused_clearly() {
    let language = Language::JA;
    let page = Page::at(EXAMPLE);
    for (topic, id, text) in
        [(TROUBLE, "trouble", "message-too-long"), (RECEIVED, "received", "received-too-long")]
    {
        page.widget().button(language.words().topics[topic]).click();
        let widget = page.widget();
        widget.says(&said_first(topic, language));
        let area = widget.element(&format!("return root.getElementById('{id}')")).unwrap();
        area.js_with(
            "element.value = 'x'.repeat(value); element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
            &(20_000_000).into(),
        );
        widget.says(&data("texts", text, "", language));
        area.paste("short");
        page.wait("the complaint to go", || {
            (!widget.text().contains(&data("texts", text, "", language))).then_some(())
        });
    }
    page.assert_quiet();
}

#[test]
fn every_word_is_explained_and_opens_where_it_stands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data/trouble/terms.json");
    let all: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for language in Language::BOTH {
        let page = Page::at(&format!("{EXAMPLE}&lang={}", language.0));
        let widget = open(&page, TERMS, language);
        let text = widget.text();
        for term in all["terms"].as_array().unwrap() {
            for field in ["name", "text"] {
                let wanted = term[field][language.0].as_str().unwrap();
                assert!(text.contains(wanted), "no “{wanted}”");
            }
        }

        widget.button(language.words().topics[TROUBLE]).click();
        widget.button(&data("symptoms", "only-here", "title", language)).click();
        let cause = data("causes", "op25b", "title", language);
        widget.button(&format!("{}{}{cause}", said(language).see_cause, language.words().colon)).click();
        let word = widget.button("OP25B");
        let meaning = data("terms", "op25b", "text", language);
        assert!(!widget.text().contains(&meaning));
        assert_eq!(word.attribute("aria-expanded").as_deref(), Some("false"));
        word.click();
        widget.says(&meaning);
        assert_eq!(widget.button("OP25B").attribute("aria-expanded").as_deref(), Some("true"));
        page.assert_quiet();
    }
}

#[test]
fn starting_over_forgets_what_was_pasted_and_ticked() {
    let (language, said) = (Language::JA, said(Language::JA));
    let words = language.words();
    let page = Page::at(&format!("{ANSWER}&lang=ja"));
    let widget = page.widget();
    let areas = [(TROUBLE, said.message), (RECEIVED, said.headers), (COMPARE, said.hand_over)];
    for (topic, area) in areas {
        widget.button(words.topics[topic]).click();
        widget.find("textbox", area).paste("secret@sampledomain.jp 0x800CCC92");
    }
    widget.button(words.topics[0]).click();
    let ticked = "return root.querySelectorAll('.tick:checked').length";
    page.wait("a box", || (widget.js("return Boolean(root.querySelector('.tick'))") == true).then_some(()));
    widget.js("root.querySelector('.tick').click()");
    page.settle(&json!(1), || widget.js(ticked));

    widget.button(words.to_settings).click();
    widget.button(words.reset).click();
    widget.asked(words.ask_provider);
    for (topic, area) in areas.into_iter().take(2) {
        widget.button(words.topics[topic]).click();
        assert_eq!(widget.find("textbox", area).js("return element.value"), "");
    }
    page.js_with("location.hash = arguments[0]", json!([format!("{ANSWER}&lang=ja")]));
    widget.button(words.topics[COMPARE]).click();
    assert_eq!(widget.find("textbox", said.hand_over).js("return element.value"), "");
    widget.button(words.topics[0]).click();
    page.wait("a box", || (widget.js("return Boolean(root.querySelector('.tick'))") == true).then_some(()));
    assert_eq!(widget.js(ticked), 0);
    page.assert_quiet();
}

#[test]
fn the_way_from_a_message_to_its_cause_goes_without_a_mouse() {
    let (language, said) = (Language::JA, said(Language::JA));
    let page = Page::at(EXAMPLE);
    page.widget().says(language.words().topics[TROUBLE]);
    tab_to(&page, "button", language.words().topics[TROUBLE]);
    page.keys([key::ENTER]);
    page.widget().says(said.find_cause);
    let widget = page.widget();
    widget.focus_on(language.words().topics[TROUBLE]);
    tab_to(&page, "textbox", said.message);
    page.keys("0x800CCC92".chars());
    tab_to(&page, "button", said.find_cause);
    page.keys([key::ENTER]);
    widget.heading(&data("causes", "login", "title", language));
    tab_to(&page, "button", said.another);
    page.keys([key::SPACE]);
    widget.button(said.find_cause);
    page.assert_quiet();
}

#[test]
fn nothing_is_too_small_too_pale_or_too_wide() {
    for scheme in ["light", "dark"] {
        let page = Page::new(crate::support::Site::new());
        if scheme == "dark" {
            needs!(Emulate);
        }
        page.prefers(scheme);
        page.size(320, 800);
        page.visit(&format!("/#{ANSWER}"));
        for topic in [TROUBLE, RECEIVED, NAMES, COMPARE, TERMS] {
            page.widget().button(Language::JA.words().topics[topic]).click();
            let widget = page.widget();
            widget.says(&said_first(topic, Language::JA));
            match topic {
                TROUBLE => {
                    widget.find("textbox", JA.message).paste("550 5.7.1 Relaying denied");
                    widget.button(JA.find_cause).click();
                    widget.heading(JA.checks);
                }
                RECEIVED => {
                    widget.find("textbox", JA.headers).paste(
                        "Received: from pc (p3.example.net [203.0.113.7]) by mail.example.jp with ESMTPSA id 1 \
                         (version=TLSv1.0 cipher=DES-CBC3-SHA bits=168); Tue, 10 May 2016 10:00:00 +0900",
                    );
                    widget.button(JA.read).click();
                    widget.heading(JA.finding);
                }
                NAMES => widget.find("textbox", JA.seen).paste("a.example.com"),
                COMPARE => {
                    widget
                        .find("textbox", JA.hand_over)
                        .paste("受信サーバー: mail.sampledomain.jp\n受信ポート: 110");
                    widget.button(JA.read_text).click();
                    page.wait("changes", || (!changes(&widget).is_empty()).then_some(()));
                }
                _ => {}
            }
            // WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, except in running text; 1.4.10: no scrolling sideways.
            let bad = widget.js(
                "const small = [...root.querySelectorAll('button, summary, a, input:not(.spoken), select, textarea')]
                   .filter((it) => it.checkVisibility()).filter((it) => !it.closest('p, small') && !it.matches('.term'))
                   .map((it) => [it.getBoundingClientRect(), it]).filter(([box]) => box.width < 24 || box.height < 24)
                   .map(([box, it]) => `small: ${it.textContent.trim() || it.id}`);
                 const wide = [...root.querySelectorAll('*')].filter((it) => it.checkVisibility() && !it.closest('.spoken, svg'))
                   .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
                   .map((it) => `wide: ${it.localName}.${it.getAttribute('class')}`);
                 const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
                 const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                   return [...canvas.getImageData(0, 0, 1, 1).data]; };
                 const light = (colour) => { const [r, g, b] = rgba(colour).slice(0, 3).map((c) => c / 255)
                   .map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
                 const ground = (it) => { for (; it; it = it.parentElement ?? it.getRootNode().host) {
                   const colour = getComputedStyle(it).backgroundColor; if (rgba(colour)[3] > 250) return colour; } return '#fff'; };
                 const pale = [];
                 for (const it of root.querySelectorAll('*')) {
                   if (!it.checkVisibility() || it.closest('svg, .spoken')) continue;
                   if (![...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
                   const [a, b] = [light(getComputedStyle(it).color), light(ground(it))];
                   if ((Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5) pale.push(`pale: ${it.textContent.trim().slice(0, 20)}`);
                 }
                 return [...new Set([...small, ...wide, ...pale])]",
            );
            assert_eq!(bad, json!([]), "{scheme}: {}", Language::JA.words().topics[topic]);
        }
        page.assert_quiet();
    }
}

/// Presses Tab until this has the focus.
#[track_caller]
fn tab_to(page: &Page, role: &str, name: &str) {
    let squash = |text: &str| text.split_whitespace().collect::<String>();
    for _ in 0..120 {
        page.keys([key::TAB]);
        let Some(element) = page.widget().focused() else {
            continue;
        };
        if element.role() == role && squash(&element.label()).starts_with(&squash(name)) {
            return;
        }
    }
    panic!("Tab never comes to {role} “{name}”");
}
