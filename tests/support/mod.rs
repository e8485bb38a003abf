//! What the host suites share: the catalogue, what the browser would do for names, and states to ask about.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

pub mod oracle;
pub mod page;

use mail_settings::catalogue::Catalogue;
use mail_settings::decide::{Outcome, State, leaves, resolve, settings_json};
use mail_settings::mail::Idn;
use mail_settings::matrix::{Client, Matrix};
use mail_settings::search::Normalise;
use mail_settings::trouble::data;
use mail_settings::trouble::present::{PresentServer, Xml, XmlNode};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// UTS 46 by a crate, in place of the browser.
pub struct HostIdn;

impl Idn for HostIdn {
    fn to_ascii(&self, domain: &str) -> Option<String> {
        idna::domain_to_ascii(domain).ok()
    }
}

/// NFKC by a crate, in place of the browser.
pub struct HostNfkc;

impl Normalise for HostNfkc {
    fn nfkc(&self, text: &str) -> String {
        text.nfkc().collect::<String>().to_lowercase()
    }
}

/// A server as one line: protocol host port security authentication username.
pub fn line(server: &PresentServer) -> String {
    let known = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    [
        known(server.protocol.map(|it| it.id().to_owned())),
        known(server.host.clone()),
        known(server.port.map(|it| it.to_string())),
        known(server.security.map(|it| it.id().to_owned())),
        known(server.authentication.map(|it| it.id().to_owned())),
        known(server.username.clone()),
    ]
    .join(" ")
}

/// XML by a crate, in place of the browser.
pub struct HostXml;

impl Xml for HostXml {
    fn nodes(&self, text: &str) -> Option<Vec<XmlNode>> {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(text, options).ok()?;
        let mut nodes: Vec<XmlNode> = Vec::new();
        let mut depth = 0;
        let mut next = document.root().first_child();
        // In document order without recursion: files may be nested as deep as they are long.
        while let Some(node) = next {
            if node.is_element() {
                let text = node
                    .children()
                    .filter(|child| child.is_text())
                    .filter_map(|child| child.text())
                    .collect();
                let attributes =
                    node.attributes().map(|it| (it.name().to_owned(), it.value().to_owned())).collect();
                nodes.push(XmlNode { depth, name: node.tag_name().name().to_owned(), attributes, text });
            }
            let mut at = node;
            next = at.first_child().inspect(|_| depth += 1);
            while next.is_none() {
                next = at.next_sibling();
                let Some(parent) = at.parent().filter(|_| next.is_none()) else { break };
                depth -= usize::from(depth > 0);
                at = parent;
            }
        }
        Some(nodes)
    }
}

/// Everything embedded.
pub static CATALOGUE: LazyLock<&'static Catalogue> = LazyLock::new(Catalogue::embedded);

/// The providers' files, in the order in which they are offered: path under `static/data/`, and content.
pub static PROVIDERS: LazyLock<&'static [(&'static str, &'static str)]> =
    LazyLock::new(|| files("providers", CATALOGUE.matrices().iter().map(Matrix::id)));

/// The mail programs' files, in the order in which they are offered: path under `static/data/`, and content.
pub static CLIENTS: LazyLock<&'static [(&'static str, &'static str)]> =
    LazyLock::new(|| files("clients", CATALOGUE.clients().iter().map(|client| client.id)));

/// The guides' files: what they share, then one for each mail program; path under `static/data/`, and content.
pub static GUIDES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let shared = ("guides.json", &*content("static/data/guides.json").leak());
    let all = files("guides", CATALOGUE.clients().iter().map(|client| client.id));
    std::iter::once(shared).chain(all.iter().copied()).collect()
});

/// The files of the help for trouble: path under `static/data/`, and content.
pub static TROUBLE: LazyLock<&'static [(&'static str, &'static str)]> =
    LazyLock::new(|| files("trouble", data::FILES.into_iter()));
/// The file of all formats: path under `static/data/`, and content.
pub static EXPORTS: LazyLock<(&'static str, &'static str)> =
    LazyLock::new(|| ("exports.json", content("static/data/exports.json").leak()));

fn files(folder: &str, ids: impl Iterator<Item = &'static str>) -> &'static [(&'static str, &'static str)] {
    let file = |id: &str| {
        let path = format!("{folder}/{id}.json");
        let text = content(&format!("static/data/{path}"));
        (&*path.leak(), &*text.leak())
    };
    ids.map(file).collect::<Vec<_>>().leak()
}

/// A file of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The content of a file of the project.
#[track_caller]
pub fn content(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The ids of all mail programs.
pub fn client_ids() -> Vec<&'static str> {
    CATALOGUE.clients().iter().map(|client| client.id).collect()
}

/// No mail program, and every one.
pub fn client_choices() -> Vec<Option<&'static Client>> {
    std::iter::once(None).chain(CATALOGUE.clients().iter().map(Some)).collect()
}

/// A state of these keys and values.
pub fn state(pairs: &[(&str, &str)]) -> State {
    State::from_pairs(pairs.iter().copied(), &CATALOGUE, &HostIdn)
}

/// The state with one more key.
pub fn with(state: &State, key: &str, value: &str) -> State {
    state.with(key, Some(value), &CATALOGUE, &HostIdn)
}

/// The state without a key.
pub fn without(state: &State, key: &str) -> State {
    state.with(key, None, &CATALOGUE, &HostIdn)
}

/// What the visitor gets.
pub fn outcome(state: &State) -> Outcome<'static> {
    resolve(&CATALOGUE, state, &HostIdn)
}

/// The answer of the public API.
pub fn settings(state: &State) -> Value {
    serde_json::from_str(&settings_json(&CATALOGUE, state, &outcome(state))).unwrap()
}

/// The state in which the inputs of a path are answered.
pub fn answered(matrix: &Matrix, path: &[(usize, usize)], client: Option<&Client>) -> State {
    let mut state = with(&State::default(), "provider", matrix.id());
    for (input, answer) in path {
        state = with(&state, matrix.input_id(*input), matrix.answer_ids(*input)[*answer]);
    }
    client.map_or_else(|| state.clone(), |client| with(&state, "client", client.id))
}

/// Every end of every provider's question tree, as a state.
pub fn leaf_states() -> Vec<(&'static Matrix, State)> {
    let all = CATALOGUE.matrices().iter().flat_map(|matrix| {
        leaves(matrix, &|_| None).into_iter().map(move |leaf| (matrix, answered(matrix, &leaf.path, None)))
    });
    all.collect()
}

/// Numbers that look random and are the same each time (xorshift64*).
pub struct Numbers(u64);

impl Numbers {
    /// A sequence of its own for each start.
    pub const fn from(start: u64) -> Self {
        Self(start | 1)
    }

    /// The next number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % limit
    }
}
