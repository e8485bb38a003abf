//! Which mail programs there are, and what each can do with a plan.

use crate::ui::action::Action;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el};
use crate::ui::view::icons::icon;
use crate::ui::view::{Cx, topic_heading};

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    topic_heading(cx, Topic::Programs)
}

/// All mail programs, each of which can be chosen.
pub fn pick_client(cx: &Cx<'_>) -> El {
    let mut list = el("ul").class("picks");
    let others = cx.catalogue().clients().iter();
    for client in others {
        let set = Action::Set("client".to_owned(), client.id.to_owned());
        let name = if client.id == "other" { cx.words.not_listed } else { cx.text(&client.name) };
        let pick = button("box", cx.on_then_focus(set, "heading")).text(name).el(icon("right"));
        list.push(el("li").key(client.id).el(pick));
    }
    list
}
