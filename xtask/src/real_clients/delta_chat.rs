//! What Delta Chat's core makes of the log-in codes.

use super::answer::{Answer, Server, with_file};
use super::reading::same;
use super::report::Report;
use super::{codes, python, tools};
use serde_json::{Value, json};
use std::path::Path;

/// Lets the core read every code that was found in a picture.
pub fn read(
    report: &mut Report,
    scripts: &Path,
    answers: &[Answer],
    log_ins: &[(&Answer, String)],
) -> Result<(), String> {
    const DOES: &str = "reads the log-in code";
    if let Some(missing) = missing() {
        report.not_run(NAME, DOES, &missing);
        return Ok(());
    }
    let row = report.row(NAME, version(), DOES);
    row.refused(with_file(answers, "dclogin-qr").1);
    let texts: Vec<&str> = log_ins.iter().map(|(_, text)| text.as_str()).collect();
    let found = call(scripts, &texts, false)?;
    for ((answer, _), result) in log_ins.iter().zip(results(&found)) {
        row.tried(&answer.name, is_log_in(answer, result));
    }
    Ok(())
}

/// In the table.
pub const NAME: &str = "Delta Chat core";

/// The core's version, which is its package's.
pub fn version() -> Option<String> {
    tools::python_version("deltachat-rpc-server")
}

/// Why it cannot be tried.
pub fn missing() -> Option<String> {
    tools::missing_python()
        .or_else(|| tools::delta_chat().is_none().then(|| "the core is missing".to_owned()))
}

/// Logs in with one code to the servers that are up, and compares what the core then keeps.
pub fn log_in(scripts: &Path, answer: &Answer, text: &str) -> Result<(), String> {
    let found = call(scripts, &[text], true)?;
    let result = results(&found).next().ok_or("no result")?;
    is_log_in(answer, result)?;
    let kept = &result["transport"];
    let incoming = answer.incoming.as_ref().ok_or("no incoming server")?;
    same("address", &answer.address, kept["addr"].as_str().unwrap_or_default())?;
    keeps("imap", incoming, kept)?;
    keeps("smtp", answer.best().ok_or("no submission server")?, kept)
}

fn keeps(side: &str, server: &Server, kept: &Value) -> Result<(), String> {
    let text = |what: &str| {
        let value = &kept[format!("{side}{what}")];
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    same("host", &server.host, &text("Server"))?;
    same("port", &server.port.to_string(), &text("Port"))?;
    same("user", &server.username, &text("User"))?;
    same("security", codes::words(server), &text("Security"))
}

fn is_log_in(answer: &Answer, result: &Value) -> Result<(), String> {
    if let Some(error) = result["error"].as_str() {
        return Err(error.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    same("kind", "login", result["read"]["kind"].as_str().unwrap_or_default())?;
    same("address", &answer.address, result["read"]["address"].as_str().unwrap_or_default())
}

fn call(scripts: &Path, texts: &[&str], log_in: bool) -> Result<Value, String> {
    let program = tools::delta_chat().ok_or("the core is missing")?;
    let order = json!({"program": program, "codes": texts, "log_in": log_in});
    python::call(scripts, "delta_chat.py", &order, if log_in { 60 } else { 120 })
}

fn results(found: &Value) -> impl Iterator<Item = &Value> {
    found["results"].as_array().into_iter().flatten()
}
