//! The help, as the second module draws it: steps, symptoms, checks. Nothing here is in the module that starts the element.

use super::topic::Topic;
use super::view::{Cx, El};

/// Draws a part of the help.
pub fn view(cx: &Cx<'_>, topic: Topic) -> El {
    super::view::topic_heading(cx, topic)
}
