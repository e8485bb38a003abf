//! A dialog of the program as a drawing, made of the same data as the steps; the fields of a step are tinted and have
//! its letters.

use super::Page;
use super::entries::sign;
use super::steps::joined;
use crate::guide::{Drawing, Entry, FilledStep, Form, Kind, Part, draw};
use crate::ui::action::Action;
use crate::ui::help::{noted, spoken};
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::value;

/// The dialog of the present step, beside the steps; where it has none, the next one that is seen.
pub fn aside(page: &Page<'_>, filled: &[FilledStep], now: Option<usize>) -> El {
    let from = now.unwrap_or_default();
    let has_dialog = |index: &usize| filled[*index].dialog.is_some();
    let next = (from..filled.len()).find(has_dialog).or_else(|| (0..from).rev().find(has_dialog));
    let Some((index, dialog)) = next.and_then(|index| Some((index, filled[index].dialog?))) else {
        return el("aside");
    };
    let current = if now == Some(index) { &filled[index].entries[..] } else { &[] };
    let drawing = draw(page.guides, page.guide, page.flow, dialog, current, page.cx.outcome, page.cx.locale);
    // In a low window it scrolls, which must be possible with the keyboard, too.
    el("aside")
        .set("tabindex", "0")
        .attr("aria-label", page.words.dialog)
        .maybe(drawing.map(|drawing| figure(page, drawing, index)))
}

/// The part of the dialog that a step is about, folded below it; open at the present step.
pub fn folded(page: &Page<'_>, index: usize, filled: &[FilledStep], is_now: bool) -> El {
    let Some((step, dialog)) = filled.get(index).and_then(|step| Some((step, step.dialog?))) else {
        return nodes();
    };
    let cx = page.cx;
    let number = (index + 1).to_string();
    let mut name = joined("figure:", page.flow.id);
    name.push_str(&number);
    let is_open = match noted(cx, &name) {
        "" => is_now,
        noted => noted == "open",
    };
    // What is folded is for paper; it waits until the steps have been painted.
    let drawn = (is_open || cx.is_complete())
        .then(|| draw(page.guides, page.guide, page.flow, dialog, &step.entries, cx.outcome, cx.locale))
        .flatten()
        .map(|mut drawing| {
            let is_about = |part: &Part| part.entries.iter().any(|entry| entry.letter.is_some());
            if drawing.parts.iter().any(is_about) {
                drawing.parts.retain(is_about);
                drawing.buttons.clear();
            }
            figure(page, drawing, index)
        });
    let id = joined("figure-", &number);
    let turn = Action::Note(name, Some(if is_open { "closed" } else { "open" }.to_owned()));
    let toggle = button("unfold", cx.on(turn))
        .flag("aria-expanded", is_open)
        .attr("aria-controls", &id)
        .el(icon("down"))
        .text(page.words.dialog);
    let body = el("div").attr("id", &id).set_if("class", (!is_open).then_some("closed"));
    let class = if step.entries.is_empty() {
        "drawing plain"
    } else if is_drawn_before(page, index, filled, dialog) {
        "drawing again"
    } else {
        "drawing"
    };
    el("div").class(class).el(toggle).el(body.maybe(drawn))
}

/// Whether the parts of a dialog that a step is about stand in the drawing of an earlier step: once is enough on paper.
fn is_drawn_before(page: &Page<'_>, index: usize, filled: &[FilledStep], dialog: usize) -> bool {
    let Some(dialog_drawn) = page.guides.body(page.guide).dialogs.get(dialog) else {
        return false;
    };
    let about = |step: &FilledStep| -> Vec<bool> {
        let has = |field: &usize| step.entries.iter().any(|entry| entry.field == *field);
        dialog_drawn.sections.iter().map(|section| section.fields.iter().any(has)).collect()
    };
    let parts = about(&filled[index]);
    let earlier = filled.iter().take(index).filter(|step| step.dialog == Some(dialog));
    earlier.map(about).any(|drawn| parts.iter().zip(&drawn).all(|(part, drawn)| !part || *drawn))
}

fn figure(page: &Page<'_>, drawing: Drawing, index: usize) -> El {
    let mut parts = el("div").class("inside");
    let mut is_tinted = false;
    for part in &drawing.parts {
        let mut rows =
            el("div").class("part").maybe(part.heading.map(|heading| el("b").el(spoken(page.cx, heading))));
        for entry in &part.entries {
            is_tinted |= entry.letter.is_some();
            rows.push(field(page, entry));
        }
        parts.push(rows);
    }
    if !drawing.buttons.is_empty() {
        let mut buttons = el("div").class("presses");
        for text in drawing.buttons {
            buttons.push(spoken(page.cx, text));
        }
        parts.push(buttons);
    }
    let name = (page.words.drawing_of)(drawing.title);
    // What it says stands in the steps as well, in an order that can be listened to.
    let window = el("div").class("window").set("role", "img").attr("aria-label", &name);
    let caption = (page.words.schematic)(index + 1, is_tinted);
    el("figure")
        .class("dialog")
        .el(window.el(el("div").class("title").el(spoken(page.cx, drawing.title))).el(parts))
        .el(el("figcaption").class("small").text(&caption))
}

fn field(page: &Page<'_>, entry: &Entry) -> El {
    let name = spoken(page.cx, entry.label).class("name");
    let letter = entry.letter.map(|letter| el("i").text(&String::from(letter)));
    let now = entry.letter.is_some().then_some("");
    if entry.kind == Kind::Check {
        return el("div")
            .class("line box-line")
            .set_if("data-now", now)
            .el(sign(entry))
            .el(name)
            .maybe(letter);
    }
    let literal = matches!(entry.form, Form::Literal | Form::Pattern);
    // What the program has no word for is not to be seen as chosen.
    let is_open = !literal && entry.form != Form::Chosen;
    let text = if literal { value(&entry.text, true) } else { spoken(page.cx, &entry.text) };
    let text = if is_open { el("span").class("own").el(text) } else { text };
    let inside = match entry.kind {
        Kind::Radio if entry.form == Form::NoWord => {
            nodes().el(el("span").class("sign").set("aria-hidden", "true").text("?")).el(text)
        }
        Kind::Radio => nodes().el(el("span").class("sign round")).el(text),
        Kind::Select => nodes().el(text).el(icon("down")),
        Kind::Text | Kind::Check => text,
    };
    let cell = el("span").class("cell").set_if("data-now", now).el(inside).maybe(letter);
    el("div").class("line").el(name).el(cell)
}
