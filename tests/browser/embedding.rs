//! On pages of all kinds: twice, moved, taken out, under a strict policy, and wherever it cannot start.

use crate::support::{Console, EXAMPLE, Gate, Language, Page, Reply, Site, answer, ask, needs, provider};
use mail_settings::fallback::Words;
use mail_settings::i18n::Locale;
use serde_json::{Value, json};

#[test]
fn two_widgets_on_a_page_are_independent() {
    let page = Page::with(
        "<mail-settings provider=\"sppd\"></mail-settings><mail-settings provider=\"neoworks\" lang=\"en\"></mail-settings>",
    );
    let widgets = page.widgets();
    let [first, second] = &widgets[..] else { panic!("two widgets") };
    first.asked(&ask("sppd", "plan", Language::JA));
    second.asked(&ask("neoworks", "plan", Language::EN));
    let before = second.settings();
    first.set_state(&json!({ "plan": "linux" }));
    first.asked(Language::JA.words().ask_client);
    assert_eq!(first.state(), json!({ "provider": "sppd", "plan": "linux" }));
    assert_eq!(second.settings(), before);
    second.asked(&ask("neoworks", "plan", Language::EN));
    page.assert_quiet();
}

#[test]
fn a_widget_that_is_taken_out_and_put_back_keeps_its_answers_and_works() {
    let page = Page::with("<mail-settings provider=\"sppd\"></mail-settings>");
    let widget = page.widget();
    widget.set_state(&json!({ "plan": "windows-shared", "client": "becky" }));
    let while_out = widget.js("host.remove();
         const { plan } = host.state;
         document.body.append(host);
         return plan");
    assert_eq!(while_out, "windows-shared", "it can be asked while it is out");
    widget.asked(&ask("sppd", "os", Language::JA));
    assert_eq!(widget.state(), json!({ "provider": "sppd", "plan": "windows-shared", "client": "becky" }));
    widget.radio(&answer("sppd", "os", "other", Language::JA)).click();
    widget.button(Language::JA.words().next).click();
    widget.asked(&ask("sppd", "connection", Language::JA));
    page.assert_quiet();
}

#[test]
fn a_widget_can_be_moved_in_the_document() {
    let page = Page::with(
        "<div id=\"here\"><mail-settings provider=\"sppd\"></mail-settings></div><div id=\"there\"></div>",
    );
    let widget = page.widget();
    widget.set_state(&json!({ "plan": "linux" }));
    widget.js("document.querySelector('#there').append(host)");
    widget.asked(Language::JA.words().ask_client);
    widget.js("const here = document.querySelector('#here'); here.moveBefore ? here.moveBefore(host, null) : here.append(host)");
    widget.asked(Language::JA.words().ask_client);
    assert_eq!(widget.state(), json!({ "provider": "sppd", "plan": "linux" }));
    widget.button(Language::JA.words().skip).click();
    widget.asked(&ask("sppd", "connection", Language::JA));
    page.assert_quiet();
}

#[test]
fn a_widget_made_by_a_script_works() {
    let page = Page::with("<p>empty</p>");
    page.js("return customElements.whenDefined('mail-settings').then(() => {
           const host = document.createElement('mail-settings');
           host.setAttribute('provider', 'editnet');
           host.state = { provider: 'editnet', network: 'wimax' };
           document.body.append(host);
         })");
    let widget = page.widget();
    widget.asked(Language::JA.words().ask_client);
    assert_eq!(widget.state(), json!({ "provider": "editnet", "network": "wimax" }));
    page.assert_quiet();
}

/// Text of the page that can be seen, with all of its folded parts unfolded.
#[track_caller]
fn readable(page: &Page) -> String {
    let text = page.js("for (const details of document.querySelectorAll('details')) details.open = true;
         return document.body.innerText");
    text.as_str().unwrap_or_default().to_owned()
}

/// The first sentences of the fallback.
fn lead(language: Language) -> &'static str {
    Words::of(Locale::from_tag(language.0).unwrap()).lead
}

/// The fallback stands in the page: every provider, in both languages, with hosts and ports.
#[track_caller]
fn fallback_is_readable(page: &Page) {
    let text = readable(page);
    for language in Language::BOTH {
        for id in ["neoworks", "sppd", "editnet"] {
            assert!(text.contains(&provider(id, language)), "no {id}");
        }
        assert!(text.contains(lead(language)), "nothing in {}", language.0);
        assert!(text.contains(language.words().security[2]));
    }
    for value in ["mail.<ドメイン名>", "mx.edit.ne.jp", "995", "465", "587", "110", "143"] {
        assert!(text.contains(value), "no {value}");
    }
}

/// The page of the site with one file broken; what the console was told.
#[track_caller]
fn without(path: &str, reply: Reply) -> (Page, Console) {
    let page = Page::new(Site::new().with(path, reply));
    page.before_scripts(
        "window.failures = [];
         addEventListener('error', (event) => failures.push(String(event.message)));
         addEventListener('unhandledrejection', (event) => failures.push(String(event.reason)))",
    );
    page.visit("/");
    let mut console = Console::default();
    page.wait("the warning", || {
        let more = page.console();
        console.warnings.extend(more.warnings);
        console.errors.extend(more.errors);
        (!console.warnings.is_empty()).then_some(())
    });
    assert_eq!(page.js("return failures"), json!([]));
    assert_eq!(page.js("return Boolean(customElements.get('mail-settings'))"), false);
    (page, console)
}

#[track_caller]
fn fallback_without(path: &str, reply: Reply) {
    let (page, console) = without(path, reply);
    fallback_is_readable(&page);
    assert_eq!(console.warnings.len(), 1, "{console:?}");
    assert!(console.errors.is_empty(), "{console:?}");
}

#[test]
fn without_the_wasm_the_fallback_stays() {
    fallback_without(".wasm", Reply::Missing);
}

#[test]
fn with_a_corrupt_wasm_the_fallback_stays() {
    fallback_without(".wasm", Reply::Corrupt);
}

#[test]
fn without_the_style_sheet_the_fallback_stays() {
    let page = Page::home();
    page.widget();
    let asked = page.site.asked();
    let css = asked.iter().find(|path| path.starts_with("/mail-settings-") && path.ends_with(".css"));
    fallback_without(css.expect("the widget has a style sheet"), Reply::Missing);
}

#[test]
fn without_the_glue_the_fallback_stays() {
    let page = Page::home();
    page.widget();
    let asked = page.site.asked();
    let glue = asked.iter().find(|path| path.starts_with("/mail-settings-") && path.ends_with(".js"));
    fallback_without(glue.expect("the widget has glue"), Reply::Missing);
}

#[test]
fn while_the_wasm_does_not_come_the_fallback_stays() {
    let gate = Gate::default();
    let page = Page::new(Site::new().with(".wasm", Reply::Held(gate.clone())));
    page.visit("/");
    page.wait("the wasm to be asked for", || {
        page.site.asked().iter().any(|path| path.ends_with(".wasm")).then_some(())
    });
    fallback_is_readable(&page);
    assert_eq!(page.console(), Console::default());
    gate.open();
    page.widget().asked(Language::JA.words().ask_provider);
}

#[test]
fn without_scripts_the_fallback_is_the_page() {
    let page = Page::new(Site::new());
    page.runs_no_scripts();
    page.visit("/");
    // Only the tests' own scripts run now.
    assert_eq!(page.js("return Boolean(customElements.get('mail-settings'))"), false);
    let text = readable(&page);
    for language in Language::BOTH {
        assert!(text.contains(lead(language)), "nothing in {}", language.0);
        for plan in ["shared-standard", "maintenance", "dedicated"] {
            let plan = answer("neoworks", "plan", plan, language);
            assert!(text.contains(&plan), "no {plan}");
        }
    }
    for value in ["mail.<ドメイン名>", "mx.edit.ne.jp"] {
        assert!(text.contains(value), "no {value}");
    }
    // A port stands in one table with its protection.
    let rows = page.js("return [...document.querySelectorAll('mail-settings table')].map((table) =>
        Object.fromEntries([...table.rows].map((row) => [row.cells[0].innerText, row.innerText])))");
    for language in Language::BOTH {
        let [_, port, security, ..] = language.words().fields;
        let has = |table: &Value| {
            let row = |name: &str| table[name].as_str().unwrap_or_default();
            row(port).contains("995") && row(port).contains("465") && row(security).contains("SSL/TLS")
        };
        assert!(rows.as_array().is_some_and(|tables| tables.iter().any(has)), "{}", language.0);
    }
    // Folded parts open without a script.
    assert_eq!(
        page.js("return document.querySelectorAll('mail-settings details > summary').length > 8"),
        true
    );
    page.assert_quiet();
}

#[track_caller]
fn starts_without_a_shift(width: u32) {
    needs!(MeasureShifts);
    let gate = Gate::default();
    let page = Page::new(Site::new().with(".wasm", Reply::Held(gate.clone())));
    page.size(width, 900);
    page.before_scripts(
        "window.shifts = [];
         new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => ({
           value: entry.value,
           sources: entry.sources.map((source) => source.node && (source.node.localName || source.node.data)),
         })))).observe({ type: 'layout-shift', buffered: true })",
    );
    page.visit("/");
    page.wait_js("performance.getEntriesByName('first-contentful-paint').length");
    gate.open();
    let widget = page.widget();
    widget.asked(Language::JA.words().ask_provider);
    // Two frames later everything that moved has been reported.
    let shifts = page.js("const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
         return frame().then(frame).then(frame).then(() => shifts)");
    let total: f64 =
        shifts.as_array().into_iter().flatten().filter_map(|shift| shift["value"].as_f64()).sum();
    assert!(total == 0.0, "moved by {total}: {shifts}");
}

#[test]
fn nothing_moves_when_the_widget_starts_on_a_phone() {
    starts_without_a_shift(390);
}

#[test]
fn nothing_moves_when_the_widget_starts_on_a_desktop() {
    starts_without_a_shift(1280);
}

#[test]
fn nothing_is_asked_of_other_servers() {
    let page = Page::at(EXAMPLE);
    let widget = page.widget();
    let words = Language::JA.words();
    for tab in words.tabs {
        widget.button(tab).click();
    }
    widget.button("English").click();
    let names = page.js("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    let names: Vec<&str> = names.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(!names.is_empty());
    for name in names {
        let own = name.starts_with(&format!("{}/", page.site.origin())) || name.starts_with("data:");
        assert!(own, "asks for {name}");
    }
    page.assert_quiet();
}

#[test]
fn it_works_under_the_strictest_policy() {
    let page = Page::new(Site::new().with_page("<mail-settings deep-link=\"on\"></mail-settings>"));
    page.before_scripts(
        "window.violations = [];
         document.addEventListener('securitypolicyviolation', (event) =>
           // Some browsers ask for this one themselves.
           event.blockedURI.endsWith('/favicon.ico') ||
             violations.push(`${event.effectiveDirective} ${event.blockedURI}`))",
    );
    page.visit(&format!("/test.html#{EXAMPLE}"));
    let widget = page.widget();
    let words = Language::JA.words();
    widget.heading(&(words.settings_for)(Some("Thunderbird（パソコン）")));
    for tab in words.tabs {
        widget.button(tab).click();
    }
    let styled = widget.js("return getComputedStyle(root.querySelector('.screen')).boxSizing");
    assert_eq!(styled, "border-box", "the style sheet is there");
    assert_eq!(page.js("return violations"), json!([]));
    page.assert_quiet();
}

#[test]
fn an_embedding_page_keeps_its_styles_and_the_widget_its_own() {
    let page =
        Page::with("<div lang=\"ja\"><mail-settings></mail-settings><button id=\"own\">own</button></div>");
    let before = page.js("return getComputedStyle(document.querySelector('#own')).borderRadius");
    let widget = page.widget();
    widget.asked(Language::JA.words().ask_provider);
    assert_eq!(page.js("return getComputedStyle(document.querySelector('#own')).borderRadius"), before);
    assert_eq!(page.js("return document.querySelectorAll('style, link[rel=stylesheet]').length"), 0);
}
