//! Plain Japanese: its words come with the second module, and change nothing but words.

use crate::support::{
    EXAMPLE, EXPORT, Language, Page, Site, Visitor, WHOLE, no_import, open_view, plain_texts,
};
use mail_settings::i18n::EASY;
use serde_json::json;

const EASY_NAME: &str = "やさしい日本語";
/// Position in `Messages::topics`.
const TERMS: usize = 6;

/// Which language's button is pressed.
#[track_caller]
fn assert_pressed(page: &Page, wanted: &str) {
    let pressed =
        "return [...root.querySelectorAll('.languages [aria-pressed=true]')].map((it) => it.textContent)";
    assert_eq!(page.widget().js(pressed), json!([wanted]));
}

#[test]
fn plain_japanese_changes_the_words_and_no_value() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
    let japanese = Visitor::new(&page, Language::JA);
    japanese.enters_address("info@sample.jp");
    japanese.sees_settings(Some("thunderbird"));
    let servers = [japanese.words.incoming, japanese.words.outgoing];
    let values = |servers: [&str; 2]| {
        let widget = page.widget();
        servers.map(|server| japanese.words.fields.map(|field| widget.row_value(server, field)))
    };
    let before = values(servers);
    let settings = page.widget().settings();
    page.widget().button(EASY_NAME).click();
    page.widget().heading(&(EASY.settings_for)(Some("Thunderbird（パソコン）")));
    page.widget().focus_on(EASY_NAME);
    assert_pressed(&page, EASY_NAME);
    assert_eq!(values([EASY.incoming, EASY.outgoing]), before);
    let mut answer = page.widget().settings();
    assert_eq!(answer["status"], settings["status"]);
    for side in ["incoming", "outgoing"] {
        assert_eq!(answer[side].take(), settings[side], "{side}");
    }
    assert_eq!(page.widget().state()["address"], "info@sample.jp");
    assert_eq!(page.widget().state()["lang"], "ja-x-easy");
    assert!(page.settle(&true, || page.hash().ends_with("&lang=ja-x-easy")), "{}", page.hash());
    assert_eq!(page.widget().js("return root.querySelector('[lang]').lang"), "ja-x-easy");
    page.widget().says(&no_import("thunderbird", Language::EASY));

    page.widget().button("日本語").click();
    page.widget().heading(&(japanese.words.settings_for)(Some("Thunderbird（パソコン）")));
    assert_eq!(values(servers), before);
    assert_pressed(&page, "日本語");
    page.assert_quiet();
}

/// Whatever a provider's document is told about, and whatever can be taken along.
#[test]
fn questions_answers_and_exports_speak_plain_japanese() {
    for (provider, fragment, views) in [
        ("neoworks", "provider=neoworks", &[0, 1, 2][..]),
        ("neoworks", &format!("{WHOLE}&client=thunderbird"), &[0, EXPORT, 1]),
        ("neoworks", "provider=neoworks&plan=initial-setup&os=other&connection=tls&certificate=shared", &[0]),
        ("sppd", "provider=sppd", &[0, 1, 2]),
        ("sppd", "provider=sppd&plan=windows-dedicated&connection=tls&access=imap&client=thunderbird", &[0]),
        ("editnet", "provider=editnet&client=becky", &[0, 1, 2]),
        (
            "editnet",
            "provider=editnet&plan=mail-account&network=other&op25b=yes&connection=standard&access=pop3&client=becky",
            &[0],
        ),
    ] {
        let page = Page::at(&format!("{fragment}&lang=ja-x-easy"));
        // By name, the words in full Japanese are the same but for a blank.
        page.wait("plain words", || {
            let there =
                page.widget().js_with("return root.textContent.includes(value)", &EASY.tabs[0].into());
            (there == true).then_some(())
        });
        for view in views {
            open_view(&page.widget(), Language::EASY, *view);
            // Documents are cited in their own words.
            let text = page.widget().js("const screen = root.querySelector('.screen').cloneNode(true);
                 for (const it of screen.querySelectorAll('.sources, .origin, .side small')) it.remove();
                 return screen.textContent");
            let text = text.as_str().unwrap();
            let texts = plain_texts(provider);
            let left: Vec<&str> = texts
                .iter()
                .filter(|(full, plain)| {
                    full.chars().count() > 6 && !plain.contains(full) && text.contains(full)
                })
                .map(|(full, _)| full.as_str())
                .collect();
            assert!(left.is_empty(), "{fragment}, view {view}: not plain: {left:#?}");
            // Table and tree hold names and values alone.
            let plain = texts.iter().filter(|(_, plain)| text.contains(plain)).count();
            assert!(
                plain > 0 || [1, 2].contains(view),
                "{fragment}, view {view}: nothing is plain in {text}"
            );
        }
        page.assert_quiet();
    }
}

#[test]
fn guide_and_terms_speak_plain_japanese() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja-x-easy"));
    page.widget().heading(&(EASY.settings_for)(Some("Thunderbird（パソコン）")));
    page.widget().button(&(EASY.steps_in)(Some("Thunderbird（パソコン）"))).click();
    page.widget().says("「受信サーバー設定」に 入れる");
    page.widget().button(EASY.topics[TERMS]).click();
    page.widget().says("メールを サーバーから 自分の 機械に うつす やり方です。");
    page.widget().button(EASY.to_settings).click();
    page.widget().heading(&(EASY.settings_for)(Some("Thunderbird（パソコン）")));
    page.assert_quiet();
}

#[test]
fn every_page_of_help_speaks_plain_japanese() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja-x-easy"));
    let widget = page.widget();
    // What only the plain words have, and the full ones in their place.
    for (topic, plain, full) in [
        (
            2,
            ["画面に 出た 文を ここに 入れるか", "どうしてか 調べる", "どう なって いますか"],
            "近い症状を選びます",
        ),
        (3, ["メールの 記録", "自分に メールを 1つ 送って", "外に 送りません"], "ヘッダーの見つけ方"),
        (
            4,
            ["サーバーの 名前の 書類", "入れる サーバー名", "画面に 出た 名前を 調べる"],
            "警告の画面に出た名前",
        ),
        (
            5,
            ["ちがう ところだけが わかります", "ファイルを えらぶ", "ここに 出ます"],
            "お答えの設定と違うところ",
        ),
        (6, ["この 画面と 資料に ある ことばの 意味です。", "APOP", "UIDL"], "出てくる言葉"),
    ] {
        widget.button(EASY.topics[topic]).click();
        widget.heading(EASY.topics[topic]);
        // What is folded away counts too.
        let text = widget
            .js("for (const it of root.querySelectorAll('details')) it.open = true; return root.textContent");
        let text = text.as_str().unwrap();
        for word in plain {
            assert!(text.contains(word), "no “{word}” in {text}");
        }
        assert!(!text.contains(full), "“{full}” stands in {text}");
    }
    widget.button(EASY.topics[2]).click();
    widget.find("textbox", "画面に 出た 文").paste("550 5.7.1 Relaying denied");
    widget.button("どうしてか 調べる").click();
    widget.heading("この 順番で 見てください");
    page.assert_quiet();
}

#[test]
fn the_attribute_asks_for_plain_japanese_and_takes_no_focus() {
    let page = Page::with(r#"<mail-settings provider="neoworks" lang="JA-X-easy"></mail-settings>"#);
    page.widget().button(EASY.next);
    assert!(page.widget().focused().is_none());
    assert_pressed(&page, EASY_NAME);
    assert_eq!(page.widget().state(), json!({ "provider": "neoworks" }));
    page.js("document.querySelector('mail-settings').lang = 'ja'");
    page.widget().button(Language::JA.words().next);
    page.js("document.querySelector('mail-settings').lang = 'ja-x-easy'");
    page.widget().button(EASY.next);
    page.assert_quiet();
}

#[test]
fn passing_over_the_mail_program_holds_when_plain_japanese_comes() {
    let page = Page::at("provider=sppd&plan=windows-shared&lang=ja");
    let visitor = Visitor::new(&page, Language::JA);
    visitor.skips_client();
    visitor.widget.button(EASY_NAME).click();
    visitor.widget.button(EASY.next);
    assert!(!page.widget().has("group", EASY.ask_client));
    page.assert_quiet();
}

#[test]
fn japanese_stays_when_the_second_module_does_not_come() {
    let words = Language::JA.words();
    let page = Page::new(Site::new());
    page.before_scripts(
        "const go = fetch;
         window.fetch = (what, how) => /help/.test(what) ? Promise.reject(new TypeError('cut off')) : go(what, how);",
    );
    page.visit(&format!("/#{EXAMPLE}&lang=ja"));
    page.widget().heading(&(words.settings_for)(Some("Thunderbird（パソコン）")));
    page.widget().button(EASY_NAME).click();
    page.wait("the language", || (page.widget().state()["lang"] == "ja-x-easy").then_some(()));
    page.wait("the warning", || (!page.console().warnings.is_empty()).then_some(()));
    page.widget().heading(&(words.settings_for)(Some("Thunderbird（パソコン）")));
    assert_pressed(&page, EASY_NAME);
    assert_eq!(page.widget().settings()["status"], "answered");
    page.widget().button("English").click();
    page.widget().heading(&(Language::EN.words().settings_for)(Some("Thunderbird (computer)")));
}
