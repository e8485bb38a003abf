//! What a visitor downloads, against its budget, and how fast the core and the page are.

use crate::browsers;
use crate::process;
use crate::project;
use crate::setup;
use crate::site;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

const KB: usize = 1024;

/// A part of the site with the most it may weigh, as brotli sends it; the page itself has no budget.
struct Part {
    name: &'static str,
    fits: fn(&str) -> bool,
    budget: Option<usize>,
}

/// Files of the second module, which is loaded when the page is idle.
fn later(name: &str) -> bool {
    name.starts_with("mail-settings-help-")
}

const PARTS: &[Part] = &[
    // All data 130, exporters 25.
    Part { name: "wasm", fits: |name| name.ends_with(".wasm") && !later(name), budget: Some(155 * KB) },
    Part { name: "glue + loader", fits: |name| name.ends_with(".js") && !later(name), budget: Some(6 * KB) },
    Part {
        name: "style",
        fits: |name| name.starts_with("mail-settings") && name.ends_with(".css"),
        budget: Some(10 * KB),
    },
    Part {
        name: "all that starts",
        fits: |name| name.starts_with("mail-settings") && !later(name),
        budget: Some(171 * KB),
    },
    Part { name: "second module", fits: later, budget: None },
    Part {
        name: "page style",
        fits: |name| name.starts_with("page") && name.ends_with(".css"),
        budget: None,
    },
    Part { name: "page", fits: |name| name.ends_with(".html"), budget: None },
];

/// Prints sizes and times; an error if a part is over its budget.
pub fn bench() -> Result<(), String> {
    let root = project::root()?;
    site::build(&setup::for_build()?)?;
    println!("{}\n{}\n", machine(), date());
    let within = sizes(&project::dist()?);

    process::run(process::cargo().args(["bench", "--bench", "core"]).current_dir(&root))?;
    if root.join("tests/bench_browser.rs").is_file() {
        let programs = browsers::chromium()?;
        let mut test = process::cargo();
        test.args(["test", "--features", "browser-tests", "--test", "bench_browser", "--", "--nocapture"]);
        test.env("MAIL_SETTINGS_DIST", project::dist()?).envs(programs);
        process::run(test.current_dir(&root))?;
    }
    within
}

fn sizes(dist: &Path) -> Result<(), String> {
    let brotli = setup::brotli()?;
    let mut over = Vec::new();
    println!("{:<16}{:>12}{:>12}{:>12}", "bytes", "raw", "brotli", "budget");
    for part in PARTS {
        let (mut raw, mut sent) = (0, 0);
        for path in files(dist, part.fits)? {
            let bytes =
                fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            raw += bytes.len();
            sent += process::filter(Command::new(&brotli).args(["-q", "11", "-c"]), &bytes)?.len();
        }
        let budget = part.budget.map_or_else(String::new, |budget| budget.to_string());
        let verdict = match part.budget {
            Some(budget) if sent > budget => {
                over.push(part.name);
                "  over"
            }
            Some(_) => "  ok",
            None => "",
        };
        println!("{:<16}{raw:>12}{sent:>12}{budget:>12}{verdict}", part.name);
    }
    println!();
    if over.is_empty() { Ok(()) } else { Err(format!("over budget: {}", over.join(", "))) }
}

fn files(folder: &Path, fits: fn(&str) -> bool) -> Result<Vec<PathBuf>, String> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(fits)).collect())
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map(|(_, model)| model.to_owned());
    let model = model.or_else(|| process::output("sysctl", &["-n", "machdep.cpu.brand_string"]));
    let model = model.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{}, {cores} cores, {}", model.trim(), std::env::consts::OS)
}

/// Today in UTC.
fn date() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
fn civil(days: u64) -> (u64, u64, u64) {
    // Years begin in March here, so that the leap day is the last of its year.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (400 * era + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_454), (2026, 1, 1));
    }
}
