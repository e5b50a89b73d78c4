//! One program run to its end.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result, bail};

use super::group::{Held, Stop, was_interrupted};

/// A command in the making.
pub(crate) struct Run {
    command: Command,
    shown: String,
}

impl Run {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        Self { shown: name.to_string_lossy().into_owned(), command: Command::new(program) }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<S: AsRef<OsStr>>(self, args: impl IntoIterator<Item = S>) -> Self {
        args.into_iter().fold(self, Run::arg)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Runs it on our terminal and fails when it fails.
    pub(crate) fn check(mut self) -> Result<()> {
        let mut held = Held::start(&mut self.command, Stop::Interrupt)?;
        let status = held.wait()?;
        self.verdict(status.success(), &status.to_string())
    }

    /// Whether it ends well; says nothing. A program that is not there does not end well.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        Held::start(&mut self.command, Stop::Interrupt)
            .and_then(|mut held| held.wait())
            .is_ok_and(|status| status.success())
    }

    /// What it prints; its complaints go to our terminal.
    pub(crate) fn text(mut self) -> Result<String> {
        let mut held = Held::start(self.command.stdout(Stdio::piped()), Stop::Interrupt)?;
        let mut text = String::new();
        if let Some(mut stdout) = held.child().stdout.take() {
            stdout.read_to_string(&mut text).with_context(|| format!("reading from `{}`", self.shown))?;
        }
        let status = held.wait()?;
        self.verdict(status.success(), &status.to_string())?;
        Ok(text)
    }

    /// Runs it on our terminal and shows every line, free of colours, to `look` as well.
    pub(crate) fn watch(mut self, mut look: impl FnMut(&str)) -> Result<()> {
        let command = self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut held = Held::start(command, Stop::Interrupt)?;
        let (lines, seen) = mpsc::channel();
        let (stdout, stderr) = (held.child().stdout.take(), held.child().stderr.take());
        thread::scope(|scope| {
            if let Some(stdout) = stdout {
                let lines = lines.clone();
                scope.spawn(move || forward(stdout, &lines));
            }
            if let Some(stderr) = stderr {
                let lines = lines.clone();
                scope.spawn(move || forward(stderr, &lines));
            }
            drop(lines);
            for line in seen {
                println!("{line}");
                look(&without_colours(&line));
            }
        });
        let status = held.wait()?;
        self.verdict(status.success(), &status.to_string())
    }

    /// Starts it and leaves it running until the answer is dropped.
    pub(crate) fn start(mut self, stop: Stop) -> Result<Held> {
        Held::start(&mut self.command, stop)
    }

    /// Sends both outputs to a file.
    pub(crate) fn log_to(mut self, file: &Path) -> Result<Self> {
        let log = std::fs::File::create(file).with_context(|| format!("creating {}", file.display()))?;
        self.command.stdout(log.try_clone()?).stderr(log);
        Ok(self)
    }

    fn verdict(&self, is_success: bool, status: &str) -> Result<()> {
        if was_interrupted() {
            bail!("interrupted");
        }
        if !is_success {
            bail!("`{}` failed ({status})", self.shown);
        }
        Ok(())
    }
}

/// The first file of that name on `PATH`.
pub(crate) fn find_in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

fn forward(from: impl Read, to: &mpsc::Sender<String>) {
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        if to.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
            return;
        }
    }
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            // ESC [ parameters, ended by a letter.
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_outputs_are_seen_without_colours() {
        let mut seen = Vec::new();
        Run::new("sh")
            .args(["-c", "printf '\\033[32mgreen\\033[0m\\n'; echo loud >&2"])
            .watch(|line| seen.push(line.to_owned()))
            .unwrap();
        seen.sort();
        assert_eq!(seen, ["green", "loud"]);
    }

    #[test]
    fn a_failure_names_the_command_without_its_folder() {
        let error = Run::new("/bin/sh").args(["-c", "exit 3"]).check().unwrap_err();
        assert_eq!(error.to_string(), "`sh -c exit 3` failed (exit status: 3)");
    }

    #[test]
    fn text_is_what_it_printed() {
        assert_eq!(Run::new("echo").arg("hello").text().unwrap(), "hello\n");
    }
}
