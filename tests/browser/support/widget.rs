//! One `<mail-settings>` on a page. What is inside is found by role and name, as assistive technology finds it:
//! the browser computes both.

use super::browser::Browser;
use super::driver::Refused;
use super::page::{Page, elements, reference, text};
use serde_json::{Value, json};

/// An element inside a widget, or the widget's own.
#[derive(Clone)]
pub struct Element<'p> {
    page: &'p Page,
    id: String,
    // What it was found as, for messages.
    name: String,
    // By what it can be found again: the widget, role and name.
    found: Option<[String; 3]>,
}

/// One `<mail-settings>`.
pub struct Widget<'p> {
    pub page: &'p Page,
    pub host: Element<'p>,
}

/// A row of a server's table.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The value: a text, or what stands in the field.
    pub value: String,
    /// What stands below it: the certainty in a word, the reason, the ways on.
    pub doubt: String,
}

/// The elements that can have a role; which one has it, the browser says.
fn candidates(role: &str) -> &'static str {
    match role {
        "button" => "button, [role=button]",
        "radio" => "input[type=radio]",
        "checkbox" => "input[type=checkbox]",
        "dialog" => "dialog",
        "heading" => "h1, h2, h3, h4, h5, h6",
        "group" => "fieldset, [role=group], details",
        "textbox" => "input, textarea",
        "searchbox" => "input[type=search]",
        "combobox" => "[role=combobox], select",
        "option" => "[role=option]",
        "link" => "a[href], svg a",
        "table" => "table",
        "image" => "[role=img]",
        "status" => "[role=status]",
        "alert" => "[role=alert]",
        "navigation" => "nav",
        "columnheader" => "th",
        _ => "*",
    }
}

/// Visible candidates whose text, label or labels contain what is wanted: only a sieve before the browser is asked.
const SIEVE: &str = "
    const [host, css, wanted] = arguments, root = host.shadowRoot;
    const squash = (text) => (text || '').replace(/\\s+/g, '');
    const words = (element) => [
      element.textContent, element.getAttribute('aria-label'),
      ...[...(element.labels || [])].map((label) => label.textContent),
      ...(element.getAttribute('aria-labelledby') || '').split(' ').map((id) => root.getElementById(id)?.textContent),
    ].map(squash).join(' ');
    return [...root.querySelectorAll(css)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => words(element).includes(squash(wanted)));";

fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

impl<'p> Widget<'p> {
    pub(super) fn new(page: &'p Page, host: Element<'p>) -> Self {
        Self { page, host }
    }

    /// Runs the body of a function in which `host` and `root` are the element and its shadow root.
    #[track_caller]
    pub fn js(&self, body: &str) -> Value {
        self.js_with(body, &Value::Null)
    }

    /// The same with a `value`.
    #[track_caller]
    pub fn js_with(&self, body: &str, value: &Value) -> Value {
        let body = format!("const [host, value] = arguments, root = host.shadowRoot; {body}");
        self.page.js_with(&body, json!([reference(&self.host.id), value]))
    }

    /// The visible elements with a role, in the order of the document.
    #[track_caller]
    pub fn all(&self, role: &str) -> Vec<Element<'p>> {
        self.sieve(role, "").into_iter().filter(|element| element.role() == role).collect()
    }

    fn sieve(&self, role: &str, name: &str) -> Vec<Element<'p>> {
        elements(
            self.page,
            &self.page.look_for(SIEVE, json!([reference(&self.host.id), candidates(role), name])),
        )
    }

    /// What has this role and name at the moment. A name that goes on after a blank fits too, unless one is exact:
    /// the name of a radio button includes the note below its answer.
    fn find_now(&self, role: &str, name: &str) -> Option<Element<'p>> {
        let mut longer = None;
        for mut element in self.sieve(role, name) {
            element.name = format!("{role} “{name}”");
            element.found = Some([self.host.id.clone(), role.to_owned(), name.to_owned()]);
            // Drawing may have taken it away meanwhile.
            let label = self.page.element_try(&element.id, "computedlabel").map(|label| text(&label));
            let (Some(label), Some(role_found)) = (label, self.page.role_of(&element.id)) else {
                continue;
            };
            // Hidden text beside a word gives a blank, or none: no one hears the difference.
            let fits = squash(&label) == squash(name);
            let goes_on = label.strip_prefix(name).is_some_and(|rest| rest.starts_with(char::is_whitespace));
            if (fits || goes_on) && role_found == role {
                if fits {
                    return Some(element);
                }
                longer.get_or_insert(element);
            }
        }
        longer
    }

    /// The element with this role and name, as soon as there is one.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> Element<'p> {
        self.page.wait(&format!("{role} “{name}”"), || self.find_now(role, name))
    }

    /// Whether there is such an element. To be asked only when the widget has drawn what would hold it.
    #[track_caller]
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.find_now(role, name).is_some()
    }

    #[track_caller]
    pub fn button(&self, name: &str) -> Element<'p> {
        self.find("button", name)
    }

    #[track_caller]
    pub fn radio(&self, name: &str) -> Element<'p> {
        self.find("radio", name)
    }

    #[track_caller]
    pub fn heading(&self, name: &str) -> Element<'p> {
        self.find("heading", name)
    }

    #[track_caller]
    pub fn link(&self, name: &str) -> Element<'p> {
        self.find("link", name)
    }

    /// Waits for the question with these words.
    #[track_caller]
    pub fn asked(&self, question: &str) -> Element<'p> {
        self.find("group", question)
    }

    /// A row of a server's table, once there is one.
    #[track_caller]
    pub fn row(&self, server: &str, field: &str) -> Row {
        let table = self.find("table", server);
        let found = self.page.js_with(
            "const [table, field] = arguments;
             const row = [...table.rows].find((row) => row.querySelector('th')?.textContent.trim() === field);
             const cell = row?.querySelector('.value');
             if (!cell) return null;
             const [value, ...rest] = cell.children;
             return [value.value ?? value.textContent, rest.map((each) => each.textContent).join(' ')]",
            json!([reference(&table.id), field]),
        );
        assert!(!found.is_null(), "“{server}” has no row “{field}”");
        Row { value: text(&found[0]), doubt: text(&found[1]) }
    }

    /// The value in a row of a server's table.
    #[track_caller]
    pub fn row_value(&self, server: &str, field: &str) -> String {
        self.row(server, field).value
    }

    /// The element that the body of a function returns, for parts that have neither role nor name.
    #[track_caller]
    pub fn element(&self, body: &str) -> Option<Element<'p>> {
        elements(self.page, &self.js(body)).into_iter().next()
    }

    /// What has the focus inside the widget.
    #[track_caller]
    pub fn focused(&self) -> Option<Element<'p>> {
        elements(self.page, &self.js("return root.activeElement")).into_iter().next()
    }

    /// Waits until the focus is on what has this text.
    #[track_caller]
    pub fn focus_on(&self, wanted: &str) {
        let focused = || self.js("return root.activeElement?.textContent.trim()");
        self.page.wait(&format!("focus on “{wanted}”"), || (focused() == wanted).then_some(()));
    }

    /// Waits until nothing is drawn any more.
    #[track_caller]
    pub fn rests(&self) {
        self.js("return new Promise((then) => {
               let last = performance.now();
               const observer = new MutationObserver(() => { last = performance.now() });
               observer.observe(root, { childList: true, subtree: true });
               const timer = setInterval(() => {
                 if (performance.now() - last < 200) return;
                 clearInterval(timer); observer.disconnect(); then();
               }, 50);
             })");
    }

    /// All visible text.
    #[track_caller]
    pub fn text(&self) -> String {
        // innerText of a shadow root does not exist; its first element has one.
        text(&self.js("return root.firstElementChild.innerText"))
    }

    /// Waits until a text can be read.
    #[track_caller]
    pub fn says(&self, wanted: &str) {
        self.page.wait(&format!("the words “{wanted}”"), || self.text().contains(wanted).then_some(()));
    }

    /// `settings` of the public API.
    #[track_caller]
    pub fn settings(&self) -> Value {
        self.js("return host.settings")
    }

    /// `state` of the public API.
    #[track_caller]
    pub fn state(&self) -> Value {
        self.js("return host.state")
    }

    /// Sets `state` of the public API.
    #[track_caller]
    pub fn set_state(&self, state: &Value) {
        self.js_with("host.state = value", state);
    }
}

impl<'p> Element<'p> {
    pub(super) fn new(page: &'p Page, id: String) -> Self {
        Self { page, id, name: "an element".to_owned(), found: None }
    }

    /// What WebDriver calls it.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    #[track_caller]
    pub fn click(&self) {
        let click = |id: &str| self.page.element_post(id, "click", &json!({}));
        let mut clicked = click(&self.id);
        // These drivers let the page draw on between finding, looking and clicking.
        for _ in 0..20 {
            let code = clicked.as_ref().err().map(|refused| refused.code.as_str());
            let id = match (Browser::chosen(), code) {
                (Browser::WebKit, Some("element click intercepted")) => Some(self.id.clone()),
                (Browser::WebKit | Browser::Firefox, Some("stale element reference")) => {
                    self.found_again().or_else(|| Some(self.id.clone()))
                }
                _ => None,
            };
            let Some(id) = id else { break };
            std::thread::sleep(std::time::Duration::from_millis(100));
            clicked = click(&id);
        }
        if let Err(Refused { code, message }) = clicked {
            panic!("cannot click {}: {code}: {message}", self.name);
        }
    }

    /// What stands in its place after the widget has been drawn anew.
    fn found_again(&self) -> Option<String> {
        let [host, role, name] = self.found.as_ref()?;
        let widget = Widget::new(self.page, Element::new(self.page, host.clone()));
        widget.find_now(role, name).map(|element| element.id)
    }

    /// Types into the field, key by key.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        // WebDriver's own way of typing takes the focus away first if the field is in a shadow root.
        self.js("element.focus()");
        self.page.keys(text.chars());
    }

    /// Replaces what is in the field, as a visitor does who selects all of it first.
    #[track_caller]
    pub fn retype(&self, text: &str) {
        self.js("element.focus(); element.select()");
        if text.is_empty() {
            self.page.keys([super::key::DELETE]);
        } else {
            self.page.keys(text.chars());
        }
    }

    /// Pastes a text in place of what is in the field.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        let body = "element.focus(); element.select(); document.execCommand(value ? 'insertText' : 'delete', false, value)";
        self.js_with(body, &text.into());
    }

    /// Chooses from a list that unfolds, by the words of the option.
    #[track_caller]
    pub fn choose(&self, option: &str) {
        let chosen = self.js_with(
            "const option = [...element.options].find((it) => it.text === value);
             if (!option) return false;
             element.focus(); option.selected = true;
             element.dispatchEvent(new Event('change', { bubbles: true, composed: true })); return true",
            &option.into(),
        );
        assert_eq!(chosen, true, "{} has no option “{option}”", self.name);
    }

    /// Drops a file on it.
    #[track_caller]
    pub fn drop_file(&self, name: &str, content: &[u8]) {
        self.js_with(
            "const carried = new DataTransfer();
             carried.items.add(new File([new Uint8Array(value[1])], value[0]));
             for (const kind of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(kind,
               { dataTransfer: carried, bubbles: true, composed: true, cancelable: true }))",
            &json!([name, content]),
        );
    }

    /// Chooses a file in a field for one.
    #[track_caller]
    pub fn choose_file(&self, name: &str, content: &[u8]) {
        self.js_with(
            "const carried = new DataTransfer();
             carried.items.add(new File([new Uint8Array(value[1])], value[0]));
             element.files = carried.files;
             element.dispatchEvent(new Event('change', { bubbles: true, composed: true }))",
            &json!([name, content]),
        );
    }

    /// The role that the browser computes.
    #[track_caller]
    pub fn role(&self) -> String {
        self.page.role_of(&self.id).unwrap_or_default()
    }

    /// The name that the browser computes.
    #[track_caller]
    pub fn label(&self) -> String {
        text(&self.page.element_get(&self.id, "computedlabel"))
    }

    /// Its text, drawn or not.
    #[track_caller]
    pub fn text(&self) -> String {
        text(&self.js("return element.textContent.trim()"))
    }

    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.js_with("return element.getAttribute(value)", &name.into()).as_str().map(str::to_owned)
    }

    #[track_caller]
    pub fn set_attribute(&self, name: &str, value: Option<&str>) {
        let body =
            "if (value[1] === null) element.removeAttribute(value[0]); else element.setAttribute(...value)";
        self.js_with(body, &json!([name, value]));
    }

    /// Runs the body of a function in which `element` is this one.
    #[track_caller]
    pub fn js(&self, body: &str) -> Value {
        self.js_with(body, &Value::Null)
    }

    /// The same with a `value`.
    #[track_caller]
    pub fn js_with(&self, body: &str, value: &Value) -> Value {
        let body = format!("const [element, value] = arguments; {body}");
        self.page.js_with(&body, json!([reference(&self.id), value]))
    }
}
