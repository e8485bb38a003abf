//! A quick scan of every view: names, headings, pictures, ids.

use crate::support::{Browser, EXAMPLE, EXPORT, Language, Page, Site, WHOLE, Widget, needs, open_view};
use serde_json::{Value, json};

const VIEWS: [(&str, usize); 11] = [
    ("", 0),
    ("provider=neoworks", 0),
    ("provider=neoworks&plan=maintenance", 0),
    ("provider=neoworks&plan=maintenance&client=thunderbird&os=other&connection=tls", 0),
    (EXAMPLE, 0),
    ("provider=sppd&plan=windows-shared&os=other&connection=tls&access=pop3", 0),
    ("provider=sppd&plan=windows-shared&os=other&connection=tls&access=imap", 0),
    (EXAMPLE, 1),
    (EXAMPLE, 2),
    (WHOLE, EXPORT),
    (EXAMPLE, EXPORT),
];

#[track_caller]
fn for_each_view(language: Language, mut check: impl FnMut(&Widget<'_>) -> Vec<String>) {
    let page = Page::home();
    let mut findings = Vec::new();
    for (index, (fragment, tab)) in VIEWS.into_iter().enumerate() {
        page.visit(&format!("/?{index}#{fragment}&lang={}", language.0));
        let widget = page.widget();
        open_view(&widget, language, tab);
        if Browser::chosen() == Browser::WebKit {
            // Its driver is slow: words are explained while it is asked about their neighbours.
            widget.rests();
        }
        widget.js("for (const details of root.querySelectorAll('details')) details.open = true");
        let found = check(&widget).into_iter();
        findings.extend(found.map(|found| format!("{fragment} (tab {tab}): {found}")));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|each| each.as_str().unwrap_or_default().to_owned()).collect()
}

#[track_caller]
fn names(language: Language) {
    for_each_view(language, |widget| {
        let kinds =
            ["button", "radio", "textbox", "combobox", "option", "link", "DisclosureTriangle", "table"];
        let nameless = kinds.into_iter().flat_map(|role| {
            widget.all(role).into_iter().filter(|element| element.label().trim().is_empty())
        });
        nameless
            .map(|element| format!("no name: {}", element.js("return element.outerHTML.slice(0, 100)")))
            .collect()
    });
}

#[test]
fn everything_that_can_be_operated_has_a_name_in_japanese() {
    names(Language::JA);
}

#[test]
fn everything_that_can_be_operated_has_a_name_in_english() {
    names(Language::EN);
}

#[test]
fn headings_are_in_order_with_one_at_the_top() {
    for_each_view(Language::JA, |widget| {
        let levels = widget.js(
            "return [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((it) => it.checkVisibility())
               .map((it) => Number(it.localName[1]))",
        );
        let levels: Vec<u64> = levels.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let mut found = Vec::new();
        if levels.first() != Some(&2) || levels.iter().filter(|level| **level == 2).count() != 1 {
            found.push(format!("not one h2 first: {levels:?}"));
        }
        if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
            found.push(format!("a level is left out: {levels:?}"));
        }
        found
    });
}

#[test]
fn pictures_are_hidden_or_named_and_ids_are_unique_and_known() {
    for_each_view(Language::JA, |widget| {
        strings(&widget.js(
            "const found = [];
             for (const picture of root.querySelectorAll('svg, img')) {
               if (!picture.closest('[aria-hidden=true]') && !picture.getAttribute('aria-label') && !picture.getAttribute('alt'))
                 found.push(`picture: ${picture.outerHTML.slice(0, 80)}`);
             }
             const ids = [...root.querySelectorAll('[id]')].map((it) => it.id);
             for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`twice: ${id}`);
             for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-activedescendant', 'for'])
               for (const it of root.querySelectorAll(`[${name}]`))
                 for (const id of it.getAttribute(name).split(' '))
                   if (!ids.includes(id)) found.push(`${name} of nothing: ${id}`);
             return found",
        ))
    });
}

#[test]
fn what_can_be_clicked_is_large_enough() {
    for (fragment, view) in [(EXAMPLE, 0), (WHOLE, EXPORT)] {
        let page = Page::at(fragment);
        page.size(390, 844);
        is_large_enough(&page, view);
    }
}

#[track_caller]
fn is_large_enough(page: &Page, view: usize) {
    let widget = page.widget();
    open_view(&widget, Language::JA, view);
    // WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, except in running text.
    let small = widget.js(
        "return [...root.querySelectorAll('button, summary, a, input')].filter((it) => it.checkVisibility())
           .filter((it) => !it.closest('p, small'))
           .map((it) => [it.getBoundingClientRect(), it])
           .filter(([box]) => box.width < 24 || box.height < 24)
           .map(([box, it]) => `${it.textContent.trim()} ${Math.round(box.width)}x${Math.round(box.height)}`)",
    );
    assert_eq!(small, json!([]));
}

#[test]
fn text_stands_out_from_its_ground() {
    for (scheme, fragment, view) in
        [("light", EXAMPLE, 0), ("dark", EXAMPLE, 0), ("light", WHOLE, EXPORT), ("dark", WHOLE, EXPORT)]
    {
        let page = Page::new(Site::new());
        // Before anything is drawn: colours that are still changing say nothing.
        if scheme == "dark" {
            needs!(Emulate);
        }
        page.prefers(scheme);
        page.visit(&format!("/#{fragment}"));
        let widget = page.widget();
        open_view(&widget, Language::JA, view);
        // WCAG 2.2, 1.4.3: 4.5 : 1. A canvas turns any colour into numbers.
        let weak = widget.js(
            "const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
             const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
               return [...canvas.getImageData(0, 0, 1, 1).data]; };
             const light = (colour) => { const [r, g, b] = rgba(colour).slice(0, 3).map((c) => c / 255)
               .map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
             const ground = (it) => { for (; it; it = it.parentElement ?? it.getRootNode().host) {
               const colour = getComputedStyle(it).backgroundColor; if (rgba(colour)[3] > 250) return colour; } return '#fff'; };
             const found = new Set();
             for (const it of root.querySelectorAll('*')) {
               if (!it.checkVisibility() || it.closest('svg, .spoken')) continue;
               if (![...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
               const [a, b] = [light(getComputedStyle(it).color), light(ground(it))];
               const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
               if (ratio < 4.5) found.add(`${ratio.toFixed(2)} ${it.localName}.${it.getAttribute('class')}: ${it.textContent.trim().slice(0, 20)}`);
             }
             return [...found]",
        );
        assert_eq!(weak, json!([]), "{scheme}");
    }
}
