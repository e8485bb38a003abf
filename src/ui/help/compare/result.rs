//! What differs, in the order and the words of the mail program: before and after.

use super::entered::Entered;
use crate::mail::{Authentication, Protocol, Security};
use crate::matrix::{Field, Scalar};
use crate::trouble::changes::{Change, Setting, Should, Verdict, changes};
use crate::trouble::embedded;
use crate::trouble::present::ON;
use crate::trouble::told::{Missing, Told, missing, told};
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
    let is_nothing = present.is_empty() && present.incoming.protocol.is_none();
    if entered.is_empty() || is_nothing {
        return section.el(el("p").class("lead").text(words.nothing_entered));
    }
    let found = changes(&present, cx.outcome, &Browser);
    let rows = told(&found, cx.outcome, cx.locale);
    let missing = missing(&present, cx.outcome, &Browser);
    // As many as are shown: one setting may stand in two fields of the program.
    let count = |verdict: Verdict| rows.iter().filter(|row| row.change.verdict == verdict).count();
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
    // Only where all was compared is there nothing to change.
    let is_all = missing.is_empty() && rows.len() == found.len();
    let nothing = embedded().text("change-nothing").filter(|_| is_all);
    let right = nothing.map_or(words.all_right, |text| text.get(cx.locale));
    let is_right = said.is_empty();
    let said = if is_right { right } else { &said };
    let sign = if is_right && is_all { "check" } else { "note" };
    let verdict = el("p").class("verdict").set("role", "status").el(icon(sign)).el(el("b").text(said));
    let lines: Vec<Line<'_>> = rows.iter().map(|row| line(cx, row)).collect();
    let program = cx.outcome.client.filter(|_| rows.iter().any(|row| row.label.is_some()));
    let program = program.map(|client| small(&(words.in_program)(cx.text(&client.name))));
    section
        .el(verdict)
        .maybe(program)
        .el(tables(cx, &lines, words))
        .maybe(unknown(cx, &found, words))
        .maybe(not_compared(cx, &missing, words))
}

/// A change in the words of the program, as far as it has any.
fn line<'a>(cx: &Cx<'_>, row: &'a Told) -> Line<'a> {
    let plain = plain(cx, &row.change);
    Line {
        step: row.step,
        label: row.label.map_or(plain.label, str::to_owned),
        before: row.before.clone().unwrap_or(plain.before),
        after: row.after.clone().unwrap_or(plain.after),
        ..plain
    }
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
    let on = || TroubleWords::of(cx.locale).on.to_owned();
    let (before, label) = match (change.setting, &change.now) {
        (Setting::Protocol, now) => {
            (scalar_id(now).map_or_else(String::new, protocol), cx.overview().filters[2])
        }
        (Setting::Field(field @ (Field::Security | Field::Authentication)), Scalar::Text(id)) if id == ON => {
            (on(), wording::field(field, words))
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
    let label = match change.setting {
        // It is about receiving anyway.
        Setting::Protocol => label.to_owned(),
        Setting::Field(_) => (words.field_of)(side_word(cx, change.protocol), label),
    };
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
fn not_compared(cx: &Cx<'_>, missing: &[Missing], words: &'static TroubleWords) -> Option<El> {
    let mut names = Vec::new();
    for it in missing {
        let is_outgoing = it.protocol == Protocol::Smtp;
        names.push(match it.field {
            Some(field) => (cx.words.field_of)(side_word(cx, it.protocol), wording::field(field, cx.words)),
            None => (words.all_of)(if is_outgoing { cx.words.outgoing } else { cx.words.incoming }),
        });
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
