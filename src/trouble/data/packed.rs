//! How the build script hands these data to the page: as those of the providers, in files of their own.

use super::model::{
    Cause, CertificateName, Direction, Fault, Help, Opens, Reply, Rule, Signal, Symptom, Term, Warning, When,
};
use crate::mail::Security;
use crate::matrix::{Field, Pack, Packer, Unpacker, enums, structs};

enums! {
    Direction [Incoming, Outgoing]
    Fault [Name, Expired, Untrusted]
    Security [None, StartTls, ImplicitTls]
    Field [Host, Port, Security, Authentication, Username]
}
structs! {
    Help { causes, symptoms, signals, others, strange, rules, replies, warnings, names, terms, texts }
    Cause { id, title, text, when, opens, fields, refuses, checks, source }
    Opens { question, set }
    Symptom { id, title, causes }
    Rule { cause, signals, unless, when, score }
    Reply { signals, unless, refuses, only }
    When { providers, answers, clients, notices, reasons, disagree }
    Warning { clients, fault, title, text, certain }
    CertificateName { when, security, directions, name, why, source }
    Term { id, name, words, text, easy }
}

/// What stands between the words of a list; folded texts have no line ends.
const BETWEEN: &str = "\n";

/// A list of words as one text: the lengths of so many would weigh more than the marks between them, and sorted words
/// resemble their neighbours. Their order has no meaning.
fn pack_words(words: &[&str], to: &mut Packer) {
    let mut words = words.to_vec();
    words.sort_unstable();
    let joined: &'static str = words.join(BETWEEN).leak();
    joined.pack(to);
}

#[inline(never)]
fn unpack_words(from: &mut Unpacker) -> &'static [&'static str] {
    let joined = <&'static str>::unpack(from);
    joined.split('\n').filter(|word| !word.is_empty()).collect::<Vec<_>>().leak()
}

impl Pack for Signal {
    fn pack(&self, to: &mut Packer) {
        pack_words(self.fragments, to);
        self.ports.pack(to);
        to.number(u32::try_from(self.near.len()).unwrap_or(u32::MAX));
        for words in self.near {
            pack_words(words, to);
        }
    }
    fn unpack(from: &mut Unpacker) -> Self {
        let (fragments, ports) = (unpack_words(from), Pack::unpack(from));
        let near: Vec<_> = (0..from.number()).map(|_| unpack_words(from)).collect();
        Self { id: "", fragments, ports, near: near.leak() }
    }
}
