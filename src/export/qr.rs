//! QR codes (ISO/IEC 18004): one payload, one picture, read back before anyone sees it.

use super::config::fill;
use super::{Limit, Refusal, qr_reader};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Characters in a payload; beyond it phones begin to fail.
const LONGEST: usize = 800;

/// The largest version (57 modules wide) that still has error correction M, which mends some 15 % of a damaged print.
/// A larger one would have modules too small for a phone, so it has L, some 7 %.
const LARGEST_WITH_M: u8 = 10;

/// Light modules around the code.
const QUIET_ZONE: usize = 4;

/// The picture: width, title, dark modules.
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" role=\"img\" \
                   shape-rendering=\"crispEdges\"><title>{title}</title>\
                   <rect width=\"{width}\" height=\"{width}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>\n";

/// A QR code.
/// Invariant: reading the modules gives the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    payload: String,
    size: usize,
    modules: Vec<bool>,
}

impl Code {
    /// Whether a payload fits into a code.
    ///
    /// # Errors
    /// If it is too long or not ASCII.
    pub fn check(payload: &str) -> Result<(), Refusal> {
        // In other encodings readers guess.
        if !payload.is_ascii() {
            return Err(Refusal::Cannot(Limit::Characters));
        }
        if payload.len() > LONGEST { Err(Refusal::Cannot(Limit::TooLong)) } else { Ok(()) }
    }

    /// The code of a payload in ASCII.
    ///
    /// # Errors
    /// If it is too long, not ASCII, or could not be read back.
    pub fn of(payload: String) -> Result<Self, Refusal> {
        Self::check(&payload)?;
        let bytes = [QrSegment::make_bytes(payload.as_bytes())];
        let encode = |level, largest| {
            let largest = Version::new(largest);
            QrCode::encode_segments_advanced(&bytes, level, Version::MIN, largest, None, true)
        };
        let Ok(drawn) = encode(QrCodeEcc::Medium, LARGEST_WITH_M)
            .or_else(|_| encode(QrCodeEcc::Low, qr_reader::LARGEST_VERSION))
        else {
            return Err(Refusal::Cannot(Limit::TooLong));
        };
        let mut modules = Vec::new();
        for y in 0..drawn.size() {
            for x in 0..drawn.size() {
                modules.push(drawn.get_module(x, y));
            }
        }
        let size = usize::from(drawn.version().value()) * 4 + 17;
        match qr_reader::read(size, &modules) {
            Some(read) if read == payload.as_bytes() => Ok(Self { payload, size, modules }),
            _ => Err(Refusal::Cannot(Limit::Unreadable)),
        }
    }

    /// What a scanner reads.
    #[must_use]
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// Modules across, the quiet zone not counted.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Modules across, the quiet zone counted: the width of what is drawn.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.size + 2 * QUIET_ZONE
    }

    /// Whether a module of what is drawn is dark; the quiet zone and everything beyond is light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < self.size);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.modules.get(y * self.size + x).copied().unwrap_or_default(),
            _ => false,
        }
    }

    /// The dark modules as the data of an SVG path, in a view box as wide as [`Code::width`].
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.width() {
            let mut start = None;
            for x in 0..=self.width() {
                match (start, self.is_dark(x, y)) {
                    (None, true) => start = Some(x),
                    (Some(from), false) => {
                        let (from, y, to) = (from.to_string(), y.to_string(), x.to_string());
                        for part in ["M", &from, " ", &y, "H", &to, "v1H", &from, "z"] {
                            path.push_str(part);
                        }
                        start = None;
                    }
                    _ => {}
                }
            }
        }
        path
    }

    /// The code as an SVG picture with its text alternative. It paints its own background, so that it is read on a dark
    /// page too, and has no style attribute, which strict pages would drop.
    #[must_use]
    pub fn svg(&self, title: &str) -> String {
        let mut text = String::new();
        for character in title.chars() {
            match character {
                '&' => text.push_str("&amp;"),
                '<' => text.push_str("&lt;"),
                '>' => text.push_str("&gt;"),
                // XML has no way to write them.
                _ if character.is_control() => {}
                _ => text.push(character),
            }
        }
        fill(SVG, "width title path", &[&self.width().to_string(), &text, &self.path()])
    }
}
