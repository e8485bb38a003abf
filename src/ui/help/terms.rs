//! What the words mean: all of them on a page.

use super::trouble_words::TroubleWords;
use crate::trouble::embedded;
use crate::trouble::terms::meaning;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, el, nodes};
use crate::ui::view::{Cx, topic_heading};

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let mut list = el("dl").class("terms");
    for term in embedded().terms() {
        list.push(
            el("div")
                .key(term.id)
                .el(el("dt").text(cx.text(&term.name)))
                .el(el("dd").text(meaning(term, cx.locale))),
        );
    }
    nodes()
        .el(topic_heading(cx, Topic::Terms))
        .el(el("p").class("lead").text(TroubleWords::of(cx.locale).terms_lead))
        .el(list)
}
