//! JSON → `Matrix`: shape, types, references. What the rules say together is `check`'s business.

use super::cursor::{Cursor, Fields, keep_text};
use super::json;
use super::model::{
    Alternative, ClientLimits, Content, Document, Fact, Field, Listed, Mask, Matrix, Notice, Plan,
    PlanQuestion, Question, QuestionAnswer, Reason, Rule, Scalar, Server, Side, Source, Sourced, Suggest,
    Table, Trigger, Weight, bit,
};
use super::problem::Problem;
use crate::i18n::Localized;
use crate::mail::{Authentication, Certainty, Pattern, Security};
use serde_json::Value;
use std::borrow::Cow;
use std::cell::RefCell;

/// Answers of one question fit into a mask, with room to spare.
const MOST_ANSWERS: usize = 30;

impl Matrix {
    /// Reads a provider's file.
    ///
    /// # Errors
    /// Every problem of shape and every reference that points nowhere; nothing is read halfway.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        match Self::read_leniently(text) {
            (Some(matrix), problems) if problems.is_empty() => Ok(matrix),
            (_, problems) => Err(problems),
        }
    }

    /// Reads what can be read, with every problem of shape and reference. For the check alone: what did not read is
    /// empty in it.
    pub(super) fn read_leniently(text: &str) -> (Option<Self>, Vec<Problem>) {
        let (value, problems) = json::parse(text);
        let Some(value) = value else {
            return (None, problems);
        };
        let problems = RefCell::new(problems);
        let matrix = read_matrix(Cursor::new(&value, &problems));
        (Some(matrix), problems.into_inner())
    }
}

fn read_matrix(file: Cursor<'_>) -> Matrix {
    let fields = file.fields();
    let mut matrix = Matrix {
        id: fields.text("id"),
        name: fields.localized("name"),
        keywords: fields.required("keywords").map_or(&[][..], |at| at.texts()),
        checked: fields.required("checked").map_or("", |at| date(&at)),
        contact: fields.localized("contact"),
        documents: keep(fields.items("sources").into_iter().map(document)),
        plans: keep(fields.items("plans").into_iter().map(plan)),
        plan_question: plan_question(&fields),
        questions: keep(fields.items("questions").into_iter().map(question)),
        values: &[],
        servers: &[],
        tables: &[],
        reasons: &[],
        notices: &[],
        texts: keep(fields.entries("texts").into_iter().map(|(id, at)| (keep_text(id), at.localized()))),
        facts: &[],
        clients: None,
    };
    let names = Names { matrix: &matrix, values: &[], servers: &[], reasons: &[], notices: &[] };
    let values = keep(fields.entries("values").into_iter().map(|(name, at)| names.sourced(name, at)));
    let reasons = keep(fields.entries("reasons").into_iter().map(|(id, at)| names.reason(id, at)));
    let names = Names { values, reasons, ..names };
    let servers = keep(fields.entries("servers").into_iter().map(|(name, at)| names.server(name, at)));
    let notices = keep(fields.items("notices").into_iter().map(|at| names.notice(at)));
    let names = Names { servers, notices, ..names };
    let tables = keep(fields.items("tables").into_iter().map(|at| names.table(at)));
    let facts = keep(fields.items("facts").into_iter().map(|at| names.fact(at)));
    let clients = fields.optional("clients").map(|at| names.clients(at));
    fields.finish();
    (matrix.values, matrix.reasons, matrix.servers, matrix.notices) = (values, reasons, servers, notices);
    (matrix.tables, matrix.facts, matrix.clients) = (tables, facts, clients);
    matrix
}

/// Keeps a list for good, as `Cursor` does with texts.
/// Keeps what was read for good.
pub(crate) fn keep<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    items.collect::<Vec<_>>().leak()
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn date(at: &Cursor<'_>) -> &'static str {
    let text = at.text();
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if shape != "0000-00-00" {
        at.report(format!("expected a date as YYYY-MM-DD, found “{text}”"));
    }
    text
}

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

fn plan(at: Cursor<'_>) -> Plan {
    let fields = at.fields();
    let plan = Plan {
        id: id(&fields),
        label: fields.localized("label"),
        short: fields.localized("short"),
        note: fields.optional("note").map(Cursor::localized),
        keywords: fields.optional("keywords").map_or(&[][..], |at| at.texts()),
    };
    fields.finish();
    plan
}

fn plan_question(fields: &Fields<'_>) -> PlanQuestion {
    let Some(at) = fields.required("planQuestion") else {
        return PlanQuestion { ask: Localized::new("", "", None), note: None, help: &[] };
    };
    let fields = at.fields();
    let (ask, note, help) = asked(&fields);
    fields.finish();
    PlanQuestion { ask, note, help }
}

fn asked(fields: &Fields<'_>) -> (Localized, Option<Localized>, &'static [Localized]) {
    let help = keep(fields.items("help").into_iter().map(Cursor::localized));
    if help.is_empty() {
        fields.report("“help” has no step");
    }
    (fields.localized("ask"), fields.optional("note").map(Cursor::localized), help)
}

fn question(at: Cursor<'_>) -> Question {
    let fields = at.fields();
    let (ask, note, help) = asked(&fields);
    let question = Question {
        id: id(&fields),
        is_choice: choose(&fields, "kind", &[("choice", true), ("circumstance", false)]).unwrap_or(false),
        label: fields.localized("label"),
        ask,
        note,
        help,
        answers: keep(fields.items("answers").into_iter().map(answer)),
    };
    if question.answers.len() > MOST_ANSWERS {
        fields.report(format!("over {MOST_ANSWERS} answers"));
    }
    fields.finish();
    question
}

fn answer(at: Cursor<'_>) -> QuestionAnswer {
    let fields = at.fields();
    let answer = QuestionAnswer {
        id: id(&fields),
        label: fields.localized("label"),
        short: fields.localized("short"),
        note: fields.optional("note").map(Cursor::localized),
    };
    fields.finish();
    answer
}

/// An id: lower-case words with hyphens.
fn id(fields: &Fields<'_>) -> &'static str {
    let id = fields.text("id");
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        fields.report(format!("id “{id}” is not of lower-case words with hyphens"));
    }
    id
}

fn choose<T: Copy>(fields: &Fields<'_>, key: &'static str, known: &[(&str, T)]) -> Option<T> {
    let at = fields.required(key)?;
    one_of(&at, known)
}

fn one_of<T: Copy>(at: &Cursor<'_>, known: &[(&str, T)]) -> Option<T> {
    let text = at.text();
    let found = known.iter().find(|(id, _)| *id == text).map(|(_, value)| *value);
    if found.is_none() && !text.is_empty() {
        at.report(format!(
            "“{text}” is none of {}",
            known.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ")
        ));
    }
    found
}

/// What has been read so far and may be referred to.
#[derive(Clone, Copy)]
struct Names<'m> {
    matrix: &'m Matrix,
    values: &'m [Sourced],
    servers: &'m [Server],
    reasons: &'m [Reason],
    notices: &'m [Notice],
}

impl Names<'_> {
    fn source(&self, at: &Cursor<'_>) -> Source {
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

    fn required_source(&self, fields: &Fields<'_>) -> Source {
        fields.required("source").map_or(Source { document: "", section: "" }, |at| self.source(&at))
    }

    fn why(&self, at: &Cursor<'_>) -> &'static str {
        let id = at.text();
        if self.matrix.text(id).is_none() {
            at.report(format!("unknown text “{id}”"));
        }
        id
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

    fn sourced(&self, name: &str, at: Cursor<'_>) -> Sourced {
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

    fn reason(&self, id: &str, at: Cursor<'_>) -> Reason {
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

    fn server(&self, name: &str, at: Cursor<'_>) -> Server {
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

    fn server_of(&self, at: &Cursor<'_>) -> Option<usize> {
        let name = at.text();
        let index = self.servers.iter().position(|server| server.name == name);
        if index.is_none() {
            at.report(format!("unknown server “{name}”"));
        }
        index
    }

    /// The cells of an object `{"question": ["answer", …]}`.
    fn cells(&self, at: &Cursor<'_>) -> Vec<(usize, Mask)> {
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

    fn mask(&self, input: usize, at: &Cursor<'_>) -> Mask {
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

    fn all_answers(&self, input: usize) -> Mask {
        bit(self.matrix.answer_ids(input).len()) - 1
    }

    fn table(&self, at: Cursor<'_>) -> Table {
        let fields = at.fields();
        let mut domain = vec![None; self.matrix.inputs()];
        let mut order = Vec::new();
        let scope = fields.required("scope").map_or_else(Vec::new, |at| self.cells(&at));
        for (input, domain) in domain.iter_mut().enumerate() {
            if let Some((_, mask)) = scope.iter().find(|(scoped, _)| *scoped == input) {
                *domain = Some(*mask);
                order.push(input);
            }
        }
        if domain.first().copied().flatten().is_none() {
            fields.report("“scope” names no plan");
        }
        let narrowed = fields.optional("answers").map_or_else(Vec::new, |at| self.cells(&at));
        for at in fields.items("inputs") {
            let id = at.text();
            let Some(input) = (0..self.matrix.inputs()).find(|input| self.matrix.input_id(*input) == id)
            else {
                at.report(format!("unknown question “{id}”"));
                continue;
            };
            if domain[input].is_some() {
                at.report(format!("“{id}” stands twice, or in “scope” as well"));
                continue;
            }
            let mask = narrowed.iter().find(|(narrowed, _)| *narrowed == input).map(|(_, mask)| *mask);
            domain[input] = Some(mask.unwrap_or_else(|| self.all_answers(input)));
            order.push(input);
        }
        for (input, _) in &narrowed {
            if !order.contains(input) {
                fields.report(format!(
                    "“answers” narrows “{}”, which is no input",
                    self.matrix.input_id(*input)
                ));
            }
        }
        fields.optional("note");
        let rules = keep(fields.items("rules").into_iter().map(|at| self.rule(at, &domain)));
        let table = Table { id: fields.text("id"), order: order.leak(), domain: domain.leak(), rules };
        fields.finish();
        table
    }

    fn rule(&self, at: Cursor<'_>, domain: &[Option<Mask>]) -> Rule {
        let fields = at.fields();
        let mut cells: Vec<Mask> = domain.iter().map(|mask| mask.unwrap_or(Mask::MAX)).collect();
        if let Some(when) = fields.optional("when") {
            for (input, mask) in self.cells(&when) {
                match domain[input] {
                    None => {
                        when.report(format!("“{}” is no input of this table", self.matrix.input_id(input)))
                    }
                    Some(domain) if mask & !domain != 0 => {
                        when.report(format!(
                            "“{}” takes an answer that cannot occur here",
                            self.matrix.input_id(input)
                        ));
                    }
                    Some(_) => cells[input] = mask,
                }
            }
        }
        let incoming =
            fields.required("incoming").filter(|at| !at.value.is_null()).and_then(|at| self.server_of(&at));
        let unavailable = keep(fields.optional_items("unavailable").iter().map(|at| {
            let id = at.text();
            if !self.reasons.iter().any(|reason| reason.id == id) {
                at.report(format!("unknown reason “{id}”"));
            }
            id
        }));
        let rule = Rule {
            id: fields.text("id"),
            cells: cells.leak(),
            incoming,
            outgoing: keep(fields.items("outgoing").iter().filter_map(|at| self.server_of(at))),
            unavailable,
            suggest: keep(fields.optional_items("suggest").into_iter().map(|at| self.suggest(at))),
        };
        if rule.outgoing.is_empty() && rule.unavailable.is_empty() {
            fields.report("no outgoing server, and no reason");
        }
        fields.finish();
        rule
    }

    fn suggest(&self, at: Cursor<'_>) -> Suggest {
        let fields = at.fields();
        let because = fields.required("because").map_or("", |at| {
            let id = at.text();
            let known = self.reasons.iter().any(|reason| reason.id == id)
                || self.notices.iter().any(|notice| notice.id == id);
            if !known {
                at.report(format!("“{id}” is neither a reason nor a notice"));
            }
            id
        });
        let set = keep(fields.entries("set").into_iter().map(|(question, at)| {
            let answer = at.text();
            let input = (0..self.matrix.inputs()).find(|input| self.matrix.input_id(*input) == question);
            if !input.is_some_and(|input| self.matrix.answer_ids(input).contains(&answer)) {
                at.report(format!("“{question}” has no answer “{answer}”"));
            }
            (keep_text(question), answer)
        }));
        fields.finish();
        Suggest { set, because }
    }

    fn notice(&self, at: Cursor<'_>) -> Notice {
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

    fn fact(&self, at: Cursor<'_>) -> Fact {
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

    fn clients(&self, at: Cursor<'_>) -> ClientLimits {
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
