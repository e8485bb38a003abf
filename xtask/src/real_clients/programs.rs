//! One run of a program on a file: a home of its own, nothing of the caller's environment, an end in time.

use super::tools;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left.
pub struct Ended {
    /// Whether the program was content.
    pub fine: bool,
    /// What it wrote, both streams.
    pub text: String,
}

/// A home folder with one configuration file in it.
pub struct Home {
    /// The folder.
    pub folder: PathBuf,
    /// The file; only its owner may read it, as the programs demand.
    pub file: PathBuf,
}

/// How long a program may take, in seconds.
const SECONDS: u32 = 30;

impl Home {
    /// Makes an empty home with the file in it.
    pub fn new(folder: PathBuf, content: &str) -> Result<Self, String> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)
                .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
        }
        super::create(&folder)?;
        let file = folder.join("settings");
        super::write(&file, content)?;
        super::mode(&file, 0o600)?;
        Ok(Self { folder, file })
    }

    /// Makes the folders that the file itself tells the customer to make.
    pub fn folders(&self, content: &str) -> Result<(), String> {
        let mut folders = content.lines().filter_map(|line| line.strip_prefix("# mkdir -p ~/"));
        folders.try_for_each(|folder| super::create(&self.folder.join(folder)))
    }

    /// A program that nobody sits in front of.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<Ended, String> {
        let mut command = self.command();
        command.args(["--kill-after=5", &SECONDS.to_string(), program]).args(arguments);
        ended(command.stdin(Stdio::null()))
    }

    /// A program on a terminal, where the password is typed when it is asked for.
    pub fn converse(
        &self,
        scripts: &Path,
        password: &str,
        input: Option<&Path>,
        program: &str,
        arguments: &[&str],
    ) -> Result<Ended, String> {
        let python = tools::python().ok_or("no Python here")?;
        let mut command = self.command();
        command.args(["--kill-after=5", &(SECONDS + 5).to_string()]).arg(python);
        command.arg(scripts.join("prompted.py")).args([&SECONDS.to_string(), password]);
        command.arg(input.unwrap_or_else(|| Path::new("-"))).arg(program).args(arguments);
        ended(command.stdin(Stdio::null()))
    }

    /// The path of the file as an argument.
    pub fn file(&self) -> String {
        self.file.display().to_string()
    }

    fn command(&self) -> Command {
        let mut command = Command::new("timeout");
        command.env_clear().env("HOME", &self.folder).current_dir(&self.folder);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.envs([
            ("LC_ALL", "C.UTF-8"),
            ("TERM", "xterm-256color"),
            ("USER", "hanako"),
            ("LOGNAME", "hanako"),
        ]);
        command
    }
}

fn ended(command: &mut Command) -> Result<Ended, String> {
    let output = command.output().map_err(|error| format!("cannot run a program: {error}"))?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok(Ended { fine: output.status.success(), text })
}

impl Ended {
    /// The last lines, for a message.
    pub fn tail(&self) -> String {
        let lines: Vec<&str> = self.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines[lines.len().saturating_sub(4)..].join(" / ")
    }
}
