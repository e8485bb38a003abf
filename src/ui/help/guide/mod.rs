//! The steps of the chosen mail program, with this answer's values in them.

mod about;
mod entries;
mod missing;
mod schematic;
mod sources;
mod steps;
mod words;

use super::programs::pick_client;
use super::{noted, spoken};
use crate::decide::NoticeField;
use crate::guide::{FilledStep, Flow, Guide, Guides, fill, guides};
use crate::matrix::Client;
use crate::ui::action::Action;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::parts::link;
use crate::ui::view::terms::apart;
use crate::ui::view::{Cx, heading};
use sources::Cited;
use std::cell::{Cell, RefCell};
use words::Words;

/// Under this name stands the flow that was chosen.
const FLOW: &str = "guide-flow";
/// Under this name stands the mail program in whose place another one is being chosen.
const OTHERS: &str = "guide-others";

/// What every part of a guide is given.
struct Page<'a> {
    cx: &'a Cx<'a>,
    words: &'static Words,
    guides: &'static Guides,
    client: &'static Client,
    guide: &'static Guide,
    flow: &'static Flow,
    cited: Cited,
    // Whether what is drawn is folded away: a word that cannot be seen there is explained further down.
    folded: Cell<bool>,
    // The values whose field stands further up.
    entered: RefCell<Vec<NoticeField>>,
}

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let words = Words::of(cx.locale);
    let guides = guides();
    let client = cx.outcome.client.filter(|client| noted(cx, OTHERS) != client.id);
    let Some((client, guide)) = client.and_then(|client| Some((client, guides.of(client.id)?))) else {
        let back = cx.outcome.client.map(|client| {
            let label = (words.back_to)(cx.text(&client.name));
            el("p").el(link(
                cx,
                &label,
                "",
                cx.on_then_focus(Action::Note(OTHERS.to_owned(), None), "heading"),
            ))
        });
        return nodes()
            .el(heading(words.which))
            .el(el("p").class("lead").text(words.which_text))
            .maybe(back)
            .el(pick_client(cx));
    };
    let flows = guides.body(guide).flows;
    let Some(flow) = flows.iter().find(|flow| flow.id == noted(cx, FLOW)).or(flows.first()) else {
        return nodes();
    };
    let page = Page {
        cx,
        words,
        guides,
        client,
        guide,
        flow,
        cited: Cited::default(),
        folded: Cell::new(false),
        entered: RefCell::default(),
    };
    let filled = fill(guides, guide, flow, cx.outcome, cx.locale);
    page.html(flows, &filled)
}

impl Page<'_> {
    fn html(&self, flows: &'static [Flow], filled: &[FilledStep]) -> El {
        let cx = self.cx;
        let others = Action::Note(OTHERS.to_owned(), Some(self.client.id.to_owned()));
        let others = link(cx, self.words.other_program, "", cx.on_then_focus(others, "heading"));
        let head = nodes()
            .el(heading(&self.title()))
            .el(about::versions(self))
            .el(el("p").class("guide-ways").el(self.flows(flows)).el(others))
            .el(about::elsewhere(self))
            .el(about::state(self))
            .el(about::conditions(self))
            .el(about::cautions(self));
        let body = match filled {
            _ if about::is_stopped(self) => nodes(),
            [] => missing::section(self),
            _ => steps::section(self, filled),
        };
        nodes().el(head).el(body).maybe(cx.is_complete().then(|| sources::list(self)))
    }

    /// What is done, in which program.
    fn title(&self) -> String {
        // The title of a flow names the program it was written for.
        if self.guide.follows.is_none() {
            return self.flow.title.get(self.cx.locale).to_owned();
        }
        let name = self.cx.text(&self.client.name);
        (self.words.title)(name, self.flow.id)
    }

    /// What can be done with the program: one of it is shown.
    fn flows(&self, flows: &'static [Flow]) -> El {
        let cx = self.cx;
        let mut group =
            el("span").class("flows").set("role", "group").set("aria-label", self.words.flows_label);
        for flow in flows {
            let choose = cx.on(Action::Note(FLOW.to_owned(), Some(flow.id.to_owned())));
            let current = flow.id == self.flow.id;
            let word = words::flow(self.words, flow.id);
            group.push(button("", choose).flag("aria-pressed", current).key(flow.id).text(word));
        }
        group
    }

    /// Whether a value of the notice is entered here: where it is met first and not folded away.
    fn takes(&self, field: NoticeField) -> bool {
        let mut entered = self.entered.borrow_mut();
        let is_first = !self.folded.get() && !entered.contains(&field);
        if is_first {
            entered.push(field);
        }
        is_first
    }

    /// A text, and the meanings that its words unfold.
    fn apart(&self, text: &str) -> (El, El) {
        if self.folded.get() { (spoken(self.cx, text), nodes()) } else { apart(self.cx, text) }
    }

    /// A text whose words unfold their meaning below it.
    fn explained(&self, text: &str) -> El {
        let (text, meanings) = self.apart(text);
        text.el(meanings)
    }

    /// The way to the part that starts from a symptom.
    fn to_trouble(&self) -> El {
        link(self.cx, self.words.trouble, "", self.cx.on(Action::Help(Some(Topic::Trouble))))
    }
}
