//! Values with their certainty and source, and servers made of them.

use super::cursor::{Cursor, Fields, keep_text};
use super::model::{Alternative, Content, Field, Scalar, Server, Sourced};
use super::{Names, keep, one_of};
use crate::mail::{Authentication, Certainty, Pattern, Security};
use serde_json::Value;
use std::borrow::Cow;

impl Names<'_> {
    pub(super) fn sourced(&self, name: &str, at: Cursor<'_>) -> Sourced {
        let fields = at.fields();
        let (certainty, why) = self.certainty(&fields);
        let content = self.content(&fields);
        let unsettled = |key: &'static str| {
            let fields = fields.optional(key)?.fields();
            let (certainty, why) = self.certainty(&fields);
            fields.finish();
            Some((certainty, why.unwrap_or_default()))
        };
        let (category, deeper) = (unsettled("category"), unsettled("deeper"));
        let alternatives = keep(fields.optional_items("alternatives").into_iter().map(|at| {
            let fields = at.fields();
            let alternative =
                Alternative { content: self.content(&fields), source: self.required_source(&fields) };
            if matches!(alternative.content, Content::Nothing) {
                fields.report("an alternative without a value");
            }
            fields.finish();
            alternative
        }));
        let cuts = matches!(&content, Content::Pattern(pattern) if pattern.cuts_domain());
        if category.is_some() != cuts || deeper.is_some() != cuts {
            fields.report("“category” and “deeper” stand with {first-label}, and only there");
        }
        let empty = matches!(content, Content::Nothing);
        if empty && matches!(certainty, Certainty::Stated | Certainty::Default | Certainty::Inferred) {
            fields.report(format!("{} without a value", certainty.id()));
        }
        if !empty && matches!(certainty, Certainty::FromNotice | Certainty::Unstated) {
            fields.report(format!("{} with a value", certainty.id()));
        }
        let source = self.required_source(&fields);
        fields.finish();
        Sourced { name: keep_text(name), content, certainty, why, source, alternatives, category, deeper }
    }

    fn content(&self, fields: &Fields<'_>) -> Content {
        let pattern = fields.optional("pattern").and_then(|at| {
            let text = at.text();
            let pattern = Pattern::parse(text);
            if pattern.is_none() {
                at.report(format!("“{text}” has no known placeholder"));
            }
            pattern
        });
        let literal = fields.optional("value").and_then(|at| match at.value {
            Value::Number(number) => {
                let port = number.as_u64().and_then(|port| u16::try_from(port).ok()).filter(|port| *port > 0);
                if port.is_none() {
                    at.report(format!("{number} is not a port (1 to 65535)"));
                }
                port.map(Scalar::Port)
            }
            _ => Some(Scalar::Text(Cow::Borrowed(at.text()))),
        });
        match (literal, pattern) {
            (Some(_), Some(_)) => {
                fields.report("both “value” and “pattern”");
                Content::Nothing
            }
            (Some(literal), None) => Content::Literal(literal),
            (None, Some(pattern)) => Content::Pattern(pattern),
            (None, None) => Content::Nothing,
        }
    }

    fn certainty(&self, fields: &Fields<'_>) -> (Certainty, Option<&'static str>) {
        let known = Certainty::ALL.map(|certainty| (certainty.id(), certainty));
        let certainty =
            fields.optional("certainty").and_then(|at| one_of(&at, &known)).unwrap_or(Certainty::Stated);
        let why = fields.optional("why").map(|at| self.why(&at));
        if why.is_none() && certainty != Certainty::Stated {
            fields.report(format!("{} without “why”", certainty.id()));
        }
        (certainty, why)
    }

    pub(super) fn server(&self, name: &str, at: Cursor<'_>) -> Server {
        let fields = at.fields();
        let mut server = Server { name: keep_text(name), fields: [None; 5] };
        for field in Field::ALL {
            let found = fields.optional(field.id());
            server.fields[field as usize] = found.and_then(|at| {
                if at.value.is_object() {
                    let by_access = at.fields();
                    let pop3 = by_access.required("pop3").and_then(|at| self.value_of(field, &at));
                    let imap = by_access.required("imap").and_then(|at| self.value_of(field, &at));
                    by_access.finish();
                    Some([pop3?, imap?])
                } else {
                    self.value_of(field, &at).map(|value| [value, value])
                }
            });
            if field != Field::Username && fields.optional(field.id()).is_none() {
                fields.report(format!("“{}” is missing", field.id()));
            }
        }
        if fields.optional("username").is_none() {
            let authentication = server.fields[Field::Authentication as usize];
            let needs_none = |value: usize| {
                matches!(&self.values.get(value).map(|value| &value.content),
                    Some(Content::Literal(Scalar::Text(text))) if text == Authentication::None.id())
            };
            if !authentication.is_some_and(|values| values.into_iter().all(needs_none)) {
                fields.report("“username” is missing although there is a log-in");
            }
        }
        fields.finish();
        server
    }

    fn value_of(&self, field: Field, at: &Cursor<'_>) -> Option<usize> {
        let name = at.text();
        let Some(index) = self.values.iter().position(|value| value.name == name) else {
            at.report(format!("unknown value “{name}”"));
            return None;
        };
        for content in std::iter::once(&self.values[index].content)
            .chain(self.values[index].alternatives.iter().map(|alternative| &alternative.content))
        {
            let fits = match (field, content) {
                (_, Content::Nothing) | (Field::Host | Field::Username, Content::Pattern(_)) => true,
                (Field::Port, Content::Literal(Scalar::Port(_))) => true,
                (Field::Host | Field::Username, Content::Literal(Scalar::Text(_))) => true,
                (Field::Security, Content::Literal(Scalar::Text(text))) => Security::from_id(text).is_some(),
                (Field::Authentication, Content::Literal(Scalar::Text(text))) => {
                    Authentication::from_id(text).is_some()
                }
                _ => false,
            };
            if !fits {
                at.report(format!("value “{name}” is no {}", field.id()));
            }
        }
        Some(index)
    }
}
