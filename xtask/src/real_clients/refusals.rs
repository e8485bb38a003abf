//! Whether the servers really refuse what an answer does not say: without that, a log-in that works proves nothing.

use super::answer::Server;
use super::clients::{Desk, Work};
use super::delivery::enter;
use super::report::Report;
use super::sandbox::Sandbox;
use super::servers::{Servers, Visit};
use super::tools;
use std::path::Path;

/// What is changed in a file: the setting as it is and as it becomes, and where.
type Change = (&'static str, &'static str, fn(&Server) -> bool);

/// One setting of msmtp's file each. Where TLS begins at once, a wrong protection only ends with the time.
const CHANGES: [Change; 4] = [
    ("\ntls on", "\ntls off", |server| server.security == "starttls"),
    ("\ntls off", "\ntls on", |server| server.security == "none"),
    ("\nauth cram-md5", "\nauth plain", |server| server.authentication == "password-encrypted"),
    ("\nuser \"", "\nuser \"x", |server| server.authentication != "none"),
];

/// Tries what must fail, once for each kind of server.
pub fn run(
    report: &mut Report,
    sandbox: &Sandbox,
    scripts: &Path,
    servers: &Servers,
    visits: &[Visit<'_>],
) -> Result<(), String> {
    const NAME: &str = "Dovecot, Postfix";
    const DOES: &str = "let msmtp, mbsync and fetchmail in with nothing else than the answer";
    let programs =
        [("msmtp", Work::MsmtpSends), ("mbsync", Work::MbsyncFetches), ("fetchmail", Work::FetchmailFetches)];
    let names = programs.map(|(program, _)| program);
    if let Some(missing) = tools::missing(&names) {
        report.not_run(NAME, DOES, &missing);
        return Ok(());
    }
    let versions = ["dovecot", "postfix"].map(|server| tools::version(server).unwrap_or_default());
    let row = report.row(NAME, Some(versions.join(", ")), DOES);
    let mut seen: Vec<String> = Vec::new();
    for visit in visits {
        for (program, work) in programs {
            let server =
                if program == "msmtp" { visit.answer.best() } else { visit.answer.incoming.as_ref() };
            let (Some(server), Some(file)) = (server, visit.answer.file(program)) else { continue };
            let kind = format!("{program} {}", server.short());
            if seen.contains(&kind) {
                continue;
            }
            seen.push(kind);
            enter(sandbox, visit)?;
            let mut fails = |what: &str, password: &str, file: &str| {
                let desk = Desk { sandbox, scripts, servers, answer: visit.answer, password };
                let result = servers.empty().and_then(|()| match desk.work(work, file) {
                    Ok(()) => Err("was let in".to_owned()),
                    Err(_) => Ok(()),
                });
                row.tried(&format!("{program}, {what}: {}", visit.answer.name), result);
            };
            if server.authentication != "none" {
                fails("another password", "another", file);
            }
            for (from, to, applies) in CHANGES {
                if program == "msmtp" && applies(server) {
                    fails(to.trim(), super::PASSWORD, &file.replacen(from, to, 1));
                }
            }
        }
    }
    Ok(())
}
