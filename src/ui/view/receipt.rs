//! The receipt beside an export, and the file as text.

use super::Cx;
use super::dom::{El, el, nodes};
use super::icons::icon;
use super::parts::{breakable, copy_button, copy_failed, small};
use crate::export::{Artefact, Offer, Receipt};

/// What is inside, what is not, what is read differently, what happens next.
pub fn receipt(cx: &Cx<'_>, receipt: &Receipt, offer: &Offer) -> El {
    let words = cx.words;
    let mut rows = el("tbody");
    let mut row = |title: &'static str, cell: El| {
        rows.push(el("tr").el(el("th").set("scope", "row").text(title)).el(el("td").class("value").el(cell)));
    };
    let plain = |text: &str| el("p").class("plain").text(text);
    let inside = match receipt.password {
        Some(_) => plain(&receipt.inside),
        None => plain(&receipt.inside).text(words.separator).el(el("b").text(words.password)),
    };
    row(words.inside, inside);
    if let Some(password) = &receipt.password {
        let name = el("b").text(words.password).text(words.stop);
        row(words.not_inside, el("p").class("plain").el(name).text(words.gap).text(password));
    }
    if let Some(text) = &receipt.reinterpreted {
        let mark = el("b").text(words.certainty[2]);
        row(words.reinterpretation, el("p").class("why").el(icon("dashed")).el(mark).text(text));
    }
    if let Some(text) = receipt.warning {
        row(words.warning_means, plain(text));
    }
    if !receipt.after.is_empty() {
        let mut cell = nodes();
        for after in &receipt.after {
            let mut steps = el("ol").class("numbered").set("role", "list");
            for step in &after.steps {
                steps.push(el("li").el(breakable(step)));
            }
            let title = after.title.map(|title| el("p").class("plain").el(el("b").text(title)));
            cell = cell.maybe(title).el(steps).maybe(after.differs.then(|| small(words.differs)));
        }
        row(if offer.format.is_code() { words.after_scan } else { words.after }, cell);
    }
    if let Some(text) = receipt.mail {
        row(words.mail_on_server, plain(text));
    }
    if !receipt.cautions.is_empty() {
        let mut cell = nodes();
        for text in &receipt.cautions {
            cell.push(plain(text));
        }
        row(words.warnings, cell);
    }
    el("table").class("values receipt").set("aria-labelledby", "format").el(rows)
}

/// The file as text, to be read, and to be selected where nothing else works.
pub fn content(cx: &Cx<'_>, artefact: &Artefact) -> El {
    let copy = copy_button(cx, "export", cx.words.copy, artefact.content.clone(), "button");
    let text = el("pre")
        .class("file")
        .set("id", "value-export")
        .set("tabindex", "0")
        .set("role", "region")
        .attr("aria-label", &artefact.name)
        .text(&artefact.content);
    el("section")
        .set("aria-labelledby", "content")
        .el(el("div").class("top").el(el("h5").set("id", "content").text(cx.words.content)).el(copy))
        .el(copy_failed(cx, "export"))
        .el(text)
}
