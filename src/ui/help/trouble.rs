//! Written next.

use crate::ui::topic::Topic;
use crate::ui::view::dom::El;
use crate::ui::view::{Cx, topic_heading};

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    topic_heading(cx, Topic::Trouble)
}
