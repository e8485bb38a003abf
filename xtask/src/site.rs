//! The site in dist/, built for release.

use crate::prepare;
use crate::process;
use crate::project;
use crate::setup;
use std::process::Command;

/// Runs trunk with the tools that were set up.
pub fn build(tools: &setup::Build) -> Result<(), String> {
    prepare::prepare()?;
    let mut trunk = Command::new(&tools.trunk);
    trunk.args(["build", "--release"]).env("PATH", &tools.path).current_dir(project::root()?);
    // Trunk reads NO_COLOR as one of its own switches and refuses the usual `1`.
    trunk.env_remove("NO_COLOR").stdout(std::io::stderr());
    process::run(&mut trunk)?;
    eprintln!("the site is in {}", project::dist()?.display());
    Ok(())
}
