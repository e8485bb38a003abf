//! The documents a guide cites, numbered in the order in which they are met on the page.

use super::Page;
use crate::i18n::Locale;
use crate::matrix::Source;
use crate::ui::action::Action;
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

/// The list of what was cited, and the day of the last check.
pub fn list(page: &Page<'_>) -> El {
    let words = page.cx.words;
    let cited = page.cited.0.borrow();
    let mut items = el("ol").class("numbered sources").set("role", "list");
    let mut before = "";
    for (index, source) in cited.iter().enumerate() {
        let mut id = "source-".to_owned();
        id.push_str(&(index + 1).to_string());
        let mut item = el("li").attr("id", &id).set("tabindex", "-1");
        let document = page.guides.document(source.document);
        item = match document {
            Some(document) if before != source.document => {
                let date = document.date.map_or_else(|| words.undated.to_owned(), words.date);
                item.el(el("b").text(page.cx.text(&document.title))).text(" ").text(&date)
            }
            _ => item.text(words.same),
        };
        let english =
            document.and_then(|it| it.section(source.section)).filter(|_| page.cx.locale == Locale::En);
        let mut section = english.map_or_else(String::new, |english| {
            let mut text = english.to_owned();
            text.push_str(" (");
            text
        });
        section.push_str(source.section);
        if english.is_some() {
            section.push(')');
        }
        items.push(item.text(" ― ").text(&section));
        before = source.document;
    }
    let has_any = !cited.is_empty();
    let title = el("h4").set("id", "sources").text(words.sources);
    let values = el("p").class("small").text(page.words.values_from);
    el("section")
        .set("aria-labelledby", "sources")
        .el(title)
        .maybe(has_any.then_some(items))
        .el(values)
        .el(small(&checked(page)))
}

/// The day of the last check, and what it was checked against.
fn checked(page: &Page<'_>) -> String {
    let mut text = (page.words.checked)(&(page.cx.words.date)(page.guide.checked));
    text.push_str(page.guide.basis.get(page.cx.locale));
    text
}
