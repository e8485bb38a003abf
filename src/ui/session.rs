//! One widget's model, and the way from an action to everything that follows from it.
//! It lives outside the component tree, so that `settings` is current the moment `state` has been set.

mod drawing;
pub mod entry;
mod fragment;

use super::action::{Action, Effect};
use super::effect;
use super::exporting;
use super::model::{Env, Model};
use super::platform::Browser;
use super::{Handover, More};
use crate::catalogue::Catalogue;
use crate::decide::{Outcome, State, resolve, settings_json};
use crate::export::Input;
use crate::i18n::Locale;
use drawing::Extent;
pub use fragment::with_provider;
use js_sys::Function;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use yew::Callback;

/// One widget.
pub struct Session {
    catalogue: &'static Catalogue,
    host: HtmlElement,
    inner: RefCell<Inner>,
}

struct Inner {
    model: Model,
    // What the model comes to; worked out once for all that ask.
    outcome: Rc<Outcome<'static>>,
    settings: String,
    // Whether the widget reads and writes the page's fragment.
    deep_link: bool,
    // The language the visitor switched to, which beats the fragment's.
    switched: Option<Locale>,
    redraw: Callback<()>,
    focus: Option<String>,
    handover: Handover,
    // Whether the fragment is to be written once the answer has been painted, and whether as a new history entry.
    fragment: Option<bool>,
    extent: Extent,
}

impl Inner {
    fn resolve(&mut self, catalogue: &'static Catalogue) {
        self.outcome = Rc::new(resolve(catalogue, &self.model.state, &Browser));
    }
}

impl Session {
    /// A widget that shows `model`.
    pub fn new(
        catalogue: &'static Catalogue,
        host: HtmlElement,
        model: Model,
        deep_link: bool,
        handover: Handover,
        focus: Option<&str>,
    ) -> Rc<Self> {
        let outcome = Rc::new(resolve(catalogue, &model.state, &Browser));
        let settings = settings_json(catalogue, &model.state, &outcome);
        let redraw = Callback::noop();
        let inner = RefCell::new(Inner {
            model,
            outcome,
            settings,
            deep_link,
            switched: None,
            redraw,
            focus: focus.map(str::to_owned),
            handover,
            fragment: None,
            extent: Extent::First,
        });
        Rc::new(Self { catalogue, host, inner })
    }

    /// What is embedded.
    pub const fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// A snapshot of the model.
    pub fn model(&self) -> Model {
        self.inner.borrow().model.clone()
    }

    /// What that comes to.
    pub fn outcome(&self) -> Rc<Outcome<'static>> {
        Rc::clone(&self.inner.borrow().outcome)
    }

    /// `settings` of the public API.
    pub fn settings(&self) -> String {
        self.inner.borrow().settings.clone()
    }

    /// The element.
    pub const fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// Whether a link with a fragment leads to an answer.
    pub fn is_deep_link(&self) -> bool {
        self.inner.borrow().deep_link
    }

    /// The address of the page, without its fragment.
    pub fn page(&self) -> String {
        effect::page()
    }

    /// What exports of the present answer are made from.
    pub fn with_input(&self, personal: bool, make: &mut dyn FnMut(Input<'_>)) {
        let model = self.model();
        make(Input {
            catalogue: self.catalogue,
            state: &model.state,
            outcome: &self.outcome(),
            locale: model.locale(),
            page: &effect::page(),
            personal,
        });
    }

    fn redraw(&self) {
        let redraw = self.inner.borrow().redraw.clone();
        redraw.emit(());
    }

    /// The component that is told when there is something new to draw.
    pub fn on_redraw(&self, redraw: Callback<()>) {
        self.inner.borrow_mut().redraw = redraw;
    }

    /// Whether the heading wants the focus after drawing, because something else takes the place of what was there.
    pub fn moves_to_heading(&self) -> bool {
        self.inner.borrow().focus.as_deref() == Some("heading")
    }

    /// The views that only the second module has.
    pub fn more(&self) -> Option<&'static More> {
        self.inner.borrow().handover.more
    }

    /// The second module has arrived, and explains words to this one.
    pub fn explained_by(&self, explain: Function) {
        self.inner.borrow_mut().handover.explain = Some(explain);
        self.redraw();
    }

    /// A text taken apart at its words of the trade, by the second module.
    pub fn explain(&self, text: &str, locale: Locale) -> Option<String> {
        let inner = self.inner.borrow();
        if let Some(more) = inner.handover.more {
            return Some((more.explain)(text, locale));
        }
        let explain = inner.handover.explain.as_ref()?;
        explain.call2(&JsValue::NULL, &text.into(), &locale.tag().into()).ok()?.as_string()
    }

    /// What waits for the second module; empty if nothing does, or if this is that module. Words alone do not wait
    /// while there is something that handing over would lose, unless the visitor has just chosen them.
    pub fn waits_for(&self) -> &'static str {
        let inner = self.inner.borrow();
        let name = inner.model.waits_for();
        let later = name == "easy" && inner.switched != Some(Locale::Easy) && inner.model.is_busy();
        if inner.handover.more.is_some() || later { "" } else { name }
    }

    /// Asks the page's script for the second module, if something waits for it and asking has not been in vain.
    pub fn load_more(&self) {
        let load = {
            let inner = self.inner.borrow();
            (!inner.model.load_failed).then(|| inner.handover.load.clone())
        };
        if let Some(load) = load.filter(|_| !self.waits_for().is_empty()) {
            // It answers later, by mounting that module in place of this one or by `load_failed`.
            let _ = load.call0(&JsValue::NULL);
        }
    }

    /// The id that wants the focus after drawing, once.
    pub fn take_focus(&self) -> Option<String> {
        self.inner.borrow_mut().focus.take()
    }

    /// Turns the reading and writing of the fragment on or off.
    pub fn set_deep_link(&self, on: bool) {
        self.inner.borrow_mut().deep_link = on;
    }

    /// Does what the visitor wants.
    pub fn act(self: &Rc<Self>, action: Action) {
        if let Action::Speak(locale) = action {
            self.inner.borrow_mut().switched = Some(locale);
        }
        if matches!(action, Action::Help(_) | Action::Take(_) | Action::Open(_)) {
            // What is opened is drawn in two steps, as an answer is.
            self.inner.borrow_mut().extent = Extent::First;
        }
        let env = Env { catalogue: self.catalogue, idn: &Browser };
        let (effects, changed) = {
            let mut inner = self.inner.borrow_mut();
            let (before, outcome) = (inner.model.state.clone(), Rc::clone(&inner.outcome));
            let effects = inner.model.reduce(action, env, &outcome);
            let changed = before != inner.model.state;
            if changed {
                inner.resolve(self.catalogue);
            }
            (effects, changed)
        };
        let new_entry = effects.contains(&Effect::History);
        for effect in effects {
            match effect {
                Effect::Focus(id) => self.inner.borrow_mut().focus = Some(id),
                Effect::Copy(name, text) => {
                    let session = Rc::clone(self);
                    effect::copy(name, text, &self.host, move |name, worked| {
                        session.act(Action::Copied(name.clone(), worked));
                        let session = Rc::clone(&session);
                        effect::after(2000, move || session.act(Action::Rested));
                    });
                }
                Effect::Print => effect::print(),
                Effect::Save(picture) => exporting::save(self, picture),
                Effect::Login(login) => exporting::login(self, login),
                Effect::History => {}
            }
        }
        self.defer_fragment(new_entry);
        if changed {
            self.report();
        } else {
            // What is typed into a filter asks for no new answer. The module that is there already takes over before
            // this one draws that it is waited for.
            self.load_more();
            self.redraw();
        }
    }

    /// Replaces the state, as `state` of the public API does.
    pub fn set_state(&self, state: State) {
        self.inner.borrow_mut().model.replace(state);
        self.changed();
    }

    /// Changes the model from outside without touching what was typed.
    pub fn update(&self, change: impl FnOnce(&mut Model)) {
        change(&mut self.inner.borrow_mut().model);
        self.changed();
    }

    fn changed(&self) {
        {
            let mut inner = self.inner.borrow_mut();
            inner.fragment.get_or_insert(false);
            inner.resolve(self.catalogue);
        }
        self.write_fragment();
        self.report();
    }

    /// Draws, and tells the page if the answer changed. Nothing is borrowed while the page's listeners run,
    /// because they may set the state.
    fn report(&self) {
        let (redraw, changed) = {
            let mut inner = self.inner.borrow_mut();
            let settings = settings_json(self.catalogue, &inner.model.state, &inner.outcome);
            let changed = settings != inner.settings;
            inner.settings.clone_from(&settings);
            (inner.redraw.clone(), changed.then_some(settings))
        };
        redraw.emit(());
        if let Some(settings) = changed {
            effect::announce(&self.host, &settings);
        }
        self.load_more();
    }
}
