//! A QR code on the page: dark on a ground that is painted, in every theme and on paper.

use super::dom::{El, el, nodes};
use crate::export::Code;

/// The width of a code on the screen, in pixels: three for each module at least and the frame, so that a phone tells
/// them apart.
#[must_use]
pub fn side(width: usize) -> String {
    (3 * width + 2).max(232).to_string()
}

/// A code with its text alternative.
#[inline(never)]
pub fn picture(code: &Code, name: &str) -> El {
    let width = code.width().to_string();
    let dark = el("path").attr("d", &code.path());
    drawing(&["0 0 ", &width, " ", &width].concat(), name, dark).attr("width", &side(code.width()))
}

/// The place of the code that no model knows: it is drawn into the dialog's own elements, by their ids.
pub fn place(name: &str) -> El {
    drawing("0 0 0 0", name, el("path").set("id", "login-dark")).set("id", "login-code").set("hidden", "")
}

fn drawing(view_box: &str, name: &str, dark: El) -> El {
    let ground = el("rect").set("width", "100%").set("height", "100%").set("fill", "#fff");
    el("svg")
        .class("code")
        .attr("viewBox", view_box)
        .set("role", "img")
        .set("shape-rendering", "crispEdges")
        .attr("aria-label", name)
        .el(nodes().el(ground).el(dark))
}
