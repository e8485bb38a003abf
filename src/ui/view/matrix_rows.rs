//! The rows of the table. Those that can be in sight are drawn at once; those below follow when the browser has painted,
//! so that typing into the filter is answered at once.

use super::dom::{El, button, el, nodes};
use super::icons::icon;
use super::matrix::{All, Cells};
use super::parts::breakable;
use super::{handler, leading};
use crate::i18n::{Locale, Messages, OverviewWords};
use crate::mail::Certainty;
use crate::matrix::Matrix;
use crate::overview::occurs;
use crate::search::matched_part;
use crate::ui::action::Action;
use crate::ui::controls::Column;
use crate::ui::effect;
use crate::ui::platform::Browser;
use crate::ui::session::Session;
use crate::wording;
use std::rc::Rc;
use web_sys::{Element, Event};
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

/// How many rows are drawn at once before the window has been measured.
const AT_FIRST: usize = 6;

/// What the table shows.
#[derive(Properties)]
pub struct Shown {
    /// The widget.
    pub session: Rc<Session>,
    /// The language.
    pub locale: Locale,
    /// Its words.
    pub words: &'static Messages,
    /// The words of the table.
    pub overview: &'static OverviewWords,
    /// The provider.
    pub matrix: &'static Matrix,
    /// All its rows.
    pub all: Rc<All>,
    /// The places of those that pass the filters, in order.
    pub places: Vec<usize>,
    /// What was typed into the filter.
    pub text: String,
    /// The order, and how many rows the visitor wants to see.
    pub controls: (Option<(Column, bool)>, usize),
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        // The rows know the provider, the mail program and the language.
        Rc::ptr_eq(&self.all, &other.all)
            && self.places == other.places
            && self.text == other.text
            && self.controls == other.controls
    }
}

/// The table.
pub fn drawn(shown: Shown) -> El {
    nodes().component::<Rows>(shown)
}

struct Rows {
    table: NodeRef,
    // How many rows are in sight, as measured last.
    in_sight: usize,
    // Whether the rows below them are drawn as well.
    complete: bool,
    // How often the rows have changed: what a change put off is in vain after the next one.
    change: usize,
}

/// What follows a change of the rows, with the number of the change: it is in vain after the next one.
enum Next {
    /// The rows in sight have been painted: now the others.
    Complete(usize),
    /// All have been painted: to measure them lays out nothing.
    Measure(usize),
    /// There is room in the window for so many rows, more than have been drawn: nothing has been painted yet.
    Fill(usize),
}

impl Rows {
    fn after_paint(&self, context: &Context<Self>, next: fn(usize) -> Next) {
        let (link, change) = (context.link().clone(), self.change);
        effect::after_paint(move || link.send_message(next(change)));
    }

    fn measured(&self, rows: &str) -> Option<usize> {
        effect::rows_in_sight(&self.table.cast::<Element>()?, rows)
    }
}

impl Component for Rows {
    type Message = Next;
    type Properties = Shown;

    fn create(context: &Context<Self>) -> Self {
        let rows = Self { table: NodeRef::default(), in_sight: AT_FIRST, complete: false, change: 0 };
        rows.after_paint(context, Next::Complete);
        rows
    }

    fn changed(&mut self, context: &Context<Self>, _: &Shown) -> bool {
        self.complete = false;
        self.change += 1;
        self.after_paint(context, Next::Complete);
        true
    }

    fn update(&mut self, _: &Context<Self>, next: Next) -> bool {
        match next {
            Next::Complete(change) => {
                self.complete = change == self.change;
                self.complete
            }
            Next::Measure(change) => {
                if change == self.change {
                    self.in_sight = self.measured("tbody tr").unwrap_or(self.in_sight);
                }
                false
            }
            Next::Fill(rows) => {
                self.in_sight = rows;
                !self.complete
            }
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        if self.complete {
            return self.after_paint(context, Next::Measure);
        }
        // The browser lays the table out for this, and not again before it paints.
        let drawn = self.in_sight.min(context.props().drawn());
        let needed = self.measured("tbody:first-of-type tr").unwrap_or(drawn);
        if needed > drawn && drawn < context.props().drawn() {
            context.link().send_message(Next::Fill(needed));
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let shown = context.props();
        let drawn = shown.drawn();
        let at_once = self.in_sight.min(drawn);
        // What would come into sight does not stay as it was.
        let now = self.complete || drawn == at_once;
        let (mut first, mut rest, mut more) = (el("tbody"), nodes(), nodes());
        for place in &shown.places[..at_once] {
            first.push(shown.row(&shown.all.cells[*place]));
        }
        if now {
            for place in &shown.places[at_once..drawn] {
                rest.push(shown.row(&shown.all.cells[*place]));
            }
            if drawn < shown.places.len() {
                let text = (shown.overview.more_rows)(shown.places.len() - drawn);
                let button = button("button", shown.on(Action::More)).text(&text);
                more = el("p").class("rest").el(button);
            }
        }
        let later = |inside: El| LaterProps { now, inside: inside.html() };
        let rest = el("tbody").component::<Later>(later(rest));
        let table = el("table").class("matrix").set("aria-label", shown.words.tabs[1]).found_by(&self.table);
        let table = table.el(el("thead").el(shown.headings())).el(first).el(rest);
        nodes().el(table).component::<Later>(later(more)).html()
    }
}

/// What stays as it was until its time has come. It is not hidden: the columns take their widths from all rows.
struct Later;

#[derive(Properties)]
struct LaterProps {
    now: bool,
    inside: Html,
}

impl PartialEq for LaterProps {
    fn eq(&self, other: &Self) -> bool {
        !self.now && !other.now
    }
}

impl Component for Later {
    type Message = ();
    type Properties = LaterProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn changed(&mut self, context: &Context<Self>, _: &LaterProps) -> bool {
        context.props().now
    }

    fn view(&self, context: &Context<Self>) -> Html {
        context.props().inside.clone()
    }
}

impl Shown {
    /// How many rows are drawn in the end.
    fn drawn(&self) -> usize {
        self.controls.1.min(self.places.len())
    }

    fn on(&self, action: Action) -> Callback<Event> {
        handler(&self.session, Box::new(move |_| Some(action.clone())), "")
    }

    fn headings(&self) -> El {
        let words = self.words;
        let mut headings = el("tr");
        for (column, name) in self.overview.columns.iter().enumerate() {
            let (sort, sign) = match self.controls.0 {
                Some((sorted, false)) if sorted == column => (Some("ascending"), "up"),
                Some((sorted, true)) if sorted == column => (Some("descending"), "down"),
                _ => (None, "sort"),
            };
            let name = if column == 1 { wording::input(self.matrix, 1, self.locale) } else { name };
            let button = button("", self.on(Action::Sort(column))).text(name).el(icon(sign));
            headings.push(el("th").set("scope", "col").set_if("aria-sort", sort).el(button));
        }
        headings.el(el("th").el(el("span").class("spoken").text(words.see_settings)))
    }

    fn row(&self, cells: &Cells) -> El {
        let row = &cells.row;
        let open = handler(&self.session, leading(Action::Open(Rc::clone(&cells.answers))), "");
        let name = el("a").attr("href", &cells.link).click(open).text(cells.plan);
        let cell = |class: &'static str, text: &str| el("td").class(class).text(text);
        let mut html = el("tr")
            .key(&cells.link)
            .el(el("th").set("scope", "row").el(name))
            .el(cell("os", cells.first))
            .el(cell("given", &cells.condition))
            .el(cell("access", cells.access));
        let id = row.certainty.map_or("unavailable", Certainty::id);
        html = if row.available {
            let host = el("span").class("literal").el(self.marked(&row.host));
            // Where both sides have a host of their own, the first is that of the incoming one.
            let (first, last) = row.host.split_once('/').unwrap_or((&row.host, &row.host));
            let (first, last) = (first.trim_end(), last.trim_start());
            html.el(el("td").class("host").el(host))
                .el(self.port(self.words.incoming_short, first, &row.incoming))
                .el(self.port(self.words.outgoing_short, last, &row.outgoing))
                .el(cell("auth", &row.authentication))
        } else {
            html.el(cell("reason", &row.host).set("colspan", "4"))
        };
        // Signs are drawn by the style sheet: a drawing in every row would cost more than the cells.
        let certainty = el("span").class("mark").set("data-certainty", id).text(cells.certainty);
        html.el(el("td").el(certainty)).el(el("td").class("go"))
    }

    /// A port with its protection, and the host, which has no column of its own in a card.
    fn port(&self, side: &str, host: &str, (port, protection): &(String, String)) -> El {
        if port.is_empty() {
            return el("td").class("port none").text("–");
        }
        let host = el("span").class("slim").text(host).text("\u{a0}:\u{a0}");
        let cell = el("td")
            .class("port")
            .el(el("small").class("slim").text(side).text(" "))
            .el(el("span").class("literal").el(host).el(self.marked(port)));
        if protection.is_empty() {
            return cell;
        }
        let protection =
            if protection == self.words.security[0] { self.overview.unprotected } else { protection };
        cell.text(" ").el(el("small").text(protection))
    }

    /// A literal with the part that the text filter matched.
    fn marked(&self, text: &str) -> El {
        match matched_part(text, &self.text, &Browser) {
            // A number that was not looked for is not marked in part.
            Some([before, part, after]) if occurs(text, part, true) => {
                nodes().el(breakable(before)).el(el("mark").text(part)).el(breakable(after))
            }
            _ => breakable(text),
        }
    }
}
