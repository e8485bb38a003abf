//! What else the documents say about the plan.

use super::Cx;
use super::dom::{El, el, nodes};
use super::parts::{breakable, fold};
use crate::matrix::{Fact, Matrix};
use crate::wording;

/// All facts of the chosen plan, by subject, folded.
pub fn section(cx: &Cx<'_>, matrix: &Matrix) -> El {
    let Some(plan) = cx.outcome.plan() else {
        return nodes();
    };
    let mut groups = nodes();
    for (group, title) in &cx.words.fact_groups {
        let mut inside = None;
        for fact in matrix.facts(plan).filter(|fact| fact.group == *group) {
            inside.get_or_insert_with(|| el("dl")).push(item(cx, matrix, fact));
        }
        if let Some(inside) = inside {
            groups = groups.el(el("h5").text(title)).el(inside);
        }
    }
    fold("more facts", cx.words.facts, groups)
}

fn item(cx: &Cx<'_>, matrix: &Matrix, fact: &Fact) -> El {
    let (title, _) = wording::document(matrix, fact.source.document, cx.locale);
    let source = format!("{title} ― {}", wording::section(matrix, &fact.source, cx.locale));
    let origin = el("small").class("origin").text(&source);
    let text = el("dd").el(breakable(cx.text(&fact.text))).el(origin);
    el("div").el(el("dt").text(cx.text(&fact.title))).el(text)
}
