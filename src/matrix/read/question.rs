//! Plans, and the questions with their answers.

use super::cursor::{Cursor, Fields};
use super::model::{Plan, PlanQuestion, Question, QuestionAnswer};
use super::{choose, id, keep};
use crate::i18n::Localized;

/// Answers of one question fit into a mask, with room to spare.
const MOST_ANSWERS: usize = 30;

pub(super) fn plan(at: Cursor<'_>) -> Plan {
    let fields = at.fields();
    let plan = Plan {
        id: id(&fields),
        label: fields.localized("label"),
        short: fields.localized("short"),
        note: fields.optional("note").map(Cursor::localized),
        keywords: fields.optional("keywords").map_or(&[][..], |at| at.texts()),
    };
    fields.finish();
    plan
}

pub(super) fn plan_question(fields: &Fields<'_>) -> PlanQuestion {
    let Some(at) = fields.required("planQuestion") else {
        return PlanQuestion { ask: Localized::new("", "", None), note: None, help: &[] };
    };
    let fields = at.fields();
    let (ask, note, help) = asked(&fields);
    fields.finish();
    PlanQuestion { ask, note, help }
}

fn asked(fields: &Fields<'_>) -> (Localized, Option<Localized>, &'static [Localized]) {
    let help = keep(fields.items("help").into_iter().map(Cursor::localized));
    if help.is_empty() {
        fields.report("“help” has no step");
    }
    (fields.localized("ask"), fields.optional("note").map(Cursor::localized), help)
}

pub(super) fn question(at: Cursor<'_>) -> Question {
    let fields = at.fields();
    let (ask, note, help) = asked(&fields);
    let question = Question {
        id: id(&fields),
        is_choice: choose(&fields, "kind", &[("choice", true), ("circumstance", false)]).unwrap_or(false),
        label: fields.localized("label"),
        ask,
        note,
        help,
        answers: keep(fields.items("answers").into_iter().map(answer)),
    };
    if question.answers.len() > MOST_ANSWERS {
        fields.report(format!("over {MOST_ANSWERS} answers"));
    }
    fields.finish();
    question
}

fn answer(at: Cursor<'_>) -> QuestionAnswer {
    let fields = at.fields();
    let answer = QuestionAnswer {
        id: id(&fields),
        label: fields.localized("label"),
        short: fields.localized("short"),
        note: fields.optional("note").map(Cursor::localized),
    };
    fields.finish();
    answer
}
