//! What is around a page: the size of its window, what the visitor prefers, the network, paper.

use super::browser::Browser;
use super::page::{Page, text};
use super::site;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Runs in Firefox' own window; its parameters are the values of a list.
const FIREFOX_SIZE: &str = "
    const [width, height] = arguments, { style } = gBrowser.selectedBrowser;
    for (const side of ['', 'min-', 'max-']) {
      style.setProperty(`${side}width`, `${width}px`);
      style.setProperty(`${side}height`, `${height}px`);
    }";

impl Page {
    /// The size of the window, in CSS pixels.
    #[track_caller]
    pub fn size(&self, width: u32, height: u32) {
        match Browser::chosen() {
            Browser::Chromium => {
                let metrics =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", metrics);
            }
            Browser::Firefox => {
                self.in_firefox(FIREFOX_SIZE, json!([width, height]));
                self.wait_js(&format!("innerWidth === {width} && innerHeight === {height}"));
            }
            Browser::WebKit => self.size_of_webkit(width, height),
        }
    }

    /// Its window has bars, whose height is not told, and a least width.
    #[track_caller]
    fn size_of_webkit(&self, width: u32, height: u32) {
        const LEAST: u32 = 480;
        // A tab that is new has no document for a moment.
        let soon = |script: &str| {
            let command = json!({ "script": script, "args": [] });
            self.wait("a document", || self.session.try_command("POST", "/execute/sync", &command).ok())
        };
        let shown = text(&soon("return location.href"));
        let before = self.frame.take();
        if before.is_some() {
            self.session.post("/frame", &json!({ "id": null }));
        }
        let narrow = width < LEAST;
        let wanted = json!([width.max(LEAST), height]);
        self.wait("the window's size", || {
            let found = soon("return [innerWidth, innerHeight, outerHeight - innerHeight]");
            if found.as_array().is_some_and(|found| found[..2] == wanted.as_array().expect("two")[..]) {
                return Some(());
            }
            let outer = u64::from(height) + found[2].as_u64().unwrap_or_default();
            let outer = json!({ "x": 0, "y": 0, "width": wanted[0], "height": outer });
            self.session.post("/window/rect", &outer);
            None
        });
        if narrow {
            self.frame.set(Some((width, height)));
        }
        if narrow || before.is_some() {
            // A page that is shown already is shown again in its frame, or without.
            let path = shown.strip_prefix(&self.site.origin()).filter(|path| *path != site::EMPTY);
            if let Some(path) = path {
                self.visit(path);
            }
        }
    }

    /// Opens a page in a frame of this size, and goes into it.
    #[track_caller]
    pub(super) fn visit_in_frame(&self, path: &str, (width, height): (u32, u32)) {
        self.session.post("/frame", &json!({ "id": null }));
        let empty = self.site.url(site::EMPTY);
        let here = json!({ "script": "return location.href", "args": [] });
        let here = self.session.try_command("POST", "/execute/sync", &here).ok();
        if here.is_none_or(|here| here != empty.as_str()) {
            self.arrive(&empty);
        }
        let frame = self.js_with(
            "const [src, width, height] = arguments, frame = document.createElement('iframe');
             Object.assign(frame, { src, width, height, style: 'border: 0; display: block' });
             return new Promise((then) => { frame.onload = () => then(frame); document.body.replaceChildren(frame); })",
            json!([path, width, height]),
        );
        self.session.post("/frame", &json!({ "id": frame }));
    }

    /// Runs the body of a function with Firefox' own rights.
    #[track_caller]
    fn in_firefox(&self, body: &str, arguments: Value) -> Value {
        self.session.post("/moz/context", &json!({ "context": "chrome" }));
        let found = self.js_with(body, arguments);
        self.session.post("/moz/context", &json!({ "context": "content" }));
        found
    }

    /// What the visitor prefers: `light` or `dark`.
    #[track_caller]
    pub fn prefers(&self, scheme: &str) {
        if Browser::chosen() == Browser::WebKit && scheme == "light" {
            return; // as it is by itself
        }
        self.emulates("", scheme);
    }

    /// On paper, or again on the screen.
    #[track_caller]
    pub fn on_paper(&self, paper: bool) {
        self.emulates(if paper { "print" } else { "" }, "");
    }

    /// A medium and a colour scheme, each as it is where it is empty.
    #[track_caller]
    pub fn emulates(&self, medium: &str, scheme: &str) {
        if Browser::chosen() == Browser::Firefox {
            let body = "const { browsingContext } = gBrowser.selectedBrowser;
                        browsingContext.mediumOverride = arguments[0];
                        browsingContext.prefersColorSchemeOverride = arguments[1] || 'none'";
            self.in_firefox(body, json!([medium, scheme]));
            return;
        }
        let mut parameters = json!({ "media": medium });
        if !scheme.is_empty() {
            parameters["features"] = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        }
        self.cdp("Emulation.setEmulatedMedia", parameters);
    }

    /// Cuts the network.
    #[track_caller]
    pub fn goes_offline(&self) {
        if Browser::chosen() != Browser::Chromium {
            return self.site.leave();
        }
        self.cdp("Network.enable", json!({}));
        self.cdp(
            "Network.emulateNetworkConditions",
            json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 }),
        );
        self.cdp("Network.setBlockedURLs", json!({ "urls": ["*"] }));
    }

    /// Lets no page run a script.
    #[track_caller]
    pub fn runs_no_scripts(&self) {
        if Browser::chosen() == Browser::Chromium {
            self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
        } else {
            self.site.allow_no_scripts();
        }
    }

    /// A window of this size in CSS pixels, each of which is several of the screen's where the driver can have that.
    #[track_caller]
    pub fn magnified(&self, width: u32, height: u32, scale: u32) {
        if Browser::chosen() != Browser::Chromium {
            return self.size(width, height);
        }
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Lets nothing be saved.
    #[track_caller]
    pub fn stops_downloads(&self) {
        self.cdp("Browser.setDownloadBehavior", json!({ "behavior": "deny" }));
    }

    /// What is on the clipboard.
    #[track_caller]
    pub fn clipboard(&self) -> String {
        if Browser::chosen() != Browser::WebKit {
            return text(&self.js("return navigator.clipboard.readText()"));
        }
        // WebKit lets no script read it: it is pasted into a field of the page.
        self.js("const field = document.createElement('textarea');
             field.id = 'pasted'; document.body.prepend(field); field.focus()");
        self.chord(super::key::CONTROL, 'v');
        self.wait_js("document.querySelector('#pasted').value");
        text(&self.js("const field = document.querySelector('#pasted'); field.remove(); return field.value"))
    }

    /// Lets the page read the clipboard.
    #[track_caller]
    pub fn may_read_the_clipboard(&self) {
        if Browser::chosen() == Browser::Chromium {
            let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
            self.cdp("Browser.grantPermissions", permissions);
        }
    }

    /// The page as a PDF on A4, with this margin in inches.
    #[track_caller]
    pub fn pdf(&self, margin: f64) -> Vec<u8> {
        let base64 = if Browser::chosen() == Browser::Chromium {
            let paper = json!({
                "paperWidth": 8.27, "paperHeight": 11.69, "marginTop": margin, "marginBottom": margin,
                "marginLeft": margin, "marginRight": margin, "printBackground": false,
            });
            text(&self.cdp("Page.printToPDF", paper)["data"])
        } else {
            let side = margin * 2.54;
            let paper = json!({
                "page": { "width": 21.0, "height": 29.7 },
                "margin": { "top": side, "bottom": side, "left": side, "right": side },
            });
            text(&self.session.post("/print", &paper))
        };
        decode(&base64)
    }

    /// The folder in which the browser keeps what it saves, empty.
    pub(super) fn saves_to(&self) -> PathBuf {
        let folder = self.session.folder().join("saved");
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        folder
    }
}

/// Bytes of base64.
fn decode(base64: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u32> = base64.bytes().filter_map(digit).map(u32::from).collect();
    digits
        .chunks(4)
        .flat_map(|four| {
            let bits = four.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - four.len()));
            bits.to_be_bytes()[1..four.len()].to_vec()
        })
        .collect()
}
