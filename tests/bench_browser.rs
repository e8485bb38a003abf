//! How fast the widget answers on a slow phone: measured in a browser slowed down four times, printed, never failed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement ends where it cannot go on")]

#[path = "browser/support/mod.rs"]
mod support;

use mail_settings::export::Format;
use serde_json::json;
use support::{EXAMPLE, Language, Page, Site, Visitor, answer, client, key, label};

const SAMPLES: usize = 15;

fn main() {
    println!("{:<44}{:>10}{:>10}", "CPU 4 times slower", "median", "budget");
    print("an answer changed → painted", answer_changed(), Some(50.0));
    print("a keystroke in the table's filter → painted", keystroke(), Some(50.0));
    let (first, next) = guide_opened();
    print("the first guide opened → painted", first, Some(100.0));
    print("a guide opened again → painted", next, Some(100.0));
    let (format, slowest) = export();
    print(&format!("the slowest file, {format}"), slowest, Some(20.0));
    let (paint, usable) = first_paint();
    println!("\n{:<44}{:>10}{:>10}", "and Slow 4G, nothing compressed", "", "");
    print("first paint", paint, None);
    print("the widget can be used", usable, None);
}

fn print(what: &str, milliseconds: f64, budget: Option<f64>) {
    let budget = budget.map_or_else(String::new, |budget| {
        format!("{budget:>7.0} ms{}", if milliseconds > budget { "  over" } else { "" })
    });
    println!("{what:<44}{milliseconds:>7.0} ms{budget}");
}

fn slow(page: &Page) {
    page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
}

/// From here on, the time from every such event until the frame after it has been painted: a message posted from the
/// frame's callback comes next after painting.
fn measures(page: &Page, event: &str) {
    page.js(&format!(
        "window.samples = [];
         addEventListener('{event}', ({{ timeStamp }}) => {{
           requestAnimationFrame(() => {{
             const {{ port1, port2 }} = new MessageChannel();
             port1.onmessage = () => samples.push(performance.now() - timeStamp);
             port2.postMessage(0);
           }});
         }}, true)"
    ));
}

/// The newest sample, once there are this many.
fn newest(page: &Page, count: u64) -> f64 {
    page.wait("a sample", || {
        let samples = page.js("return [samples.length, samples.at(-1)]");
        if samples[0].as_u64()? >= count { samples[1].as_f64() } else { None }
    })
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

fn answer_changed() -> f64 {
    let language = Language::JA;
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, language);
    visitor.sees_settings(Some("thunderbird"));
    slow(&page);
    let samples = (0..SAMPLES).map(|round| {
        let other = ["mail-name", "shared"][round % 2];
        visitor.changes(&label("neoworks", "certificate", language));
        visitor.marks(&answer("neoworks", "certificate", other, language));
        let next = visitor.widget.button(visitor.words.next);
        measures(&page, "click");
        next.click();
        newest(&page, 1)
    });
    median(samples.collect())
}

fn keystroke() -> f64 {
    let words = Language::JA.words();
    let page = Page::at("provider=neoworks");
    let widget = page.widget();
    widget.button(words.tabs[1]).click();
    widget.find("searchbox", Language::JA.overview().filter_rows).click();
    slow(&page);
    measures(&page, "keydown");
    let keys = ['4', '6', '5', key::BACKSPACE, key::BACKSPACE, key::BACKSPACE];
    let samples = (1..).zip(keys.into_iter().cycle()).take(SAMPLES).map(|(count, key)| {
        page.keys([key]);
        newest(&page, count)
    });
    median(samples.collect())
}

/// The first guide of a page, in the middle of five pages, and one that is opened again.
fn guide_opened() -> (f64, f64) {
    let language = Language::JA;
    let name = (language.words().steps_in)(Some(&client("thunderbird", language)));
    let (mut first, mut next) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let page = Page::at(EXAMPLE);
        let visitor = Visitor::new(&page, language);
        visitor.sees_settings(Some("thunderbird"));
        // Who opens a guide has read the settings; by then the second module has arrived and rehearsed.
        page.js("return new Promise((resolve) => setTimeout(resolve, 3000))");
        slow(&page);
        for samples in [&mut first, &mut next] {
            let open = visitor.widget.button(&name);
            measures(&page, "click");
            open.click();
            samples.push(newest(&page, 1));
            visitor.widget.button(visitor.words.to_settings).click();
        }
    }
    (median(first), median(next))
}

/// The format whose file takes longest, in the middle of five times each; the one that asks for the password in a
/// dialog is left out.
fn export() -> (&'static str, f64) {
    let page = Page::at(EXAMPLE);
    Visitor::new(&page, Language::JA).sees_settings(Some("thunderbird"));
    slow(&page);
    let formats = Format::ALL.map(Format::id).into_iter().filter(|id| *id != "dclogin-qr");
    let times = formats.map(|format| {
        let samples = (0..5).filter_map(|_| {
            let time = page.widget().js(&format!(
                "const start = performance.now();
                 return host.exportFile('{format}').then(() => performance.now() - start, () => 0)"
            ));
            time.as_f64()
        });
        (format, median(samples.collect()))
    });
    times.max_by(|one, other| one.1.total_cmp(&other.1)).unwrap()
}

/// First contentful paint, and when the widget is ready.
fn first_paint() -> (f64, f64) {
    let (mut paints, mut ready) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let page = Page::new(Site::new());
        slow(&page);
        page.cdp("Network.enable", json!({}));
        page.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
        let network = json!({
            "offline": false, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
        });
        page.cdp("Network.emulateNetworkConditions", network);
        page.visit("/");
        page.widget();
        let times = page.js(
            "return [performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.now()]",
        );
        paints.extend(times[0].as_f64());
        ready.extend(times[1].as_f64());
    }
    (median(paints), median(ready))
}
