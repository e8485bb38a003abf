//! Every check and every test, one after the other, whatever fails before; one summary at the end.

use crate::browsers::{self, Programs};
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

/// The browser tests that also run in Firefox, and in WebKit when asked for: what a customer does, and whatever browsers differ in.
const EVERYWHERE: &[&str] = &[
    "journeys::the_shared_certificate_is_reached_in_japanese",
    "journeys::entries_from_the_notice_flow_to_the_outgoing_server_in_japanese",
    "journeys::outlook_behind_op25b_gets_the_one_port_it_can_use_in_english",
    "keyboard::the_whole_way_goes_without_a_mouse",
    "keyboard::the_focus_follows_to_an_opened_question_and_back",
    "keyboard::keys_that_convert_what_is_typed_belong_to_the_input_method",
    "answers::a_name_in_japanese_letters_becomes_the_form_that_servers_know",
    "answers::copying_puts_exactly_the_value_on_the_clipboard_and_says_so",
    "link::a_fragment_changed_by_hand_takes_effect",
    "link::back_and_forward_step_through_the_answers_without_a_reload",
    "overview::a_text_narrows_the_rows_and_the_count_says_so",
    "overview::enter_on_an_end_of_the_tree_opens_its_answer",
    "guide::a_becky_user_on_editnet_is_led_to_the_last_tick_in_japanese",
    "compare::a_dropped_profile_comes_back_as_what_to_change",
    "trouble::an_outlook_user_behind_op25b_comes_from_the_message_to_settings_that_work",
    "easy::plain_japanese_changes_the_words_and_no_value",
    "exports::files_are_saved_under_the_strictest_policy",
    "exports::the_password_is_only_in_its_dialog_and_is_gone_when_that_closes",
    "embedding::it_works_under_the_strictest_policy",
    "embedding::two_widgets_on_a_page_are_independent",
    "embedding::without_scripts_the_fallback_is_the_page",
    "embedding::without_the_wasm_the_fallback_stays",
    "layout::links_and_explained_words_are_underlined_in_every_view",
    "layout::nothing_scrolls_sideways_at_320_pixels_in_japanese",
];

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
    report.browser("browser tests", browsers::chromium(), &root, "chromium", &[]);
    report.browser("some in Firefox", browsers::firefox(), &root, "firefox", EVERYWHERE);
    report.finish()
}

/// Builds the site and runs the list in WebKit, whose driver is too slow on a busy machine to be part of the rest.
pub fn in_webkit() -> Result<(), String> {
    let root = project::root()?;
    site::build(&setup::for_build()?)?;
    let mut report = Report::default();
    report.browser("some in WebKit", browsers::webkit(), &root, "webkit", EVERYWHERE);
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
    /// They began, and said that this browser's driver cannot do what they need.
    skipped: u64,
}

impl Report {
    /// A step that passes or fails as a whole.
    fn check(&mut self, name: &'static str, run: impl FnOnce() -> Result<(), String>) {
        self.step(name, || match run() {
            Ok(()) => Counts { passed: 1, ..Counts::default() },
            Err(problem) => {
                eprintln!("{problem}");
                Counts { failed: 1, ..Counts::default() }
            }
        });
    }

    /// A step that counts its own tests.
    fn suite(&mut self, name: &'static str, command: &mut Command) {
        self.step(name, || {
            count(command).unwrap_or_else(|problem| {
                eprintln!("{problem}");
                Counts { failed: 1, ..Counts::default() }
            })
        });
    }

    /// All browser tests, or those with these names, in one browser.
    fn browser(
        &mut self,
        name: &'static str,
        programs: Result<Programs, String>,
        root: &Path,
        browser: &str,
        tests: &[&str],
    ) {
        let programs = match programs {
            Ok(programs) => programs,
            Err(problem) => return self.check(name, || Err(problem)),
        };
        let mut arguments =
            vec!["test", "--features", "browser-tests", "--test", "browser", "--no-fail-fast"];
        if !tests.is_empty() {
            arguments.extend(["--", "--exact"]);
            arguments.extend(tests);
        }
        let mut command = cargo(root, &arguments);
        command.env("MAIL_SETTINGS_DIST", root.join("dist")).env("MAIL_SETTINGS_BROWSER", browser);
        self.suite(name, command.envs(programs));
        let ran = self.steps.last().map(|step| step.counts);
        let ran = ran.map_or(0, |Counts { passed, failed, skipped }| passed + failed + skipped);
        if ran < tests.len() as u64 {
            self.check("names of tests", || Err(format!("{name}: {} names, but {ran} tests", tests.len())));
        }
    }

    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Counts) {
        println!("\n== {name}");
        let started = Instant::now();
        let counts = run();
        self.steps.push(Step { name, counts, time: started.elapsed() });
    }

    fn finish(self) -> Result<(), String> {
        let mut total = Counts::default();
        println!("\n{:<24}{:>8}{:>8}{:>9}{:>9}", "step", "passed", "failed", "skipped", "time");
        for Step { name, counts, time } in &self.steps {
            let Counts { passed, failed, skipped } = counts;
            println!("{name:<24}{passed:>8}{failed:>8}{skipped:>9}{:>7.1} s", time.as_secs_f32());
            total.passed += passed;
            total.failed += failed;
            total.skipped += skipped;
        }
        let failed: Vec<&str> =
            self.steps.iter().filter(|step| step.counts.failed > 0).map(|step| step.name).collect();
        if !failed.is_empty() {
            println!("\nfailed: {}", failed.join(", "));
        }
        println!("\n{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
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
            if line.contains("skipped: ") && line.contains(": the driver of ") {
                counts.skipped += 1;
            }
        }
    }
    // A test that leaves off has passed, for the runner.
    counts.passed = counts.passed.saturating_sub(counts.skipped);
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
    Some(Counts { passed: number("passed")?, failed: number("failed")?, skipped: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_result_line() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(counts_in(line), Some(Counts { passed: 12, failed: 3, skipped: 0 }));
        assert_eq!(counts_in("test mail::port ... ok"), None);
    }
}
