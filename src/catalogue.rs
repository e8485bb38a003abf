//! The files that are part of the product. The build script reads, checks and packs them, so that the page neither
//! parses nor checks anything.

use crate::matrix::{Client, Export, Matrix, Pack, Unpacker};
use std::sync::OnceLock;

/// The providers and mail programs a widget knows.
#[derive(Debug)]
pub struct Catalogue {
    matrices: &'static [Matrix],
    clients: &'static [Client],
    exports: &'static [Export],
}

impl Catalogue {
    /// Everything that is embedded; in a page without plain Japanese, unless it was asked for before.
    #[must_use]
    pub fn embedded() -> &'static Self {
        if cfg!(target_arch = "wasm32") { Self::with(|| None) } else { Self::in_plain_words() }
    }

    /// Everything that is embedded, in plain Japanese too. Apart, so that a module of a page which leaves it to another
    /// one does not carry it. It must be the first to ask; after that, [`embedded`](Self::embedded) gives the same.
    #[must_use]
    pub fn in_plain_words() -> &'static Self {
        Self::with(|| {
            let numbers = include_bytes!(concat!(env!("OUT_DIR"), "/plain-numbers.bin"));
            let text = include_str!(concat!(env!("OUT_DIR"), "/plain-text.txt"));
            Some(Unpacker::new(numbers, text))
        })
    }

    fn with(plain: fn() -> Option<Unpacker>) -> &'static Self {
        static EMBEDDED: OnceLock<Catalogue> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            // Written by the build script from `static/data/`.
            let numbers = include_bytes!(concat!(env!("OUT_DIR"), "/numbers.bin"));
            let text = include_str!(concat!(env!("OUT_DIR"), "/text.txt"));
            let mut from = Unpacker::new(numbers, text).with_plain(plain());
            Self {
                matrices: Pack::unpack(&mut from),
                clients: Pack::unpack(&mut from),
                exports: Pack::unpack(&mut from),
            }
        })
    }

    /// The providers, in the order in which they are offered.
    #[must_use]
    pub const fn matrices(&self) -> &'static [Matrix] {
        self.matrices
    }

    /// The provider with this id.
    #[must_use]
    pub fn matrix(&self, id: &str) -> Option<&'static Matrix> {
        self.matrices.iter().find(|matrix| matrix.id() == id)
    }

    /// The mail programs, in the order in which they are offered.
    #[must_use]
    pub const fn clients(&self) -> &'static [Client] {
        self.clients
    }

    /// The mail program with this id.
    #[must_use]
    pub fn client(&self, id: &str) -> Option<&'static Client> {
        self.clients.iter().find(|client| client.id == id)
    }
    /// What is read about the formats, by benefit.
    #[must_use]
    pub const fn exports(&self) -> &'static [Export] {
        self.exports
    }
}
