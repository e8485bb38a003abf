//! Words of the trade unfold where they first stand: in the answer once the second module has arrived, and in the guide.

use crate::support::{EXAMPLE, Language, Page, Site, client, key, needs};
use serde_json::{Value, json};

/// Holds the second module back until `letIn()` is called, and notes what moves.
const HELD: &str = "
    const go = fetch;
    const gate = new Promise((open) => (window.letIn = open));
    window.fetch = (what, how) => /help/.test(what) ? gate.then(() => go(what, how)) : go(what, how);
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
      .observe({ type: 'layout-shift', buffered: true })";

/// Every line on the screen: where it stands, how long it is, and what it says. The browser reports no shift of what is
/// new, so it is measured here too. Chromium spaces Latin letters at the beginning of a line by an eighth of an em more
/// or less; less than three pixels are no shift for it either.
const LINES: &str = "
    const lines = [];
    const walk = document.createTreeWalker(root.querySelector('.screen'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (!node.parentElement.checkVisibility() || node.parentElement.closest('.spoken')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const last = lines[lines.length - 1];
        // Pieces of one line are one; positions come in steps of 1/64 pixel.
        if (last && Math.abs(last[0] - box.top) < .5 && Math.abs(last[2] - box.left) < .1) last[2] = box.right;
        else if (box.width) lines.push([box.top, box.left, box.right, node.data]);
      }
    }";

const TERMS: &str =
    "return [...root.querySelectorAll('.term')].map((it) => it.getAttribute('aria-controls'))";

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[track_caller]
fn words_come_without_a_shift(fragment: &str, language: Language, width: u32) {
    let page = Page::new(Site::new());
    page.size(width, 900);
    page.before_scripts(HELD);
    page.visit(&format!("/#{fragment}&lang={}", language.0));
    let widget = page.widget();
    // The part that is drawn last.
    widget.says(language.words().sources);
    assert_eq!(widget.js(TERMS), json!([]));
    let focused = widget.button(language.words().print);
    focused.js("element.focus()");
    assert_eq!(widget.js(&format!("{LINES} window.lines = lines; return lines.length > 60")), true);
    page.js("letIn()");
    page.wait("words to unfold", || (widget.js(TERMS) != json!([])).then_some(()));
    let moved = widget.js(&format!(
        "{LINES} return [lines.length - window.lines.length, lines.map((line, at) => [window.lines[at], line])
           .filter(([before, after]) => Math.abs(before?.[0] - after[0]) > .1 || [1, 2].some((side) => Math.abs(before?.[side] - after[side]) > 2.5))]"
    ));
    assert_eq!(moved, json!([0, []]), "lines broke or moved");
    let shifts = page.js("const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
         return frame().then(frame).then(frame).then(() => shifts)");
    assert_eq!(shifts, json!([]), "moved");
    widget.focus_on(language.words().print);

    let terms = widget.js(TERMS);
    let mut once = strings(&terms);
    let count = once.len();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), count, "explained twice: {terms}");
    assert!(count >= 4, "{terms}");
    page.assert_quiet();
}

#[test]
fn in_the_answer_words_unfold_once_the_second_module_is_there_and_nothing_moves() {
    for language in Language::BOTH {
        for width in [390, 1280] {
            words_come_without_a_shift(EXAMPLE, language, width);
        }
    }
}

#[test]
fn an_answer_with_warnings_does_not_move_either() {
    let warned = "provider=sppd&plan=windows-shared&os=other&connection=standard&access=pop3&client=becky";
    words_come_without_a_shift(warned, Language::JA, 390);
    words_come_without_a_shift(warned, Language::JA, 720);
}

/// The text behind a word begins elsewhere than the text did that held the word; it must not be taken for the same.
#[test]
fn the_text_behind_a_word_does_not_count_as_moved() {
    words_come_without_a_shift("provider=sppd&plan=linux&connection=tls", Language::JA, 390);
    words_come_without_a_shift("provider=neoworks&plan=shared-standard&access=pop3", Language::JA, 1280);
}

#[test]
fn a_word_opens_and_closes_without_a_mouse_and_says_what_it_opens() {
    for language in Language::BOTH {
        let page = Page::at(&format!("{EXAMPLE}&lang={}", language.0));
        let widget = page.widget();
        let word = widget.button("SSL/TLS");
        assert_eq!(word.attribute("aria-expanded").as_deref(), Some("false"));
        let meaning = word.attribute("aria-controls").unwrap();
        let shown = format!("return root.getElementById('{meaning}').checkVisibility()");
        assert_eq!(widget.js(&shown), false);
        word.js("element.focus()");
        for (pressed, open) in [(key::ENTER, true), (key::SPACE, false), (key::SPACE, true)] {
            let top = page.js("return scrollY");
            page.keys([pressed]);
            page.wait("the meaning", || (widget.js(&shown) == json!(open)).then_some(()));
            assert_eq!(page.js("return scrollY"), top, "the blank scrolled the page");
            widget.focus_on("SSL/TLS");
        }
        // Its value is still the value alone.
        let words = language.words();
        assert_eq!(widget.row_value(words.incoming, words.fields[2]), "SSL/TLS");
        // On paper the meaning would only take room.
        needs!(Emulate);
        page.on_paper(true);
        assert_eq!(widget.js(&shown), false);
        page.assert_quiet();
    }
}

#[test]
fn in_the_guide_each_word_unfolds_once_where_it_can_be_seen() {
    for language in Language::BOTH {
        for name in ["thunderbird", "becky", "apple-mail-ios"] {
            let fragment = EXAMPLE.replace("thunderbird", name);
            let page = Page::at(&format!("{fragment}&lang={}", language.0));
            let widget = page.widget();
            let steps = (language.words().steps_in)(Some(&client(name, language)));
            widget.button(&steps).click();
            widget.button(&print_steps(language));
            page.wait("words to unfold", || (widget.js(TERMS) != json!([])).then_some(()));
            let folded =
                "return [...root.querySelectorAll('.term')].filter((it) => !it.checkVisibility()).length";
            let all = widget.js(TERMS);
            let mut once = strings(&all);
            let count = once.len();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), count, "explained twice: {all}");
            assert_eq!(widget.js(folded), 0);
            // A step that is done folds away, and its words are explained further down.
            widget.js("for (const box of root.querySelectorAll('.tick')) if (!box.checked) box.click()");
            page.wait("all steps done", || {
                (widget.js("return root.querySelectorAll('[data-state=done]').length")
                    == widget.js("return root.querySelectorAll('.tick').length"))
                .then_some(())
            });
            assert_eq!(widget.js(folded), 0);
            needs!(Emulate);
            page.on_paper(true);
            let printed =
                "return [...root.querySelectorAll('.meaning')].filter((it) => it.checkVisibility()).length";
            assert_eq!(widget.js(printed), 0);
            page.assert_quiet();
        }
    }
}

fn print_steps(language: Language) -> String {
    (if language == Language::JA { "手順を印刷" } else { "Print the steps" }).to_owned()
}

#[test]
fn without_the_second_module_the_answer_is_whole() {
    let page = Page::new(Site::new());
    page.before_scripts(HELD);
    page.visit(&format!("/#{EXAMPLE}&lang=ja"));
    let words = Language::JA.words();
    page.widget().says(words.sources);
    assert_eq!(page.widget().js(TERMS), json!([]));
    assert_eq!(page.widget().row_value(words.incoming, words.fields[2]), "SSL/TLS");
    page.assert_quiet();
}
