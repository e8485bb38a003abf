//! The form of the present settings.

use super::entered::{Entered, Place, Side};
use super::{ENTERED, TAKEN, noted};
use crate::mail::{Authentication, Protocol, Security};
use crate::matrix::Field;
use crate::trouble::present::{ON, pattern};
use crate::ui::action::Action;
use crate::ui::help::trouble_words::TroubleWords;
use crate::ui::view::Cx;
use crate::ui::view::dom::{El, el, typed};
use crate::ui::view::parts::error;
use crate::wording;
use web_sys::Event;
use yew::Callback;
use yew::virtual_dom::ListenerKind;

/// The form, one group for each server.
pub fn view(cx: &Cx<'_>, entered: &Entered, words: &'static TroubleWords) -> El {
    let (_, wrong) = entered.present();
    el("section").set("aria-labelledby", "present").el(el("h4").set("id", "present").text(words.now)).el(el(
        "div",
    )
    .class("columns")
    .el(group(cx, entered, Side::Incoming, &wrong, words))
    .el(group(cx, entered, Side::Outgoing, &wrong, words)))
}

fn group(cx: &Cx<'_>, entered: &Entered, side: Side, wrong: &[Place], words: &'static TroubleWords) -> El {
    let title = if side == Side::Incoming { cx.words.incoming } else { cx.words.outgoing };
    let mut group = el("fieldset").class("entries").el(el("legend").text(title));
    if side == Side::Incoming {
        let options = [Protocol::Pop3, Protocol::Imap]
            .map(|protocol| (protocol.id(), wording::protocol(protocol, cx.words)));
        group.push(labelled(
            cx,
            (side, None),
            words.access,
            list(cx, entered, (side, None), &options, words),
        ));
    }
    for field in Field::ALL {
        let place = (side, Some(field));
        let entry = match field {
            Field::Security => {
                let options = Security::ALL.map(|it| (it.id(), wording::security(it, cx.words)));
                list(cx, entered, place, &options, words)
            }
            Field::Authentication => {
                let options = Authentication::ALL.map(|it| (it.id(), wording::authentication(it, cx.words)));
                list(cx, entered, place, &options, words)
            }
            Field::Host | Field::Port | Field::Username => text(cx, entered, place, wrong),
        };
        let complaint = wrong.contains(&place).then(|| {
            let said = if field == Field::Port { words.bad_port } else { words.bad_text };
            error(said).attr("id", &format!("{}-wrong", id(place)))
        });
        group.push(labelled(cx, place, wording::field(field, cx.words), entry).maybe(complaint));
    }
    group
}

fn id((side, field): Place) -> String {
    let side = if side == Side::Incoming { "incoming" } else { "outgoing" };
    format!("now-{side}-{}", field.map_or("protocol", Field::id))
}

fn labelled(_cx: &Cx<'_>, place: Place, label: &str, entry: El) -> El {
    let id = id(place);
    el("div").key(&id).el(el("label").class("label").attr("for", &id).text(label)).el(entry)
}

fn text(cx: &Cx<'_>, entered: &Entered, place: Place, wrong: &[Place]) -> El {
    let id = id(place);
    let is_wrong = wrong.contains(&place);
    let described = format!("{id}-wrong");
    el("input")
        .class("field literal")
        .attr("id", &id)
        .set("type", "text")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set_if("inputmode", (place.1 == Some(Field::Port)).then_some("numeric"))
        .set_if("aria-invalid", is_wrong.then_some("true"))
        .attr("aria-describedby", &described)
        .value(&wording::pattern(entered.at(place), cx.words))
        .on(|| ListenerKind::oninput, entering(cx, place))
}

fn list(
    cx: &Cx<'_>,
    entered: &Entered,
    place: Place,
    options: &[(&'static str, &'static str)],
    words: &'static TroubleWords,
) -> El {
    let now = entered.at(place);
    let none = ("", words.not_chosen);
    // Read from a program that has one box for it; nobody chooses it.
    let on = (ON, words.on);
    let mut list =
        el("select").class("field").attr("id", &id(place)).on(|| ListenerKind::onchange, entering(cx, place));
    for (value, name) in std::iter::once(&none).chain(options).chain((now == ON).then_some(&on)) {
        list.push(el("option").set("value", value).chosen(*value == now).text(name));
    }
    list
}

/// Takes over what is typed into a field, with what stands in the others at that moment.
fn entering(cx: &Cx<'_>, place: Place) -> Callback<Event> {
    let entered = Entered::read(noted(cx, ENTERED));
    let (act, words) = (cx.later(), cx.words);
    Callback::from(move |event: Event| {
        let mut entered = entered.clone();
        // What an autoconfiguration leaves to the address is kept as there, and shown in words.
        entered.set(place, &pattern(&typed(&event), words));
        act.emit(Action::Note(TAKEN.to_owned(), None));
        act.emit(Action::Note(ENTERED.to_owned(), Some(entered.write())));
    })
}
