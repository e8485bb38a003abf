//! All settings as a table, and the decision tree.

use crate::support::{Browser, EXAMPLE, Element, Language, Page, Site, Widget, answer, key, needs, provider};
use serde_json::{Value, json};

#[track_caller]
fn matrix<'p>(page: &'p Page, language: Language) -> Widget<'p> {
    let widget = page.widget();
    widget.button(language.words().tabs[1]).click();
    widget.find("table", language.words().tabs[1]);
    widget
}

#[track_caller]
fn tree<'p>(page: &'p Page, language: Language) -> Widget<'p> {
    let widget = page.widget();
    widget.button(language.words().tabs[2]).click();
    widget.find("group", language.overview().tree_label);
    widget
}

/// How many rows there are, and of how many, as the live region says it.
#[track_caller]
fn counts(widget: &Widget<'_>) -> (usize, usize) {
    let text = widget.js("return root.querySelector('.count [role=status]').textContent");
    let numbers: Vec<usize> = text
        .as_str()
        .unwrap_or_default()
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [shown, all] = numbers[..] else { panic!("two numbers in {text}") };
    (shown, all)
}

/// The drawn rows, cell by cell.
#[track_caller]
fn rows(widget: &Widget<'_>) -> Vec<Vec<String>> {
    let rows = widget.js(
        "return [...root.querySelectorAll('.matrix tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))",
    );
    serde_json::from_value(rows).expect("rows of texts")
}

#[track_caller]
fn filters(widget: &Widget<'_>, language: Language, filter: usize, value: &str) {
    widget.button(language.overview().filters[filter]).click();
    widget.button(value).click();
}

#[test]
fn a_text_narrows_the_rows_and_the_count_says_so() {
    for language in Language::BOTH {
        let page = Page::at(&format!("provider=neoworks&lang={}", language.0));
        let widget = matrix(&page, language);
        let (shown, all) = counts(&widget);
        assert_eq!(shown, all);
        widget.find("searchbox", language.overview().filter_rows).type_text("465");
        page.wait("fewer rows", || (counts(&widget).0 < all).then_some(()));
        let (shown, of) = counts(&widget);
        assert_eq!(of, all);
        // The rows below the window follow those in sight.
        page.wait("rows with the text", || {
            let found = rows(&widget);
            (found.len() == shown.min(20) && found.iter().all(|row| row[6].contains("465"))).then_some(())
        });
        widget.button(language.overview().clear_filters).click();
        page.wait("all rows", || (counts(&widget) == (all, all)).then_some(()));
        assert_eq!(widget.find("searchbox", language.overview().filter_rows).js("return element.value"), "");
    }
}

#[test]
fn chips_narrow_the_rows_and_can_be_taken_off() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    let words = Language::JA.words();
    let (_, all) = counts(&widget);
    filters(&widget, Language::JA, 2, "IMAP");
    page.wait("only IMAP", || rows(&widget).iter().all(|row| row[3] == "IMAP").then_some(()));
    let (imap, _) = counts(&widget);
    assert!(imap > 0 && imap < all);
    filters(&widget, Language::JA, 3, words.security[1]);
    page.wait("fewer rows", || (counts(&widget).0 < imap).then_some(()));
    let name = (Language::JA.overview().filter_is)(Language::JA.overview().filters[2], "IMAP");
    widget.button(&(Language::JA.overview().remove_filter)(&name)).click();
    page.wait("IMAP and POP", || rows(&widget).iter().any(|row| row[3] != "IMAP").then_some(()));
}

#[test]
fn the_table_is_no_wider_than_the_widget() {
    for language in [Language::JA, Language::EN, Language::EASY] {
        for provider in ["neoworks", "sppd", "editnet"] {
            // At 1020 pixels, with a scroll bar, the widget is about as narrow as a table can be; below are cards.
            for width in [1020, 1280] {
                let page = Page::new(Site::new());
                page.size(width, 800);
                page.visit(&format!("/#provider={provider}&lang={}", language.0));
                let widget = matrix(&page, language);
                let [host, over] =
                    ["host.clientWidth", "root.querySelector('table').offsetWidth - host.clientWidth"]
                        .map(|what| widget.js(&format!("return {what}")).as_i64().unwrap_or_default());
                assert!(host >= 940 && over <= 0, "{provider}, {}, {host}: {over} px", language.0);
                assert!(!widget.all("columnheader").is_empty(), "{provider}, {}: no table", language.0);
            }
        }
    }
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_column_heading_sorts_up_then_down_then_not() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    let before = rows(&widget);
    let ports = || -> Vec<u32> {
        let number =
            |text: &String| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
        rows(&widget).iter().filter_map(|row| number(&row[6])).collect()
    };
    let sorted = |state: Option<&str>| {
        page.wait(&format!("sorted {state:?}"), || {
            let heading = widget.all("columnheader").into_iter().nth(6)?;
            (heading.attribute("aria-sort").as_deref() == state).then_some(())
        });
    };
    widget.button(Language::JA.overview().columns[6]).click();
    sorted(Some("ascending"));
    let found = ports();
    assert!(found.is_sorted(), "{found:?}");
    widget.button(Language::JA.overview().columns[6]).click();
    sorted(Some("descending"));
    let found = ports();
    assert!(found.iter().rev().is_sorted(), "{found:?}");
    widget.button(Language::JA.overview().columns[6]).click();
    sorted(None);
    assert_eq!(rows(&widget), before);
}

#[test]
fn an_empty_result_names_the_filter_to_loosen_and_loosens_it() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    let words = Language::JA.words();
    filters(&widget, Language::JA, 2, "POP");
    widget.find("searchbox", Language::JA.overview().filter_rows).type_text("143");
    widget.says(Language::JA.overview().take_off);
    assert_eq!(counts(&widget).0, 0);
    let name = (Language::JA.overview().filter_is)(Language::JA.overview().filters[2], "POP");
    let text = widget.text();
    let sentence = (1..400)
        .map(|count| (Language::JA.overview().loosen)(&name, count))
        .find(|sentence| text.contains(sentence));
    let sentence = sentence.expect("the filter and what is behind it");
    widget.button(&format!("{}{}{name}", Language::JA.overview().take_off, words.colon)).click();
    page.wait("rows", || (counts(&widget).0 > 0).then_some(()));
    assert!(sentence.contains(&counts(&widget).0.to_string()), "{sentence}, {:?}", counts(&widget));
}

#[test]
fn a_text_that_is_nowhere_can_be_taken_back() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    widget.find("searchbox", Language::JA.overview().filter_rows).type_text("どこにもない");
    widget.says(Language::JA.overview().loosen_nothing);
    // The button stands beside the count and in the sentence.
    widget.button(Language::JA.overview().clear_filters).click();
    page.wait("all rows", || (counts(&widget).0 == counts(&widget).1).then_some(()));
}

#[test]
fn the_rest_of_the_rows_is_drawn_when_asked_for() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    let (_, all) = counts(&widget);
    // The rows that the window has room for are drawn before the others.
    widget.rests();
    let mut drawn = rows(&widget).len();
    assert!(drawn < all, "not all rows at once");
    while drawn < all {
        widget.button(&(Language::JA.overview().more_rows)(all - drawn)).click();
        page.wait("more rows", || (rows(&widget).len() > drawn).then_some(()));
        widget.rests();
        drawn = rows(&widget).len();
    }
    assert_eq!(drawn, all);
    assert!(!widget.text().contains(&(Language::JA.overview().more_rows)(0)));
}

#[test]
fn a_row_leads_to_its_answer() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    let words = Language::JA.words();
    widget.find("searchbox", Language::JA.overview().filter_rows).type_text("neoworks.jp");
    page.wait("the shared certificate", || (counts(&widget).0 < 6).then_some(()));
    let row = rows(&widget).remove(0);
    widget.all("link").remove(0).click();
    widget.heading(&(words.settings_for)(None));
    let settings = widget.settings();
    assert_eq!(settings["status"], "answered");
    assert_eq!(settings["state"]["certificate"], "shared");
    let port = settings["incoming"]["port"]["value"].to_string();
    assert!(row[5].contains(&port) || port == "null", "{row:?}: {port}");
}

/// A visitor who looked at a row goes on with the next one.
#[test]
fn back_from_a_row_leads_to_the_table_with_its_filter() {
    let page = Page::at("provider=neoworks");
    page.js("window.stays = true");
    let widget = matrix(&page, Language::JA);
    let (words, overview) = (Language::JA.words(), Language::JA.overview());
    let filter =
        |widget: &Widget<'_>| widget.find("searchbox", overview.filter_rows).js("return element.value");
    widget.find("searchbox", overview.filter_rows).type_text("neoworks.jp");
    page.wait("the shared certificate", || (counts(&widget).0 < 6).then_some(()));
    let shown = counts(&widget);
    for place in [0, 1] {
        widget.all("link").remove(place).click();
        widget.heading(&(words.settings_for)(None));
        let answer = widget.state();
        page.back();
        widget.find("table", words.tabs[1]);
        assert_eq!(filter(&widget), "neoworks.jp");
        assert_eq!(counts(&widget), shown);
        assert_ne!(widget.state(), answer);
        page.forward();
        widget.heading(&(words.settings_for)(None));
        assert_eq!(widget.state(), answer);
        page.back();
        widget.find("table", words.tabs[1]);
    }
    // Whoever leaves the table comes back to the questions.
    widget.button(words.tabs[0]).click();
    page.wait("the questions", || widget.all("table").is_empty().then_some(()));
    let asked = widget.state();
    page.settle(&Value::from(true), || Value::from(page.js("return history.state") == Value::Null));
    assert_eq!(widget.state(), asked);
    assert_eq!(page.js("return window.stays"), true, "the page was not loaded again");
    page.assert_quiet();
}

#[test]
fn back_from_an_end_of_the_tree_leads_to_the_tree() {
    let page = Page::at(EXAMPLE);
    let widget = tree(&page, Language::JA);
    let before = widget.state();
    let other = |node: &Element<'_>| {
        node.attribute("data-state").is_none()
            && node.attribute("href").is_some_and(|href| href.contains("access="))
    };
    let end = nodes(&widget).into_iter().find(other).expect("another end");
    // Firefox's driver cannot scroll to a link in a drawing, only to its words.
    let words = format!("return root.querySelector(`a[href='{}'] text`)", end.attribute("href").unwrap());
    widget.element(&words).expect("its words").click();
    widget.button(Language::JA.words().copy_all);
    assert_ne!(widget.state(), before);
    page.back();
    widget.find("group", Language::JA.overview().tree_label);
    assert_eq!(widget.state(), before);
}

/// Where a query has found nothing but what it is about, in each language.
#[test]
fn words_that_rows_print_find_them() {
    for (language, queries) in [
        (
            Language::JA,
            ["保護なし", "共用 SSL 証明書", "暗号化されたパスワード認証", "CentOS 7", "ウェブサイトの証明書"],
        ),
        (
            Language::EN,
            [
                "unprotected",
                "Shared SSL certificate",
                "Encrypted password",
                "CentOS 7",
                "Certificate of the website",
            ],
        ),
    ] {
        let page = Page::at(&format!("provider=neoworks&lang={}", language.0));
        let widget = matrix(&page, language);
        let (_, all) = counts(&widget);
        for query in queries {
            widget.find("searchbox", language.overview().filter_rows).type_text(query);
            page.wait("some rows", || (1..all).contains(&counts(&widget).0).then_some(()));
            if query == "CentOS 7" {
                page.wait("CentOS 7 only", || {
                    let found = rows(&widget);
                    (!found.is_empty() && found.iter().all(|row| row[1] == query)).then_some(())
                });
            }
            widget.button(language.overview().clear_filters).click();
            page.wait("all rows", || (counts(&widget) == (all, all)).then_some(()));
        }
    }
}

/// There is one plan, so that nobody is asked for it.
#[test]
fn a_tree_says_whose_it_is() {
    let note = |widget: &Widget<'_>| widget.js("return root.querySelector('.bar .note').textContent");
    let overview = Language::JA.overview();
    let page = Page::at("provider=editnet&network=other&op25b=yes&connection=tls&access=pop3");
    let widget = tree(&page, Language::JA);
    assert_eq!(note(&widget), overview.tree_lead);
    let current = nodes(&widget).into_iter().find(|node| node.attribute("aria-current").is_some());
    let href = current.expect("the present answer").attribute("href").unwrap_or_default();
    assert!(href.contains("network=other&op25b=yes"), "{href}");
    let page = Page::at("provider=neoworks");
    let widget = tree(&page, Language::JA);
    assert_eq!(note(&widget), (overview.tree_of)("共用 通常プラン"));
}

#[test]
fn a_row_is_a_link_that_a_new_tab_understands() {
    let page = Page::at("provider=neoworks");
    let widget = matrix(&page, Language::JA);
    let links =
        widget.js("return [...root.querySelectorAll('.matrix a')].map((link) => link.getAttribute('href'))");
    let links: Vec<&str> = links.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(links.iter().all(|link| link.starts_with("#provider=neoworks&plan=")), "{links:?}");
    let other = Page::at(links[0].trim_start_matches('#'));
    assert_ne!(other.widget().settings()["status"], "asking", "{}", links[0]);
}

#[test]
fn another_provider_can_be_shown_in_the_table() {
    let page = Page::home();
    let widget = matrix(&page, Language::JA);
    let words = Language::JA.words();
    let chip = widget.all("button").into_iter().find(|button| {
        squash(&button.label()).starts_with(&squash(&format!("{}{}", words.provider, words.colon)))
    });
    let before = rows(&widget);
    chip.expect("a chip for the provider").click();
    widget.button(&provider("editnet", Language::JA)).click();
    page.wait("other rows", || (rows(&widget) != before).then_some(()));
    assert_eq!(widget.state()["provider"], "editnet");
}

#[track_caller]
fn nodes<'p>(widget: &Widget<'p>) -> Vec<Element<'p>> {
    widget.all("link")
}

#[test]
fn every_node_of_the_tree_is_reached_by_tab_and_has_a_name() {
    for width in [1280, 390] {
        let page = Page::at(EXAMPLE);
        page.size(width, 900);
        let widget = tree(&page, Language::JA);
        let all = nodes(&widget);
        assert!(all.len() > 4, "{} nodes", all.len());
        for node in &all {
            assert!(!node.label().is_empty(), "a node without a name");
        }
        all[0].js("element.focus()");
        // From the last stop WebKit goes on to the first.
        for _ in 0..all.len() * 3 {
            let inside = widget
                .js("if (root.activeElement) root.activeElement.reached = true; return !!root.activeElement");
            if inside == false {
                break;
            }
            page.keys([key::TAB]);
        }
        let reached = all.iter().filter(|node| node.js("return element.reached === true") == true).count();
        assert_eq!(reached, all.len(), "at {width} px");
    }
}

#[test]
fn enter_on_an_end_of_the_tree_opens_its_answer() {
    let page = Page::at(EXAMPLE);
    let widget = tree(&page, Language::JA);
    let before = widget.state();
    let words = Language::JA.words();
    let end = nodes(&widget).into_iter().find(|node| {
        node.attribute("aria-current").is_none()
            && node.attribute("data-state").is_none()
            && node.attribute("href").is_some_and(|href| href.contains("access="))
    });
    let end = end.expect("another end");
    let wanted = end.attribute("href").unwrap_or_default();
    end.js("element.focus()");
    page.keys([key::ENTER]);
    widget.button(words.copy_all);
    assert_eq!(widget.settings()["status"], "answered");
    assert_ne!(widget.state(), before);
    for pair in wanted.trim_start_matches('#').split('&') {
        let (key, value) = pair.split_once('=').expect("a pair");
        if key != "lang" && key != "client" {
            assert_eq!(widget.state()[key], value, "{key} of {wanted}");
        }
    }
}

#[test]
fn the_present_answer_is_marked_in_the_tree() {
    for width in [1280, 390] {
        let page = Page::at(EXAMPLE);
        page.size(width, 900);
        let widget = tree(&page, Language::JA);
        let current: Vec<_> =
            nodes(&widget).into_iter().filter(|node| node.attribute("aria-current").is_some()).collect();
        assert_eq!(current.len(), 1, "one end is the present answer, at {width} px");
        assert!(current[0].attribute("href").is_some_and(|href| href.contains("certificate=shared")));
        let path = nodes(&widget)
            .iter()
            .filter(|node| node.attribute("data-state").as_deref() == Some("path"))
            .count();
        assert!(path >= 2, "the questions on the way are marked, at {width} px");
    }
}

#[test]
fn a_phone_shows_the_tree_as_an_outline() {
    let page = Page::at(EXAMPLE);
    let shown = |widget: &Widget<'_>, css: &str| {
        let body = format!("return Boolean(root.querySelector('{css}')?.checkVisibility())");
        widget.js(&body) == true
    };
    let widget = tree(&page, Language::JA);
    assert!(shown(&widget, "svg.tree") && !shown(&widget, ".outline"));
    needs!(Narrow);
    page.size(390, 844);
    page.wait("the outline", || shown(&widget, ".outline").then_some(()));
    assert!(!shown(&widget, "svg.tree"));
}

/// What a visitor clicks on a row, wherever that is, is the row's link, and nothing beside the table is.
#[test]
fn the_whole_of_each_row_is_its_link() {
    for width in [1280, 700] {
        let page = Page::new(Site::new());
        page.size(width, 900);
        page.visit("/#provider=neoworks&lang=ja");
        let widget = matrix(&page, Language::JA);
        let missed = widget.js(
            "const rows = [...root.querySelectorAll('.matrix tbody tr')], found = [];
             const at = (x, y) => root.elementsFromPoint(x, y).filter((it) => root.contains(it));
             for (const row of rows) {
               row.scrollIntoView({ block: 'center' });
               const { left, top, width, height } = row.getBoundingClientRect();
               for (const part of [.01, .5, .99]) for (const down of [.1, .9]) {
                 const [hit] = at(left + width * part, top + height * down);
                 if (hit !== row.querySelector('a')) found.push([row.textContent.slice(0, 20), part, hit?.outerHTML.slice(0, 60)]);
               }
             }
             const field = root.querySelector('input[type=search]');
             field.scrollIntoView({ block: 'center' });
             const { left, top, width, height } = field.getBoundingClientRect();
             if (at(left + width / 2, top + height / 2).some((it) => it.localName === 'a')) found.push('a link over the filter');
             return [rows.length > 5, found.slice(0, 5)]",
        );
        assert_eq!(missed, json!([true, []]), "{width} px");
    }
}

#[test]
fn the_keyboard_scrolls_to_a_node_of_the_tree() {
    let page = Page::at(EXAMPLE);
    page.size(1280, 400);
    let widget = tree(&page, Language::JA);
    page.js("scrollTo(0, 0)");
    let last = "root.querySelector('svg.tree > a:last-of-type')";
    widget.js(&format!("{last}.focus()"));
    let seen = || {
        widget.js(&format!(
            "const {{ top, bottom }} = {last}.querySelector('rect:not(.ring)').getBoundingClientRect();
             return root.activeElement === {last} && top < innerHeight && bottom > 0"
        ))
    };
    assert_eq!(page.settle(&json!(true), seen), true);
}

#[test]
fn a_question_of_the_tree_opens_that_question() {
    let page = Page::at(EXAMPLE);
    let widget = tree(&page, Language::JA);
    let question = nodes(&widget).into_iter().find(|node| {
        node.attribute("data-state").as_deref() == Some("path")
            && node.attribute("href").is_some_and(|href| href.contains("connection=tls"))
    });
    let question = question.expect("the question after the connection");
    if Browser::chosen() != Browser::Chromium {
        // The other drivers find no box of a link in a drawing.
        question.js("element.querySelector('rect:not(.ring), text').dispatchEvent(new MouseEvent('click', \
            { bubbles: true, composed: true, cancelable: true }))");
    } else {
        question.click();
    }
    widget.asked(&crate::support::ask("neoworks", "certificate", Language::JA));
    let shared = widget.radio(&answer("neoworks", "certificate", "shared", Language::JA));
    assert_eq!(shared.js("return element.checked"), true, "the present answer is marked");
}
