//! A second opinion on the decision tables, by brute force over the JSON files: it shares no code with the product.
//! Slow and simple on purpose.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One provider's file, with the rule for every combination of answers.
pub struct Oracle {
    /// The file.
    pub file: Value,
    /// Ids of inputs and of their answers: the plan, then the questions.
    pub inputs: Vec<(String, Vec<String>)>,
    /// What comes after what.
    pub tree: Node,
    combinations: Vec<(Vec<usize>, Option<Place>)>,
}

/// Table and rule, as indices.
pub type Place = (usize, usize);

/// Answers in the order asked, and the rule and access they lead to.
pub type Way = (Vec<(usize, usize)>, Place, String);

/// A question with its answers, or an end.
pub enum Node {
    /// An input, and where each answer that can occur leads.
    Ask(usize, Vec<(usize, Self)>),
    /// A rule, with the access under which it is looked at.
    End(Place, String),
}

/// The ends a visitor can still reach.
pub struct Reach<'o> {
    /// The first question without an answer, and the answers that can occur.
    pub missing: Option<(usize, Vec<usize>)>,
    /// The answers that count before it.
    pub path: Vec<(usize, usize)>,
    /// Rules with their access.
    pub ends: Vec<(Place, &'o str)>,
}

/// The texts of a list.
pub fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn allows(cells: &Value, id: &str, answer: &str) -> bool {
    cells.get(id).is_none_or(|cell| texts(cell).iter().any(|known| known == answer))
}

impl Oracle {
    /// One for every embedded provider.
    pub fn all() -> Vec<Self> {
        super::PROVIDERS.iter().map(|(_, text)| Self::of(serde_json::from_str(text).unwrap())).collect()
    }

    /// Works every combination out; panics where two rules match, or a table has none.
    pub fn of(file: Value) -> Self {
        let ids = |list: &Value| {
            list.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
        };
        let mut inputs: Vec<(String, Vec<String>)> = vec![("plan".to_owned(), ids(&file["plans"]))];
        for question in file["questions"].as_array().unwrap() {
            inputs.push((question["id"].as_str().unwrap().to_owned(), ids(&question["answers"])));
        }
        let mut combinations: Vec<Vec<usize>> = vec![Vec::new()];
        for (_, answers) in &inputs {
            combinations = combinations
                .into_iter()
                .flat_map(|known| {
                    (0..answers.len()).map(move |answer| [known.clone(), vec![answer]].concat())
                })
                .collect();
        }
        let rule = |combination: &[usize]| rule(&file, &inputs, combination);
        let combinations = combinations
            .into_iter()
            .map(|each| (rule(&each), each))
            .map(|(rule, each)| (each, rule))
            .collect();
        let mut oracle = Self { file, inputs, tree: Node::End((0, 0), String::new()), combinations };
        oracle.tree = oracle.grow(&BTreeMap::new());
        oracle
    }

    /// The provider's id.
    pub fn id(&self) -> &str {
        self.file["id"].as_str().unwrap()
    }

    /// How many combinations of answers there are, the impossible ones included.
    pub fn combinations(&self) -> usize {
        self.combinations.len()
    }

    /// The rule of a place.
    pub fn rule(&self, (table, rule): Place) -> &Value {
        &self.file["tables"][table]["rules"][rule]
    }

    fn grow(&self, path: &BTreeMap<usize, usize>) -> Node {
        let access = self.inputs.len() - 1;
        let open: Vec<&(Vec<usize>, Option<Place>)> = self
            .combinations
            .iter()
            .filter(|(each, rule)| {
                rule.is_some() && path.iter().all(|(input, answer)| each[*input] == *answer)
            })
            .collect();
        let table = open.iter().filter_map(|(_, rule)| rule.map(|(table, _)| table)).min().unwrap();
        let table = &self.file["tables"][table];
        let scope = self.inputs.iter().enumerate().filter(|(_, (id, _))| table["scope"].get(id).is_some());
        let listed = texts(&table["inputs"]);
        let listed = listed.iter().map(|id| self.inputs.iter().position(|(known, _)| known == id).unwrap());
        let order: Vec<usize> = scope.map(|(input, _)| input).chain(listed).collect();
        for input in order {
            if path.contains_key(&input) {
                continue;
            }
            let offered: BTreeSet<usize> = open.iter().map(|(each, _)| each[input]).collect();
            if self.differs(&open, input, &offered) {
                return self.ask(path, input, offered);
            }
        }
        let place = open[0].1.unwrap();
        if !path.contains_key(&access) && !self.rule(place)["incoming"].is_null() {
            return self.ask(path, access, (0..self.inputs[access].1.len()).collect());
        }
        let answer = path.get(&access).copied().unwrap_or(0);
        Node::End(place, self.inputs[access].1[answer].clone())
    }

    fn ask(&self, path: &BTreeMap<usize, usize>, input: usize, offered: BTreeSet<usize>) -> Node {
        let branch = |answer| {
            let mut path = path.clone();
            path.insert(input, answer);
            (answer, self.grow(&path))
        };
        Node::Ask(input, offered.into_iter().map(branch).collect())
    }

    /// Whether two combinations that are alike but for this input have different rules.
    fn differs(
        &self,
        open: &[&(Vec<usize>, Option<Place>)],
        input: usize,
        offered: &BTreeSet<usize>,
    ) -> bool {
        let mut alike: BTreeMap<Vec<usize>, Vec<Option<Place>>> = BTreeMap::new();
        for (each, rule) in open {
            let mut rest = each.clone();
            rest[input] = usize::MAX;
            alike.entry(rest).or_default().push(*rule);
        }
        alike.values().any(|rules| rules.len() != offered.len() || rules.iter().any(|rule| *rule != rules[0]))
    }

    /// What can still come when these answers are given; impossible ones are passed over.
    pub fn reach(&self, given: &[Option<usize>]) -> Reach<'_> {
        let mut reach = Reach { missing: None, path: Vec::new(), ends: Vec::new() };
        collect(&self.tree, given, &mut reach);
        reach
    }

    /// Every way through the tree, in order.
    pub fn ways(&self) -> Vec<Way> {
        let mut found = Vec::new();
        ways(&self.tree, &mut Vec::new(), &mut found);
        found
    }

    /// Why a mail program cannot use a rule, or why nobody can.
    pub fn reasons(&self, place: Place, access: &str, client: Option<&Value>) -> Vec<String> {
        let rule = self.rule(place);
        let mut reasons = texts(&rule["unavailable"]);
        let (cannot, ports) = self.limits(client);
        let lacks = |capability: &str| cannot.iter().any(|known| known == capability);
        if let Some(incoming) = rule["incoming"].as_str() {
            if access == "pop3" && lacks("pop3") {
                reasons.push("client-lacks-pop3".to_owned());
            }
            if self.value(incoming, "security", access).unwrap()["value"] == "tls"
                && lacks(&format!("{access}-tls"))
            {
                reasons.push("client-lacks-tls".to_owned());
            }
        }
        let outgoing = texts(&rule["outgoing"]);
        let tls: Vec<&String> =
            outgoing.iter().filter(|it| !lacks("smtp-tls") || !self.is_tls(it, access)).collect();
        if tls.is_empty() && !outgoing.is_empty() {
            reasons.push("client-lacks-tls".to_owned());
        }
        let barred = |server: &&&String| {
            !ports.iter().any(|port| *port == self.value(server, "port", access).unwrap()["value"])
        };
        if !tls.is_empty() && tls.iter().filter(barred).count() == 0 {
            reasons.push("no-usable-port".to_owned());
        }
        let mut once = Vec::new();
        reasons.into_iter().for_each(|reason| {
            if !once.contains(&reason) {
                once.push(reason)
            }
        });
        once
    }

    /// The submission servers that a mail program can use.
    pub fn outgoing(&self, place: Place, access: &str, client: Option<&Value>) -> Vec<String> {
        let (cannot, ports) = self.limits(client);
        let no_tls = cannot.iter().any(|known| known == "smtp-tls");
        let mut outgoing = texts(&self.rule(place)["outgoing"]);
        outgoing.retain(|server| {
            let port = &self.value(server, "port", access).unwrap()["value"];
            !(ports.contains(port) || no_tls && self.is_tls(server, access))
        });
        outgoing
    }

    fn is_tls(&self, server: &str, access: &str) -> bool {
        self.value(server, "security", access).unwrap()["value"] == "tls"
    }

    /// What a mail program lacks here, and the ports it cannot use.
    pub fn limits(&self, client: Option<&Value>) -> (Vec<String>, Vec<Value>) {
        let Some(client) = client else { return (Vec::new(), Vec::new()) };
        let listed = &self.file["clients"]["listed"][client["id"].as_str().unwrap()];
        let cannot = [texts(&client["cannot"]), texts(&listed["cannot"])].concat();
        (cannot, listed["ports"].as_array().cloned().unwrap_or_default())
    }

    /// The value behind a field of a server.
    pub fn value(&self, server: &str, field: &str, access: &str) -> Option<&Value> {
        let name = match &self.file["servers"][server][field] {
            Value::Null => return None,
            Value::String(name) => name,
            by_access => by_access[access].as_str().unwrap(),
        };
        Some(&self.file["values"][name])
    }
}

fn rule(file: &Value, inputs: &[(String, Vec<String>)], combination: &[usize]) -> Option<Place> {
    let answer = |input: usize| inputs[input].1[combination[input]].as_str();
    let fits = |cells: &Value| (0..inputs.len()).all(|input| allows(cells, &inputs[input].0, answer(input)));
    let mut found = Vec::new();
    for (index, table) in file["tables"].as_array().unwrap().iter().enumerate() {
        if fits(&table["scope"]) && fits(&table["answers"]) {
            let rules = table["rules"].as_array().unwrap().iter().enumerate();
            let matching: Vec<Place> =
                rules.filter(|(_, rule)| fits(&rule["when"])).map(|(rule, _)| (index, rule)).collect();
            assert_eq!(matching.len(), 1, "{} {} {combination:?}: one rule", file["id"], table["id"]);
            found.extend(matching);
        }
    }
    assert!(found.len() < 2, "{} {combination:?}: several tables", file["id"]);
    found.pop()
}

fn collect<'o>(node: &'o Node, given: &[Option<usize>], reach: &mut Reach<'o>) {
    match node {
        Node::End(place, access) => reach.ends.push((*place, access)),
        Node::Ask(input, branches) => {
            let chosen = branches.iter().find(|(answer, _)| given[*input] == Some(*answer));
            if let Some((answer, node)) = chosen {
                if reach.missing.is_none() {
                    reach.path.push((*input, *answer));
                }
                return collect(node, given, reach);
            }
            if reach.missing.is_none() {
                reach.missing = Some((*input, branches.iter().map(|(answer, _)| *answer).collect()));
            }
            branches.iter().for_each(|(_, node)| collect(node, given, reach));
        }
    }
}

fn ways(node: &Node, path: &mut Vec<(usize, usize)>, found: &mut Vec<Way>) {
    match node {
        Node::End(place, access) => found.push((path.clone(), *place, access.clone())),
        Node::Ask(input, branches) => {
            for (answer, node) in branches {
                path.push((*input, *answer));
                ways(node, path, found);
                path.pop();
            }
        }
    }
}
