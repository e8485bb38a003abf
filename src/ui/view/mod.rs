//! Views: functions of the model, without access to the page. Every word comes from `i18n` or from the data.

mod answers;
mod chips;
mod client;
mod code;
pub mod dom;
pub mod export;
mod facts;
pub mod icons;
mod login;
pub mod matrix;
mod matrix_rows;
mod offers;
pub mod parts;
mod print;
mod question;
mod receipt;
mod result;
pub mod server;
pub mod terms;
pub mod tree;
mod tree_drawing;

use super::action::Action;
use super::exporting::ExportAction;
use super::model::{Env, Model, View};
use super::platform::Browser;
use super::session::Session;
use super::topic::Topic;
use crate::catalogue::Catalogue;
use crate::decide::{Outcome, Status};
use crate::export::Input;
use crate::i18n::{Locale, Localized, Messages, OverviewWords};
pub use chips::{answers as answer_options, choice_chip, provider_chip};
pub use code::side as code_side;
use dom::{El, button, el, nodes, typed};
pub use result::heading;
pub use server::{mark, side_word};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Event;
use yew::{Callback, Html, NodeRef};

/// What every view is given.
pub struct Cx<'a> {
    session: &'a Rc<Session>,
    /// What is shown.
    pub model: &'a Model,
    /// What it comes to.
    pub outcome: &'a Outcome<'static>,
    /// The language.
    pub locale: Locale,
    /// Its words.
    pub words: &'static Messages,
    // The terms that were explained further up.
    explained: RefCell<Vec<String>>,
}

/// What an event leads to.
type Handler = Box<dyn Fn(&Event) -> Option<Action>>;

impl Cx<'_> {
    /// A handler that does one thing, whatever the event.
    #[inline(never)]
    pub fn on(&self, action: Action) -> Callback<Event> {
        self.with(Box::new(move |_| Some(action.clone())))
    }

    /// A handler that does one thing and puts the focus on the element with that id.
    #[inline(never)]
    pub fn on_then_focus(&self, action: Action, id: &str) -> Callback<Event> {
        self.with_focus(Box::new(move |_| Some(action.clone())), id)
    }

    /// A handler that makes an action of the event.
    #[inline(never)]
    pub fn with(&self, action: Handler) -> Callback<Event> {
        self.with_focus(action, "")
    }

    /// A handler that makes an action of the event and puts the focus on the element with that id.
    #[inline(never)]
    pub fn with_focus(&self, action: Handler, id: &str) -> Callback<Event> {
        handler(self.session, action, id)
    }

    /// A handler that does one thing after the other; the focus goes where the last wants it.
    #[inline(never)]
    pub fn each(&self, actions: Vec<Action>) -> Callback<Event> {
        let session = Rc::clone(self.session);
        Callback::from(move |_| {
            for action in &actions {
                session.act(action.clone());
            }
        })
    }

    /// A handler of a click on a link, in place of following it.
    #[inline(never)]
    pub fn lead(&self, action: Action) -> Callback<Event> {
        self.with(leading(action))
    }

    /// A handler for what is typed into a field.
    #[inline(never)]
    pub fn typed(&self, action: fn(String) -> Action) -> Callback<Event> {
        self.with(Box::new(move |event| Some(action(typed(event)))))
    }

    /// What can be called with an action once something is found out.
    pub fn later(&self) -> Callback<Action> {
        let session = Rc::clone(self.session);
        Callback::from(move |action| session.act(action))
    }

    /// The words of the table and the tree, which only the second module draws.
    pub fn overview(&self) -> &'static OverviewWords {
        OverviewWords::of(self.locale)
    }

    /// A text of the data in the present language.
    pub fn text(&self, text: &Localized) -> &'static str {
        text.get(self.locale)
    }

    /// A text taken apart at its words of the trade; nothing while the second module has not arrived, which knows them.
    pub fn explain(&self, text: &str) -> Option<String> {
        self.session.explain(text, self.locale)
    }

    /// Whether a term comes up for the first time.
    pub fn is_new(&self, term: &str) -> bool {
        let mut explained = self.explained.borrow_mut();
        let is_new = explained.iter().all(|known| known != term);
        if is_new {
            explained.push(term.to_owned());
        }
        is_new
    }

    /// Whether what stands further down, is folded or for paper only is drawn as well.
    pub fn is_complete(&self) -> bool {
        self.session.is_complete()
    }

    /// In place of what is left out until the window is known to have room for it, or until the rest has been painted: as
    /// high as the window, so that the page is not scrolled for being short meanwhile.
    pub fn left_out(&self) -> Option<El> {
        (!self.session.fills()).then(|| el("div").class("left-out"))
    }

    /// Everything embedded.
    pub fn catalogue(&self) -> &'static Catalogue {
        self.session.catalogue()
    }

    /// Whether a link with a fragment leads to an answer.
    pub fn is_deep_link(&self) -> bool {
        self.session.is_deep_link()
    }

    /// The address of the page.
    pub fn page(&self) -> String {
        self.session.page()
    }

    /// What exports are made from.
    pub fn input<'i>(&'i self, page: &'i str) -> Input<'i> {
        Input {
            catalogue: self.catalogue(),
            state: &self.model.state,
            outcome: self.outcome,
            locale: self.locale,
            page,
            personal: false,
        }
    }

    /// What resolving needs.
    pub fn env(&self) -> Env<'static> {
        Env { catalogue: self.catalogue(), idn: &Browser }
    }
}

fn handler(session: &Rc<Session>, action: Handler, id: &str) -> Callback<Event> {
    let session = Rc::clone(session);
    let id = id.to_owned();
    Callback::from(move |event| {
        if let Some(action) = action(&event) {
            session.act(action);
            if !id.is_empty() {
                session.act(Action::FocusOn(id.clone()));
            }
        }
    })
}

fn leading(action: Action) -> Handler {
    Box::new(move |event| {
        event.prevent_default();
        Some(action.clone())
    })
}

/// The whole widget; `root` finds what is drawn.
pub fn widget(session: &Rc<Session>, root: &NodeRef) -> Html {
    let model = session.model();
    let outcome = session.outcome();
    let locale = model.locale();
    let words = Messages::of(locale);
    let cx = Cx { session, model: &model, outcome: &outcome, locale, words, explained: RefCell::default() };
    let shows_export =
        model.export.is_some() && outcome.status == Status::Answered && model.step(&outcome).is_none();
    let body = match (model.view, model.help, session.more()) {
        (View::Answer, None, Some(more)) if shows_export => (more.export)(&cx),
        (View::Answer, None, _) if !shows_export => {
            let split = el("div").class("split").el(answers::list(&cx)).el(main(&cx));
            // They stand below what follows in the second step, and lead nowhere that stands beside the answer.
            let asks = model.step(&outcome).is_some();
            let near = if asks { &[] } else { &result::near(&cx)[..] };
            nodes().el(split).maybe((asks || cx.is_complete()).then(|| topics(&cx, near)))
        }
        (View::Answer, Some(topic), Some(more)) => page(&cx, (more.help)(&cx, topic)),
        (View::Matrix, _, Some(more)) => (more.matrix)(&cx),
        (View::Tree, _, Some(more)) => (more.tree)(&cx),
        _ => page(&cx, waiting(&cx)),
    };
    let spoken = match &model.copied {
        Some((_, true)) => cx.words.copied,
        Some((_, false)) => cx.words.copy_failed,
        None => "",
    };
    let status = el("p").class("spoken").set("role", "status").text(spoken);
    let screen = el("div").class("screen").el(header(&cx)).el(body).el(status);
    // Nothing in the card's place, not no place: one child more would make all of them anew, the focused field too.
    // What is open of the help is printed itself.
    let card = if cx.is_complete() && model.help.is_none() { print::card(&cx) } else { nodes() };
    let widget = el("div").set("lang", locale.tag()).el(screen).el(card);
    el("div").found_by(root).el(widget).html()
}

/// A page that takes the place of the answer, with the way back.
fn page(cx: &Cx<'_>, body: El) -> El {
    let back = cx.model.help.map_or(Action::Show(View::Answer), |_| Action::Help(None));
    let back = parts::link(cx, cx.words.to_settings, "", cx.on(back));
    el("div").class("help-page").el(el("p").el(back)).el(body)
}

/// What stands in place of a view until the module arrives that draws it.
fn waiting(cx: &Cx<'_>) -> El {
    let failed = cx.model.load_failed;
    let again = failed.then(|| {
        let again = match (cx.model.help, &cx.model.export) {
            (Some(topic), _) => Action::Help(Some(topic)),
            (None, Some(page)) => Action::Export(ExportAction::Open(page.format)),
            (None, None) => Action::Show(cx.model.view),
        };
        button("button", cx.on(again)).text(cx.words.again)
    });
    // One heading for both, so that it keeps the focus.
    let heading = heading(if failed { cx.words.load_failed } else { cx.words.loading });
    nodes().el(heading).maybe(again)
}

/// The ways to the parts of the help, but for those that need none.
pub fn topics(cx: &Cx<'_>, except: &[Topic]) -> El {
    let mut list = el("ul");
    for topic in Topic::ALL.into_iter().filter(|topic| !except.contains(topic)) {
        let link = button("link", cx.on(Action::Help(Some(topic)))).text(cx.words.topics[topic as usize]);
        list.push(el("li").el(link));
    }
    el("nav").class("topics").set("aria-label", cx.words.help_topics).el(list)
}

/// The heading of a part of the help.
pub fn topic_heading(cx: &Cx<'_>, topic: Topic) -> El {
    result::heading(cx.words.topics[topic as usize])
}

fn main(cx: &Cx<'_>) -> El {
    match cx.model.step(cx.outcome) {
        Some(step) => question::form(cx, &step),
        None => result::section(cx),
    }
}

fn header(cx: &Cx<'_>) -> El {
    let mut languages =
        el("div").class("languages").set("role", "group").set("aria-label", cx.words.languages);
    // The name of plain Japanese is Japanese.
    const LANGUAGES: [(Locale, &str, &str, &str); 3] = [
        (Locale::Ja, "ja", "日本語", "lang-ja"),
        (Locale::En, "en", "English", "lang-en"),
        (Locale::Easy, "ja", "やさしい日本語", "lang-easy"),
    ];
    for (locale, tag, name, id) in LANGUAGES {
        let language = button("", cx.on(Action::Speak(locale))).set("lang", tag).set("id", id);
        languages.push(language.flag("aria-pressed", locale == cx.locale).text(name));
    }
    let mut tabs = el("nav").class("tabs").set("aria-label", cx.words.views);
    const TABS: [(View, &str); 3] = [(View::Answer, "tab-0"), (View::Matrix, "tab-1"), (View::Tree, "tab-2")];
    for ((view, id), name) in TABS.into_iter().zip(cx.words.tabs) {
        let current = (view == cx.model.view).then_some("page");
        let tab = button("", cx.on(Action::Show(view))).set("id", id);
        tabs.push(tab.set_if("aria-current", current).text(name));
    }
    let top = el("header").class("top").el(el("h2").text(cx.words.title)).el(languages);
    nodes().el(top).el(tabs)
}
