//! The export page: the chosen format with its buttons and its receipt, and the list of all that can be taken.

use super::Cx;
use super::code;
use super::dom::{El, button, el, nodes};
use super::icons::icon;
use super::login;
use super::offers::{menu, offers};
use super::parts::{breakable, copy_button, link, panel, small};
use super::receipt::{content, receipt};
use crate::export::{self, Artefact, Format, Heading, Input, Missing, Offer, Refusal};
use crate::matrix::Weight;
use crate::ui::action::Action;
use crate::ui::exporting::{ExportAction, ExportPage, Login, Said};
use crate::ui::model::Step;
use crate::ui::platform::is_ios;
use crate::wording;
use yew::virtual_dom::ListenerKind;

/// The page, if it is open. In place of a format that this answer cannot become stands the best one.
pub fn page(cx: &Cx<'_>) -> El {
    let Some(page) = &cx.model.export else {
        return nodes();
    };
    let address = cx.page();
    let input = Input { personal: page.personal, ..cx.input(&address) };
    let offers = offers(cx, input);
    let chosen = offers.iter().find(|offer| offer.format == page.format && offer.heading != Heading::Refused);
    let Some(chosen) = chosen.or_else(|| offers.first()) else {
        return nodes();
    };
    let back = link(cx, cx.words.to_settings, "", does(cx, ExportAction::Close));
    let title = el("h3").set("id", "heading").set("tabindex", "-1").text(cx.words.export);
    let detail = detail(cx, chosen, page, input);
    let detail = el("section").class("result").set("aria-labelledby", "format").el(detail);
    nodes()
        .el(el("p").class("back").el(back))
        .el(title)
        .el(about(cx))
        .el(el("div").class("split export").el(detail).el(menu(cx, &offers, chosen.format)))
}

/// A handler that does something with exports.
pub fn does(cx: &Cx<'_>, action: ExportAction) -> yew::Callback<web_sys::Event> {
    cx.on(Action::Export(action))
}

/// Whose settings these are, in a line.
fn about(cx: &Cx<'_>) -> El {
    let mut line = el("p").class("lead");
    if let Some(address) = &cx.outcome.address {
        line = line.el(breakable(&address.to_string())).text(cx.words.separator);
    }
    if let Some(matrix) = cx.outcome.matrix {
        let plan = cx.outcome.plan().map_or("", |plan| cx.text(&matrix.plans()[plan].short));
        line = line.text(cx.text(matrix.name())).text(" ").text(plan);
    }
    match cx.outcome.client {
        Some(client) => line.text(cx.words.separator).text(cx.text(&client.name)),
        None => line,
    }
}

fn enter_address(cx: &Cx<'_>) -> El {
    link(cx, cx.words.enter_address, "", cx.on(Action::Edit(Step::Address)))
}

fn detail(cx: &Cx<'_>, offer: &Offer, page: &ExportPage, input: Input<'_>) -> El {
    let export = offer.export;
    let (mut text, mut picture, mut refusal) = (None, None, offer.refusal.clone());
    if refusal.is_none() && offer.format.is_code() {
        match export::code(offer.format, input, None) {
            Ok(code) => picture = Some(code::picture(&code, &meaning(cx, offer, code.payload()))),
            // The password is asked for by its own button.
            Err(why) => refusal = Some(why).filter(|_| offer.format != Format::DcloginQr),
        }
    } else if refusal.is_none() {
        text = export::render(export.id, input).ok();
    }
    let mut usage = el("p");
    if let Some(who) = &export.who {
        usage = usage.el(el("b").text(cx.text(who))).text(cx.words.gap);
    }
    let note = export.note.as_ref().map(|note| small(cx.text(note)));
    let actions = match &refusal {
        Some(refusal) => missing(cx, refusal),
        None => actions(cx, offer.format, page, text.as_ref()),
    };
    let words = el("div").el(usage.text(cx.text(&export.usage))).maybe(note).el(actions).el(said(
        cx,
        page,
        text.is_some(),
    ));
    let login =
        (offer.format == Format::DcloginQr && refusal.is_none()).then(|| login::dialog(cx, offer, page));
    nodes()
        .el(el("h4").set("id", "format").set("tabindex", "-1").text(cx.text(&export.title)))
        .el(el("div").class(if picture.is_some() { "use qr" } else { "use" }).maybe(picture).el(words))
        .el(receipt(cx, &export::receipt(export, input), offer))
        .maybe(text.as_ref().map(|text| content(cx, text)))
        .maybe(login)
}

/// What a code says, in words.
fn meaning(cx: &Cx<'_>, offer: &Offer, payload: &str) -> String {
    let mut meaning = cx.text(&offer.export.title).to_owned();
    meaning.push_str(cx.words.colon);
    if offer.format == Format::LinkQr {
        meaning.push_str(payload);
        return meaning;
    }
    let mut parts: Vec<String> = cx.outcome.address.iter().map(ToString::to_string).collect();
    for server in wording::main_servers(cx.outcome) {
        let mut part = wording::protocol(server.protocol, cx.words).to_owned();
        for field in server.shown_fields() {
            if let Some(shown) = wording::shown(server.field(field), field, cx.words) {
                part.push(' ');
                part.push_str(&shown.text);
            }
        }
        parts.push(part);
    }
    meaning.push_str(&parts.join(cx.words.separator));
    meaning
}

/// What is missing, and the way to supply it.
fn missing(cx: &Cx<'_>, refusal: &Refusal) -> El {
    let address = matches!(refusal, Refusal::Missing(missing) if missing.contains(&Missing::Address));
    let way = if address {
        enter_address(cx)
    } else {
        link(cx, cx.words.to_settings, "", does(cx, ExportAction::Close))
    };
    panel(Weight::Caution, "caution", &refusal.message(cx.locale), el("p").el(way))
}

fn actions(cx: &Cx<'_>, format: Format, page: &ExportPage, text: Option<&Artefact>) -> El {
    let save = |picture, label: &str, class| {
        button(class, does(cx, ExportAction::Save(picture))).el(icon("save")).text(label)
    };
    match format {
        Format::DcloginQr => {
            let open = does(cx, ExportAction::Login(Login::Open));
            el("p").class("actions").el(button("button main", open).text(cx.words.show_code))
        }
        Format::LinkQr | Format::ThunderbirdQr => {
            let personal = (format == Format::LinkQr).then(|| {
                let input = el("input")
                    .set("type", "checkbox")
                    .checked(page.personal)
                    .on(|| ListenerKind::onchange, does(cx, ExportAction::Personal));
                el("label").class("allow").el(input).text(cx.words.personal)
            });
            let pair = el("p")
                .class("actions pair")
                .el(save(false, "SVG", "button"))
                .el(save(true, "PNG", "button"));
            nodes().maybe(personal).el(pair)
        }
        Format::Text => {
            let print = button("button main", cx.on(Action::Print)).el(icon("print")).text(cx.words.print);
            let ticket = export::ticket(cx.outcome, cx.locale);
            el("p").class("actions").el(print).el(save(false, cx.words.save, "button")).el(copy_button(
                cx,
                "ticket",
                cx.words.copy_ticket,
                ticket,
                "button",
            ))
        }
        _ => {
            // The link leads to the file: the system installs it, where a download would only be saved.
            let install = text.filter(|_| format == Format::Mobileconfig && is_ios()).map(|text| {
                el("a").class("button main").attr("href", &export::data_url(text)).text(cx.words.install)
            });
            let class = if install.is_some() { "button" } else { "button main" };
            el("p").class("actions").maybe(install).el(save(false, cx.words.save, class))
        }
    }
}

/// What came of the last button.
pub fn said(cx: &Cx<'_>, page: &ExportPage, by_hand: bool) -> El {
    let said = match &page.said {
        Some(Said::Saved(name)) => (cx.words.saved)(name),
        Some(Said::Unsaved) => cx.words.save_failed.to_owned(),
        Some(Said::Refused(refusal)) => refusal.message(cx.locale),
        None => return nodes(),
    };
    let class = if matches!(page.said, Some(Said::Saved(_))) { "small" } else { "why error" };
    let line = el("p").class(class).set("role", "alert").text(&said);
    if by_hand { line.text(cx.words.gap).text(cx.words.save_by_hand) } else { line }
}
