//! What differs, in the order and the words of the mail program: before and after.

use super::entered::{Entered, Side};
use crate::guide::{Entry, Form, Guide, Key, Slot, fill, guides};
use crate::mail::{Authentication, Protocol, Security};
use crate::matrix::{Field, Scalar};
use crate::trouble::changes::{Change, Setting, Should, Verdict, changes, unchecked};
use crate::trouble::embedded;
use crate::ui::help::trouble_words::TroubleWords;
use crate::ui::platform::Browser;
use crate::ui::view::Cx;
use crate::ui::view::dom::{El, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{copy, copy_failed, small, value};
use crate::ui::view::server::side_word;
use crate::wording;

/// A change, as the mail program shows it.
struct Line<'a> {
    change: &'a Change,
    /// The step in which it is met.
    step: Option<&'static str>,
    /// What stands beside it.
    label: String,
    before: String,
    after: String,
    /// Whether it is typed as it stands, and complete.
    literal: bool,
}

/// The result, which follows what is typed.
pub fn view(cx: &Cx<'_>, entered: &Entered, words: &'static TroubleWords) -> El {
    let (present, _) = entered.present();
    let section = el("section")
        .class("changes")
        .set("aria-labelledby", "changes")
        .el(el("h4").set("id", "changes").text(words.result));
    if entered.is_empty() {
        return section.el(el("p").class("lead").text(words.nothing_entered));
    }
    let found = changes(&present, cx.outcome, &Browser);
    let count = |verdict: Verdict| found.iter().filter(|change| change.verdict == verdict).count();
    let (to_change, to_confirm) = (count(Verdict::Change), count(Verdict::Confirm));
    let mut said = String::new();
    if to_change > 0 {
        said.push_str(&(words.to_change)(to_change));
    }
    if to_confirm > 0 {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&(words.to_confirm)(to_confirm));
    }
    let said = if said.is_empty() { words.all_right } else { &said };
    let sign = if to_change + to_confirm == 0 { "check" } else { "note" };
    let told = el("p").class("verdict").set("role", "status").el(icon(sign)).el(el("b").text(said));
    let (lines, in_words) = lines(cx, &found);
    let program = cx.outcome.client.filter(|_| in_words && to_change + to_confirm > 0);
    let program = program.map(|client| small(&(words.in_program)(cx.text(&client.name))));
    section
        .el(told)
        .maybe(program)
        .el(tables(cx, &lines, words))
        .maybe(unknown(cx, &found, words))
        .maybe(not_compared(cx, &unchecked(&present, cx.outcome), words))
}

/// The changes in the program's order and words; those it has no field for come last, in the words of the answer.
/// And whether any of them is in its words.
fn lines<'a>(cx: &Cx<'_>, found: &'a [Change]) -> (Vec<Line<'a>>, bool) {
    let known = |change: &&Change| change.verdict != Verdict::Unknown;
    let mut lines: Vec<Line<'a>> = Vec::new();
    let guides = guides();
    let guide = cx.outcome.client.and_then(|client| guides.of(client.id));
    let body = guide.map(|guide| guides.body(guide));
    let flow = body.and_then(|body| body.flow("change").or_else(|| body.flow("add")));
    if let (Some(guide), Some(body), Some(flow)) = (guide, body, flow) {
        for step in fill(guides, guide, flow, cx.outcome, cx.locale) {
            for entry in &step.entries {
                let change = found.iter().filter(known).find(|change| concerns(body, entry, change));
                let is_new = |change: &&Change| {
                    !lines.iter().any(|line| std::ptr::eq(line.change, *change) && line.label == entry.label)
                };
                if let Some(change) = change.filter(is_new) {
                    lines.push(in_words(cx, body, entry, step.title, change));
                }
            }
        }
    }
    let in_words = !lines.is_empty();
    for change in found.iter().filter(known) {
        if !lines.iter().any(|line| std::ptr::eq(line.change, change)) {
            lines.push(plain(cx, change));
        }
    }
    (lines, in_words)
}

/// Whether a field of the program is about what must be changed.
fn concerns(body: &Guide, entry: &Entry, change: &Change) -> bool {
    let slot = |setting: Setting| match setting {
        Setting::Protocol => Slot::Access,
        Setting::Field(field) if side(change) == Side::Incoming => Slot::Incoming(field),
        Setting::Field(field) => Slot::Outgoing(field),
    };
    if let Some(own) = entry.slot {
        return own == slot(change.setting);
    }
    // A box that is ticked for a kind of protection, or of authentication.
    let key = match (side(change), change.setting) {
        (_, Setting::Protocol) => Key::Access,
        (Side::Incoming, Setting::Field(Field::Security)) => Key::IncomingSecurity,
        (Side::Outgoing, Setting::Field(Field::Security)) => Key::OutgoingSecurity,
        (Side::Incoming, Setting::Field(Field::Authentication)) => Key::IncomingAuthentication,
        (Side::Outgoing, Setting::Field(Field::Authentication)) => Key::OutgoingAuthentication,
        (_, Setting::Field(_)) => return false,
    };
    match body.fields.get(entry.field).map(|field| &field.value) {
        Some(crate::guide::Value::Switch(switch)) => switch.on.iter().any(|(known, _)| *known == key),
        _ => false,
    }
}

fn side(change: &Change) -> Side {
    if change.protocol == Protocol::Smtp { Side::Outgoing } else { Side::Incoming }
}

fn in_words<'a>(
    cx: &Cx<'_>,
    body: &Guide,
    entry: &Entry,
    step: &'static str,
    change: &'a Change,
) -> Line<'a> {
    let plain = plain(cx, change);
    // What a box stands for is said in the program's words for ticking it.
    if matches!(entry.form, Form::On | Form::Off) && entry.slot.is_none() {
        return Line { step: Some(step), label: entry.label.to_owned(), after: entry.text.clone(), ..plain };
    }
    let own = body.fields.get(entry.field).map_or(&[][..], |field| field.words);
    let word = |id: &str| {
        own.iter().find(|(known, _)| *known == id).and_then(|(_, word)| word.map(|word| word.get(cx.locale)))
    };
    let before = scalar_id(&change.now).and_then(word).map_or(plain.before, str::to_owned);
    let after = match &change.should {
        Should::Protocol(protocol) => word(protocol.id()),
        Should::Value(value) => value.value.as_ref().and_then(scalar_id).and_then(word),
    };
    let after = after.map_or(plain.after, str::to_owned);
    Line { step: Some(step), label: entry.label.to_owned(), before, after, ..plain }
}

fn scalar_id(scalar: &Scalar) -> Option<&str> {
    match scalar {
        Scalar::Text(text) => Some(text),
        Scalar::Port(_) => None,
    }
}

/// A change in the words of the answer.
fn plain<'a>(cx: &Cx<'_>, change: &'a Change) -> Line<'a> {
    let words = cx.words;
    let protocol = |id: &str| {
        let known = [Protocol::Pop3, Protocol::Imap, Protocol::Smtp].into_iter().find(|it| it.id() == id);
        known.map_or_else(|| id.to_owned(), |it| wording::protocol(it, words).to_owned())
    };
    let (before, label) = match (change.setting, &change.now) {
        (Setting::Protocol, now) => {
            (scalar_id(now).map_or_else(String::new, protocol), cx.overview().filters[2])
        }
        (Setting::Field(Field::Security), Scalar::Text(id)) => (
            Security::from_id(id).map_or_else(String::new, |it| wording::security(it, words).to_owned()),
            wording::field(Field::Security, words),
        ),
        (Setting::Field(Field::Authentication), Scalar::Text(id)) => (
            Authentication::from_id(id)
                .map_or_else(String::new, |it| wording::authentication(it, words).to_owned()),
            wording::field(Field::Authentication, words),
        ),
        (Setting::Field(field), now) => {
            (wording::pattern(&now.to_string(), words), wording::field(field, words))
        }
    };
    let (after, literal) = match (&change.should, change.setting) {
        (Should::Protocol(protocol), _) => (wording::protocol(*protocol, words).to_owned(), false),
        (Should::Value(value), Setting::Field(field)) => wording::shown(value, field, words)
            .map_or_else(Default::default, |shown| (shown.text, shown.literal && shown.complete)),
        (Should::Value(_), Setting::Protocol) => Default::default(),
    };
    let label = (words.field_of)(side_word(cx, change.protocol), label);
    Line { change, step: None, label, before, after, literal }
}

/// The lines, one table for each step in which they are met.
fn tables(cx: &Cx<'_>, lines: &[Line<'_>], words: &'static TroubleWords) -> El {
    let mut tables = nodes();
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|line| line.step == first.step).count();
        let (own, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        let mut rows = el("tbody");
        for line in own {
            rows.push(row(cx, line, words));
        }
        let caption = first.step.map(|step| el("caption").class("group").text(step));
        tables = tables.el(el("table").class("values diff").maybe(caption).el(rows));
        rest = others;
    }
    tables
}

fn row(cx: &Cx<'_>, line: &Line<'_>, words: &'static TroubleWords) -> El {
    let setting = match line.change.setting {
        Setting::Protocol => "protocol",
        Setting::Field(field) => field.id(),
    };
    let name = format!("change-{}-{setting}", line.change.protocol.id());
    let act =
        line.literal.then(|| el("td").class("act").el(copy(cx, &name, &line.label, line.after.clone())));
    let spoken = |word: &'static str| el("span").class("spoken").text(word).text(cx.words.colon);
    let is_name = matches!(line.change.setting, Setting::Field(Field::Host | Field::Port | Field::Username));
    let before = el("span").class("before").el(spoken(words.before)).el(value(&line.before, is_name));
    let after = value(&line.after, is_name).attr("id", &format!("value-{name}"));
    let after = el("b").class("after").el(spoken(words.after)).el(after);
    let both = el("span").class("change").el(before).el(icon("right")).el(after);
    el("tr")
        .el(el("th").set("scope", "row").text(&line.label))
        .el(el("td").class("value").el(both).maybe(note(cx, line)).el(copy_failed(cx, &name)))
        .maybe(act)
}

/// What must be known about a change.
fn note(cx: &Cx<'_>, line: &Line<'_>) -> Option<El> {
    let text = |id| embedded().text(id).map_or("", |text| text.get(cx.locale));
    let said = match (line.change.setting, line.change.verdict) {
        (Setting::Protocol, _) => text("change-protocol"),
        (_, Verdict::Confirm) => text("change-confirm"),
        _ => return None,
    };
    Some(el("p").class("why").el(icon("note")).text(said))
}

/// Values of which nobody knows what is right.
fn unknown(cx: &Cx<'_>, found: &[Change], words: &'static TroubleWords) -> Option<El> {
    let mut names = Vec::new();
    for change in found.iter().filter(|change| change.verdict == Verdict::Unknown) {
        let line = plain(cx, change);
        names.push(format!("{}{}{}", line.label, cx.words.colon, line.before));
    }
    let text = embedded().text("change-unknown").map_or("", |text| text.get(cx.locale));
    (!names.is_empty()).then(|| listed(words.unknown_values, &names, text))
}

/// Fields that were not compared, because nothing was entered.
fn not_compared(cx: &Cx<'_>, fields: &[(Protocol, Field)], words: &'static TroubleWords) -> Option<El> {
    let mut names = Vec::new();
    for (protocol, field) in fields {
        names.push((cx.words.field_of)(side_word(cx, *protocol), wording::field(*field, cx.words)));
    }
    let text = embedded().text("change-unchecked").map_or("", |text| text.get(cx.locale));
    (!names.is_empty()).then(|| listed(words.not_compared, &names, text))
}

fn listed(title: &str, names: &[String], text: &str) -> El {
    let mut list = el("ul").class("dots");
    for name in names {
        list.push(el("li").text(name));
    }
    el("div").class("aside").el(el("h5").text(title)).el(small(text)).el(list)
}
