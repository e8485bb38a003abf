//! The mail program: a combobox (WAI-ARIA Authoring Practices) whose list is always open.

use super::Cx;
use super::dom::{El, el, key, nodes, reveal};
use super::icons::icon;
use super::question::{Choice, fieldset, help};
use crate::search::matched_part;
use crate::ui::action::Action;
use crate::ui::platform::Browser;
use web_sys::Event;
use yew::Callback;
use yew::virtual_dom::ListenerKind;

/// The question.
pub fn view(cx: &Cx<'_>) -> El {
    let query = &cx.model.query;
    let mut shown = Vec::new();
    for client in cx.catalogue().clients() {
        let mut choice = Choice::new(cx, client.id, &client.name, None);
        choice.readings = client.keywords;
        if client.id == "other" {
            choice.label = cx.words.not_listed;
        }
        if client.id == "other" || choice.found(query, &[&client.name]) {
            shown.push(choice);
        }
    }
    let active = cx.model.active.filter(|active| *active < shown.len());
    let mut options = el("ul").class("options").set("id", "clients").set("role", "listbox");
    // A scrolling list is a stop of the Tab key by itself, but its options are reached by the field's arrow keys.
    options = options.set("tabindex", "-1");
    options = options.set("aria-label", cx.words.client);
    for (index, choice) in shown.iter().enumerate() {
        options.push(option(cx, index, active == Some(index), choice));
    }
    let mut field = el("input")
        .class("field")
        .set("id", "client")
        .set("role", "combobox")
        .set("aria-expanded", "true")
        .set("aria-controls", "clients")
        .set("aria-autocomplete", "list")
        .set("autocomplete", "off")
        .value(query)
        .on(|| ListenerKind::oninput, cx.typed(Action::Query))
        .on(|| ListenerKind::onkeydown, keys(cx, active, shown.iter().map(|choice| choice.id).collect()));
    if let Some(active) = active {
        field = field.attr("aria-activedescendant", &option_id(active));
    }
    let body = el("div")
        .class("combo open")
        .el(el("label").class("label").set("for", "client").text(cx.words.type_ahead))
        .el(el("div").class("search").el(icon("search")).el(field))
        .el(options);
    let help = help(cx, nodes().el(el("li").text(cx.words.client_help)));
    nodes().el(fieldset(cx, cx.words.ask_client, cx.words.client_note, body)).el(help)
}

fn option_id(index: usize) -> String {
    format!("client-{index}")
}

fn option(cx: &Cx<'_>, index: usize, active: bool, choice: &Choice) -> El {
    let query = &cx.model.query;
    let part = matched_part(choice.label, query, &Browser);
    let found = |reading: &&&str| part.is_none() && matched_part(reading, query, &Browser).is_some();
    let reading = choice.readings.iter().find(found);
    let selected = cx.model.chosen.as_deref() == Some(choice.id);
    el("li")
        .set("role", "option")
        .attr("id", &option_id(index))
        .key(choice.id)
        .set_if("class", (choice.id == "other").then_some("other"))
        .flag("aria-selected", selected)
        .set_if("data-active", active.then_some("true"))
        .click(cx.on(Action::Choose(choice.id.to_owned())))
        .el(emphasised(choice.label, part))
        .maybe(reading.map(|reading| el("small").text(reading)))
        .maybe(selected.then(|| icon("check")))
}

fn emphasised(text: &str, part: Option<[&str; 3]>) -> El {
    match part {
        Some([before, part, after]) => el("span").text(before).el(el("b").text(part)).text(after),
        None => el("span").text(text),
    }
}

/// What the keys do while the focus is in the field.
fn keys(cx: &Cx<'_>, active: Option<usize>, ids: Vec<&'static str>) -> Callback<Event> {
    let chosen = cx.model.chosen.clone();
    cx.with(Box::new(move |event| {
        let count = ids.len();
        let action = match (key(event).as_str(), active) {
            ("ArrowDown", at) => Action::Activate(Some(at.map_or(0, |at| (at + 1) % count))),
            ("ArrowUp", at) => Action::Activate(Some((at.unwrap_or(0) + count - 1) % count)),
            // The second time it confirms, as it does everywhere.
            ("Enter", Some(at)) if ids.get(at).copied() != chosen.as_deref() => {
                Action::Choose((*ids.get(at)?).to_owned())
            }
            ("Escape", _) => Action::Query(String::new()),
            _ => return None,
        };
        event.prevent_default();
        if let Action::Activate(Some(next)) = action {
            reveal(event, &option_id(next));
        }
        Some(action)
    }))
}
