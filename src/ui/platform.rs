//! What the browser knows better than a crate would: domain names and Unicode normalisation.

use crate::mail::Idn;
use crate::search::Normalise;

/// The browser.
pub struct Browser;

impl Idn for Browser {
    fn to_ascii(&self, domain: &str) -> Option<String> {
        // A URL parser would take these for the end of the host.
        if domain.contains(['/', '?', '#', '@', ':', '\\', '%']) {
            return None;
        }
        web_sys::Url::new(&format!("https://{domain}/"))
            .ok()
            .map(|url| url.hostname())
            .filter(|host| !host.is_empty())
    }
}

impl Normalise for Browser {
    fn nfkc(&self, text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFKC").to_lower_case().into()
    }
}
