//! The module that starts the element: everything but the help, which few visitors open.

mod shell;

use mail_settings::ui::HelpView;

const HELP: Option<HelpView> = None;

fn main() {}
