//! What a visitor hands over to be read: pasted text and files. It is read here and goes nowhere.

use super::noted;
use crate::ui::action::Action;
use crate::ui::view::Cx;
use crate::ui::view::dom::{El, el};
use crate::ui::view::parts::{error, small};
use js_sys::{JsString, Reflect};
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{Event, TextDecoder, TextDecoderOptions};
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

/// A file's bytes in UTF-8, whichever encoding of Japanese text it has. What is no text comes back as it is.
pub fn in_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let text = match bytes {
        [0xff, 0xfe, ..] => decoded(bytes, "utf-16le"),
        [0xfe, 0xff, ..] => decoded(bytes, "utf-16be"),
        // Its escapes, `ESC $` and `ESC (`, are all that tells it from ASCII.
        _ if bytes.is_ascii() && bytes.windows(2).any(|pair| matches!(pair, [0x1b, b'$' | b'('])) => {
            decoded(bytes, "iso-2022-jp")
        }
        _ if std::str::from_utf8(bytes).is_ok() => None,
        _ => japanese(bytes),
    };
    text.map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()))
}

/// EUC-JP or Shift_JIS. A file that is right in both has nothing but kanji in the one, and half-width katakana in the
/// other, since no hiragana or full-width katakana of Shift_JIS is right in EUC-JP.
fn japanese(bytes: &[u8]) -> Option<String> {
    // One of these is in every list of settings that is written in half-width katakana.
    const HALF_WIDTH: [&str; 5] = ["ｻｰ", "ﾎﾟｰﾄ", "ﾕｰｻ", "ﾒｰﾙ", "ｱｶｳﾝﾄ"];
    let (euc, shift) = (decoded(bytes, "euc-jp"), decoded(bytes, "shift_jis"));
    match (euc, shift) {
        (Some(_), Some(shift)) if HALF_WIDTH.iter().any(|word| shift.contains(word)) => Some(shift),
        (euc, shift) => euc.or(shift),
    }
}

/// The text, if every byte belongs to one in this encoding, and nothing in it is for machines only.
fn decoded(bytes: &[u8], encoding: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    let text = decoder.decode_with_u8_array(bytes).ok()?;
    // Form feeds and DOS's end of a file stand in old texts.
    let is_machines = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}');
    (!text.contains(is_machines)).then_some(text)
}
