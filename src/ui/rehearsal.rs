//! A rehearsal of opening a guide, out of sight. A browser compiles a function of a module when it is first called, so
//! that what a visitor opens first would take twice as long as everything after it.

use super::Handover;
use super::MORE;
use super::action::Action;
use super::app::{App, AppProps};
use super::effect;
use super::model::Model;
use super::platform::Browser;
use super::session::Session;
use super::topic::Topic;
use crate::catalogue::Catalogue;
use crate::decide::{State, Status, leaves, resolve};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};

/// Long enough for both steps in which an answer is drawn, in milliseconds.
const BOTH_STEPS: u32 = 1000;

/// Draws an answer and its guide into an element that is in no page, and throws it away.
pub fn rehearse() {
    let catalogue = Catalogue::embedded();
    let Some(state) = some_answer(catalogue) else {
        return;
    };
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let (Ok(host), Ok(mount)) = (document.create_element("div"), document.create_element("div")) else {
        return;
    };
    let model = Model { state, ..Model::default() };
    let nothing = Closure::once_into_js(|| {}).unchecked_into();
    let handover = Handover { more: Some(&MORE), load: nothing, opened: None, explain: None };
    let session = Session::new(catalogue, host.unchecked_into(), model, false, handover, None);
    let props = AppProps { session: Rc::clone(&session) };
    let app = yew::Renderer::<App>::with_root_and_props(mount, props).render();
    effect::after_paint(move || session.act(Action::Help(Some(Topic::Guide))));
    effect::after(BOTH_STEPS, move || app.destroy());
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
        (resolve(catalogue, &state, &Browser).status == Status::Answered).then_some(state)
    })
}
