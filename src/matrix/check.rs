//! What the rules of a file say together: that every reachable combination of answers has exactly one rule,
//! that ports fit their security, and that nothing is left over.

use super::model::{Content, Matrix, Rule, Scalar, Source, bit};
use super::problem::{Problem, twice};
use super::reach::{Reach, Reached, decisions, named};
use super::walk::{Next, Walk};
use crate::mail::{Access, Certainty, Protocol, port_contradiction};
use std::collections::BTreeSet;

/// Reasons that mail programs cause by themselves; every file must word them.
const CLIENT_REASONS: [&str; 3] = ["client-lacks-tls", "client-lacks-pop3", "no-usable-port"];

/// All problems of a provider's file at once: of shape, of references, and of what its rules say together. What could
/// not be read is not held against the rules: an unused id may be used where a reading failed.
#[must_use]
pub fn problems(text: &str, clients: &[&str]) -> Vec<Problem> {
    let (matrix, mut problems) = Matrix::read_leniently(text);
    let clean = problems.is_empty();
    if let Some(matrix) = matrix {
        let found = check(&matrix, clients);
        problems.extend(found.into_iter().filter(|problem| clean || !problem.message.contains("unused")));
    }
    problems
}

/// All problems of a file that was read, in the order of the file's keys. Mail programs are known by their ids.
#[must_use]
pub fn check(matrix: &Matrix, clients: &[&str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let reached = decisions(matrix, &mut problems);
    rules(matrix, &reached, &mut problems);
    values(matrix, &mut problems);
    references(matrix, clients, &mut problems);
    notices(matrix, &mut problems);
    problems
}

fn rules(matrix: &Matrix, reached: &Reached, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    for (table, each) in matrix.tables.iter().enumerate() {
        for (index, rule) in each.rules.iter().enumerate() {
            let path = format!("/tables/{table}/rules/{index}");
            if !ids.insert(&rule.id) {
                problems.push(Problem::new(&path, format!("rule id “{}” stands twice", rule.id)));
            }
            let Some(Reach { answers, alone }) = reached.get(&(table, index)) else {
                problems.push(Problem::new(&path, format!("rule “{}” can never apply", rule.id)));
                continue;
            };
            if !alone {
                let message = format!(
                    "rule “{}” can never apply alone: wherever it matches, another does too",
                    rule.id
                );
                problems.push(Problem { answers: named(matrix, answers), ..Problem::new(&path, message) });
            }
            let mut report = |message: String| {
                problems.push(Problem { answers: named(matrix, answers), ..Problem::new(&path, message) });
            };
            let accesses = Access::ALL.into_iter().filter(|access| takes_access(matrix, rule, *access));
            for access in accesses {
                if let Some(server) = rule.incoming {
                    contradiction(matrix, server, access.into(), access, &mut report);
                }
                for server in rule.outgoing {
                    contradiction(matrix, *server, Protocol::Smtp, access, &mut report);
                }
                let weights: Vec<_> = rule
                    .outgoing
                    .iter()
                    .map(|server| {
                        (
                            matrix.security(*server, access),
                            matrix.port(*server, access).is_some_and(|port| port != 25),
                        )
                    })
                    .collect();
                if weights.windows(2).any(|pair| pair[0] < pair[1]) {
                    report("outgoing servers are not in the order of safety".to_owned());
                }
            }
            for suggest in rule.suggest {
                let merged = |input: usize| {
                    let id = matrix.input_id(input);
                    let known = matrix.answer_ids(input);
                    match suggest.set.iter().find(|(question, _)| *question == id) {
                        Some((_, set)) => known.iter().position(|answer| answer == set),
                        None => {
                            answers.iter().find(|(answered, _)| *answered == input).map(|(_, answer)| *answer)
                        }
                    }
                };
                let leads = match Walk::replay(matrix, &merged).next() {
                    Next::Rule(other) => other.unavailable.is_empty(),
                    Next::Ask(input, _) => {
                        matrix.input_id(input) == "access"
                            && suggest.set.iter().all(|(question, _)| *question != "access")
                    }
                    Next::Gap | Next::Overlap(_) => false,
                };
                if !leads {
                    let set: Vec<_> =
                        suggest.set.iter().map(|(question, answer)| format!("{question}={answer}")).collect();
                    report(format!("suggestion {} does not lead to an answer", set.join(", ")));
                }
            }
        }
    }
}

fn takes_access(matrix: &Matrix, rule: &Rule, access: Access) -> bool {
    (1..matrix.inputs()).find(|input| matrix.input_id(*input) == "access").is_none_or(|input| {
        let known = matrix.answer_ids(input);
        known
            .iter()
            .position(|answer| *answer == access.id())
            .is_some_and(|answer| rule.cells[input] & bit(answer) != 0)
    })
}

fn contradiction(
    matrix: &Matrix,
    server: usize,
    protocol: Protocol,
    access: Access,
    report: &mut impl FnMut(String),
) {
    let (Some(security), Some(port)) = (matrix.security(server, access), matrix.port(server, access)) else {
        return;
    };
    if port_contradiction(protocol, security, port) {
        let name = &matrix.servers[server].name;
        report(format!("server “{name}”: port {port} contradicts {} over {}", security.id(), protocol.id()));
    }
}

fn values(matrix: &Matrix, problems: &mut Vec<Problem>) {
    let used: BTreeSet<usize> =
        matrix.servers.iter().flat_map(|server| server.fields).flatten().flatten().collect();
    for (index, value) in matrix.values.iter().enumerate() {
        let path = format!("/values/{}", value.name);
        if !used.contains(&index) {
            problems.push(Problem::new(&path, format!("value “{}” is unused", value.name)));
        }
        if value.certainty == Certainty::Disputed && value.alternatives.is_empty() {
            problems.push(Problem::new(&path, "disputed without the other side"));
        }
        let own = matches!(&value.content, Content::Literal(own) if value.alternatives.iter().any(
            |other| matches!(&other.content, Content::Literal(other) if own == other)));
        if own {
            problems.push(Problem::new(&path, "an alternative repeats the value"));
        }
        if let Content::Literal(Scalar::Text(text)) = &value.content
            && text.trim() != text
        {
            problems.push(Problem::new(&path, format!("blanks around “{text}”")));
        }
    }
    let rules = || matrix.tables.iter().flat_map(|table| table.rules);
    let used: BTreeSet<usize> =
        rules().flat_map(|rule| rule.outgoing.iter().copied().chain(rule.incoming)).collect();
    for (index, server) in matrix.servers.iter().enumerate() {
        if !used.contains(&index) {
            let path = format!("/servers/{}", server.name);
            problems.push(Problem::new(path, format!("server “{}” is unused", server.name)));
        }
    }
}

fn references(matrix: &Matrix, clients: &[&str], problems: &mut Vec<Problem>) {
    let whys: BTreeSet<&str> = matrix
        .values
        .iter()
        .flat_map(|value| {
            let unsettled = value.category.iter().chain(&value.deeper).map(|(_, why)| *why);
            value.why.into_iter().chain(unsettled)
        })
        .collect();
    for id in matrix.texts.iter().map(|(id, _)| id).filter(|id| !whys.contains(*id)) {
        problems.push(Problem::new(format!("/texts/{id}"), format!("text “{id}” is unused")));
    }

    let rules = || matrix.tables.iter().flat_map(|table| table.rules);
    let given: BTreeSet<&str> =
        rules().flat_map(|rule| rule.unavailable.iter().copied()).chain(CLIENT_REASONS).collect();
    for reason in matrix.reasons.iter().filter(|reason| !given.contains(reason.id)) {
        let path = format!("/reasons/{}", reason.id);
        let because = rules().flat_map(|rule| rule.suggest).any(|suggest| suggest.because == reason.id);
        if !because {
            problems.push(Problem::new(path, format!("reason “{}” is unused", reason.id)));
        }
    }
    for id in CLIENT_REASONS.into_iter().filter(|id| matrix.reason(id).is_none()) {
        problems.push(Problem::new("/reasons", format!("reason “{id}” is missing")));
    }

    for input in 0..matrix.inputs() {
        let offered =
            matrix.tables.iter().filter_map(|table| table.domain[input]).fold(0, |all, mask| all | mask);
        for (answer, id) in matrix.answer_ids(input).into_iter().enumerate() {
            if offered & bit(answer) == 0 && matrix.input_id(input) != "access" {
                let question = matrix.input_id(input);
                problems.push(Problem::new("/tables", format!("no table takes {question}={id}")));
            }
        }
    }
    match matrix.questions.last() {
        Some(last) if last.id == "access" => {}
        _ => problems.push(Problem::new("/questions", "the last question is not “access”")),
    }

    let cited = cited(matrix);
    for (index, document) in matrix.documents.iter().enumerate() {
        for (section, _) in document.sections {
            if !cited.iter().any(|source| source.document == document.id && source.section == *section) {
                let path = format!("/sources/{index}/sections");
                problems.push(Problem::new(path, format!("section “{section}” is never cited")));
            }
        }
    }
    let limits = matrix.clients.iter().flat_map(|limits| limits.listed);
    let listed = limits.map(|(id, _)| ("/clients/listed".to_owned(), *id));
    let noticed = matrix.notices.iter().enumerate().flat_map(|(index, notice)| {
        notice.clients.iter().map(move |id| (format!("/notices/{index}/when/client"), *id))
    });
    for (path, id) in listed.chain(noticed).filter(|(_, id)| !clients.contains(id)) {
        problems.push(Problem::new(path, format!("unknown mail program “{id}”")));
    }
    twice("/facts", "fact", matrix.facts.iter().map(|fact| fact.id), problems);
}

fn cited(matrix: &Matrix) -> BTreeSet<&Source> {
    let values = matrix.values.iter().flat_map(|value| {
        std::iter::once(&value.source).chain(value.alternatives.iter().map(|other| &other.source))
    });
    let reasons = matrix
        .reasons
        .iter()
        .flat_map(|reason| reason.source.iter().chain(reason.sides.iter().map(|side| &side.source)));
    values
        .chain(reasons)
        .chain(matrix.notices.iter().filter_map(|notice| notice.source.as_ref()))
        .chain(matrix.facts.iter().map(|fact| &fact.source))
        .chain(matrix.clients.iter().map(|limits| &limits.source))
        .collect()
}

/// Whether some answers make a notice appear, its trigger aside.
fn notices(matrix: &Matrix, problems: &mut Vec<Problem>) {
    for (index, notice) in matrix.notices.iter().enumerate() {
        let applies = |path: &Vec<(usize, usize)>| {
            notice.when.iter().enumerate().all(|(input, mask)| {
                mask.is_none_or(|mask| {
                    let answered = path.iter().find(|(answered, _)| *answered == input);
                    matrix.input_id(input) == "access"
                        || answered.is_some_and(|(_, answer)| mask & bit(*answer) != 0)
                })
            })
        };
        if !all_paths(matrix).any(|path| applies(&path)) {
            let path = format!("/notices/{index}");
            problems.push(Problem::new(path, format!("notice “{}” can never appear", notice.id)));
        }
    }
}

/// Every complete walk.
fn all_paths(matrix: &Matrix) -> impl Iterator<Item = Vec<(usize, usize)>> {
    let mut stack = vec![Walk::start(matrix)];
    std::iter::from_fn(move || {
        while let Some(walk) = stack.pop() {
            match walk.next() {
                Next::Ask(input, offered) => {
                    let answers = 0..matrix.answer_ids(input).len();
                    stack.extend(
                        answers.filter(|answer| offered & bit(*answer) != 0).map(|a| walk.answer(input, a)),
                    );
                }
                Next::Rule(_) | Next::Gap | Next::Overlap(_) => return Some(walk.path().to_vec()),
            }
        }
        None
    })
}
