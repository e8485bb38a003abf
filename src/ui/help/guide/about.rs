//! What must be known before the steps: versions, whether the program is still looked after, what it asks of a server.

use super::sources::cite;
use super::{Page, words};
use crate::guide::{Ended, Standing, Verdict, cautions as cautions_of, conditions as conditions_of};
use crate::matrix::Weight;
use crate::ui::action::Action;
use crate::ui::view::dom::{El, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{link, panel, small};

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
    if let Some(other) = cx.catalogue().client(ended.replaced_by) {
        let set = Action::Set("client".to_owned(), other.id.to_owned());
        let label = (page.words.steps_of)(cx.text(&other.name));
        text = text.text(" ").el(link(cx, &label, "", cx.on_then_focus(set, "heading")));
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
    let mut counts = [0; 3];
    for met in found {
        counts[met.verdict as usize] += 1;
        let sign = match met.verdict {
            Verdict::Met => "check",
            Verdict::NotMet => "stop",
            Verdict::Ask => "unknown",
        };
        let verdict = el("b").text(words::verdict(page.words, met.verdict));
        let text =
            el("p").class("small").el(verdict).el(page.explained(met.text)).el(cite(page, Some(met.source)));
        let body = el("div").el(el("h5").text(met.title)).el(text);
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

/// What must be known before or after.
pub fn cautions(page: &Page<'_>) -> El {
    let found = cautions_of(page.guide, page.cx.outcome);
    if found.is_empty() {
        return nodes();
    }
    let mut items = el("ul");
    for caution in found {
        let title = el("b").text(caution.title.get(page.cx.locale));
        let text = caution.text.get(page.cx.locale);
        items.push(el("li").el(title).text(" ").el(page.explained(text)).el(cite(page, caution.source)));
    }
    panel(Weight::Caution, "caution", page.cx.words.warnings, items)
}
