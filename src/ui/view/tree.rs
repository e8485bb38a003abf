//! The decision tree of a plan: drawn where there is room, else as an outline; every node leads to its answer.

use super::Cx;
use super::chips::{answers, choice_chip, provider_chip};
use super::dom::{El, el, nodes};
use super::icons::icon;
use super::matrix::fragment;
use super::parts::{small, value};
use super::tree_drawing::drawing;
use crate::mail::Access;
use crate::matrix::Matrix;
use crate::overview::{Branch, Leaf, Node, Planter, tree};
use crate::ui::action::Action;
use crate::wording;
use std::rc::Rc;

/// Question columns that the drawing has room for; a deeper tree is an outline.
const COLUMNS: usize = 3;

/// A tree and where the visitor stands in it.
pub struct Standing<'a, 'c> {
    /// The view.
    pub cx: &'a Cx<'c>,
    /// The provider.
    pub matrix: &'static Matrix,
    /// Whether the tree is that of the visitor's own plan and access.
    pub own: bool,
}

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let Some(matrix) = cx.outcome.matrix.or_else(|| cx.catalogue().matrices().first()) else {
        return nodes();
    };
    let state = &cx.model.state;
    let access_input = matrix.inputs() - 1;
    let chosen_plan = cx.outcome.plan();
    let plan = chosen_plan.unwrap_or(0);
    let access_answer = state.answered(matrix, access_input).unwrap_or(0);
    let access = matrix.answer_ids(access_input).get(access_answer).and_then(|id| Access::from_id(id));
    let access = access.unwrap_or(Access::Pop3);
    let answered = |input| state.answered(matrix, input);
    let planter =
        Planter { matrix, access, client: cx.outcome.client, locale: cx.locale, answered: &answered };
    let node = tree(&planter, plan);
    let standing = Standing { cx, matrix, own: chosen_plan.is_some() };
    let plans = answers(cx, matrix, 0);
    let accesses = answers(cx, matrix, access_input);
    let name = wording::input(matrix, access_input, cx.locale);
    let chips = el("div")
        .class("filters")
        .set("role", "group")
        .set("aria-label", cx.overview().tree_label)
        .el(provider_chip(cx, matrix))
        .el(choice_chip(cx, "plan", cx.words.plan, plans[plan].0, plans.clone()))
        .el(choice_chip(cx, "access", name, access.id(), accesses));
    let drawn = (1..=COLUMNS).contains(&node.depth());
    let note = if standing.own {
        cx.overview().tree_lead.to_owned()
    } else {
        (cx.overview().tree_of)(plans[plan].1)
    };
    let outline = el("div").class(if drawn { "outline folded" } else { "outline" });
    nodes()
        .el(el("div").class("bar").el(chips).el(small(&note).class("small note")))
        .maybe(drawn.then(|| drawing(&standing, &node)))
        .el(outline.el(standing.outline(&node, standing.own)))
}

impl Standing<'_, '_> {
    /// Whether the visitor's answers lead through this branch of a question.
    pub fn takes(&self, input: usize, branch: &Branch) -> bool {
        self.own
            && self
                .cx
                .outcome
                .path
                .iter()
                .any(|(known, answer)| *known == input && branch.answers.contains(answer))
    }

    /// The answers of a branch in words.
    pub fn label(&self, input: usize, branch: &Branch) -> String {
        let short = |answer: &usize| wording::answer_short(self.matrix, input, *answer, self.cx.locale);
        branch.answers.iter().map(short).collect::<Vec<_>>().join(self.cx.words.alternatives)
    }

    fn pairs(&self, path: &[(usize, usize)]) -> Vec<(String, String)> {
        let mut pairs = vec![("provider".to_owned(), self.matrix.id().to_owned())];
        for (input, answer) in path {
            let id = self.matrix.answer_ids(*input)[*answer];
            pairs.push((self.matrix.input_id(*input).to_owned(), id.to_owned()));
        }
        // The tree is drawn for this mail program.
        pairs.extend(self.cx.outcome.client.map(|client| ("client".to_owned(), client.id.to_owned())));
        pairs
    }

    /// A link to an end.
    pub fn leaf(&self, leaf: &Leaf, on: bool) -> El {
        let pairs = self.pairs(&leaf.path);
        let chosen = self.chosen(leaf, on);
        let state = match leaf.safety {
            None => Some("unavailable"),
            Some(_) => chosen.then_some("chosen"),
        };
        el("a")
            .attr("href", &format!("#{}", fragment(self.cx, &pairs)))
            .set_if("data-state", state)
            .set_if("aria-current", chosen.then_some("true"))
            .click(self.cx.lead(Action::Open(Rc::new(pairs))))
    }

    /// A link to a question.
    pub fn question(&self, path: &[(usize, usize)], input: usize, on: bool) -> El {
        let pairs = self.pairs(path);
        el("a")
            .attr("href", &format!("#{}", fragment(self.cx, &pairs)))
            .set_if("data-state", on.then_some("path"))
            .click(self.cx.lead(Action::Ask(pairs, self.matrix.input_id(input).to_owned())))
    }

    /// Whether the visitor's answers lead to this end.
    pub fn chosen(&self, leaf: &Leaf, on: bool) -> bool {
        on && leaf.safety.is_some() && leaf.path.iter().all(|answer| self.cx.outcome.path.contains(answer))
    }

    /// A question's name.
    pub fn name(&self, input: usize) -> &'static str {
        wording::input(self.matrix, input, self.cx.locale)
    }

    fn outline(&self, node: &Node, on: bool) -> El {
        match node {
            Node::Leaf(leaf) => self.end(leaf, on),
            Node::Question { input, path, branches } => {
                let question = self.question(path, *input, on).class("box question");
                nodes().el(question.el(el("b").text(self.name(*input)))).el(self.list(*input, branches, on))
            }
        }
    }

    fn list(&self, input: usize, branches: &[Branch], on_path: bool) -> El {
        let mut items = el("ul").set("role", "list");
        for branch in branches {
            let on = on_path && self.takes(input, branch);
            let inside = match &branch.node {
                // A branch off the path is folded, with a count of what is inside.
                Node::Question { input, branches, .. } if !on => {
                    let count = (self.cx.overview().branch_count)(branch.node.leaves());
                    let name = el("span").el(el("b").text(self.name(*input))).el(el("small").text(&count));
                    let summary = el("summary").class("box question").el(name).el(icon("down"));
                    let inside = self.list(*input, branches, false);
                    el("details").on_if("open", !self.own).el(summary).el(inside)
                }
                node => self.outline(node, on),
            };
            let answer = el("span").class("answer").text(&self.label(input, branch));
            items.push(el("li").set_if("class", on.then_some("on")).el(answer).el(inside));
        }
        items
    }

    fn end(&self, leaf: &Leaf, on: bool) -> El {
        let title = if leaf.safety.is_none() { el("b").text(&leaf.title) } else { value(&leaf.title, true) };
        self.leaf(leaf, on)
            .class("box")
            .el(el("span").el(title).el(el("small").text(&leaf.detail)))
            .maybe(self.chosen(leaf, on).then(|| icon("check")))
    }
}
