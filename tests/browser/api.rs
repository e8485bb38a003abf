//! What an embedding page relies on: attributes, properties, the method and the event of the contract.

use crate::support::{EXAMPLE, Language, Page, Site, Widget, ask, needs};
use serde_json::{Value, json};

const PLAIN: &str = "<mail-settings></mail-settings>";

fn example() -> Value {
    EXAMPLE
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key, value.to_owned()))
        .collect()
}

/// Counts events from here on, as they arrive at the window.
#[track_caller]
fn counts_events(page: &Page) {
    page.js(
        "window.events = [];
         addEventListener('mail-settings-change', (event) => events.push({
           detail: event.detail, bubbles: event.bubbles, composed: event.composed, cancelable: event.cancelable,
           target: event.target.localName, state: event.target.state, settings: event.target.settings,
         }))",
    );
}

#[test]
fn ready_resolves_when_the_widget_can_be_used() {
    let page = Page::with(PLAIN);
    let asked = page.js("return customElements.whenDefined('mail-settings').then(() => {
           const host = document.querySelector('mail-settings');
           return host.ready.then(() => host.shadowRoot.querySelectorAll('input[type=radio]').length);
         })");
    assert_eq!(asked, 3, "three providers to choose from");
}

#[test]
fn settings_are_current_the_moment_state_is_set_and_one_event_tells_the_page() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    counts_events(&page);
    let found = widget.js_with("host.state = value; return host.settings", &example());
    assert_eq!(found["status"], "answered");
    assert_eq!(found["incoming"]["port"]["value"], 995);
    let events = page.js("return events");
    assert_eq!(events.as_array().map(Vec::len), Some(1));
    assert_eq!(events[0]["detail"], found);
    assert_eq!(events[0]["settings"], found);
    for (key, value) in [("bubbles", true), ("composed", true)] {
        assert_eq!(events[0][key], value, "{key}");
    }
    assert_eq!(events[0]["target"], "mail-settings");
    assert_eq!(widget.state(), example());
}

#[test]
fn setting_the_same_state_again_is_no_event() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    widget.set_state(&example());
    counts_events(&page);
    widget.set_state(&example());
    assert_eq!(page.js("return events.length"), 0);
}

#[test]
fn setting_state_replaces_all_of_it() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    let mut state = example();
    state["address"] = "info@sample.jp".into();
    widget.set_state(&state);
    widget.set_state(&json!({ "provider": "sppd" }));
    assert_eq!(widget.state(), json!({ "provider": "sppd" }));
    widget.asked(&ask("sppd", "plan", Language::JA));
    widget.set_state(&json!({}));
    assert_eq!(widget.state(), json!({}));
}

#[test]
fn unknown_keys_and_impossible_values_are_dropped() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    let mut state = example();
    for (key, value) in [
        ("colour", json!("red")),
        ("network", json!("wimax")),
        ("address", json!("no address")),
        ("client", json!("nobody")),
        ("notice-incoming-port", json!("99999")),
        ("access", json!(["pop3"])),
        ("lang", json!("fr")),
    ] {
        state[key] = value;
    }
    widget.set_state(&state);
    let found = widget.state();
    for key in ["colour", "address", "client", "notice-incoming-port", "access", "lang"] {
        assert_eq!(found[key], json!(null), "{key}");
    }
    assert_eq!(found["certificate"], "shared");
    page.assert_quiet();
}

#[test]
fn what_is_no_object_is_ignored() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    widget.set_state(&example());
    counts_events(&page);
    widget.js(
        "for (const value of [null, undefined, 'x', 7, true, [1], Symbol('x'), 10n, () => 1]) host.state = value",
    );
    assert_eq!(widget.state(), example());
    assert_eq!(page.js("return events.length"), 0);
    page.assert_quiet();
}

#[test]
fn no_object_makes_it_throw() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    widget.js(
        "const round = { provider: 'sppd' }; round.round = round;
         for (const value of [round, { get plan() { throw new Error('no') } }, Object.create(null), new Map([[1, 2]]),
           new Proxy({}, { ownKeys() { throw new Error('no') } }), { plan: { toString() { throw new Error('no') } } }])
           host.state = value",
    );
    page.assert_quiet();
}

#[test]
fn a_property_set_before_the_element_is_defined_is_honoured() {
    let page = Page::new(Site::new().with_page(PLAIN));
    let state = json!({ "provider": "sppd", "plan": "linux" });
    page.before_scripts(&format!(
        "addEventListener('readystatechange', () => {{
           const host = document.querySelector('mail-settings');
           if (host && !customElements.get('mail-settings')) host.state = {state};
         }}, true)"
    ));
    page.visit("/test.html");
    let widget = page.widget();
    assert_eq!(widget.state(), state);
    widget.asked(Language::JA.words().ask_client);
}

#[test]
fn a_listener_may_set_the_state() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    widget.js("host.addEventListener('mail-settings-change', (event) => {
           if (event.detail.state.provider === 'sppd') host.state = { provider: 'editnet' };
         })");
    widget.set_state(&json!({ "provider": "sppd" }));
    assert_eq!(widget.state(), json!({ "provider": "editnet" }));
    widget.asked(Language::JA.words().ask_client);
    page.assert_quiet();
}

#[test]
fn settings_have_the_shape_of_the_contract() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    let asking = widget.settings();
    assert_eq!(asking["status"], "asking");
    assert_eq!(asking["next"], "provider");
    assert_eq!(asking["incoming"], json!(null));
    assert_eq!(asking["outgoing"], json!([]));

    widget.set_state(&example());
    let settings = widget.settings();
    let mut keys: Vec<&String> = settings.as_object().expect("an object").keys().collect();
    keys.sort();
    let contract =
        ["incoming", "next", "notices", "outgoing", "reasons", "sources", "state", "status", "suggestions"];
    assert_eq!(keys, contract);
    assert_eq!(settings["next"], json!(null));
    let host = &settings["incoming"]["host"];
    assert_eq!(host["value"], json!(null), "it depends on the address");
    assert_eq!(host["pattern"], "{first-label}.neoworks.jp");
    assert_eq!(host["entered"], false);
    assert!(host["why"].is_string() && host["source"]["document"].is_string(), "{host}");
    for server in [&settings["incoming"], &settings["outgoing"][0]] {
        for field in ["host", "port", "username", "security", "authentication"] {
            assert!(server[field]["certainty"].is_string(), "{field}");
        }
    }
    assert_eq!(settings["outgoing"][0]["protocol"], "smtp");

    widget.set_state(&json!({
        "provider": "neoworks", "plan": "initial-setup", "os": "other", "connection": "tls", "certificate": "shared",
    }));
    let unavailable = widget.settings();
    assert_eq!(unavailable["status"], "unavailable");
    assert_eq!(unavailable["reasons"], json!(["shared-certificate-maintenance-only"]));
    let merged = widget.js("return host.settings.suggestions.map((suggestion) => {
           const before = host.state;
           host.state = { access: 'pop3', ...before, ...suggestion.set };
           const { status } = host.settings;
           host.state = before;
           return status;
         })");
    assert!(merged.as_array().is_some_and(|all| !all.is_empty()), "it has suggestions");
    for status in merged.as_array().into_iter().flatten() {
        assert_eq!(status, "answered", "{merged}");
    }
}

#[track_caller]
fn file(widget: &Widget<'_>, format: &str) -> Value {
    widget.js_with(
        "return host.exportFile(value).then(
           async (file) => ({ isFile: Object.prototype.toString.call(file) === '[object File]', name: file.name, type: file.type, text: await file.text() }),
           (error) => ({ isError: Object.prototype.toString.call(error) === '[object Error]', code: error.code, message: error.message }))",
        &format.into(),
    )
}

#[test]
fn export_gives_files_of_the_answer() {
    let page = Page::with(PLAIN);
    let widget = page.widget();
    let mut state = example();
    state["address"] = "info@sample.jp".into();
    widget.set_state(&state);

    let json = file(&widget, "json");
    assert_eq!(json["isFile"], true, "{json}");
    assert!(json["name"].as_str().is_some_and(|name| name.ends_with(".json")), "{json}");
    assert_eq!(json["type"], "application/json");
    let content: Value =
        serde_json::from_str(json["text"].as_str().unwrap_or_default()).expect("the file is JSON");
    assert_eq!(content, widget.settings());

    let text = file(&widget, "text");
    assert_eq!(text["isFile"], true, "{text}");
    assert!(text["name"].as_str().is_some_and(|name| name.ends_with(".txt")), "{text}");
    assert!(text["type"].as_str().is_some_and(|mime| mime.starts_with("text/plain")), "{text}");
    let content = text["text"].as_str().unwrap_or_default();
    for value in ["sample.neoworks.jp", "995", "465", "info@sample.jp"] {
        assert!(content.contains(value), "{value} in {content}");
    }
}

#[test]
fn export_refuses_with_a_code_and_says_why_in_the_language_of_the_element() {
    let page = Page::with("<mail-settings lang=\"en\"></mail-settings>");
    let widget = page.widget();
    let words = Language::EN.words();
    let refused = |format: &str, code: &str, message: &str| {
        let found = file(&widget, format);
        assert_eq!(found, json!({ "isError": true, "code": code, "message": message }), "{format}");
    };
    refused("json", "incomplete", words.refuse_asking);
    refused("text", "incomplete", words.refuse_asking);
    refused("floppy", "unknown-format", &(words.refuse_format)("floppy"));
    refused("", "unknown-format", &(words.refuse_format)(""));
    widget.set_state(&json!({
        "provider": "neoworks", "plan": "initial-setup", "os": "other", "connection": "tls", "certificate": "shared",
    }));
    refused("text", "inexpressible", words.refuse_unavailable);
}

#[test]
fn presets_are_answers_that_the_visitor_can_change() {
    let page = Page::with(
        "<mail-settings provider=\"sppd\" plan=\"windows-shared\" client=\"becky\" access=\"pop3\"></mail-settings>",
    );
    let widget = page.widget();
    widget.asked(&ask("sppd", "os", Language::JA));
    let preset = json!({ "provider": "sppd", "plan": "windows-shared", "client": "becky", "access": "pop3" });
    assert_eq!(widget.state(), preset);
    let words = Language::JA.words();
    let change = |label: &str| format!("{}{}{label}", words.change, words.colon);
    widget.button(&change(words.plan));
    widget.button(&change(words.client));
    assert!(!widget.has("button", &change(words.provider)), "the provider is the page's choice");
}

#[test]
fn changed_attributes_take_effect_at_once() {
    let page = Page::with("<mail-settings provider=\"sppd\"></mail-settings>");
    let widget = page.widget();
    widget.asked(&ask("sppd", "plan", Language::JA));
    widget.host.set_attribute("plan", Some("windows-shared"));
    widget.asked(Language::JA.words().ask_client);
    widget.host.set_attribute("client", Some("becky"));
    widget.asked(&ask("sppd", "os", Language::JA));
    widget.host.set_attribute("lang", Some("en"));
    widget.asked(&ask("sppd", "os", Language::EN));
    widget.host.set_attribute("provider", Some("neoworks"));
    widget.asked(&ask("neoworks", "plan", Language::EN));
    page.assert_quiet();
}

#[test]
fn the_language_is_the_own_one_then_the_nearest_ancestors() {
    let page = Page::with(
        "<mail-settings></mail-settings>
         <div lang=\"en-GB\"><section><mail-settings></mail-settings></section><mail-settings lang=\"ja\"></mail-settings></div>",
    );
    let titles: Vec<String> = page
        .widgets()
        .iter()
        .map(|widget| widget.all("heading").first().map(|heading| heading.text()).unwrap_or_default())
        .collect();
    let [ja, en] = Language::BOTH.map(|language| language.words().title);
    assert_eq!(titles, [ja, en, ja]);
}

#[test]
fn the_theme_is_the_pages_choice() {
    needs!(Emulate);
    let page = Page::with("<mail-settings></mail-settings>");
    let widget = page.widget();
    let colour = || widget.js("return getComputedStyle(host).backgroundColor");
    let prefers = |scheme: &str| {
        page.prefers(scheme);
    };
    prefers("light");
    let light = colour();
    prefers("dark");
    let dark = colour();
    assert_ne!(light, dark, "by itself it follows the visitor's choice");
    widget.host.set_attribute("theme", Some("light"));
    assert_eq!(colour(), light);
    prefers("light");
    widget.host.set_attribute("theme", Some("dark"));
    assert_eq!(colour(), dark);
    widget.host.set_attribute("theme", Some("auto"));
    assert_eq!(colour(), light);
}

#[test]
fn an_unknown_provider_leaves_the_fallback_and_warns_once() {
    let page =
        Page::with("<mail-settings provider=\"nobody\"><p id=\"fallback\">the fallback</p></mail-settings>");
    page.js("return customElements.whenDefined('mail-settings').then(() => true)");
    page.wait_js("document.querySelector('#fallback').checkVisibility()");
    let console = page.console();
    assert_eq!(console.warnings.len(), 1, "{console:?}");
    assert!(console.warnings[0].contains("nobody"), "{console:?}");
    assert!(console.errors.is_empty(), "{console:?}");
    // The members say nothing and throw nothing.
    let members = page.js("const host = document.querySelector('mail-settings');
         return host.exportFile('json').catch((error) => [host.state, host.settings, error.code])");
    assert_eq!(members, json!([{}, null, "incomplete"]));
    // A provider that is known starts it after all.
    page.js("document.querySelector('mail-settings').setAttribute('provider', 'sppd')");
    page.widget().asked(&ask("sppd", "plan", Language::JA));
}

#[test]
fn a_provider_that_becomes_unknown_shows_the_fallback_again() {
    let page =
        Page::with("<mail-settings provider=\"sppd\"><p id=\"fallback\">the fallback</p></mail-settings>");
    let widget = page.widget();
    widget.asked(&ask("sppd", "plan", Language::JA));
    widget.host.set_attribute("provider", Some("nobody"));
    page.wait_js("document.querySelector('#fallback').checkVisibility()");
    let console = page.console();
    assert_eq!((console.warnings.len(), console.errors.len()), (1, 0), "{console:?}");
}
