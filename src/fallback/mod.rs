//! The page without the widget: every plan with its settings, questions and facts as plain HTML, in both
//! languages. Written into `static/fallback.html` when the site is built; a test holds the file fresh.

mod clients;
mod condition;
mod html;
mod notices;
mod origin;
mod plan;
mod words;

use crate::catalogue::Catalogue;
use crate::i18n::{Locale, Localized, Messages};
use crate::matrix::{Fact, Matrix};
use crate::wording;
use condition::named;
use html::Page;
use origin::{letter, section};

pub use words::Words;

/// The light-DOM content of `<mail-settings>`.
#[must_use]
pub fn fallback(catalogue: &Catalogue) -> String {
    let mut page = Page::default();
    for locale in Locale::ALL {
        page.line(&format!(r#"<section class="fallback" lang="{}">"#, locale.tag()));
        page.element("h2", Messages::of(locale).title);
        page.element("p", Words::of(locale).lead);
        for matrix in catalogue.matrices() {
            provider(&mut page, catalogue, matrix, locale);
        }
        page.line("</section>");
    }
    page.0
}

fn provider(page: &mut Page, catalogue: &Catalogue, matrix: &Matrix, locale: Locale) {
    page.element("h3", matrix.name().get(locale));
    documents(page, matrix, locale);
    for (index, plan) in matrix.plans().iter().enumerate() {
        page.fold(plan.label.get(locale));
        if let Some(note) = &plan.note {
            page.element("p", note.get(locale));
        }
        plan::write(page, matrix, index, locale);
        page.line("</details>");
    }
    questions(page, matrix, locale);
    notices::write(page, catalogue, matrix, locale);
    clients::write(page, catalogue, matrix, locale);
    facts(page, matrix, locale);
}

/// The documents, by the letters under which values cite them.
fn documents(page: &mut Page, matrix: &Matrix, locale: Locale) {
    let words = Messages::of(locale);
    page.line("<ul>");
    for document in matrix.documents() {
        let (title, date) = wording::document(matrix, document.id, locale);
        let note = document.date_note.as_ref().map(|note| note.get(locale)).unwrap_or_default();
        let letter = letter(matrix, document.id, locale);
        page.element("li", format!("{letter}{}{title} {date} {note}", words.colon).trim());
    }
    page.element("li", &(words.checked)(&(words.date)(matrix.checked())));
    page.line("</ul>");
}

/// A reason within a list: its title, what to do, and both sides where documents disagree.
fn reason(page: &mut Page, matrix: &Matrix, id: &str, locale: Locale) {
    let Some(reason) = matrix.reason(id) else { return };
    let source = reason.source.as_ref().map(|source| section(matrix, source, locale)).unwrap_or_default();
    let text = [reason.title.get(locale), Messages::of(locale).stop, Messages::of(locale).gap].concat();
    page.sourced(&[&text, reason.text.get(locale)].concat(), &source);
    for side in reason.sides {
        page.sourced(side.claim.get(locale), &section(matrix, &side.source, locale));
    }
}

fn facts(page: &mut Page, matrix: &Matrix, locale: Locale) {
    let mut all: Vec<&Fact> = Vec::new();
    for fact in (0..matrix.plans().len()).flat_map(|plan| matrix.facts(plan)) {
        if !all.iter().any(|known| std::ptr::eq(*known, fact)) {
            all.push(fact);
        }
    }
    if all.is_empty() {
        return;
    }
    page.fold(Words::of(locale).facts);
    page.line("<dl>");
    for (group, _) in Messages::of(locale).fact_groups {
        for fact in all.iter().filter(|fact| fact.group == group) {
            page.element("dt", fact.title.get(locale));
            let condition = named(matrix, &[Some(fact.plans)], locale);
            if !condition.is_empty() {
                page.small(&condition);
            }
            page.sourced(fact.text.get(locale), &section(matrix, &fact.source, locale));
        }
    }
    page.line("</dl></details>");
}

fn questions(page: &mut Page, matrix: &Matrix, locale: Locale) {
    page.fold(Words::of(locale).questions);
    page.line("<dl>");
    let plan = matrix.plan_question();
    question(page, &plan.ask, plan.note.as_ref(), "", plan.help, locale);
    for asked in matrix.questions() {
        let answers: Vec<String> = asked
            .answers
            .iter()
            .map(|answer| match &answer.note {
                Some(note) => format!("{} ({})", answer.label.get(locale), note.get(locale)),
                None => answer.label.get(locale).to_owned(),
            })
            .collect();
        question(page, &asked.ask, asked.note.as_ref(), &answers.join(" / "), asked.help, locale);
    }
    page.line("</dl></details>");
}

fn question(
    page: &mut Page,
    ask: &Localized,
    note: Option<&Localized>,
    answers: &str,
    help: &[Localized],
    locale: Locale,
) {
    page.element("dt", ask.get(locale));
    if let Some(note) = note {
        page.element("dd", note.get(locale));
    }
    if !answers.is_empty() {
        page.element("dd", answers);
    }
    for step in help {
        page.element("dd", step.get(locale));
    }
}
