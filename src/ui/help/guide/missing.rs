//! What stands in place of the steps while there are no values to put into them.

use super::Page;
use crate::decide::Status;
use crate::matrix::Weight;
use crate::ui::action::Action;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::parts::{link, panel};

/// Which answers are missing, or why there are no settings.
pub fn section(page: &Page<'_>) -> El {
    let (cx, words) = (page.cx, page.words);
    if cx.outcome.status != Status::Unavailable {
        let answer = button("button main", cx.on(Action::Help(None))).text(words.answer);
        let lead = panel(Weight::Note, "note", words.asking, el("p").text(words.asking_text));
        return nodes().el(lead).el(el("p").class("actions").el(answer));
    }
    let mut reasons = el("ul");
    let mut disputed = false;
    for reason in cx.outcome.reasons.iter().filter_map(|id| cx.outcome.matrix?.reason(id)) {
        disputed |= !reason.sides.is_empty();
        reasons.push(el("li").text(cx.text(&reason.title)));
    }
    let title = if disputed { cx.words.cannot_decide } else { cx.words.not_offered };
    let sign = if disputed { "differ" } else { "stop" };
    let ways = el("p").el(link(cx, words.ways_on, "", cx.on(Action::Help(None))));
    panel(Weight::Stop, sign, title, nodes().el(reasons).el(ways))
}
