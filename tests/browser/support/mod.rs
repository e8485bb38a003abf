//! What browser tests stand on: a site, a browser, a page with the widget on it, and a visitor who reads it.
#![allow(dead_code, unused_imports, reason = "tests and measurements each use their part")]

mod around;
mod browser;
mod data;
mod driver;
mod files;
mod page;
mod site;
mod visitor;
mod widget;

pub(crate) use browser::needs;
pub use browser::{Browser, Can};
pub use data::{Language, answer, ask, client, format, label, no_import, plain_texts, provider, reason};
pub use driver::key;
pub use files::{Downloads, Picture, base64};
pub use page::{Console, Page, elements as elements_of};
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

/// An answer from which every format can be made, without its mail program and language.
pub const WHOLE: &str = "provider=neoworks&plan=maintenance&os=centos6&domain=virtual&connection=tls\
                         &certificate=mail-name&access=imap&address=info%40sample.jp\
                         &notice-username=info%40sample.jp&notice-incoming-port=993";

/// After the three tabs comes the export page, which opens from an answer.
pub const EXPORT: usize = 3;

/// Opens a tab, or the export page.
#[track_caller]
pub fn open_view(widget: &Widget<'_>, language: Language, view: usize) {
    let words = language.words();
    if view == EXPORT {
        widget.button(&format!("{}{}{}", words.open, words.colon, words.export_others)).click();
        widget.heading(words.export);
    } else {
        widget.button(words.tabs[view]).click();
    }
}
