//! The answer: what must be known first, then the values, why these, other ways, notes and sources.

use super::Cx;
use super::dom::{El, button, el, nodes};
use super::facts;
use super::icons::icon;
use super::offers::{cards, offers, password};
use super::parts::{copy, copy_button, copy_failed, fold, link, notice, panel, small, source_link, sources};
use super::server::{group, side_word};
use super::terms::explained;
use crate::decide::{Status, Suggestion, resolve};
use crate::export::{known_text, settings_text, ticket};
use crate::mail::Certainty;
use crate::matrix::{Field, Matrix, Notice, Reason, Side, Weight};
use crate::ui::action::Action;
use crate::ui::topic::Topic;
use crate::wording::{self, Open};

/// More panels before the table than this become one with a list.
const PANELS: usize = 2;

/// The result of an answered or unavailable state.
pub fn section(cx: &Cx<'_>) -> El {
    let Some(matrix) = cx.outcome.matrix else {
        return nodes();
    };
    let body = if cx.outcome.status == Status::Unavailable { unavailable(cx, matrix) } else { answered(cx) };
    el("section")
        .class("result")
        .set("aria-labelledby", "heading")
        .el(body)
        .maybe(cx.is_complete().then(|| nodes().el(facts::section(cx, matrix)).el(sources(cx, matrix))))
}

/// The heading that takes the focus when what is shown changes.
pub fn heading(text: &str) -> El {
    el("h3").set("id", "heading").set("tabindex", "-1").text(text)
}

fn answered(cx: &Cx<'_>) -> El {
    let client = cx.outcome.client.filter(|client| client.id != "other").map(|client| cx.text(&client.name));
    let open = wording::open_values(cx.outcome);
    // In the order of the page: the first place where a word stands is where it is explained.
    let head = nodes().el(heading(&(cx.words.settings_for)(client))).el(lead(cx, &open)).el(warnings(cx));
    let incoming = match &cx.outcome.incoming {
        Some(server) => group(cx, server, None),
        None => nodes()
            .el(el("h4").class("group").text(cx.words.incoming))
            .el(el("p").class("lead").text(cx.words.incoming_unknown)),
    };
    let outgoing = cx.outcome.outgoing.first();
    let group = |server| group(cx, server, cx.outcome.incoming.as_ref());
    let outgoing = outgoing.map(|server| cx.left_out().unwrap_or_else(|| group(server)));
    head.el(incoming).maybe(outgoing).maybe(cx.is_complete().then(|| {
        let page = cx.page();
        let offers = offers(cx, cx.input(&page));
        nodes()
            .el(el("p")
                .class("because")
                .el(el("b").text(cx.words.why_these))
                .el(explained(cx, wording::because(cx.outcome, cx.words))))
            .el(other_ports(cx))
            .el(other_ways(cx))
            .el(actions(cx, &open, client))
            .el(cards(cx, &offers))
            .el(notes(cx, &|notice| notice.weight == Weight::Note).el(password(cx, &offers)))
    }))
}

/// The notices that fit, one below the other.
fn notes(cx: &Cx<'_>, fits: &dyn Fn(&Notice) -> bool) -> El {
    let mut notes = el("section").set("aria-label", cx.words.notes);
    for each in cx.outcome.notices.iter().filter(|notice| fits(notice)) {
        notes.push(notice(cx, each));
    }
    notes
}

/// One sentence that counts how sure the values are, or what is still open, with the way there.
fn lead(cx: &Cx<'_>, open: &[Open]) -> El {
    let lead = el("p").class("lead");
    if !open.is_empty() {
        let mut lead = lead.text(&(cx.words.to_confirm)(open.len()));
        for each in open {
            lead = lead.text(" ").el(open_value(cx, each));
        }
        return lead;
    }
    let (mut stated, mut usual, mut inferred, mut entered) = (0, 0, 0, 0);
    for server in wording::main_servers(cx.outcome) {
        for field in server.shown_fields() {
            let value = server.field(field);
            match value.certainty {
                _ if value.entered => entered += 1,
                Certainty::Stated => stated += 1,
                Certainty::Default => usual += 1,
                _ => inferred += 1,
            }
        }
    }
    let total = stated + usual + inferred + entered;
    lead.text(&(cx.words.complete)(total, stated, usual, inferred, entered))
}

/// The name of a value that must be confirmed, with the way to its field.
fn open_value(cx: &Cx<'_>, open: &Open) -> El {
    let field = wording::field(open.field, cx.words);
    let name = match open.field {
        Field::Username => field.to_owned(),
        _ => (cx.words.field_of)(side_word(cx, open.protocol), field),
    };
    let has_field = cx.model.drafts.contains_key(open.entry.id())
        || wording::main_servers(cx.outcome)
            .find(|server| server.protocol == open.protocol)
            .is_some_and(|server| server.field(open.field).certainty == Certainty::FromNotice);
    let id = open.entry.id().to_owned();
    let action = if has_field { Action::FocusOn(id) } else { Action::OpenEntry(open.entry) };
    link(cx, &name, "", cx.on(action))
}

fn warnings(cx: &Cx<'_>) -> El {
    let heavy = || cx.outcome.notices.iter().filter(|notice| notice.weight != Weight::Note);
    let count = heavy().count();
    let panels = if count > PANELS { PANELS - 1 } else { count };
    let mut warnings = nodes();
    for each in heavy().take(panels) {
        warnings.push(notice(cx, each));
    }
    if count > panels {
        let mut items = el("ul");
        for notice in heavy().skip(panels) {
            let title = el("b").text(cx.text(&notice.title));
            items.push(el("li").el(title).text(" ").el(explained(cx, cx.text(&notice.text))));
        }
        warnings.push(panel(Weight::Caution, "caution", cx.words.warnings, items));
    }
    warnings
}

/// The second-best submission ports, folded away.
fn other_ports(cx: &Cx<'_>) -> El {
    let others = cx.outcome.outgoing.get(1..).unwrap_or_default();
    if others.is_empty() {
        return nodes();
    }
    let mut items = el("ul").class("ways");
    for (index, server) in others.iter().enumerate() {
        let text = |field| {
            wording::shown(server.field(field), field, cx.words).map_or_else(String::new, |shown| shown.text)
        };
        let port = text(Field::Port);
        let title = format!("{port} {}", text(Field::Security));
        let name = format!("other-port-{index}");
        let words = el("div")
            .el(el("h5").attr("id", &format!("value-{name}")).text(&title))
            .el(small(&text(Field::Authentication)))
            .el(copy_failed(cx, &name));
        items.push(el("li").el(words).el(copy(cx, &name, &title, port)));
    }
    fold("more", &(cx.words.other_ports)(others.len()), items)
}

fn other_ways(cx: &Cx<'_>) -> El {
    if cx.outcome.suggestions.is_empty() {
        return nodes();
    }
    let mut items = el("ul").class("ways");
    for suggestion in &cx.outcome.suggestions {
        let (title, text) = way(cx, suggestion);
        let take = link(cx, cx.words.take_this, &title, cx.on(take(suggestion)));
        // What it takes to go this way; a notice is on the page already.
        let reason = cx.outcome.matrix.and_then(|matrix| matrix.reason(suggestion.because));
        let needs = reason.map(|reason| {
            let title = el("b").text(cx.text(&reason.title));
            el("p").class("small").el(title).text(" ").text(cx.text(&reason.text))
        });
        items.push(el("li").el(el("div").el(el("h5").text(&title)).maybe(needs).el(small(text))).el(take));
    }
    fold("more", &(cx.words.other_ways)(cx.outcome.suggestions.len()), items)
}

fn take(suggestion: &Suggestion) -> Action {
    Action::Take(suggestion.set.iter().map(|(id, answer)| ((*id).to_owned(), (*answer).to_owned())).collect())
}

/// What another way changes, and what it answers.
fn way(cx: &Cx<'_>, suggestion: &Suggestion) -> (String, &'static str) {
    let Some(matrix) = cx.outcome.matrix else {
        return Default::default();
    };
    let mut changes = Vec::new();
    for input in 0..matrix.inputs() {
        let Some(id) = suggestion.set.get(matrix.input_id(input)) else {
            continue;
        };
        if let Some(answer) = matrix.answer_ids(input).iter().position(|known| known == id) {
            let name = wording::input(matrix, input, cx.locale);
            changes.push(format!(
                "{name}{}{}",
                cx.words.colon,
                wording::answer(matrix, input, answer, cx.locale)
            ));
        }
    }
    (changes.join(cx.words.separator), protection(cx, suggestion))
}

/// What another way protects, so that it can be weighed against the present one.
fn protection(cx: &Cx<'_>, suggestion: &Suggestion) -> &'static str {
    let env = cx.env();
    let mut state = cx.model.state.clone();
    for (key, value) in suggestion.set.iter() {
        state = state.with(key, Some(value), env.catalogue, env.idn);
    }
    let there = resolve(env.catalogue, &state, env.idn);
    wording::protection(&there, cx.words)
}

fn actions(cx: &Cx<'_>, open: &[Open], client: Option<&str>) -> El {
    let all = if open.is_empty() { settings_text } else { known_text }(cx.outcome, cx.locale);
    // One main button: the steps, unless values must be asked for first, or nobody knows in which program.
    let steps = |class| {
        let open = cx.on(Action::Help(Some(Topic::Guide)));
        cx.outcome.client.map(|_| button(class, open).text(&(cx.words.steps_in)(client)))
    };
    let buttons = if open.is_empty() {
        let class = if cx.outcome.client.is_some() { "button" } else { "button main" };
        nodes().maybe(steps("button main")).el(copy_button(cx, "all", cx.words.copy_all, all, class))
    } else {
        let ticket = ticket(cx.outcome, cx.locale);
        nodes()
            .el(copy_button(cx, "ticket", cx.words.copy_ticket, ticket, "button main"))
            .maybe(steps("button"))
            .el(copy_button(cx, "all", cx.words.copy_known, all, "button"))
    };
    let print = button("button", cx.on(Action::Print)).text(cx.words.print);
    nodes()
        .el(el("p").class("actions").el(buttons).el(print))
        .el(copy_failed(cx, "all"))
        .el(copy_failed(cx, "ticket"))
        .el(helps(cx, cx.outcome.client.is_some()))
}

/// The parts of the help that stand close to the answer.
pub fn near(cx: &Cx<'_>) -> [Topic; 3] {
    match cx.outcome.status {
        Status::Unavailable => [Topic::Guide, Topic::Programs, Topic::Trouble],
        _ => [Topic::Guide, Topic::Trouble, Topic::Compare],
    }
}

/// The ways there; a button may lead to the steps already.
fn helps(cx: &Cx<'_>, has_steps: bool) -> El {
    let mut links = el("p").class("helps");
    for topic in near(cx).into_iter().filter(|topic| !(has_steps && *topic == Topic::Guide)) {
        links.push(link(cx, cx.words.topics[topic as usize], "", cx.on(Action::Help(Some(topic)))));
    }
    links
}

fn unavailable(cx: &Cx<'_>, matrix: &Matrix) -> El {
    let mut title = cx.words.not_offered;
    let mut panels = nodes();
    for reason in cx.outcome.reasons.iter().filter_map(|id| matrix.reason(id)) {
        let mut text = el("p").el(explained(cx, cx.text(&reason.text)));
        if let Some(source) = &reason.source {
            text = text.text(" ").el(source_link(cx, source));
        }
        if reason.is_open() {
            title = cx.words.cannot_decide;
        }
        let sign = match (reason.sides, reason.is_open()) {
            ([_, ..], _) => "differ",
            (_, true) => "unknown",
            (_, false) => "stop",
        };
        panels = panels.el(panel(Weight::Stop, sign, cx.text(&reason.title), text)).el(sides(cx, reason));
    }
    let mut ways = el("ul").class("cards");
    for (index, suggestion) in cx.outcome.suggestions.iter().enumerate() {
        ways.push(way_card(cx, suggestion, index == 0));
    }
    let support = el("div")
        .el(el("h5").text(&(cx.words.ask_support)(cx.text(matrix.contact()))))
        .el(small(cx.words.ask_support_text))
        .el(copy_failed(cx, "ticket"));
    let ask = copy_button(cx, "ticket", cx.words.copy_sentences, ticket(cx.outcome, cx.locale), "button");
    ways.push(el("li").el(icon("unknown")).el(support).el(ask));
    let ways_on = el("h4").set("id", "ways").text(cx.words.ways_on);
    nodes()
        .el(heading(title))
        .el(panels)
        .el(el("section").set("aria-labelledby", "ways").el(ways_on).el(ways))
        .el(helps(cx, false))
        .el(notes(cx, &|_| true))
}

fn way_card(cx: &Cx<'_>, suggestion: &Suggestion, best: bool) -> El {
    let (title, text) = way(cx, suggestion);
    let mut name = el("h5").text(&title);
    if best && text != cx.words.protects_nothing {
        name = name.text(" ").el(el("span").class("tag").text(cx.words.recommended));
    }
    let about = el("span").class("spoken").text(cx.words.colon).text(&title);
    let open = button(if best { "button main" } else { "button" }, cx.on(take(suggestion)))
        .el(el("span").text(cx.words.see_settings).el(about))
        .el(icon("right").class("icon narrow"));
    el("li")
        .set_if("class", best.then_some("best"))
        .el(icon("check"))
        .el(el("div").el(name).el(small(text)))
        .el(open)
}

fn sides(cx: &Cx<'_>, reason: &Reason) -> El {
    match reason.sides {
        [one, other] => el("div").class("sides").el(side(cx, one)).el(icon("differ")).el(side(cx, other)),
        _ => nodes(),
    }
}

fn side(cx: &Cx<'_>, side: &Side) -> El {
    let section = cx.outcome.matrix.map(|matrix| wording::section(matrix, &side.source, cx.locale));
    let origin = small(&section.unwrap_or_default()).text(" ").el(source_link(cx, &side.source));
    el("div").el(el("h4").text(cx.text(&side.claim))).el(origin)
}
