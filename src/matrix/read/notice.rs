//! What is said beside the values: reasons, notices, facts, and what mail programs cannot do.

use super::cursor::{Cursor, keep_text};
use super::model::{ClientLimits, Fact, Listed, Notice, Reason, Side, Trigger, Weight};
use super::{Names, choose, id, keep, one_of};
use std::cell::RefCell;

impl Names<'_> {
    pub(super) fn reason(&self, id: &str, at: Cursor<'_>) -> Reason {
        let fields = at.fields();
        let reason = Reason {
            id: keep_text(id),
            title: fields.localized("title"),
            text: fields.localized("text"),
            source: fields.optional("source").map(|at| self.source(&at)),
            sides: keep(fields.optional_items("sides").into_iter().map(|at| {
                let fields = at.fields();
                let side = Side { claim: fields.localized("claim"), source: self.required_source(&fields) };
                fields.finish();
                side
            })),
        };
        fields.finish();
        reason
    }

    pub(super) fn notice(&self, at: Cursor<'_>) -> Notice {
        let fields = at.fields();
        let mut when = vec![None; self.matrix.inputs()];
        let mut clients: &'static [&'static str] = &[];
        if let Some(at) = fields.optional("when") {
            let mut cells = at.value.clone();
            if let Some(list) = cells.as_object_mut().and_then(|map| map.remove("client")) {
                let problems = RefCell::default();
                clients = Cursor::new(&list, &problems).texts();
                if !problems.into_inner().is_empty() || clients.is_empty() {
                    at.report("“client” is no list of mail programs");
                }
            }
            let problems = RefCell::default();
            for (input, mask) in self.cells(&Cursor::new(&cells, &problems)) {
                when[input] = Some(mask);
            }
            for problem in problems.into_inner() {
                at.report(format!("{}: {}", problem.path, problem.message));
            }
        }
        let weights = [Weight::Stop, Weight::Caution, Weight::Note].map(|weight| (weight.id(), weight));
        let triggers = Trigger::ALL.map(|trigger| (trigger.id(), trigger));
        let notice = Notice {
            id: id(&fields),
            weight: choose(&fields, "weight", &weights).unwrap_or(Weight::Note),
            title: fields.localized("title"),
            text: fields.localized("text"),
            when: when.leak(),
            clients,
            trigger: fields.optional("trigger").and_then(|at| one_of(&at, &triggers)),
            source: fields.optional("source").map(|at| self.source(&at)),
        };
        fields.finish();
        notice
    }

    pub(super) fn fact(&self, at: Cursor<'_>) -> Fact {
        const GROUPS: [&str; 8] =
            ["receiving", "sending", "account", "capacity", "security", "certificate", "network", "other"];
        let fields = at.fields();
        let fact = Fact {
            id: fields.text("id"),
            group: choose(&fields, "group", &GROUPS.map(|group| (group, group))).unwrap_or("other"),
            plans: fields.optional("plans").map_or_else(|| self.all_answers(0), |at| self.mask(0, &at)),
            title: fields.localized("title"),
            text: fields.localized("text"),
            source: self.required_source(&fields),
        };
        fields.finish();
        fact
    }

    pub(super) fn clients(&self, at: Cursor<'_>) -> ClientLimits {
        const CAPABILITIES: [&str; 5] = ["apop", "smtp-tls", "pop3-tls", "imap-tls", "pop3"];
        let fields = at.fields();
        let listed = keep(fields.entries("listed").into_iter().map(|(id, at)| {
            let fields = at.fields();
            let cannot = fields.optional_items("cannot");
            let cannot = keep(cannot.iter().filter_map(|at| one_of(at, &CAPABILITIES.map(|id| (id, id)))));
            let ports = keep(fields.optional_items("ports").iter().filter_map(|at| {
                let port = at.value.as_u64().and_then(|port| u16::try_from(port).ok());
                if port.is_none() {
                    at.report("expected a port");
                }
                port
            }));
            fields.finish();
            (keep_text(id), Listed { cannot, ports })
        }));
        let limits = ClientLimits { source: self.required_source(&fields), listed };
        fields.finish();
        limits
    }
}
