//! The decision tree of one plan, in the form in which it is drawn.

use crate::decide::{Given, Safety, evaluate, safety};
use crate::i18n::{Locale, Messages, OverviewWords};
use crate::mail::{Access, Certainty};
use crate::matrix::{Client, Field, Matrix, Next, Rule, Walk, bit};
use crate::wording;

use super::rows::disputed;

/// Question columns that a drawing has room for.
const COLUMNS: usize = 3;

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A question.
    Question {
        /// The input asked.
        input: usize,
        /// The answers that lead here.
        path: Vec<(usize, usize)>,
        /// What can be answered.
        branches: Vec<Branch>,
    },
    /// An end.
    Leaf(Leaf),
}

/// One or several answers with the same end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The answers.
    pub answers: Vec<usize>,
    /// Where they lead.
    pub node: Node,
}

/// An end of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Server name, or 設定なし.
    pub title: String,
    /// Ports and protection, or why there are no settings.
    pub detail: String,
    /// The protection; `None` without settings.
    pub safety: Option<Safety>,
    /// The answers that lead here.
    pub path: Vec<(usize, usize)>,
}

impl Node {
    /// How many ends there are.
    #[must_use]
    pub fn leaves(&self) -> usize {
        match self {
            Self::Leaf(_) => 1,
            Self::Question { branches, .. } => branches.iter().map(|branch| branch.node.leaves()).sum(),
        }
    }

    /// How many questions stand one behind the other.
    #[must_use]
    pub fn depth(&self) -> usize {
        match self {
            Self::Leaf(_) => 0,
            Self::Question { branches, .. } => {
                1 + branches.iter().map(|branch| branch.node.depth()).max().unwrap_or(0)
            }
        }
    }

    /// What a reader sees of it, whatever answers lead there.
    fn looks(&self) -> String {
        match self {
            Self::Leaf(leaf) => format!("{}\n{}", leaf.title, leaf.detail),
            Self::Question { input, branches, .. } => {
                let inside: Vec<_> = branches
                    .iter()
                    .map(|branch| format!("{:?} {}", branch.answers, branch.node.looks()))
                    .collect();
                format!("{input}[{}]", inside.join("|"))
            }
        }
    }
}

/// What a tree is drawn of.
pub struct Planter<'a> {
    /// The provider.
    pub matrix: &'a Matrix,
    /// How mail is fetched.
    pub access: Access,
    /// The mail program.
    pub client: Option<&'a Client>,
    /// The language.
    pub locale: Locale,
    /// What the visitor has answered: where several answers end alike, everything leads to this one.
    pub answered: &'a dyn Fn(usize) -> Option<usize>,
}

/// The tree of a plan for one access and mail program. Sibling branches that look the same are one; where a fourth
/// question only offers not to use TLS, its safest end stands for it, unless the visitor has answered it.
#[must_use]
pub fn tree(planter: &Planter<'_>, plan: usize) -> Node {
    let walk = Walk::start(planter.matrix);
    let walk = if matches!(walk.next(), Next::Ask(0, _)) { walk.answer(0, plan) } else { walk };
    planter.node(&walk, 0)
}

impl Planter<'_> {
    fn node(&self, walk: &Walk<'_>, column: usize) -> Node {
        match walk.next() {
            Next::Ask(input, _) if self.matrix.input_id(input) == "access" => {
                let ids = self.matrix.answer_ids(input);
                let answer = ids.iter().position(|id| *id == self.access.id()).unwrap_or(0);
                self.node(&walk.answer(input, answer), column)
            }
            Next::Ask(input, offered) => self.question(walk, column, input, offered),
            Next::Rule(rule) => Node::Leaf(self.leaf(rule, walk.path())),
            Next::Gap | Next::Overlap(_) => Node::Leaf(Leaf {
                title: OverviewWords::of(self.locale).no_settings.to_owned(),
                detail: String::new(),
                safety: None,
                path: walk.path().to_vec(),
            }),
        }
    }

    fn question(&self, walk: &Walk<'_>, column: usize, input: usize, offered: u32) -> Node {
        let mut branches: Vec<Branch> = Vec::new();
        let own = (self.answered)(input);
        for answer in (0..self.matrix.answer_ids(input).len()).filter(|answer| offered & bit(*answer) != 0) {
            let node = self.node(&walk.answer(input, answer), column + 1);
            match branches.iter_mut().find(|known| known.node.looks() == node.looks()) {
                Some(known) => {
                    known.answers.push(answer);
                    if own == Some(answer) {
                        known.node = node;
                    }
                }
                None => branches.push(Branch { answers: vec![answer], node }),
            }
        }
        // A question whose answers all end alike here is none.
        if branches.len() == 1 || column >= COLUMNS {
            let only_leaves = branches.iter().all(|branch| matches!(branch.node, Node::Leaf(_)));
            if branches.len() == 1 || only_leaves {
                let best = |branch: &Branch| {
                    let safety = match &branch.node {
                        Node::Leaf(leaf) => leaf.safety,
                        Node::Question { .. } => None,
                    };
                    (own.is_some_and(|own| branch.answers.contains(&own)), safety)
                };
                if let Some(best) = branches.iter().max_by_key(|branch| best(branch)) {
                    return best.node.clone();
                }
            }
        }
        Node::Question { input, path: walk.path().to_vec(), branches }
    }

    fn leaf(&self, rule: &Rule, path: &[(usize, usize)]) -> Leaf {
        let words = Messages::of(self.locale);
        let given = Given { client: self.client, ..Given::default() };
        let evaluated = evaluate(self.matrix, rule, self.access, given);
        let mut path = path.to_vec();
        let access = (0..self.matrix.inputs()).find(|input| self.matrix.input_id(*input) == "access");
        if let Some(input) =
            access.filter(|input| rule.incoming.is_some() && path.iter().all(|(known, _)| known != input))
        {
            let ids = self.matrix.answer_ids(input);
            path.extend(ids.iter().position(|id| *id == self.access.id()).map(|answer| (input, answer)));
        }
        if let Some(reason) = evaluated.reasons.first().and_then(|id| self.matrix.reason(id)) {
            let detail = reason.title.get(self.locale).to_owned();
            let title = if disputed(self.matrix, &evaluated) {
                wording::certainty(Certainty::Disputed, words)
            } else {
                OverviewWords::of(self.locale).no_settings
            };
            return Leaf { title: title.to_owned(), detail, safety: None, path };
        }
        let sides = [
            (words.incoming_short, evaluated.incoming.as_ref()),
            (words.outgoing_short, evaluated.outgoing.first()),
        ];
        let detail = sides.into_iter().filter_map(|(side, server)| {
            let server = server?;
            let text =
                |field: Field| wording::shown(server.field(field), field, words).map(|shown| shown.text);
            let security = match server.security() {
                Some(crate::mail::Security::None) => OverviewWords::of(self.locale).unprotected,
                _ => {
                    return Some(format!(
                        "{side} {} {}",
                        text(Field::Port).unwrap_or_else(|| "–".to_owned()),
                        text(Field::Security)?
                    ));
                }
            };
            Some(format!("{side} {} {security}", text(Field::Port).unwrap_or_else(|| "–".to_owned())))
        });
        let detail = detail.collect::<Vec<_>>().join("　");
        let hosts = evaluated.incoming.iter().chain(evaluated.outgoing.first()).map(|server| {
            wording::shown(&server.host, Field::Host, words).map_or_else(
                || wording::certainty(server.host.certainty, words).to_owned(),
                |shown| shown.text,
            )
        });
        let mut hosts: Vec<String> = hosts.collect();
        hosts.dedup();
        Leaf { title: hosts.join(" / "), detail, safety: Some(safety(&evaluated)), path }
    }
}
