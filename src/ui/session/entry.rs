//! A history entry knows its view: Back from an answer leads to the row or the node that was chosen. The view is no part
//! of a link. Only the second module has other views than the answer.

use super::Session;
use crate::ui::effect;
use crate::ui::model::View;

/// Leaves the view at the present history entry.
pub fn remember(view: View) {
    effect::set_mark((view != View::Answer).then_some(f64::from(view as u8)));
}

/// Back, Forward, or another fragment: shows the view of the entry.
pub fn revisit(session: &Session) {
    let view = match effect::mark() {
        Some(1.0) => View::Matrix,
        Some(2.0) => View::Tree,
        _ => View::Answer,
    };
    let mut inner = session.inner.borrow_mut();
    let moved = inner.deep_link && inner.model.view != view;
    if moved {
        inner.model.view = view;
        (inner.model.help, inner.model.export) = (None, None);
    }
    drop(inner);
    if moved {
        session.redraw();
    }
}
