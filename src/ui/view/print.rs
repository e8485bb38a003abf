//! The settings card: the only thing on paper, one A4 page.

use super::Cx;
use super::code;
use super::dom::{El, el, nodes};
use super::parts::{breakable, value};
use super::server::reason;
use crate::decide::{ResolvedServer, Status};
use crate::export::{self, Format};
use crate::mail::{Certainty, Protocol};
use crate::matrix::{Field, Matrix, Notice, Weight};
use crate::wording;

/// The card of an answered state.
pub fn card(cx: &Cx<'_>) -> El {
    let (Status::Answered, Some(matrix)) = (cx.outcome.status, cx.outcome.matrix) else {
        return nodes();
    };
    // A long address in the size of a short one would take four lines of the one page.
    let long = cx.outcome.address.as_ref().is_some_and(|address| address.to_string().len() > 32);
    let title = match &cx.outcome.address {
        Some(address) => breakable(&address.to_string()),
        None => nodes().text(cx.words.title),
    };
    let plan = cx.outcome.plan().map_or("", |plan| wording::answer(matrix, 0, plan, cx.locale));
    let client = cx.outcome.client.map_or("", |client| cx.text(&client.name));
    let checked = (cx.words.checked)(&(cx.words.date)(matrix.checked()));
    let mut servers = nodes();
    if cx.outcome.incoming.is_none() {
        let unknown = el("p").text(cx.words.incoming_unknown);
        servers = servers.el(el("h3").text(cx.words.incoming)).el(unknown);
    }
    let mut before = None;
    for server in wording::main_servers(cx.outcome) {
        servers.push(table(cx, server, before));
        before = Some(server);
    }
    let on_paper = |notice: &&&Notice| notice.weight != Weight::Note || notice.id == "notice-wins";
    let mut items = el("ul");
    let mut count = 0;
    for notice in cx.outcome.notices.iter().filter(on_paper) {
        items.push(el("li").text(cx.text(&notice.title)));
        count += 1;
    }
    let warnings = (count > 0).then(|| nodes().el(el("h4").text(cx.words.warnings)).el(items));
    let about = el("div")
        .el(el("p").el(el("b").text(cx.words.sheet)))
        .el(el("h2").set_if("class", long.then_some("long")).el(title))
        .el(el("p").text(cx.text(matrix.name())).text("　").text(plan));
    let password = el("div")
        .el(el("h4").text(cx.words.password))
        .el(el("p").text(cx.words.password_text))
        .maybe(warnings);
    let sources = el("p").el(el("b").text(cx.words.sources)).text("　").text(&sources(cx, matrix));
    el("article")
        .class("print-card")
        .set("aria-hidden", "true")
        .el(el("header").el(about).el(el("p").text(&checked).el(el("br")).text(client)))
        .el(servers)
        .el(el("div").class("foot").maybe(phone(cx)).el(password))
        .el(el("footer").el(sources).el(el("p").text(&answers(cx, matrix))))
}

/// The code that opens the same answer on a phone.
fn phone(cx: &Cx<'_>) -> Option<El> {
    let page = cx.page();
    let code = export::code(Format::LinkQr, cx.input(&page), None).ok().filter(|_| cx.is_deep_link())?;
    let caption = cx.words.link_caption;
    Some(el("figure").el(code::picture(&code, caption)).el(el("figcaption").text(caption)))
}

fn table(cx: &Cx<'_>, server: &ResolvedServer, before: Option<&ResolvedServer>) -> El {
    let title = if server.protocol == Protocol::Smtp { cx.words.outgoing } else { cx.words.incoming };
    let mut rows = el("tbody");
    for field in server.shown_fields() {
        rows.push(row(cx, server, field, before));
    }
    let protocol = el("small").text(wording::protocol(server.protocol, cx.words));
    nodes().el(el("h3").text(title).el(protocol)).el(el("table").el(rows))
}

fn row(cx: &Cx<'_>, server: &ResolvedServer, field: Field, before: Option<&ResolvedServer>) -> El {
    let resolved = server.field(field);
    let mut cell = match wording::shown(resolved, field, cx.words) {
        Some(shown) => el("td").el(value(&shown.text, shown.literal)),
        None => {
            let on_notice = resolved.certainty == Certainty::FromNotice;
            let words = if on_notice { cx.words.on_notice } else { cx.words.at_support };
            el("td").el(el("span").class("dotted")).text(words)
        }
    };
    if resolved.certainty != Certainty::Stated {
        let same = before.is_some_and(|before| before.field(field).why == resolved.why);
        let why = match (resolved.entered, same) {
            (true, _) => cx.words.entered,
            (false, true) => cx.words.same_reason,
            (false, false) => reason(cx, resolved),
        };
        let certainty = wording::certainty(resolved.certainty, cx.words);
        cell.push(el("small").text(certainty).text(cx.words.colon).text(why));
    }
    el("tr").el(el("th").set("scope", "row").text(wording::field(field, cx.words))).el(cell)
}

/// The documents behind the values on the card, each once, with the sections cited.
fn sources(cx: &Cx<'_>, matrix: &Matrix) -> String {
    let mut documents: Vec<(&str, Vec<String>)> = Vec::new();
    for server in wording::main_servers(cx.outcome) {
        for field in server.shown_fields() {
            let source = &server.field(field).source;
            let section = wording::section(matrix, source, cx.locale);
            match documents.iter_mut().find(|(id, _)| *id == source.document) {
                Some((_, sections)) if sections.contains(&section) => {}
                Some((_, sections)) => sections.push(section),
                None => documents.push((source.document, vec![section])),
            }
        }
    }
    let mut parts = Vec::new();
    for (id, sections) in documents {
        let (title, date) = wording::document(matrix, id, cx.locale);
        parts.push(format!("{title} {date} ― {}", sections.join(cx.words.separator)));
    }
    parts.join(" / ")
}

fn answers(cx: &Cx<'_>, matrix: &Matrix) -> String {
    let mut answers = Vec::new();
    for (input, answer) in cx.outcome.path.iter().filter(|(input, _)| *input != 0) {
        let name = wording::input(matrix, *input, cx.locale);
        let answer = wording::answer(matrix, *input, *answer, cx.locale);
        answers.push(format!("{name}{}{answer}", cx.words.colon));
    }
    format!("{}{}{}", cx.words.your_answers, cx.words.colon, answers.join(" / "))
}
