//! `cargo xtask`: finds or installs the pinned tools, builds the site, serves it, tests it, measures it.

mod bench;
mod browsers;
mod finish;
mod imports;
mod packages;
mod prepare;
mod process;
mod project;
mod real_clients;
mod serve;
mod setup;
mod site;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]   set up what is missing, build for release, serve the help page on localhost
  build              set up what is missing, build for release into dist/
  test               set up what is missing, then run every check and every test
  test webkit        what customers do, in WebKitGTK (Debian)
  bench              sizes against their budgets, then the measurements
  check FILE…        report every problem of data files of any kind
  fallback           write static/fallback.html anew from the data
  real-clients       let the mail programs themselves read the exported files and log in to real servers (Debian)

Called by trunk, not by people:
  prepare            fetch the crates, keep this computer's paths out of the wasm, write the fallback anew
  finish             minify, name by content, write the loader and the style sheets

Tools are kept by version in $XDG_CACHE_HOME/mail-settings (~/.cache/mail-settings);
MAIL_SETTINGS_CACHE names another folder.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve"] => serve::serve(None),
        ["serve", "--port", port] => {
            let port = port.parse().map_err(|_| format!("`{port}` is not a port number"))?;
            serve::serve(Some(port))
        }
        ["build"] => site::build(&setup::for_build()?),
        ["test"] => test::test(),
        ["test", "webkit"] => test::in_webkit(),
        ["bench"] => bench::bench(),
        ["check"] => Err("name the files to check: cargo xtask check FILE…".to_owned()),
        ["check", files @ ..] => example("check", files),
        ["fallback"] => example("fallback", &[]),
        ["prepare"] => {
            prepare::prepare()?;
            example("fallback", &[])
        }
        ["finish"] => finish::finish(),
        ["real-clients"] => real_clients::real_clients(),
        ["real-clients", "--inside", folder] => real_clients::inside(std::path::Path::new(folder)),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such command: {}\n\n{HELP}", words.join(" "))),
    }
}

/// Runs an example of the core, which needs no browser; its paths count from where the caller stands.
fn example(name: &str, arguments: &[&str]) -> Result<(), String> {
    let manifest = project::root()?.join("Cargo.toml");
    let status = process::cargo()
        .args(["run", "--quiet", "--no-default-features", "--manifest-path"])
        .arg(manifest)
        .args(["--example", name, "--"])
        .args(arguments)
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` found problems: see above")) }
}
