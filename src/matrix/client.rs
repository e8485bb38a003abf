//! A mail program: its names, its platform, what it lacks.

use super::Problem;
use super::cursor::Cursor;
use super::exports::FORMATS;
use super::json;
use crate::i18n::Localized;
use std::cell::RefCell;

/// A mail program that can be chosen.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its id in the public API.
    pub id: &'static str,
    /// Its name.
    pub name: Localized,
    /// Where it runs.
    pub platform: &'static str,
    /// Further words that find it.
    pub keywords: &'static [&'static str],
    /// Capabilities it lacks whatever the provider offers.
    pub cannot: &'static [&'static str],
    /// The formats it can import, best first.
    pub imports: &'static [&'static str],
    /// What to know where it can import none.
    pub no_import: Option<Localized>,
}

impl Client {
    /// Reads a mail program's file.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let (value, problems) = json::parse(text);
        let Some(value) = value else {
            return Err(problems);
        };
        let problems = RefCell::new(problems);
        let fields = Cursor::new(&value, &problems).fields();
        let list = |key| fields.required(key).map_or(&[][..], |at| at.texts());
        let client = Self {
            id: fields.text("id"),
            name: fields.localized("name"),
            platform: fields.text("platform"),
            keywords: list("keywords"),
            cannot: list("cannot"),
            imports: list("imports"),
            no_import: fields.optional("noImport").map(Cursor::localized),
        };
        for at in fields.optional_items("imports") {
            if !at.value.as_str().is_some_and(|id| FORMATS.contains(&id)) {
                at.report(format!("unknown format {}", at.value));
            }
        }
        if client.imports.is_empty() != client.no_import.is_some() {
            fields.report("either “imports” names a format, or “noImport” says that there is none");
        }
        fields.finish();
        drop(fields);
        let problems = problems.into_inner();
        if problems.is_empty() { Ok(client) } else { Err(problems) }
    }
}
