//! The fields of a step: letter, the program's label, the value, and a copy button.

use super::Page;
use super::steps::{joined, remarks};
use crate::decide::{NoticeField, ResolvedServer};
use crate::guide::{Entry, Form, Kind, Slot};
use crate::mail::Certainty;
use crate::matrix::Field;
use crate::ui::action::Action;
use crate::ui::help::spoken;
use crate::ui::view::dom::{El, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::mark;
use crate::ui::view::parts::{copy, copy_failed, entry_error, error, link, value};
use crate::ui::view::server::input;
use crate::wording;

/// The fields to fill in, as rows; nothing where there are none.
pub fn table(page: &Page<'_>, id: &str, title_id: &str, entries: &[Entry]) -> El {
    if entries.is_empty() {
        return nodes();
    }
    let mut rows = el("tbody");
    for entry in entries {
        rows.push(row(page, id, entry));
    }
    el("table").class("fills").attr("aria-labelledby", title_id).el(rows)
}

fn row(page: &Page<'_>, id: &str, entry: &Entry) -> El {
    let cx = page.cx;
    let letter = entry.letter.map(String::from).unwrap_or_default();
    let name = joined(&joined(id, "-"), &letter);
    let (label, label_means) = page.apart(entry.label);
    let mut value_means = nodes();
    let asked = asked(page, entry);
    // The field stands where the value is met first and not folded away.
    let here = asked.filter(|field| page.takes(*field));
    let typing = here.filter(|field| cx.model.drafts.contains_key(field.id()));
    let label = el("th").set("scope", "row").el(el("b").text(&letter)).text(" ").el(el("span").el(label));
    let is_open = matches!(entry.form, Form::OnNotice | Form::AtSupport);
    let body = match (typing, entry.form) {
        (Some(field), _) => type_in(page, field, entry.label),
        (None, _) if is_open => to_field(page, asked, here, &entry.text, entry.label),
        (None, form) => {
            let literal = matches!(form, Form::Literal | Form::Pattern);
            let text = if form == Form::Chosen {
                let (text, means) = page.apart(&entry.text);
                value_means = means;
                el("span").el(text)
            } else {
                value(&entry.text, literal)
            };
            let text = text.attr("id", &joined("value-", &name));
            if form == Form::Own { el("span").class("own").el(text) } else { sign(entry).el(text) }
        }
    };
    let correct = here.filter(|_| typing.is_none() && !is_open);
    let correct = correct.map(|_| {
        el("span").class("correct").text(" ").el(to_field(page, asked, here, cx.words.correct, entry.label))
    });
    // A word that the program does not have, a pattern and the visitor's own are nothing to paste.
    let copies = typing.is_none() && matches!(entry.form, Form::Literal | Form::Chosen);
    let action = copies.then(|| el("td").class("act").el(copy(cx, &name, entry.label, entry.text.clone())));
    el("tr")
        .key(&name)
        .set_if("class", (entry.kind == Kind::Check).then_some("check"))
        .el(label)
        .el(el("td")
            .class("value")
            .el(body)
            .el(doubt(page, entry))
            .maybe(correct)
            .el(label_means)
            .el(value_means)
            .el(remarks(page, &entry.remarks))
            .el(copy_failed(cx, &name)))
        .maybe(action)
}

/// A box as it looks in the program, in front of its words; nothing for other fields.
pub fn sign(entry: &Entry) -> El {
    let sign = el("span").class("sign").set("aria-hidden", "true");
    match (entry.kind, entry.form) {
        (Kind::Check, Form::On) => nodes().el(sign.el(icon("check"))),
        (Kind::Check, Form::Off) => nodes().el(sign),
        (Kind::Check, _) => nodes().el(sign.text("?")),
        _ => nodes(),
    }
}

/// The server and the field behind an entry.
fn behind<'p>(page: &Page<'p>, entry: &Entry) -> Option<(&'p ResolvedServer, Field)> {
    match entry.slot? {
        Slot::Incoming(field) => Some((page.cx.outcome.incoming.as_ref()?, field)),
        Slot::Outgoing(field) => Some((page.cx.outcome.outgoing.first()?, field)),
        _ => None,
    }
}

/// How sure the value is, where the documents do not simply say so. Why, the answer tells.
fn doubt(page: &Page<'_>, entry: &Entry) -> El {
    let known = !matches!(entry.form, Form::OnNotice | Form::AtSupport | Form::Own);
    let Some((server, field)) = behind(page, entry).filter(|_| known) else {
        return nodes();
    };
    let value = server.field(field);
    if value.entered || value.certainty == Certainty::Stated {
        return nodes();
    }
    let word = wording::certainty(value.certainty, page.cx.words);
    let sign = el("span").class("mark").set("data-certainty", value.certainty.id());
    nodes().text(" ").el(sign.el(icon(mark(value.certainty))).text(word))
}

/// What the visitor can enter: a value that must be found out, or one that was entered.
fn asked(page: &Page<'_>, entry: &Entry) -> Option<NoticeField> {
    let (server, field) = behind(page, entry)?;
    if server.field(field).entered {
        return wording::entry(server.protocol, field);
    }
    if !matches!(entry.form, Form::OnNotice | Form::AtSupport) {
        return None;
    }
    let all = wording::open_values(page.cx.outcome);
    // The name of the incoming server fills that of the outgoing one, and there is one log-in name.
    let is_shared = matches!(field, Field::Host | Field::Username);
    let own = |open: &&wording::Open| open.field == field && open.protocol == server.protocol;
    let open = all.iter().find(own);
    let open = open.or_else(|| all.iter().find(|open| is_shared && open.field == field));
    open.map(|open| open.entry)
}

/// The way to the field for a value, which takes the place of the link; to the answer where there is none.
fn to_field(
    page: &Page<'_>,
    asked: Option<NoticeField>,
    here: Option<NoticeField>,
    text: &str,
    label: &str,
) -> El {
    let cx = page.cx;
    let lead = cx.on(asked.map_or(Action::Help(None), Action::OpenEntry));
    let about = el("span").class("spoken").text(cx.words.colon).el(spoken(cx, label));
    link(cx, text, "", lead).set_if("id", here.map(NoticeField::id)).el(about)
}

/// The field for a value, with what is wrong about it.
fn type_in(page: &Page<'_>, field: NoticeField, label: &str) -> El {
    let wrong = page.cx.model.drafts.get(field.id()).and_then(|(_, wrong)| *wrong);
    let why = joined(field.id(), "-why");
    let wrong = wrong.map(|wrong| error(&entry_error(page.cx, wrong)).attr("id", &why));
    nodes().el(input(page.cx, field, label)).maybe(wrong)
}
