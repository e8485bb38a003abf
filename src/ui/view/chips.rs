//! Chips: a filter that is set or not, and a choice that always has a value. Each opens a list below it, which
//! Escape closes, and leaving it, and choosing.

use super::Cx;
use super::dom::{El, button, el, key, leaves, nodes};
use super::icons::icon;
use super::matrix::Table;
use crate::mail::{Certainty, Security};
use crate::matrix::Matrix;
use crate::ui::action::Action;
use crate::ui::controls::Filter;
use crate::wording;
use yew::virtual_dom::ListenerKind;

/// What can be chosen: id and text, in the order of the data.
pub type Options = Vec<(&'static str, &'static str)>;

/// What a filter is called.
pub fn filter_name(cx: &Cx<'_>, matrix: &'static Matrix, filter: Filter) -> &'static str {
    match filter {
        Filter::First => wording::input(matrix, 1, cx.locale),
        _ => cx.overview().filters[filter as usize],
    }
}

/// The answers of an input.
pub fn answers(cx: &Cx<'_>, matrix: &'static Matrix, input: usize) -> Options {
    let mut options = Vec::new();
    for (answer, id) in matrix.answer_ids(input).into_iter().enumerate() {
        options.push((id, wording::answer_short(matrix, input, answer, cx.locale)));
    }
    options
}

/// What can be chosen in a filter.
pub fn options(cx: &Cx<'_>, matrix: &'static Matrix, filter: Filter) -> Options {
    let mut options = Vec::new();
    match filter {
        Filter::Plan => return answers(cx, matrix, 0),
        Filter::First if matrix.input_id(1) == "access" => {}
        Filter::First => return answers(cx, matrix, 1),
        Filter::Access => return answers(cx, matrix, matrix.inputs() - 1),
        Filter::Security => {
            for security in Security::ALL.into_iter().rev() {
                options.push((security.id(), wording::security(security, cx.words)));
            }
        }
        Filter::Client => {
            for client in cx.catalogue().clients().iter().filter(|client| client.id != "other") {
                options.push((client.id, cx.text(&client.name)));
            }
        }
        Filter::Certainty => {
            for certainty in Certainty::ALL {
                options.push((certainty.id(), cx.words.certainty_short[certainty as usize]));
            }
            options.push(("unavailable", cx.overview().no_settings));
        }
    }
    options
}

/// A filter of the table: its name with what can be chosen, or what is chosen.
pub fn filter_chip(table: &Table<'_, '_>, filter: Filter) -> El {
    let cx = table.cx;
    let id = format!("filter-{}", filter as usize);
    let name = filter_name(cx, table.matrix, filter);
    let options = options(cx, table.matrix, filter);
    if let Some(value) = cx.model.matrix.filters.get(&filter) {
        let text = options.iter().find(|(id, _)| id == value).map_or("", |(_, text)| text);
        let words = (cx.overview().filter_is)(name, text);
        let take_off = cx.on_then_focus(Action::SetFilter(filter, None), &id);
        return button("chip set", take_off)
            .attr("id", &id)
            .attr("aria-label", &(cx.overview().remove_filter)(&words))
            .text(&words)
            .el(icon("close"));
    }
    let open = cx.model.matrix.open == Some(filter);
    let mut items = list(&id, open);
    if !options.iter().any(|(value, _)| table.any(filter, value)) {
        return nodes();
    }
    for (value, text) in options.into_iter().filter(|_| open) {
        let count = table.count(filter, value);
        if count > 0 {
            let set = Action::SetFilter(filter, Some(value.to_owned()));
            let mut option = button("", cx.on_then_focus(set, &id)).text(text);
            if filter != Filter::Client {
                option.push(el("small").text(&count.to_string()));
            }
            items.push(el("li").el(option));
        }
    }
    let toggle = button("chip", cx.on(Action::OpenFilter((!open).then_some(filter)))).text(name);
    chip_box(cx, &id, open, toggle, Action::OpenFilter(None), items)
}

/// Which provider the view is about, if there is a choice.
pub fn provider_chip(cx: &Cx<'_>, matrix: &Matrix) -> El {
    if cx.model.fixed_provider {
        return nodes();
    }
    let mut options = Vec::new();
    for each in cx.catalogue().matrices() {
        options.push((each.id(), cx.text(each.name())));
    }
    choice_chip(cx, "provider", cx.words.provider, matrix.id(), options)
}

/// A chip that always has a value.
pub fn choice_chip(cx: &Cx<'_>, key: &'static str, name: &str, value: &str, options: Options) -> El {
    let open = cx.model.tree_open.as_deref() == Some(key);
    let id = format!("chip-{key}");
    let mut items = list(&id, open);
    let mut chosen = "";
    for (option, text) in options {
        if option == value {
            chosen = text;
        }
        if open {
            let set = cx.on_then_focus(Action::Set(key.to_owned(), option.to_owned()), &id);
            items.push(el("li").el(button("", set).flag("aria-pressed", option == value).text(text)));
        }
    }
    let name = el("span").class("spoken").text(name).text(cx.words.colon);
    let toggle = Action::OpenChip((!open).then(|| key.to_owned()));
    let toggle = button("chip set", cx.on(toggle)).el(name).text(chosen);
    chip_box(cx, &id, open, toggle, Action::OpenChip(None), items)
}

fn list_id(id: &str) -> String {
    format!("{id}-list")
}

fn list(id: &str, open: bool) -> El {
    el("ul").class("options").attr("id", &list_id(id)).set("role", "list").on_if("hidden", !open)
}

fn chip_box(cx: &Cx<'_>, id: &str, open: bool, toggle: El, close: Action, items: El) -> El {
    let toggle = toggle
        .attr("id", id)
        .flag("aria-expanded", open)
        .attr("aria-controls", &list_id(id))
        .el(icon("down"));
    // Some browsers give no focus to a button that is clicked; then the box has it.
    let around = el("div").class("chip-box").set("tabindex", "-1").el(toggle).el(items);
    if !open {
        return around;
    }
    let left = close.clone();
    let escape = cx.with_focus(Box::new(move |event| (key(event) == "Escape").then(|| close.clone())), id);
    let leave = cx.with(Box::new(move |event| leaves(event, ".chip-box").then(|| left.clone())));
    around.on(|| ListenerKind::onkeydown, escape).on(|| ListenerKind::onfocusout, leave)
}
