//! One cause: what happens, the question that settles it, the values to set, what to check.

use super::{MESSAGE, noted, support};
use crate::decide::{Outcome, Status, resolve};
use crate::mail::{Certainty, Protocol};
use crate::matrix::Matrix;
use crate::trouble::advice::{Advice, Opening, Value, advise};
use crate::trouble::data::Cause;
use crate::trouble::embedded;
use crate::trouble::message::said;
use crate::ui::action::Action;
use crate::ui::help::trouble_words::TroubleWords;
use crate::ui::help::without_settings;
use crate::ui::platform::Browser;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{copy, copy_failed, error, small, value};
use crate::ui::view::server::{mark, reason, side_word};
use crate::ui::view::terms::explained;
use crate::ui::view::{Cx, heading};
use crate::wording;

/// The page of a cause; `message` is the one that led to it, empty if a symptom did.
pub fn view(cx: &Cx<'_>, cause: &'static Cause, message: &str, words: &'static TroubleWords) -> El {
    let said = said(embedded(), message, &Browser);
    let advice = advise(cause, &said, cx.catalogue(), &cx.model.state, &Browser);
    let sure = noted(cx, super::AT) == MESSAGE;
    let known = sure.then(|| el("p").class("lead").text(words.cause_known));
    let opening = advice.opening.as_ref().map(|opening| settles(cx, opening, words));
    nodes()
        .el(heading(cause.title.get(cx.locale)))
        .maybe(known)
        .el(el("p").class("explains").el(explained(cx, cause.text.get(cx.locale))))
        .maybe(source(cx, cause))
        .maybe(opening)
        // They speak of the values below.
        .el(checks(cx, cause, words))
        .el(values(cx, &advice, words))
        .el(support(cx, words, words.still))
}

/// The document that names the cause.
fn source(cx: &Cx<'_>, cause: &Cause) -> Option<El> {
    let (matrix, source) = (cx.outcome.matrix?, cause.source?);
    matrix.document(source.document)?;
    let (title, _) = wording::document(matrix, source.document, cx.locale);
    let section = wording::section(matrix, &source, cx.locale);
    Some(small(&format!("{}{}{title} ― {section}", cx.words.source, cx.words.colon)))
}

/// The question, the answers that are put in, and the way there.
fn settles(cx: &Cx<'_>, opening: &Opening, words: &'static TroubleWords) -> El {
    let Some(matrix) = cx.outcome.matrix else {
        return nodes();
    };
    let input = (0..matrix.inputs()).find(|input| matrix.input_id(*input) == opening.question);
    let ask = match input {
        Some(0) => cx.text(&matrix.plan_question().ask),
        Some(input) => matrix.questions().get(input - 1).map_or("", |question| cx.text(&question.ask)),
        None => "",
    };
    let mut set = nodes();
    for (question, answer) in &opening.set {
        if let Some((name, text)) = answer_text(cx, matrix, question, answer) {
            set = set.el(el("div").el(el("dt").text(&name)).el(el("dd").text(text)));
        }
    }
    let has_set = !opening.set.is_empty();
    let set = has_set.then(|| nodes().el(small(words.opens_with)).el(el("dl").class("pairs").el(set)));
    let pairs = opening.set.iter().map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned()));
    let open = cx.on(Action::Ask(pairs.collect(), opening.question.to_owned()));
    el("section")
        .class("settles")
        .set("aria-labelledby", "settles")
        .el(el("h4").set("id", "settles").text(words.settles))
        .el(el("p").class("asked").text(ask))
        .maybe(set)
        .el(el("p").class("actions").el(button("button main", open).text(words.open_question)))
        .el(small(words.settles_note))
}

/// An answer with the name of its question.
fn answer_text(cx: &Cx<'_>, matrix: &Matrix, question: &str, answer: &str) -> Option<(String, &'static str)> {
    let input = (0..matrix.inputs()).find(|input| matrix.input_id(*input) == question)?;
    let at = matrix.answer_ids(input).iter().position(|known| *known == answer)?;
    Some((wording::input(matrix, input, cx.locale).to_owned(), wording::answer(matrix, input, at, cx.locale)))
}

/// The values to set, by server.
fn values(cx: &Cx<'_>, advice: &Advice, words: &'static TroubleWords) -> El {
    if advice.cause.fields.is_empty() {
        return nodes();
    }
    if advice.values.is_empty() {
        let is_answered = cx.outcome.status == Status::Answered;
        return if is_answered { nodes() } else { later(cx, words) };
    }
    let changed = advice.opening.as_ref().is_some_and(|opening| !opening.set.is_empty());
    let mut groups = nodes();
    for (protocols, title) in [
        (&[Protocol::Pop3, Protocol::Imap][..], cx.words.incoming),
        (&[Protocol::Smtp][..], cx.words.outgoing),
    ] {
        let mut rows = el("tbody");
        let mut any = false;
        for value in advice.values.iter().filter(|value| protocols.contains(&value.protocol)) {
            rows.push(row(cx, value, words));
            any = true;
        }
        if any {
            let caption = el("caption").class("group").text(title);
            groups = groups.el(el("table").class("values").el(caption).el(rows));
        }
    }
    let note = if changed && is_new(cx, advice) { words.values_after } else { words.values_note };
    el("section")
        .set("aria-labelledby", "values")
        .el(el("h4").set("id", "values").text(words.values))
        .el(small(note))
        .el(groups)
}

/// Whether the values are those of the opening's answers, not of the present ones.
fn is_new(cx: &Cx<'_>, advice: &Advice) -> bool {
    let Some(opening) = &advice.opening else {
        return false;
    };
    let env = cx.env();
    let mut state = cx.model.state.clone();
    for (question, answer) in &opening.set {
        state = state.with(question, Some(answer), env.catalogue, env.idn);
    }
    let there: Outcome<'_> = resolve(env.catalogue, &state, env.idn);
    there.status == Status::Answered
}

/// There are no values: why, and what to do about it.
fn later(cx: &Cx<'_>, words: &'static TroubleWords) -> El {
    el("section").set("aria-label", words.values).el(without_settings(cx, words, words.values_later))
}

fn row(cx: &Cx<'_>, item: &Value, words: &'static TroubleWords) -> El {
    let title = wording::field(item.field, cx.words);
    let name = format!("advice-{}-{}", item.protocol.id(), item.field.id());
    let mut act = None;
    let body = match wording::shown(&item.should, item.field, cx.words) {
        Some(shown) => {
            if shown.complete {
                let what = (cx.words.field_of)(side_word(cx, item.protocol), title);
                act = Some(el("td").class("act").el(copy(cx, &name, &what, shown.text.clone())));
            }
            value(&shown.text, shown.literal).attr("id", &format!("value-{name}"))
        }
        // What stands on the notice is said by the line below.
        None if item.should.certainty.accepts_entry() && item.should.certainty != Certainty::Unstated => {
            nodes()
        }
        None => el("span").class("empty").text(cx.words.ask_support_value),
    };
    let doubt = (item.should.certainty != Certainty::Stated).then(|| {
        let line = el("p")
            .class("why")
            .set("data-certainty", item.should.certainty.id())
            .el(icon(mark(item.should.certainty)))
            .el(el("b").text(wording::certainty(item.should.certainty, cx.words)));
        line.text(if item.should.entered { cx.words.entered } else { reason(cx, &item.should) })
    });
    let before = item.instead_of.as_ref().and_then(|before| wording::shown(before, item.field, cx.words));
    let before = before.map(|before| small(&(words.now_says)(&before.text)));
    el("tr")
        .key(&name)
        .el(el("th").set("scope", "row").text(title))
        .el(el("td")
            .class("value")
            .el(body)
            .maybe(doubt)
            .maybe(item.refused.then(|| error(words.refused)))
            .el(others(cx, item))
            .maybe(before)
            .el(copy_failed(cx, &name)))
        .maybe(act)
}

/// What else the documents give, to be tried where the value does not work.
fn others(cx: &Cx<'_>, item: &Value) -> El {
    let mut lines = nodes();
    for other in item.should.alternatives.iter().filter(|_| !item.should.entered) {
        let text = wording::shown_other(other, item.field, cx.words);
        let elsewhere = other.source.document != item.should.source.document;
        let said = match cx.outcome.matrix.filter(|_| elsewhere) {
            Some(matrix) => {
                let (title, _) = wording::document(matrix, other.source.document, cx.locale);
                (cx.words.other_side)(&text, &title)
            }
            None => text,
        };
        lines = lines.el(small(&said).set("data-told", "other"));
    }
    lines
}

fn checks(cx: &Cx<'_>, cause: &Cause, words: &'static TroubleWords) -> El {
    let mut list = el("ol").class("numbered").set("role", "list");
    for check in cause.checks {
        list.push(el("li").el(explained(cx, check.get(cx.locale))));
    }
    el("section")
        .set("aria-labelledby", "checks")
        .el(el("h4").set("id", "checks").text(words.checks))
        .el(list)
}
