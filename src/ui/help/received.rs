//! Did it work? What the headers of a sent mail tell about log-in and TLS.

use super::intake::{Area, is_too_long};
use super::noted;
use super::trouble_words::TroubleWords;
use crate::matrix::Weight;
use crate::trouble::embedded;
use crate::trouble::received::{Hop, Reading, Route, Shown, TlsVersion, Told, Unreadable, read};
use crate::ui::action::Action;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{breakable, fold, panel, small, value};
use crate::ui::view::terms::explained;
use crate::ui::view::{Cx, topic_heading};
use yew::Callback;

/// What was pasted.
const HEADERS: &str = "received";
/// What of it was asked about.
const ASKED: &str = "received-asked";

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let words = TroubleWords::of(cx.locale);
    let pasted = noted(cx, HEADERS);
    let asked = noted(cx, ASKED);
    let is_asked = cx.model.notes.contains_key(ASKED);
    let reading = is_asked.then(|| read(asked));
    let wrong = if is_too_long(cx, HEADERS) {
        Some(Unreadable::TooLong)
    } else {
        // Once something else is pasted, the old complaint says nothing.
        reading.as_ref().and_then(|reading| reading.as_ref().err()).copied().filter(|_| asked == pasted)
    };
    let wrong = wrong.map(|wrong| text(cx, wrong.id()));
    let (act, asks) = (cx.later(), pasted.to_owned());
    let ask = Callback::from(move |_| {
        let to = if read(&asks).is_ok() { "finding" } else { HEADERS };
        act.emit(Action::Note(ASKED.to_owned(), Some(asks.clone())));
        act.emit(Action::FocusOn(to.to_owned()));
    });
    let mut how = nodes();
    for step in words.headers_how {
        how = how.el(el("li").text(step));
    }
    let how = el("ol").class("numbered").set("role", "list").el(how);
    let area =
        Area { name: HEADERS, label: words.headers, note: words.headers_note, lines: 8, wrong }.draw(cx);
    let found = reading.and_then(Result::ok).map(|reading| finding(cx, &reading, words));
    nodes()
        .el(topic_heading(cx, Topic::Received))
        .el(el("p").class("lead").el(explained(cx, words.received_lead)))
        .el(fold("more", words.headers_where, how))
        .el(area)
        .el(small(words.stays))
        .el(el("p").class("actions").el(button("button main", ask).text(words.read_headers)))
        .maybe(found)
}

fn text(cx: &Cx<'_>, id: &str) -> &'static str {
    embedded().text(id).map_or("", |text| text.get(cx.locale))
}

fn finding(cx: &Cx<'_>, reading: &Reading, words: &'static TroubleWords) -> El {
    let title = el("h4").set("id", "finding").set("tabindex", "-1").text(words.finding);
    let section = el("section").set("aria-labelledby", "finding").el(title);
    let others = others(cx, reading, words);
    let Some(hop) = reading.submission() else {
        let none = el("p").class("lead").text(text(cx, "received-no-submission"));
        return section.el(none).maybe(others);
    };
    let mut rows = el("tbody");
    rows.push(way(cx, hop, words));
    let login = ["authenticated-yes", "authenticated-no", "authenticated-unknown"];
    rows.push(told(cx, hop, Shown::Authentication, words.login, hop.authenticated, login, words));
    // Only who logs in is surely the sender's program: it may also be a server on the way.
    let encrypted = match hop.authenticated {
        Told::Yes => ["encrypted-yes", "encrypted-no", "encrypted-unknown"],
        Told::No | Told::Unknown => ["hop-encrypted-yes", "hop-encrypted-no", "encrypted-unknown"],
    };
    rows.push(told(cx, hop, Shown::Encryption, words.encryption, hop.encrypted, encrypted, words));
    if hop.encrypted == Told::Yes {
        rows.push(version(cx, hop, words));
        rows.push(cipher(cx, hop, words));
    }
    let keyword = hop.keyword.is_some().then(|| small(text(cx, "keyword-says")));
    section
        .maybe(obsolete(cx, hop, words))
        .el(el("table").class("values finding").el(rows))
        .maybe(keyword)
        .maybe(others)
}

/// From where to where.
fn way(cx: &Cx<'_>, hop: &Hop, words: &'static TroubleWords) -> El {
    let note = hop_note(cx, hop);
    let note = (!note.is_empty()).then(|| small(note));
    el("tr")
        .el(el("th").set("scope", "row").text(words.hop))
        .el(el("td").class("value").el(value(&between(hop, words), true)).maybe(note))
}

/// A line of the finding: a mark, what it comes to, what that means, where it stands.
fn row(title: &str, sign: &'static str, verdict: &str, note: &str, evidence: El) -> El {
    let note = (!note.is_empty()).then(|| small(note));
    let verdict = el("span").class("verdict").el(icon(sign)).el(el("b").text(verdict));
    el("tr").el(el("th").set("scope", "row").text(title)).el(el("td")
        .class("value")
        .el(verdict)
        .maybe(note)
        .el(evidence))
}

fn told(
    cx: &Cx<'_>,
    hop: &Hop,
    shown: Shown,
    title: &str,
    told: Told,
    texts: [&str; 3],
    words: &'static TroubleWords,
) -> El {
    let sign = match told {
        Told::Yes => "check",
        Told::No => "caution",
        Told::Unknown => "unknown",
    };
    let mut parts = nodes();
    for evidence in hop.evidence.iter().filter(|evidence| evidence.shown == shown) {
        let part = el("span").class("literal").text(&evidence.text);
        parts = parts.el(small(words.evidence).text(cx.words.colon).el(part));
    }
    row(title, sign, words.told[told as usize], text(cx, texts[told as usize]), parts)
        .set("data-told", ["yes", "no", "unknown"][told as usize])
}

fn version(cx: &Cx<'_>, hop: &Hop, words: &'static TroubleWords) -> El {
    let (sign, verdict, note) = match hop.version {
        None => ("unknown", words.told[2], text(cx, "version-unknown")),
        Some(TlsVersion::Unclear) => ("unknown", TlsVersion::Unclear.name(), text(cx, "version-unclear")),
        Some(version) if version.is_obsolete() => ("caution", version.name(), ""),
        Some(version) => ("check", version.name(), ""),
    };
    row(words.version, sign, verdict, note, nodes())
}

fn cipher(cx: &Cx<'_>, hop: &Hop, words: &'static TroubleWords) -> El {
    match &hop.cipher {
        None => row(words.cipher, "unknown", words.told[2], text(cx, "cipher-unknown"), nodes()),
        Some(cipher) => {
            let bits = hop.bits.map_or_else(String::new, words.bits);
            let name = el("span").class("literal").text(cipher);
            el("tr")
                .el(el("th").set("scope", "row").text(words.cipher))
                .el(el("td").class("value").el(name).el(small(&bits)))
        }
    }
}

/// What is obsolete about the connection, in a panel of its own.
fn obsolete(cx: &Cx<'_>, hop: &Hop, words: &'static TroubleWords) -> Option<El> {
    let mut list = el("ul");
    for kind in &hop.obsolete {
        list.push(el("li").text(text(cx, kind.id())));
    }
    (!hop.obsolete.is_empty()).then(|| panel(Weight::Caution, "caution", words.obsolete, list))
}

fn between(hop: &Hop, words: &'static TroubleWords) -> String {
    let name = |name: &str| if name.is_empty() { words.unnamed.to_owned() } else { name.to_owned() };
    (words.from_to)(&name(&hop.from), &name(&hop.by))
}

fn hop_note(cx: &Cx<'_>, hop: &Hop) -> &'static str {
    match hop.route {
        Route::Web => text(cx, "route-web"),
        _ if hop.is_local => text(cx, "sent-locally"),
        _ => "",
    }
}

/// The other hops, the last one first, as they stand in the mail.
fn others(cx: &Cx<'_>, reading: &Reading, words: &'static TroubleWords) -> Option<El> {
    let mut list = el("ul").class("ways");
    let mut count = 0;
    for (index, hop) in reading.hops.iter().enumerate() {
        if reading.submission == Some(index) {
            continue;
        }
        count += 1;
        let mut about = words.hop_encrypted[hop.encrypted as usize].to_owned();
        if let Some(version) = hop.version {
            about.push_str(cx.words.separator);
            about.push_str(version.name());
        }
        if !hop.with.is_empty() {
            about.push_str(cx.words.separator);
            about.push_str(&(words.word_with)(&hop.with));
        }
        let name = el("div").class("literal").el(breakable(&between(hop, words)));
        list.push(el("li").el(el("div").el(name).el(small(&about))));
    }
    (count > 0).then(|| fold("more", &(words.hops)(count), list))
}
