//! What a browser saves, and what a scanner sees.

use super::browser::Browser;
use super::page::{Page, text};
use super::widget::Element;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The folder in which a test's downloads arrive; it goes when the test ends.
pub struct Downloads {
    folder: PathBuf,
}

impl Downloads {
    /// Lets the page save files.
    pub fn of(page: &Page) -> Self {
        if Browser::chosen() != Browser::Chromium {
            // Its driver has been told already; another test's files have been taken away.
            return Self { folder: page.saves_to() };
        }
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("mail-settings-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder can be made");
        page.cdp(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() }),
        );
        Self { folder }
    }

    /// Waits for a file, takes it away, and gives its name and content.
    #[track_caller]
    pub fn next(&self, page: &Page) -> (String, Vec<u8>) {
        page.wait("a download", || {
            let mut names = self.names();
            // The browser writes into a file of another name first.
            names.retain(|name| {
                !name.ends_with(".crdownload")
                    && !name.ends_with(".part")
                    && !name.ends_with(".wkdownload")
                    && !name.starts_with(".com.")
            });
            let path = self.folder.join(names.first()?);
            // Its name is taken before anything is in it.
            let content = fs::read(&path).ok().filter(|content| !content.is_empty())?;
            fs::remove_file(&path).ok()?;
            Some((names.remove(0), content))
        })
    }

    /// The files that are there.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).expect("the folder is there");
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        // Whatever is left is in the system's folder for such things.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// A picture in grey, as the browser decodes it.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    /// Row by row, 0 is black.
    pub grey: Vec<u8>,
}

impl Picture {
    /// A picture file, in base64.
    #[track_caller]
    pub fn decode(page: &Page, base64: &str) -> Self {
        Self::part(page, base64, &Value::Null)
    }

    /// A part of it: left, top, width and height.
    #[track_caller]
    fn part(page: &Page, base64: &str, area: &Value) -> Self {
        let read = page.js_with(
            "const [base64, area] = arguments, bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
             return createImageBitmap(new Blob([bytes])).then((image) => {
               const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
               canvas.drawImage(image, 0, 0);
               const [left, top, width, height] = area ?? [0, 0, image.width, image.height];
               const { data } = canvas.getImageData(left, top, width, height);
               let grey = '';
               for (let at = 0; at < data.length; at += 4)
                 grey += String.fromCharCode(97 + Math.round((data[at] + data[at + 1] + data[at + 2]) / 3 / 255 * 25));
               return [width, height, grey];
             })",
            json!([base64, area]),
        );
        let size = |value: &Value| usize::try_from(value.as_u64().unwrap_or_default()).expect("a size");
        let grey = text(&read[2]).bytes().map(|letter| (letter - b'a') * 10).collect();
        Self { width: size(&read[0]), height: size(&read[1]), grey }
    }

    /// What stands on the page where an element is.
    #[track_caller]
    pub fn of(page: &Page, element: &Element<'_>) -> Self {
        let area = element.js("element.scrollIntoView({ block: 'center' });
             const { x, y, width, height } = element.getBoundingClientRect();
             return { x: x + scrollX, y: y + scrollY, width, height, scale: 3 }");
        if Browser::chosen() != Browser::Chromium {
            // Its driver has no other scale: four dots of the screen for each of the code.
            element.js("const dots = element.viewBox?.baseVal.width || element.naturalWidth / 8;
                 const size = { width: `${4 * dots}px`, maxWidth: 'none', height: 'auto' };
                 Object.assign(element.style, size); element.scrollIntoView({ block: 'center' })");
            let area = element.js("const { x, y, width, height } = element.getBoundingClientRect();
                 return [x, y, width, height].map((it) => Math.round(it * devicePixelRatio))");
            let picture = page.screenshot();
            element.js("Object.assign(element.style, { width: '', maxWidth: '', height: '' })");
            return Self::part(page, &picture, &area);
        }
        let picture = page.cdp("Page.captureScreenshot", json!({ "format": "png", "clip": area }));
        Self::decode(page, &text(&picture["data"]))
    }

    /// The text of the one QR code in the picture.
    #[track_caller]
    pub fn scan(&self) -> String {
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, |x, y| {
            self.grey[y * self.width + x]
        });
        let grids = prepared.detect_grids();
        assert_eq!(grids.len(), 1, "one code in the picture");
        grids[0].decode().expect("a code that can be read").1
    }
}

/// Bytes in base64, for scripts.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let four = |three: &[u8]| {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        let digit = move |place: usize| char::from(DIGITS[(bits >> (18 - 6 * place) & 63) as usize]);
        let count = three.len();
        (0..4).map(move |place| if place > count { '=' } else { digit(place) }).collect::<String>()
    };
    bytes.chunks(3).map(four).collect()
}
