//! Documents with the headings that are cited.

use super::cursor::{Cursor, keep_text};
use super::model::Document;
use super::{date, keep};

/// A document with the headings that are cited.
pub(crate) fn document(at: Cursor<'_>) -> Document {
    let fields = at.fields();
    let document = Document {
        id: fields.text("id"),
        title: fields.localized("title"),
        publisher: fields.optional("publisher").map(Cursor::localized),
        date: fields.required("date").filter(|at| !at.value.is_null()).map(|at| date(&at)),
        date_note: fields.optional("dateNote").map(Cursor::localized),
        sections: keep(fields.entries("sections").into_iter().map(|(ja, en)| (keep_text(ja), en.text()))),
    };
    fields.finish();
    document
}
