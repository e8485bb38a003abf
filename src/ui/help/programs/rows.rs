//! The table: a row for each program, a cell for each ability, and the reason of a cell in a row of its own.

use super::words::Words;
use crate::guide::{Ability, Certain, Instead, Mark, Offer, Standing, guides, replacements};
use crate::mail::Protocol;
use crate::matrix::{Matrix, Source};
use crate::ui::action::Action;
use crate::ui::help::noted;
use crate::ui::topic::Topic;
use crate::ui::view::Cx;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::link;
use crate::wording;

/// Under this name stands the cell whose reason is open.
const WHY: &str = "programs-why";

/// The programs that pass the filters.
pub fn table(cx: &Cx<'_>, matrix: &'static Matrix, shown: &[&Offer]) -> El {
    let words = Words::of(cx.locale);
    let mut headings = el("tr").el(el("th").set("scope", "col").text(cx.words.client));
    let columns = shown.first().map_or(&[][..], |offer| &offer.marks);
    for mark in columns {
        headings.push(el("th").set("scope", "col").text(words.column(mark.ability)));
    }
    let mut body = el("tbody");
    for offer in shown {
        body.push(row(cx, offer));
        for mark in &offer.marks {
            if noted(cx, WHY) == cell_id(offer, mark) {
                body.push(reason(cx, matrix, offer, mark));
            }
        }
    }
    let label = cx.words.topics[Topic::Programs as usize];
    el("table").class("offers").set("aria-label", label).el(el("thead").el(headings)).el(body)
}

/// The name of a cell, and the id of its reason.
fn cell_id(offer: &Offer, mark: &Mark) -> String {
    let mut id = "why-".to_owned();
    id.push_str(offer.client.id);
    id.push('-');
    id.push_str(mark.ability.id());
    id
}

/// Leads to a program's guide.
fn to_guide(cx: &Cx<'_>, client: &str) -> yew::Callback<web_sys::Event> {
    let set = Action::Set("client".to_owned(), client.to_owned());
    cx.each(vec![set, Action::Help(Some(Topic::Guide))])
}

fn row(cx: &Cx<'_>, offer: &Offer) -> El {
    let words = Words::of(cx.locale);
    let name = button("link name", to_guide(cx, offer.client.id)).text(cx.text(&offer.client.name));
    let ended = guides().of(offer.client.id).and_then(|guide| match guide.standing {
        Standing::Ended(ended) => Some(ended),
        _ => None,
    });
    let ended = ended.map(|ended| {
        let note = el("small").text(&(words.ended)(&(cx.words.date)(ended.date)));
        let others = replacements(cx.catalogue(), guides(), offer.client, ended.replaced_by, cx.outcome);
        others.into_iter().enumerate().fold(note, |note, (index, other)| {
            note.text(if index == 0 { " " } else { cx.words.separator }).el(link(
                cx,
                cx.text(&other.name),
                words.instead,
                to_guide(cx, other.id),
            ))
        })
    });
    let mut row =
        el("tr").key(offer.client.id).el(el("th").class("program").set("scope", "row").el(name).maybe(ended));
    for mark in &offer.marks {
        row.push(cell(cx, offer, mark));
    }
    row
}

fn cell(cx: &Cx<'_>, offer: &Offer, mark: &Mark) -> El {
    let words = Words::of(cx.locale);
    let column = words.column(mark.ability);
    let given = mark.given.filter(|_| mark.is == Certain::Yes);
    let (id, sign, word) = match mark.is {
        Certain::Yes if given.is_some() => ("yes", "check", words.if_given),
        Certain::Yes => ("yes", "check", words.can[0]),
        Certain::No => ("no", "close", words.can[1]),
        Certain::Unknown => ("unknown", "unknown", words.can[2]),
    };
    let label = el("span").class("slim").text(column);
    let inside = nodes().el(icon(sign)).text(word);
    if mark.why.is_none() && given.is_none() {
        return el("td").el(label).el(el("span").class("can").set("data-can", id).el(inside));
    }
    let name = cell_id(offer, mark);
    let is_open = noted(cx, WHY) == name;
    let turn = Action::Note(WHY.to_owned(), (!is_open).then(|| name.clone()));
    let about = el("span").class("spoken").text(cx.words.colon).text(column);
    let toggle = button("can", cx.on(turn))
        .set("data-can", id)
        .flag("aria-expanded", is_open)
        .attr("aria-controls", &name)
        .el(inside)
        .el(about);
    el("td").el(label).el(toggle)
}

/// Why, where it stands, and what to use in its place.
fn reason(cx: &Cx<'_>, matrix: &'static Matrix, offer: &Offer, mark: &Mark) -> El {
    let words = Words::of(cx.locale);
    let mut body = el("div");
    let given = mark.given.filter(|_| mark.is == Certain::Yes);
    for why in given.iter().chain(&mark.why) {
        let mut title = words.column(mark.ability).to_owned();
        title.push_str(cx.words.colon);
        title.push_str(why.title);
        body.push(el("b").text(&title));
        body = body.maybe(why.text.map(|text| el("p").text(text)));
        body = body.maybe(why.source.map(|source| el("p").class("small").text(&origin(cx, matrix, &source))));
    }
    if !mark.instead.is_empty() {
        let mut list = el("ul");
        for instead in &mark.instead {
            list.push(el("li").el(other_way(cx, offer, instead)));
        }
        body = body.el(el("p").text(words.instead)).el(list);
    }
    if mark.instead.is_empty() && mark.is == Certain::No {
        body.push(el("p").text(words.no_way));
    }
    let name = cell_id(offer, mark);
    el("tr")
        .class("why-not")
        .key(&name)
        .attr("id", &name)
        .el(el("td").attr("colspan", &(offer.marks.len() + 1).to_string()).el(body))
}

fn other_way(cx: &Cx<'_>, offer: &Offer, instead: &Instead) -> El {
    let words = Words::of(cx.locale);
    let column = |ability: &Ability| words.column(*ability);
    // What the plan has on a condition only is named so; that is the same for every program.
    let given = |ability: &Ability| {
        offer.given(*ability).map(|_| (words.for_this)(words.if_given)).unwrap_or_default()
    };
    match instead {
        Instead::Ability(ability) => {
            nodes().text(&(words.same_program)(column(ability))).text(&given(ability))
        }
        Instead::Client(id, ability) => {
            let name = cx.catalogue().client(id).map_or(*id, |client| cx.text(&client.name));
            let about = (words.for_this)(column(ability));
            nodes().el(link(cx, name, "", to_guide(cx, id))).text(&about).text(&given(ability))
        }
        Instead::Plain(id, protocol) => {
            let plain = match protocol {
                Protocol::Pop3 => words.plain[0],
                Protocol::Imap => words.plain[1],
                Protocol::Smtp => words.plain[2],
            };
            if *id == offer.client.id {
                return nodes().text(&(words.same_program)(plain));
            }
            let name = cx.catalogue().client(id).map_or(*id, |client| cx.text(&client.name));
            nodes().el(link(cx, name, "", to_guide(cx, id))).text(cx.words.colon).text(plain)
        }
    }
}

/// Document and section, in words.
fn origin(cx: &Cx<'_>, matrix: &'static Matrix, source: &Source) -> String {
    let (title, section) = if matrix.document(source.document).is_some() {
        let (title, _) = wording::document(matrix, source.document, cx.locale);
        (title, wording::section(matrix, source, cx.locale))
    } else {
        let cited = crate::guide::cite(guides(), source, cx.locale);
        (cited.title.to_owned(), cited.section)
    };
    let mut text = cx.words.source.to_owned();
    for part in [cx.words.colon, &title, " ― ", &section] {
        text.push_str(part);
    }
    text
}
