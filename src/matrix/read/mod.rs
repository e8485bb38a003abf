//! JSON → `Matrix`: shape, types, references. What the rules say together is `check`'s business.

mod document;
mod names;
mod notice;
mod question;
mod server;
mod table;

use super::cursor::{Cursor, Fields, keep_text};
use super::problem::{Problem, twice};
use super::{cursor, json, model};
use model::Matrix;
use names::Names;
use question::{plan, plan_question, question};
use std::cell::RefCell;

pub(crate) use document::document;

impl Matrix {
    /// Reads a provider's file.
    ///
    /// # Errors
    /// Every problem of shape and every reference that points nowhere; nothing is read halfway.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        match Self::read_leniently(text) {
            (Some(matrix), problems) if problems.is_empty() => Ok(matrix),
            (_, problems) => Err(problems),
        }
    }

    /// Reads what can be read, with every problem of shape and reference. For the check alone: what did not read is
    /// empty in it.
    pub(super) fn read_leniently(text: &str) -> (Option<Self>, Vec<Problem>) {
        let (value, problems) = json::parse(text);
        let Some(value) = value else {
            return (None, problems);
        };
        let problems = RefCell::new(problems);
        let matrix = read_matrix(Cursor::new(&value, &problems));
        // First: what names the other of the same id names nothing, which is told below.
        let mut found = ids(&matrix);
        found.append(&mut problems.into_inner());
        (Some(matrix), found)
    }
}

fn ids(matrix: &Matrix) -> Vec<Problem> {
    let mut found = Vec::new();
    twice("/sources", "document", matrix.documents.iter().map(|document| document.id), &mut found);
    twice("/plans", "plan", matrix.plans.iter().map(|plan| plan.id), &mut found);
    twice("/questions", "question", matrix.questions.iter().map(|question| question.id), &mut found);
    for (index, question) in matrix.questions.iter().enumerate() {
        let path = format!("/questions/{index}/answers");
        twice(&path, "answer", question.answers.iter().map(|answer| answer.id), &mut found);
    }
    found
}

fn read_matrix(file: Cursor<'_>) -> Matrix {
    let fields = file.fields();
    let mut matrix = Matrix {
        id: fields.text("id"),
        name: fields.localized("name"),
        keywords: fields.required("keywords").map_or(&[][..], |at| at.texts()),
        checked: fields.required("checked").map_or("", |at| date(&at)),
        contact: fields.localized("contact"),
        documents: keep(fields.items("sources").into_iter().map(document)),
        plans: keep(fields.items("plans").into_iter().map(plan)),
        plan_question: plan_question(&fields),
        questions: keep(fields.items("questions").into_iter().map(question)),
        values: &[],
        servers: &[],
        tables: &[],
        reasons: &[],
        notices: &[],
        texts: keep(fields.entries("texts").into_iter().map(|(id, at)| (keep_text(id), at.localized()))),
        facts: &[],
        clients: None,
    };
    let names = Names { matrix: &matrix, values: &[], servers: &[], reasons: &[], notices: &[] };
    let values = keep(fields.entries("values").into_iter().map(|(name, at)| names.sourced(name, at)));
    let reasons = keep(fields.entries("reasons").into_iter().map(|(id, at)| names.reason(id, at)));
    let names = Names { values, reasons, ..names };
    let servers = keep(fields.entries("servers").into_iter().map(|(name, at)| names.server(name, at)));
    let notices = keep(fields.items("notices").into_iter().map(|at| names.notice(at)));
    let names = Names { servers, notices, ..names };
    let tables = keep(fields.items("tables").into_iter().map(|at| names.table(at)));
    let facts = keep(fields.items("facts").into_iter().map(|at| names.fact(at)));
    let clients = fields.optional("clients").map(|at| names.clients(at));
    fields.finish();
    (matrix.values, matrix.reasons, matrix.servers, matrix.notices) = (values, reasons, servers, notices);
    (matrix.tables, matrix.facts, matrix.clients) = (tables, facts, clients);
    matrix
}

/// Keeps what was read for good.
pub(crate) fn keep<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    items.collect::<Vec<_>>().leak()
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn date(at: &Cursor<'_>) -> &'static str {
    let text = at.text();
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if shape != "0000-00-00" {
        at.report(format!("expected a date as YYYY-MM-DD, found “{text}”"));
    }
    text
}

/// An id: lower-case words with hyphens.
fn id(fields: &Fields<'_>) -> &'static str {
    let id = fields.text("id");
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        fields.report(format!("id “{id}” is not of lower-case words with hyphens"));
    }
    id
}

fn choose<T: Copy>(fields: &Fields<'_>, key: &'static str, known: &[(&str, T)]) -> Option<T> {
    let at = fields.required(key)?;
    one_of(&at, known)
}

fn one_of<T: Copy>(at: &Cursor<'_>, known: &[(&str, T)]) -> Option<T> {
    let text = at.text();
    let found = known.iter().find(|(id, _)| *id == text).map(|(_, value)| *value);
    if found.is_none() && !text.is_empty() {
        at.report(format!(
            "“{text}” is none of {}",
            known.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ")
        ));
    }
    found
}
