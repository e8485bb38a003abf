//! The files under `static/data/trouble/`, as the build script packed them.

use super::data::Help;
use crate::matrix::{Pack, Unpacker};
use std::sync::OnceLock;

/// Everything that is known about trouble.
#[must_use]
pub fn embedded() -> &'static Help {
    static EMBEDDED: OnceLock<Help> = OnceLock::new();
    EMBEDDED.get_or_init(|| {
        // Written by the build script from `static/data/trouble/`.
        let numbers = include_bytes!(concat!(env!("OUT_DIR"), "/trouble-numbers.bin"));
        let text = include_str!(concat!(env!("OUT_DIR"), "/trouble-text.txt"));
        Help::unpack(&mut Unpacker::new(numbers, text))
    })
}
