//! A certificate authority for one run, and one certificate with the names of all servers.

use super::answer::Answer;
use crate::process;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The files of an authority.
pub struct Authority {
    /// The authority's certificate.
    pub certificate: PathBuf,
    /// The certificate of the servers.
    pub servers: PathBuf,
    /// Its key.
    pub key: PathBuf,
    /// A folder that holds the authority in every form in which programs look for it.
    pub trusted: PathBuf,
}

/// Makes authority and certificate.
pub fn make(folder: &Path, answers: &[Answer]) -> Result<Authority, String> {
    let folder = folder.join("authority");
    let trusted = folder.join("trusted");
    super::create(&trusted)?;
    let file = |name: &str| folder.join(name);
    let authority = Authority {
        certificate: file("authority.pem"),
        servers: file("servers.pem"),
        key: file("servers.key"),
        trusted,
    };
    super::write(&file("names"), format!("subjectAltName={}\n", names(answers).join(",")))?;

    let new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    let mut own = openssl(&["req", "-x509", "-days", "2", "-subj", "/CN=Test authority"]);
    own.args(new_key).arg("-keyout").arg(file("authority.key")).arg("-out").arg(&authority.certificate);
    process::run(&mut own)?;
    let mut request = openssl(&["req", "-subj", "/CN=Test servers"]);
    request.args(new_key).arg("-keyout").arg(&authority.key).arg("-out").arg(file("request.pem"));
    process::run(&mut request)?;
    let mut sign = openssl(&["x509", "-req", "-days", "2", "-set_serial", "1"]);
    sign.arg("-in").arg(file("request.pem")).arg("-CA").arg(&authority.certificate);
    sign.arg("-CAkey").arg(file("authority.key")).arg("-extfile").arg(file("names"));
    sign.arg("-out").arg(&authority.servers);
    process::run(&mut sign)?;

    // Debian's bundle, and OpenSSL's name for it in a folder.
    let hash =
        process::filter(openssl(&["x509", "-noout", "-hash", "-in"]).arg(&authority.certificate), &[])?;
    let hash = String::from_utf8_lossy(&hash).trim().to_owned();
    for name in ["ca-certificates.crt", &format!("{hash}.0")] {
        std::fs::copy(&authority.certificate, authority.trusted.join(name))
            .map_err(|error| format!("cannot copy the authority: {error}"))?;
    }
    Ok(authority)
}

/// Every server's name, and where domains publish their configuration.
fn names(answers: &[Answer]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for answer in answers {
        let domain = answer.address.split_once('@').map_or("", |(_, domain)| domain);
        let published = ["autoconfig", "autodiscover"].map(|label| format!("{label}.{domain}"));
        for host in answer.servers().map(|server| server.host.clone()).chain(published) {
            let name = format!("DNS:{host}");
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn openssl(arguments: &[&str]) -> Command {
    let mut command = Command::new("openssl");
    command.args(arguments).stderr(Stdio::null());
    command
}
