//! A tab with a page of a site in it.

use super::browser::Browser;
use super::driver::{Refused, Session};
use super::site::Site;
use super::widget::{Element, Widget};
use serde_json::{Value, json};
use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up; far more than it takes.
const DEADLINE: Duration = Duration::from_secs(15);
/// How long drawing may take after a click; the other browsers are slow without a graphics card.
const SETTLED: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(10)];
const POLL: Duration = Duration::from_millis(15);

/// Where WebDriver puts an element's id.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A tab, and the site its pages come from.
pub struct Page {
    pub(super) session: Session,
    pub site: Site,
    /// The frame that the page is in, where a window cannot be that narrow.
    pub(super) frame: Cell<Option<(u32, u32)>>,
}

/// What the browser's console was told.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Console {
    /// By `console.warn` and `console.error`.
    pub warnings: Vec<String>,
    /// Exceptions that nobody caught.
    pub errors: Vec<String>,
    /// By the browser itself: failed requests, blocked content.
    pub remarks: Vec<String>,
}

impl Page {
    /// An empty tab of desktop size.
    pub fn new(site: Site) -> Self {
        let page = Self { session: Session::new(), site, frame: Cell::default() };
        page.size(1280, 900);
        if Browser::chosen() == Browser::Chromium {
            // Two browsers at a time: neither may take the focus from the other.
            page.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
        }
        page
    }

    /// The help page.
    pub fn home() -> Self {
        let page = Self::new(Site::new());
        page.visit("/");
        page
    }

    /// The help page with a fragment.
    pub fn at(fragment: &str) -> Self {
        let page = Self::new(Site::new());
        page.visit(&format!("/#{fragment}"));
        page
    }

    /// A page of the test's own, with this in its body.
    pub fn with(body: &str) -> Self {
        let page = Self::new(Site::new().with_page(body));
        page.visit("/test.html");
        page
    }

    /// Opens a page of the site, up to its `DOMContentLoaded`.
    #[track_caller]
    pub fn visit(&self, path: &str) {
        match self.frame.get() {
            None => self.arrive(&self.site.url(path)),
            Some(size) => self.visit_in_frame(path, size),
        }
    }

    /// Opens an address in the window.
    #[track_caller]
    pub(super) fn arrive(&self, url: &str) {
        self.session.post("/url", &json!({ "url": url }));
        if Browser::chosen() != Browser::Chromium {
            // Firefox' driver can take the page before, which is still loading, for this one; WebKit's waits for
            // nothing.
            let whole = url.split('#').next().unwrap_or_default();
            self.wait("the page", || {
                let script = "return location.href.split('#')[0] === arguments[0] && document.readyState !== 'loading'";
                let arrived = json!({ "script": script, "args": [whole] });
                (self.session.try_command("POST", "/execute/sync", &arrived).ok()? == true).then_some(())
            });
        }
    }

    /// A command of the Chrome DevTools Protocol.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.session.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Runs the body of a function and gives what it returns; a promise is awaited.
    #[track_caller]
    pub fn js(&self, body: &str) -> Value {
        self.js_with(body, json!([]))
    }

    /// Runs the body of a function with `arguments`.
    #[track_caller]
    pub fn js_with(&self, body: &str, arguments: Value) -> Value {
        self.session.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// The same for a function that looks for elements: again, if drawing took one of them away meanwhile.
    #[track_caller]
    pub(super) fn look_for(&self, body: &str, arguments: Value) -> Value {
        let body = json!({ "script": body, "args": arguments });
        self.wait("elements that stay while they are looked for", || {
            match self.session.try_command("POST", "/execute/sync", &body) {
                Ok(found) => Some(found),
                Err(error) if error.code == "stale element reference" => None,
                Err(error) => panic!("{}: {}", error.code, error.message),
            }
        })
    }

    /// The body of a function, run in every document before any of its own scripts.
    #[track_caller]
    pub fn before_scripts(&self, source: &str) {
        if Browser::chosen() == Browser::Chromium {
            self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        } else {
            self.site.begin_with(source);
        }
    }

    /// Waits until `found` gives something.
    #[track_caller]
    pub fn wait<T>(&self, what: &str, mut found: impl FnMut() -> Option<T>) -> T {
        let started = Instant::now();
        loop {
            if let Some(found) = found() {
                return found;
            }
            assert!(started.elapsed() < DEADLINE, "waited in vain for {what}");
            thread::sleep(POLL);
        }
    }

    /// Gives what is found as soon as it is what is expected, and what is found at last if it never is.
    pub fn settle<T: PartialEq>(&self, expected: &T, mut found: impl FnMut() -> T) -> T {
        let started = Instant::now();
        let settled = SETTLED[usize::from(Browser::chosen() != Browser::Chromium)];
        loop {
            let found = found();
            if found == *expected || started.elapsed() > settled {
                return found;
            }
            thread::sleep(POLL);
        }
    }

    /// Waits until an expression of the page is true.
    #[track_caller]
    pub fn wait_js(&self, expression: &str) {
        let body = format!("return Boolean({expression})");
        self.wait(expression, || (self.js(&body) == true).then_some(()));
    }

    /// The first widget of the page, once all of them are ready.
    #[track_caller]
    pub fn widget(&self) -> Widget<'_> {
        self.widgets().into_iter().next().expect("the page has a widget")
    }

    /// All widgets of the page, ready.
    #[track_caller]
    pub fn widgets(&self) -> Vec<Widget<'_>> {
        let hosts = self.js("return customElements.whenDefined('mail-settings').then(() => {
               const hosts = [...document.querySelectorAll('mail-settings')];
               return Promise.all(hosts.map((host) => host.ready)).then(() => hosts);
             })");
        elements(self, &hosts).into_iter().map(|host| Widget::new(self, host)).collect()
    }

    /// The fragment of the page's address, with its `#` if there is one.
    #[track_caller]
    pub fn hash(&self) -> String {
        text(&self.js("return location.hash"))
    }

    /// Asserts the fragment, which is written once what it tells has been painted.
    #[track_caller]
    pub fn hash_is(&self, expected: &str) {
        let expected = expected.to_owned();
        assert_eq!(self.settle(&expected, || self.hash()), expected);
    }

    /// Presses keys one after the other.
    #[track_caller]
    pub fn keys(&self, keys: impl IntoIterator<Item = char>) {
        let actions = keys.into_iter().flat_map(|key| {
            let value = key.to_string();
            [json!({ "type": "keyDown", "value": value }), json!({ "type": "keyUp", "value": value })]
        });
        self.act(actions.collect());
    }

    /// Presses a key while another one is held.
    #[track_caller]
    pub fn chord(&self, held: char, key: char) {
        let (held, key) = (held.to_string(), key.to_string());
        self.act(vec![
            json!({ "type": "keyDown", "value": held }),
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
            json!({ "type": "keyUp", "value": held }),
        ]);
    }

    #[track_caller]
    fn act(&self, actions: Vec<Value>) {
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.session.post("/actions", &json!({ "actions": [keyboard] }));
    }

    /// Steps back in the history.
    #[track_caller]
    pub fn back(&self) {
        self.steps("back");
    }

    /// Steps forward in the history.
    #[track_caller]
    pub fn forward(&self) {
        self.steps("forward");
    }

    #[track_caller]
    fn steps(&self, way: &str) {
        if Browser::chosen() != Browser::WebKit {
            self.session.post(&format!("/{way}"), &json!({}));
            return;
        }
        // Its driver does not wait, and forgets the page's elements.
        let place = || self.js("return location.href");
        let before = place();
        self.js(&format!("history.{way}()"));
        self.wait("another entry of the history", || (place() != before).then_some(()));
    }

    /// What the console was told since it was asked last.
    #[track_caller]
    pub fn console(&self) -> Console {
        let mut console = Console::default();
        if Browser::chosen() != Browser::Chromium {
            // A script that every page begins with has kept it.
            let said = self.js("return window.said?.splice(0) ?? []");
            for each in said.as_array().into_iter().flatten() {
                match each[0].as_str() {
                    Some("warning") => console.warnings.push(text(&each[1])),
                    Some("error") => console.errors.push(text(&each[1])),
                    _ => console.remarks.push(text(&each[1])),
                }
            }
            return console;
        }
        let entries = self.session.post("/se/log", &json!({ "type": "browser" }));
        for entry in entries.as_array().into_iter().flatten() {
            let message = text(&entry["message"]);
            match (entry["source"].as_str(), entry["level"].as_str()) {
                (Some("console-api"), Some("WARNING" | "SEVERE")) => console.warnings.push(message),
                (Some("console-api"), _) => {}
                (Some("javascript"), _) if message.contains("Uncaught") => console.errors.push(message),
                _ => console.remarks.push(message),
            }
        }
        console
    }

    /// Asserts that nobody complained: neither the widget nor the browser.
    #[track_caller]
    pub fn assert_quiet(&self) {
        assert_eq!(self.console(), Console::default());
    }

    /// A picture of the window, in base64.
    #[track_caller]
    pub(super) fn screenshot(&self) -> String {
        text(&self.session.get("/screenshot"))
    }

    /// A command on an element.
    #[track_caller]
    pub(super) fn element_get(&self, id: &str, what: &str) -> Value {
        self.session.get(&format!("/element/{id}/{what}"))
    }

    /// The same where the element may have gone meanwhile.
    pub(super) fn element_try(&self, id: &str, what: &str) -> Option<Value> {
        self.session.try_command("GET", &format!("/element/{id}/{what}"), &Value::Null).ok()
    }

    /// The role that the browser computes, in Chromium's words where browsers have their own.
    pub(super) fn role_of(&self, id: &str) -> Option<String> {
        let role = text(&self.element_try(id, "computedrole")?);
        match role.as_str() {
            "img" | "graphic" => return Some("image".to_owned()),
            _ if Browser::chosen() == Browser::Chromium
                || !["", "summary", "generic"].contains(&role.as_str()) =>
            {
                return Some(role);
            }
            _ => {}
        }
        let tag = self.session.try_command("GET", &format!("/element/{id}/name"), &Value::Null).ok()?;
        Some(if tag == "summary" { "DisclosureTriangle".to_owned() } else { role })
    }

    /// A command on an element, which may be refused.
    pub(super) fn element_post(&self, id: &str, what: &str, body: &Value) -> Result<Value, Refused> {
        self.session.try_command("POST", &format!("/element/{id}/{what}"), body)
    }
}

/// The elements in what a script returned.
pub fn elements<'p>(page: &'p Page, value: &Value) -> Vec<Element<'p>> {
    let list = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
    list.iter().filter_map(|each| Some(Element::new(page, each[ELEMENT].as_str()?.to_owned()))).collect()
}

/// An element, to be given to a script.
pub(super) fn reference(id: &str) -> Value {
    json!({ ELEMENT: id })
}

/// A string in what a script returned.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
