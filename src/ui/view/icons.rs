//! The icons: one 20 × 20 grid, 1.5 px round stroke. A word is always next to them, or in the accessible name.

use super::dom::{El, el};

/// Path data; true for the parts that are filled.
type Paths = &'static [(bool, &'static str)];

const fn paths(name: &str) -> Paths {
    match name.as_bytes() {
        b"copy" => &[
            (false, "M8 7h7.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Z"),
            (false, "M13 7V4.5a1 1 0 0 0-1-1H4.5a1 1 0 0 0-1 1V12a1 1 0 0 0 1 1H7"),
        ],
        b"check" => &[(false, "M3.5 10.5 8 15l8.5-9.5")],
        b"right" => &[(false, "M7.5 4.5 13 10l-5.5 5.5")],
        b"down" => &[(false, "M4.5 7.5 10 13l5.5-5.5")],
        b"up" => &[(false, "M4.5 12.5 10 7l5.5 5.5")],
        b"close" => &[(false, "M5 5l10 10M15 5 5 15")],
        b"sort" => &[(false, "M6 7.5 10 3.5l4 4"), (false, "M6 12.5l4 4 4-4")],
        b"search" => &[(false, "M8.8 3.2a5.6 5.6 0 1 1 0 11.2 5.6 5.6 0 0 1 0-11.2Z"), (false, "M13 13l4 4")],
        b"caution" => &[
            (false, "M10 3 2.2 16.8h15.6L10 3Z"),
            (false, "M10 8.3v4"),
            (true, "M10 15.3a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6Z"),
        ],
        b"stop" => &[
            (false, "M6.9 2.6h6.2l4.3 4.3v6.2l-4.3 4.3H6.9l-4.3-4.3V6.9Z"),
            (false, "M10 6v4.7"),
            (true, "M10 14.2a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6Z"),
        ],
        b"note" => &[
            (false, "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z"),
            (false, "M10 9.3V14"),
            (true, "M10 7.3a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6Z"),
        ],
        b"full" => &[(true, "M10 2.7a7.3 7.3 0 1 1 0 14.6 7.3 7.3 0 0 1 0-14.6Z")],
        b"half" => &[(false, "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Z"), (true, "M10 3a7 7 0 0 1 0 14Z")],
        b"dashed" => &[
            (
                false,
                "M8 2.8a7.5 7.5 0 0 1 4 0M15.2 4.7a7.5 7.5 0 0 1 2 3.4M17.2 11.9a7.5 7.5 0 0 1-2 3.4M12 17.2a7.5 7.5 0 0 1-4 0M4.8 15.3a7.5 7.5 0 0 1-2-3.4M2.8 8.1a7.5 7.5 0 0 1 2-3.4",
            ),
            (true, "M10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z"),
        ],
        b"sheet" => &[(false, "M4.5 2.5h7.5l3.5 3.5v11.5h-11Z"), (false, "M7.3 8h5.4M7.3 11h5.4M7.3 14h3.4")],
        b"save" => &[(false, "M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13")],
        b"print" => &[
            (
                false,
                "M6 7V2.5h8V7M6 14H3.5a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H14",
            ),
            (false, "M6 11.5h8v6H6Z"),
        ],
        b"qr" => {
            &[(false, "M3 3h5v5H3ZM12 3h5v5h-5ZM3 12h5v5H3Z"), (false, "M12 12v2M17 12h-2v3M12 17h2M17 17v0")]
        }
        b"more" => &[(false, "M4 10h12M10 4v12")],
        b"differ" => &[(false, "M3 7.5h14M3 12.5h14M13.5 3l-7 14")],
        b"unknown" => &[
            (false, "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z"),
            (false, "M7.8 7.9a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.7"),
            (true, "M10 14.7a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6Z"),
        ],
        _ => &[],
    }
}

/// An icon by name.
#[inline(never)]
pub fn icon(name: &'static str) -> El {
    let mut svg = el("svg").class("icon").set("viewBox", "0 0 20 20").set("aria-hidden", "true");
    for (solid, d) in paths(name) {
        svg.push(el("path").set_if("class", solid.then_some("solid")).set("d", d));
    }
    svg
}
