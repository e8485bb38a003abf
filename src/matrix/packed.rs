//! A matrix as numbers and text: how the build script hands the data to the page. Constants with a pointer for every
//! text compress badly; here a text costs its length, and all of them stand in one long string.

use super::client::Client;
use super::exports::{After, Audience, Export};
use super::model::{
    Alternative, ClientLimits, Content, Document, Fact, Listed, Matrix, Notice, Plan, PlanQuestion, Question,
    QuestionAnswer, Reason, Rule, Scalar, Server, Side, Source, Sourced, Suggest, Table, Trigger, Weight,
};
use crate::i18n::{Locale, Localized};
use crate::mail::{Certainty, Pattern};
use std::borrow::Cow;

/// What is written: numbers as LEB128, texts one after the other, each once.
#[derive(Default)]
pub struct Packer {
    /// The numbers.
    pub numbers: Vec<u8>,
    /// The texts.
    pub text: String,
    /// Where plain Japanese goes, if not among the rest.
    pub plain: Option<Box<Self>>,
    known: Vec<String>,
}

/// What is read. It trusts what the build script wrote: past the end there are zeros and empty texts.
pub struct Unpacker {
    numbers: &'static [u8],
    text: &'static str,
    known: Vec<&'static str>,
    plain: Plain,
}

/// Where plain Japanese is read from.
enum Plain {
    /// From among the rest.
    Inside,
    /// From a pack of its own.
    Apart(Box<Unpacker>),
    /// From nowhere: it was packed apart, and is not wanted.
    Left,
}

/// What can be written and read back.
pub trait Pack {
    /// Writes.
    fn pack(&self, to: &mut Packer);
    /// Reads back what `pack` wrote.
    fn unpack(from: &mut Unpacker) -> Self;
}

impl Packer {
    /// A number, in as few bytes as it needs.
    pub(crate) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.numbers.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.numbers.push(number.to_le_bytes()[0]);
    }

    fn count(&mut self, count: usize) {
        // No list and no text of the data comes near this.
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// A text that came before costs its place, counted from the latest; any other its length. The last bit tells.
    fn text(&mut self, text: &str) {
        match self.known.iter().rev().position(|known| known == text) {
            Some(back) => self.count(back * 2 + 1),
            None => {
                self.count(text.len() * 2);
                self.text.push_str(text);
                self.known.push(text.to_owned());
            }
        }
    }
}

impl Unpacker {
    /// From the start.
    #[must_use]
    pub const fn new(numbers: &'static [u8], text: &'static str) -> Self {
        Self { numbers, text, known: Vec::new(), plain: Plain::Inside }
    }

    /// With the pack of its own that plain Japanese went to; without, the texts have none.
    #[must_use]
    pub fn with_plain(mut self, plain: Option<Self>) -> Self {
        self.plain = plain.map_or(Plain::Left, |plain| Plain::Apart(Box::new(plain)));
        self
    }

    /// The next number.
    #[inline(never)]
    pub(crate) fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 28 {
                break;
            }
        }
        number
    }

    /// The next number, as a length or an index.
    pub(crate) fn count(&mut self) -> usize {
        self.number() as usize
    }

    #[inline(never)]
    fn text(&mut self) -> &'static str {
        let tag = self.count();
        if tag & 1 == 1 {
            return self.known.iter().rev().nth(tag / 2).copied().unwrap_or_default();
        }
        let (text, rest) = self.text.split_at_checked(tag / 2).unwrap_or_default();
        self.text = rest;
        self.known.push(text);
        text
    }
}

macro_rules! numbers {
    ($($type:ty),+) => { $(impl Pack for $type {
        fn pack(&self, to: &mut Packer) {
            to.number(u32::try_from(*self).unwrap_or(u32::MAX));
        }
        fn unpack(from: &mut Unpacker) -> Self {
            Self::try_from(from.number()).unwrap_or_default()
        }
    })+ };
}

/// Structs, field by field. What stands behind the semicolon is the author's own name for it, which stays at home.
macro_rules! structs {
    ($($type:ident { $($field:ident),+ $(; $authors:ident)? $(,)? })+) => { $(impl Pack for $type {
        fn pack(&self, to: &mut Packer) {
            $(self.$field.pack(to);)+
        }
        #[inline(never)]
        fn unpack(from: &mut Unpacker) -> Self {
            Self { $($field: Pack::unpack(from)),+ $(, $authors: "")? }
        }
    })+ };
}

/// Enums without data, by their place in the list.
macro_rules! enums {
    ($($type:ident [ $($variant:ident),+ ])+) => { $(impl Pack for $type {
        fn pack(&self, to: &mut Packer) {
            to.number(*self as u32);
        }
        fn unpack(from: &mut Unpacker) -> Self {
            let all = [$(Self::$variant),+];
            let index = from.count();
            all[index.min(all.len() - 1)]
        }
    })+ };
}

pub(crate) use {enums, structs};

numbers!(u16, u32, usize);
enums! {
    Certainty [Stated, Default, Inferred, FromNotice, Disputed, Unstated]
    Weight [Stop, Caution, Note]
    Audience [Any, Device, Owner, Expert]
    Trigger [Unencrypted, DroppedPort, ClientNotListed, DocumentsDisagree]
}
structs! {
    Matrix { id, name, keywords, checked, contact, documents, plans, plan_question, questions, values, servers, tables,
        reasons, notices, texts, facts, clients }
    Document { id, title, publisher, date, date_note, sections }
    Source { document, section }
    Plan { id, label, short, note, keywords }
    PlanQuestion { ask, note, help }
    Question { id, is_choice, label, ask, note, help, answers }
    QuestionAnswer { id, label, short, note }
    Sourced { content, certainty, why, source, alternatives, category, deeper; name }
    Alternative { content, source }
    Server { fields; name }
    Table { order, domain, rules; id }
    Rule { id, cells, incoming, outgoing, unavailable, suggest }
    Suggest { set, because }
    Reason { id, title, text, source, sides }
    Side { claim, source }
    Notice { id, weight, title, text, when, clients, trigger, source }
    Fact { group, plans, title, text, source; id }
    ClientLimits { source, listed }
    Listed { cannot, ports }
    Client { id, name, platform, keywords, cannot, imports, no_import }
    Export { id, audience, title, hint, who, usage, note, inside, also, password, mechanism, servers, warning, after, mail }
    After { title, clients, differs, steps }
}

impl Pack for bool {
    fn pack(&self, to: &mut Packer) {
        to.number(u32::from(*self));
    }
    fn unpack(from: &mut Unpacker) -> Self {
        from.number() != 0
    }
}

impl Pack for &'static str {
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }
    fn unpack(from: &mut Unpacker) -> Self {
        from.text()
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, to: &mut Packer) {
        self.is_some().pack(to);
        if let Some(inside) = self {
            inside.pack(to);
        }
    }
    fn unpack(from: &mut Unpacker) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Pack> Pack for &'static [T] {
    fn pack(&self, to: &mut Packer) {
        to.count(self.len());
        self.iter().for_each(|item| item.pack(to));
    }
    fn unpack(from: &mut Unpacker) -> Self {
        let count = from.count();
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(T::unpack(from));
        }
        items.leak()
    }
}

impl<T: Pack, const N: usize> Pack for [T; N] {
    fn pack(&self, to: &mut Packer) {
        self.iter().for_each(|item| item.pack(to));
    }
    fn unpack(from: &mut Unpacker) -> Self {
        std::array::from_fn(|_| T::unpack(from))
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, to: &mut Packer) {
        self.0.pack(to);
        self.1.pack(to);
    }
    fn unpack(from: &mut Unpacker) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}

impl Pack for Localized {
    fn pack(&self, to: &mut Packer) {
        Locale::ALL.map(|locale| self.get(locale)).pack(to);
        match &mut to.plain {
            Some(plain) => self.easy().pack(plain),
            None => self.easy().pack(to),
        }
    }
    fn unpack(from: &mut Unpacker) -> Self {
        let ja = from.text();
        let en = from.text();
        let easy = match &mut from.plain {
            Plain::Inside => Pack::unpack(from),
            Plain::Apart(plain) => Pack::unpack(plain),
            Plain::Left => None,
        };
        Self::new(ja, en, easy)
    }
}

impl Pack for Pattern<'static> {
    fn pack(&self, to: &mut Packer) {
        self.as_str().pack(to);
    }
    fn unpack(from: &mut Unpacker) -> Self {
        Self::known(from.text())
    }
}

impl Pack for Content {
    fn pack(&self, to: &mut Packer) {
        match self {
            Self::Nothing => to.number(0),
            Self::Literal(Scalar::Text(text)) => {
                to.number(1);
                to.text(text);
            }
            Self::Literal(Scalar::Port(port)) => {
                to.number(2);
                port.pack(to);
            }
            Self::Pattern(pattern) => {
                to.number(3);
                pattern.pack(to);
            }
        }
    }
    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            1 => Self::Literal(Scalar::Text(Cow::Borrowed(from.text()))),
            2 => Self::Literal(Scalar::Port(u16::unpack(from))),
            3 => Self::Pattern(Pattern::unpack(from)),
            _ => Self::Nothing,
        }
    }
}
