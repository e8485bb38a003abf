//! Words of the trade where they stand: the first time one comes up, it unfolds its meaning. Which words these are, and
//! what they mean, only the second module knows; until it has arrived, they are text like any other.

use super::Cx;
use super::dom::{El, el, key, nodes};
use crate::ui::action::Action;
use crate::ui::topic::Topic;
use yew::virtual_dom::ListenerKind;

/// Stands between the parts of a text that was taken apart, as `trouble::terms` does it.
const BETWEEN: char = '\u{1f}';

/// A text whose words unfold their meaning below it.
#[inline(never)]
pub fn explained(cx: &Cx<'_>, text: &str) -> El {
    let (text, meanings) = apart(cx, text);
    // A sentence that is cut in two by an explanation cannot be read.
    text.el(meanings)
}

/// A text, and the meanings that its words unfold, to be put where there is room for them.
#[inline(never)]
pub fn apart(cx: &Cx<'_>, text: &str) -> (El, El) {
    // What is seen at once does not wait for it.
    let waits = !cx.is_complete() && matches!(cx.model.help, None | Some(Topic::Guide));
    let known = (!waits).then(|| cx.explain(text)).flatten();
    let mut parts = known.as_deref().unwrap_or(text).split(BETWEEN);
    let (mut inline, mut meanings) = (nodes(), nodes());
    let mut plain = parts.next().unwrap_or_default().to_owned();
    let mut is_cut = false;
    while let (Some(term), Some(word), Some(name), Some(meaning)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        let is_japanese = term.is_empty();
        if is_japanese || cx.is_new(term) {
            let marked = if is_japanese {
                // Japanese in English.
                el("span").set("lang", "ja").text(word)
            } else {
                let id = ["term-", term].concat();
                let is_open = cx.model.notes.contains_key(&id);
                let name = el("b").text(name).text(cx.words.colon);
                let unfolded = el("span").class("meaning").attr("id", &id).on_if("hidden", !is_open);
                meanings.push(unfolded.el(name).text(meaning));
                unfolding(cx, &id, word, is_open)
            };
            inline = inline.text(&plain).el(marked);
            plain.clear();
            is_cut = true;
        } else {
            plain.push_str(word);
        }
        plain.push_str(parts.next().unwrap_or_default());
    }
    inline = inline.text(&plain);
    // Yew matches what was drawn before from its end: without something else there, the text that stood alone would
    // become the one behind the word, and browsers call that a shift.
    if is_cut {
        inline.push(nodes());
    }
    (inline, meanings)
}

/// A word that opens and closes its meaning. No button: a line must not break differently around it.
fn unfolding(cx: &Cx<'_>, id: &str, word: &str, is_open: bool) -> El {
    let toggle = Action::Note(id.to_owned(), (!is_open).then(String::new));
    let pressed = toggle.clone();
    let pressed = cx.with(Box::new(move |event| {
        matches!(&*key(event), "Enter" | " ").then(|| {
            event.prevent_default();
            pressed.clone()
        })
    }));
    el("span")
        .class("term")
        .set("role", "button")
        .set("tabindex", "0")
        .flag("aria-expanded", is_open)
        .attr("aria-controls", id)
        .click(cx.on(toggle))
        .on(|| ListenerKind::onkeydown, pressed)
        .text(word)
}
