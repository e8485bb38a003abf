//! The list of earlier answers, each of which can be changed.

use super::Cx;
use super::dom::{El, button, el};
use super::parts::{breakable, link};
use crate::decide::{Asking, Status, leaves, remaining};
use crate::matrix::Matrix;
use crate::ui::action::Action;
use crate::ui::model::Step;
use crate::wording;

/// A row of the list.
struct Row {
    label: &'static str,
    value: String,
    state: &'static str,
    step: Step,
}

/// Provider, plan, questions, mail program and address.
pub fn list(cx: &Cx<'_>) -> El {
    let left = cx
        .outcome
        .matrix
        .filter(|_| matches!(cx.outcome.status, Status::Asking(_)))
        .map_or(0, |matrix| remaining(matrix, &|input| cx.model.state.answered(matrix, input)));
    let mut brief = String::new();
    let mut answered = 0;
    let mut items = el("dl").set("id", "answer-list");
    for row in rows(cx) {
        // The folded line is for the choices.
        if row.state == "answered" {
            answered += 1;
            if row.step != Step::Address {
                if !brief.is_empty() {
                    brief.push_str(cx.words.separator);
                }
                brief.push_str(&row.value);
            }
        }
        items.push(item(cx, row));
    }
    let open = cx.model.answers_open;
    let count = el("span").class("narrow").text(&(cx.words.answers_count)(answered, left));
    let toggle = button("link", cx.on(Action::ToggleAnswers))
        .flag("aria-expanded", open)
        .set("aria-controls", "answer-list")
        .text(if open { cx.words.close } else { cx.words.review });
    el("section")
        .class(if open { "answers open" } else { "answers" })
        .set("aria-labelledby", "answers")
        .el(el("h3").set("id", "answers").text(cx.words.answers).el(count))
        .el(el("p").class("brief").text(&brief))
        .el(toggle)
        .el(items)
        .el(button("link reset", cx.on(Action::Restart)).text(cx.words.reset))
}

fn item(cx: &Cx<'_>, row: Row) -> El {
    let value = el("dd");
    let value = match row.step {
        Step::Address if row.state == "answered" => value.el(breakable(&row.value)),
        _ => value.text(&row.value),
    };
    let item = el("div").set("data-state", row.state).el(el("dt").text(row.label)).el(value);
    let word = match row.state {
        "answered" => cx.words.change,
        "empty" => cx.words.enter,
        _ => return item,
    };
    if row.step == Step::Provider && cx.model.fixed_provider {
        return item;
    }
    item.el(el("dd").el(link(cx, word, row.label, cx.on(Action::Edit(row.step)))))
}

fn rows(cx: &Cx<'_>) -> Vec<Row> {
    let current = cx.model.step(cx.outcome);
    let row = |label: &'static str, value: Option<&str>, step: Step| {
        let (state, value) = match value {
            _ if current.as_ref() == Some(&step) => ("asking", cx.words.asking),
            Some(value) => ("answered", value),
            None if matches!(step, Step::Client | Step::Address) => ("empty", cx.words.not_entered),
            None => ("later", cx.words.later),
        };
        Row { label, value: value.to_owned(), state, step }
    };
    let mut rows = Vec::new();
    let provider = cx.outcome.matrix.map(|matrix| cx.text(matrix.name()));
    rows.push(row(cx.words.provider, provider, Step::Provider));
    let Some(matrix) = cx.outcome.matrix else {
        rows.push(row(cx.words.plan, None, Step::Question("plan".to_owned())));
        return rows;
    };
    let ask = |rows: &mut Vec<Row>, input: usize, value: Option<&str>| {
        let step = Step::Question(matrix.input_id(input).to_owned());
        rows.push(row(wording::input(matrix, input, cx.locale), value, step));
    };
    for (input, answer) in &cx.outcome.path {
        ask(&mut rows, *input, Some(wording::answer(matrix, *input, *answer, cx.locale)));
    }
    if let Status::Asking(Asking::Input(input, _)) = cx.outcome.status {
        ask(&mut rows, input, None);
        for input in ahead(cx, matrix, input) {
            ask(&mut rows, input, None);
        }
    }
    let has_plan = !cx.outcome.path.is_empty();
    let client = cx.outcome.client.map(|client| cx.text(&client.name));
    if has_plan || client.is_some() {
        let before_others = current == Some(Step::Client) && cx.model.editing.is_none();
        let at = if before_others { 1 + cx.outcome.path.len() } else { rows.len() };
        rows.insert(at, row(cx.words.client, client, Step::Client));
    }
    let address = cx.model.state.get("address");
    if has_plan || address.is_some() {
        rows.push(row(cx.words.address_optional, address, Step::Address));
    }
    rows
}

/// The questions that may still come after the one that is asked, in their order.
fn ahead(cx: &Cx<'_>, matrix: &Matrix, asked: usize) -> Vec<usize> {
    let mut ahead = Vec::new();
    for leaf in leaves(matrix, &|input| cx.model.state.answered(matrix, input)) {
        for (input, _) in leaf.path {
            let known = cx.outcome.path.iter().any(|(known, _)| *known == input);
            if input != asked && !known && !ahead.contains(&input) {
                let at = ahead.iter().position(|later| *later > input).unwrap_or(ahead.len());
                ahead.insert(at, input);
            }
        }
    }
    ahead
}
