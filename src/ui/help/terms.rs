//! What the words mean: all of them on a page, and each where it stands.

use super::noted;
use super::trouble_words::TroubleWords;
use crate::i18n::Locale;
use crate::trouble::data::Term;
use crate::trouble::embedded;
use crate::ui::action::Action;
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::{Cx, topic_heading};

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let mut list = el("dl").class("terms");
    for term in embedded().terms() {
        list.push(
            el("div")
                .key(term.id)
                .el(el("dt").text(cx.text(&term.name)))
                .el(el("dd").text(meaning(cx, term))),
        );
    }
    nodes()
        .el(topic_heading(cx, Topic::Terms))
        .el(el("p").class("lead").text(TroubleWords::of(cx.locale).terms_lead))
        .el(list)
}

fn meaning(cx: &Cx<'_>, term: &Term) -> &'static str {
    match cx.locale {
        Locale::Easy => term.easy,
        Locale::Ja | Locale::En => cx.text(&term.text),
    }
}

/// A text in which each word of the trade unfolds its meaning below the text, the first time it comes up. `place` tells texts apart; `seen` is what was explained above.
pub fn explained(cx: &Cx<'_>, place: &str, text: &str, seen: &mut Vec<&'static str>) -> El {
    let (mut parts, mut meanings) = (nodes(), nodes());
    let mut plain = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = text.get(..at).unwrap_or_default();
        let Some((term, word)) = longest(before, rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        // A term that was explained already is passed over as a whole: no shorter one is looked for inside it.
        if !seen.contains(&term.id) {
            seen.push(term.id);
            let (word_itself, meaning) = unfolding(cx, place, term, word);
            parts = parts.text(text.get(plain..at).unwrap_or_default()).el(word_itself);
            // A sentence that is cut in two by an explanation cannot be read.
            meanings = meanings.el(meaning);
            plain = at + word.len();
        }
        at += word.len();
    }
    parts.text(text.get(plain..).unwrap_or_default()).el(meanings)
}

/// The longest word of the trade that a text begins with.
fn longest(before: &str, rest: &str) -> Option<(&'static Term, &'static str)> {
    let mut found: Option<(&Term, &str)> = None;
    for term in embedded().terms() {
        for word in term.words {
            let is_longer = found.is_none_or(|(_, known)| word.len() > known.len());
            if is_longer && rest.starts_with(word) && is_whole(before, word, rest) {
                found = Some((term, word));
            }
        }
    }
    found
}

/// POP is not explained in POPFile, nor port in support.
fn is_whole(before: &str, word: &str, rest: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let begins = !word.starts_with(is_letter) || !before.ends_with(is_letter);
    let after = rest.get(word.len()..).unwrap_or_default();
    // More than one port is still a port.
    let after = after.strip_prefix('s').unwrap_or(after);
    begins && !(word.ends_with(is_letter) && after.starts_with(is_letter))
}

/// A word, and its meaning, which it opens and closes.
fn unfolding(cx: &Cx<'_>, place: &str, term: &'static Term, word: &str) -> (El, El) {
    let id = format!("term-{place}-{}", term.id);
    let open = !noted(cx, &id).is_empty();
    let toggle = Action::Note(id.clone(), (!open).then(|| "1".to_owned()));
    let word =
        button("term", cx.on(toggle)).flag("aria-expanded", open).attr("aria-controls", &id).text(word);
    let name = el("b").text(cx.text(&term.name)).text(cx.words.colon);
    let meaning =
        el("span").class("meaning").attr("id", &id).on_if("hidden", !open).el(name).text(meaning(cx, term));
    (word, meaning)
}
