//! A rehearsal of opening a guide, out of sight. A browser compiles a function of a module when it is first called, and
//! looks for fonts and shapes words when they are first laid out, so that what a visitor opens first would take twice as
//! long as everything after it.

use super::Handover;
use super::MORE;
use super::action::Action;
use super::app::{App, AppProps};
use super::effect;
use super::element::language;
use super::model::Model;
use super::platform::Browser;
use super::session::Session;
use super::topic::Topic;
use crate::catalogue::Catalogue;
use crate::decide::{State, Status, leaves, resolve};
use crate::guide::guides;
use js_sys::{Array, Function, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, ShadowRoot};

/// Long enough for both steps in which a guide, or an answer, is drawn, in milliseconds.
const BOTH_STEPS: u32 = 1000;

/// Opens a guide in a corner of a mounted element that nobody sees or hears, goes back to the answer, and throws it away.
/// `state` is the element's, as `application/x-www-form-urlencoded`; without an answer in it, another one's guide is
/// opened. `sheet` is the widget's style.
pub fn rehearse(root: &ShadowRoot, sheet: &JsValue, state: &str) {
    // Opening a guide needs a browser that can do all of this; one that cannot has no widget to rehearse for.
    let _ = try_rehearse(root, sheet, state);
}

fn try_rehearse(root: &ShadowRoot, sheet: &JsValue, state: &str) -> Option<()> {
    let catalogue = Catalogue::embedded();
    let own = State::from_pairs(form_urlencoded::parse(state.as_bytes()), catalogue, &Browser);
    let state = if has_guide(catalogue, &own) { own } else { some_answer(catalogue)? };
    let document = root.owner_document()?;
    let corner = document.create_element("div").ok()?;
    let mount = document.create_element("div").ok()?;
    corner.set_class_name("rehearsal");
    // Ids are to stay unique, and the visitor's own heading the one that is found.
    let stage = shadow(&corner)?;
    Reflect::set(&stage, &"adoptedStyleSheets".into(), &Array::of1(sheet)).ok()?;
    stage.append_child(&mount).ok()?;
    root.append_child(&corner).ok()?;

    let mut model = Model { state, lang: language(root.host().unchecked_ref()), ..Model::default() };
    let focus = model.take_over(Topic::Guide.id());
    let nothing = Closure::once_into_js(|| {}).unchecked_into();
    let handover = Handover { more: Some(&MORE), load: nothing, opened: None, explain: None };
    // What it reports is told to an element that is in no page.
    let host = document.create_element("div").ok()?.unchecked_into();
    let session = Session::new(catalogue, host, model, false, handover, focus);
    let props = AppProps { session: Rc::clone(&session) };
    let app = yew::Renderer::<App>::with_root_and_props(mount, props).render();
    effect::after(BOTH_STEPS, move || {
        session.act(Action::Help(None));
        effect::after(BOTH_STEPS, move || {
            app.destroy();
            Element::remove(&corner);
        });
    });
    Some(())
}

/// Attaches a shadow root. With the binding for it, the first module would grow by 290 bytes that do nothing there.
fn shadow(element: &Element) -> Option<ShadowRoot> {
    let attach: Function = Reflect::get(element, &"attachShadow".into()).ok()?.dyn_into().ok()?;
    let open = Object::new();
    Reflect::set(&open, &"mode".into(), &"open".into()).ok()?;
    attach.call1(element, &open).ok()?.dyn_into().ok()
}

/// Whether an answer has settings and a guide to enter them.
fn has_guide(catalogue: &'static Catalogue, state: &State) -> bool {
    let outcome = resolve(catalogue, state, &Browser);
    outcome.status == Status::Answered
        && outcome.client.is_some_and(|client| guides().of(client.id).is_some())
}

/// The first answer with settings, in the first mail program there is.
fn some_answer(catalogue: &'static Catalogue) -> Option<State> {
    let matrix = catalogue.matrices().first()?;
    let client = catalogue.clients().first()?;
    leaves(matrix, &|_| None).into_iter().find_map(|leaf| {
        let answers = leaf.path.iter();
        let answers =
            answers.map(|(input, answer)| (matrix.input_id(*input), matrix.answer_ids(*input)[*answer]));
        let pairs = [("provider", matrix.id()), ("client", client.id)].into_iter().chain(answers);
        let state = State::from_pairs(pairs, catalogue, &Browser);
        has_guide(catalogue, &state).then_some(state)
    })
}
