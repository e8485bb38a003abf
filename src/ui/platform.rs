//! What the browser knows better than a crate would: domain names, Unicode normalisation, XML, files.

use crate::mail::Idn;
use crate::search::Normalise;
use crate::trouble::present::{Xml, XmlNode};
use js_sys::Uint8Array;
use web_sys::{Blob, DomParser, Element, SupportedType};

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

impl Xml for Browser {
    fn nodes(&self, text: &str) -> Option<Vec<XmlNode>> {
        let document = DomParser::new().ok()?.parse_from_string(text, SupportedType::ApplicationXml).ok()?;
        // How a browser says that a text is not well-formed.
        let complaints = document.get_elements_by_tag_name_ns(Some("*"), "parsererror").ok()?;
        if complaints.length() > 0 {
            return None;
        }
        let mut nodes = Vec::new();
        let mut depth = 0;
        let mut at = document.document_element();
        while let Some(element) = at {
            nodes.push(node(&element, depth));
            at = element.first_element_child();
            if at.is_some() {
                depth += 1;
                continue;
            }
            // The next one beside it, or beside the nearest element around it.
            let mut around = Some(element);
            while let Some(element) = around {
                at = element.next_element_sibling();
                if at.is_some() || depth == 0 {
                    break;
                }
                depth -= 1;
                around = element.parent_element();
            }
        }
        Some(nodes)
    }
}

fn node(element: &Element, depth: usize) -> XmlNode {
    let list = element.attributes();
    let attributes = (0..list.length()).filter_map(|at| list.item(at));
    let attributes = attributes.map(|it| (it.local_name(), it.value())).collect();
    let is_leaf = element.first_element_child().is_none();
    let text = element.text_content().filter(|_| is_leaf).unwrap_or_default();
    XmlNode { depth, name: element.local_name(), attributes, text }
}

/// The bytes of a file; `None` if the browser cannot read it: a folder, or a file that has gone.
pub async fn bytes(file: Blob) -> Option<Vec<u8>> {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Whether this is an iPhone or an iPad, whose Safari installs a profile that it is led to. An iPad calls itself a Mac,
/// but no Mac has a touch screen.
pub fn is_ios() -> bool {
    web_sys::window().is_some_and(|window| {
        let navigator = window.navigator();
        match navigator.platform().unwrap_or_default().as_str() {
            "iPhone" | "iPad" => true,
            "MacIntel" => navigator.max_touch_points() > 1,
            _ => false,
        }
    })
}
