//! A web server for one test: the built site, with single answers replaced.

use super::browser::Browser;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The built site, read once: a build that runs at the same time must not mix two versions.
static DIST: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let folder = env::var_os("MAIL_SETTINGS_DIST")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from);
    let entries = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}; `cargo xtask build` makes it", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder can be listed").path());
    let files = paths.filter(|path| path.is_file()).map(|path| {
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (format!("/{name}"), bytes)
    });
    files.collect()
});

/// The strictest policy that the widget promises to work under.
pub const STRICT: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";

/// Where a page's first script is.
const FIRST: &str = "/first.js";
/// A page with nothing in it.
pub(super) const EMPTY: &str = "/empty.html";

/// What a path answers instead of a file of the site.
#[derive(Clone)]
pub enum Reply {
    /// A page of the test's own, with the strict policy.
    Page(String),
    /// 404.
    Missing,
    /// Bytes that are not what they should be.
    Corrupt,
    /// The file of the site, but not before the gate opens.
    Held(Gate),
}

/// Holds an answer back until it is opened.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Lets everything through.
    pub fn open(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        let closed = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A test that ends without opening the gate must not leave a thread behind for good.
        drop(self.0.1.wait_timeout_while(closed, Duration::from_secs(60), |open| !*open));
    }
}

/// A running server; its port makes an origin of its own, so no test sees what another one stored.
pub struct Site {
    port: u16,
    shared: Arc<Shared>,
}

/// What the server's threads know.
#[derive(Default)]
struct Shared {
    replies: Mutex<BTreeMap<String, Reply>>,
    asked: Mutex<Vec<String>>,
    /// What runs first in every page, where the browser's driver has no way of its own.
    first: Mutex<String>,
    /// Pages come with a policy that allows no script.
    without_scripts: AtomicBool,
    /// Nothing answers any more.
    gone: AtomicBool,
}

impl Site {
    /// The built site.
    pub fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
        let port = listener.local_addr().expect("a listener has an address").port();
        let site = Self { port, shared: Arc::default() };
        if Browser::chosen() != Browser::Chromium {
            site.begin_with(KEEPS_WHAT_IS_SAID);
        }
        let shared = Arc::clone(&site.shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // A browser that leaves early is no error.
                thread::spawn(move || drop(serve(&stream, &shared)));
            }
        });
        site
    }

    /// The site with one answer replaced. `path` is a whole path, or the extension of a hashed name: `.wasm`.
    pub fn with(self, path: &str, reply: Reply) -> Self {
        locked(&self.shared.replies).insert(path.to_owned(), reply);
        self
    }

    /// The site with a page of the test's own at `/test.html`.
    pub fn with_page(self, body: &str) -> Self {
        self.with("/test.html", Reply::Page(host_page(body)))
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The paths that were asked for so far.
    pub fn asked(&self) -> Vec<String> {
        locked(&self.shared.asked).clone()
    }

    /// Lets every page begin with a script, after those that it begins with already.
    pub fn begin_with(&self, source: &str) {
        let mut first = locked(&self.shared.first);
        first.push_str(source);
        first.push('\n');
    }

    /// From now on pages come with a policy that allows no script.
    pub fn allow_no_scripts(&self) {
        self.shared.without_scripts.store(true, Ordering::Relaxed);
    }

    /// From now on nothing answers.
    pub fn leave(&self) {
        self.shared.gone.store(true, Ordering::Relaxed);
    }
}

/// A page that embeds the widget as the contract says, with this in its body.
pub fn host_page(body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"ja\">\n<meta charset=\"utf-8\">\n<title>test</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <script type=\"module\" src=\"mail-settings.js\"></script>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

/// What a page's console is told, for drivers that do not tell it.
const KEEPS_WHAT_IS_SAID: &str = "(() => {
  const said = window.said = [], keep = (kind, what) => said.push([kind, String(what)]);
  for (const name of ['warn', 'error']) {
    const original = console[name];
    console[name] = (...words) => { keep('warning', words.join(' ')); original.apply(console, words); };
  }
  addEventListener('error', (event) => keep('error', event.message));
  addEventListener('unhandledrejection', (event) => keep('error', event.reason));
  document.addEventListener('securitypolicyviolation', (event) =>
    event.blockedURI.endsWith('/favicon.ico') || keep('remark', `${event.effectiveDirective} ${event.blockedURI}`));
})();";

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    if shared.gone.load(Ordering::Relaxed) {
        return Ok(());
    }
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream.take(16 * 1024));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let Some(target) = line.split_whitespace().nth(1) else {
        return Ok(());
    };
    let path = match target.split('?').next().unwrap_or_default() {
        "/" => "/index.html".to_owned(),
        path => path.to_owned(),
    };
    locked(&shared.asked).push(path.clone());
    let replaced = {
        let replies = locked(&shared.replies);
        let extension = path.rfind('.').map_or("", |dot| &path[dot..]);
        replies.get(&path).or_else(|| replies.get(extension)).cloned()
    };
    let file = || DIST.get(&path).cloned();
    let (body, mut policy) = match replaced {
        None if path == FIRST => (Some(locked(&shared.first).clone().into_bytes()), ""),
        None if path == EMPTY => {
            (Some(b"<!doctype html><title>empty</title><body style='margin: 0'>".to_vec()), "")
        }
        None => (file(), ""),
        Some(Reply::Missing) => (None, ""),
        Some(Reply::Corrupt) => (Some(b"this is something else".to_vec()), ""),
        Some(Reply::Page(page)) => (Some(page.into_bytes()), STRICT),
        Some(Reply::Held(gate)) => {
            gate.pass();
            (file(), "")
        }
    };
    let page = path.ends_with(".html") && path != EMPTY;
    if page && shared.without_scripts.load(Ordering::Relaxed) {
        policy = "script-src 'none'";
    }
    let body = body.map(|body| if page { begun(body, &locked(&shared.first)) } else { body });
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    let body = body.unwrap_or_else(|| b"not found".to_vec());
    let policy =
        if policy.is_empty() { String::new() } else { format!("Content-Security-Policy: {policy}\r\n") };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n{policy}\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        mime(&path),
        body.len()
    )?;
    stream.write_all(&body)?;
    stream.flush()
}

/// A page that begins with the script of that name, if there is one.
fn begun(page: Vec<u8>, first: &str) -> Vec<u8> {
    if first.is_empty() {
        return page;
    }
    let page = String::from_utf8_lossy(&page);
    page.replacen("<title>", &format!("<script src=\"{FIRST}\"></script>\n<title>"), 1).into_bytes()
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
