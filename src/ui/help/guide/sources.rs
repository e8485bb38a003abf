//! The documents a guide cites, numbered in the order in which they are met on the page.

use super::Page;
use crate::guide::cite as citation;
use crate::matrix::Source;
use crate::ui::action::Action;
use crate::ui::help::spoken;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::parts::small;
use std::cell::RefCell;

/// What has been cited so far.
#[derive(Default)]
pub struct Cited(RefCell<Vec<Source>>);

impl Cited {
    /// The number of a source; a new one if it has not been cited before.
    fn number(&self, source: Source) -> usize {
        let mut cited = self.0.borrow_mut();
        let at = cited.iter().position(|known| *known == source).unwrap_or_else(|| {
            cited.push(source);
            cited.len() - 1
        });
        at + 1
    }
}

/// The number of a source, as a button that leads to the list.
pub fn cite(page: &Page<'_>, source: Option<Source>) -> El {
    let Some(source) = source else {
        return nodes();
    };
    let number = page.cited.number(source).to_string();
    let mut label = page.cx.words.source.to_owned();
    label.push(' ');
    label.push_str(&number);
    let mut id = "source-".to_owned();
    id.push_str(&number);
    let lead = page.cx.on(Action::FocusOn(id));
    nodes().text(" ").el(button("source", lead).attr("aria-label", &label).text(&number))
}

/// The list of what was cited.
pub fn list(page: &Page<'_>) -> El {
    let words = page.cx.words;
    let cited = page.cited.0.borrow();
    // Where the guide cites nothing there is no list, only where to find the sources of the values.
    if cited.is_empty() {
        return small(page.words.values_from);
    }
    let mut items = el("ol").class("numbered sources").set("role", "list");
    let mut before = "";
    for (index, source) in cited.iter().enumerate() {
        let mut id = "source-".to_owned();
        id.push_str(&(index + 1).to_string());
        let citation = citation(page.guides, source, page.cx.locale);
        let item = el("li").attr("id", &id).set("tabindex", "-1");
        let item = if before == source.document {
            item.text(words.same)
        } else {
            item.el(el("b").el(spoken(page.cx, citation.title))).text(" ").text(&citation.date)
        };
        items.push(item.text(" ― ").el(spoken(page.cx, &citation.section)));
        before = source.document;
    }
    let title = el("h4").set("id", "sources").text(words.sources);
    el("section").set("aria-labelledby", "sources").el(title).el(items).el(small(page.words.values_from))
}
