//! All settings of a provider as one table that can be filtered and sorted; a row leads to its answer.

use super::Cx;
use super::chips::{filter_chip, filter_name, options, provider_chip};
use super::dom::{El, el, nodes};
use super::matrix_rows::{Shown, drawn};
use super::parts::link;
use super::question::search;
use crate::decide::State;
use crate::i18n::Locale;
use crate::mail::{Certainty, Security};
use crate::matrix::{Client, Matrix};
use crate::overview::{Index, Row, rows};
use crate::ui::action::{Action, Answers};
use crate::ui::controls::{Column, Filter};
use crate::ui::platform::Browser;
use crate::wording;
use std::cell::RefCell;
use std::rc::Rc;

/// The rows of a provider.
pub struct Table<'a, 'c> {
    /// The view.
    pub cx: &'a Cx<'c>,
    /// The provider.
    pub matrix: &'static Matrix,
    // The rows in which the typed words occur, each with its number.
    found: Vec<Numbered<'a>>,
}

/// A row's cells with their place among all.
type Numbered<'a> = (usize, &'a Cells);

/// What the rows depend on: provider, mail program, language.
type Key = (&'static str, Option<&'static str>, Locale);

thread_local! {
    // The rows shown last, by any widget of the page: a keystroke in the filter must not make them anew.
    static LAST: RefCell<Option<(Key, Rc<All>)>> = const { RefCell::new(None) };
}

/// All rows, and what finds them.
pub struct All {
    /// The rows.
    pub cells: Vec<Cells>,
    index: Index,
}

/// The rows of a provider in words.
fn all_cells(cx: &Cx<'_>, matrix: &'static Matrix, client: Option<&'static Client>) -> Rc<All> {
    let key = (matrix.id(), client.map(|client| client.id), cx.locale);
    LAST.with_borrow_mut(|last| match last {
        Some((known, all)) if *known == key => Rc::clone(all),
        _ => {
            let rows = rows(matrix, client, cx.locale);
            let index = Index::new(matrix, &rows, cx.locale, &Browser);
            let mut all = Vec::new();
            for row in rows {
                all.push(cells(cx, matrix, client, row));
            }
            let all = Rc::new(All { cells: all, index });
            *last = Some((key, Rc::clone(&all)));
            all
        }
    })
}

/// A row with its cells in words.
pub struct Cells {
    /// The row.
    pub row: Row,
    /// Its plan.
    pub plan: &'static str,
    /// Its answer to the provider's first question.
    pub first: &'static str,
    /// The other answers that lead to it.
    pub condition: String,
    /// How mail is fetched.
    pub access: &'static str,
    /// Its least sure value.
    pub certainty: &'static str,
    /// What leads to the row's answer, as keys and values of the state.
    pub answers: Rc<Answers>,
    /// The link that says the same.
    pub link: String,
}

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    // Before a provider is chosen the first one is shown; its chip changes that.
    let Some(matrix) = cx.outcome.matrix.or_else(|| cx.catalogue().matrices().first()) else {
        return nodes();
    };
    let controls = &cx.model.matrix;
    let client = controls.filters.get(&Filter::Client).and_then(|id| cx.catalogue().client(id));
    let all = all_cells(cx, matrix, client);
    let found = all.index.find(&controls.text, &Browser);
    let found = found.into_iter().map(|place| (place, &all.cells[place])).collect();
    let table = Table { cx, matrix, found };
    let shown = table.shown();
    let mut chips =
        el("div").class("filters").set("role", "group").set("aria-label", cx.overview().filter_rows);
    chips.push(provider_chip(cx, matrix));
    for filter in Filter::ALL {
        chips.push(filter_chip(&table, filter));
    }
    let (count, of_all) = (cx.overview().rows)(shown.len(), all.cells.len());
    let filtered = !controls.filters.is_empty() || !controls.text.trim().is_empty();
    let count = el("div")
        .class("count")
        .el(el("p").set("role", "status").el(el("b").text(&count)).text(&of_all))
        .maybe(filtered.then(|| link(cx, cx.overview().clear_filters, "", cx.on(Action::ClearFilters))));
    let search = search(cx, cx.overview().filter_rows, &controls.text, Action::Filter);
    let bar = el("div").class("bar").el(search).el(chips).el(count);
    let body = if shown.is_empty() {
        table.nothing()
    } else {
        let (text, controls) = (controls.text.clone(), (controls.sort, controls.drawn));
        drawn(Shown {
            session: Rc::clone(cx.session),
            locale: cx.locale,
            words: cx.words,
            overview: cx.overview(),
            matrix,
            all,
            places: shown,
            text,
            controls,
        })
    };
    nodes().el(bar).el(body)
}

fn cells(cx: &Cx<'_>, matrix: &'static Matrix, client: Option<&'static Client>, row: Row) -> Cells {
    let short = |input: usize, answer: Option<usize>| {
        answer.map_or("", |answer| wording::answer_short(matrix, input, answer, cx.locale))
    };
    let certainty =
        row.certainty.map_or(cx.overview().no_settings, |each| cx.words.certainty_short[each as usize]);
    let mut answers = vec![("provider".to_owned(), matrix.id().to_owned())];
    answers.extend(row.answers.iter().cloned());
    answers.extend(client.map(|client| ("client".to_owned(), client.id.to_owned())));
    Cells {
        link: format!("#{}", fragment(cx, &answers)),
        answers: Rc::new(answers),
        plan: short(0, Some(row.plan)),
        first: short(1, row.first),
        condition: row.conditions.join(cx.words.separator),
        access: short(matrix.inputs() - 1, row.access),
        certainty,
        row,
    }
}

impl Table<'_, '_> {
    /// Whether a row passes all filters, `without` left out.
    fn passes(&self, cells: &Cells, without: Option<Filter>) -> bool {
        let controls = &self.cx.model.matrix;
        for (filter, value) in controls.filters.iter() {
            if Some(*filter) != without && self.value(cells, *filter).is_some_and(|own| own != value) {
                return false;
            }
        }
        true
    }

    /// The id of a row's value for a filter; `None` for the mail program, which has been put in before.
    fn value(&self, cells: &Cells, filter: Filter) -> Option<&'static str> {
        let id = |input: usize, answer: Option<usize>| {
            Some(answer.map_or("", |answer| self.matrix.answer_ids(input)[answer]))
        };
        match filter {
            Filter::Plan => id(0, Some(cells.row.plan)),
            Filter::First => id(1, cells.row.first),
            Filter::Access => id(self.matrix.inputs() - 1, cells.row.access),
            Filter::Security => Some(cells.row.security.map_or("", Security::id)),
            Filter::Client => None,
            Filter::Certainty => Some(cells.row.certainty.map_or("unavailable", Certainty::id)),
        }
    }

    fn with(&self, filter: Filter, value: &str) -> impl Iterator<Item = &Cells> {
        let fits = move |cells: &&Cells| self.value(cells, filter).is_none_or(|own| own == value);
        let found = self.found.iter().map(|(_, cells)| *cells);
        found.filter(fits).filter(move |cells| self.passes(cells, Some(filter)))
    }

    /// How many rows there are with a value of a filter, the filter itself left out.
    pub fn count(&self, filter: Filter, value: &str) -> usize {
        self.with(filter, value).count()
    }

    /// Whether there is any row with a value of a filter, the filter itself left out.
    pub fn any(&self, filter: Filter, value: &str) -> bool {
        self.with(filter, value).next().is_some()
    }

    /// The places of what passes all filters, sorted.
    fn shown(&self) -> Vec<usize> {
        let passing = self.found.iter().filter(|(_, cells)| self.passes(cells, None));
        let Some((column, downwards)) = self.cx.model.matrix.sort else {
            return passing.map(|(place, _)| *place).collect();
        };
        // The rows are few; a general sort would be several kilobytes.
        let mut sorted: Vec<((usize, &str), usize)> = Vec::new();
        for (place, cells) in passing {
            let key = sort_key(cells, column);
            let at = sorted.iter().position(|(known, _)| *known > key).unwrap_or(sorted.len());
            sorted.insert(at, (key, *place));
        }
        if downwards {
            sorted.reverse();
        }
        sorted.into_iter().map(|(_, place)| place).collect()
    }

    /// An empty result says which filter to loosen.
    fn nothing(&self) -> El {
        let cx = self.cx;
        let mut best: Option<(Filter, &String, usize)> = None;
        for (filter, value) in cx.model.matrix.filters.iter() {
            let count = self.found.iter().filter(|(_, cells)| self.passes(cells, Some(*filter))).count();
            if count > best.map_or(0, |(.., most)| most) {
                best = Some((*filter, value, count));
            }
        }
        let Some((filter, value, count)) = best else {
            let clear = link(cx, cx.overview().clear_filters, "", cx.on(Action::ClearFilters));
            return el("p").text(cx.overview().loosen_nothing).text(" ").el(clear);
        };
        let options = options(cx, self.matrix, filter);
        let text = options.iter().find(|(id, _)| id == value).map_or("", |(_, text)| text);
        let name = (cx.overview().filter_is)(filter_name(cx, self.matrix, filter), text);
        let take_off = link(cx, cx.overview().take_off, &name, cx.on(Action::SetFilter(filter, None)));
        el("p").text(&(cx.overview().loosen)(&name, count)).text(" ").el(take_off)
    }
}

fn sort_key(cells: &Cells, column: Column) -> (usize, &str) {
    let row = &cells.row;
    match column {
        0 => (row.plan, ""),
        1 => (row.first.unwrap_or(usize::MAX), ""),
        2 => (0, &cells.condition),
        3 => (row.access.unwrap_or(usize::MAX), ""),
        4 => (0, &row.host),
        5 => (row.incoming.0.parse().unwrap_or(usize::MAX), ""),
        6 => (row.outgoing.0.parse().unwrap_or(usize::MAX), ""),
        7 => (0, &row.authentication),
        _ => (row.certainty.map_or(usize::MAX, |certainty| certainty as usize), ""),
    }
}

/// The fragment of a row's answer, so that its link can be copied and opened in a new tab.
pub fn fragment(cx: &Cx<'_>, answers: &[(String, String)]) -> String {
    let env = cx.env();
    let state = State::from_pairs(answers.iter().map(|(key, value)| (key, value)), env.catalogue, env.idn);
    crate::decide::to_fragment(&state, env.catalogue, false)
}
