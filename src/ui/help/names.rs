//! Which server names a certificate holds for, and what the mail program shows when they do not fit.

use super::intake::{Area, is_too_long};
use super::trouble_words::TroubleWords;
use super::{noted, noting, without_settings};
use crate::decide::Status;
use crate::mail::{Certainty, Protocol};
use crate::trouble::certificate::{Expected, matches, names_expected, warning};
use crate::trouble::data::Fault;
use crate::trouble::embedded;
use crate::trouble::presented::{Presented, presented};
use crate::ui::action::Action;
use crate::ui::model::Step;
use crate::ui::platform::Browser;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{breakable, error, link, small, value};
use crate::ui::view::terms::explained;
use crate::ui::view::{Cx, topic_heading};
use crate::wording;
use yew::virtual_dom::ListenerKind;

/// The name that the warning shows.
const SEEN: &str = "names-seen";
/// The server's name, where the answer has none.
const HOST: &str = "names-host";

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let words = TroubleWords::of(cx.locale);
    let page = nodes()
        .el(topic_heading(cx, Topic::Names))
        .el(el("p").class("lead").el(explained(cx, words.names_lead)));
    if cx.outcome.status != Status::Answered {
        return page.el(without_settings(cx, words, words.settings_first)).el(try_name(cx, &[], words));
    }
    let expected = names_expected(embedded(), cx.outcome, &Browser);
    let mut groups = nodes();
    match &expected[..] {
        // Mostly both are the same server with the same certificate.
        [one, other] if is_same(one, other) => {
            let title = [cx.words.incoming, cx.words.separator, cx.words.outgoing].concat();
            groups = groups.el(group(cx, one, &title, words));
        }
        all => {
            for each in all {
                let is_outgoing = each.protocol == Protocol::Smtp;
                let title = if is_outgoing { cx.words.outgoing } else { cx.words.incoming };
                groups = groups.el(group(cx, each, title, words));
            }
        }
    }
    let none = expected.is_empty().then(|| el("p").text(words.no_certificate));
    let needs_address = expected.iter().any(|each| each.needs_address);
    let address = needs_address.then(|| {
        let enter = link(cx, cx.words.enter, cx.words.address, cx.on(Action::Edit(Step::Address)));
        el("p").text(words.with_address).text(" ").el(enter)
    });
    page.maybe(none).el(groups).maybe(address).el(try_name(cx, &expected, words)).el(warnings(cx, words))
}

/// Whether the same is said about both.
fn is_same(one: &Expected, other: &Expected) -> bool {
    let same_host = one.host.is_some() && one.host == other.host;
    same_host && one.name == other.name && one.pattern == other.pattern && one.why == other.why
}

fn group(cx: &Cx<'_>, expected: &Expected, title: &str, words: &'static TroubleWords) -> El {
    let server = wording::main_servers(cx.outcome).find(|server| server.protocol == expected.protocol);
    let shown = server.and_then(|server| wording::shown(&server.host, crate::matrix::Field::Host, cx.words));
    let host = match &shown {
        Some(shown) => value(&shown.text, true),
        None => {
            let on_notice = server.is_some_and(|server| server.host.certainty == Certainty::FromNotice);
            let where_to = if on_notice { cx.words.on_notice } else { cx.words.ask_support_value };
            el("span").class("empty").text(where_to)
        }
    };
    let pattern = expected.pattern.map(|pattern| wording::pattern(pattern, cx.words));
    let name = match expected.name.as_deref().or(pattern.as_deref()) {
        Some(name) => value(name, true),
        None => el("span").class("empty").text(words.not_in_documents),
    };
    let why = embedded().text(expected.why).map(|why| small(why.get(cx.locale)));
    let source = expected.source.as_ref().zip(cx.outcome.matrix).map(|(source, matrix)| {
        let (title, _) = wording::document(matrix, source.document, cx.locale);
        let section = wording::section(matrix, source, cx.locale);
        small(&format!("{}{}{title} ― {section}", cx.words.source, cx.words.colon))
    });
    let (sign, fit, told) = match expected.fits {
        Some(true) => ("check", words.fit[0], "yes"),
        Some(false) => ("caution", words.fit[1], "no"),
        None => ("unknown", words.fit[2], "unknown"),
    };
    let verdict = el("span").class("verdict").el(icon(sign)).el(el("b").text(fit));
    let row = |title: &str, body: El| {
        el("tr").el(el("th").set("scope", "row").text(title)).el(el("td").class("value").el(body))
    };
    let rows = el("tbody")
        .el(row(words.entered_name, host))
        .el(row(words.certificate_name, nodes().el(name).maybe(why).maybe(source)))
        .el(row(words.fits, verdict).set("data-told", told));
    el("section")
        .class("names")
        .el(el("h4").class("group").text(title))
        .el(el("table").class("values").attr("aria-label", title).el(rows))
}

/// A field for the name in the warning, and whether it fits the servers' names.
fn try_name(cx: &Cx<'_>, expected: &[Expected], words: &'static TroubleWords) -> El {
    let mut hosts: Vec<&str> = Vec::new();
    for host in expected.iter().filter_map(|each| each.host.as_deref()) {
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    let asks_host = hosts.is_empty();
    let own = noted(cx, HOST).trim();
    let typed = presented(own, &Browser);
    let is_bad_host = asks_host && !own.is_empty() && typed.names.is_empty();
    if asks_host {
        hosts.extend(typed.names.first().map(String::as_str));
    }
    let bad_host = is_bad_host.then(|| error(no_name(&typed, words)));
    let host = asks_host.then(|| field(cx, HOST, words.own_host, "").maybe(bad_host));
    let seen = noted(cx, SEEN).trim();
    let mut verdicts = el("div").set("role", "status");
    if !seen.is_empty() {
        let seen = presented(seen, &Browser);
        if seen.names.is_empty() {
            verdicts.push(error(no_name(&seen, words)));
        } else {
            for host in &hosts {
                verdicts.push(verdict(&seen.names, host, words));
            }
        }
    }
    let wrong = is_too_long(cx, SEEN).then(|| embedded().text("message-too-long")).flatten();
    let wrong = wrong.map(|text| text.get(cx.locale));
    el("section")
        .set("aria-labelledby", "try-name")
        .el(el("h4").set("id", "try-name").text(words.try_name))
        .maybe(host)
        .el(Area { name: SEEN, label: words.seen_name, note: words.seen_note, lines: 2, wrong }.draw(cx))
        .el(verdicts)
}

fn field(cx: &Cx<'_>, name: &'static str, label: &str, note: &str) -> El {
    let id = format!("{name}-note");
    let note = (!note.is_empty()).then(|| small(note).attr("id", &id));
    let field = el("input")
        .class("field literal")
        .set("id", name)
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set("maxlength", "254")
        .attr("aria-describedby", &id)
        .value(noted(cx, name))
        .on(|| ListenerKind::oninput, noting(cx, name));
    el("div").class("area").el(el("label").class("label").set("for", name).text(label)).maybe(note).el(field)
}

/// Why there is no name in what was copied.
const fn no_name(presented: &Presented, words: &'static TroubleWords) -> &'static str {
    if presented.has_address { words.why_ip } else { words.no_name }
}

/// Whether one of the names fits, and why.
fn verdict(seen: &[String], host: &str, words: &'static TroubleWords) -> El {
    let fitting = seen.iter().find(|name| matches(host, name, &Browser));
    // Of several that do not fit, the most alike is explained.
    let alike = seen.iter().find(|name| why_not(name, host, words) != words.why_other);
    let (said, why) = match (fitting, alike.or(seen.first())) {
        (Some(name), _) => {
            let why = if name.starts_with("*.") { words.why_star } else { words.why_same };
            ((words.matches)(name, host), why)
        }
        (None, Some(name)) if seen.len() == 1 => ((words.differs)(name, host), why_not(name, host, words)),
        (None, Some(name)) => ((words.none_fits)(seen.len(), host), why_not(name, host, words)),
        (None, None) => return nodes(),
    };
    let sign = if fitting.is_some() { "check" } else { "caution" };
    el("div")
        .class("tried")
        .set("data-told", if fitting.is_some() { "yes" } else { "no" })
        .el(el("p").class("verdict").el(icon(sign)).el(el("b").el(breakable(&said))))
        .el(small(why))
}

/// Why a name that does not fit does not.
fn why_not(seen: &str, host: &str, words: &'static TroubleWords) -> &'static str {
    let bare = seen.strip_prefix("*.");
    let parent = |name: &str| name.split_once('.').map(|(_, parent)| parent.to_ascii_lowercase());
    match bare {
        Some(bare) if ends_with(host, bare) => words.why_star_not,
        Some(_) => words.why_other,
        None if parent(host) == parent(seen) => words.why_www,
        None if ends_with(host, seen) || ends_with(seen, host) => words.why_www,
        None => words.why_other,
    }
}

/// Whether a name is the other one, or lies below it.
fn ends_with(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
    name.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// What the chosen mail program shows about each fault.
fn warnings(cx: &Cx<'_>, words: &'static TroubleWords) -> El {
    let Some(client) = cx.outcome.client.filter(|client| client.id != "other") else {
        let choose = link(cx, words.choose, "", cx.on(Action::Edit(Step::Client)));
        return el("section").el(el("p").text(words.choose_client).text(" ").el(choose));
    };
    let text = |id| embedded().text(id).map_or("", |text| text.get(cx.locale));
    let mut list = el("dl").class("warnings");
    let mut known = 0;
    for (fault, title) in Fault::ALL.into_iter().zip(words.faults) {
        let Some(warning) = warning(embedded(), client.id, fault) else {
            continue;
        };
        known += 1;
        let unsure = (!warning.certain).then(|| small(text("warning-uncertain")));
        let shown = el("blockquote")
            .el(el("b").text(cx.text(&warning.title)))
            .el(el("span").text(warning.text.get(cx.locale)));
        list.push(el("div").el(el("dt").text(title)).el(el("dd").el(shown).maybe(unsure)));
    }
    let body = if known == 0 { el("p").text(text("warning-unknown")) } else { list };
    el("section")
        .set("aria-labelledby", "warnings")
        .el(el("h4").set("id", "warnings").text(&(words.warning_of)(cx.text(&client.name))))
        .el(body)
}
