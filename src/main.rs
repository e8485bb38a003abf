//! The module that starts the element: questions, answer and exports. The table, the tree and the help are in the other
//! one, which is loaded when the page is idle.

mod shell;

use mail_settings::ui::More;

const MORE: Option<&More> = None;

fn main() {}
