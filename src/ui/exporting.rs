//! The export page: what it shows, and what its buttons do.

use super::action::{Action, Effect};
use super::effect;
use super::session::Session;
use crate::export::{self, Format, Refusal};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The export page while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportPage {
    /// The format that is shown.
    pub format: Format,
    /// The format whose button opened the page.
    pub opener: Format,
    /// Whether the link holds the mail address and what was copied from the notice.
    pub personal: bool,
    /// What came of the last button.
    pub said: Option<Said>,
}

impl ExportPage {
    /// The page as it opens.
    #[must_use]
    pub const fn new(format: Format) -> Self {
        Self { format, opener: format, personal: false, said: None }
    }
}

/// What came of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The browser has the file with this name.
    Saved(String),
    /// The browser took no file.
    Unsaved,
    /// There is no code.
    Refused(Refusal),
}

/// What a visitor does with exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportAction {
    /// A format is opened.
    Open(Format),
    /// Back to the answer.
    Close,
    /// The link is to hold what is personal, or not.
    Personal,
    /// The file is saved; a code as a picture made of dots.
    Save(bool),
    /// What came of it.
    Said(Said),
    /// The dialog that asks for the password.
    Login(Login),
}

/// What happens to the dialog that asks for the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// It opens.
    Open,
    /// The code is drawn.
    Draw,
    /// It has closed: password and code are forgotten.
    Forget,
}

/// The page after an action, and what must happen.
pub fn reduce(page: &mut Option<ExportPage>, action: ExportAction) -> Vec<Effect> {
    match (action, page) {
        (ExportAction::Open(format), page) => {
            let focus = if page.is_some() { "format" } else { "heading" };
            let page = page.get_or_insert(ExportPage::new(format));
            (page.format, page.said) = (format, None);
            return vec![Effect::Focus(focus.to_owned())];
        }
        (ExportAction::Close, page) => {
            let opener = page.take().map_or("heading", |page| page.opener.id());
            return vec![Effect::Focus(format!("export-{opener}"))];
        }
        (ExportAction::Personal, Some(page)) => page.personal = !page.personal,
        (ExportAction::Said(said), Some(page)) => page.said = Some(said),
        (ExportAction::Save(picture), Some(_)) => return vec![Effect::Save(picture)],
        (ExportAction::Login(login), Some(page)) => {
            page.said = None;
            return vec![Effect::Login(login)];
        }
        (_, None) => {}
    }
    Vec::new()
}

/// Hands the shown format to the browser as a file, and says what came of it. A code is saved as drawn, or as a picture
/// made of dots.
pub fn save(session: &Rc<Session>, picture: bool) {
    let Some(page) = session.model().export else {
        return;
    };
    let mut said = Said::Unsaved;
    session.with_input(page.personal, &mut |input| {
        let artefact = match export::render(page.format.id(), input) {
            Ok(artefact) => artefact,
            Err(refusal) => {
                said = Said::Refused(refusal);
                return;
            }
        };
        let (name, mime, content) = match export::code(page.format, input, None) {
            Ok(code) if picture => {
                let dots = export::png(code.width(), &|x, y| code.is_dark(x, y));
                let name = artefact.name.strip_suffix("svg").unwrap_or_default().to_owned() + "png";
                (name, "image/png", JsValue::from(Uint8Array::from(&dots[..])))
            }
            _ => (artefact.name, artefact.mime, JsValue::from(artefact.content)),
        };
        if effect::file(&name, mime, &content).is_ok_and(|file| effect::save(&file, &name).is_some()) {
            said = Said::Saved(name);
        }
    });
    session.act(Action::Export(ExportAction::Said(said)));
}

/// Opens the dialog, draws the code with the password in its field, or forgets both. Neither is ever anywhere but in
/// the dialog's own elements.
pub fn login(session: &Rc<Session>, login: Login) {
    let host = session.host();
    match login {
        Login::Open => effect::show_dialog(host, "login"),
        Login::Draw => {
            let mut refused = None;
            session.with_input(false, &mut |input| {
                let password = effect::field(host, "password");
                match export::code(Format::DcloginQr, input, Some(&password)) {
                    Ok(code) => effect::draw(host, code.width(), &code.path()),
                    Err(refusal) => {
                        effect::draw(host, 0, "");
                        refused = Some(refusal);
                    }
                }
            });
            if let Some(refusal) = refused {
                session.act(Action::Export(ExportAction::Said(Said::Refused(refusal))));
            }
        }
        Login::Forget => {
            effect::empty_field(host, "password");
            effect::draw(host, 0, "");
        }
    }
}
