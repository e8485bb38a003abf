//! Whether these files fit together, and with those of the providers and mail programs.

use super::model::{Help, When};
use crate::matrix::{Matrix, Problem, Source};

/// What is known elsewhere.
struct Known<'a> {
    matrices: &'a [Matrix],
    clients: &'a [&'a str],
}

/// Every reference that points nowhere, and everything that nothing uses, each with its file.
#[must_use]
pub fn check(help: &Help, matrices: &[Matrix], clients: &[&str]) -> Vec<(&'static str, Problem)> {
    let known = Known { matrices, clients };
    let mut found = Vec::new();
    let mut report = |file, path: String, message: String| found.push((file, Problem::new(path, message)));

    for (index, cause) in help.causes.iter().enumerate() {
        let path = format!("/causes/{index}");
        for message in known.when(&cause.when).into_iter().chain(known.source(cause.source)) {
            report("causes", path.clone(), message);
        }
        for opens in cause.opens {
            if !known.asks(opens.question, &[]) {
                report("causes", path.clone(), format!("no provider asks “{}”", opens.question));
            }
            let together = known.matrices.iter().any(|matrix| {
                opens.set.iter().all(|(question, answer)| has_answer(matrix, question, answer))
            });
            if !together {
                report("causes", path.clone(), format!("no provider knows {:?} together", opens.set));
            }
        }
        if help.causes[..index].iter().any(|other| other.id == cause.id) {
            report("causes", path.clone(), format!("“{}” stands twice", cause.id));
        }
        let named = help.rules.iter().any(|rule| rule.cause == index)
            || help.symptoms.iter().any(|symptom| symptom.causes.contains(&index));
        if !named {
            report("causes", path, format!("nothing leads to “{}”", cause.id));
        }
    }
    for (index, symptom) in help.symptoms.iter().enumerate() {
        if symptom.causes.is_empty() {
            report("causes", format!("/symptoms/{index}"), "a symptom without causes".to_owned());
        }
    }
    for (index, rule) in help.rules.iter().enumerate() {
        for message in known.when(&rule.when) {
            report("messages", format!("/rules/{index}"), message);
        }
        if rule.signals.iter().any(|signal| rule.unless.contains(signal)) {
            report("messages", format!("/rules/{index}"), "a rule that excludes itself".to_owned());
        }
    }
    for (index, signal) in help.signals.iter().enumerate() {
        let path = format!("/signals/{index}");
        let mut uses = help
            .rules
            .iter()
            .map(|rule| (rule.signals, rule.unless))
            .chain(help.replies.iter().map(|reply| (reply.signals, reply.unless)))
            .chain(help.others.iter().copied())
            .chain([help.strange]);
        if !uses.any(|(signals, unless)| signals.contains(&index) || unless.contains(&index)) {
            report("messages", path.clone(), format!("no rule uses “{}”", signal.id));
        }
        for (at, fragment) in signal.fragments.iter().enumerate() {
            if signal.fragments[..at].contains(fragment) {
                report("messages", format!("{path}/text/{at}"), format!("“{fragment}” stands twice"));
            }
        }
        for (list, words) in signal.near.iter().enumerate() {
            for (at, word) in words.iter().enumerate().filter(|(at, word)| words[..*at].contains(word)) {
                report("messages", format!("{path}/near/{list}/{at}"), format!("“{word}” stands twice"));
            }
        }
        if help.signals[..index].iter().any(|other| other.id == signal.id) {
            report("messages", path, format!("“{}” stands twice", signal.id));
        }
    }
    for (index, warning) in help.warnings.iter().enumerate() {
        for client in warning.clients.iter().filter(|client| !known.clients.contains(client)) {
            report("certificates", format!("/warnings/{index}"), format!("unknown mail program “{client}”"));
        }
        for client in warning.clients {
            let twice = help.warnings[..index]
                .iter()
                .any(|other| other.fault == warning.fault && other.clients.contains(client));
            if twice {
                let message = format!("“{client}” has two warnings about “{}”", warning.fault.id());
                report("certificates", format!("/warnings/{index}"), message);
            }
        }
    }
    for (index, name) in help.names.iter().enumerate() {
        for message in known.when(&name.when).into_iter().chain(known.source(name.source)) {
            report("certificates", format!("/names/{index}"), message);
        }
    }
    for (index, term) in help.terms.iter().enumerate() {
        if help.terms[..index].iter().any(|other| other.id == term.id) {
            report("terms", format!("/terms/{index}"), format!("“{}” stands twice", term.id));
        }
    }
    found
}

impl Known<'_> {
    fn asks(&self, question: &str, answers: &[&str]) -> bool {
        self.matrices.iter().any(|matrix| {
            (0..matrix.inputs()).any(|input| {
                let ids = matrix.answer_ids(input);
                matrix.input_id(input) == question && answers.iter().all(|answer| ids.contains(answer))
            })
        })
    }

    fn when(&self, when: &When) -> Vec<String> {
        let mut found = Vec::new();
        for provider in when.providers {
            if !self.matrices.iter().any(|matrix| matrix.id() == *provider) {
                found.push(format!("unknown provider “{provider}”"));
            }
        }
        for (question, answers) in when.answers {
            if !self.asks(question, answers) {
                found.push(format!("no provider asks “{question}” with {answers:?}"));
            }
        }
        for client in when.clients.iter().filter(|client| !self.clients.contains(client)) {
            found.push(format!("unknown mail program “{client}”"));
        }
        for id in when.notices {
            if !self.matrices.iter().any(|matrix| matrix.notices().iter().any(|notice| notice.id == *id)) {
                found.push(format!("unknown notice “{id}”"));
            }
        }
        for id in when.reasons {
            if !self.matrices.iter().any(|matrix| matrix.reason(id).is_some()) {
                found.push(format!("unknown reason “{id}”"));
            }
        }
        found
    }

    fn source(&self, source: Option<Source>) -> Option<String> {
        let source = source?;
        let documents = || self.matrices.iter().filter_map(|matrix| matrix.document(source.document));
        if documents().next().is_none() {
            return Some(format!("unknown document “{}”", source.document));
        }
        let lists = documents().any(|document| document.section(source.section).is_some());
        (!lists).then(|| format!("document “{}” lists no section “{}”", source.document, source.section))
    }
}

fn has_answer(matrix: &Matrix, question: &str, answer: &str) -> bool {
    (0..matrix.inputs())
        .any(|input| matrix.input_id(input) == question && matrix.answer_ids(input).contains(&answer))
}
