//! A thin WebDriver client: one chromedriver, as many browsers as tests run at the same time, and a new tab for
//! each test.

use serde_json::{Value, json};
use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;
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

/// A chromedriver of our own. It ends, with its browsers, when the last test that uses it ends.
pub struct Driver {
    process: Child,
    address: String,
    agent: Agent,
    // Browsers that no test uses at the moment.
    idle: Mutex<Vec<String>>,
}

/// One browser of the driver, with one empty tab.
pub struct Session {
    driver: Arc<Driver>,
    id: String,
}

static DRIVER: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

impl Driver {
    fn shared() -> Arc<Self> {
        let mut shared = DRIVER.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let driver = Arc::new(Self::start());
            *shared = Arc::downgrade(&driver);
            driver
        })
    }

    fn start() -> Self {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .args(["--port=0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        let stdout = process.stdout.take().expect("stdout is piped");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| {
                line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
            })
            .expect("chromedriver names its port");
        // Whatever else it says must not fill the pipe.
        thread::spawn(move || lines.for_each(drop));
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        Self { process, address: format!("http://127.0.0.1:{port}"), agent, idle: Mutex::default() }
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refused> {
        let url = format!("{}{path}", self.address);
        let sent = match method {
            "GET" => self.agent.get(url).call(),
            "DELETE" => self.agent.delete(url).call(),
            _ => self.agent.post(url).send_json(body),
        };
        let mut response = sent.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let mut answer: Value =
            response.body_mut().read_json().unwrap_or_else(|error| panic!("{method} {path}: {error}"));
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
        let mut chrome = json!({ "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--window-size=1280,900",
        ] });
        if let Some(binary) = env::var_os("CHROMIUM") {
            chrome["binary"] = binary.to_string_lossy().into();
        }
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            // Tests wait for what they need; some of what a page loads never comes.
            "pageLoadStrategy": "eager",
            "goog:chromeOptions": chrome,
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 30_000 },
        } } });
        let session = self
            .request("POST", "/session", &capabilities)
            .unwrap_or_else(|refused| panic!("no browser: {}", refused.message));
        session["sessionId"].as_str().expect("a session has an id").to_owned()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        for id in idle {
            // A browser that is gone already needs no closing.
            drop(self.request("DELETE", &format!("/session/{id}"), &Value::Null));
        }
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Session {
    /// A browser with a fresh tab.
    pub fn new() -> Self {
        let driver = Driver::shared();
        let idle = driver.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(id) => {
                let session = Self { driver, id };
                session.renew();
                session
            }
            None => {
                let id = driver.new_browser();
                Self { driver, id }
            }
        }
    }

    /// Another tab in place of the present one, so that nothing set for that one stays.
    fn renew(&self) {
        let fresh = self.post("/window/new", &json!({ "type": "tab" }));
        self.command("DELETE", "/window", &Value::Null);
        self.post("/window", &json!({ "handle": fresh["handle"] }));
        // What the former page said belongs to the former test.
        self.post("/se/log", &json!({ "type": "browser" }));
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
            self.driver.idle.lock().unwrap_or_else(PoisonError::into_inner).push(self.id.clone());
        }
    }
}
