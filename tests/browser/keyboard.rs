//! Everything without a mouse: the focus goes where the visitor is needed, and can be seen.

use crate::support::{EXAMPLE, Element, Language, Page, Widget, answer, ask, client, key, provider};

/// Presses Tab until this has the focus, and asserts that the focus can be seen at every stop.
#[track_caller]
fn tab_to(widget: &Widget<'_>, role: &str, name: &str) {
    for _ in 0..80 {
        widget.page.keys([key::TAB]);
        let Some(element) = widget.focused() else {
            continue; // still on the page around the widget
        };
        assert!(is_visible(widget), "the focus cannot be seen on {} “{}”", element.role(), element.label());
        if element.role() == role && squash(&element.label()).starts_with(&squash(name)) {
            return;
        }
    }
    panic!("Tab never comes to {role} “{name}”");
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

/// An outline on the element, on what is drawn over it, or on the box around it.
#[track_caller]
fn is_visible(widget: &Widget<'_>) -> bool {
    let visible = widget.js(
        "const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
         const ring = (element) => outlined(getComputedStyle(element)) ||
           outlined(getComputedStyle(element, '::after')) ||
           [...element.querySelectorAll('.ring')].some((ring) => getComputedStyle(ring).stroke !== 'none' &&
             getComputedStyle(ring).visibility !== 'hidden');
         const element = root.activeElement;
         return ring(element) || ring(element.parentElement) || Boolean(element.closest('.choice') &&
           outlined(getComputedStyle(element.closest('.choice'))))",
    );
    visible == true
}

/// Marks the answer with the arrow keys, coming from the first one, and confirms it.
#[track_caller]
fn choose(widget: &Widget<'_>, question: &str, position: usize, label: &str) {
    widget.asked(question);
    widget.focus_on(question);
    widget.page.keys([key::TAB]);
    if position == 0 {
        widget.page.keys([key::SPACE]);
    }
    widget.page.keys(std::iter::repeat_n(key::DOWN, position));
    let focused = widget.focused().expect("a radio button has the focus");
    assert!(focused.label().starts_with(label), "{} instead of {label}", focused.label());
    assert_eq!(focused.js("return element.checked"), true, "{label}");
    assert!(is_visible(widget), "the focus cannot be seen on “{label}”");
    // Enter in a radio button submits the form, as everywhere.
    widget.page.keys([key::ENTER]);
}

#[test]
fn the_whole_way_goes_without_a_mouse() {
    let language = Language::JA;
    let words = language.words();
    let page = Page::home();
    let widget = page.widget();
    tab_to(&widget, "radio", "neoworks");
    page.keys([key::DOWN, key::ENTER]);

    let os = |id| answer("sppd", "os", id, language);
    assert_eq!(provider("sppd", language), "SPPD");
    choose(&widget, &ask("sppd", "plan", language), 0, &answer("sppd", "plan", "windows-shared", language));

    widget.asked(words.ask_client);
    widget.focus_on(words.ask_client);
    page.keys([key::TAB]);
    assert_eq!(widget.focused().expect("the combobox").role(), "combobox");
    page.keys("さんだー".chars());
    widget.find("option", &client("thunderbird", language));
    page.keys([key::DOWN]);
    let active = widget.js(
        "return root.getElementById(root.activeElement.getAttribute('aria-activedescendant'))?.textContent",
    );
    assert!(active.as_str().unwrap_or_default().starts_with(&client("thunderbird", language)), "{active}");
    page.keys([key::ENTER]);
    page.wait("the option to be selected", || {
        widget
            .find("option", &client("thunderbird", language))
            .attribute("aria-selected")
            .filter(|it| it == "true")
    });
    tab_to(&widget, "button", words.next);
    page.keys([key::ENTER]);

    choose(&widget, &ask("sppd", "os", language), 1, &os("other"));
    choose(&widget, &ask("sppd", "connection", language), 0, &answer("sppd", "connection", "tls", language));
    choose(&widget, &ask("sppd", "access", language), 0, &answer("sppd", "access", "pop3", language));
    let heading = (words.settings_for)(Some(&client("thunderbird", language)));
    widget.heading(&heading);
    widget.focus_on(&heading);
    assert_eq!(widget.settings()["status"], "answered");
}

#[test]
fn the_focus_follows_to_an_opened_question_and_back() {
    let language = Language::EN;
    let words = language.words();
    let page = Page::at(&format!("{EXAMPLE}&lang=en"));
    let widget = page.widget();
    let heading = (words.settings_for)(Some(&client("thunderbird", language)));
    widget.heading(&heading);
    tab_to(&widget, "button", &format!("{}{}Certificate", words.change, words.colon));
    page.keys([key::ENTER]);
    widget.focus_on(&ask("neoworks", "certificate", language));
    tab_to(&widget, "button", words.back);
    page.keys([key::SPACE]);
    widget.focus_on(&heading);
}

#[test]
fn a_source_number_leads_to_its_line_in_the_list() {
    let words = Language::JA.words();
    let page = Page::at(EXAMPLE);
    let widget = page.widget();
    tab_to(&widget, "button", &format!("{} 1", words.source));
    page.keys([key::ENTER]);
    page.wait("focus on the source", || {
        (widget.js("return root.activeElement?.id") == "source-1").then_some(())
    });
}

#[test]
fn the_focus_can_be_seen_at_every_stop_of_an_answer() {
    let page = Page::at(EXAMPLE);
    let widget = page.widget();
    // The last stop of the answer: what the documents say about the plan.
    tab_to(&widget, "DisclosureTriangle", Language::JA.words().facts);
}

#[test]
fn the_list_of_mail_programs_is_no_stop_of_its_own() {
    let page = Page::at("provider=sppd&plan=windows-shared");
    let widget = page.widget();
    let words = Language::JA.words();
    tab_to(&widget, "button", words.next);
    page.chord(key::SHIFT, key::TAB);
    page.chord(key::SHIFT, key::TAB);
    assert_eq!(widget.focused().expect("the combobox").role(), "combobox");
}

/// Presses a key as a browser tells it while Japanese is being converted, and says whether the page kept it to itself.
#[track_caller]
fn press_in_conversion(field: &Element<'_>, key: &str) -> bool {
    let kept = field.js_with(
        "const pressed = { key: value, keyCode: 229, isComposing: true, bubbles: true, composed: true, cancelable: true };
         return !element.dispatchEvent(new KeyboardEvent('keydown', pressed))",
        &key.into(),
    );
    kept == true
}

#[test]
fn keys_that_convert_what_is_typed_belong_to_the_input_method() {
    let page = Page::at("provider=sppd&plan=windows-shared");
    let widget = page.widget();
    widget.asked(Language::JA.words().ask_client);
    let field = widget.all("combobox").remove(0);
    field.type_text("さんだー");
    let shown = || widget.js("return root.querySelectorAll('[role=option]').length");
    let found = shown();
    page.keys([key::DOWN]);
    let marked = || field.attribute("aria-activedescendant");
    page.wait("a marked row", || marked().map(drop));
    let first = marked();
    for name in ["ArrowDown", "ArrowUp", "Enter", "Escape"] {
        assert!(!press_in_conversion(&field, name), "{name} is taken from the conversion");
        assert_eq!(field.js("return element.value"), "さんだー", "{name}");
        assert_eq!((marked(), shown()), (first.clone(), found.clone()), "{name}");
    }
    assert_eq!(widget.js("return root.querySelectorAll('[role=option][aria-selected=true]').length"), 0);
    page.keys([key::ENTER]);
    page.wait("the chosen row", || {
        (widget.js("return root.querySelectorAll('[role=option][aria-selected=true]').length") == 1)
            .then_some(())
    });
}
