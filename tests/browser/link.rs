//! The page's fragment: reading it, writing it, Back and Forward, and which language it brings.

use crate::support::{EXAMPLE, Language, Page, Visitor, answer, ask, label};
use serde_json::json;

#[track_caller]
fn opens_the_example(fragment: &str) {
    let page = Page::at(fragment);
    let widget = page.widget();
    assert_eq!(
        widget.state(),
        json!({
            "provider": "neoworks", "plan": "maintenance", "os": "other", "connection": "tls", "certificate": "shared",
            "access": "pop3", "client": "thunderbird", "lang": "ja",
        })
    );
    assert_eq!(widget.settings()["status"], "answered");
    widget.heading(&(Language::JA.words().settings_for)(Some("Thunderbird（パソコン）")));
}

#[test]
fn a_link_opens_its_answer() {
    opens_the_example(&format!("{EXAMPLE}&lang=ja"));
}

#[test]
fn a_link_may_have_any_order() {
    let mut pairs: Vec<&str> = EXAMPLE.split('&').chain(["lang=ja"]).collect();
    pairs.reverse();
    opens_the_example(&pairs.join("&"));
}

#[test]
fn a_link_may_bring_what_nobody_knows() {
    opens_the_example(&format!("x=1&{EXAMPLE}&lang=ja&plan2=&=&%ff"));
}

#[test]
fn garbage_opens_the_start() {
    let long = "a".repeat(5000);
    for garbage in ["provider=nobody&plan=x", "%%%", "&&==&", "provider", "provider=neoworks%00", &long] {
        let page = Page::at(garbage);
        let widget = page.widget();
        widget.asked(Language::JA.words().ask_provider);
        assert_eq!(widget.state(), json!({}), "{garbage}");
        page.assert_quiet();
    }
}

#[test]
fn back_and_forward_step_through_the_answers_without_a_reload() {
    let language = Language::JA;
    let page = Page::home();
    page.js("window.stays = true");
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("sppd");
    visitor.answers("plan", "windows-shared");
    visitor.skips_client();
    visitor.answers_all(&[("os", "other"), ("connection", "tls")]);
    visitor.widget.asked(&ask("sppd", "access", language));

    page.back();
    visitor.widget.asked(&ask("sppd", "connection", language));
    page.back();
    visitor.widget.asked(&ask("sppd", "os", language));
    page.forward();
    visitor.widget.asked(&ask("sppd", "connection", language));
    page.forward();
    visitor.widget.asked(&ask("sppd", "access", language));
    for _ in 0..4 {
        page.back();
    }
    visitor.widget.asked(visitor.words.ask_provider);
    assert_eq!(page.js("return window.stays"), true, "the page was not loaded again");
    page.assert_quiet();
}

#[test]
fn a_new_answer_makes_one_history_entry_and_everything_else_none() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    let length = || page.js("return history.length");
    let before = length();
    visitor.enters_address("info@sample.jp");
    visitor.sees_settings(Some("thunderbird"));
    visitor.widget.button("English").click();
    visitor.widget.button("日本語").click();
    visitor.widget.button(visitor.words.tabs[1]).click();
    visitor.widget.button(visitor.words.tabs[0]).click();
    assert_eq!(length(), before);
    visitor.changes(&label("neoworks", "certificate", Language::JA));
    visitor.marks(&answer("neoworks", "certificate", "mail-name", Language::JA));
    visitor.goes_on();
    visitor.sees_settings(Some("thunderbird"));
    let one_more = before.as_u64().expect("a number") + 1;
    assert_eq!(page.settle(&one_more.into(), length), one_more);
}

#[test]
fn a_fragment_changed_by_hand_takes_effect() {
    let page = Page::at(EXAMPLE);
    let widget = page.widget();
    assert_eq!(widget.settings()["status"], "answered");
    page.js("location.hash = '#provider=editnet&lang=en'");
    widget.asked(Language::EN.words().ask_client);
    assert_eq!(widget.state(), json!({ "provider": "editnet", "lang": "en" }), "what is absent is cleared");
}

#[test]
fn the_address_is_kept_but_never_written_into_the_fragment() {
    let page = Page::at(&format!("{EXAMPLE}&address=info%40sample.jp&notice-username=taro"));
    let visitor = Visitor::new(&page, Language::JA);
    assert_eq!(visitor.widget.state()["address"], "info@sample.jp", "it is read");
    visitor.changes(&label("neoworks", "certificate", Language::JA));
    visitor.marks(&answer("neoworks", "certificate", "mail-name", Language::JA));
    visitor.goes_on();
    visitor.sees_settings(Some("thunderbird"));
    page.hash_is(&format!("#{}", EXAMPLE.replace("shared", "mail-name")));
    visitor.enters_address("someone@sample.co.jp");
    visitor.sees_settings(Some("thunderbird"));
    page.hash_is(&format!("#{}", EXAMPLE.replace("shared", "mail-name")));
    page.js("location.hash = 'provider=editnet'");
    page.wait("the new state", || (visitor.widget.state()["provider"] == "editnet").then_some(()));
    assert_eq!(visitor.widget.state()["address"], "someone@sample.co.jp");
}

#[test]
fn the_answer_is_written_in_a_fixed_order() {
    let page = Page::home();
    let widget = page.widget();
    let mut pairs: Vec<(&str, &str)> = EXAMPLE.split('&').filter_map(|pair| pair.split_once('=')).collect();
    pairs.reverse();
    widget.set_state(&pairs.into_iter().map(|(key, value)| (key, value.to_owned())).collect());
    page.hash_is(&format!("#{EXAMPLE}"));
}

#[test]
fn the_switch_beats_the_fragment_and_the_fragment_the_attribute() {
    let page = Page::with("<mail-settings deep-link=\"on\" lang=\"ja\"></mail-settings>");
    let widget = page.widget();
    widget.asked(Language::JA.words().ask_provider);
    page.js("location.hash = 'lang=en'");
    widget.asked(Language::EN.words().ask_provider);
    widget.button("日本語").click();
    widget.asked(Language::JA.words().ask_provider);
    page.js("location.hash = 'lang=en&provider=sppd'");
    widget.asked(&ask("sppd", "plan", Language::JA));
}

#[test]
fn without_deep_link_the_fragment_is_none_of_its_business() {
    let page = Page::with("<mail-settings></mail-settings>");
    page.js("location.hash = 'provider=sppd'");
    let mut visitor = Visitor::new(&page, Language::JA);
    visitor.chooses_provider("editnet");
    visitor.widget.asked(visitor.words.ask_client);
    page.js("location.hash = 'provider=neoworks'");
    page.wait_js("location.hash === '#provider=neoworks'");
    assert_eq!(visitor.widget.state(), json!({ "provider": "editnet" }));
    page.hash_is("#provider=neoworks");
}

#[test]
fn deep_link_can_be_turned_on_and_off() {
    let page = Page::with("<mail-settings></mail-settings>");
    page.js("location.hash = 'provider=sppd'");
    let widget = page.widget();
    assert_eq!(widget.state(), json!({}));
    widget.host.set_attribute("deep-link", Some("on"));
    widget.asked(&ask("sppd", "plan", Language::JA));
    widget.host.set_attribute("deep-link", None);
    widget.set_state(&json!({ "provider": "editnet" }));
    page.hash_is("#provider=sppd");
}
