//! A thin WebDriver client: as many browsers as tests run at the same time, and a fresh tab for each test.

use super::browser::Browser;
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};
use ureq::Agent;

/// Keys that are no letters, as WebDriver names them.
pub mod key {
    pub const TAB: char = '\u{E004}';
    pub const ENTER: char = '\u{E007}';
    pub const SHIFT: char = '\u{E008}';
    pub const CONTROL: char = '\u{E009}';
    pub const SPACE: char = ' ';
    pub const BACKSPACE: char = '\u{E003}';
    pub const DELETE: char = '\u{E017}';
    pub const UP: char = '\u{E013}';
    pub const DOWN: char = '\u{E015}';
}

/// What WebDriver answers when it does not answer with a value.
#[derive(Debug)]
pub struct Refused {
    /// Its error code, such as `stale element reference`.
    pub code: String,
    pub message: String,
}

/// A driver's program of our own, with what it needs beside it. It ends, with its browsers, when the last test that
/// uses it ends.
pub struct Driver {
    // The driver first; what it draws on afterwards.
    processes: Vec<Child>,
    address: String,
    agent: Agent,
    /// A folder of its own, where its browser keeps what it saves.
    folder: PathBuf,
}

/// One browser, with one empty tab.
pub struct Session {
    pool: Arc<Pool>,
    driver: Arc<Driver>,
    id: String,
}

/// Browsers that no test uses at the moment.
#[derive(Default)]
struct Pool {
    idle: Mutex<Vec<(Arc<Driver>, String)>>,
    /// The driver that can have several browsers.
    shared: Mutex<Option<Arc<Driver>>>,
}

static POOL: Mutex<Weak<Pool>> = Mutex::new(Weak::new());

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pool {
    fn open() -> Arc<Self> {
        let mut open = locked(&POOL);
        open.upgrade().unwrap_or_else(|| {
            let pool = Arc::default();
            *open = Arc::downgrade(&pool);
            pool
        })
    }

    /// A driver for one more browser.
    fn driver(&self) -> Arc<Driver> {
        if !Browser::chosen().shares_its_driver() {
            return Arc::new(Driver::start());
        }
        Arc::clone(locked(&self.shared).get_or_insert_with(|| Arc::new(Driver::start())))
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        for (driver, id) in locked(&self.idle).drain(..) {
            // A browser that is gone already needs no closing.
            drop(driver.request("DELETE", &format!("/session/{id}"), &Value::Null));
        }
    }
}

impl Driver {
    fn start() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("mail-settings-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder can be made");
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        // Nothing listens at this port, and another program seldom takes it meanwhile: then the next one is tried.
        for _ in 0..5 {
            let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
            let port = free.local_addr().expect("a listener has an address").port();
            drop(free);
            let processes = Browser::chosen().start_driver(port, &folder);
            let address = format!("http://127.0.0.1:{port}");
            let mut driver = Self { processes, address, agent: agent.clone(), folder: folder.clone() };
            if driver.answers() {
                return driver;
            }
            driver.end();
        }
        panic!("the driver of {} does not answer", Browser::chosen().name())
    }

    /// Waits until it answers; false if it has ended.
    fn answers(&mut self) -> bool {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if self.processes[0].try_wait().is_ok_and(|ended| ended.is_some()) {
                return false;
            }
            let status = self.agent.get(format!("{}/status", self.address)).call();
            let status = status.ok().and_then(|mut status| status.body_mut().read_json::<Value>().ok());
            if status.is_some_and(|status| status["value"]["ready"].is_boolean()) {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }

    fn end(&mut self) {
        for mut process in self.processes.drain(..) {
            // A display cleans up behind itself if it is asked to end. It may have ended already.
            let asked = Command::new("kill").arg(process.id().to_string()).status();
            if !asked.is_ok_and(|status| status.success()) {
                drop(process.kill());
            }
            drop(process.wait());
        }
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refused> {
        let url = format!("{}{path}", self.address);
        let sent = match method {
            "GET" => self.agent.get(url).call(),
            "DELETE" => self.agent.delete(url).call(),
            _ => self.agent.post(url).send_json(body),
        };
        let answer = sent.and_then(|mut response| response.body_mut().read_json::<Value>());
        let mut answer = answer.map_err(|error| Refused {
            code: "no answer".to_owned(),
            message: format!("{method} {path}: {error}"),
        })?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(code) => Err(Refused {
                code: code.to_owned(),
                message: value["message"].as_str().unwrap_or_default().to_owned(),
            }),
            None => Ok(value),
        }
    }

    fn new_browser(&self) -> String {
        let capabilities = Browser::chosen().capabilities(&self.folder);
        let session = self
            .request("POST", "/session", &json!({ "capabilities": { "alwaysMatch": capabilities } }))
            .unwrap_or_else(|refused| panic!("no browser: {}", refused.message));
        session["sessionId"].as_str().expect("a session has an id").to_owned()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
        // Whatever is left is in the system's folder for such things.
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Session {
    /// A browser with a fresh tab.
    pub fn new() -> Self {
        let pool = Pool::open();
        let idle = locked(&pool.idle).pop();
        match idle {
            Some((driver, id)) => {
                let session = Self { pool, driver, id };
                session.renew();
                session
            }
            None => {
                let driver = pool.driver();
                let id = driver.new_browser();
                Self { pool, driver, id }
            }
        }
    }

    /// Another tab in place of the present one, so that nothing set for that one stays.
    fn renew(&self) {
        let fresh = self.post("/window/new", &json!({ "type": "tab" }));
        self.command("DELETE", "/window", &Value::Null);
        self.post("/window", &json!({ "handle": fresh["handle"] }));
        if Browser::chosen() == Browser::Chromium {
            // What the former page said belongs to the former test.
            self.post("/se/log", &json!({ "type": "browser" }));
        }
    }

    /// Where the browser keeps what it saves, unless it is told otherwise.
    pub fn folder(&self) -> &Path {
        &self.driver.folder
    }

    /// A command, or why it was refused.
    pub fn try_command(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refused> {
        self.driver.request(method, &format!("/session/{}{path}", self.id), body)
    }

    /// A command that must work.
    #[track_caller]
    pub fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        match self.try_command(method, path, body) {
            Ok(value) => value,
            Err(Refused { code, message }) => panic!("{method} {path}: {code}: {message}"),
        }
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        self.command("GET", path, &Value::Null)
    }

    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.command("POST", path, body)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if thread::panicking() {
            // Nobody knows in what state a failed test leaves its browser.
            drop(self.try_command("DELETE", "", &Value::Null));
        } else {
            locked(&self.pool.idle).push((Arc::clone(&self.driver), self.id.clone()));
        }
    }
}
