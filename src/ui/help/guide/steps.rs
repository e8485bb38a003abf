//! The numbered steps, each with a box to tick; the first one not ticked is the present one.

use super::Page;
use super::entries;
use super::schematic;
use super::sources::cite;
use crate::guide::{FilledBranch, FilledStep, Form, Remark, fill};
use crate::i18n::Locale;
use crate::ui::action::Action;
use crate::ui::help::spoken;
use crate::ui::model::Step;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::link;
use yew::virtual_dom::ListenerKind;

/// How many steps are drawn at once, from the present one on. The others follow in the same frame if the window has room
/// for more, or when these have been painted.
const AT_ONCE: usize = 2;

/// Steps and the dialog of the present one.
pub fn section(page: &Page<'_>, filled: &[FilledStep]) -> El {
    let cx = page.cx;
    let ticks = tick_names(page, filled);
    let done = |index: usize| ticks.get(index).is_some_and(|name| cx.model.notes.get(name).is_some());
    let now = (0..filled.len()).find(|index| !done(*index));
    let mut list = el("ol").class("steps").set("role", "list").set("aria-label", page.words.steps);
    let left_out = cx.left_out();
    let at_once = if left_out.is_some() { now.unwrap_or_default() + AT_ONCE } else { usize::MAX };
    for (index, tick) in ticks.iter().enumerate().take(filled.len().min(at_once)) {
        let state = match now {
            _ if done(index) => "done",
            Some(now) if now == index => "now",
            _ => "later",
        };
        list.push(item(page, index, filled, tick, state));
    }
    let print = cx.is_complete().then(|| {
        let print = button("button", cx.on(Action::Print)).text(page.words.print);
        el("p").class("actions").el(print)
    });
    // The address is what patterns wait for.
    let waits = cx.outcome.address.is_none()
        && filled.iter().any(|step| step.entries.iter().any(|entry| entry.form == Form::Pattern));
    let enter = waits.then(|| {
        let address = link(cx, page.words.enter_address, "", cx.on(Action::Edit(Step::Address)));
        el("p").class("waits").text(page.words.patterns).text(" ").el(address)
    });
    let done = now.is_none().then(|| all_done(page, filled));
    let steps = el("div").el(list).maybe(left_out).maybe(done).maybe(print);
    nodes().maybe(enter).el(el("div").class("guide").el(steps).el(schematic::aside(page, filled, now)))
}

/// The name of each step's tick: what the step says, so that a step whose values changed is to be done again, and one
/// that stayed the same keeps its tick. In Japanese always, since the language changes no step.
fn tick_names(page: &Page<'_>, filled: &[FilledStep]) -> Vec<String> {
    let other;
    let stable = if page.cx.locale == Locale::Ja {
        filled
    } else {
        other = fill(page.guides, page.guide, page.flow, page.cx.outcome, Locale::Ja);
        &other[..]
    };
    let mut names: Vec<String> = Vec::new();
    for step in stable {
        let mut name = "tick".to_owned();
        for part in [page.client.id, page.flow.id, step.title] {
            name.push(':');
            name.push_str(part);
        }
        for entry in step.entries.iter().chain(step.branches.iter().flat_map(|branch| &branch.entries)) {
            name.push(':');
            name.push_str(&entry.text);
        }
        while names.contains(&name) {
            name.push('+');
        }
        names.push(name);
    }
    names
}

fn item(page: &Page<'_>, index: usize, filled: &[FilledStep], tick: &str, state: &'static str) -> El {
    let cx = page.cx;
    let step = &filled[index];
    let number = (index + 1).to_string();
    let id = joined("step-", &number);
    let title_id = joined(&id, "-title");
    let mut title = joined(&number, ". ");
    title.push_str(step.title);
    let set = Action::Note(tick.to_owned(), (state != "done").then(String::new));
    let tick = el("input")
        .class("tick")
        .set("type", "checkbox")
        .attr("id", &id)
        .checked(state == "done")
        .on(|| ListenerKind::onchange, cx.on(set));
    let title = el("h4").attr("id", &title_id).el(el("label").attr("for", &id).el(spoken(cx, &title)));
    let is_last = index + 1 == filled.len() && has_values(filled);
    page.folded.set(state == "done");
    let body = el("div")
        .class("step")
        .maybe(step.text.map(|text| el("p").el(page.explained(text))))
        .el(entries::table(page, &id, &title_id, &step.entries))
        .el(remarks(page, &step.remarks))
        .el(branches(page, &id, step))
        .maybe(step.opens.and_then(|id| opens(page, id)))
        .maybe(is_last.then(|| el("p").class("to-trouble").el(page.to_trouble())))
        .el(schematic::folded(page, index, filled, state == "now"));
    el("li")
        .key(&number)
        .set("data-state", state)
        .set_if("aria-current", (state == "now").then_some("step"))
        .el(tick)
        .el(icon("check"))
        .el(title.el(cite(page, step.source)))
        .el(body)
}

/// The way to the part of the help that does a step for the visitor.
fn opens(page: &Page<'_>, id: &str) -> Option<El> {
    let topic = Topic::from_id(id)?;
    let label = page.cx.words.topics[topic as usize];
    Some(el("p").class("to-trouble").el(link(page.cx, label, "", page.cx.on(Action::Help(Some(topic))))))
}

/// Where values were entered, they can be wrong.
fn has_values(filled: &[FilledStep]) -> bool {
    filled.iter().any(|step| !step.entries.is_empty())
}

/// What follows the last tick, which folds the last step away.
fn all_done(page: &Page<'_>, filled: &[FilledStep]) -> El {
    let trouble = has_values(filled).then(|| el("span").class("to-trouble").el(page.to_trouble()));
    el("p").class("done").text(page.words.all_done).text(" ").maybe(trouble)
}

fn branches(page: &Page<'_>, id: &str, step: &FilledStep) -> El {
    let mut branches = nodes();
    for (index, each) in step.branches.iter().enumerate() {
        branches.push(branch(page, &joined(id, &joined("-", &index.to_string())), each));
    }
    branches
}

/// What to do instead in a case that only the visitor knows.
fn branch(page: &Page<'_>, id: &str, branch: &FilledBranch) -> El {
    let case_id = joined(id, "-case");
    let case = el("h5").attr("id", &case_id).el(spoken(page.cx, branch.case));
    let text = el("p").el(page.explained(branch.text)).el(cite(page, branch.source));
    el("div").class("branch").el(case).el(text).el(entries::table(page, id, &case_id, &branch.entries))
}

/// What must be known, one below the other.
pub fn remarks(page: &Page<'_>, remarks: &[Remark]) -> El {
    let mut all = nodes();
    for remark in remarks {
        all.push(el("p").class("small").el(page.explained(remark.text)).el(cite(page, remark.source)));
    }
    all
}

/// Two texts as one.
pub fn joined(first: &str, second: &str) -> String {
    let mut both = first.to_owned();
    both.push_str(second);
    both
}
