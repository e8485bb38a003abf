//! The answer as the public API gives it (`settings`). The only types here that are a promise to the outside.

use super::evaluate::{OtherValue, ResolvedServer, ResolvedValue};
use super::resolve::{Asking, Outcome, Status};
use super::state::{NoticeField, State};
use crate::catalogue::Catalogue;
use crate::mail::Protocol;
use crate::matrix::{Scalar, Source};
use crate::small_map::SmallMap;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct Settings<'a> {
    status: &'static str,
    next: Option<&'a str>,
    state: StateJson<'a>,
    incoming: Option<ServerJson<'a>>,
    outgoing: Vec<ServerJson<'a>>,
    reasons: &'a [&'static str],
    notices: Vec<&'a str>,
    suggestions: Vec<SuggestionJson<'a>>,
    sources: Vec<SourceJson<'a>>,
}

#[derive(Serialize)]
struct ServerJson<'a> {
    protocol: &'static str,
    host: ValueJson<'a>,
    port: ValueJson<'a>,
    username: ValueJson<'a>,
    security: ValueJson<'a>,
    authentication: ValueJson<'a>,
}

#[derive(Serialize)]
struct ValueJson<'a> {
    value: ScalarJson<'a>,
    pattern: Option<&'a str>,
    certainty: &'static str,
    why: Option<&'a str>,
    entered: bool,
    alternatives: Vec<AlternativeJson<'a>>,
    source: SourceJson<'a>,
}

#[derive(Serialize)]
struct AlternativeJson<'a> {
    value: ScalarJson<'a>,
    pattern: Option<&'a str>,
    source: SourceJson<'a>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    document: &'a str,
    section: &'a str,
}

#[derive(Serialize)]
struct SuggestionJson<'a> {
    set: &'a SmallMap<&'static str, &'static str>,
    because: &'a str,
}

/// The plain object of the public API: keys and values in the fixed order, ports as numbers.
struct StateJson<'a>(Vec<(&'a str, &'a str)>);

impl Serialize for StateJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in &self.0 {
            match value.parse::<u16>() {
                Ok(port) if key.ends_with("-port") => map.serialize_entry(key, &port)?,
                _ => map.serialize_entry(key, value)?,
            }
        }
        map.end()
    }
}

struct ScalarJson<'a>(Option<&'a Scalar>);

impl Serialize for ScalarJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            None => serializer.serialize_none(),
            Some(Scalar::Text(text)) => serializer.serialize_str(text),
            Some(Scalar::Port(port)) => serializer.serialize_u16(*port),
        }
    }
}

impl<'a> From<&'a Source> for SourceJson<'a> {
    fn from(source: &'a Source) -> Self {
        Self { document: source.document, section: source.section }
    }
}

impl<'a> From<&'a OtherValue> for AlternativeJson<'a> {
    fn from(other: &'a OtherValue) -> Self {
        Self {
            value: ScalarJson(other.value.as_ref()),
            pattern: other.pattern,
            source: (&other.source).into(),
        }
    }
}

impl<'a> From<&'a ResolvedValue> for ValueJson<'a> {
    fn from(value: &'a ResolvedValue) -> Self {
        Self {
            value: ScalarJson(value.value.as_ref()),
            pattern: value.pattern,
            certainty: value.certainty.id(),
            why: value.why,
            entered: value.entered,
            alternatives: value.alternatives.iter().map(Into::into).collect(),
            source: (&value.source).into(),
        }
    }
}

impl<'a> From<&'a ResolvedServer> for ServerJson<'a> {
    fn from(server: &'a ResolvedServer) -> Self {
        Self {
            protocol: server.protocol.id(),
            host: (&server.host).into(),
            port: (&server.port).into(),
            username: (&server.username).into(),
            security: (&server.security).into(),
            authentication: (&server.authentication).into(),
        }
    }
}

/// The answer as JSON text, contract of the element's `settings`.
#[must_use]
pub fn settings_json(catalogue: &Catalogue, state: &State, outcome: &Outcome<'_>) -> String {
    let next = match (outcome.status, outcome.matrix) {
        (Status::Asking(Asking::Input(input, _)), Some(matrix)) => Some(matrix.input_id(input)),
        (Status::Asking(_), _) => Some("provider"),
        _ => None,
    };
    let settings = Settings {
        status: match outcome.status {
            Status::Asking(_) => "asking",
            Status::Answered => "answered",
            Status::Unavailable => "unavailable",
        },
        next,
        state: relevant(catalogue, state, outcome),
        incoming: outcome.incoming.as_ref().map(Into::into),
        outgoing: outcome.outgoing.iter().map(Into::into).collect(),
        reasons: &outcome.reasons,
        notices: outcome.notices.iter().map(|notice| notice.id).collect(),
        suggestions: outcome
            .suggestions
            .iter()
            .map(|suggest| SuggestionJson { set: &suggest.set, because: suggest.because })
            .collect(),
        sources: outcome.sources.iter().map(Into::into).collect(),
    };
    // Maps with text keys and plain values always serialise.
    serde_json::to_string(&settings).unwrap_or_default()
}

/// The state as JSON text, contract of the element's `state`.
#[must_use]
pub fn state_json(catalogue: &Catalogue, state: &State) -> String {
    serde_json::to_string(&StateJson(state.pairs(catalogue, true))).unwrap_or_default()
}

/// Whether an answer shows what was entered in a field.
fn shows(outcome: &Outcome<'_>, state: &State, field: NoticeField) -> bool {
    // One host entered is that of both servers.
    let both = state.notice(NoticeField::OutgoingHost).is_none();
    outcome.incoming.iter().chain(&outcome.outgoing).any(|server| {
        let is_incoming = server.protocol != Protocol::Smtp;
        match field {
            NoticeField::IncomingHost => (is_incoming || both) && server.host.entered,
            NoticeField::IncomingPort => is_incoming && server.port.entered,
            NoticeField::OutgoingHost => !is_incoming && server.host.entered,
            NoticeField::OutgoingPort => !is_incoming && server.port.entered,
            NoticeField::Username => server.username.entered,
        }
    })
}

/// The state without the answers and entries that do not count.
fn relevant<'a>(catalogue: &'a Catalogue, state: &'a State, outcome: &Outcome<'_>) -> StateJson<'a> {
    let mut pairs = state.pairs(catalogue, true);
    if !matches!(outcome.status, Status::Asking(_)) {
        // What an entry is for, only an answer decides.
        pairs.retain(|(key, _)| {
            let field = NoticeField::ALL.into_iter().find(|field| field.id() == *key);
            field.is_none_or(|field| shows(outcome, state, field))
        });
    }
    if let Some(matrix) = outcome.matrix {
        pairs.retain(|(key, _)| match (0..matrix.inputs()).find(|input| matrix.input_id(*input) == *key) {
            Some(input) => outcome.path.iter().any(|(counted, _)| *counted == input),
            None => true,
        });
    }
    StateJson(pairs)
}
