//! The dialog of the one export that cannot do without the password.

use super::Cx;
use super::code;
use super::dom::{El, el};
use super::export::{does, said};
use super::parts::panel;
use crate::export::Offer;
use crate::matrix::Weight;
use crate::ui::action::Action;
use crate::ui::exporting::{ExportAction, ExportPage, Login};
use yew::virtual_dom::ListenerKind;

/// The dialog that asks for the password. What is typed and what is drawn stays in its elements.
pub fn dialog(cx: &Cx<'_>, offer: &Offer, page: &ExportPage) -> El {
    let draw = cx.with(Box::new(|event| {
        event.prevent_default();
        Some(Action::Export(ExportAction::Login(Login::Draw)))
    }));
    let field =
        el("input").class("field").set("id", "password").set("type", "password").set("autocomplete", "off");
    let form = el("form")
        .on(|| ListenerKind::onsubmit, draw)
        .el(el("label").class("label").set("for", "password").text(cx.words.password))
        .el(field)
        .el(said(cx, page, false))
        .el(el("p").class("actions").el(el("button").class("button main").text(cx.words.login_draw)));
    // Closing needs no script: the form's method does it.
    let close = el("form")
        .set("method", "dialog")
        .el(el("p").class("actions").el(el("button").class("button").text(cx.words.close)));
    el("dialog")
        .set("id", "login")
        .set("aria-labelledby", "login-title")
        .on(|| ListenerKind::onclose, does(cx, ExportAction::Login(Login::Forget)))
        .el(el("h4").set("id", "login-title").text(cx.words.login_title))
        .el(panel(Weight::Stop, "stop", cx.words.warnings, el("p").text(cx.words.login_warning)))
        .el(form)
        .el(code::place(cx.text(&offer.export.title)))
        .el(close)
}
