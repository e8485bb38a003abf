//! Guides as numbers and text, by the same means as the matrices.

use super::model::{
    Branch, Can, Caution, Certain, Check, Condition, Dialog, Ended, Field, Flow, Guide, Guides, Key, Kind,
    Look, Note, Section, Slot, Standing, Step, Switch, Value, Verdict, Words,
};
use crate::matrix::{Pack, Packer, Unpacker, enums, structs};

enums! {
    Certain [Yes, No, Unknown]
    Kind [Text, Select, Check, Radio]
    Verdict [Met, NotMet, Ask, NotConcerned]
}
structs! {
    Guides { documents, words, all }
    Words { name, password, on, off, no_word, ask, undocumented, not_used, listed, listed_able,
        no_port, receiving_tls, lacks, unsure }
    Guide { id, versions, platforms, standing, doubt, checked, basis, can, follows, dialogs, fields, flows, conditions,
        cautions, address_only }
    Ended { date, replaced_by, note }
    Can { is, note, source }
    Dialog { title, sections, buttons }
    Section { heading, fields }
    Field { label, kind, value, words, notes, when }
    Switch { on, ask }
    Note { text, when, source }
    Flow { id, title, looks, steps }
    Look { dialog, title, buttons }
    Step { title, text, when, dialog, fields, branches, notes, opens, source }
    Branch { case, text, fields, source }
    Condition { title, checks, source }
    Check { when, verdict, text }
    Caution { title, text, when, flows, set, stops, source }
}

impl Pack for Standing {
    fn pack(&self, to: &mut Packer) {
        match self {
            Self::Current => to.number(0),
            Self::Unknown => to.number(1),
            Self::Ended(ended) => {
                to.number(2);
                ended.pack(to);
            }
        }
    }
    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => Self::Current,
            1 => Self::Unknown,
            _ => Self::Ended(Pack::unpack(from)),
        }
    }
}

impl Pack for Value {
    fn pack(&self, to: &mut Packer) {
        match self {
            Self::Fixed(text) => {
                to.number(0);
                text.pack(to);
            }
            Self::Slot(slot) => {
                to.number(1);
                slot.pack(to);
            }
            Self::Switch(switch) => {
                to.number(2);
                switch.pack(to);
            }
            Self::Own(text) => {
                to.number(3);
                text.pack(to);
            }
        }
    }
    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => Self::Fixed(Pack::unpack(from)),
            1 => Self::Slot(Pack::unpack(from)),
            2 => Self::Switch(Pack::unpack(from)),
            _ => Self::Own(Pack::unpack(from)),
        }
    }
}

/// By its place in the list of all.
macro_rules! listed {
    ($($type:ident),+) => { $(impl Pack for $type {
        fn pack(&self, to: &mut Packer) {
            Self::ALL.iter().position(|(_, known)| known == self).unwrap_or_default().pack(to);
        }
        fn unpack(from: &mut Unpacker) -> Self {
            let index = from.count();
            Self::ALL[index.min(Self::ALL.len() - 1)].1
        }
    })+ };
}

listed!(Slot, Key);
