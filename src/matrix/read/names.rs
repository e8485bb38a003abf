//! What has been read so far, and what points to it: documents, texts, questions and their answers.

use super::cursor::{Cursor, Fields};
use super::model::{Mask, Matrix, Notice, Reason, Server, Source, Sourced, bit};

/// What has been read so far and may be referred to.
#[derive(Clone, Copy)]
pub(super) struct Names<'m> {
    pub(super) matrix: &'m Matrix,
    pub(super) values: &'m [Sourced],
    pub(super) servers: &'m [Server],
    pub(super) reasons: &'m [Reason],
    pub(super) notices: &'m [Notice],
}

impl Names<'_> {
    pub(super) fn source(&self, at: &Cursor<'_>) -> Source {
        let [document, section] = *at.texts() else {
            at.report("expected [document, section]");
            return Source { document: "", section: "" };
        };
        match self.matrix.document(document) {
            None => at.report(format!("unknown document “{document}”")),
            Some(known) if !known.sections.iter().any(|(listed, _)| *listed == section) => {
                at.report(format!("document “{document}” lists no section “{section}”"));
            }
            Some(_) => {}
        }
        Source { document, section }
    }

    pub(super) fn required_source(&self, fields: &Fields<'_>) -> Source {
        fields.required("source").map_or(Source { document: "", section: "" }, |at| self.source(&at))
    }

    pub(super) fn why(&self, at: &Cursor<'_>) -> &'static str {
        let id = at.text();
        if self.matrix.text(id).is_none() {
            at.report(format!("unknown text “{id}”"));
        }
        id
    }

    /// The cells of an object `{"question": ["answer", …]}`.
    pub(super) fn cells(&self, at: &Cursor<'_>) -> Vec<(usize, Mask)> {
        let mut cells = Vec::new();
        for (id, cell) in at.entries() {
            let Some(input) = (0..self.matrix.inputs()).find(|input| self.matrix.input_id(*input) == id)
            else {
                cell.report(format!("unknown question “{id}”"));
                continue;
            };
            let mask = self.mask(input, &cell);
            if mask == 0 {
                cell.report("no answer listed");
            }
            cells.push((input, mask));
        }
        cells
    }

    pub(super) fn mask(&self, input: usize, at: &Cursor<'_>) -> Mask {
        let known = self.matrix.answer_ids(input);
        let mut mask = 0;
        for item in at.items() {
            let id = item.text();
            match known.iter().position(|answer| *answer == id) {
                Some(answer) => mask |= bit(answer),
                None => item.report(format!("“{}” has no answer “{id}”", self.matrix.input_id(input))),
            }
        }
        mask
    }

    pub(super) fn all_answers(&self, input: usize) -> Mask {
        bit(self.matrix.answer_ids(input).len()) - 1
    }
}
