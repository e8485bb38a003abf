//! What a visitor hands over to be read: pasted text and files. It is read here and goes nowhere.

use super::noted;
use crate::ui::action::Action;
use crate::ui::view::Cx;
use crate::ui::view::dom::{El, el};
use crate::ui::view::parts::{error, small};
use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Event;
use yew::Callback;
use yew::virtual_dom::ListenerKind;

/// What is read at most, in bytes.
pub const LONGEST: usize = crate::trouble::present::LONGEST;

/// A place to paste a text into. What is longer than can be read is not taken at all; see [`is_too_long`].
pub struct Area<'w> {
    /// The name under which the text is kept; also the element's id.
    pub name: &'static str,
    /// Its label.
    pub label: &'w str,
    /// What belongs into it.
    pub note: &'w str,
    /// How many lines it shows.
    pub lines: i32,
    /// What is wrong with what is in it, if anything.
    pub wrong: Option<&'w str>,
}

impl Area<'_> {
    /// Draws it.
    pub fn draw(&self, cx: &Cx<'_>) -> El {
        let name = self.name;
        let describes = format!("{name}-note {name}-wrong");
        let field = el("textarea")
            .class("field literal")
            .set("id", name)
            .number("rows", self.lines)
            .attr("aria-describedby", &describes)
            .set_if("aria-invalid", self.wrong.map(|_| "true"))
            .set("autocomplete", "off")
            .set("autocapitalize", "off")
            .set("spellcheck", "false")
            .value(noted(cx, name))
            .on(|| ListenerKind::oninput, taking(cx, name));
        let wrong = self.wrong.map(|wrong| error(wrong).attr("id", &format!("{name}-wrong")));
        el("div")
            .class("area")
            .el(el("label").class("label").set("for", name).text(self.label))
            .el(small(self.note).attr("id", &format!("{name}-note")))
            .el(field)
            .maybe(wrong)
    }
}

/// The name under which it is kept that a text was too long.
fn excess(name: &str) -> String {
    format!("{name}-too-long")
}

/// Whether more was pasted under a name than is read.
pub fn is_too_long(cx: &Cx<'_>, name: &str) -> bool {
    !noted(cx, &excess(name)).is_empty()
}

/// Takes over what is in a text area. Its length is asked before the text is taken out of the page.
fn taking(cx: &Cx<'_>, name: &'static str) -> Callback<Event> {
    let act = cx.later();
    Callback::from(move |event: Event| {
        let value = event.target().and_then(|target| Reflect::get(&target, &"value".into()).ok());
        let Some(text) = value.and_then(|value| value.dyn_into::<JsString>().ok()) else {
            return;
        };
        let text = if text.length() as usize > LONGEST { None } else { Some(String::from(text)) };
        let text = text.filter(|text| text.len() <= LONGEST);
        let too_long = text.is_none().then(|| "1".to_owned());
        act.emit(Action::Note(excess(name), too_long));
        act.emit(Action::Note(name.to_owned(), text));
    })
}
