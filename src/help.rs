//! The module that takes over when the help is opened: the whole element. It goes on from the state it is given, so that
//! a visitor does not notice.

mod shell;

use mail_settings::ui::{HelpView, help};

const HELP: Option<HelpView> = Some(help::view);

fn main() {}
