//! Walking a JSON value while collecting every problem, instead of stopping at the first.

use super::Problem;
use crate::i18n::Localized;
use serde_json::{Map, Value};
use std::cell::RefCell;

/// Keeps a text for good: files are read by the build and by tests, once each.
pub(crate) fn keep_text(text: &str) -> &'static str {
    text.to_owned().leak()
}

/// A place in the file.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    pub value: &'a Value,
    pub path: String,
    problems: &'a RefCell<Vec<Problem>>,
}

/// An object whose keys are asked for one by one, so that the ones nobody asked for can be named.
pub(crate) struct Fields<'a> {
    at: Cursor<'a>,
    map: Option<&'a Map<String, Value>>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Cursor<'a> {
    pub fn new(value: &'a Value, problems: &'a RefCell<Vec<Problem>>) -> Self {
        Self { value, path: String::new(), problems }
    }

    pub fn report(&self, message: impl Into<String>) {
        self.problems.borrow_mut().push(Problem::new(self.path.clone(), message));
    }

    fn child(&self, value: &'a Value, step: &str) -> Self {
        let path = format!("{}/{}", self.path, step.replace('~', "~0").replace('/', "~1"));
        Self { value, path, problems: self.problems }
    }

    /// The object's fields; anything else is reported and has none.
    pub fn fields(self) -> Fields<'a> {
        let map = self.value.as_object();
        if map.is_none() {
            self.report("expected an object");
        }
        Fields { at: self, map, asked: RefCell::default() }
    }

    /// The members of an object that is used as a list of names.
    pub fn entries(&self) -> Vec<(&'a str, Self)> {
        let Some(map) = self.value.as_object() else {
            self.report("expected an object");
            return Vec::new();
        };
        map.iter().map(|(key, value)| (key.as_str(), self.child(value, key))).collect()
    }

    pub fn items(&self) -> Vec<Self> {
        let Some(items) = self.value.as_array() else {
            self.report("expected a list");
            return Vec::new();
        };
        items.iter().enumerate().map(|(index, value)| self.child(value, &index.to_string())).collect()
    }

    pub fn text(&self) -> &'static str {
        match self.value.as_str() {
            Some(text) if !text.trim().is_empty() => keep_text(text),
            Some(_) => {
                self.report("empty text");
                ""
            }
            None => {
                self.report("expected a text");
                ""
            }
        }
    }

    pub fn texts(&self) -> &'static [&'static str] {
        self.items().iter().map(Self::text).collect::<Vec<_>>().leak()
    }

    /// A text, which may have plain Japanese besides.
    pub fn localized(self) -> Localized {
        let fields = self.fields();
        let text = |key| fields.required(key).map_or("", |at| at.text());
        let localized = Localized::new(text("ja"), text("en"), fields.optional("easy").map(|at| at.text()));
        fields.finish();
        localized
    }
}

impl<'a> Fields<'a> {
    pub fn report(&self, message: impl Into<String>) {
        self.at.report(message);
    }

    pub fn optional(&self, key: &'static str) -> Option<Cursor<'a>> {
        self.asked.borrow_mut().push(key);
        self.map?.get(key).map(|value| self.at.child(value, key))
    }

    pub fn required(&self, key: &'static str) -> Option<Cursor<'a>> {
        let found = self.optional(key);
        if found.is_none() && self.map.is_some() {
            self.report(format!("“{key}” is missing"));
        }
        found
    }

    pub fn text(&self, key: &'static str) -> &'static str {
        self.required(key).map_or("", |at| at.text())
    }

    pub fn localized(&self, key: &'static str) -> Localized {
        self.required(key).map_or_else(|| Localized::new("", "", None), Cursor::localized)
    }

    pub fn items(&self, key: &'static str) -> Vec<Cursor<'a>> {
        self.required(key).map_or_else(Vec::new, |at| at.items())
    }

    pub fn optional_items(&self, key: &'static str) -> Vec<Cursor<'a>> {
        self.optional(key).map_or_else(Vec::new, |at| at.items())
    }

    /// The fields of a member; without it, there are none.
    pub fn object(&self, key: &'static str) -> Fields<'a> {
        let none = Fields { at: self.at.clone(), map: None, asked: RefCell::default() };
        self.required(key).map_or(none, Cursor::fields)
    }

    pub fn entries(&self, key: &'static str) -> Vec<(&'a str, Cursor<'a>)> {
        self.required(key).map_or_else(Vec::new, |at| at.entries())
    }

    /// Names the keys nobody asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.map.into_iter().flat_map(Map::keys) {
            if !asked.contains(&key.as_str()) {
                self.report(format!("unknown key “{key}”"));
            }
        }
    }
}
