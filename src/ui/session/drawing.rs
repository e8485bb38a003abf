//! Answers and guides are drawn in steps: what is in sight is painted before the rest is drawn.

use super::{Inner, Session};
use crate::ui::effect;
use crate::ui::model::View;
use std::rc::Rc;
use web_sys::Node;

/// How much of an answer or a guide is drawn. What is out of sight waits until what is in sight has been painted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Extent {
    /// The first server or the first steps, and what stands above them.
    First,
    /// Both servers or all steps: the window has room for more than the first.
    Window,
    /// Everything, with what stands further down, is folded or for paper only.
    All,
}

impl Inner {
    fn in_two_steps(&self) -> bool {
        self.model.view == View::Answer
            && self.model.editing.is_none()
            && !self.settings.starts_with(r#"{"status":"asking""#)
    }
}

impl Session {
    /// Whether everything is drawn, or only what is seen at once.
    pub fn is_complete(&self) -> bool {
        self.inner.borrow().extent == Extent::All
    }

    /// Whether both servers or all steps are drawn, not only the first.
    pub fn fills(&self) -> bool {
        self.inner.borrow().extent != Extent::First
    }

    /// After drawing and focusing, which may scroll: draws the second server or the other steps before painting if there
    /// is room in sight.
    pub fn fill_window(&self, inside: &Node) {
        if effect::has_room(inside) {
            self.inner.borrow_mut().extent = Extent::Window;
            self.redraw();
        }
    }

    /// After each drawing: sees to it that the rest follows once the answer has been painted, and that the next answer
    /// is drawn in two steps again.
    pub fn drawn(self: &Rc<Self>) {
        let mut inner = self.inner.borrow_mut();
        if !inner.in_two_steps() {
            inner.extent = Extent::First;
        } else if inner.extent == Extent::First {
            let session = Rc::clone(self);
            effect::after_paint(move || {
                session.inner.borrow_mut().extent = Extent::All;
                session.redraw();
            });
        }
    }
}
