//! What browser tests stand on: a site, a browser, a page with the widget on it, and a visitor who reads it.
#![allow(dead_code, unused_imports, reason = "tests and measurements each use their part")]

mod data;
mod driver;
mod page;
mod site;
mod visitor;
mod widget;

pub use data::{Language, answer, ask, client, label, provider};
pub use driver::key;
pub use page::{Console, Page};
pub use site::{Gate, Reply, Site, host_page};
pub use visitor::Visitor;
pub use widget::{Element, Row, Widget};

/// Positions of fields in `Messages::fields`.
pub const HOST: usize = 0;
pub const PORT: usize = 1;
pub const AUTHENTICATION: usize = 3;
pub const USERNAME: usize = 4;

/// Positions of certainties in `Messages::certainty`.
pub const INFERRED: usize = 2;
pub const FROM_NOTICE: usize = 3;
pub const DISPUTED: usize = 4;
pub const UNSTATED: usize = 5;

/// The contract's example, without its language.
pub const EXAMPLE: &str = "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=pop3\
                           &client=thunderbird";
