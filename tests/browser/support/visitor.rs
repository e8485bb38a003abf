//! A visitor who reads the questions, clicks an answer, and goes on.

use super::data::{self, Language};
use super::page::Page;
use super::widget::Widget;
use mail_settings::i18n::Messages;

/// A visitor in front of a page's first widget.
pub struct Visitor<'p> {
    pub widget: Widget<'p>,
    pub language: Language,
    pub words: &'static Messages,
    provider: String,
}

impl<'p> Visitor<'p> {
    /// Someone who switches to their language first.
    #[track_caller]
    pub fn new(page: &'p Page, language: Language) -> Self {
        let widget = page.widget();
        let words = language.words();
        if language != Language::JA {
            widget.button("English").click();
        }
        Self { widget, language, words, provider: String::new() }
    }

    /// Chooses the provider.
    #[track_caller]
    pub fn chooses_provider(&mut self, id: &str) {
        self.widget.asked(self.words.ask_provider);
        self.provider = id.to_owned();
        self.marks(&data::provider(id, self.language));
        self.goes_on();
    }

    /// Answers a question, which must be the one that is asked.
    #[track_caller]
    pub fn answers(&self, question: &str, answer: &str) {
        self.widget.asked(&data::ask(&self.provider, question, self.language));
        self.marks(&data::answer(&self.provider, question, answer, self.language));
        self.goes_on();
    }

    /// Answers several questions in this order.
    #[track_caller]
    pub fn answers_all(&self, answers: &[(&str, &str)]) {
        for (question, answer) in answers {
            self.answers(question, answer);
        }
    }

    /// Picks the mail program from the list.
    #[track_caller]
    pub fn picks_client(&self, id: &str) {
        self.widget.asked(self.words.ask_client);
        self.widget.find("option", &data::client(id, self.language)).click();
        self.goes_on();
    }

    /// Goes on without naming a mail program.
    #[track_caller]
    pub fn skips_client(&self) {
        self.widget.asked(self.words.ask_client);
        self.widget.button(self.words.skip).click();
    }

    /// Opens an earlier answer again: 変更.
    #[track_caller]
    pub fn changes(&self, label: &str) {
        self.widget.button(&format!("{}{}{label}", self.words.change, self.words.colon)).click();
    }

    /// Opens the address field and types what is asked for.
    #[track_caller]
    pub fn enters_address(&self, address: &str) {
        self.opens_address();
        self.widget.find("textbox", self.words.address).retype(address);
        self.goes_on();
    }

    /// Opens the address field, whether there is an address or not.
    #[track_caller]
    pub fn opens_address(&self) {
        let label = self.words.address_optional;
        let has_address = self.widget.state()["address"].is_string();
        let word = if has_address { self.words.change } else { self.words.enter };
        self.widget.button(&format!("{word}{}{label}", self.words.colon)).click();
        self.widget.asked(self.words.ask_address);
    }

    /// Marks an answer without confirming it.
    #[track_caller]
    pub fn marks(&self, label: &str) {
        self.widget.radio(label).click();
    }

    /// 次へ.
    #[track_caller]
    pub fn goes_on(&self) {
        self.widget.button(self.words.next).click();
    }

    /// Waits for the answer.
    #[track_caller]
    pub fn sees_settings(&self, client: Option<&str>) {
        let client = client.map(|id| data::client(id, self.language));
        self.widget.heading(&(self.words.settings_for)(client.as_deref()));
    }

    /// Asserts the five values of the incoming (0) or outgoing (1) server.
    #[track_caller]
    pub fn reads(&self, side: usize, expected: [&str; 5]) {
        let server = [self.words.incoming, self.words.outgoing][side];
        let expected = expected.map(str::to_owned);
        let found = || self.words.fields.map(|field| self.widget.row_value(server, field));
        assert_eq!(self.widget.page.settle(&expected, found), expected, "{server}");
    }

    /// Asserts the word of certainty below a value.
    #[track_caller]
    pub fn sees_certainty(&self, side: usize, field: usize, certainty: usize) {
        let server = [self.words.incoming, self.words.outgoing][side];
        let doubt = self.widget.row(server, self.words.fields[field]).doubt;
        let word = self.words.certainty[certainty];
        assert!(doubt.contains(word), "{server}, {}: “{doubt}” lacks “{word}”", self.words.fields[field]);
    }
}
