//! A plan: a table for all answers that lead to the same servers, where each value stands, and what has no settings.

use super::condition::{Condition, all_named, joined, of_path, shortest};
use super::html::{Page, escape};
use super::origin::Origins;
use super::words::Words;
use crate::decide::{Given, Leaf, ResolvedServer, evaluate, leaves};
use crate::i18n::{Locale, Messages};
use crate::mail::{Access, Authentication, Protocol};
use crate::matrix::{Field, Matrix};
use crate::wording;
use std::fmt::Write as _;

/// A server of a table, with further ports on which it is the same.
#[derive(Clone)]
pub(super) struct Column {
    pub server: ResolvedServer,
    /// Its index in the matrix.
    pub index: usize,
    pub access: Access,
    more: Vec<ResolvedServer>,
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.server == other.server && self.more == other.more
    }
}

/// What some answers lead to.
struct End {
    conditions: Vec<Condition>,
    incoming: Vec<Column>,
    outgoing: Vec<Column>,
}

/// Writes a plan.
pub(super) fn write(page: &mut Page, matrix: &Matrix, plan: usize, locale: Locale) {
    let leaves = leaves(matrix, &|input| (input == 0).then_some(plan));
    let mut origins = Origins::new(matrix, locale);
    for end in ends(matrix, &leaves) {
        table(page, matrix, &end, &mut origins, locale);
    }
    origins.write(page);
    unavailable(page, matrix, &leaves, locale);
}

/// The ends with settings, each once: all accesses side by side, and all answers that lead there.
fn ends(matrix: &Matrix, leaves: &[Leaf<'_>]) -> Vec<End> {
    let mut found: Vec<End> = Vec::new();
    for leaf in leaves {
        let evaluated = evaluate(matrix, leaf.rule, leaf.access, Given::default());
        if !evaluated.reasons.is_empty() {
            continue;
        }
        let column = |server, index| Column { server, index, access: leaf.access, more: Vec::new() };
        let incoming = evaluated.incoming.into_iter().zip(leaf.rule.incoming);
        let incoming: Vec<Column> = incoming.map(|(server, index)| column(server, index)).collect();
        let mut outgoing: Vec<Column> = Vec::new();
        for (server, index) in evaluated.outgoing.into_iter().zip(leaf.rule.outgoing) {
            match outgoing.last_mut().filter(|known| same_but_port(&known.server, &server)) {
                Some(known) => known.more.push(server),
                None => outgoing.push(column(server, *index)),
            }
        }
        let left_out = |input| input == 0 || matrix.input_id(input) == "access";
        let conditions = vec![of_path(matrix, &leaf.path, &left_out)];
        // The same answers by another access came just before.
        match found.last_mut().filter(|end| end.conditions == conditions && end.outgoing == outgoing) {
            Some(end) => end.incoming.extend(incoming),
            None => found.push(End { conditions, incoming, outgoing }),
        }
    }
    let mut once: Vec<End> = Vec::new();
    for end in found {
        let same = |known: &&mut End| known.incoming == end.incoming && known.outgoing == end.outgoing;
        match once.iter_mut().find(same) {
            Some(known) => known.conditions.extend(end.conditions),
            None => once.push(end),
        }
    }
    once
}

fn same_but_port(one: &ResolvedServer, other: &ResolvedServer) -> bool {
    Field::ALL.into_iter().all(|field| field == Field::Port || one.field(field) == other.field(field))
}

fn table(page: &mut Page, matrix: &Matrix, end: &End, origins: &mut Origins<'_>, locale: Locale) {
    let (words, own) = (Messages::of(locale), Words::of(locale));
    let caption = all_named(matrix, &joined(end.conditions.iter().cloned()), locale);
    page.line("<table>");
    if !caption.is_empty() {
        page.element("caption", &caption);
    }
    let mut heads = format!("<tr><th>{}</th>", own.item);
    let mut head = |text: &str| {
        // Writing into a string cannot fail.
        let _ = write!(heads, "<th>{}</th>", escape(text));
    };
    for column in &end.incoming {
        head(&(own.incoming)(wording::protocol(column.server.protocol, words)));
    }
    for rank in 0..end.outgoing.len() {
        head(&if rank == 0 { own.outgoing.to_owned() } else { (own.outgoing_next)(rank + 1) });
    }
    page.line(&format!("{heads}</tr>"));
    for field in Field::ALL {
        row(page, end, field, origins, words);
    }
    page.line("</table>");
    if end.incoming.iter().all(|column| column.server.protocol == Protocol::Smtp) {
        page.element("p", words.incoming_unknown);
    }
}

/// The values of a field; neighbours that read the same share a cell.
fn row(page: &mut Page, end: &End, field: Field, origins: &mut Origins<'_>, words: &Messages) {
    let mut cells: Vec<(String, usize, Vec<usize>)> = Vec::new();
    for column in end.incoming.iter().chain(&end.outgoing) {
        let mut texts: Vec<String> = Vec::new();
        let mut marks = Vec::new();
        for server in std::iter::once(&column.server).chain(&column.more) {
            if field == Field::Username && server.authentication() == Some(Authentication::None) {
                texts.push("–".to_owned());
                break;
            }
            let value = server.field(field);
            let text = wording::shown(value, field, words)
                .map_or_else(|| wording::certainty(value.certainty, words).to_owned(), |shown| shown.text);
            if !texts.contains(&text) {
                texts.push(text);
            }
            marks.push(origins.mark(value, field, column));
        }
        let text = texts.join(words.separator);
        match cells.last_mut().filter(|(known, ..)| *known == text) {
            Some((_, span, known)) => {
                *span += 1;
                known.extend(marks);
            }
            None => cells.push((text, 1, marks)),
        }
    }
    let mut html = format!("<tr><th>{}</th>", escape(wording::field(field, words)));
    for (text, span, mut marks) in cells {
        marks.sort_unstable();
        marks.dedup();
        let span = if span > 1 { format!(r#" colspan="{span}""#) } else { String::new() };
        // Writing into a string cannot fail.
        let _ = write!(html, "<td{span}>{}", escape(&text));
        if !marks.is_empty() {
            let marks: String = marks.iter().map(|mark| format!("[{mark}]")).collect();
            let _ = write!(html, " <small>{marks}</small>");
        }
        html.push_str("</td>");
    }
    page.line(&format!("{html}</tr>"));
}

/// The combinations without settings, with the reasons and both sides of a disagreement.
fn unavailable(page: &mut Page, matrix: &Matrix, leaves: &[Leaf<'_>], locale: Locale) {
    let mut found: Vec<(Vec<&str>, Vec<&Leaf<'_>>)> = Vec::new();
    for leaf in leaves {
        let reasons = evaluate(matrix, leaf.rule, leaf.access, Given::default()).reasons;
        if reasons.is_empty() {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == reasons) {
            Some((_, ends)) => ends.push(leaf),
            None => found.push((reasons, vec![leaf])),
        }
    }
    if found.is_empty() {
        return;
    }
    page.element("h4", Words::of(locale).without);
    page.line("<dl>");
    for (reasons, ends) in found {
        // The plan is that of this part; all its ends are without settings if nothing else is said.
        let condition = all_named(matrix, &shortest(matrix, leaves, &ends), locale);
        page.element("dt", if condition.is_empty() { Words::of(locale).always } else { &condition });
        for id in reasons {
            super::reason(page, matrix, id, locale);
        }
    }
    page.line("</dl>");
}
