//! The small programs of `xtask/real_clients/`: a JSON text in, a JSON text out.

use super::tools;
use crate::process;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs one with the packages it needs, for so many seconds at most.
pub fn call(scripts: &Path, name: &str, order: &Value, seconds: u32) -> Result<Value, String> {
    let python = tools::python().ok_or("no Python with its packages here")?;
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", &seconds.to_string()]).arg(python).arg(scripts.join(name));
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    let answer = process::filter(&mut command, order.to_string().as_bytes())?;
    serde_json::from_slice(&answer).map_err(|error| format!("{name} answered no JSON: {error}"))
}
