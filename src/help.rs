//! The module that takes over when the visitor opens what the first one leaves out: the whole element. It goes on from
//! the state it is given, so that the visitor does not notice.

mod shell;

use mail_settings::ui::{self, More};

const MORE: Option<&More> = Some(&ui::MORE);

/// Runs when the module has arrived, which is mostly while nobody waits.
fn main() {
    ui::prepare();
}
