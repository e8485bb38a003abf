//! What mail programs change: what they lack, and which answers lead to no settings for it.

use super::condition::{Condition, all_named, shortest};
use super::html::Page;
use super::origin::section;
use super::words::Words;
use crate::catalogue::Catalogue;
use crate::decide::{Given, Leaf, evaluate, leaves};
use crate::i18n::{Locale, Messages};
use crate::matrix::{Client, Matrix};

/// What is said of some mail programs alike.
#[derive(PartialEq)]
struct Limits {
    is_listed: bool,
    cannot: Vec<&'static str>,
    ports: Vec<u16>,
    /// Reasons that hold for these programs only, and when.
    reasons: Vec<(&'static str, Vec<Condition>)>,
}

/// Writes what differs by mail program; nothing if nothing does.
pub fn write(page: &mut Page, catalogue: &Catalogue, matrix: &Matrix, locale: Locale) {
    let (words, own) = (Messages::of(locale), Words::of(locale));
    let mut found: Vec<(Limits, Vec<&str>)> = Vec::new();
    for client in catalogue.clients() {
        let limits = limits(matrix, client);
        let says_nothing = limits.cannot.is_empty() && limits.ports.is_empty() && limits.reasons.is_empty();
        if says_nothing && !limits.is_listed {
            continue;
        }
        let name = client.name.get(locale);
        match found.iter_mut().find(|(known, _)| *known == limits) {
            Some((_, names)) => names.push(name),
            None => found.push((limits, vec![name])),
        }
    }
    if found.is_empty() {
        return;
    }
    page.fold(own.clients);
    if let Some(listed) = matrix.clients() {
        page.element("p", &(own.clients_lead)(&section(matrix, &listed.source, locale)));
    }
    page.line("<dl>");
    for (limits, names) in found {
        page.element("dt", &names.join(words.separator));
        if !limits.is_listed && matrix.clients().is_some() {
            page.element("dd", own.not_in_list);
        }
        let mut says_nothing = true;
        let mut lacks = |name: &str, what: Vec<String>| {
            if !what.is_empty() {
                page.element("dd", &[name, words.colon, &what.join(words.separator)].concat());
                says_nothing = false;
            }
        };
        let name = |id: &&str| own.capabilities.iter().find(|(known, _)| known == id);
        lacks(own.lacks, limits.cannot.iter().filter_map(name).map(|(_, name)| (*name).to_owned()).collect());
        lacks(own.lacks_ports, limits.ports.iter().map(u16::to_string).collect());
        if says_nothing && limits.is_listed {
            page.element("dd", own.listed_without_limits);
        }
        for (id, conditions) in limits.reasons {
            let condition = all_named(matrix, &conditions, locale);
            page.small(if condition.is_empty() { own.always } else { &condition });
            super::reason(page, matrix, id, locale);
        }
    }
    page.line("</dl></details>");
}

fn limits(matrix: &Matrix, client: &Client) -> Limits {
    let listed = matrix.clients().and_then(|limits| limits.of(client.id));
    let known: Vec<&str> = Words::of(Locale::Ja).capabilities.iter().map(|(id, _)| *id).collect();
    let mut cannot = client.cannot.to_vec();
    cannot.extend(listed.map_or(&[][..], |listed| listed.cannot));
    // The others are about importing files, which takes the widget.
    cannot.retain(|id| known.contains(id));
    let leaves = leaves(matrix, &|_| None);
    let mut reasons: Vec<(&str, Vec<&Leaf<'_>>)> = Vec::new();
    for leaf in &leaves {
        let anyone = evaluate(matrix, leaf.rule, leaf.access, Given::default()).reasons;
        let given = Given { client: Some(client), ..Given::default() };
        for id in evaluate(matrix, leaf.rule, leaf.access, given).reasons {
            if anyone.contains(&id) {
                continue;
            }
            match reasons.iter_mut().find(|(known, _)| *known == id) {
                Some((_, ends)) => ends.push(leaf),
                None => reasons.push((id, vec![leaf])),
            }
        }
    }
    Limits {
        is_listed: listed.is_some(),
        cannot,
        ports: listed.map_or(&[][..], |listed| listed.ports).to_vec(),
        reasons: reasons.into_iter().map(|(id, ends)| (id, shortest(matrix, &leaves, &ends))).collect(),
    }
}
