//! Everything that changes the world outside the widget.

use gloo::timers::callback::Timeout;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Clipboard, CustomEvent, CustomEventInit, Element, File, FilePropertyBag, HtmlDialogElement, HtmlElement,
    HtmlInputElement, Node, ShadowRoot, Url,
};

/// Puts a text on the clipboard and says whether that worked; if not, selects the value with that name instead.
pub fn copy(name: String, text: String, host: &HtmlElement, done: impl Fn(String, bool) + 'static) {
    let host = host.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let worked = match clipboard() {
            Some(clipboard) => {
                wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await.is_ok()
            }
            None => false,
        };
        if !worked {
            select(&host, &name);
        }
        done(name, worked);
    });
}

/// The clipboard, which a browser withholds from pages without TLS.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"clipboard".into()).ok().filter(|it| !it.is_undefined())?.dyn_into().ok()
}

fn select(host: &HtmlElement, name: &str) {
    let value = host.shadow_root().and_then(|root| root.get_element_by_id(&format!("value-{name}")));
    if let (Some(value), Some(Ok(Some(selection)))) =
        (value, web_sys::window().map(|window| window.get_selection()))
    {
        // Selecting is a courtesy; the sentence stands in any case.
        let _ = selection.select_all_children(&value);
    }
}

/// Moves the keyboard focus inside the shadow root that holds `inside`.
pub fn focus(inside: &Node, id: &str) {
    let root = inside.get_root_node().dyn_into::<ShadowRoot>().ok();
    // What had the focus may be gone; the heading of the view never is.
    let target =
        root.and_then(|root| root.get_element_by_id(id).or_else(|| root.get_element_by_id("heading")));
    if let Some(target) = target
        && let Ok(target) = target.dyn_into::<HtmlElement>()
    {
        // Firefox refuses the focus to what is new in a container that its style asks for the size of, until that is
        // laid out. The others lay the page out for the focus anyway.
        target.get_bounding_client_rect();
        // An element that cannot take the focus leaves it where it was.
        let _ = target.focus();
    }
}

/// The id of what has the keyboard focus inside a widget, if anything has; empty if that has none.
pub fn focused(host: &HtmlElement) -> Option<String> {
    host.shadow_root()?.active_element().map(|element| element.id())
}

/// Takes the keyboard focus from whatever has it inside the shadow root that holds `inside`.
pub fn blur(inside: &Node) {
    let root = inside.get_root_node().dyn_into::<ShadowRoot>().ok();
    let active = root.and_then(|root| root.active_element()?.dyn_into::<HtmlElement>().ok());
    if let Some(active) = active {
        // An element that keeps the focus loses it when it goes.
        let _ = active.blur();
    }
}

/// Runs something later.
pub fn after(milliseconds: u32, run: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, run).forget();
}

/// Runs something once the browser has painted what is being drawn.
pub fn after_paint(run: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let run = move || after(0, run);
    if window.document().is_none_or(|document| document.hidden()) {
        // A page in the background paints nothing.
        return run();
    }
    // A window that is shown has frames.
    let _ = window.request_animation_frame(Closure::once_into_js(run).unchecked_ref());
}

/// Whether what is left out for now would begin above the window's lower edge.
pub fn has_room(inside: &Node) -> bool {
    let root = inside.get_root_node().dyn_into::<ShadowRoot>().ok();
    let place = root.and_then(|root| root.query_selector(".left-out").ok()?);
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    // Without a window nothing is seen.
    place.zip(height).is_some_and(|(place, height)| place.get_bounding_client_rect().top() < height)
}

/// A file that the page can hand out.
pub fn file(name: &str, mime: &str, content: &JsValue) -> Result<File, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(mime);
    File::new_with_str_sequence_and_options(&Array::of1(content), name, &options)
}

/// How many of the rows reach into the window, one at least. If even the last does, as many more as find room below it
/// when all are as low as the lowest. Nothing without a row that is laid out.
pub fn rows_in_sight(table: &Element, rows: &str) -> Option<usize> {
    let edge = web_sys::window()?.inner_height().ok()?.as_f64()?;
    let rows = table.query_selector_all(rows).ok()?;
    let rows = (0..rows.length()).filter_map(|at| rows.get(at)?.dyn_into::<Element>().ok());
    let rows: Vec<_> = rows.map(|row| row.get_bounding_client_rect()).collect();
    let (first, last) = (rows.first()?, rows.last()?);
    let lowest = rows.iter().map(|row| row.height()).fold(f64::INFINITY, f64::min);
    // Cards can stand side by side.
    let abreast = rows.iter().take_while(|row| row.top() <= first.top()).count();
    let seen = rows.iter().take_while(|row| row.top() < edge).count();
    let room = if seen == rows.len() { ((edge - last.bottom()) / lowest).ceil() } else { 0.0 };
    // A number of rows: neither negative nor large. Before anything is laid out it is no number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both ends are bounded")]
    (lowest > 0.0).then(|| seen.max(1) + room.clamp(0.0, 1000.0) as usize * abreast)
}

/// Saves a file where the browser puts downloads; `None` if the browser takes none. Whether the visitor or a sandbox
/// then stops it, no browser tells.
pub fn save(file: &File, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(file).ok()?;
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    // Some browsers read it late.
    after(60_000, move || drop(Url::revoke_object_url(&url)));
    Some(())
}

fn inside(host: &HtmlElement, id: &str) -> Option<Element> {
    host.shadow_root()?.get_element_by_id(id)
}

/// Opens a dialog over the page.
pub fn show_dialog(host: &HtmlElement, id: &str) {
    if let Some(dialog) = inside(host, id).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        // It fails only if it is open already.
        let _ = dialog.show_modal();
    }
}

/// What stands in a field that no model knows.
pub fn field(host: &HtmlElement, id: &str) -> String {
    input(host, id).map_or_else(String::new, |field| field.value())
}

/// Forgets what stands in a field that no model knows.
pub fn empty_field(host: &HtmlElement, id: &str) {
    if let Some(field) = input(host, id) {
        field.set_value("");
    }
}

fn input(host: &HtmlElement, id: &str) -> Option<HtmlInputElement> {
    inside(host, id)?.dyn_into().ok()
}

/// Draws the code that no model knows, or takes it away if there is nothing to draw.
pub fn draw(host: &HtmlElement, width: usize, path: &str) {
    let (Some(code), Some(dark)) = (inside(host, "login-code"), inside(host, "login-dark")) else {
        return;
    };
    // Setting a well-formed attribute does not fail.
    let _ = dark.set_attribute("d", path);
    let _ = code.set_attribute("viewBox", &format!("0 0 {width} {width}"));
    let _ = code.set_attribute("width", &super::view::code_side(width));
    let _ = if path.is_empty() { code.set_attribute("hidden", "") } else { code.remove_attribute("hidden") };
}

/// Opens the print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser without printing does nothing.
        let _ = window.print();
    }
}

/// The address of the page without its fragment.
pub fn page() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// The page's fragment.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Writes the page's fragment, as a new history entry or in place of the present one.
pub fn write_fragment(fragment: &str, new_entry: bool) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let now = self::fragment();
    let present = now.strip_prefix('#').unwrap_or(&now);
    if present == fragment {
        return;
    }
    let Ok(history) = window.history() else {
        return;
    };
    let url = format!("#{fragment}");
    // A sandboxed page may forbid it; the widget works without.
    let _ = if new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}

/// The number that [`set_mark`] has left at the present history entry; nothing at others.
pub fn mark() -> Option<f64> {
    web_sys::window()?.history().ok()?.state().ok()?.as_f64()
}

/// Leaves a number at the present history entry, or takes it away.
pub fn set_mark(wanted: Option<f64>) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history.filter(|_| mark() != wanted) {
        // A sandboxed page may forbid it; Back then leads to the answer.
        let _ = history.replace_state(&JsValue::from(wanted), "");
    }
}

/// Tells the page that the answer changed.
pub fn announce(host: &HtmlElement, settings: &str) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    if let Ok(detail) = JSON::parse(settings) {
        init.set_detail(&detail);
    }
    if let Ok(event) = CustomEvent::new_with_event_init_dict("mail-settings-change", &init) {
        // Whether a listener called preventDefault does not matter: the event is not cancelable.
        let _ = host.dispatch_event(&event);
    }
}
