//! Files made from an answer. Each says what the answer says, or refuses; nothing weaker is ever written.

mod account;
mod autoconfig;
mod autodiscover;
mod config;
mod data_url;
mod dclogin_qr;
mod fetchmail;
mod format;
mod identity;
mod k9s;
mod link_qr;
mod mbsync;
mod mobileconfig;
mod msmtp;
mod neomutt;
mod offer;
mod png;
mod prf;
mod qr;
mod qr_reader;
mod receipt;
mod refusal;
mod srv;
mod text;
mod thunderbird_qr;
mod xml;

use crate::catalogue::Catalogue;
use crate::decide::{Outcome, State, Status, settings_json};
use crate::i18n::{Locale, Messages};

pub use account::{Account, Endpoint};
pub use data_url::data_url;
pub use format::Format;
pub use offer::{Heading, Offer, offers};
pub use png::png;
pub use qr::Code;
pub use qr_reader::read as read_code;
pub use receipt::{Receipt, Steps, receipt};
pub use refusal::{Limit, Missing, Refusal};
pub use text::{known_text, settings_text, ticket};

/// A file, ready to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// Its name, in ASCII.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What it holds.
    pub content: String,
}

/// What the files are made from. Plain values only, so that the same input gives the same bytes.
#[derive(Clone, Copy)]
pub struct Input<'o> {
    /// All providers.
    pub catalogue: &'o Catalogue,
    /// What the visitor said.
    pub state: &'o State,
    /// What follows from it.
    pub outcome: &'o Outcome<'o>,
    /// The language of the words inside a file.
    pub locale: Locale,
    /// The address of the page without its fragment, for the link.
    pub page: &'o str,
    /// Whether the link holds the mail address and what the visitor copied from the notice.
    pub personal: bool,
}

/// Makes the file of a format.
///
/// # Errors
/// Why there is none.
pub fn render(format: &str, input: Input<'_>) -> Result<Artefact, Refusal> {
    let Some(format) = Format::from_id(format) else {
        return Err(Refusal::UnknownFormat(format.to_owned()));
    };
    match input.outcome.status {
        Status::Asking(_) => return Err(Refusal::Asking),
        Status::Unavailable => return Err(Refusal::Unavailable),
        Status::Answered => {}
    }
    match format {
        Format::Text => {
            let content = settings_text(input.outcome, input.locale);
            Ok(Artefact { name: "mail-settings.txt".to_owned(), mime: "text/plain", content })
        }
        Format::Json => {
            let content = settings_json(input.catalogue, input.state, input.outcome);
            Ok(Artefact { name: "mail-settings.json".to_owned(), mime: "application/json", content })
        }
        Format::LinkQr | Format::ThunderbirdQr | Format::DcloginQr => {
            let code = code(format, input, None)?;
            Ok(picture(format, &code, input))
        }
        _ => {
            let account = Account::of(input.outcome)?;
            account.imported(format, input.outcome.client)?;
            match format {
                Format::Mobileconfig => mobileconfig::render(&account, input.locale.full()),
                Format::Autoconfig => autoconfig::render(&account, input.outcome),
                Format::K9s => k9s::render(&account),
                Format::Srv => srv::render(&account),
                Format::Msmtp => msmtp::render(&account),
                Format::Mbsync => mbsync::render(&account),
                Format::Neomutt => neomutt::render(&account),
                Format::Fetchmail => fetchmail::render(&account),
                Format::Autodiscover => autodiscover::render(&account),
                Format::Prf => prf::render(&account),
                _ => Err(Refusal::UnknownFormat(format.id().to_owned())),
            }
        }
    }
}

/// The QR code of a format that is one. The password is for [`Format::DcloginQr`] alone.
///
/// # Errors
/// Why there is none.
pub fn code(format: Format, input: Input<'_>, password: Option<&str>) -> Result<Code, Refusal> {
    Code::of(payload(format, input, password)?)
}

fn payload(format: Format, input: Input<'_>, password: Option<&str>) -> Result<String, Refusal> {
    match format {
        Format::LinkQr => link_qr::payload(input),
        Format::ThunderbirdQr => thunderbird_qr::payload(&Account::of(input.outcome)?),
        Format::DcloginQr => dclogin_qr::payload(&Account::of(input.outcome)?, password),
        _ => Err(Refusal::UnknownFormat(format.id().to_owned())),
    }
}

/// Why there is no file, found without drawing a code.
#[must_use]
pub fn refusal(format: Format, input: Input<'_>) -> Option<Refusal> {
    if format.is_code() && input.outcome.status == Status::Answered {
        payload(format, input, None).and_then(|payload| Code::check(&payload)).err()
    } else {
        render(format.id(), input).err()
    }
}

/// A QR code as a file. The name of the link's tells no address.
#[must_use]
pub fn picture(format: Format, code: &Code, input: Input<'_>) -> Artefact {
    let extension = format.id().to_owned() + ".svg";
    let name = match (format, &input.outcome.address) {
        (Format::LinkQr, _) | (_, None) => "mail-settings.".to_owned() + &extension,
        (_, Some(address)) => identity::file_name(address, &extension),
    };
    let [link, thunderbird, delta_chat] = Messages::of(input.locale).code_titles;
    let content = code.svg(match format {
        Format::LinkQr => link,
        Format::DcloginQr => delta_chat,
        _ => thunderbird,
    });
    Artefact { name, mime: "image/svg+xml", content }
}
