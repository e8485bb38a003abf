//! What the visitor said. Everything else is computed from it.

use crate::catalogue::Catalogue;
use crate::i18n::Locale;
use crate::mail::{EmailAddress, Hostname, Idn};
use crate::matrix::Matrix;
use crate::small_map::SmallMap;
use serde_json::{Map, Value};

/// The visitor's answers, by question id, and what was typed.
/// Invariant: every id in it is known and every text in it is valid, because `set` and `from_pairs` drop the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    provider: Option<String>,
    client: Option<String>,
    address: Option<String>,
    lang: Option<Locale>,
    answers: SmallMap<String, String>,
    notice: SmallMap<NoticeField, String>,
}

/// A value that the visitor copies from the customer's notice, or heard from support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeField {
    /// Name of the incoming server.
    IncomingHost,
    /// Port of the incoming server.
    IncomingPort,
    /// Name of the submission server; the incoming one until it is entered.
    OutgoingHost,
    /// Port of the submission server.
    OutgoingPort,
    /// Log-in name.
    Username,
}

impl NoticeField {
    /// All fields.
    pub const ALL: [Self; 5] =
        [Self::IncomingHost, Self::IncomingPort, Self::OutgoingHost, Self::OutgoingPort, Self::Username];

    /// The key in the public API.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::IncomingHost => "notice-incoming-host",
            Self::IncomingPort => "notice-incoming-port",
            Self::OutgoingHost => "notice-outgoing-host",
            Self::OutgoingPort => "notice-outgoing-port",
            Self::Username => "notice-username",
        }
    }

    /// The entry in the form in which it is kept, or `None` if it cannot be a value of this field.
    #[must_use]
    pub fn parse(self, text: &str, idn: &dyn Idn) -> Option<String> {
        let text = text.trim();
        match self {
            Self::IncomingHost | Self::OutgoingHost => {
                Hostname::parse(text, idn).ok().map(|host| host.as_str().to_owned())
            }
            Self::IncomingPort | Self::OutgoingPort => {
                text.parse::<u16>().ok().filter(|port| *port > 0).map(|port| port.to_string())
            }
            Self::Username => {
                // The two separators begin a new line wherever the name is shown or pasted, as a control character does.
                let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
                let fits = !text.is_empty() && text.chars().count() <= 254 && !text.chars().any(breaks);
                fits.then(|| text.to_owned())
            }
        }
    }
}

impl State {
    /// Reads keys and values in any order; what is unknown or impossible is dropped.
    #[must_use]
    pub fn from_pairs<K, V>(
        pairs: impl IntoIterator<Item = (K, V)>,
        catalogue: &Catalogue,
        idn: &dyn Idn,
    ) -> Self
    where
        K: AsRef<str>,
        V: AsRef<str>,
    {
        let pairs: Vec<(K, V)> = pairs.into_iter().collect();
        let mut state = Self::default();
        // Another provider or plan clears what hangs on it, so these come first, whatever the order of the keys.
        let rank = |key: &str| ["provider", "plan"].iter().position(|first| *first == key).unwrap_or(2);
        for turn in 0..=2 {
            for (key, value) in pairs.iter().filter(|(key, _)| rank(key.as_ref()) == turn) {
                state = state.with(key.as_ref(), Some(value.as_ref()), catalogue, idn);
            }
        }
        state
    }

    /// Reads the plain object of the public API; a port may be a number.
    #[must_use]
    pub fn from_json(object: &Map<String, Value>, catalogue: &Catalogue, idn: &dyn Idn) -> Self {
        let pairs = object.iter().filter_map(|(key, value)| match value {
            Value::String(text) => Some((key.as_str(), text.clone())),
            Value::Number(number) => Some((key.as_str(), number.to_string())),
            _ => None,
        });
        Self::from_pairs(pairs, catalogue, idn)
    }

    /// The state with one key set, or cleared by `None`. An impossible value changes nothing.
    /// Another provider or plan keeps only access, client, address and language: one id can mean different
    /// things there.
    #[must_use]
    pub fn with(&self, key: &str, value: Option<&str>, catalogue: &Catalogue, idn: &dyn Idn) -> Self {
        let mut state = self.clone();
        let value = value.map(str::trim);
        match key {
            "provider" => {
                let provider = value.filter(|id| catalogue.matrix(id).is_some());
                if value.is_some() == provider.is_some() && provider != self.provider.as_deref() {
                    state.keep_common();
                    state.provider = provider.map(str::to_owned);
                }
            }
            "client" => {
                if value.is_none_or(|id| catalogue.client(id).is_some()) {
                    state.client = value.map(str::to_owned);
                }
            }
            "lang" => {
                if let Some(locale) = value.and_then(Locale::from_tag) {
                    state.lang = Some(locale);
                }
            }
            "address" => {
                if value.is_none_or(|text| EmailAddress::parse(text, idn).is_ok()) {
                    state.address = value.map(str::to_owned);
                }
            }
            _ => {
                if let Some(field) = NoticeField::ALL.into_iter().find(|field| field.id() == key) {
                    match value.map(|text| field.parse(text, idn)) {
                        None => state.notice.remove(&field),
                        Some(Some(text)) => state.notice.insert(field, text),
                        Some(None) => {}
                    }
                } else if let Some(matrix) = self.provider.as_deref().and_then(|id| catalogue.matrix(id)) {
                    state.answer(matrix, key, value);
                } else if key == "access" && value.is_none_or(|id| crate::mail::Access::from_id(id).is_some())
                {
                    state.put(key, value);
                }
            }
        }
        state
    }

    fn answer(&mut self, matrix: &Matrix, question: &str, value: Option<&str>) {
        let Some(input) = (0..matrix.inputs()).find(|input| matrix.input_id(*input) == question) else {
            return;
        };
        if value.is_some_and(|id| !matrix.answer_ids(input).contains(&id)) {
            return;
        }
        if question == "plan" && value != self.get("plan") {
            self.keep_common();
        }
        self.put(question, value);
    }

    fn put(&mut self, question: &str, value: Option<&str>) {
        match value {
            Some(value) => self.answers.insert(question.to_owned(), value.to_owned()),
            None => self.answers.remove(question),
        }
    }

    fn keep_common(&mut self) {
        self.answers.retain(|question, _| question == "access");
        self.notice.clear();
    }

    /// The value of a key of the public API, as text.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        match key {
            "provider" => self.provider.as_deref(),
            "client" => self.client.as_deref(),
            "address" => self.address.as_deref(),
            "lang" => self.lang.map(Locale::tag),
            _ => NoticeField::ALL
                .into_iter()
                .find(|field| field.id() == key)
                .map_or_else(|| self.answers.get(key), |field| self.notice.get(&field))
                .map(String::as_str),
        }
    }

    /// What was copied from the notice into a field.
    #[must_use]
    pub fn notice(&self, field: NoticeField) -> Option<&str> {
        self.notice.get(&field).map(String::as_str)
    }

    /// Everything that was copied from the notice.
    #[must_use]
    pub const fn notices(&self) -> &SmallMap<NoticeField, String> {
        &self.notice
    }

    /// The chosen language.
    #[must_use]
    pub const fn lang(&self) -> Option<Locale> {
        self.lang
    }

    /// The answer to an input of a matrix, as its index.
    #[must_use]
    pub fn answered(&self, matrix: &Matrix, input: usize) -> Option<usize> {
        let value = self.answers.get(matrix.input_id(input))?;
        matrix.answer_ids(input).iter().position(|id| id == value)
    }

    /// All keys and values in the fixed order: provider, plan, questions, access, client, language; then, if
    /// wanted, address and notice.
    #[must_use]
    pub fn pairs<'a>(&'a self, catalogue: &'a Catalogue, personal: bool) -> Vec<(&'a str, &'a str)> {
        let matrix = self.provider.as_deref().and_then(|id| catalogue.matrix(id));
        let questions = matrix.map_or_else(
            || vec!["access"],
            |matrix| (0..matrix.inputs()).map(|input| matrix.input_id(input)).collect(),
        );
        let personal =
            ["address"].into_iter().chain(NoticeField::ALL.map(NoticeField::id)).filter(|_| personal);
        std::iter::once("provider")
            .chain(questions)
            .chain(["client", "lang"])
            .chain(personal)
            .filter_map(|key| self.get(key).map(|value| (key, value)))
            .collect()
    }

    /// The plain object of the public API, parsed: for tests and other programs on the host.
    #[must_use]
    pub fn to_json(&self, catalogue: &Catalogue) -> Map<String, Value> {
        serde_json::from_str(&super::state_json(catalogue, self)).unwrap_or_default()
    }
}
