//! Decision tables, their rules, and where these lead.

use super::cursor::{Cursor, keep_text};
use super::model::{Mask, Rule, Suggest, Table};
use super::{Names, keep};

impl Names<'_> {
    pub(super) fn table(&self, at: Cursor<'_>) -> Table {
        let fields = at.fields();
        let mut domain = vec![None; self.matrix.inputs()];
        let mut order = Vec::new();
        let scope = fields.required("scope").map_or_else(Vec::new, |at| self.cells(&at));
        for (input, domain) in domain.iter_mut().enumerate() {
            if let Some((_, mask)) = scope.iter().find(|(scoped, _)| *scoped == input) {
                *domain = Some(*mask);
                order.push(input);
            }
        }
        if domain.first().copied().flatten().is_none() {
            fields.report("“scope” names no plan");
        }
        let narrowed = fields.optional("answers").map_or_else(Vec::new, |at| self.cells(&at));
        for at in fields.items("inputs") {
            let id = at.text();
            let Some(input) = (0..self.matrix.inputs()).find(|input| self.matrix.input_id(*input) == id)
            else {
                at.report(format!("unknown question “{id}”"));
                continue;
            };
            if domain[input].is_some() {
                at.report(format!("“{id}” stands twice, or in “scope” as well"));
                continue;
            }
            let mask = narrowed.iter().find(|(narrowed, _)| *narrowed == input).map(|(_, mask)| *mask);
            domain[input] = Some(mask.unwrap_or_else(|| self.all_answers(input)));
            order.push(input);
        }
        for (input, _) in &narrowed {
            if !order.contains(input) {
                fields.report(format!(
                    "“answers” narrows “{}”, which is no input",
                    self.matrix.input_id(*input)
                ));
            }
        }
        fields.optional("note");
        let rules = keep(fields.items("rules").into_iter().map(|at| self.rule(at, &domain)));
        let table = Table { id: fields.text("id"), order: order.leak(), domain: domain.leak(), rules };
        fields.finish();
        table
    }

    fn rule(&self, at: Cursor<'_>, domain: &[Option<Mask>]) -> Rule {
        let fields = at.fields();
        let mut cells: Vec<Mask> = domain.iter().map(|mask| mask.unwrap_or(Mask::MAX)).collect();
        if let Some(when) = fields.optional("when") {
            for (input, mask) in self.cells(&when) {
                match domain[input] {
                    None => {
                        when.report(format!("“{}” is no input of this table", self.matrix.input_id(input)))
                    }
                    Some(domain) if mask & !domain != 0 => {
                        when.report(format!(
                            "“{}” takes an answer that cannot occur here",
                            self.matrix.input_id(input)
                        ));
                    }
                    Some(_) => cells[input] = mask,
                }
            }
        }
        let incoming =
            fields.required("incoming").filter(|at| !at.value.is_null()).and_then(|at| self.server_of(&at));
        let unavailable = keep(fields.optional_items("unavailable").iter().map(|at| {
            let id = at.text();
            if !self.reasons.iter().any(|reason| reason.id == id) {
                at.report(format!("unknown reason “{id}”"));
            }
            id
        }));
        let rule = Rule {
            id: fields.text("id"),
            cells: cells.leak(),
            incoming,
            outgoing: keep(fields.items("outgoing").iter().filter_map(|at| self.server_of(at))),
            unavailable,
            suggest: keep(fields.optional_items("suggest").into_iter().map(|at| self.suggest(at))),
        };
        if rule.outgoing.is_empty() && rule.unavailable.is_empty() {
            fields.report("no outgoing server, and no reason");
        }
        fields.finish();
        rule
    }

    fn server_of(&self, at: &Cursor<'_>) -> Option<usize> {
        let name = at.text();
        let index = self.servers.iter().position(|server| server.name == name);
        if index.is_none() {
            at.report(format!("unknown server “{name}”"));
        }
        index
    }

    fn suggest(&self, at: Cursor<'_>) -> Suggest {
        let fields = at.fields();
        let because = fields.required("because").map_or("", |at| {
            let id = at.text();
            let known = self.reasons.iter().any(|reason| reason.id == id)
                || self.notices.iter().any(|notice| notice.id == id);
            if !known {
                at.report(format!("“{id}” is neither a reason nor a notice"));
            }
            id
        });
        let set = keep(fields.entries("set").into_iter().map(|(question, at)| {
            let answer = at.text();
            let input = (0..self.matrix.inputs()).find(|input| self.matrix.input_id(*input) == question);
            if !input.is_some_and(|input| self.matrix.answer_ids(input).contains(&answer)) {
                at.report(format!("“{question}” has no answer “{answer}”"));
            }
            (keep_text(question), answer)
        }));
        fields.finish();
        Suggest { set, because }
    }
}
