//! Every check and every test, one after the other, whatever fails before; one summary at the end.

use crate::process;
use crate::project;
use crate::setup;
use crate::site;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs everything; an error if anything failed.
pub fn test() -> Result<(), String> {
    let root = project::root()?;
    let mut report = Report::default();

    report.check("set-up of the checks", setup::for_checks);
    report.check("format", || quiet(&root, &["fmt", "--all", "--check"]));
    report.check("clippy, host", || {
        let features = "mail-settings/browser-tests";
        quiet(
            &root,
            &["clippy", "--workspace", "--all-targets", "--features", features, "--", "-D", "warnings"],
        )
    });
    report.check("clippy, wasm", || {
        let target = "wasm32-unknown-unknown";
        let package = ["--package", "mail-settings"];
        quiet(
            &root,
            &[
                "clippy", "--target", target, package[0], package[1], "--lib", "--bins", "--", "-D",
                "warnings",
            ],
        )
    });
    report.check("core without ui", || quiet(&root, &["check", "--no-default-features"]));
    report.suite("core tests", &mut cargo(&root, &["test", "--no-default-features", "--no-fail-fast"]));
    report.suite("tests", &mut cargo(&root, &["test", "--workspace", "--no-fail-fast"]));

    let dist = project::dist()?;
    report.check("release build", || {
        // A site left from before must not be tested in place of this one.
        let removed = if dist.exists() { fs::remove_dir_all(&dist) } else { Ok(()) };
        removed.map_err(|error| format!("cannot remove {}: {error}", dist.display()))?;
        site::build(&setup::for_build()?)
    });
    match setup::for_browser_tests() {
        Ok(browser) => {
            let mut command =
                cargo(&root, &["test", "--features", "browser-tests", "--test", "browser", "--no-fail-fast"]);
            command.env("MAIL_SETTINGS_DIST", &dist).env("CHROMEDRIVER", browser.chromedriver);
            if let Some(chromium) = browser.chromium {
                command.env("CHROMIUM", chromium);
            }
            report.suite("browser tests", &mut command);
        }
        Err(problem) => report.check("browser tests", || Err(problem)),
    }
    report.finish()
}

fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.args(arguments).current_dir(root);
    command
}

fn quiet(root: &Path, arguments: &[&str]) -> Result<(), String> {
    process::run(&mut cargo(root, arguments))
}

/// What ran, and how it went.
#[derive(Default)]
struct Report {
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    counts: Counts,
    time: Duration,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
}

impl Report {
    /// A step that passes or fails as a whole.
    fn check(&mut self, name: &'static str, run: impl FnOnce() -> Result<(), String>) {
        self.step(name, || match run() {
            Ok(()) => Counts { passed: 1, failed: 0 },
            Err(problem) => {
                eprintln!("{problem}");
                Counts { passed: 0, failed: 1 }
            }
        });
    }

    /// A step that counts its own tests.
    fn suite(&mut self, name: &'static str, command: &mut Command) {
        self.step(name, || {
            count(command).unwrap_or_else(|problem| {
                eprintln!("{problem}");
                Counts { passed: 0, failed: 1 }
            })
        });
    }

    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Counts) {
        println!("\n== {name}");
        let started = Instant::now();
        let counts = run();
        self.steps.push(Step { name, counts, time: started.elapsed() });
    }

    fn finish(self) -> Result<(), String> {
        let mut total = Counts::default();
        println!("\n{:<24}{:>8}{:>8}{:>9}", "step", "passed", "failed", "time");
        for Step { name, counts, time } in &self.steps {
            println!("{name:<24}{:>8}{:>8}{:>7.1} s", counts.passed, counts.failed, time.as_secs_f32());
            total.passed += counts.passed;
            total.failed += counts.failed;
        }
        let failed: Vec<&str> =
            self.steps.iter().filter(|step| step.counts.failed > 0).map(|step| step.name).collect();
        if !failed.is_empty() {
            println!("\nfailed: {}", failed.join(", "));
        }
        println!("\n{} passed, {} failed", total.passed, total.failed);
        // The summary has said it; the status alone is left to give.
        if failed.is_empty() { Ok(()) } else { std::process::exit(1) }
    }
}

/// Runs tests, shows their output, and adds up the result lines.
fn count(command: &mut Command) -> Result<Counts, String> {
    let failed = |error: std::io::Error| format!("cannot run cargo: {error}");
    if env::var_os("RUST_BACKTRACE").is_none() {
        command.env("RUST_BACKTRACE", "0");
    }
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut counts = Counts::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.map_err(failed)?;
            println!("{line}");
            if let Some(found) = counts_in(&line) {
                counts.passed += found.passed;
                counts.failed += found.failed;
            }
        }
    }
    let status = child.wait().map_err(failed)?;
    if !status.success() && counts.failed == 0 {
        counts.failed = 1; // it did not compile, or died before it could count
    }
    Ok(counts)
}

/// The numbers of `test result: ok. 3 passed; 0 failed; …`.
fn counts_in(line: &str) -> Option<Counts> {
    let (_, numbers) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        numbers.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
    };
    Some(Counts { passed: number("passed")?, failed: number("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_result_line() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(counts_in(line), Some(Counts { passed: 12, failed: 3 }));
        assert_eq!(counts_in("test mail::port ... ok"), None);
    }
}
