//! The page without the widget, read back: by a parser of its own, and its conditions word by word.

use super::CATALOGUE;
use mail_settings::decide::{Given, Outcome, evaluate, leaves};
use mail_settings::fallback::{Words, fallback};
use mail_settings::i18n::{Locale, Messages};
use mail_settings::mail::Security;
use mail_settings::matrix::{Client, Field, Matrix, Trigger};
use mail_settings::wording;
use roxmltree::{Document, Node};
use std::sync::LazyLock;

/// The page as it is generated.
pub static PAGE: LazyLock<String> = LazyLock::new(|| fallback(&CATALOGUE));

/// The page as a tree: it is well-formed, which a test of its own asserts.
static TREE: LazyLock<Document<'static>> = LazyLock::new(|| {
    let page: &'static str = format!("<page>{}</page>", *PAGE).leak();
    Document::parse(page).unwrap()
});

/// An element of the page.
pub type El = Node<'static, 'static>;

/// The elements in an element.
pub fn children(el: El) -> impl Iterator<Item = El> {
    el.children().filter(|node| node.is_element())
}

/// All text in an element.
pub fn text(el: El) -> String {
    el.descendants().filter(Node::is_text).map(|node| node.text().unwrap()).collect()
}

/// What stands between a provider's heading and the next, in one language.
#[track_caller]
pub fn part(matrix: &Matrix, locale: Locale) -> Vec<El> {
    let own = |section: &El| section.attribute("lang") == Some(locale.tag());
    let section = children(TREE.root_element()).find(own).expect("a section of the language");
    let heading = |el: &El| el.has_tag_name("h3");
    let here = children(section).skip_while(|el| !heading(el) || text(*el) != matrix.name().get(locale));
    let part: Vec<El> = here.skip(1).take_while(|el| !heading(el)).collect();
    assert!(!part.is_empty(), "no {}", matrix.id());
    part
}

/// The folded part with this summary.
#[track_caller]
pub fn folded(matrix: &Matrix, locale: Locale, summary: &str) -> El {
    let mut found = part(matrix, locale)
        .into_iter()
        .filter(|el| el.has_tag_name("details") && text(children(*el).next().unwrap()).trim() == summary);
    let only = found.next().unwrap_or_else(|| panic!("no {summary}"));
    assert!(found.next().is_none(), "two of {summary}");
    only
}

/// A plan's part.
#[track_caller]
pub fn plan_part(matrix: &Matrix, plan: usize, locale: Locale) -> El {
    folded(matrix, locale, matrix.plans()[plan].label.get(locale))
}

/// A term of a list, what is said of it in small print, and what else.
#[derive(Debug, Default)]
pub struct Entry {
    /// The term.
    pub term: String,
    /// Conditions.
    pub small: Vec<String>,
    /// Texts, with their sources in small print.
    pub said: Vec<String>,
    /// Texts by the condition that came before them last.
    pub said_under: Vec<(String, String)>,
}

/// The terms of the lists of an element.
pub fn entries(el: El) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for el in children(el).filter(|el| el.has_tag_name("dl")).flat_map(children) {
        if el.has_tag_name("dt") {
            found.push(Entry { term: text(el), ..Entry::default() });
            continue;
        }
        let entry = found.last_mut().expect("a term comes first");
        let only_small = el.children().count() == 1 && children(el).all(|el| el.has_tag_name("small"));
        if only_small && children(el).count() == 1 {
            entry.small.push(text(el));
        } else {
            entry.said.push(text(el));
            entry.said_under.push((entry.small.last().cloned().unwrap_or_default(), text(el)));
        }
    }
    found
}

/// How a source is written.
pub fn source(matrix: &Matrix, document: &str, section: &str, locale: Locale) -> String {
    let at = matrix.documents().iter().position(|it| it.id == document).unwrap();
    let letter = ["A", "B", "C"][at];
    match locale {
        Locale::En => {
            let english = matrix.document(document).unwrap().section(section).unwrap();
            format!("Document {letter}: {english} ({section})")
        }
        _ => format!("資料{letter}「{section}」"),
    }
}

/// Who reads a condition: answers, mail program, and what they get.
pub struct Reader<'r> {
    pub matrix: &'static Matrix,
    pub locale: Locale,
    pub path: &'r [(usize, usize)],
    pub client: Option<&'static Client>,
    pub outcome: Option<&'r Outcome<'static>>,
}

impl Reader<'_> {
    /// Whether a condition as written holds; every word of it must be understood.
    #[track_caller]
    pub fn holds(&self, written: &str) -> bool {
        let words = Words::of(self.locale);
        written == words.always
            || written.split(words.or_else).any(|alternative| self.alternative(alternative))
    }

    #[track_caller]
    fn alternative(&self, written: &str) -> bool {
        let words = Words::of(self.locale);
        let mut rest = written;
        let mut all = true;
        loop {
            let (holds, behind) =
                self.clause(rest).unwrap_or_else(|| panic!("what is {rest:?} in {written:?}?"));
            all &= holds;
            if behind.is_empty() {
                return all;
            }
            rest = behind.strip_prefix(words.and).unwrap_or_else(|| panic!("{behind:?} in {written:?}"));
        }
    }

    /// A question with answers, mail programs, or a property of the answer: whether it holds, and what follows.
    fn clause<'t>(&self, written: &'t str) -> Option<(bool, &'t str)> {
        let (words, messages) = (Words::of(self.locale), Messages::of(self.locale));
        for trigger in Trigger::ALL {
            let field = wording::field(Field::Security, messages);
            let phrase = words.trigger(trigger, field, wording::security(Security::None, messages));
            if let Some(behind) = written.strip_prefix(&phrase) {
                return Some((self.triggers(trigger), behind));
            }
        }
        let open = if self.locale == Locale::En { " “" } else { "「" };
        let (name, _) = written.split_once(open)?;
        let (names, behind) = quoted(&written[name.len()..], self.locale);
        if name == messages.client {
            let known = |name: &&str| CATALOGUE.clients().iter().any(|it| it.name.get(self.locale) == *name);
            assert!(names.iter().all(known), "{names:?}");
            return Some((self.client.is_some_and(|it| names.contains(&it.name.get(self.locale))), behind));
        }
        let input =
            (0..self.matrix.inputs()).find(|it| wording::input(self.matrix, *it, self.locale) == name)?;
        let label = |answer| match input {
            0 => wording::answer_short(self.matrix, input, answer, self.locale),
            _ => wording::answer(self.matrix, input, answer, self.locale),
        };
        let known =
            |name: &&str| (0..self.matrix.answer_ids(input).len()).any(|answer| label(answer) == *name);
        assert!(names.iter().all(known), "{names:?}");
        let given = self.path.iter().find(|(known, _)| *known == input);
        Some((given.is_some_and(|(_, answer)| names.contains(&label(*answer))), behind))
    }

    fn triggers(&self, trigger: Trigger) -> bool {
        let outcome = self.outcome.expect("a condition about the answer is read with one");
        let servers = || outcome.incoming.iter().chain(&outcome.outgoing);
        let listed = |client: &Client| self.matrix.clients().is_none_or(|all| all.of(client.id).is_some());
        match trigger {
            Trigger::Unencrypted => servers().any(|it| it.security() == Some(Security::None)),
            Trigger::ClientNotListed => self.client.is_some_and(|it| it.id != "other" && !listed(it)),
            Trigger::DocumentsDisagree => servers().any(|it| {
                Field::ALL.into_iter().map(|field| it.field(field)).any(|value| {
                    value.alternatives.iter().any(|other| other.source.document != value.source.document)
                })
            }),
            Trigger::DroppedPort => {
                let ends = leaves(self.matrix, &|_| None);
                let leaf = ends.iter().find(|leaf| leaf.path == self.path).expect("a complete path");
                let given = Given { client: self.client, ..Given::default() };
                evaluate(self.matrix, leaf.rule, leaf.access, given).dropped_port
            }
        }
    }
}

/// The names in quotation marks at the beginning, and what follows.
fn quoted(written: &str, locale: Locale) -> (Vec<&str>, &str) {
    let (open, close, or) = if locale == Locale::En { ("“", "”", " or ") } else { ("「", "」", "") };
    let mut names = Vec::new();
    let mut rest = written.trim_start();
    while let Some(inside) = rest.strip_prefix(open) {
        let (name, behind) = inside.split_once(close).unwrap();
        names.push(name);
        let next = behind.strip_prefix(or).filter(|next| next.starts_with(open));
        rest = next.unwrap_or(behind);
    }
    (names, rest)
}
