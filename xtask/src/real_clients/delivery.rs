//! Log-in, sending and fetching with the exported files, unchanged, at real servers.

use super::answer::{Answer, Server};
use super::authority::Authority;
use super::clients::{CLIENTS, Client, Desk};
use super::report::{Report, Row};
use super::sandbox::Sandbox;
use super::servers::{self, Servers, Visit};
use super::thunderbird::{self, Published};
use super::{PASSWORD, delta_chat, refusals, tools};
use std::path::Path;

/// The protections of a connection, in the words of the table; every one must occur.
const PROTECTIONS: [&str; 3] = ["TLS", "STARTTLS", "none"];

/// The protection of the connection to a server, in the words of the table.
pub const fn protection(server: &Server) -> &'static str {
    match server.security.as_bytes() {
        b"tls" => PROTECTIONS[0],
        b"starttls" => PROTECTIONS[1],
        _ => PROTECTIONS[2],
    }
}

/// Starts the servers, lets every program do its work at each answer's servers, stops them.
pub fn run(
    report: &mut Report,
    sandbox: &Sandbox,
    scripts: &Path,
    authority: &Authority,
    answers: &[Answer],
    log_ins: &[(&Answer, String)],
) -> Result<(), String> {
    if let Some(missing) = servers::missing().or_else(tools::missing_python) {
        report.not_run("Dovecot and Postfix", "log-in, sending and fetching", &missing);
        return Ok(());
    }
    let visits = servers::visits(answers);
    eprintln!("Dovecot and Postfix: {} answers that differ in what the servers offer", visits.len());
    let servers = Servers::start(&sandbox.folder, authority, &visits)?;

    let mut lines = Lines::new();
    for visit in &visits {
        let desk = Desk { sandbox, scripts, servers: &servers, answer: visit.answer, password: PASSWORD };
        enter(sandbox, visit)?;
        lines.visit(&desk)?;
    }
    lines.hand_over(report);
    refusals::run(report, sandbox, scripts, &servers, &visits)?;
    thunderbird(report, sandbox, scripts, authority, &visits)?;
    delta_chat(report, sandbox, scripts, &visits, log_ins)
}

/// The names of this answer, and no others, lead to its servers.
pub fn enter(sandbox: &Sandbox, visit: &Visit<'_>) -> Result<(), String> {
    let address = visit.address.as_str();
    let names: Vec<(&str, &str)> =
        visit.answer.servers().map(|server| (server.host.as_str(), address)).collect();
    sandbox.name(&names)
}

/// A line for each thing that a program does.
struct Lines(Vec<(&'static Client, Row)>);

impl Lines {
    fn new() -> Self {
        let line = |client: &'static Client| {
            let row = Row::new(client.program, tools::version(client.program), client.does);
            (client, row.kinds(&PROTECTIONS))
        };
        Self(CLIENTS.iter().map(line).collect())
    }

    /// Every program does what it can do at the servers of this answer.
    fn visit(&mut self, desk: &Desk<'_>) -> Result<(), String> {
        desk.servers.empty()?;
        for (client, row) in &mut self.0 {
            let server = match client.protocol {
                "smtp" => desk.answer.best(),
                _ => desk.answer.incoming.as_ref(),
            };
            let Some(server) = server.filter(|server| server.protocol == client.protocol) else { continue };
            if tools::missing(&[client.program]).is_some() {
                continue;
            }
            match desk.answer.file(client.program) {
                Some(file) => {
                    row.tried_as(protection(server), &desk.answer.name, desk.work(client.work, file));
                }
                None => row.refused(1),
            }
        }
        Ok(())
    }

    fn hand_over(self, report: &mut Report) {
        for (client, mut row) in self.0 {
            if let Some(missing) = tools::missing(&[client.program]) {
                row.leave_out(&missing);
            }
            report.add(row);
        }
    }
}

/// Thunderbird fetches autoconfig, creates the account and checks the log-in, as its set-up does.
fn thunderbird(
    report: &mut Report,
    sandbox: &Sandbox,
    scripts: &Path,
    authority: &Authority,
    visits: &[Visit<'_>],
) -> Result<(), String> {
    const DOES: &str = "logs in at Dovecot with the account from autoconfig";
    if let Some(missing) = thunderbird::missing() {
        report.not_run(thunderbird::NAME, DOES, &missing);
        return Ok(());
    }
    let version = tools::version("thunderbird");
    let row = report.add(Row::new(thunderbird::NAME, version, DOES).kinds(&PROTECTIONS));
    let files: Vec<Published<'_>> = visits
        .iter()
        .filter_map(|visit| {
            let content = visit.answer.file("autoconfig")?.to_owned();
            let address = Some(visit.address.clone());
            Some(Published { kind: "autoconfig", answer: visit.answer, content, address })
        })
        .collect();
    row.refused(visits.len() - files.len());
    thunderbird::fetch(row, sandbox, scripts, authority, &files)
}

/// Delta Chat's core logs in with the code, receiving and sending.
fn delta_chat(
    report: &mut Report,
    sandbox: &Sandbox,
    scripts: &Path,
    visits: &[Visit<'_>],
    log_ins: &[(&Answer, String)],
) -> Result<(), String> {
    const DOES: &str = "logs in at Dovecot and Postfix with the log-in code";
    if let Some(missing) = delta_chat::missing() {
        report.not_run(delta_chat::NAME, DOES, &missing);
        return Ok(());
    }
    let row = report.add(Row::new(delta_chat::NAME, delta_chat::version(), DOES).kinds(&PROTECTIONS));
    for visit in visits {
        match log_ins.iter().find(|(answer, _)| std::ptr::eq(*answer, visit.answer)) {
            Some((answer, text)) => {
                enter(sandbox, visit)?;
                let kind = answer.incoming.as_ref().map_or("", protection);
                row.tried_as(kind, &answer.name, delta_chat::log_in(scripts, answer, text));
            }
            None => row.refused(1),
        }
    }
    Ok(())
}
