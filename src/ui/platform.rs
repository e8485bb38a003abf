//! What the browser knows better than a crate would: domain names, Unicode normalisation, files.

use crate::mail::Idn;
use crate::search::Normalise;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::Blob;

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

/// Where the words of a Japanese text begin, as byte offsets; none if the browser does not know words (Firefox before
/// 125).
pub fn words(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    for segment in segments(text).into_iter().flatten() {
        starts.push(at);
        let word = Reflect::get(&segment, &"segment".into()).ok().and_then(|word| word.as_string());
        at += word.map_or(0, |word| word.len());
    }
    starts
}

/// `[...new Intl.Segmenter("ja", { granularity: "word" }).segment(text)]`; the class cannot be asked for where it is
/// missing.
fn segments(text: &str) -> Option<Array> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"Segmenter".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    let segmenter = Reflect::construct(&class, &Array::of2(&"ja".into(), &options)).ok()?;
    let segment: Function = Reflect::get(&segmenter, &"segment".into()).ok()?.dyn_into().ok()?;
    Some(Array::from(&segment.call1(&segmenter, &text.into()).ok()?))
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
