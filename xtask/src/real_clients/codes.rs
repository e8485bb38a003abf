//! What ZBar and ZXing-C++ see in the codes, and whether it is the answer.

use super::answer::{Answer, Server, with_file};
use super::neomutt::decoded;
use super::reading::same;
use super::report::Report;
use super::{PASSWORD, python, tools};
use crate::process::{self, output};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A code: the answer, the format, the picture.
type Code<'a> = (&'a Answer, &'static str, PathBuf);

type Comparison = fn(&Answer, &str) -> Result<(), String>;

/// The formats that are codes, and what must stand in each.
const FORMATS: [(&str, Comparison); 3] =
    [("thunderbird-qr", thunderbird), ("link-qr", link), ("dclogin-qr", dclogin)];

/// Edge of a picture, in pixels: a code of 61 modules and its margin get some eight each.
const EDGE: &str = "560";

/// Most characters in one code, so that an ordinary camera reads it from a screen.
const LONGEST: usize = 800;

/// Lets both programs read every code. Gives back the log-in codes with what stands in them.
pub fn run<'a>(
    report: &mut Report,
    folder: &Path,
    scripts: &Path,
    answers: &'a [Answer],
) -> Result<Vec<(&'a Answer, String)>, String> {
    const DOES: &str = "reads the codes";
    if let Some(missing) = tools::missing(&["rsvg-convert"]) {
        report.not_run("ZBar", DOES, &missing);
        report.not_run("ZXing-C++", DOES, &missing);
        return Ok(Vec::new());
    }
    let (codes, refused) = pictures(&folder.join("codes"), answers)?;

    let mut log_ins = Vec::new();
    if let Some(missing) = tools::missing(&["zbarimg"]) {
        report.not_run("ZBar", DOES, &missing);
    } else {
        let row = report.row("ZBar", tools::version("zbarimg"), DOES);
        row.refused(refused);
        for code in &codes {
            let texts = zbar(&code.2);
            row.tried(&format!("{} of {}", code.1, code.0.name), compare(code, &texts));
        }
    }
    if let Some(missing) = tools::missing_python() {
        report.not_run("ZXing-C++", DOES, &missing);
        return Ok(log_ins);
    }
    let row = report.row("ZXing-C++", tools::python_version("zxing-cpp"), DOES);
    row.refused(refused);
    let paths: Vec<_> = codes.iter().map(|code| code.2.display().to_string()).collect();
    let found = python::call(scripts, "zxing.py", &json!(paths), 300)?;
    for (index, code) in codes.iter().enumerate() {
        let texts: Vec<String> =
            found.get(index).and_then(|texts| serde_json::from_value(texts.clone()).ok()).unwrap_or_default();
        row.tried(&format!("{} of {}", code.1, code.0.name), compare(code, &texts));
        if let ("dclogin-qr", [text]) = (code.1, texts.as_slice()) {
            log_ins.push((code.0, text.clone()));
        }
    }
    Ok(log_ins)
}

/// Draws every code, and counts the refusals.
fn pictures<'a>(folder: &Path, answers: &'a [Answer]) -> Result<(Vec<Code<'a>>, usize), String> {
    super::create(folder)?;
    let (mut codes, mut all_refused) = (Vec::new(), 0);
    for (format, _) in FORMATS {
        let (files, refused) = with_file(answers, format);
        all_refused += refused;
        for (answer, drawing) in files {
            let name = folder.join(format!("{format}-{}", codes.len()));
            let (from, to) = (name.with_extension("svg"), name.with_extension("png"));
            super::write(&from, drawing)?;
            let mut draw = Command::new("rsvg-convert");
            draw.args(["--width", EDGE, "--output"]).arg(&to).arg(&from);
            process::run(&mut draw)?;
            codes.push((answer, format, to));
        }
    }
    Ok((codes, all_refused))
}

fn zbar(picture: &Path) -> Vec<String> {
    let picture = picture.display().to_string();
    let arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", &picture];
    output("zbarimg", &arguments).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn compare((answer, format, _): &Code<'_>, texts: &[String]) -> Result<(), String> {
    let [text] = texts else { return Err(format!("expected one code, found {}", texts.len())) };
    if !text.is_ascii() || text.len() > LONGEST {
        return Err(format!("not ASCII, or too long for a camera: {text}"));
    }
    let compare = FORMATS.iter().find(|(known, _)| known == format).map(|(_, compare)| compare);
    compare.ok_or("unknown format")?(answer, text).map_err(|error| format!("{error}, in {text}"))
}

/// The array that Thunderbird for Android scans, format version 1.
fn thunderbird(answer: &Answer, text: &str) -> Result<(), String> {
    let code: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let incoming = answer.incoming.as_ref().ok_or("no incoming server")?;
    let outgoing = answer.best().ok_or("no submission server")?;
    let at = |place: &str| code.pointer(place).cloned().unwrap_or_default();
    same("head", "1 [1,1]", &format!("{} {}", at("/0"), at("/1")))?;
    same("incoming", &numbers(incoming), &first_six(&at("/2")))?;
    same("outgoing", &numbers(outgoing), &first_six(&at("/3/0/0")))?;
    same("address", &answer.address, at("/3/0/1/0").as_str().unwrap_or_default())?;
    let password = at("/2/7").as_str().is_some_and(|password| !password.is_empty());
    if password { Err("there is a password in it".to_owned()) } else { Ok(()) }
}

fn first_six(server: &Value) -> String {
    json!(server.as_array().map(|server| server.iter().take(6).collect::<Vec<_>>())).to_string()
}

fn numbers(server: &Server) -> String {
    let protocol = u8::from(server.protocol == "pop3");
    let security = match server.security.as_str() {
        "tls" => 3,
        "starttls" => 2,
        _ => 0,
    };
    let authentication = match server.authentication.as_str() {
        "password-encrypted" => 2,
        "password-cleartext" => 1,
        _ => 0,
    };
    json!([protocol, server.host, server.port, security, authentication, server.username]).to_string()
}

/// The address of the page with the answers behind it.
fn link(answer: &Answer, text: &str) -> Result<(), String> {
    let (page, fragment) = text.split_once('#').ok_or("no fragment")?;
    if !page.starts_with("https://") {
        return Err(format!("`{page}` is no page"));
    }
    let mut found = pairs(fragment);
    let mut expected: Vec<(String, String)> = answer
        .state
        .iter()
        .map(|(key, value)| (key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        .collect();
    found.sort();
    expected.sort();
    same("answers", &format!("{expected:?}"), &format!("{found:?}"))
}

/// Keys and values, application/x-www-form-urlencoded.
fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (decoded(key), decoded(&value.replace('+', " ")))).collect()
}

/// The address that Delta Chat scans, version 1.
fn dclogin(answer: &Answer, text: &str) -> Result<(), String> {
    let (address, options) =
        text.strip_prefix("dclogin:").and_then(|rest| rest.split_once('?')).ok_or("no dclogin address")?;
    same("address", &answer.address, address.trim_start_matches('/').trim_end_matches('/'))?;
    let options = pairs(options);
    let is = |key: &str, expected: &str| {
        let found = options.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value);
        same(key, expected, found)
    };
    is("v", "1")?;
    is("p", PASSWORD)?;
    let incoming = answer.incoming.as_ref().ok_or("no incoming server")?;
    for (side, server) in [("i", incoming), ("s", answer.best().ok_or("no submission server")?)] {
        is(&format!("{side}h"), &server.host)?;
        is(&format!("{side}p"), &server.port.to_string())?;
        is(&format!("{side}u"), &server.username)?;
        is(&format!("{side}s"), words(server))?;
    }
    Ok(())
}

/// Delta Chat's words for the protection of a connection.
pub fn words(server: &Server) -> &'static str {
    match server.security.as_str() {
        "tls" => "ssl",
        "starttls" => "starttls",
        _ => "plain",
    }
}
