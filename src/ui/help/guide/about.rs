//! What must be known before the steps: versions, whether the program is still looked after, what it asks of a server.

use super::sources::cite;
use super::{Page, words};
use crate::guide::{
    Caution, Ended, Standing, Verdict, cautions as cautions_of, conditions as conditions_of, replacements,
};
use crate::matrix::Weight;
use crate::ui::action::Action;
use crate::ui::help::spoken;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{link, panel, small};
use crate::wording;

/// For which versions the steps are, and how they were checked.
pub fn versions(page: &Page<'_>) -> El {
    let (words, locale) = (page.words, page.cx.locale);
    let mut text = page.guide.versions.get(locale).to_owned();
    let platforms = page.guide.platforms.get(locale);
    if platforms != text {
        text.push_str(page.cx.words.separator);
        text.push_str(platforms);
    }
    text.push_str(words.stop);
    text.push_str(&(words.checked)(&(page.cx.words.date)(page.guide.checked)));
    text.push_str(page.guide.basis.get(locale));
    el("p").class("lead").text(&text)
}

/// A program that has ended, that may have, or whose screens may look different.
pub fn state(page: &Page<'_>) -> El {
    let words = page.words;
    let standing = match page.guide.standing {
        Standing::Current => None,
        // Nothing is to be said of a program that stands for all others.
        Standing::Unknown if page.client.id == "other" => None,
        Standing::Unknown => Some(panel(Weight::Note, "note", words.upkeep, el("p").text(words.upkeep_text))),
        Standing::Ended(ended) => Some(has_ended(page, &ended)),
    };
    let doubt = page.guide.doubt.map(|doubt| {
        panel(Weight::Note, "note", words.may_differ, el("p").el(page.explained(doubt.get(page.cx.locale))))
    });
    nodes().maybe(standing).maybe(doubt)
}

fn has_ended(page: &Page<'_>, ended: &Ended) -> El {
    let cx = page.cx;
    let title = (page.words.ended)(cx.text(&page.client.name), &(cx.words.date)(ended.date));
    let mut text = el("p").el(page.explained(ended.note.get(cx.locale)));
    let others = replacements(cx.catalogue(), page.guides, page.client, ended.replaced_by, cx.outcome);
    for (index, other) in others.into_iter().enumerate() {
        let set = Action::Set("client".to_owned(), other.id.to_owned());
        let label = (page.words.steps_of)(cx.text(&other.name));
        text = text.text(if index == 0 { " " } else { cx.words.separator }).el(link(
            cx,
            &label,
            "",
            cx.on_then_focus(set, "heading"),
        ));
    }
    panel(Weight::Caution, "caution", &title, text)
}

/// What the program asks of a server, held against the answer one by one.
pub fn conditions(page: &Page<'_>) -> El {
    let found = conditions_of(page.guide, page.cx.outcome, page.cx.locale);
    // They are about the server, which is entered where steps have fields.
    if found.is_empty() || page.flow.steps.iter().all(|step| step.fields.is_empty()) {
        return nodes();
    }
    let mut items = el("ul").class("conditions");
    let mut counts = [0; 4];
    for met in found {
        counts[met.verdict as usize] += 1;
        let sign = match met.verdict {
            Verdict::Met => "check",
            Verdict::NotMet => "stop",
            Verdict::Ask => "unknown",
            Verdict::NotConcerned => "note",
        };
        let verdict = el("b").text(words::verdict(page.words, met.verdict));
        let text =
            el("p").class("small").el(verdict).el(page.explained(met.text)).el(cite(page, Some(met.source)));
        let body = el("div").el(el("h5").el(spoken(page.cx, met.title))).el(text);
        items.push(el("li").set("data-verdict", words::verdict_id(met.verdict)).el(icon(sign)).el(body));
    }
    let title = el("h4").set("id", "conditions").text(page.words.conditions);
    el("section")
        .class("checks")
        .set("aria-labelledby", "conditions")
        .el(title)
        .el(small(&(page.words.conditions_count)(counts)))
        .el(items)
}

/// Other answers that hold for this program, with the way to them, and why none of it works: what stands before
/// everything else.
pub fn elsewhere(page: &Page<'_>) -> El {
    let mut panels = nodes();
    for caution in cautions_of(page.guide, page.flow, page.cx.outcome) {
        if is_first(caution) {
            panels.push(other_answers(page, caution));
        }
    }
    panels
}

/// Whether a caution stands before everything else.
const fn is_first(caution: &Caution) -> bool {
    !caution.set.is_empty() || caution.stops
}

/// Whether the values of this answer would be wrong in this program.
pub fn is_stopped(page: &Page<'_>) -> bool {
    let takes_values = page.flow.steps.iter().any(|step| !step.fields.is_empty());
    takes_values && cautions_of(page.guide, page.flow, page.cx.outcome).iter().any(|caution| caution.stops)
}

fn other_answers(page: &Page<'_>, caution: &Caution) -> El {
    let (cx, words) = (page.cx, page.words);
    let Some(matrix) = cx.outcome.matrix else {
        return nodes();
    };
    let mut answers = String::new();
    // In the order in which they are asked.
    for input in 0..matrix.inputs() {
        let given = caution.set.iter().find(|(question, _)| *question == matrix.input_id(input));
        let answer = given.and_then(|(_, id)| matrix.answer_ids(input).iter().position(|known| known == id));
        if let Some(answer) = answer {
            if !answers.is_empty() {
                answers.push_str(cx.words.separator);
            }
            answers.push_str(wording::input(matrix, input, cx.locale));
            answers.push_str(cx.words.colon);
            answers.push_str(wording::answer(matrix, input, answer, cx.locale));
        }
    }
    let set = caution.set.iter().map(|(question, id)| ((*question).to_owned(), (*id).to_owned())).collect();
    // Taking other answers leads to the settings; the steps are what was asked for.
    let change = vec![Action::Take(set), Action::Help(Some(Topic::Guide))];
    let text = page.explained(caution.text.get(cx.locale));
    let change = button("button main", cx.each(change)).text(words.change_answers);
    let mut body = nodes().el(el("p").el(text).el(cite(page, caution.source)));
    // Where no other answer helps, the other programs stand right below.
    if !caution.set.is_empty() {
        body = body
            .el(el("p").text(words.fitting_answers).text(&answers))
            .el(el("p").class("actions").el(change));
    }
    let (weight, sign) = if caution.stops { (Weight::Stop, "stop") } else { (Weight::Caution, "caution") };
    panel(weight, sign, caution.title.get(cx.locale), body)
}

/// What must be known before or after.
pub fn cautions(page: &Page<'_>) -> El {
    let mut found = cautions_of(page.guide, page.flow, page.cx.outcome);
    found.retain(|caution| !is_first(caution));
    if found.is_empty() {
        return nodes();
    }
    let mut items = el("ul");
    for caution in found {
        let title = el("b").el(spoken(page.cx, caution.title.get(page.cx.locale)));
        let text = caution.text.get(page.cx.locale);
        items.push(el("li").el(title).text(" ").el(page.explained(text)).el(cite(page, caution.source)));
    }
    panel(Weight::Caution, "caution", page.cx.words.warnings, items)
}
