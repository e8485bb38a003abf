//! JSON → `Help`: shape, types, references within these files. References to providers are `check`'s business.

use super::fold::fold;
use super::model::{
    Cause, CertificateName, Direction, Fault, Help, Opens, Rule, Signal, Symptom, Term, Warning, When,
};
use crate::i18n::Localized;
use crate::mail::{Authentication, Pattern, Security};
use crate::matrix::{Cursor, Field, Fields, Problem, Source, keep_text};
use serde_json::Value;
use std::cell::RefCell;

/// The files under `static/data/trouble/`, without their ending, in the order in which `Help::read` takes them.
pub const FILES: [&str; 5] = ["causes", "messages", "certificates", "terms", "texts"];

/// The surest a rule can be.
const HIGHEST_SCORE: u64 = 9;

impl Help {
    /// Reads the files.
    ///
    /// # Errors
    /// Every problem, with the file it is in; nothing is read halfway.
    pub fn read(texts: [&str; 5]) -> Result<Self, Vec<(&'static str, Problem)>> {
        let values = texts.map(|text| serde_json::from_str::<Value>(text).map_err(|error| error.to_string()));
        let problems: [RefCell<Vec<Problem>>; 5] = Default::default();
        let mut found = Vec::new();
        for (file, value) in FILES.iter().zip(&values) {
            if let Err(error) = value {
                found.push((*file, Problem::new("", format!("not JSON: {error}"))));
            }
        }
        let [Ok(causes), Ok(messages), Ok(certificates), Ok(terms), Ok(texts)] = &values else {
            return Err(found);
        };
        let at = |value, file: usize| Cursor::new(value, &problems[file]).fields();

        let texts = Cursor::new(texts, &problems[4]).entries();
        let texts = keep(texts.into_iter().map(|(id, at)| (keep_text(id), at.localized())));
        let causes = at(causes, 0);
        let causes_read = keep(causes.items("causes").into_iter().map(cause));
        let symptoms = keep(causes.items("symptoms").into_iter().map(|at| symptom(at, causes_read)));
        causes.finish();
        let messages = at(messages, 1);
        let signals = keep(messages.items("signals").into_iter().map(signal));
        let others = keep(messages.items("others").into_iter().map(|at| other(at, signals)));
        let strange = messages.required("strange").map_or((&[][..], &[][..]), |at| other(at, signals));
        let rules = keep(messages.items("rules").into_iter().map(|at| rule(at, causes_read, signals)));
        messages.finish();
        let certificates = at(certificates, 2);
        let warnings = keep(certificates.items("warnings").into_iter().map(warning));
        let names = keep(certificates.items("names").into_iter().map(|at| certificate_name(at, texts)));
        certificates.finish();
        let terms_file = at(terms, 3);
        let terms = keep(terms_file.items("terms").into_iter().map(term));
        terms_file.finish();

        drop((causes, messages, certificates, terms_file));
        for (file, problems) in FILES.iter().zip(problems) {
            found.extend(problems.into_inner().into_iter().map(|problem| (*file, problem)));
        }
        let help = Self {
            causes: causes_read,
            symptoms,
            signals,
            others,
            strange,
            rules,
            warnings,
            names,
            terms,
            texts,
        };
        if found.is_empty() { Ok(help) } else { Err(found) }
    }
}

fn keep<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    items.collect::<Vec<_>>().leak()
}

fn texts(fields: &Fields<'_>, key: &'static str) -> &'static [&'static str] {
    fields.optional(key).map_or(&[][..], |at| at.texts())
}

fn cause(at: Cursor<'_>) -> Cause {
    let fields = at.fields();
    let cause = Cause {
        id: id(&fields),
        title: fields.localized("title"),
        text: fields.localized("text"),
        when: when(&fields),
        opens: keep(fields.optional_items("opens").into_iter().map(opens)),
        fields: keep(fields.optional_items("fields").into_iter().map(|at| field(&at))),
        refuses: keep(fields.optional_items("refuses").into_iter().map(|at| {
            let id = at.text();
            if Security::from_id(id).is_none() && Authentication::from_id(id).is_none() {
                at.report(format!("“{id}” is neither a protection nor a way to log in"));
            }
            id
        })),
        checks: keep(fields.items("checks").into_iter().map(Cursor::localized)),
        source: fields.optional("source").map(|at| source(&at)),
    };
    fields.finish();
    cause
}

fn opens(at: Cursor<'_>) -> Opens {
    let fields = at.fields();
    let set = fields.optional("set").map_or_else(Vec::new, |at| at.entries());
    let opens = Opens {
        question: fields.text("question"),
        set: keep(set.into_iter().map(|(question, at)| (keep_text(question), at.text()))),
    };
    fields.finish();
    opens
}

fn symptom(at: Cursor<'_>, causes: &[Cause]) -> Symptom {
    let fields = at.fields();
    let symptom = Symptom {
        id: id(&fields),
        title: fields.localized("title"),
        causes: keep(fields.items("causes").into_iter().map(|at| index(&at, causes.iter().map(|it| it.id)))),
    };
    fields.finish();
    symptom
}

fn signal(at: Cursor<'_>) -> Signal {
    let fields = at.fields();
    let ports = fields.optional_items("ports").into_iter().map(|at| {
        let port = at.value.as_u64().and_then(|port| u16::try_from(port).ok()).filter(|port| *port > 0);
        port.unwrap_or_else(|| {
            at.report(format!("{} is not a port (1 to 65535)", at.value));
            0
        })
    });
    let fragments = fields.optional_items("text").into_iter().map(|at| fragment(&at));
    let near = fields.optional_items("near").into_iter().map(|at| keep(at.items().iter().map(fragment)));
    let signal = Signal { id: id(&fields), fragments: keep(fragments), ports: keep(ports), near: keep(near) };
    if signal.fragments.is_empty() && signal.ports.is_empty() && signal.near.is_empty() {
        fields.report("neither “text” nor “ports” nor “near”");
    }
    if !signal.near.len().is_multiple_of(2) {
        fields.report("the lists of “near” go in pairs");
    }
    fields.finish();
    signal
}

/// A piece of a message in its folded form. Gaps are written as `…`.
fn fragment(at: &Cursor<'_>) -> &'static str {
    let text = at.text();
    // What NFKC changes would never be found; the build has no tables for it.
    if text.chars().any(|c| matches!(c, '\u{ff01}'..='\u{ffee}' | '\u{3000}')) {
        at.report(format!("“{text}” has full-width letters or half-width kana"));
    }
    let parts: Vec<String> = text.split('…').map(|part| fold(&part.to_lowercase())).collect();
    if parts.iter().any(|part| part.chars().count() < 2) {
        at.report(format!("“{text}” is too short to tell anything"));
    }
    keep_text(&parts.join("…"))
}

fn indices(at: Vec<Cursor<'_>>, signals: &[Signal]) -> &'static [usize] {
    keep(at.into_iter().map(|at| index(&at, signals.iter().map(|signal| signal.id))))
}

fn other(at: Cursor<'_>, signals: &[Signal]) -> (&'static [usize], &'static [usize]) {
    let fields = at.fields();
    let of = indices(fields.items("signals"), signals);
    let unless = indices(fields.optional_items("unless"), signals);
    if of.is_empty() {
        fields.report("no signals");
    }
    fields.finish();
    (of, unless)
}

fn rule(at: Cursor<'_>, causes: &[Cause], signals: &[Signal]) -> Rule {
    let fields = at.fields();
    let rule = Rule {
        cause: fields.required("cause").map_or(0, |at| index(&at, causes.iter().map(|cause| cause.id))),
        signals: indices(fields.items("signals"), signals),
        unless: indices(fields.optional_items("unless"), signals),
        when: when(&fields),
        score: fields.required("score").map_or(0, |at| {
            let score = at.value.as_u64().filter(|score| (1..=HIGHEST_SCORE).contains(score));
            score.and_then(|score| u16::try_from(score).ok()).unwrap_or_else(|| {
                at.report(format!("{} is not a score (1 to {HIGHEST_SCORE})", at.value));
                0
            })
        }),
    };
    if rule.signals.is_empty() {
        fields.report("a rule without signals");
    }
    fields.finish();
    rule
}

fn warning(at: Cursor<'_>) -> Warning {
    let fields = at.fields();
    let warning = Warning {
        clients: fields.required("clients").map_or(&[][..], |at| at.texts()),
        fault: fields
            .required("fault")
            .and_then(|at| one_of(&at, &Fault::ALL.map(|fault| (fault.id(), fault))))
            .unwrap_or(Fault::Name),
        title: fields.localized("title"),
        text: fields.localized("text"),
        certain: fields.required("certain").is_some_and(|at| {
            at.value.as_bool().unwrap_or_else(|| {
                at.report("expected true or false");
                false
            })
        }),
    };
    fields.finish();
    warning
}

fn certificate_name(at: Cursor<'_>, texts: &[(&'static str, Localized)]) -> CertificateName {
    let fields = at.fields();
    let directions = Direction::ALL.map(|direction| (direction.id(), direction));
    let name = CertificateName {
        when: when(&fields),
        security: fields
            .required("security")
            .and_then(|at| one_of(&at, &Security::ALL.map(|security| (security.id(), security))))
            .unwrap_or(Security::ImplicitTls),
        directions: keep(fields.optional_items("for").into_iter().filter_map(|at| one_of(&at, &directions))),
        name: fields.optional("pattern").and_then(|at| {
            let pattern = Pattern::parse(at.text());
            if pattern.is_none() {
                at.report(format!("{} has no known placeholder", at.value));
            }
            pattern
        }),
        why: fields.required("why").map_or("", |at| {
            let id = at.text();
            if !texts.iter().any(|(known, _)| *known == id) {
                at.report(format!("unknown text “{id}”"));
            }
            id
        }),
        source: fields.optional("source").map(|at| source(&at)),
    };
    fields.finish();
    name
}

fn term(at: Cursor<'_>) -> Term {
    let fields = at.fields();
    let term = Term {
        id: id(&fields),
        name: fields.localized("name"),
        words: fields.required("words").map_or(&[][..], |at| at.texts()),
        text: fields.localized("text"),
        easy: fields.text("easy"),
    };
    fields.finish();
    term
}

fn when(fields: &Fields<'_>) -> When {
    let Some(at) = fields.optional("when") else { return When::default() };
    let fields = at.fields();
    let answers = fields.optional("answers").map_or_else(Vec::new, |at| at.entries());
    let known = Field::ALL.map(|field| (field.id(), field));
    let when = When {
        providers: texts(&fields, "provider"),
        answers: keep(answers.into_iter().map(|(question, at)| (keep_text(question), at.texts()))),
        clients: texts(&fields, "client"),
        notices: texts(&fields, "notice"),
        reasons: texts(&fields, "reason"),
        disagree: keep(fields.optional_items("disagree").into_iter().filter_map(|at| one_of(&at, &known))),
    };
    fields.finish();
    when
}

/// `outgoing.port`.
fn field(at: &Cursor<'_>) -> (Direction, Field) {
    let text = at.text();
    let found = text.split_once('.').and_then(|(direction, field)| {
        let direction = Direction::ALL.into_iter().find(|known| known.id() == direction)?;
        Some((direction, Field::ALL.into_iter().find(|known| known.id() == field)?))
    });
    found.unwrap_or_else(|| {
        at.report(format!("“{text}” is no field of a server"));
        (Direction::Incoming, Field::Host)
    })
}

fn source(at: &Cursor<'_>) -> Source {
    let [document, section] = *at.texts() else {
        at.report("expected [document, section]");
        return Source { document: "", section: "" };
    };
    Source { document, section }
}

/// An id: lower-case words with hyphens.
fn id(fields: &Fields<'_>) -> &'static str {
    let id = fields.text("id");
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        fields.report(format!("id “{id}” is not of lower-case words with hyphens"));
    }
    id
}

fn index(at: &Cursor<'_>, mut ids: impl Iterator<Item = &'static str>) -> usize {
    let id = at.text();
    ids.position(|known| known == id).unwrap_or_else(|| {
        at.report(format!("unknown id “{id}”"));
        0
    })
}

fn one_of<T: Copy>(at: &Cursor<'_>, known: &[(&str, T)]) -> Option<T> {
    let text = at.text();
    let found = known.iter().find(|(id, _)| *id == text).map(|(_, value)| *value);
    if found.is_none() && !text.is_empty() {
        let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
        at.report(format!("“{text}” is none of {}", ids.join(", ")));
    }
    found
}
