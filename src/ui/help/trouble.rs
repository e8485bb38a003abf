//! When it does not work: from a message or a symptom to the cause.

mod cause;

use super::intake::{Area, is_too_long};
use super::trouble_words::TroubleWords;
use super::{noted, noting};
use crate::decide::Outcome;
use crate::export::ticket;
use crate::search::{fold, matches};
use crate::trouble::data::{Cause, Help, Symptom};
use crate::trouble::embedded;
use crate::trouble::message::{Match, causes_of, find};
use crate::ui::action::Action;
use crate::ui::platform::Browser;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{copy_button, copy_failed, link, small};
use crate::ui::view::{Cx, heading, topic_heading};
use web_sys::Event;
use yew::Callback;
use yew::virtual_dom::ListenerKind;

/// What was pasted.
const MESSAGE: &str = "trouble";
/// What the symptoms are narrowed down by.
const FILTER: &str = "trouble-filter";
/// Where the visitor is: a symptom or `MESSAGE`, and behind a slash the cause that was chosen.
const AT: &str = "trouble-at";
/// That the cause was asked for without a message.
const MISSING: &str = "trouble-missing";

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let words = TroubleWords::of(cx.locale);
    let help = embedded();
    let (from, chosen) = noted(cx, AT).split_once('/').unwrap_or((noted(cx, AT), ""));
    let symptom = help.symptoms().iter().find(|symptom| symptom.id == from);
    let found = match symptom {
        Some(_) => Found::Several(causes_of(help, from, context(cx))),
        None if from == MESSAGE => found(cx, help),
        None => Found::Nothing,
    };
    let message = if from == MESSAGE { noted(cx, MESSAGE) } else { "" };
    let page = match (help.cause(chosen), found) {
        _ if from.is_empty() => start(cx, help, words),
        (Some(cause), _) => cause::view(cx, cause, message, words).el(ways_back(cx, words, from)),
        // A message that nobody has seen before may be misread: the other causes are always at hand.
        (None, Found::One(cause)) => {
            let others = help.symptoms().iter().find(|symptom| has(help, symptom, cause));
            let others = others.map_or("", |symptom| symptom.id);
            cause::view(cx, cause, message, words).el(pasted(cx, words)).el(ways_back(cx, words, others))
        }
        (None, Found::Several(causes)) => {
            several(cx, words, symptom, from, &causes).el(ways_back(cx, words, ""))
        }
        (None, Found::Nothing) => nothing(cx, help, words).el(ways_back(cx, words, "")),
    };
    el("div").class("trouble").key(noted(cx, AT)).el(page)
}

/// Whether a cause may be behind a symptom.
fn has(help: &Help, symptom: &Symptom, cause: &Cause) -> bool {
    symptom.causes.iter().any(|at| help.causes().get(*at).is_some_and(|known| known.id == cause.id))
}

/// What was found out about the cause.
enum Found {
    One(&'static Cause),
    Several(Vec<&'static Cause>),
    Nothing,
}

/// The visitor's answers, as far as there are any.
fn context<'c>(cx: &Cx<'c>) -> Option<&'c Outcome<'static>> {
    Some(cx.outcome).filter(|outcome| outcome.matrix.is_some())
}

fn found(cx: &Cx<'_>, help: &'static Help) -> Found {
    match find(help, noted(cx, MESSAGE), context(cx), &Browser) {
        Ok(Match::Confident(cause)) => Found::One(cause),
        Ok(Match::Several(causes)) => Found::Several(causes),
        // What is too long was not taken.
        Ok(Match::None) | Err(_) => Found::Nothing,
    }
}

fn go(cx: &Cx<'_>, to: &str) -> Callback<Event> {
    cx.on_then_focus(Action::Note(AT.to_owned(), Some(to.to_owned())), "heading")
}

fn start(cx: &Cx<'_>, help: &'static Help, words: &'static TroubleWords) -> El {
    let message = noted(cx, MESSAGE);
    let too_long = help.text("message-too-long").map_or("", |text| text.get(cx.locale));
    let wrong = if is_too_long(cx, MESSAGE) {
        Some(too_long)
    } else {
        (message.trim().is_empty() && !noted(cx, MISSING).is_empty()).then_some(words.message_missing)
    };
    let area =
        Area { name: MESSAGE, label: words.message, note: words.message_note, lines: 4, wrong }.draw(cx);
    let ask = if message.trim().is_empty() {
        cx.on_then_focus(Action::Note(MISSING.to_owned(), Some("1".to_owned())), MESSAGE)
    } else {
        go(cx, MESSAGE)
    };
    let ask = button("button main", ask).text(words.find_cause);
    nodes()
        .el(topic_heading(cx, Topic::Trouble))
        .el(el("p").class("lead").text(words.trouble_lead))
        .el(area)
        .el(small(words.stays))
        .el(el("p").class("actions").el(ask))
        .el(symptoms(cx, help, words))
}

fn symptoms(cx: &Cx<'_>, help: &'static Help, words: &'static TroubleWords) -> El {
    let query = noted(cx, FILTER);
    let field = el("input")
        .class("field")
        .set("type", "search")
        .set("autocomplete", "off")
        .set("placeholder", words.filter_symptoms)
        .value(query)
        .on(|| ListenerKind::oninput, noting(cx, FILTER));
    let search = el("label")
        .class("search")
        .el(el("span").class("spoken").text(words.filter_symptoms))
        .el(icon("search"))
        .el(field);
    let mut list = el("ul").class("rows");
    let mut count = 0;
    for symptom in help.symptoms() {
        if fits(cx, help, symptom, query) {
            count += 1;
            let open = button("row", go(cx, symptom.id)).el(el("span").text(symptom.title.get(cx.locale)));
            list.push(el("li").key(symptom.id).el(open.el(icon("right"))));
        }
    }
    let found = (!query.trim().is_empty()).then(|| {
        let found = (cx.words.found)(count);
        small(if count == 0 { words.no_symptom } else { &found }).set("role", "status")
    });
    el("section")
        .set("aria-labelledby", "symptoms")
        .el(el("h4").set("id", "symptoms").text(words.symptoms))
        .el(search)
        .maybe(found)
        .el(list)
}

/// Whether what was typed finds a symptom: by its own words, or by those of its causes.
fn fits(cx: &Cx<'_>, help: &'static Help, symptom: &Symptom, query: &str) -> bool {
    let mut texts = vec![fold(symptom.title.get(cx.locale), &Browser)];
    for cause in symptom.causes.iter().filter_map(|cause| help.causes().get(*cause)) {
        texts.push(fold(cause.title.get(cx.locale), &Browser));
    }
    matches(query, &texts, &Browser)
}

fn several(
    cx: &Cx<'_>,
    words: &'static TroubleWords,
    symptom: Option<&Symptom>,
    from: &str,
    causes: &[&'static Cause],
) -> El {
    let unsure = if causes.len() == 1 { "message-one" } else { "message-several" };
    let unsure = embedded().text(unsure).map_or("", |text| text.get(cx.locale));
    let lead = if symptom.is_some() { words.likeliest_first } else { unsure };
    let title = symptom.map_or(words.possible_causes, |symptom| symptom.title.get(cx.locale));
    let mut list = el("ul").class("cards");
    for cause in causes {
        let name = cause.title.get(cx.locale);
        let about = el("span").class("spoken").text(cx.words.colon).text(name);
        let open = button("button", go(cx, &format!("{from}/{}", cause.id)))
            .el(el("span").text(words.see_cause).el(about))
            .el(icon("right").class("icon narrow"));
        let text = el("div").el(el("h5").text(name)).el(small(cause.text.get(cx.locale)));
        list.push(el("li").key(cause.id).el(text).el(open));
    }
    let pasted = symptom.is_none().then(|| pasted(cx, words));
    nodes().el(heading(title)).el(el("p").class("lead").text(lead)).maybe(pasted).el(list)
}

/// The beginning of what was pasted, so that a visitor sees what the verdict is about.
fn pasted(cx: &Cx<'_>, words: &'static TroubleWords) -> El {
    const SHOWN: usize = 280;
    let text = noted(cx, MESSAGE).trim();
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    let (shown, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let more = (!rest.is_empty()).then(|| nodes().text("…"));
    el("figure")
        .class("pasted")
        .el(el("figcaption").class("small").text(words.pasted))
        .el(el("blockquote").class("literal").text(shown).maybe(more))
}

/// Nothing is known: this is said, and what support needs to know.
fn nothing(cx: &Cx<'_>, help: &'static Help, words: &'static TroubleWords) -> El {
    let text = help.text("message-none").map_or("", |text| text.get(cx.locale));
    nodes()
        .el(heading(words.cause_unknown))
        .el(el("p").class("lead").text(text))
        .el(pasted(cx, words))
        .el(support(cx, words, words.to_support))
}

/// What to tell support, with the message that says it.
fn support(cx: &Cx<'_>, words: &'static TroubleWords, title: &str) -> El {
    let mut list = el("ul").class("dots");
    for item in words.tell {
        list.push(el("li").text(item));
    }
    let mut text = ticket(cx.outcome, cx.locale);
    let message = noted(cx, MESSAGE).trim();
    let has_message = !message.is_empty() && noted(cx, AT).starts_with(MESSAGE);
    let copy = (!text.is_empty()).then(|| {
        if has_message {
            // No more than somebody reads.
            const LONGEST: usize = 4000;
            let end = message.char_indices().nth(LONGEST).map_or(message.len(), |(at, _)| at);
            for part in ["\n", words.ticket_message, "\n", message.get(..end).unwrap_or(message), "\n"] {
                text.push_str(part);
            }
        }
        let note = if has_message { words.in_ticket_message } else { words.in_ticket };
        nodes()
            .el(small(note))
            .el(el("p").class("actions").el(copy_button(cx, "ticket", cx.words.copy_ticket, text, "button")))
            .el(copy_failed(cx, "ticket"))
    });
    el("section")
        .set("aria-labelledby", "still")
        .el(el("h4").set("id", "still").text(title))
        .el(el("p").text(words.tell_support))
        .el(list)
        .maybe(copy)
}

/// Back to the other causes, if there are any, and to the beginning.
fn ways_back(cx: &Cx<'_>, words: &'static TroubleWords, from: &str) -> El {
    let causes = (!from.is_empty()).then(|| link(cx, words.other_causes, "", go(cx, from)));
    el("p").class("ways-back").maybe(causes).el(link(cx, words.another, "", go(cx, "")))
}
