//! What can be taken from an answer, as cards below it and as the list of the export page.

use super::Cx;
use super::dom::{El, button, el, nodes};
use super::export::does;
use super::icons::icon;
use super::parts::{panel, small};
use crate::export::{self, Format, Heading, Input, Offer};
use crate::matrix::Weight;
use crate::ui::exporting::ExportAction;

/// All that is offered on this page: a link that the page does not read leads nowhere.
pub fn offers(cx: &Cx<'_>, input: Input<'_>) -> Vec<Offer> {
    let mut offers = export::offers(input);
    offers.retain(|offer| offer.format != Format::LinkQr || cx.is_deep_link());
    offers
}

/// What is said where nothing can be imported by the chosen mail program.
pub fn honest(cx: &Cx<'_>, offers: &[Offer]) -> Option<&'static str> {
    let client = cx.outcome.client?;
    let none = offers.iter().all(|offer| offer.heading != Heading::Client);
    none.then(|| match &client.no_import {
        Some(own) => cx.text(own),
        None => cx.words.export_none,
    })
}

/// The best of it, below the answer; one card leads to the rest.
pub fn cards(cx: &Cx<'_>, offers: &[Offer]) -> El {
    let mut items = el("ul").class("cards");
    let mut rest = None;
    for (index, offer) in offers.iter().enumerate() {
        match offer.heading {
            Heading::Client | Heading::Any => {
                let sign = match offer.format {
                    Format::Text => "print",
                    format if format.is_code() => "qr",
                    _ => "sheet",
                };
                let word = if sign == "qr" { cx.words.show_code } else { cx.words.open };
                let (title, best) = (cx.text(&offer.export.title), index == 0);
                items.push(card(cx, offer, sign, (title, &hint(cx, offer)), word, best));
            }
            Heading::Refused => {}
            _ => {
                rest.get_or_insert(offer);
            }
        }
    }
    if let Some(first) = rest {
        let hint = (cx.words.export_rest)(cx.text(&first.export.title));
        items.push(card(cx, first, "more", (cx.words.export_others, &hint), cx.words.open, false));
    }
    let title = el("h4").set("id", "export").text(cx.words.export);
    let section = el("section").set("aria-labelledby", "export").el(title);
    section.maybe(honest(cx, offers).map(small)).el(items)
}

/// Where the password is asked: nowhere, but for the one code that holds it, if the mail program reads that.
pub fn password(cx: &Cx<'_>, offers: &[Offer]) -> El {
    let asks =
        offers.iter().find(|offer| offer.heading == Heading::Client && offer.format == Format::DcloginQr);
    let (title, text) = match asks {
        Some(offer) => ((cx.words.one_password)(cx.text(&offer.export.title)), cx.words.one_password_text),
        None => (cx.words.no_password.to_owned(), cx.words.no_password_text),
    };
    panel(Weight::Note, "note", &title, el("p").text(text))
}

/// A card with title and hint that opens the export page with the format of an offer.
fn card(
    cx: &Cx<'_>,
    offer: &Offer,
    sign: &'static str,
    (title, hint): (&str, &str),
    word: &str,
    best: bool,
) -> El {
    let about = el("span").class("spoken").text(cx.words.colon).text(title);
    let open = button("button", does(cx, ExportAction::Open(offer.format)))
        .attr("id", &["export-", offer.export.id].concat())
        .el(el("span").text(word).el(about))
        .el(icon("right").class("icon narrow"));
    el("li")
        .set_if("class", best.then_some("best"))
        .el(icon(sign))
        .el(el("div").el(el("h5").text(title).maybe(tag(cx, best))).el(small(hint)))
        .el(open)
}

fn tag(cx: &Cx<'_>, best: bool) -> Option<El> {
    best.then(|| nodes().text(" ").el(el("span").class("tag").text(cx.words.recommended)))
}

/// All of it, under headings.
pub fn menu(cx: &Cx<'_>, offers: &[Offer], chosen: Format) -> El {
    let mut menu = el("nav").class("menu").set("aria-label", cx.words.export_others);
    menu.push(el("h3").text(cx.words.export_others));
    if let Some(text) = honest(cx, offers) {
        menu.push(el("h4").text(&heading(cx, Heading::Client)));
        menu.push(small(text));
    }
    for group in Heading::ALL {
        let mut items = el("ul");
        let mut count = 0;
        for (index, offer) in offers.iter().enumerate().filter(|(_, offer)| offer.heading == group) {
            items.push(item(cx, offer, index == 0, chosen == offer.format));
            count += 1;
        }
        if count > 0 {
            menu.push(el("h4").text(&heading(cx, group)));
            menu.push(items);
        }
    }
    menu
}

fn heading(cx: &Cx<'_>, heading: Heading) -> String {
    match (heading as usize).checked_sub(1) {
        Some(index) => cx.words.export_groups[index].to_owned(),
        None => (cx.words.export_for)(cx.outcome.client.map_or("", |client| cx.text(&client.name))),
    }
}

fn item(cx: &Cx<'_>, offer: &Offer, best: bool, chosen: bool) -> El {
    let title = nodes().el(el("b").text(cx.text(&offer.export.title))).maybe(tag(cx, best));
    let about = el("span").class("small").text(&hint(cx, offer));
    if offer.heading == Heading::Refused {
        return el("li").class("refused").el(title).el(about);
    }
    let current = chosen.then_some("true");
    let open = button("", does(cx, ExportAction::Open(offer.format))).set_if("aria-current", current);
    el("li").el(open.el(title).el(about))
}

/// What an offer is, or what it lacks.
fn hint(cx: &Cx<'_>, offer: &Offer) -> String {
    match &offer.refusal {
        Some(refusal) => refusal.message(cx.locale),
        None => cx.text(&offer.export.hint).to_owned(),
    }
}
