//! Which mail programs there are, and what each can do with a plan.

mod rows;
mod words;

use super::{noted, noting};
use crate::guide::{Ability, Certain, Offer, guides, offer};
use crate::i18n::Locale;
use crate::matrix::Matrix;
use crate::search::{fold, matches};
use crate::ui::action::Action;
use crate::ui::platform::Browser;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::link;
use crate::ui::view::{Cx, answer_options, choice_chip, provider_chip, topic_heading};
use crate::wording;
use std::cell::RefCell;
use std::rc::Rc;
use words::Words;
use yew::virtual_dom::ListenerKind;

/// Under this name stands the text to filter by.
const TEXT: &str = "programs-text";

/// Under this name it stands that a program must be able to do something.
fn need(ability: Ability) -> String {
    "programs-".to_owned() + ability.id()
}

/// What the offers depend on: provider, answers, language.
type Key = (&'static str, Vec<Option<usize>>, Locale);

thread_local! {
    // The offers shown last: a keystroke in the filter must not make them anew.
    static LAST: RefCell<Option<(Key, Rc<Vec<Offer>>)>> = const { RefCell::new(None) };
}

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let words = Words::of(cx.locale);
    let head = topic_heading(cx, Topic::Programs);
    let Some(matrix) = cx.outcome.matrix else {
        let mut list = el("ul").class("picks");
        for matrix in cx.catalogue().matrices() {
            list.push(pick(cx, "provider", matrix.id(), cx.text(matrix.name())));
        }
        return nodes().el(head).el(el("p").class("lead").text(words.which_provider)).el(list);
    };
    if plan(cx, matrix).is_none() {
        let mut list = el("ul").class("picks");
        for plan in matrix.plans() {
            list.push(pick(cx, "plan", plan.id, cx.text(&plan.label)));
        }
        return nodes().el(head).el(el("p").class("lead").text(words.which_plan)).el(list);
    }
    let answered = answered(cx, matrix);
    let offers = offers(cx, matrix, &answered);
    let shown: Vec<&Offer> = offers.iter().filter(|offer| passes(cx, offer)).collect();
    let count = (cx.overview().rows)(shown.len(), offers.len());
    let filtered =
        !noted(cx, TEXT).trim().is_empty() || columns(&offers).any(|ability| is_needed(cx, ability));
    let count = el("div")
        .class("count")
        .el(el("p").set("role", "status").el(el("b").text(&count.0)).text(&count.1))
        .maybe(filtered.then(|| link(cx, cx.overview().clear_filters, "", clear(cx))));
    let body = if shown.is_empty() {
        el("p").text(cx.overview().loosen_nothing)
    } else {
        rows::table(cx, matrix, &shown)
    };
    nodes()
        .el(head)
        .el(el("p").class("lead").text(&lead(cx, matrix, &answered)))
        .el(el("div").class("bar").el(search(cx)).el(chips(cx, matrix, &offers)).el(count))
        .el(body)
}

/// The chosen plan; the only one, where there is only one.
fn plan(cx: &Cx<'_>, matrix: &Matrix) -> Option<usize> {
    let only = (matrix.plans().len() == 1).then_some(0);
    cx.model.state.answered(matrix, 0).or(only)
}

/// The plan and what else is known. How to connect and to receive is what the columns are about, so it stays open; a
/// certificate is there or not.
fn answered(cx: &Cx<'_>, matrix: &Matrix) -> Vec<Option<usize>> {
    let mut answered = vec![plan(cx, matrix)];
    for (index, question) in matrix.questions().iter().enumerate() {
        let known = cx.outcome.path.iter().find(|(input, _)| *input == index + 1).map(|(_, answer)| *answer);
        let is_column = matches!(question.id, "connection" | "access");
        answered.push(known.filter(|_| !is_column));
    }
    answered
}

fn offers(cx: &Cx<'_>, matrix: &'static Matrix, answered: &[Option<usize>]) -> Rc<Vec<Offer>> {
    let key = (matrix.id(), answered.to_vec(), cx.locale);
    LAST.with_borrow_mut(|last| match last {
        Some((known, offers)) if *known == key => Rc::clone(offers),
        _ => {
            let answer = |input: usize| answered.get(input).copied().flatten();
            let offers = Rc::new(offer(cx.catalogue(), guides(), matrix, &answer, cx.locale));
            *last = Some((key, Rc::clone(&offers)));
            offers
        }
    })
}

/// What the table is about, and which answers it takes into account.
fn lead(cx: &Cx<'_>, matrix: &'static Matrix, answered: &[Option<usize>]) -> String {
    let words = Words::of(cx.locale);
    let mut known = String::new();
    for (input, answer) in answered.iter().enumerate().skip(1) {
        if let Some(answer) = answer {
            if !known.is_empty() {
                known.push_str(cx.words.separator);
            }
            known.push_str(wording::input(matrix, input, cx.locale));
            known.push_str(cx.words.colon);
            known.push_str(wording::answer_short(matrix, input, *answer, cx.locale));
        }
    }
    if known.is_empty() { words.lead.to_owned() } else { (words.lead_known)(&known) }
}

fn is_needed(cx: &Cx<'_>, ability: Ability) -> bool {
    !noted(cx, &need(ability)).is_empty()
}

/// What is told of every program on this plan.
fn columns(offers: &[Offer]) -> impl Iterator<Item = Ability> {
    offers.first().into_iter().flat_map(|offer| &offer.marks).map(|mark| mark.ability)
}

/// Whether an offer passes the filters.
fn passes(cx: &Cx<'_>, offer: &Offer) -> bool {
    let able = offer.marks.iter().all(|mark| !is_needed(cx, mark.ability) || mark.is == Certain::Yes);
    if !able {
        return false;
    }
    let mut folded: Vec<String> =
        Locale::ALL.map(|locale| fold(offer.client.name.get(locale), &Browser)).into();
    for text in offer.client.keywords.iter().chain([&offer.client.platform]) {
        folded.push(fold(text, &Browser));
    }
    matches(noted(cx, TEXT), &folded, &Browser)
}

fn search(cx: &Cx<'_>) -> El {
    let label = Words::of(cx.locale).filter;
    let field = el("input")
        .class("field")
        .set("type", "search")
        .set("placeholder", label)
        .set("aria-label", label)
        .set("autocomplete", "off")
        .value(noted(cx, TEXT))
        .on(|| ListenerKind::oninput, noting(cx, TEXT));
    el("div").class("search").el(icon("search")).el(field)
}

/// Provider, plan, and what a program must be able to do.
fn chips(cx: &Cx<'_>, matrix: &'static Matrix, offers: &[Offer]) -> El {
    let words = Words::of(cx.locale);
    let mut chips = el("div").class("filters").set("role", "group").set("aria-label", words.filter);
    chips.push(provider_chip(cx, matrix));
    let plans = answer_options(cx, matrix, 0);
    let chosen = plan(cx, matrix).and_then(|plan| matrix.plans().get(plan)).map_or("", |plan| plan.id);
    if plans.len() > 1 {
        chips.push(choice_chip(cx, "plan", cx.words.plan, chosen, plans));
    }
    for ability in columns(offers) {
        let on = is_needed(cx, ability);
        let turn = Action::Note(need(ability), (!on).then(|| "1".to_owned()));
        let chip = button(if on { "chip set" } else { "chip" }, cx.on(turn)).flag("aria-pressed", on);
        chips.push(chip.text(words.column(ability)).maybe(on.then(|| icon("close"))));
    }
    chips
}

/// Takes every filter off.
fn clear(cx: &Cx<'_>) -> yew::Callback<web_sys::Event> {
    let mut all = vec![Action::Note(TEXT.to_owned(), None)];
    all.extend(Offer::COLUMNS.map(|ability| Action::Note(need(ability), None)));
    cx.each(all)
}

/// All mail programs, each of which can be chosen.
pub fn pick_client(cx: &Cx<'_>) -> El {
    let mut list = el("ul").class("picks");
    for client in cx.catalogue().clients() {
        let name = if client.id == "other" { cx.words.not_listed } else { cx.text(&client.name) };
        list.push(pick(cx, "client", client.id, name));
    }
    list
}

fn pick(cx: &Cx<'_>, key: &str, id: &str, name: &str) -> El {
    let set = cx.on_then_focus(Action::Set(key.to_owned(), id.to_owned()), "heading");
    el("li").key(id).el(button("box", set).text(name).el(icon("right")))
}
