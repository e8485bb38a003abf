//! The page without the widget: every plan with its settings, questions and facts as plain HTML, in both
//! languages. Written into `static/fallback.html` when the site is built; a test holds the file fresh.

use crate::catalogue::Catalogue;
use crate::decide::{Given, evaluate, leaves};
use crate::i18n::{Locale, Localized, Messages, OverviewWords};
use crate::matrix::{Fact, Field, Matrix, Notice, bit};
use crate::overview::{Row, rows};
use crate::wording;
use std::fmt::Write as _;

/// The light-DOM content of `<mail-settings>`.
#[must_use]
pub fn fallback(catalogue: &Catalogue) -> String {
    let mut page = Page(String::new());
    for locale in Locale::ALL {
        page.language(catalogue, locale);
    }
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, html: &str) {
        self.0.push_str(html);
        self.0.push('\n');
    }

    fn element(&mut self, tag: &str, text: &str) {
        self.line(&format!("<{tag}>{}</{tag}>", escape(text)));
    }

    fn language(&mut self, catalogue: &Catalogue, locale: Locale) {
        let words = Messages::of(locale);
        self.line(&format!(r#"<section class="fallback" lang="{}">"#, locale.tag()));
        self.element("h2", words.title);
        self.element("p", words.fallback_lead);
        for matrix in catalogue.matrices() {
            self.provider(catalogue, matrix, locale, words);
        }
        self.line("</section>");
    }

    fn provider(&mut self, catalogue: &Catalogue, matrix: &Matrix, locale: Locale, words: &Messages) {
        self.element("h3", matrix.name().get(locale));
        let all = rows(matrix, None, locale);
        for (index, plan) in matrix.plans().iter().enumerate() {
            self.line("<details><summary>");
            self.element("strong", plan.label.get(locale));
            self.line("</summary>");
            if let Some(note) = &plan.note {
                self.element("p", note.get(locale));
            }
            let own: Vec<&Row> = all.iter().filter(|row| row.plan == index).collect();
            self.table(matrix, &own, locale, words);
            self.remarks(matrix, index, locale, words);
            let facts: Vec<&Fact> = matrix.facts(index).collect();
            self.facts(matrix, &facts, locale, words);
            self.line("</details>");
        }
        self.questions(matrix, locale, words);
        self.notices(catalogue, matrix, locale, words);
        self.sources(matrix, locale, words);
    }

    fn table(&mut self, matrix: &Matrix, rows: &[&Row], locale: Locale, words: &Messages) {
        let first = matrix.questions().first().map_or("", |question| question.label.get(locale));
        let [_, _, condition, access, host, incoming, outgoing, authentication, certainty] =
            OverviewWords::of(locale).columns;
        let has_first = rows.iter().any(|row| row.first.is_some()) && first != access;
        self.line("<table><thead><tr>");
        let username = wording::field(Field::Username, words);
        for name in [first, condition, access, host, incoming, outgoing, authentication, username, certainty]
        {
            if name != first || has_first {
                self.line(&format!(r#"<th scope="col">{}</th>"#, escape(name)));
            }
        }
        self.line("</tr></thead><tbody>");
        for row in rows {
            let answer = |input: usize, answer: Option<usize>| {
                answer.map_or("", |answer| wording::answer_short(matrix, input, answer, locale))
            };
            let mut cells = String::new();
            let mut cell = |text: &str| {
                // Writing into a string cannot fail.
                let _ = write!(cells, "<td>{}</td>", escape(text));
            };
            if has_first {
                cell(answer(1, row.first));
            }
            cell(&row.conditions.join(words.separator));
            cell(answer(matrix.inputs() - 1, row.access));
            cell(&row.host);
            cell(&port(&row.incoming, row, words));
            cell(&port(&row.outgoing, row, words));
            cell(&row.authentication);
            cell(&row.username);
            cell(row.certainty.map_or(OverviewWords::of(locale).no_settings, |certainty| {
                words.certainty_short[certainty as usize]
            }));
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line("</tbody></table>");
    }

    /// What is said below the values of a plan, once for each value.
    fn remarks(&mut self, matrix: &Matrix, plan: usize, locale: Locale, words: &Messages) {
        let mut said: Vec<(String, &str)> = Vec::new();
        for leaf in leaves(matrix, &|input| (input == 0).then_some(plan)) {
            let found = evaluate(matrix, leaf.rule, leaf.access, Given::default());
            if !found.reasons.is_empty() {
                continue;
            }
            let servers = found.incoming.iter().chain(&found.outgoing);
            for (server, field) in servers.flat_map(|it| it.shown_fields().map(move |field| (it, field))) {
                let value = server.field(field);
                let Some(text) = value.why.and_then(|why| matrix.text(why)) else {
                    continue;
                };
                let shown = wording::shown(value, field, words).map_or_else(
                    || wording::certainty(value.certainty, words).to_owned(),
                    |shown| shown.text,
                );
                let title = format!("{}{}{shown}", wording::field(field, words), words.colon);
                let remark = (title, text.get(locale));
                if !said.contains(&remark) {
                    said.push(remark);
                }
            }
        }
        if said.is_empty() {
            return;
        }
        self.line("<dl>");
        for (title, text) in said {
            self.element("dt", &title);
            self.element("dd", text);
        }
        self.line("</dl>");
    }

    fn facts(&mut self, matrix: &Matrix, facts: &[&Fact], locale: Locale, words: &Messages) {
        self.line("<dl>");
        for (group, _) in words.fact_groups {
            for fact in facts.iter().filter(|fact| fact.group == group) {
                let origin = wording::section(matrix, &fact.source, locale);
                self.element("dt", fact.title.get(locale));
                self.line(&format!(
                    "<dd>{} <small>{}</small></dd>",
                    escape(fact.text.get(locale)),
                    escape(&origin)
                ));
            }
        }
        self.line("</dl>");
    }

    fn questions(&mut self, matrix: &Matrix, locale: Locale, words: &Messages) {
        self.line("<details><summary>");
        self.element("strong", words.fallback_questions);
        self.line("</summary><dl>");
        let plan = matrix.plan_question();
        self.question(plan.ask.get(locale), "", plan.help, locale);
        for question in matrix.questions() {
            let answers: Vec<String> = question
                .answers
                .iter()
                .map(|answer| match &answer.note {
                    Some(note) => format!("{} ({})", answer.label.get(locale), note.get(locale)),
                    None => answer.label.get(locale).to_owned(),
                })
                .collect();
            self.question(question.ask.get(locale), &answers.join(" / "), question.help, locale);
        }
        self.line("</dl></details>");
    }

    fn question(&mut self, ask: &str, answers: &str, help: &[Localized], locale: Locale) {
        self.element("dt", ask);
        if !answers.is_empty() {
            self.element("dd", answers);
        }
        for step in help {
            self.element("dd", step.get(locale));
        }
    }

    fn notices(&mut self, catalogue: &Catalogue, matrix: &Matrix, locale: Locale, words: &Messages) {
        let mut before: Option<&Notice> = None;
        self.line("<details><summary>");
        self.element("strong", words.notes);
        self.line("</summary><dl>");
        for notice in matrix.notices() {
            let repeats = before.is_some_and(|before| before.text == notice.text);
            if !repeats {
                self.element("dt", notice.title.get(locale));
                self.element("dd", notice.text.get(locale));
            }
            let condition = condition(catalogue, matrix, notice, locale, words);
            if !condition.is_empty() {
                self.line(&format!("<dd><small>{}</small></dd>", escape(&condition)));
            }
            before = Some(notice);
        }
        self.line("</dl></details>");
    }

    fn sources(&mut self, matrix: &Matrix, locale: Locale, words: &Messages) {
        self.element("h4", words.sources);
        self.line("<ul>");
        for document in matrix.documents() {
            let (title, date) = wording::document(matrix, document.id, locale);
            let note = document.date_note.as_ref().map(|note| note.get(locale)).unwrap_or_default();
            self.element("li", format!("{title} {date} {note}").trim());
        }
        self.line("</ul>");
        self.element("p", &(words.checked)(&(words.date)(matrix.checked())));
    }
}

/// For which answers and mail programs a notice holds: here nobody has answered, and all notices stand together.
fn condition(
    catalogue: &Catalogue,
    matrix: &Matrix,
    notice: &Notice,
    locale: Locale,
    words: &Messages,
) -> String {
    let mut parts = Vec::new();
    let mut add = |name: &str, alternatives: Vec<&str>| {
        if !alternatives.is_empty() {
            parts.push(format!("{name}{}{}", words.colon, alternatives.join(words.separator)));
        }
    };
    for (input, mask) in notice.when.iter().enumerate() {
        let count = mask.map_or(0, |_| matrix.answer_ids(input).len());
        let answers = (0..count).filter(|answer| mask.is_some_and(|mask| mask & bit(*answer) != 0));
        let names = answers.map(|answer| wording::answer(matrix, input, answer, locale)).collect();
        add(wording::input(matrix, input, locale), names);
    }
    let clients = notice.clients.iter().filter_map(|id| catalogue.client(id));
    add(words.client, clients.map(|client| client.name.get(locale)).collect());
    parts.join(" / ")
}

/// A port with its protection; SSL/TLS is said here, because there is no picture beside it.
fn port((port, protection): &(String, String), row: &Row, words: &Messages) -> String {
    match (port.as_str(), protection.as_str()) {
        ("", _) if row.available => "–".to_owned(),
        ("", _) => String::new(),
        (port, "") => format!("{port} {}", words.security[crate::mail::Security::ImplicitTls as usize]),
        (port, protection) => format!("{port} {protection}"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
