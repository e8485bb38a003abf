//! What Thunderbird understands: the files are published where a domain's owner puts them, and Thunderbird fetches
//! them there.

use super::answer::{Answer, Server, with_file};
use super::authority::Authority;
use super::delivery::protection;
use super::report::{Report, Row};
use super::sandbox::Sandbox;
use super::{PASSWORD, python, tools};
use serde_json::{Value, json};
use std::path::Path;

/// In the table.
pub const NAME: &str = "Thunderbird";

/// One file to be fetched.
pub struct Published<'a> {
    /// `autoconfig` or `autodiscover`.
    pub kind: &'static str,
    /// The answer it was made from.
    pub answer: &'a Answer,
    /// The file.
    pub content: String,
    /// Where servers are up, their address: Thunderbird logs in there.
    pub address: Option<String>,
}

/// Lets Thunderbird fetch every file and create the accounts.
pub fn read(
    report: &mut Report,
    sandbox: &Sandbox,
    scripts: &Path,
    authority: &Authority,
    answers: &[Answer],
) -> Result<(), String> {
    const KINDS: [(&str, &str); 2] = [
        ("autoconfig", "fetches autoconfig from the domain and creates the account"),
        ("autodiscover", "fetches Autodiscover from the domain"),
    ];
    if let Some(missing) = missing() {
        KINDS.iter().for_each(|(_, does)| report.not_run(NAME, does, &missing));
        return Ok(());
    }
    for (kind, does) in KINDS {
        let row = report.row(NAME, tools::version("thunderbird"), does);
        let (files, refused) = with_file(answers, kind);
        row.refused(refused);
        let files: Vec<Published<'_>> = files
            .into_iter()
            .map(|(answer, file)| Published { kind, answer, content: file.to_owned(), address: None })
            .collect();
        fetch(row, sandbox, scripts, authority, &files)?;
    }
    Ok(())
}

/// Why it cannot be tried.
pub fn missing() -> Option<String> {
    let old = || too_old(&tools::version("thunderbird")?);
    tools::missing(&["thunderbird"]).or_else(tools::missing_python).or_else(old)
}

/// The oldest version whose set-up the small program knows how to call; in an older one every call fails, whatever
/// the file says.
const OLDEST: u32 = 153;

fn too_old(version: &str) -> Option<String> {
    let release: u32 = version.split('.').next()?.parse().ok()?;
    (release < OLDEST).then(|| format!("{version} is older than {OLDEST}; bring the package up to date"))
}

/// Lets Thunderbird fetch files, one session for all, and compares.
pub fn fetch(
    row: &mut Row,
    sandbox: &Sandbox,
    scripts: &Path,
    authority: &Authority,
    files: &[Published<'_>],
) -> Result<(), String> {
    let orders: Vec<Value> = files.iter().map(Published::order).collect();
    let order = json!({
        "program": tools::find("thunderbird"), "authority": authority.certificate, "password": PASSWORD,
        "certificate": authority.servers, "key": authority.key, "hosts_file": sandbox.hosts, "files": orders,
    });
    let found = python::call(scripts, "thunderbird.py", &order, 580)?;
    let results = found["results"].as_array().ok_or("no results")?;
    for (file, result) in files.iter().zip(results) {
        let kind = file.address.as_ref().and(file.answer.incoming.as_ref()).map_or("", protection);
        row.tried_as(kind, &file.answer.name, compare(file, result));
    }
    Ok(())
}

impl Published<'_> {
    fn order(&self) -> Value {
        let hosts = self.address.as_ref().map(|address| {
            let servers = self.answer.servers().map(|server| (server.host.clone(), json!(address)));
            servers.collect::<serde_json::Map<_, _>>()
        });
        json!({
            "kind": self.kind, "address": self.answer.address, "content": self.content, "hosts": hosts,
            "create": self.kind == "autoconfig", "log_in": self.address.is_some(),
        })
    }
}

fn compare(file: &Published<'_>, result: &Value) -> Result<(), String> {
    if let Some(error) = result["error"].as_str() {
        return Err(error.to_owned());
    }
    let answer = file.answer;
    let read = &result["read"];
    let incoming: Vec<Server> = answer.incoming.iter().cloned().collect();
    is("incoming", &incoming, &servers(&read["incoming"]))?;
    // A file may name fewer submission servers than the answer, the best ones.
    let outgoing = servers(&read["outgoing"]);
    let expected = answer.outgoing.get(..outgoing.len().max(1)).unwrap_or(&answer.outgoing);
    if file.kind == "autodiscover" {
        // Thunderbird takes no notice of `AuthRequired`.
        let with_log_in = |server: &Server| server.authentication != "none";
        let both = expected.iter().zip(&outgoing).filter(|(expected, _)| with_log_in(expected));
        let (expected, outgoing): (Vec<_>, Vec<_>) = both.map(|(a, b)| (a.clone(), b.clone())).unzip();
        return is("outgoing", &expected, &outgoing);
    }
    is("outgoing", expected, &outgoing)?;
    let created = &result["created"];
    is("created, incoming", &incoming, &servers(&json!([created["incoming"]])))?;
    is("created, outgoing", &expected[..1], &servers(&json!([created["outgoing"]])))
}

fn servers(list: &Value) -> Vec<Server> {
    list.as_array().into_iter().flatten().filter_map(Server::from_report).collect()
}

fn is(what: &str, expected: &[Server], found: &[Server]) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("{what}: expected {expected:?}, read {found:?}")) }
}

#[cfg(test)]
mod tests {
    use super::too_old;

    #[test]
    fn an_old_program_is_named_and_not_blamed_on_the_file() {
        assert!(too_old("140.10.2esr").is_some_and(|why| why.starts_with("140.10.2esr is older than")));
        assert_eq!(too_old("153.7.0esr"), None);
        assert_eq!(too_old("unknown"), None);
    }
}
