//! One rule, one visitor: the servers with this address, this notice and this mail program put in.

use super::NoticeField;
use crate::mail::{
    Access, Authentication, Certainty, EmailAddress, Protocol, Security, Settled, port_contradiction,
};
use crate::matrix::{Client, Content, Field, Matrix, Rule, Scalar, Source, Sourced};
use crate::small_map::SmallMap;

/// What is known about the visitor besides the answers.
#[derive(Clone, Copy, Default)]
pub struct Given<'a> {
    /// The mail address.
    pub address: Option<&'a EmailAddress>,
    /// What was copied from the notice.
    pub notice: Option<&'a SmallMap<NoticeField, String>>,
    /// The mail program.
    pub client: Option<&'a Client>,
}

/// A value ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedValue {
    /// The value; `None` where it is not known, or depends on an address that is not known.
    pub value: Option<Scalar>,
    /// The pattern behind it.
    pub pattern: Option<&'static str>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Id of the text that gives the reason.
    pub why: Option<&'static str>,
    /// Whether `value` is the visitor's own entry.
    pub entered: bool,
    /// What other places say.
    pub alternatives: Vec<OtherValue>,
    /// Where it stands.
    pub source: Source,
}

/// The other side of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherValue {
    /// What it says, for this address.
    pub value: Option<Scalar>,
    /// The pattern behind it.
    pub pattern: Option<&'static str>,
    /// Where.
    pub source: Source,
}

/// A server ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedServer {
    /// What it speaks.
    pub protocol: Protocol,
    /// Its name.
    pub host: ResolvedValue,
    /// Its TCP port.
    pub port: ResolvedValue,
    /// The log-in name; a stated nothing where there is no log-in.
    pub username: ResolvedValue,
    /// The protection of the connection.
    pub security: ResolvedValue,
    /// How the password is sent.
    pub authentication: ResolvedValue,
}

impl ResolvedServer {
    /// A field's value.
    #[must_use]
    pub const fn field(&self, field: Field) -> &ResolvedValue {
        match field {
            Field::Host => &self.host,
            Field::Port => &self.port,
            Field::Security => &self.security,
            Field::Authentication => &self.authentication,
            Field::Username => &self.username,
        }
    }

    /// The security as a type, `None` if the documents do not settle it.
    #[must_use]
    pub fn security(&self) -> Option<Security> {
        match &self.security.value {
            Some(Scalar::Text(id)) => Security::from_id(id),
            _ => None,
        }
    }

    /// The authentication as a type, `None` if the documents do not settle it.
    #[must_use]
    pub fn authentication(&self) -> Option<Authentication> {
        match &self.authentication.value {
            Some(Scalar::Text(id)) => Authentication::from_id(id),
            _ => None,
        }
    }

    /// The fields a person must fill in: no log-in name where there is no log-in.
    pub fn shown_fields(&self) -> impl Iterator<Item = Field> {
        let has_login = self.authentication() != Some(Authentication::None);
        Field::ALL.into_iter().filter(move |field| has_login || *field != Field::Username)
    }
}

/// A rule applied to a visitor.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// The incoming server.
    pub incoming: Option<ResolvedServer>,
    /// The submission servers, best first, without those the mail program cannot use.
    pub outgoing: Vec<ResolvedServer>,
    /// Why it cannot be used; empty if it can.
    pub reasons: Vec<&'static str>,
    /// Whether a port was left out for the sake of the mail program.
    pub dropped_port: bool,
}

/// Applies a rule.
#[must_use]
pub fn evaluate(matrix: &Matrix, rule: &Rule, access: Access, given: Given<'_>) -> Evaluated {
    let mut reasons = rule.unavailable.to_vec();
    let limits = given.client.and_then(|client| matrix.clients()?.of(client.id));
    let lacks = |capability: &str| {
        let own = given.client.map_or(&[][..], |client| client.cannot);
        let listed = limits.map_or(&[][..], |limits| limits.cannot);
        own.iter().chain(listed).any(|cannot| *cannot == capability)
    };
    let mut add = |reason: &'static str| {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    };

    if let Some(server) = rule.incoming {
        if access == Access::Pop3 && lacks("pop3") {
            add("client-lacks-pop3");
        }
        if matrix.security(server, access) == Some(Security::ImplicitTls) && lacks(access.tls_capability()) {
            add("client-lacks-tls");
        }
    }
    let mut usable = rule.outgoing.to_vec();
    usable.retain(|server| {
        matrix.security(*server, access) != Some(Security::ImplicitTls) || !lacks("smtp-tls")
    });
    if usable.is_empty() && !rule.outgoing.is_empty() {
        add("client-lacks-tls");
    }
    let before = usable.len();
    let barred = limits.map_or(&[][..], |limits| limits.ports);
    usable.retain(|server| matrix.port(*server, access).is_none_or(|port| !barred.contains(&port)));
    let dropped_port = usable.len() < before;
    if dropped_port && usable.is_empty() {
        add("no-usable-port");
    }

    let server = |server: usize, protocol: Protocol| resolve_server(matrix, server, access, protocol, given);
    Evaluated {
        incoming: rule.incoming.and_then(|incoming| server(incoming, access.into())),
        outgoing: usable.into_iter().filter_map(|outgoing| server(outgoing, Protocol::Smtp)).collect(),
        reasons,
        dropped_port,
    }
}

fn resolve_server(
    matrix: &Matrix,
    server: usize,
    access: Access,
    protocol: Protocol,
    given: Given<'_>,
) -> Option<ResolvedServer> {
    let value = |field| matrix.value(server, field, access);
    let entry = |field: NoticeField| given.notice.and_then(|notice| notice.get(&field)).map(String::as_str);
    let security = matrix.security(server, access);
    let (host, port) = if protocol == Protocol::Smtp {
        (
            entry(NoticeField::OutgoingHost).or_else(|| entry(NoticeField::IncomingHost)),
            NoticeField::OutgoingPort,
        )
    } else {
        (entry(NoticeField::IncomingHost), NoticeField::IncomingPort)
    };
    let port = entry(port)
        .and_then(|text| text.parse().ok())
        .filter(|port| security.is_none_or(|security| !port_contradiction(protocol, security, *port)));
    let text = |entry: Option<&str>| entry.map(|text| Scalar::Text(text.to_owned().into()));
    let authentication = resolve_value(value(Field::Authentication)?, None, given.address);
    Some(ResolvedServer {
        protocol,
        host: resolve_value(value(Field::Host)?, text(host), given.address),
        port: resolve_value(value(Field::Port)?, port.map(Scalar::Port), given.address),
        username: value(Field::Username).map_or_else(
            || no_login(&authentication),
            |value| resolve_value(value, text(entry(NoticeField::Username)), given.address),
        ),
        security: resolve_value(value(Field::Security)?, None, given.address),
        authentication,
    })
}

/// Where there is no log-in, that there is no log-in name follows from the authentication.
fn no_login(authentication: &ResolvedValue) -> ResolvedValue {
    ResolvedValue {
        value: None,
        pattern: None,
        certainty: authentication.certainty,
        why: authentication.why,
        entered: false,
        alternatives: Vec::new(),
        source: authentication.source,
    }
}

fn resolve_value(sourced: &Sourced, entry: Option<Scalar>, address: Option<&EmailAddress>) -> ResolvedValue {
    let (mut value, pattern) = fill(&sourced.content, address);
    let mut certainty = sourced.certainty;
    let mut why = sourced.why;
    let mut alternatives: Vec<OtherValue> = sourced
        .alternatives
        .iter()
        .map(|other| {
            let (value, pattern) = fill(&other.content, address);
            OtherValue { value, pattern, source: other.source }
        })
        .collect();

    if let (Some((category, category_why)), Some((deeper, deeper_why))) = (&sourced.category, &sourced.deeper)
    {
        // Without an address it is not known which case holds: the weaker of the two settled ones.
        match address.map_or(Settled::Category, |address| Settled::of(address.domain().as_str())) {
            Settled::TopLevel => {}
            Settled::Category => (certainty, why) = (*category, Some(*category_why)),
            Settled::Deeper => {
                (certainty, why) = (*deeper, Some(*deeper_why));
                let candidate = value.take();
                alternatives.insert(0, OtherValue { value: candidate, pattern, source: sourced.source });
            }
        }
    }
    let entry = entry.filter(|_| certainty.accepts_entry());
    let entered = entry.is_some();
    ResolvedValue {
        value: entry.or(value),
        pattern,
        certainty,
        why,
        entered,
        alternatives,
        source: sourced.source,
    }
}

fn fill(content: &Content, address: Option<&EmailAddress>) -> (Option<Scalar>, Option<&'static str>) {
    match content {
        Content::Literal(literal) => (Some(literal.clone()), None),
        Content::Pattern(pattern) => {
            let filled = address.map(|address| Scalar::Text(pattern.fill(address).into()));
            (filled, Some(pattern.as_str()))
        }
        Content::Nothing => (None, None),
    }
}
