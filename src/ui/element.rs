//! A mounted element: what the custom element's class calls. It holds no behaviour of its own.

use super::Handover;
use super::app::{App, AppProps};
use super::effect;
use super::model::{Model, View};
use super::platform::Browser;
use super::session::{Session, with_provider};
use crate::catalogue::Catalogue;
use crate::decide::{State, state_json};
use crate::export;
use crate::i18n::Locale;
use gloo::events::EventListener;
use js_sys::{Error, Function, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use yew::AppHandle;

/// One mounted `<mail-settings>`.
pub struct Widget {
    session: Rc<Session>,
    host: HtmlElement,
    app: Option<AppHandle<App>>,
    listeners: Vec<EventListener>,
}

const PRESETS: [&str; 3] = ["plan", "client", "access"];

impl Widget {
    /// Mounts a widget into `mount`; `attributes` are the element's, as `application/x-www-form-urlencoded`, and so is
    /// the state `kept` from an earlier mount or set before this one.
    ///
    /// # Errors
    /// If the provider is unknown; nothing is drawn then.
    pub fn new(
        host: HtmlElement,
        mount: HtmlElement,
        attributes: &str,
        kept: Option<String>,
        handover: Handover,
    ) -> Result<Widget, JsValue> {
        let catalogue = Catalogue::embedded();
        let attributes: Vec<_> = form_urlencoded::parse(attributes.as_bytes()).collect();
        let attribute = |name: &str| {
            attributes
                .iter()
                .find(|(known, text)| known == name && !text.is_empty())
                .map(|(_, text)| text.as_ref())
        };
        let only = match catalogue.matrices() {
            [only] => Some(only.id()),
            _ => None,
        };
        let provider = attribute("provider").or(only);
        if let Some(id) = provider.filter(|id| catalogue.matrix(id).is_none()) {
            return Err(unknown_provider(id));
        }
        let pairs = [("provider", provider)].into_iter().chain(PRESETS.map(|name| (name, attribute(name))));
        let preset = pairs.filter_map(|(name, value)| value.map(|value| (name, value)));
        let state = match kept {
            Some(kept) => read_state(&kept, provider),
            None => State::from_pairs(preset, catalogue, &Browser),
        };
        let mut model =
            Model { state, lang: language(&host), fixed_provider: provider.is_some(), ..Model::default() };
        let deep_link = attribute("deep-link") == Some("on");
        let opened = handover.opened.clone().unwrap_or_default();
        let focus = model.take_over(&opened);
        let session = Session::new(catalogue, host.clone(), model, deep_link, handover, focus);
        if effect::fragment().len() > 1 {
            session.read_fragment(&effect::fragment());
        }
        if session.more().is_some() && session.model().view != View::Answer {
            // The view that the other module has opened is that of the present history entry.
            session.defer_fragment(false);
        }
        let listeners = ["hashchange", "popstate"]
            .into_iter()
            .filter_map(|name| {
                let session = Rc::clone(&session);
                let window = web_sys::window()?;
                Some(EventListener::new(&window, name, move |_| session.visit()))
            })
            .collect();
        let props = AppProps { session: Rc::clone(&session) };
        let app = yew::Renderer::<App>::with_root_and_props(mount.into(), props).render();
        session.load_more();
        Ok(Self { session, host, app: Some(app), listeners })
    }

    /// An attribute changed.
    ///
    /// # Errors
    /// If the provider is unknown.
    pub fn attribute(&self, name: &str, value: Option<String>) -> Result<(), JsValue> {
        let catalogue = self.session.catalogue();
        let value = value.filter(|value| !value.is_empty());
        match name {
            "lang" => {
                let lang = language(&self.host);
                self.session.update(|model| model.lang = lang);
            }
            "deep-link" => {
                self.session.set_deep_link(value.as_deref() == Some("on"));
                self.session.read_fragment(&effect::fragment());
            }
            "provider" => {
                if let Some(id) = value.as_deref().filter(|id| catalogue.matrix(id).is_none()) {
                    return Err(unknown_provider(id));
                }
                self.session.update(|model| {
                    model.fixed_provider = value.is_some();
                    if let Some(id) = value {
                        model.replace(model.state.with("provider", Some(&id), catalogue, &Browser));
                    }
                });
            }
            name if PRESETS.contains(&name) => self.session.update(|model| {
                model.state = model.state.with(name, value.as_deref(), catalogue, &Browser);
            }),
            _ => {}
        }
        Ok(())
    }

    /// `state` as JSON.
    pub fn state_json(&self) -> String {
        state_json(self.session.catalogue(), &self.session.model().state)
    }

    /// Replaces `state`; what is unknown or impossible is dropped.
    /// `pairs` are its keys and values, as `application/x-www-form-urlencoded`.
    pub fn set_state(&self, pairs: &str) {
        let model = self.session.model();
        let provider = model.state.get("provider").filter(|_| model.fixed_provider);
        self.session.set_state(read_state(pairs, provider));
    }

    /// `settings` as JSON.
    pub fn settings_json(&self) -> String {
        self.session.settings()
    }

    /// A promise of the file in that format.
    pub fn export_file(&self, format: &str) -> Promise {
        let locale = self.session.model().locale();
        let mut promise = Promise::resolve(&JsValue::UNDEFINED);
        self.session.with_input(false, &mut |input| {
            promise = match export::render(format, input) {
                Ok(artefact) => {
                    match effect::file(&artefact.name, artefact.mime, &JsValue::from(artefact.content)) {
                        Ok(file) => Promise::resolve(&JsValue::from(file)),
                        Err(error) => Promise::reject(&error),
                    }
                }
                Err(refusal) => {
                    let error = Error::new(&refusal.message(locale));
                    // Setting a property on a fresh Error cannot fail.
                    let _ = Reflect::set(&error, &"code".into(), &refusal.code().into());
                    Promise::reject(&error)
                }
            };
        });
        promise
    }

    /// What the first module leaves to the second, for [`Handover::opened`]; empty if nothing.
    pub fn waits_for(&self) -> String {
        let mut name = self.session.waits_for().to_owned();
        if name == "easy"
            && let Some(focused) = effect::focused(&self.host)
        {
            name = ["#", &focused].concat();
        }
        if !name.is_empty() && self.session.model().client_skipped {
            name.push('-');
        }
        name
    }

    /// The other module has arrived: this is its function that explains words.
    pub fn explained_by(&self, explain: Function) {
        self.session.explained_by(explain);
    }

    /// The other module did not arrive.
    pub fn load_failed(&self) {
        self.session.update(|model| model.load_failed = true);
    }

    /// Takes the widget off the page.
    pub fn unmount(&mut self) {
        // Whatever is mounted next reads it.
        self.session.write_fragment();
        self.listeners.clear();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

fn unknown_provider(id: &str) -> JsValue {
    Error::new(&format!("unknown provider “{id}”")).into()
}

/// A state from its keys and values; a provider that the element fixes takes the place of theirs.
fn read_state(pairs: &str, provider: Option<&str>) -> State {
    State::from_pairs(with_provider(pairs, provider), Catalogue::embedded(), &Browser)
}

/// The language of the element: its own, then the nearest ancestor's, then the browser's, then Japanese.
pub fn language(host: &HtmlElement) -> Locale {
    let own = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    let browser = || web_sys::window().and_then(|window| window.navigator().language());
    own.as_deref()
        .and_then(Locale::from_tag)
        .or_else(|| browser().as_deref().and_then(Locale::from_tag))
        .unwrap_or_default()
}
