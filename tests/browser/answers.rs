//! Going back on answers, answers that lead nowhere, what is typed, and what is copied.

use crate::support::{
    EXAMPLE, HOST, Language, PORT, Page, Site, USERNAME, Visitor, WHOLE, Widget, answer, ask, format, key,
    label, reason,
};
use mail_settings::catalogue::Catalogue;
use mail_settings::i18n::Locale;
use mail_settings::wording;
use serde_json::json;

/// An answered state of the provider whose host and user name are on the notice.
const NOTICE: &str = "provider=sppd&plan=windows-shared&os=other&connection=tls&access=pop3";

#[test]
fn the_mail_program_can_be_passed_over() {
    let page = Page::home();
    let mut visitor = Visitor::new(&page, Language::JA);
    visitor.chooses_provider("sppd");
    visitor.answers("plan", "windows-shared");
    visitor.skips_client();
    visitor.answers_all(&[("os", "other"), ("connection", "tls"), ("access", "pop3")]);
    visitor.sees_settings(None);
    assert_eq!(visitor.widget.state()["client"], json!(null));
}

#[test]
fn going_on_without_an_answer_says_so_and_keeps_the_question() {
    let page = Page::home();
    let visitor = Visitor::new(&page, Language::JA);
    visitor.goes_on();
    let alert = visitor.widget.page.wait("an alert", || visitor.widget.all("alert").into_iter().next());
    assert_eq!(alert.text(), visitor.words.choose_one);
    visitor.widget.focus_on(visitor.words.choose_one);
    visitor.widget.asked(visitor.words.ask_provider);
    assert_eq!(visitor.widget.settings()["next"], "provider");
}

#[test]
fn changing_an_earlier_answer_keeps_the_others() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    visitor.sees_settings(Some("thunderbird"));
    visitor.changes(&label("neoworks", "certificate", Language::JA));
    visitor.widget.asked(&ask("neoworks", "certificate", Language::JA));
    let before = visitor.widget.radio(&answer("neoworks", "certificate", "shared", Language::JA));
    assert_eq!(before.js("return element.checked"), true, "the former answer is marked");
    visitor.marks(&answer("neoworks", "certificate", "mail-name", Language::JA));
    visitor.goes_on();
    visitor.sees_settings(Some("thunderbird"));
    let state = visitor.widget.state();
    for (key, value) in
        [("os", "other"), ("connection", "tls"), ("certificate", "mail-name"), ("access", "pop3")]
    {
        assert_eq!(state[key], value, "{key}");
    }
    assert_eq!(
        visitor.widget.row_value(visitor.words.incoming, visitor.words.fields[HOST]),
        "mail.<ドメイン名>"
    );
}

#[test]
fn leaving_an_opened_question_changes_nothing() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    let before = visitor.widget.settings();
    visitor.changes(&label("neoworks", "certificate", Language::JA));
    visitor.marks(&answer("neoworks", "certificate", "mail-name", Language::JA));
    visitor.widget.button(visitor.words.back).click();
    visitor.sees_settings(Some("thunderbird"));
    assert_eq!(visitor.widget.settings(), before);
}

#[test]
fn starting_again_forgets_every_answer_but_not_the_language() {
    let page = Page::at(&format!("{EXAMPLE}&lang=en"));
    let widget = page.widget();
    let words = Language::EN.words();
    widget.button(words.reset).click();
    widget.asked(words.ask_provider);
    assert_eq!(widget.state(), json!({ "lang": "en" }));
    widget.focus_on(words.ask_provider);
}

#[test]
fn another_way_can_be_taken_from_an_answer() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    let ways = visitor.widget.settings()["suggestions"].clone();
    assert_eq!(ways.as_array().map(Vec::len), Some(1), "{ways}");
    visitor.widget.find("DisclosureTriangle", &(visitor.words.other_ways)(1)).click();
    let take = format!("{}{}", visitor.words.take_this, visitor.words.colon);
    let buttons = visitor.widget.all("button");
    let button =
        buttons.iter().find(|button| button.text().starts_with(&take)).expect("a button takes the other way");
    button.click();
    visitor.sees_settings(Some("thunderbird"));
    let state = visitor.widget.state();
    for (key, value) in ways[0]["set"].as_object().expect("a suggestion sets answers") {
        assert_eq!(state[key], *value, "{key}");
    }
    assert_eq!(visitor.widget.settings()["status"], "answered");
}

#[test]
fn the_other_document_stands_beside_a_stated_value_once() {
    const STATED: &str = "provider=neoworks&plan=maintenance&os=centos7&domain=host&certificate=none&access=pop3\
                          &address=info%40sample.co.jp";
    for language in Language::BOTH {
        let page = Page::at(&format!("{STATED}&lang={}", language.0));
        let widget = page.widget();
        let words = language.words();
        widget.heading((words.settings_for)(None).as_str());
        let user = |server| widget.row(server, words.fields[USERNAME]);
        assert_eq!(user(words.incoming).value, "info");
        assert!(user(words.incoming).doubt.contains("info@sample.co.jp"));
        assert!(!user(words.outgoing).doubt.contains("info@sample.co.jp"));
    }
}

#[test]
fn another_way_says_what_it_takes() {
    for language in Language::BOTH {
        let fragment =
            "provider=neoworks&plan=maintenance&os=centos7&domain=host&certificate=none&access=pop3";
        let page = Page::at(&format!("{fragment}&lang={}", language.0));
        let widget = page.widget();
        let words = language.words();
        widget.heading((words.settings_for)(None).as_str());
        widget.find("DisclosureTriangle", &(words.other_ways)(2)).click();
        let ways =
            widget.js("return [...root.querySelectorAll('.ways')].map((list) => list.textContent).join()");
        let ways = ways.as_str().unwrap_or_default();
        for id in ["certificate-required", "shared-certificate-2024"] {
            let title = reason("neoworks", id, language);
            assert!(ways.contains(&title), "“{ways}” lacks “{title}”");
        }
    }
}

#[test]
fn a_contradiction_shows_both_sides_and_a_way_that_works() {
    for language in Language::BOTH {
        let fragment = "provider=sppd&plan=windows-shared&os=other&connection=tls&access=imap";
        let page = Page::at(&format!("{fragment}&lang={}", language.0));
        let widget = page.widget();
        let words = language.words();
        widget.heading(words.cannot_decide);
        assert_eq!(widget.settings()["reasons"], json!(["imap-tls-disputed"]));
        let sides =
            widget.js("return [...root.querySelectorAll('.sides h4')].map((side) => side.textContent)");
        let sides = sides.as_array().cloned().unwrap_or_default();
        assert!(sides.len() == 2 && sides[0] != sides[1], "two sides: {sides:?}");
        takes_the_first_way(&widget, language);
    }
}

#[test]
fn the_shared_certificate_of_another_plan_offers_ways_that_work() {
    for language in Language::BOTH {
        let fragment = "provider=neoworks&plan=initial-setup&os=other&connection=tls&certificate=shared";
        let page = Page::at(&format!("{fragment}&lang={}", language.0));
        let widget = page.widget();
        widget.heading(language.words().not_offered);
        assert_eq!(widget.settings()["reasons"], json!(["shared-certificate-maintenance-only"]));
        takes_the_first_way(&widget, language);
    }
}

#[track_caller]
fn takes_the_first_way(widget: &crate::support::Widget<'_>, language: Language) {
    let words = language.words();
    widget.heading(words.ways_on);
    let ways = widget.all("button");
    let way = ways.iter().find(|button| button.text().starts_with(words.see_settings)).expect("a way on");
    way.click();
    widget.page.wait("an answer", || (widget.settings()["status"] != "unavailable").then_some(()));
    assert_eq!(widget.settings()["status"], "answered", "{}", widget.settings());
    widget.heading(&(words.settings_for)(None));
}

#[test]
fn a_wrong_address_is_told_beside_the_field_and_changes_nothing_else() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    visitor.enters_address("info@sample.jp");
    visitor.sees_settings(Some("thunderbird"));
    let before = visitor.widget.settings();
    let words = visitor.words;
    visitor.opens_address();
    let long = format!("info@{}.jp", "a.".repeat(150));
    for (typed, message) in [
        ("info", words.error_no_at.to_owned()),
        ("info@", words.error_no_domain.to_owned()),
        ("@sample.jp", words.error_no_local.to_owned()),
        ("a b@sample.jp", words.error_space.to_owned()),
        ("a@b@sample.jp", words.error_many_ats.to_owned()),
        ("info@sample", words.error_no_dot.to_owned()),
        ("山田@sample.jp", (words.error_local_character)('山')),
        (&long, words.error_too_long.to_owned()),
    ] {
        let field = visitor.widget.find("textbox", words.address);
        field.retype(typed);
        visitor.goes_on();
        visitor.widget.page.wait(&format!("the message about “{typed}”"), || {
            visitor.widget.all("alert").first().filter(|alert| alert.text() == message).map(drop)
        });
        let field = visitor.widget.find("textbox", words.address);
        assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"), "{typed}");
        let described = field.js(
            "return element.getRootNode().getElementById(element.getAttribute('aria-describedby')).textContent",
        );
        assert_eq!(described, message.as_str(), "the message describes the field");
        assert_eq!(field.js("return element.value"), typed, "what was typed stays");
        assert_eq!(visitor.widget.settings(), before, "{typed}");
    }
}

#[test]
fn typing_goes_on_after_a_wrong_address() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    visitor.enters_address("info");
    visitor.widget.says(visitor.words.error_no_at);
    page.wait("focus in the field", || visitor.widget.focused().filter(|field| field.role() == "textbox"));
    page.keys("@sample.jp\u{E007}".chars());
    visitor.sees_settings(Some("thunderbird"));
    assert_eq!(visitor.widget.state()["address"], "info@sample.jp");
}

#[test]
fn typing_goes_on_after_a_wrong_entry_from_the_notice() {
    let page = Page::at(NOTICE);
    let visitor = Visitor::new(&page, Language::JA);
    let words = visitor.words;
    visitor.widget.find("textbox", words.fields[HOST]).type_text("mail\u{E007}");
    visitor.widget.says(words.error_no_dot);
    page.keys(".sample.jp\u{E007}".chars());
    visitor.widget.says("mail.sample.jp");
    assert_eq!(visitor.widget.row_value(words.incoming, words.fields[HOST]), "mail.sample.jp");
}

/// A value that was entered stays where the keyboard is, whether the notice alone knows it or something usual stood there.
#[test]
fn the_focus_stays_with_what_was_entered_from_the_notice() {
    let language = Language::JA;
    let words = language.words();
    let host = (words.field_of)(words.incoming_short, words.fields[HOST]);
    let correct = format!("{}{}{host}", words.correct, words.colon);
    let usual = "provider=neoworks&plan=maintenance&os=other&connection=standard&access=pop3";
    for (fragment, is_usual) in [(NOTICE, false), (usual, true)] {
        let page = Page::at(fragment);
        let visitor = Visitor::new(&page, language);
        visitor.sees_settings(None);
        if is_usual {
            visitor.widget.button(&format!("{}{}{host}", words.enter_notice, words.colon)).click();
        }
        visitor.widget.find("textbox", words.fields[HOST]).retype("mail.sample.jp\u{E007}");
        visitor.widget.focus_on(&correct);
        let doubt = visitor.widget.row(words.incoming, words.fields[HOST]).doubt;
        assert!(doubt.contains(words.entered) && !doubt.contains(words.certainty[1]), "{doubt}");
        // And back into the field.
        page.keys("\u{E007}".chars());
        page.wait("the field", || {
            visitor
                .widget
                .focused()
                .filter(|it| it.role() == "textbox" && it.label() == words.fields[HOST])
                .map(drop)
        });
    }
}

#[test]
fn every_fact_of_the_plan_stands_below_its_settings() {
    for (provider, fragment, plan) in [
        (
            "neoworks",
            "provider=neoworks&plan=maintenance&os=other&connection=standard&access=pop3",
            "maintenance",
        ),
        ("sppd", "provider=sppd&plan=linux&connection=tls", "linux"),
        // Nobody is asked for the only plan.
        ("editnet", "provider=editnet&network=editnet&connection=tls&access=pop3", "mail-account"),
    ] {
        for language in [Language::JA, Language::EN] {
            let page = Page::at(&format!("{fragment}&lang={}", language.0));
            let visitor = Visitor::new(&page, language);
            visitor.sees_settings(None);
            visitor.widget.says(language.words().facts);
            let matrix = Catalogue::embedded().matrix(provider).unwrap();
            let plan = matrix.plans().iter().position(|known| known.id == plan).unwrap();
            let wanted: Vec<String> = matrix
                .facts(plan)
                .map(|fact| fact.title.get(Locale::from_tag(language.0).unwrap()).to_owned())
                .collect();
            let shown = visitor
                .widget
                .js("return [...root.querySelectorAll('.facts dt')].map((it) => it.textContent)");
            let shown: Vec<String> =
                shown.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
            assert_eq!(shown.len(), wanted.len(), "{provider}: {shown:?}");
            assert!(wanted.iter().all(|title| shown.contains(title)), "{provider}: {shown:?}");
        }
    }
}

#[test]
fn a_name_in_japanese_letters_becomes_the_form_that_servers_know() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    visitor.enters_address("info@日本語.jp");
    visitor.sees_settings(Some("thunderbird"));
    let (incoming, fields) = (visitor.words.incoming, visitor.words.fields);
    assert_eq!(visitor.widget.row_value(incoming, fields[HOST]), "xn--wgv71a119e.neoworks.jp");
    assert_eq!(visitor.widget.row_value(incoming, fields[USERNAME]), "info@xn--wgv71a119e.jp");
}

#[test]
fn an_emptied_address_is_forgotten() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::JA);
    visitor.enters_address("info@sample.jp");
    visitor.sees_settings(Some("thunderbird"));
    assert_eq!(visitor.widget.state()["address"], "info@sample.jp");
    visitor.enters_address("");
    visitor.sees_settings(Some("thunderbird"));
    assert_eq!(visitor.widget.state()["address"], json!(null));
    assert_eq!(
        visitor.widget.row_value(visitor.words.incoming, visitor.words.fields[HOST]),
        "<ドメイン名の先頭>.neoworks.jp"
    );
}

#[test]
fn what_is_still_to_come_stands_in_the_order_in_which_it_is_asked() {
    for matrix in Catalogue::embedded().matrices() {
        let page = Page::at(&format!("provider={}&lang=ja", matrix.id()));
        let widget = page.widget();
        widget.heading(Language::JA.words().answers);
        let labels = widget.js(
            "return [...root.querySelectorAll('#answer-list [data-state=later] dt')].map((it) => it.textContent)",
        );
        let labels: Vec<String> = serde_json::from_value(labels).unwrap();
        let asked = (0..matrix.inputs()).map(|input| wording::input(matrix, input, Locale::Ja));
        let expected: Vec<&str> = asked.filter(|label| labels.iter().any(|shown| shown == label)).collect();
        assert!(labels.len() > 1, "{}", matrix.id());
        assert_eq!(labels, expected, "{}", matrix.id());
    }
}

#[test]
fn a_wrong_entry_from_the_notice_never_becomes_a_value() {
    let page = Page::at(NOTICE);
    let visitor = Visitor::new(&page, Language::JA);
    visitor.sees_settings(None);
    let words = visitor.words;
    visitor.widget.find("textbox", words.fields[HOST]).type_text("mail server\u{E007}");
    visitor.widget.page.wait("the message", || {
        visitor.widget.all("alert").first().filter(|alert| alert.text() == words.error_space).map(drop)
    });
    assert_eq!(visitor.widget.settings()["incoming"]["host"]["value"], json!(null));
    let port = (words.field_of)(words.incoming_short, words.fields[PORT]);
    visitor.widget.button(&format!("{}{}{port}", words.enter_support, words.colon)).click();
    visitor.widget.find("textbox", words.fields[PORT]).type_text("99999\u{E007}");
    visitor.widget.says(words.error_port);
    assert_eq!(visitor.widget.settings()["incoming"]["port"]["value"], json!(null));
    visitor.widget.find("textbox", words.fields[PORT]).retype("１０９９５");
    page.keys([key::ENTER]);
    let port = || visitor.widget.settings()["incoming"]["port"]["value"].clone();
    assert_eq!(page.settle(&json!(10995), port), json!(10995), "digits of an input method");
}

/// From here on the page remembers what its buttons are called and what it says aloud, which is soon over.
#[track_caller]
fn listens(widget: &Widget<'_>) {
    widget.js(
        "const heard = window.heard = [];
         new MutationObserver(() => {
           for (const it of root.querySelectorAll('button, .spoken[role=status]'))
             heard.push(`${it.localName === 'button' ? 'button' : 'status'} ${(it.getAttribute('aria-label') ?? it.textContent).replace(/\\s+/g, '')}`);
         }).observe(root, { childList: true, subtree: true, characterData: true, attributes: true })",
    );
}

#[track_caller]
fn hears(page: &Page, whom: &str, wanted: &str) {
    let wanted: String = wanted.split_whitespace().collect();
    page.wait(&wanted, || {
        let heard = page.js_with("return heard.includes(arguments[0])", json!([format!("{whom} {wanted}")]));
        (heard == true).then_some(())
    });
}

#[test]
fn copying_puts_exactly_the_value_on_the_clipboard_and_says_so() {
    let page = Page::at(&format!("{EXAMPLE}&address=info%40sample.jp"));
    page.may_read_the_clipboard();
    let visitor = Visitor::new(&page, Language::JA);
    let words = visitor.words;
    for (side, field, value) in [
        (words.incoming_short, HOST, "sample.neoworks.jp"),
        (words.outgoing_short, PORT, "465"),
        (words.incoming_short, USERNAME, "info@sample.jp"),
    ] {
        let what = (words.field_of)(side, words.fields[field]);
        let button = visitor.widget.button(&format!("{}{}{what}", words.copy, words.colon));
        listens(&visitor.widget);
        button.click();
        // The button says it in its name, a live region aloud.
        hears(&page, "button", &format!("{}{}{what}", words.copied, words.colon));
        hears(&page, "status", words.copied);
        assert_eq!(page.clipboard(), value);
    }
    let button = visitor.widget.button(words.copy_all);
    listens(&visitor.widget);
    button.click();
    hears(&page, "button", words.copied);
    let all = page.clipboard();
    assert!(all.contains("sample.neoworks.jp") && all.contains("465"), "{all}");
}

#[track_caller]
fn clipboard_fails(script: &str) {
    let page = Page::new(Site::new());
    page.before_scripts(script);
    page.visit(&format!("/#{EXAMPLE}"));
    let visitor = Visitor::new(&page, Language::JA);
    let words = visitor.words;
    let what = (words.field_of)(words.incoming_short, words.fields[PORT]);
    visitor.widget.button(&format!("{}{}{what}", words.copy, words.colon)).click();
    visitor.widget.page.wait("the sentence beside the value", || {
        visitor.widget.all("alert").first().filter(|alert| alert.text() == words.copy_failed).map(drop)
    });
    // Chromium keeps a selection of its own for each shadow root.
    let selected = visitor.widget.js("return (root.getSelection?.() ?? getSelection()).toString()");
    assert_eq!(selected, "995", "the value is selected, ready for the visitor's own copying");
    page.assert_quiet();
}

#[test]
fn without_a_clipboard_the_value_is_selected_instead() {
    clipboard_fails("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
}

#[test]
fn with_a_clipboard_that_refuses_the_value_is_selected_instead() {
    clipboard_fails(
        "Object.defineProperty(navigator, 'clipboard', \
         { value: Object.create(Clipboard.prototype, { writeText: { value: () => Promise.reject(new Error('no')) } }) })",
    );
}

#[test]
fn a_type_ahead_field_shortens_a_long_list_of_plans() {
    let page = Page::at("provider=neoworks");
    let widget = page.widget();
    let words = Language::JA.words();
    widget.asked(&ask("neoworks", "plan", Language::JA));
    let all = widget.all("radio").len();
    assert_eq!(all, 5);
    widget.find("searchbox", words.type_ahead).type_text("専用サーバ");
    page.wait("fewer plans", || (widget.all("radio").len() < all).then_some(()));
    widget.radio(&answer("neoworks", "plan", "dedicated", Language::JA));
    page.keys([key::TAB]);
}

#[test]
fn where_a_password_is_asked_is_said_exactly() {
    for language in Language::BOTH {
        let words = language.words();
        let one = (words.one_password)(&format("dclogin-qr", language));
        for (client, asks) in [("delta-chat", true), ("thunderbird", false), ("other", false)] {
            let page = Page::at(&format!("{WHOLE}&client={client}&lang={}", language.0));
            page.widget().heading(if asks { &one } else { words.no_password });
            let text = page.widget().text();
            assert_eq!(text.contains(&one), asks, "{client}");
            assert_eq!(text.contains(words.no_password), !asks, "{client}");
            page.assert_quiet();
        }
        // Where the code cannot be made, nothing asks.
        let encrypted =
            "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=imap";
        let page =
            Page::at(&format!("{encrypted}&client=delta-chat&address=info%40sample.jp&lang={}", language.0));
        page.widget().heading(words.no_password);
    }
}

#[test]
fn each_way_into_the_help_stands_once() {
    for (fragment, headed) in [
        (EXAMPLE.to_owned(), false),
        (EXAMPLE.replace("&client=thunderbird", ""), false),
        (
            "provider=sppd&plan=windows-shared&os=other&connection=tls&access=imap&client=becky".to_owned(),
            true,
        ),
    ] {
        let page = Page::at(&format!("{fragment}&lang=ja"));
        let words = Language::JA.words();
        let widget = page.widget();
        widget.heading(if headed { words.cannot_decide } else { words.incoming });
        widget.button(words.topics[6]);
        let names = widget.js(
            "return [...root.querySelectorAll('.helps button, .topics button')].map((it) => it.textContent)",
        );
        let names: Vec<&str> = names.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        for (index, topic) in words.topics.into_iter().enumerate() {
            let count = names.iter().filter(|name| **name == topic).count();
            // The main button leads to the steps of a mail program that is known.
            let has_button = index == 0 && !headed && fragment.contains("client=");
            assert_eq!(count, usize::from(!has_button), "“{topic}” in {names:?}");
        }
    }
}
