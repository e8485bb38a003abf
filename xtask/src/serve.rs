//! A server for dist/ on this computer, enough for trying the page and embedding it from another origin.

use crate::project;
use crate::setup;
use crate::site;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

const FIRST_PORT: u16 = 8080;
const LONGEST_REQUEST: u64 = 16 * 1024;

/// Builds the site and serves it until interrupted.
pub fn serve(port: Option<u16>) -> Result<(), String> {
    site::build(&setup::for_build()?)?;
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|error| format!("cannot tell the port: {error}"))?;
    println!("http://localhost:{}/ (Ctrl+C stops)", address.port());
    let dist = project::dist()?;
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        // A visitor who leaves early is no error of ours.
        std::thread::spawn(move || drop(answer(&stream, &dist)));
    }
    Ok(())
}

/// The port asked for, or the first free one.
fn listen(port: Option<u16>) -> Result<TcpListener, String> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).map_err(|error| format!("cannot listen on port {port}: {error}")),
        None => (FIRST_PORT..FIRST_PORT + 100)
            .find_map(|port| bind(port).ok())
            .ok_or_else(|| format!("no free port from {FIRST_PORT} up: name one with --port N")),
    }
}

fn answer(mut stream: &TcpStream, dist: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.take(LONGEST_REQUEST));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = line.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = match (method, file(dist, target)) {
        ("GET" | "HEAD", Some(path)) => match fs::read(&path) {
            Ok(bytes) => ("200 OK", mime(&path), bytes),
            Err(_) => ("404 Not Found", TEXT, b"not found\n".to_vec()),
        },
        ("GET" | "HEAD", None) => ("404 Not Found", TEXT, b"not found\n".to_vec()),
        _ => ("405 Method Not Allowed", TEXT, b"GET and HEAD only\n".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         Access-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file a request means; none outside the folder, because every part must be a plain name.
fn file(dist: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
    };
    path.split('/').all(plain).then(|| dist.join(path))
}

const TEXT: &str = "text/plain; charset=utf-8";

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => TEXT,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(target: &str, expected: Option<&str>) {
        assert_eq!(file(Path::new("dist"), target), expected.map(PathBuf::from));
    }

    #[test]
    fn serves_what_is_inside() {
        check("/", Some("dist/index.html"));
        check("/page-1.css?x=1", Some("dist/page-1.css"));
    }

    #[test]
    fn serves_nothing_outside() {
        check("/../Cargo.toml", None);
        check("/a/../../Cargo.toml", None);
        check("/%2e%2e/Cargo.toml", None);
        check("//etc/passwd", None);
        check("/.stage/x", None);
        check("/a\\..\\b", None);
        check("", None);
    }
}
