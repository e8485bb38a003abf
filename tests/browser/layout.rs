//! Narrow screens, great magnification, and paper.

use crate::support::{EXAMPLE, EXPORT, Language, Page, WHOLE, Widget, needs, open_view};
use mail_settings::catalogue::Catalogue;
use mail_settings::decide::leaves;
use serde_json::{Value, json};

/// Every view there is, as fragment and tab.
const VIEWS: [(&str, &str, usize); 11] = [
    ("start", "", 0),
    ("plan", "provider=neoworks", 0),
    ("mail program", "provider=neoworks&plan=maintenance", 0),
    ("question", "provider=neoworks&plan=maintenance&client=thunderbird&os=other&connection=tls", 0),
    ("answer", EXAMPLE, 0),
    ("notice", "provider=sppd&plan=windows-shared&os=other&connection=tls&access=pop3", 0),
    ("contradiction", "provider=sppd&plan=windows-shared&os=other&connection=tls&access=imap", 0),
    ("table", EXAMPLE, 1),
    ("tree", EXAMPLE, 2),
    ("export", WHOLE, EXPORT),
    ("export without address", EXAMPLE, EXPORT),
];

#[track_caller]
fn for_each_view(page: &Page, language: Language, mut check: impl FnMut(&Widget<'_>, &str)) {
    for (name, fragment, tab) in VIEWS {
        // Another path, so that every view is a page of its own.
        page.visit(&format!("/?{}#{fragment}&lang={}", name.replace(' ', "-"), language.0));
        let widget = page.widget();
        open_view(&widget, language, tab);
        check(&widget, name);
    }
}

#[track_caller]
fn fits(width: u32, language: Language) {
    let page = Page::home();
    page.size(width, 640);
    let mut wide = Vec::new();
    for_each_view(&page, language, |widget, name| {
        widget.js("for (const details of root.querySelectorAll('details')) details.open = true");
        let width = page.js("return document.documentElement.scrollWidth");
        if width.as_u64() > page.js("return innerWidth").as_u64() {
            let culprits = widget.js(
                "return [...root.querySelectorAll('*')]
                   .filter((it) => it.checkVisibility() && !it.closest('.spoken') && it.getBoundingClientRect().right > innerWidth)
                   .slice(0, 4).map((it) => `${it.localName}.${it.getAttribute('class')} ${it.textContent.trim().slice(0, 30)}`)",
            );
            wide.push(format!("{name}: {width} px: {culprits}"));
        }
    });
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_in_japanese() {
    fits(320, Language::JA);
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_in_plain_japanese() {
    fits(320, Language::EASY);
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_in_english() {
    fits(320, Language::EN);
}

#[test]
fn nothing_scrolls_sideways_on_a_phone_or_a_tablet() {
    fits(390, Language::JA);
    fits(768, Language::EN);
}

#[test]
fn a_desktop_page_magnified_four_times_is_a_narrow_page() {
    let page = Page::home();
    // What a browser does at 400 %: a quarter of the pixels, four times as large.
    page.magnified(320, 225, 4);
    for_each_view(&page, Language::JA, |_, name| {
        assert_eq!(page.js("return document.documentElement.scrollWidth <= innerWidth"), true, "{name}");
    });
}

#[test]
fn the_buttons_below_the_list_of_mail_programs_can_be_clicked() {
    for width in [1280, 390] {
        let page = Page::at("provider=neoworks&plan=maintenance");
        page.size(width, 900);
        let widget = page.widget();
        let words = Language::JA.words();
        widget.asked(words.ask_client);
        for name in [words.next, words.skip] {
            let button = widget.button(name);
            let covered = button.js("element.scrollIntoView({ block: 'center' });
                 const { x, y, width, height } = element.getBoundingClientRect();
                 const top = element.getRootNode().elementFromPoint(x + width / 2, y + height / 2);
                 return element.contains(top) ? null : top.outerHTML.slice(0, 80)");
            assert_eq!(covered, json!(null), "“{name}” is covered at {width} px");
        }
    }
}

#[track_caller]
fn prints_one_page(fragment: &str) {
    let page = Page::at(fragment);
    let widget = page.widget();
    page.wait("an answer", || (widget.settings()["status"] == "answered").then_some(()));
    page.wait("the card", || {
        (widget.js("return !!root.querySelector('.print-card')") == json!(true)).then_some(())
    });
    page.on_paper(true);
    let shown = widget
        .js("return ['.screen', '.print-card'].map((css) => root.querySelector(css).checkVisibility())");
    assert_eq!(shown, json!([false, true]), "the card and nothing else of the widget");
    let around = page.js(
        "return [...document.querySelectorAll('body *')]
           .filter((it) => !it.closest('mail-settings') && !it.querySelector('mail-settings') && it.checkVisibility() && it.innerText?.trim())
           .map((it) => it.localName)",
    );
    assert_eq!(around, json!([]), "nothing of the page around it");
    page.on_paper(false);
    // A4 with ordinary margins.
    let pdf = page.pdf(0.39);
    assert!(pdf.starts_with(b"%PDF"), "a PDF");
    let text = String::from_utf8_lossy(&pdf);
    let pages = text.matches("/Type /Page").count() - text.matches("/Type /Pages").count();
    assert_eq!(pages, 1, "{fragment}");
}

#[test]
fn an_answer_prints_on_one_page() {
    needs!(Emulate, Print);
    prints_one_page(&format!("{EXAMPLE}&address=info%40sample.jp"));
}

#[test]
fn an_answer_with_much_to_say_prints_on_one_page() {
    needs!(Emulate, Print);
    let long = "taro.yamada.of.a.long.department.name%40mail.department.sample.co.jp";
    for language in Language::BOTH {
        prints_one_page(&format!(
            "provider=sppd&plan=windows-shared&os=other&connection=standard&access=imap&client=outlook-express&address={long}&lang={}",
            language.0
        ));
        prints_one_page(&format!(
            "provider=neoworks&plan=maintenance&os=centos6&domain=virtual&certificate=website&connection=tls&access=pop3\
             &client=outlook-2016&address={long}&lang={}",
            language.0
        ));
        let longer =
            "the-part-before-the-at-may-have-up-to-sixty-four%40mail.very-long-company-name.example.co.jp";
        for answers in [
            "os=centos6&domain=host&certificate=website",
            "os=centos6&domain=host&certificate=multi-domain",
            "os=centos7&domain=host&certificate=mail-name",
            "os=centos7&domain=virtual&certificate=website",
        ] {
            prints_one_page(&format!(
                "provider=neoworks&plan=dedicated&{answers}&connection=tls&access=imap&client=thunderbird&address={longer}&lang={}",
                language.0
            ));
        }
    }
}

/// Every end of every provider's question tree, as a state of the public API.
fn answers() -> Vec<Value> {
    let all = Catalogue::embedded().matrices().iter().flat_map(|matrix| {
        leaves(matrix, &|_| None).into_iter().map(move |leaf| {
            let mut state = json!({ "provider": matrix.id() });
            for (input, answer) in leaf.path {
                state[matrix.input_id(input)] = matrix.answer_ids(input)[answer].into();
            }
            state
        })
    });
    all.collect()
}

#[test]
fn the_card_of_every_answer_fits_on_one_sheet() {
    let address = "taro.yamada.of.a.long.department.name@mail.department.sample.co.jp";
    let page = Page::home();
    // A4 less the margins that the README recommends: 174 by 265 mm.
    page.size(658, 1000);
    needs!(Emulate);
    page.on_paper(true);
    let widget = page.widget();
    let mut count = 0;
    for language in Language::BOTH {
        for all in answers().chunks(40) {
            let heights = widget.js_with(
                "return (async () => {
                   const heights = [], [states, address, lang] = value;
                   for (const state of states) {
                     host.state = { ...state, address, lang };
                     if (host.settings.status !== 'answered') continue;
                     let card;
                     while (!(card = root.querySelector('.print-card'))?.querySelector('.code')) await new Promise((then) => setTimeout(then, 5));
                     await new Promise((then) => setTimeout(then, 5));
                     heights.push([card.getBoundingClientRect().height / 96 * 25.4, state]);
                   }
                   return heights;
                 })()",
                &json!([all, address, language.0]),
            );
            for each in heights.as_array().into_iter().flatten() {
                assert!(
                    each[0].as_f64().is_some_and(|height| height > 100.0 && height <= 265.0),
                    "{each} mm"
                );
                count += 1;
            }
        }
    }
    println!("{count} cards");
    assert!(count > 400);
}

/// A link is known by its line, not by its colour alone. WebKit knows no thickness in the shorthand, and drops the rule.
#[test]
fn links_and_explained_words_are_underlined_in_every_view() {
    let words = Language::JA.words();
    for tab in words.tabs {
        let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
        let widget = page.widget();
        widget.rests();
        widget.button(tab).click();
        let plain = widget.js(
            "const links = [...root.querySelectorAll('.link, .term, .source, .languages [aria-pressed=false]')];
             const plain = links.filter((it) => !getComputedStyle(it).textDecorationLine.includes('underline'));
             return [links.length, plain.map((it) => it.textContent)]",
        );
        assert!(plain[0].as_u64() > Some(1), "{tab}: no links");
        assert_eq!(plain[1], json!([]), "{tab}");
    }
}
