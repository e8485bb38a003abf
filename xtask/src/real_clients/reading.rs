//! What msmtp, mbsync, NeoMutt and fetchmail say of the files, without a server.

use super::answer::{Answer, Server, with_file};
use super::programs::Home;
use super::report::Report;
use super::sandbox::Sandbox;
use super::{neomutt, tools};
use std::path::Path;

type Reader = fn(&Path, &Answer, &str) -> Result<(), String>;

/// Program, format, what it does, and how.
const READERS: [(&str, &str, &str, Reader); 4] = [
    ("msmtp", "msmtp", "reads the file (`--pretend`)", msmtp),
    ("mbsync", "mbsync", "reads the file and goes to the server", mbsync),
    ("neomutt", "neomutt", "reads the file (`-D`)", neomutt::read),
    ("fetchmail", "fetchmail", "reads the file (`--configdump`)", fetchmail),
];

/// Lets each program read every file of its format.
pub fn run(report: &mut Report, sandbox: &Sandbox, answers: &[Answer]) -> Result<(), String> {
    let hosts: Vec<(&str, &str)> =
        answers.iter().flat_map(Answer::servers).map(|server| (server.host.as_str(), "127.0.0.1")).collect();
    sandbox.name(&hosts)?;
    for (program, format, does, read) in READERS {
        if let Some(missing) = tools::missing(&[program]) {
            report.not_run(program, does, &missing);
            continue;
        }
        let row = report.row(program, tools::version(program), does);
        let (files, refused) = with_file(answers, format);
        row.refused(refused);
        for (answer, file) in files {
            row.tried(&answer.name, read(&sandbox.folder, answer, file));
        }
    }
    Ok(())
}

/// Compares one field.
pub fn same(field: &str, expected: &str, found: &str) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("{field}: expected `{expected}`, read `{found}`")) }
}

/// Whether a mechanism's name is one in which the password itself does not travel.
pub fn hides_password(mechanism: &str) -> bool {
    let mechanism = mechanism.to_ascii_lowercase();
    ["cram-md5", "digest-md5", "apop"].contains(&mechanism.as_str()) || mechanism.starts_with("scram-")
}

fn msmtp(folder: &Path, answer: &Answer, file: &str) -> Result<(), String> {
    let home = Home::new(folder.join("reading"), file)?;
    let ended = home.run("msmtp", &["-C", &home.file(), "--pretend", "--", "somebody@example.jp"])?;
    if !ended.fine {
        return Err(ended.tail());
    }
    let value = |key: &str| {
        let lines = ended.text.lines().filter_map(|line| line.split_once(" = "));
        lines.filter(|(name, _)| *name == key).map(|(_, value)| value).next_back().unwrap_or("(not set)")
    };
    let server = answer.best().ok_or("no submission server")?;
    same("host", &server.host, value("host"))?;
    same("port", &server.port.to_string(), value("port"))?;
    same("from", &answer.address, value("from"))?;
    same("tls", if server.encrypts() { "on" } else { "off" }, value("tls"))?;
    if server.encrypts() {
        let starttls = if server.security == "starttls" { "on" } else { "off" };
        same("tls_starttls", starttls, value("tls_starttls"))?;
        same("tls_certcheck", "on", value("tls_certcheck"))?;
    }
    let mechanism = value("auth").to_ascii_lowercase();
    let fits = match server.authentication.as_str() {
        "none" => mechanism == "none",
        "password-encrypted" => hides_password(&mechanism),
        _ => ["choose", "plain", "login"].contains(&mechanism.as_str()),
    };
    if !fits {
        return Err(format!("auth: `{mechanism}` for {}", server.authentication));
    }
    let user = if server.username.is_empty() { "(not set)" } else { &server.username };
    same("user", user, value("user"))
}

/// mbsync shows nothing of what it read; but it says where it goes, and what it does not understand.
fn mbsync(folder: &Path, answer: &Answer, file: &str) -> Result<(), String> {
    let home = Home::new(folder.join("reading"), file)?;
    home.folders(file)?;
    let ended = home.run("mbsync", &["-c", &home.file(), "--list", "--all"])?;
    let server = imap(answer)?;
    // Nobody listens there yet.
    let place = format!("Cannot connect to {} (127.0.0.1:{})", server.host, server.port);
    let complains = ended.text.lines().any(|line| line.starts_with(&home.file()));
    if ended.text.contains(&place) && !complains {
        Ok(())
    } else {
        Err(format!("expected `{place}`, found: {}", ended.tail()))
    }
}

fn imap(answer: &Answer) -> Result<&Server, String> {
    let server = answer.incoming.as_ref().filter(|server| server.protocol == "imap");
    server.ok_or_else(|| "a file for IMAP, but the answer is not IMAP".to_owned())
}

fn fetchmail(folder: &Path, answer: &Answer, file: &str) -> Result<(), String> {
    let home = Home::new(folder.join("reading"), file)?;
    let ended = home.run("fetchmail", &["-f", &home.file(), "--configdump"])?;
    if !ended.fine {
        return Err(ended.tail());
    }
    if ended.text.matches("\"pollname\"").count() != 1 || ended.text.matches("\"remote\"").count() != 1 {
        return Err(format!("expected one server with one user: {}", ended.tail()));
    }
    let value = |key: &str| dumped(&ended.text, key).unwrap_or_default();
    let server = answer.incoming.as_ref().ok_or("no incoming server")?;
    let via = value("via");
    same("host", &server.host, if via == "None" { value("pollname") } else { via })?;
    same("service", &server.port.to_string(), value("service"))?;
    same("remote", &server.username, &value("remote").replace("\\\"", "\"").replace("\\\\", "\\"))?;
    same("ssl", if server.security == "tls" { "TRUE" } else { "FALSE" }, value("ssl"))?;
    // Mail that vanishes from the server would be a surprise.
    same("keep", "TRUE", value("keep"))?;
    if server.encrypts() {
        same("sslcertck", "TRUE", value("sslcertck"))?;
    }
    // Only a named version makes the upgrade a must.
    let demands = !["None", ""].contains(&value("sslproto"));
    if server.security == "starttls" && !demands {
        return Err("sslproto: the upgrade is not demanded".to_owned());
    }
    if server.security == "none" && demands {
        return Err(format!("sslproto: `{}` where the server has no encryption", value("sslproto")));
    }
    let (protocol, mechanism) = (value("protocol"), value("auth"));
    let hidden = protocol == "APOP" || hides_password(mechanism);
    if hidden != (server.authentication == "password-encrypted") {
        return Err(format!("{protocol}, auth `{mechanism}` for {}", server.authentication));
    }
    if protocol == "APOP" { Ok(()) } else { same("protocol", &server.protocol.to_uppercase(), protocol) }
}

/// The value behind a key of `--configdump`, which is Python's notation for a dictionary.
fn dumped<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let quoted = [format!("\"{key}\":"), format!("'{key}':")];
    let line = text.lines().map(str::trim).find(|line| quoted.iter().any(|key| line.starts_with(key)))?;
    let value = line.split_once(':')?.1.trim().trim_end_matches(',');
    Some(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_dump_are_found_by_their_whole_key() {
        let text = "\t    \"sslproto\":\"tls1.2+\",\n\t    'ssl':TRUE,\n\t    \"via\":None,\n";
        assert_eq!(dumped(text, "ssl"), Some("TRUE"));
        assert_eq!(dumped(text, "sslproto"), Some("tls1.2+"));
        assert_eq!(dumped(text, "via"), Some("None"));
        assert_eq!(dumped(text, "keep"), None);
    }

    #[test]
    fn mechanisms_that_hide_the_password_are_known() {
        for mechanism in ["CRAM-MD5", "digest-md5", "SCRAM-SHA-256", "apop"] {
            assert!(hides_password(mechanism), "{mechanism}");
        }
        for mechanism in ["plain", "LOGIN", "choose", "any", ""] {
            assert!(!hides_password(mechanism), "{mechanism}");
        }
    }
}
