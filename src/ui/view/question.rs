//! A question in place of the result. Choosing does not move on; 次へ does.

use super::Cx;
use super::client;
use super::dom::{El, button, el, nodes};
use super::icons::icon;
use super::parts::{entry_error, error, link, small};
use crate::decide::{Asking, Status};
use crate::i18n::{Locale, Localized};
use crate::matrix::{Matrix, bit};
use crate::search::{fold, matches};
use crate::ui::action::Action;
use crate::ui::model::Step;
use crate::ui::platform::Browser;
use yew::virtual_dom::ListenerKind;

/// One answer that can be chosen.
pub struct Choice {
    /// Its id.
    pub id: &'static str,
    /// Its text.
    pub label: &'static str,
    /// What it means.
    pub note: String,
    /// Readings, shown where one of them matched.
    pub readings: &'static [&'static str],
}

impl Choice {
    /// A choice of the data.
    pub fn new(cx: &Cx<'_>, id: &'static str, label: &Localized, note: Option<&Localized>) -> Self {
        let note = note.map_or("", |note| cx.text(note)).to_owned();
        Self { id, label: cx.text(label), note, readings: &[] }
    }

    /// Whether what was typed finds it, in whatever language and by whatever name.
    pub fn found(&self, query: &str, names: &[&Localized]) -> bool {
        let mut folded = vec![fold(self.label, &Browser)];
        for name in names {
            folded.extend(Locale::ALL.map(|locale| fold(name.get(locale), &Browser)));
        }
        folded.extend(self.readings.iter().map(|reading| fold(reading, &Browser)));
        matches(query, &folded, &Browser)
    }
}

/// The form for a step.
pub fn form(cx: &Cx<'_>, step: &Step) -> El {
    let submit = cx.with(Box::new(|event| {
        event.prevent_default();
        Some(Action::Confirm)
    }));
    let body = match step {
        Step::Provider => provider(cx),
        Step::Question(id) => question(cx, id),
        Step::Client => client::view(cx),
        Step::Address => address(cx),
    };
    let skip = (*step == Step::Client && cx.outcome.client.is_none())
        .then(|| button("button", cx.on(Action::SkipClient)).text(cx.words.skip));
    let back = cx.model.editing.is_some().then(|| link(cx, cx.words.back, "", cx.on(Action::Leave)));
    let next = el("button").class("button main").text(cx.words.next);
    el("form")
        .class("result")
        .on(|| ListenerKind::onsubmit, submit)
        .on_if("novalidate", true)
        .el(body)
        .el(el("p").class("actions").el(next).maybe(skip).maybe(back))
}

fn provider(cx: &Cx<'_>) -> El {
    let mut choices = Vec::new();
    for matrix in cx.catalogue().matrices() {
        let mut choice = Choice::new(cx, matrix.id(), matrix.name(), None);
        let plans: Vec<&str> = matrix.plans().iter().map(|plan| cx.text(&plan.short)).collect();
        choice.note = plans.join(cx.words.separator);
        choices.push(choice);
    }
    let help = help(cx, nodes().el(el("li").text(cx.words.provider_help)));
    nodes().el(fieldset(cx, cx.words.ask_provider, "", radios(cx, "provider", choices))).el(help)
}

fn question(cx: &Cx<'_>, id: &str) -> El {
    let Some(matrix) = cx.outcome.matrix else {
        return provider(cx);
    };
    if id == "plan" {
        return plan(cx, matrix);
    }
    let Some(input) = (1..matrix.inputs()).find(|input| matrix.input_id(*input) == id) else {
        return nodes();
    };
    let question = &matrix.questions()[input - 1];
    let offered = offered(cx, matrix, input);
    let mut choices = Vec::new();
    for (answer, known) in question.answers.iter().enumerate() {
        if offered & bit(answer) != 0 {
            choices.push(Choice::new(cx, known.id, &known.label, known.note.as_ref()));
        }
    }
    let left = crate::decide::remaining(matrix, &|other| {
        if other == input { Some(0) } else { cx.model.state.answered(matrix, other) }
    });
    let mut note = question.note.as_ref().map_or("", |note| cx.text(note)).to_owned();
    if cx.model.editing.is_none() {
        // Japanese sentences follow each other without a space.
        if !note.is_empty() && !note.ends_with('。') {
            note.push(' ');
        }
        note.push_str(&(cx.words.remaining)(left));
    }
    let body = radios(cx, question.id, choices);
    nodes().el(fieldset(cx, cx.text(&question.ask), &note, body)).el(help(cx, steps(cx, question.help)))
}

/// The answers that can occur here; all that the question's tables know when it is opened again.
fn offered(cx: &Cx<'_>, matrix: &Matrix, input: usize) -> u32 {
    if let Status::Asking(Asking::Input(asked, offered)) = cx.outcome.status
        && asked == input
    {
        return offered;
    }
    let before = |other: usize| {
        let position = |input: usize| cx.outcome.path.iter().position(|(known, _)| *known == input);
        let earlier = position(other).is_some_and(|at| position(input).is_none_or(|own| at < own));
        earlier.then(|| cx.model.state.answered(matrix, other)).flatten()
    };
    let mut mask = 0;
    for leaf in crate::decide::leaves(matrix, &before) {
        for (known, answer) in leaf.path {
            if known == input {
                mask |= bit(answer);
            }
        }
    }
    mask
}

fn plan(cx: &Cx<'_>, matrix: &Matrix) -> El {
    let asked = matrix.plan_question();
    let query = &cx.model.query;
    let mut shown = Vec::new();
    for plan in matrix.plans() {
        let mut choice = Choice::new(cx, plan.id, &plan.label, plan.note.as_ref());
        choice.readings = plan.keywords;
        if choice.found(query, &[&plan.label, &plan.short]) {
            shown.push(choice);
        }
    }
    let filter = (matrix.plans().len() > 3).then(|| search(cx, cx.words.type_ahead, query, Action::Query));
    let count = (!query.trim().is_empty()).then(|| {
        let found = (cx.words.found)(shown.len());
        small(if shown.is_empty() { cx.words.none_found } else { &found }).set("role", "status")
    });
    let note = asked.note.as_ref().map_or("", |note| cx.text(note));
    let body = nodes().maybe(filter).maybe(count).el(radios(cx, "plan", shown));
    nodes().el(fieldset(cx, cx.text(&asked.ask), note, body)).el(help(cx, steps(cx, asked.help)))
}

/// A field that filters what stands below it.
pub fn search(cx: &Cx<'_>, name: &str, typed: &str, action: fn(String) -> Action) -> El {
    let field = el("input")
        .class("field")
        .set("type", "search")
        .set("autocomplete", "off")
        .attr("placeholder", name)
        .value(typed)
        .on(|| ListenerKind::oninput, cx.typed(action));
    el("label").class("search").el(el("span").class("spoken").text(name)).el(icon("search")).el(field)
}

/// A question with its note and what is below.
pub fn fieldset(cx: &Cx<'_>, ask: &str, note: &str, body: El) -> El {
    let has_note = !note.is_empty();
    let missing =
        cx.model.missing.then(|| error(cx.words.choose_one).set("id", "missing").set("tabindex", "-1"));
    el("fieldset")
        .set_if("aria-describedby", has_note.then_some("ask-note"))
        .el(el("legend").set("id", "heading").set("tabindex", "-1").text(ask))
        .maybe(has_note.then(|| el("p").class("lead").set("id", "ask-note").text(note)))
        .maybe(missing)
        .el(body)
}

fn radios(cx: &Cx<'_>, name: &str, choices: Vec<Choice>) -> El {
    let mut items = el("div").class("choices");
    for choice in choices {
        let radio = el("input")
            .set("type", "radio")
            .attr("name", name)
            .value(choice.id)
            .checked(cx.model.chosen.as_deref() == Some(choice.id))
            .on(|| ListenerKind::onchange, cx.on(Action::Choose(choice.id.to_owned())));
        let note = (!choice.note.is_empty()).then(|| el("small").text(&choice.note));
        let words = el("span").el(el("b").text(choice.label)).maybe(note);
        items.push(el("label").class("choice").key(choice.id).el(radio).el(words));
    }
    items
}

fn steps(cx: &Cx<'_>, steps: &[Localized]) -> El {
    let mut items = nodes();
    for step in steps {
        items.push(el("li").text(cx.text(step)));
    }
    items
}

/// How to find the answer out.
pub fn help(cx: &Cx<'_>, steps: El) -> El {
    let summary = el("summary").el(icon("down")).text(cx.words.help);
    el("details").class("help").el(summary).el(el("ol").class("numbered").set("role", "list").el(steps))
}

fn address(cx: &Cx<'_>) -> El {
    let (typed, wrong) = cx.model.drafts.get("address").cloned().unwrap_or_default();
    let message = wrong.map(|wrong| error(&entry_error(cx, wrong)).set("id", "address-error"));
    let field = el("input")
        .class("field literal")
        .set("id", "address")
        .set("type", "text")
        .set("inputmode", "email")
        .set("autocomplete", "email")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .value(&typed)
        .set_if("aria-invalid", wrong.is_some().then_some("true"))
        .set("aria-describedby", if wrong.is_some() { "address-error" } else { "ask-note" })
        .on(|| ListenerKind::oninput, cx.typed(Action::TypeAddress));
    let label = el("label").class("label").set("for", "address").text(cx.words.address);
    let body = nodes().el(label).el(field).maybe(message);
    let help = help(cx, nodes().el(el("li").text(cx.words.address_help)));
    nodes().el(fieldset(cx, cx.words.ask_address, cx.words.address_note, body)).el(help)
}
