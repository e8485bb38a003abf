//! Small parts that several views share.

use super::Cx;
use super::dom::{El, button, el, nodes};
use super::icons::icon;
use super::terms::explained;
use crate::mail::{AddressError, HostnameError};
use crate::matrix::{Matrix, Notice, Source, Weight};
use crate::ui::action::Action;
use crate::ui::controls::EntryError;
use crate::wording;
use web_sys::Event;
use yew::Callback;

/// A host or address that may break before each dot and after the `@`, and nowhere else.
#[inline(never)]
pub fn breakable(text: &str) -> El {
    let mut parts = nodes();
    let mut rest = text;
    // A dot that begins the rest is where the text was cut.
    while let Some(at) =
        rest.bytes().enumerate().position(|(at, byte)| byte == b'@' || (byte == b'.' && at > 0))
    {
        let cut = if rest.as_bytes()[at] == b'@' { at + 1 } else { at };
        let (part, after) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        parts = parts.text(part).el(el("wbr"));
        rest = after;
    }
    parts.text(rest)
}

/// A text that is typed as it stands, or one in words.
#[inline(never)]
pub fn value(text: &str, literal: bool) -> El {
    el("span").set_if("class", literal.then_some("literal")).el(breakable(text))
}

/// A small paragraph.
#[inline(never)]
pub fn small(text: &str) -> El {
    el("p").class("small").text(text)
}

/// A button that looks like a link; `about` is the part of its name that only assistive technology reads.
#[inline(never)]
pub fn link(cx: &Cx<'_>, text: &str, about: &str, pressed: Callback<Event>) -> El {
    let about = (!about.is_empty()).then(|| el("span").class("spoken").text(cx.words.colon).text(about));
    button("link", pressed).text(text).maybe(about)
}

/// What came of the copy button with that name, if it was the last one.
fn copied(cx: &Cx<'_>, name: &str) -> Option<bool> {
    cx.model.copied.as_ref().filter(|(copied, _)| copied == name).map(|(_, worked)| *worked)
}

/// A copy button. `name` is its name in the model and of the element that is selected if copying fails.
#[inline(never)]
pub fn copy(cx: &Cx<'_>, name: &str, what: &str, text: String) -> El {
    let done = copied(cx, name) == Some(true);
    let word = if done { cx.words.copied } else { cx.words.copy };
    copy_button(cx, name, word, text, "copy")
        .set_if("data-state", done.then_some("done"))
        .attr("aria-label", &format!("{word}{}{what}", cx.words.colon))
}

/// A main or secondary button that copies a longer text.
#[inline(never)]
pub fn copy_button(cx: &Cx<'_>, name: &str, label: &str, text: String, class: &'static str) -> El {
    let (sign, word) =
        if copied(cx, name) == Some(true) { ("check", cx.words.copied) } else { ("copy", label) };
    button(class, cx.on(Action::Copy(name.to_owned(), text))).el(icon(sign)).el(el("span").text(word))
}

/// The sentence that stands beside a copy button that failed.
#[inline(never)]
pub fn copy_failed(cx: &Cx<'_>, name: &str) -> El {
    if copied(cx, name) == Some(false) { error(cx.words.copy_failed) } else { nodes() }
}

/// What went wrong.
#[inline(never)]
pub fn error(text: &str) -> El {
    el("p").class("why error").set("role", "alert").el(icon("caution")).text(text)
}

/// A notice in its weight.
#[inline(never)]
pub fn notice(cx: &Cx<'_>, notice: &Notice) -> El {
    panel(
        notice.weight,
        notice.weight.id(),
        cx.text(&notice.title),
        el("p").el(explained(cx, cx.text(&notice.text))),
    )
}

/// A panel with heading and text.
#[inline(never)]
pub fn panel(weight: Weight, sign: &'static str, title: &str, body: El) -> El {
    let inside = el("div").el(el("h4").text(title)).el(body);
    el("div").class("notice").set("data-weight", weight.id()).el(icon(sign)).el(inside)
}

/// Something folded, under words that tell what it is.
#[inline(never)]
pub fn fold(class: &'static str, title: &str, body: El) -> El {
    let summary = el("summary").el(el("span").class("link").text(title)).el(icon("down"));
    el("details").class(class).el(summary).el(body)
}

fn number(cx: &Cx<'_>, source: &Source) -> Option<String> {
    let index = cx.outcome.sources.iter().position(|known| known == source)?;
    Some((index + 1).to_string())
}

fn to_source(cx: &Cx<'_>, number: &str) -> Callback<Event> {
    cx.on(Action::FocusOn(format!("source-{number}")))
}

/// The number of a source in the list below, as a button that leads there.
#[inline(never)]
pub fn source_number(cx: &Cx<'_>, source: &Source) -> El {
    let Some(number) = number(cx, source) else {
        return nodes();
    };
    let label = format!("{} {number}", cx.words.source);
    let button = button("source", to_source(cx, &number)).attr("aria-label", &label).text(&number);
    nodes().text(" ").el(button)
}

/// A source number in words: 出典 1.
#[inline(never)]
pub fn source_link(cx: &Cx<'_>, source: &Source) -> El {
    match number(cx, source) {
        Some(number) => link(cx, &format!("{} {number}", cx.words.source), "", to_source(cx, &number)),
        None => nodes(),
    }
}

/// The list of sources, numbered as in the values.
pub fn sources(cx: &Cx<'_>, matrix: &Matrix) -> El {
    if cx.outcome.sources.is_empty() {
        return nodes();
    }
    let mut items = el("ol").class("numbered sources").set("role", "list");
    let mut before = "";
    for (index, source) in cx.outcome.sources.iter().enumerate() {
        let item = el("li").attr("id", &format!("source-{}", index + 1)).set("tabindex", "-1");
        let item = if before == source.document {
            item.text(cx.words.same)
        } else {
            let (title, date) = wording::document(matrix, source.document, cx.locale);
            item.el(el("b").text(&title)).text(" ").text(&date)
        };
        items.push(item.text(" ― ").text(&wording::section(matrix, source, cx.locale)));
        before = source.document;
    }
    let checked = (cx.words.checked)(&(cx.words.date)(matrix.checked()));
    let title = el("h4").set("id", "sources").text(cx.words.sources);
    el("section").set("aria-labelledby", "sources").el(title).el(items).el(small(&checked))
}

/// What is wrong with an entry, for the visitor.
pub fn entry_error(cx: &Cx<'_>, error: EntryError) -> String {
    let words = cx.words;
    let host = |error: HostnameError, empty: &'static str| match error {
        HostnameError::Empty => empty,
        HostnameError::Space => words.error_space,
        HostnameError::TooLong => words.error_too_long,
        HostnameError::NoDot => words.error_no_dot,
        HostnameError::Malformed => words.error_malformed,
    };
    match error {
        EntryError::Address(error) => match error {
            AddressError::NoAt => words.error_no_at,
            AddressError::ManyAts => words.error_many_ats,
            AddressError::Space => words.error_space,
            AddressError::NoLocal => words.error_no_local,
            AddressError::LocalCharacter(c) => return (words.error_local_character)(c),
            AddressError::LocalDot => words.error_local_dot,
            AddressError::TooLong => words.error_too_long,
            AddressError::Domain(error) => host(error, words.error_no_domain),
        },
        EntryError::Host(error) => host(error, words.error_host_empty),
        EntryError::Port => words.error_port,
        EntryError::Username => words.error_username,
    }
    .to_owned()
}
