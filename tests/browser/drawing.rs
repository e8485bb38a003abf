//! In which order views are drawn: what the window shows comes first. In how many frames the browser paints this is its
//! own affair.

use crate::support::{Browser, EXAMPLE, Language, Page, Visitor, Widget, answer, client, key, label};

/// From here on, `states` is added to by the script after every change of the widget.
fn watch(widget: &Widget<'_>, note: &str) {
    widget.js(&format!(
        "window.states = [];
         window.observer?.disconnect();
         window.observer = new MutationObserver(() => {{ {note} }});
         observer.observe(root, {{ childList: true, subtree: true, characterData: true }})"
    ));
}

/// What a window has no room for is left to the second drawing; what it has room for is drawn before that.
#[test]
fn an_answer_and_a_guide_are_drawn_as_far_as_the_window_shows_them_first() {
    for (width, height, has_room) in
        [(390, 600, false), (1280, 500, false), (390, 2000, true), (1280, 2000, true)]
    {
        let page = Page::at(EXAMPLE);
        page.size(width, height);
        let visitor = Visitor::new(&page, Language::JA);
        visitor.sees_settings(Some("thunderbird"));
        if width < 560 {
            visitor.widget.button(visitor.words.review).click();
        }
        visitor.changes(&label("neoworks", "certificate", Language::JA));
        visitor.marks(&answer("neoworks", "certificate", "mail-name", Language::JA));
        let guide = (visitor.words.steps_in)(Some(&client("thunderbird", Language::JA)));
        for (button, all) in [(visitor.words.next, "#sources"), (&guide, ".guide .actions")] {
            watch(
                &visitor.widget,
                &format!(
                    "const here = (names) => root.querySelector(names);
                     const state = here('.left-out') ? 'first' : here('{all}') ? 'all' : here('.values, .steps') ? 'window' : null;
                     if (state && states.at(-1) !== state) states.push(state);"
                ),
            );
            visitor.widget.button(button).click();
            page.wait_js("states.at(-1) === 'all'");
            let states: Vec<String> = serde_json::from_value(page.js("return states")).expect("names");
            // If the machine is quick, the room is known before anyone sees the first drawing.
            let expected: &[&[&str]] = if has_room {
                &[&["window", "all"], &["first", "window", "all"]]
            } else {
                &[&["first", "all"]]
            };
            // WebKit moves to the heading that gets the focus only when it paints, and finds room that is none then.
            let late = Browser::chosen() == Browser::WebKit
                && states.ends_with(&["window".to_owned(), "all".to_owned()]);
            assert!(
                late || expected.iter().any(|each| states == *each),
                "{width} × {height}, {button}: {states:?}"
            );
        }
        page.assert_quiet();
    }
}

/// For every width and height of the window: all rows in sight are those of the new text before the rows below follow.
#[test]
fn the_filtered_rows_in_sight_are_drawn_before_those_below() {
    let words = Language::JA.words();
    let mut left_for_later = 0;
    for (width, height) in [(390, 700), (390, 1400), (700, 900), (1280, 600), (1280, 761), (1280, 2400)] {
        let page = Page::at("provider=neoworks&lang=ja");
        page.size(width, height);
        let widget = page.widget();
        widget.button(words.tabs[1]).click();
        widget.find("searchbox", Language::JA.overview().filter_rows).js("element.focus()");
        for (key, text) in ['4', '6', '5', key::BACKSPACE].into_iter().zip(["4", "46", "465", "46"]) {
            // What is wrong in sight, and below.
            watch(
                &widget,
                &format!(
                    "const wrong = [...root.querySelectorAll('.matrix tbody tr')]
                       .filter((row) => row.querySelector('mark')?.textContent !== '{text}');
                     const seen = wrong.filter((row) => row.getBoundingClientRect().top < innerHeight);
                     states.push([seen.length, wrong.length - seen.length]);"
                ),
            );
            page.keys([key]);
            page.wait_js("states.length && states.at(-1).every((count) => count === 0)");
            let states: Vec<[usize; 2]> = serde_json::from_value(page.js("return states")).expect("counts");
            // If the machine is quick, the room is known before anyone sees the first drawing.
            let seen_first = states.iter().any(|[seen, below]| *seen == 0 && *below > 0);
            let no_more_than_seen = states[0][1] == 0;
            assert!(
                states[0] == [0, 0] || seen_first || no_more_than_seen,
                "{width} × {height}, {text}: {states:?}"
            );
            left_for_later += usize::from(seen_first);
        }
        page.assert_quiet();
    }
    assert!(left_for_later > 0, "no row was left for later");
}
