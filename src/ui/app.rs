//! The root component: draws the session's model, and puts the focus where the last action wants it.

use super::effect;
use super::session::Session;
use super::view;
use std::rc::Rc;
use yew::{Component, Context, Html, NodeRef, Properties};

/// Draws one widget.
pub struct App {
    root: NodeRef,
}

/// The widget to draw.
#[derive(Properties)]
pub struct AppProps {
    /// The widget.
    pub session: Rc<Session>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl Component for App {
    type Message = ();
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        context.props().session.on_redraw(context.link().callback(|()| ()));
        Self { root: NodeRef::default() }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        // A browser that has to take a focused element away lays the page out there and then, with the old content and
        // the new.
        if let Some(root) = self.root.get().filter(|_| context.props().session.moves_to_heading()) {
            effect::blur(&root);
        }
        view::widget(&context.props().session, &self.root)
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        let session = &context.props().session;
        session.drawn();
        if let Some(root) = self.root.get() {
            if let Some(id) = session.take_focus() {
                effect::focus(&root, &id);
            }
            session.fill_window(&root);
        }
    }
}
