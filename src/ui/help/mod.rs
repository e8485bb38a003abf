//! The help, as the second module draws it: steps, symptoms, checks. Nothing here is in the module that starts the element.

mod compare;
mod guide;
mod names;
mod programs;
mod received;
mod terms;
mod trouble;

mod intake;
mod trouble_easy;
mod trouble_words;

use super::action::Action;
use super::topic::Topic;
use super::view::dom::{El, button, el, nodes, typed};
use super::view::{Cx, topics};
use crate::decide::Status;
use crate::i18n::{Locale, runs};
use trouble_words::TroubleWords;
use web_sys::Event;
use yew::Callback;

/// Draws a part of the help, with the way to the other parts below it.
pub fn view(cx: &Cx<'_>, topic: Topic) -> El {
    let body = match topic {
        Topic::Guide => guide::view(cx),
        Topic::Programs => programs::view(cx),
        Topic::Trouble => trouble::view(cx),
        Topic::Received => received::view(cx),
        Topic::Names => names::view(cx),
        Topic::Compare => compare::view(cx),
        Topic::Terms => terms::view(cx),
    };
    // A guide is drawn in two steps; this stands below all of it.
    let ways = (topic != Topic::Guide || cx.is_complete()).then(|| topics(cx, &[topic]));
    el("div").class("topic").attr("data-topic", topic.id()).key(topic.id()).el(body).maybe(ways)
}

/// A text as one element, in which Japanese is marked where the language is another one.
fn spoken(cx: &Cx<'_>, text: &str) -> El {
    let runs = if cx.locale == Locale::En { runs(text) } else { vec![(false, text)] };
    let mut spoken = el("span");
    for (is_japanese, run) in runs {
        spoken =
            if is_japanese { spoken.el(el("span").set("lang", "ja").text(run)) } else { spoken.text(run) };
    }
    spoken
}

/// What was entered under a name.
fn noted<'c>(cx: &Cx<'c>, name: &str) -> &'c str {
    cx.model.notes.get(name).map_or("", String::as_str)
}

/// Stands where there are no settings: why, and the way back to the questions or to the answers.
fn without_settings(cx: &Cx<'_>, words: &TroubleWords, asking: &'static str) -> El {
    let (why, go) = match cx.outcome.status {
        Status::Unavailable => (words.values_none, words.to_answers),
        Status::Asking(_) | Status::Answered => (asking, words.to_questions),
    };
    let go = button("button main", cx.on(Action::Help(None))).text(go);
    nodes().el(el("p").text(why)).el(el("p").class("actions").el(go))
}

/// Takes over what is typed into a field, under a name.
fn noting(cx: &Cx<'_>, name: &str) -> Callback<Event> {
    let name = name.to_owned();
    cx.with(Box::new(move |event| Some(Action::Note(name.clone(), Some(typed(event))))))
}
