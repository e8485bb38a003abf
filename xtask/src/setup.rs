//! The tools: which versions, how to find them, how to get them. What is missing is named with the command that helps.

use crate::packages::{self, Package};
use crate::process::{self, in_folder, output, which};
use crate::project;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const TRUNK: &str = "0.21.14";
const WASM_BINDGEN: &str = "0.2.129";
/// The oldest wasm-opt and esbuild known to work, and what npm brings where no package manager can.
const WASM_OPT_OLDEST: u32 = 108;
const WASM_OPT_NPM: &str = "132.0.0";
const ESBUILD_OLDEST: (u32, u32) = (0, 17);
const ESBUILD_NPM: &str = "0.28.2";

/// What a build runs with.
pub struct Build {
    pub trunk: PathBuf,
    /// PATH, with the folders of the tools in front.
    pub path: OsString,
}

/// Everything that `trunk build --release` needs.
pub fn for_build() -> Result<Build, String> {
    let mut missing = Vec::new();
    if let Err(problem) = wasm_target() {
        missing.push(problem);
    }
    let mut found = Vec::new();
    for tool in [from_crate("trunk", TRUNK), from_crate("wasm-bindgen", WASM_BINDGEN), wasm_opt()] {
        match tool {
            Ok(path) => found.push(path),
            Err(problem) => missing.push(problem),
        }
    }
    if let Err(problem) = esbuild() {
        eprintln!("{problem}\nset-up: going on without it; the scripts of the site stay larger");
    }
    match (missing.is_empty(), found.first()) {
        (true, Some(trunk)) => Ok(Build { trunk: trunk.clone(), path: path_with(&found)? }),
        _ => Err(missing.join("\n")),
    }
}

/// The checks of the toolchain that a minimal Rust lacks.
pub fn for_checks() -> Result<(), String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output("cargo", &[subcommand, "--version"]).is_none() {
            announce(component, "asking rustup for it");
            process::run(Command::new("rustup").args(["component", "add", component])).map_err(|error| {
                named(component, &error, Some(format!("rustup component add {component}")))
            })?;
        }
    }
    wasm_target()
}

/// The minifier, without installing it.
pub fn find_esbuild() -> Option<PathBuf> {
    let recent = |path: &PathBuf| {
        let version = output(path, &["--version"])?;
        let mut numbers = version.trim().split('.').map(str::parse::<u32>);
        let version = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        (version >= ESBUILD_OLDEST).then_some(())
    };
    first_that(recent, [which("esbuild"), from_npm_cache("esbuild", ESBUILD_NPM, "esbuild")])
}

/// The compressor that measures what a visitor downloads.
pub fn brotli() -> Result<PathBuf, String> {
    if let Some(path) = which("brotli") {
        return Ok(path);
    }
    announce("brotli", "asking the package manager");
    let installed = packages::install(Package::Brotli);
    which("brotli").ok_or_else(|| {
        let error = installed.err().unwrap_or_else(|| "not on PATH after installing".to_owned());
        named("brotli", &error, packages::hint(Package::Brotli))
    })
}

fn wasm_target() -> Result<(), String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let present = || {
        output("rustc", &["--print", "target-libdir", "--target", TARGET])
            .is_some_and(|folder| Path::new(folder.trim()).is_dir())
    };
    if present() {
        return Ok(());
    }
    announce(TARGET, "adding the target to Rust");
    let added = match which("rustup") {
        Some(rustup) => process::run(Command::new(rustup).args(["target", "add", TARGET])),
        None => packages::install(Package::WasmTarget),
    };
    if present() {
        return Ok(());
    }
    let hint = if which("rustup").is_some() { None } else { packages::hint(Package::WasmTarget) };
    let error = added.err().unwrap_or_else(|| "not there after installing".to_owned());
    Err(named(TARGET, &error, hint.or_else(|| Some(format!("rustup target add {TARGET}")))))
}

/// A tool that is a crate: on PATH, in the cache, or built into the cache.
pub fn from_crate(name: &str, version: &str) -> Result<PathBuf, String> {
    let folder = project::cache(name, version)?;
    let exact = |path: &PathBuf| {
        let printed = output(path, &["--version"])?;
        printed.split_whitespace().any(|word| word == version).then_some(())
    };
    let find = || first_that(exact, [which(name), in_folder(&folder.join("bin"), name)]);
    if let Some(path) = find() {
        return Ok(path);
    }
    let package = if name == "wasm-bindgen" { "wasm-bindgen-cli" } else { name };
    announce(
        &format!("{name} {version}"),
        &format!("building it, three to six minutes, once; kept in {}", folder.display()),
    );
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let mut install = process::cargo();
    install.args(["install", "--locked", package, "--version", version]);
    if name == "trunk" {
        install.args(["--no-default-features", "--features", "rustls"]);
    }
    install.arg("--root").arg(&folder);
    let typed = process::shown(&install);
    let started = Instant::now();
    // A tool that runs for a second need not be optimised for minutes.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env_remove("RUSTFLAGS")
        .current_dir(&folder);
    let built = process::run(&mut install);
    if let Some(path) = find() {
        eprintln!("set-up: {name} {version} is ready after {} s", started.elapsed().as_secs());
        return Ok(path);
    }
    let error = built.err().unwrap_or_else(|| "not there after installing".to_owned());
    Err(named(&format!("{name} {version}"), &error, Some(typed)))
}

fn wasm_opt() -> Result<PathBuf, String> {
    let find = || {
        let recent = |path: &PathBuf| {
            let printed = output(path, &["--version"])?;
            let version = printed.split_whitespace().find_map(|word| word.parse::<u32>().ok())?;
            (version >= WASM_OPT_OLDEST).then_some(())
        };
        first_that(recent, [which("wasm-opt"), from_npm_cache("binaryen", WASM_OPT_NPM, "wasm-opt")])
    };
    package_or_npm("wasm-opt", Package::WasmOpt, ("binaryen", WASM_OPT_NPM), find)
}

fn esbuild() -> Result<PathBuf, String> {
    package_or_npm("esbuild", Package::Esbuild, ("esbuild", ESBUILD_NPM), find_esbuild)
}

/// A tool from the package manager; where that cannot help, or has an old one, from npm into the cache.
fn package_or_npm(
    name: &str,
    package: Package,
    (npm_package, version): (&str, &str),
    find: impl Fn() -> Option<PathBuf>,
) -> Result<PathBuf, String> {
    if let Some(path) = find() {
        return Ok(path);
    }
    announce(name, "asking the package manager");
    let mut error = packages::install(package).err();
    if let Some(path) = find() {
        return Ok(path);
    }
    if let Some(npm) = which("npm") {
        let folder = project::cache(npm_package, version)?;
        announce(name, &format!("asking npm; kept in {}", folder.display()));
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        let mut install = Command::new(npm);
        install.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]).arg(&folder);
        install.arg(format!("{npm_package}@{version}")).stdout(std::io::stderr());
        error = process::run(&mut install).err().or(error);
    }
    find().ok_or_else(|| {
        let error = error.unwrap_or_else(|| "the version installed is too old".to_owned());
        let hint = packages::hint(package)
            .unwrap_or_else(|| format!("npm install --global {npm_package}@{version}"));
        named(name, &error, Some(hint))
    })
}

fn from_npm_cache(package: &str, version: &str, program: &str) -> Option<PathBuf> {
    in_folder(&project::cache(package, version).ok()?.join("node_modules").join(".bin"), program)
}

fn first_that(fits: impl Fn(&PathBuf) -> Option<()>, paths: [Option<PathBuf>; 2]) -> Option<PathBuf> {
    paths.into_iter().flatten().find(|path| fits(path).is_some())
}

fn path_with(tools: &[PathBuf]) -> Result<OsString, String> {
    let mut folders: Vec<PathBuf> =
        tools.iter().filter_map(|tool| tool.parent()).map(PathBuf::from).collect();
    // A tool that is on PATH needs no folder in front, where it could hide the pinned one of another tool.
    let inherited: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    folders.retain(|folder| !inherited.contains(folder));
    env::join_paths(folders.into_iter().chain(inherited))
        .map_err(|error| format!("cannot extend PATH: {error}"))
}

/// Says what is about to be fetched.
pub fn announce(what: &str, how: &str) {
    eprintln!("set-up: {what} is missing: {how}");
}

/// What is missing, why, and the command that would help.
pub fn named(what: &str, error: &str, hint: Option<String>) -> String {
    let hint = hint.map_or_else(String::new, |hint| format!("; this would do it:\n    {hint}"));
    format!("set-up: {what} is missing and could not be installed: {error}{hint}")
}
