//! How the build script hands these data to the page: as those of the providers, in files of their own.

use super::model::{
    Cause, CertificateName, Direction, Fault, Help, Opens, Rule, Signal, Symptom, Term, Warning, When,
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
    Help { causes, symptoms, signals, others, strange, rules, warnings, names, terms, texts }
    Cause { id, title, text, when, opens, fields, checks, source }
    Opens { question, set }
    Symptom { id, title, causes }
    Signal { fragments, ports, near; id }
    Rule { cause, signals, unless, when, score }
    When { providers, answers, clients, notices, reasons, disagree }
    Warning { clients, fault, title, text, certain }
    CertificateName { when, security, directions, name, why, source }
    Term { id, name, words, text, easy }
}
