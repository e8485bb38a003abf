//! JSON → `Help`: shape, types, references within these files. References to providers are `check`'s business.

use super::messages::{other, reply, rule, signal};
use super::model::{Cause, CertificateName, Direction, Fault, Help, Opens, Symptom, Term, Warning, When};
use crate::i18n::Localized;
use crate::mail::{Authentication, Pattern, Security};
use crate::matrix::{Cursor, Field, Fields, Problem, Source, keep_text};
use serde_json::Value;
use std::cell::RefCell;

/// The files under `static/data/trouble/`, without their ending, in the order in which `Help::read` takes them.
pub const FILES: [&str; 5] = ["causes", "messages", "certificates", "terms", "texts"];

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
        let replies = keep(messages.items("replies").into_iter().map(|at| reply(at, signals)));
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
            replies,
            warnings,
            names,
            terms,
            texts,
        };
        if found.is_empty() { Ok(help) } else { Err(found) }
    }
}

pub(super) fn keep<T>(items: impl Iterator<Item = T>) -> &'static [T] {
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
        refuses: refuses(&fields),
        checks: keep(fields.items("checks").into_iter().map(Cursor::localized)),
        source: fields.optional("source").map(|at| source(&at)),
    };
    fields.finish();
    cause
}

pub(super) fn refuses(fields: &Fields<'_>) -> &'static [&'static str] {
    keep(fields.optional_items("refuses").into_iter().map(|at| {
        let id = at.text();
        if Security::from_id(id).is_none() && Authentication::from_id(id).is_none() {
            at.report(format!("“{id}” is neither a protection nor a way to log in"));
        }
        id
    }))
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

pub(super) fn directions() -> [(&'static str, Direction); 2] {
    Direction::ALL.map(|direction| (direction.id(), direction))
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
    let name = CertificateName {
        when: when(&fields),
        security: fields
            .required("security")
            .and_then(|at| one_of(&at, &Security::ALL.map(|security| (security.id(), security))))
            .unwrap_or(Security::ImplicitTls),
        directions: keep(
            fields.optional_items("for").into_iter().filter_map(|at| one_of(&at, &directions())),
        ),
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

pub(super) fn when(fields: &Fields<'_>) -> When {
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
pub(super) fn id(fields: &Fields<'_>) -> &'static str {
    let id = fields.text("id");
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        fields.report(format!("id “{id}” is not of lower-case words with hyphens"));
    }
    id
}

pub(super) fn index(at: &Cursor<'_>, mut ids: impl Iterator<Item = &'static str>) -> usize {
    let id = at.text();
    ids.position(|known| known == id).unwrap_or_else(|| {
        at.report(format!("unknown id “{id}”"));
        0
    })
}

pub(super) fn one_of<T: Copy>(at: &Cursor<'_>, known: &[(&str, T)]) -> Option<T> {
    let text = at.text();
    let found = known.iter().find(|(id, _)| *id == text).map(|(_, value)| *value);
    if found.is_none() && !text.is_empty() {
        let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
        at.report(format!("“{text}” is none of {}", ids.join(", ")));
    }
    found
}
