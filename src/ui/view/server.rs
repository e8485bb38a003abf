//! A server's values: one row each, the value first, doubt in words below it.

use super::Cx;
use super::dom::{El, el, key, nodes, typed};
use super::icons::icon;
use super::parts::{copy, copy_failed, entry_error, error, link, source_number, value};
use super::terms::{apart, explained};
use crate::decide::{NoticeField, OtherValue, ResolvedServer, ResolvedValue};
use crate::i18n::Locale;
use crate::mail::{Certainty, Protocol};
use crate::matrix::Field;
use crate::ui::action::Action;
use crate::wording;
use yew::virtual_dom::ListenerKind;

/// A server with its heading. `before` is the server shown above it, whose reasons are not repeated.
#[inline(never)]
pub fn group(cx: &Cx<'_>, server: &ResolvedServer, before: Option<&ResolvedServer>) -> El {
    let (id, title) = match server.protocol {
        Protocol::Smtp => ("outgoing", cx.words.outgoing),
        Protocol::Pop3 | Protocol::Imap => ("incoming", cx.words.incoming),
    };
    let (protocol, meaning) = apart(cx, wording::protocol(server.protocol, cx.words));
    let mut rows = el("tbody");
    for field in server.shown_fields() {
        rows.push(row(cx, server, field, before, id));
    }
    nodes()
        .el(el("h4").class("group").set("id", id).text(title).text(" ").el(el("small").el(protocol)))
        .el(meaning)
        .el(el("table").class("values").set("aria-labelledby", id).el(rows))
}

#[inline(never)]
fn row(
    cx: &Cx<'_>,
    server: &ResolvedServer,
    field: Field,
    before: Option<&ResolvedServer>,
    side: &str,
) -> El {
    let resolved = server.field(field);
    let shown = wording::shown(resolved, field, cx.words);
    let title = wording::field(field, cx.words);
    let name = format!("{side}-{}", field.id());
    let entry = wording::entry(server.protocol, field).filter(|_| resolved.certainty.accepts_entry());
    // The outgoing host and the log-in name follow what was entered above.
    let follows = before.is_some_and(|before| {
        matches!(field, Field::Host | Field::Username)
            && wording::shown(before.field(field), field, cx.words).is_none()
            && shown.is_none()
    });
    // A log-in name that both servers share is edited in one place.
    let entry = entry.filter(|entry| *entry != NoticeField::Username || before.is_none());
    let editing = entry.filter(|entry| {
        !follows
            && (cx.model.drafts.contains_key(entry.id())
                || (shown.is_none() && resolved.certainty == Certainty::FromNotice))
    });
    let what = (cx.words.field_of)(side_word(cx, server.protocol), title);
    let mut action = None;
    // A label has no room for what it means.
    let (label, label_means) = apart(cx, title);
    let mut value_means = nodes();
    let body = match (&editing, &shown) {
        (Some(entry), _) => input(cx, *entry, title),
        (None, Some(shown)) => {
            if shown.complete {
                action = Some(el("td").class("act").el(copy(cx, &name, &what, shown.text.clone())));
            }
            let source = (!resolved.entered).then(|| source_number(cx, &resolved.source));
            let text = if shown.literal {
                value(&shown.text, true)
            } else {
                let (text, means) = apart(cx, &shown.text);
                value_means = means;
                el("span").el(text)
            };
            nodes().el(text.attr("id", &format!("value-{name}"))).maybe(source)
        }
        (None, None) => {
            let words = if follows { cx.words.shown_once_entered } else { cx.words.ask_support_value };
            let source = (!follows).then(|| source_number(cx, &resolved.source));
            nodes().el(el("span").class("empty").text(words)).maybe(source)
        }
    };
    let why = if follows { nodes() } else { doubt(cx, resolved, field, editing, entry, before, &what) };
    el("tr")
        .set("data-certainty", resolved.certainty.id())
        .key(&name)
        .el(el("th").set("scope", "row").attr("id", &format!("row-{name}")).el(label))
        .el(el("td")
            .class("value")
            .el(body)
            .el(why)
            .el(label_means)
            .el(value_means)
            .el(copy_failed(cx, &name)))
        .maybe(action)
}

/// 受信 or 送信.
pub fn side_word(cx: &Cx<'_>, protocol: Protocol) -> &'static str {
    if protocol == Protocol::Smtp { cx.words.outgoing_short } else { cx.words.incoming_short }
}

/// The field for a value of the notice.
pub fn input(cx: &Cx<'_>, entry: NoticeField, title: &str) -> El {
    let (text, wrong) = match cx.model.drafts.get(entry.id()) {
        Some((text, wrong)) => (text.as_str(), wrong.is_some()),
        None => (cx.model.state.notice(entry).unwrap_or_default(), false),
    };
    // What takes the field's place has its id, and its focus.
    let enter = Box::new(move |event: &web_sys::Event| {
        (key(event) == "Enter").then(|| {
            event.prevent_default();
            Action::Enter(entry)
        })
    });
    let enter = cx.with_focus(enter, entry.id());
    let is_port = matches!(entry, NoticeField::IncomingPort | NoticeField::OutgoingPort);
    el("input")
        .class("field literal")
        .set("id", entry.id())
        .attr("aria-label", title)
        .attr("aria-describedby", &format!("{}-why", entry.id()))
        .set_if("aria-invalid", wrong.then_some("true"))
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set_if("inputmode", is_port.then_some("numeric"))
        .value(text)
        .on(
            || ListenerKind::oninput,
            cx.with(Box::new(move |event| Some(Action::TypeEntry(entry, typed(event))))),
        )
        .on(|| ListenerKind::onblur, cx.on(Action::Enter(entry)))
        .on(|| ListenerKind::onkeydown, enter)
}

/// The line below the value: its certainty in a word, the reason, and what can be done about it.
fn doubt(
    cx: &Cx<'_>,
    resolved: &ResolvedValue,
    field: Field,
    editing: Option<NoticeField>,
    entry: Option<NoticeField>,
    before: Option<&ResolvedServer>,
    what: &str,
) -> El {
    let with_id = |line: El| match editing {
        Some(entry) => line.attr("id", &format!("{}-why", entry.id())),
        None => line,
    };
    let wrong = editing.and_then(|entry| cx.model.drafts.get(entry.id())).and_then(|(_, wrong)| *wrong);
    if let Some(wrong) = wrong {
        return with_id(error(&entry_error(cx, wrong)));
    }
    let reason = reason(cx, resolved);
    let same = before.is_some_and(|before| {
        let above = before.field(field);
        above.certainty == resolved.certainty
            && above.why == resolved.why
            && above.entered == resolved.entered
            && above.alternatives.len() == resolved.alternatives.len()
    });
    if resolved.certainty == Certainty::Stated {
        // The other document's side is what to try next where logging in fails.
        let elsewhere = |other: &OtherValue| other.source.document != resolved.source.document;
        let sides =
            (!same && resolved.alternatives.iter().any(elsewhere)).then(|| other_side(cx, resolved, field));
        let line = || el("p").class("small").el(explained(cx, reason));
        return if reason.is_empty() && sides.is_none() { nodes() } else { line().maybe(sides) };
    }
    let mut line = el("p")
        .class("why")
        .set("data-certainty", resolved.certainty.id())
        .el(icon(mark(resolved.certainty)));
    line = if resolved.entered {
        line.el(el("b").text(cx.words.entered))
    } else {
        let line = line.el(el("b").text(wording::certainty(resolved.certainty, cx.words)));
        if same {
            line.text(cx.words.same_reason)
        } else {
            line.el(explained(cx, reason)).el(other_side(cx, resolved, field))
        }
    };
    if let Some(entry) = entry.filter(|_| editing.is_none()) {
        let word = match resolved.certainty {
            _ if resolved.entered => cx.words.correct,
            Certainty::Unstated | Certainty::Disputed => cx.words.enter_support,
            _ => cx.words.enter_notice,
        };
        let open = cx.on(Action::OpenEntry(entry));
        line = line.text(" ").el(link(cx, word, what, open).set("id", entry.id()));
    }
    with_id(line)
}

/// Why a value is not certain; empty if nothing is said.
pub fn reason(cx: &Cx<'_>, resolved: &ResolvedValue) -> &'static str {
    resolved.why.and_then(|why| cx.outcome.matrix?.text(why)).map_or("", |why| cx.text(why))
}

/// What another place says about the value: the same document, then others.
fn other_side(cx: &Cx<'_>, resolved: &ResolvedValue, field: Field) -> El {
    let mut sides = nodes();
    // Japanese sentences follow each other without a space.
    let gap = if cx.locale == Locale::Ja { "" } else { " " };
    let elsewhere = |other: &&OtherValue| other.source.document != resolved.source.document;
    let here = resolved.alternatives.iter().filter(|other| !elsewhere(other));
    let here: Vec<String> = here.map(|other| wording::shown_other(other, field, cx.words)).collect();
    if !here.is_empty() {
        sides = sides.text(gap).text(&(cx.words.can_be)(&here.join(cx.words.alternatives)));
    }
    for other in resolved.alternatives.iter().filter(elsewhere) {
        let text = wording::shown_other(other, field, cx.words);
        let Some(matrix) = cx.outcome.matrix else {
            continue;
        };
        let (title, _) = wording::document(matrix, other.source.document, cx.locale);
        sides =
            sides.text(gap).text(&(cx.words.other_side)(&text, &title)).el(source_number(cx, &other.source));
    }
    sides
}

/// The icon of a certainty.
pub const fn mark(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Stated => "full",
        Certainty::Default => "half",
        Certainty::Inferred => "dashed",
        Certainty::FromNotice => "sheet",
        Certainty::Disputed => "differ",
        Certainty::Unstated => "unknown",
    }
}
