//! Process groups that are stopped together with this tool.
//!
//! A child leads its own group, so that stopping it also stops what it started (npm starts node, node
//! starts a browser). Interrupting this tool only interrupts the groups: the main thread then sees its
//! child fail and leaves by the usual way, where everything held is dropped and thereby stopped.

use std::collections::BTreeSet;
use std::os::unix::process::CommandExt;
use std::process::{self, Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

static GROUPS: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How to ask a group to end.
#[derive(Clone, Copy)]
pub(crate) enum Stop {
    /// As Ctrl-C does; PostgreSQL then disconnects everybody and shuts down cleanly.
    Interrupt,
    Terminate,
    Kill,
}

/// Makes Ctrl-C, SIGTERM and SIGHUP stop every group; the second time without mercy.
pub(crate) fn stop_all_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        let again = INTERRUPTED.swap(true, Ordering::SeqCst);
        for group in groups().iter() {
            signal(*group, if again { Stop::Kill } else { Stop::Interrupt });
        }
        if again {
            process::exit(130);
        }
    })
    .context("catching Ctrl-C")
}

/// Whether the person at the keyboard (or CI) wants this to end.
pub(crate) fn was_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// A running program and all it started; dropping it stops them.
pub(crate) struct Held {
    child: Child,
    stop: Stop,
}

impl Held {
    /// Starts the command without a keyboard, in a group of its own. `stop`: what it gets when dropped.
    pub(crate) fn start(command: &mut Command, stop: Stop) -> Result<Self> {
        if was_interrupted() {
            bail!("interrupted");
        }
        let child = command.stdin(Stdio::null()).process_group(0).spawn().with_context(|| {
            format!("starting `{}`: is it installed?", command.get_program().to_string_lossy())
        })?;
        groups().insert(child.id());
        Ok(Self { child, stop })
    }

    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// The exit status once it has ended, `None` while it runs.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    fn end_within(&mut self, patience: Duration) -> bool {
        let started = Instant::now();
        while started.elapsed() < patience {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            signal(self.child.id(), self.stop);
            if !self.end_within(Duration::from_secs(15)) {
                signal(self.child.id(), Stop::Kill);
                self.end_within(Duration::from_secs(5));
            }
        }
        groups().remove(&self.child.id());
    }
}

fn groups() -> MutexGuard<'static, BTreeSet<u32>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A group that is gone already is what was wanted, so the answer is not looked at.
fn signal(group: u32, stop: Stop) {
    let name = match stop {
        Stop::Interrupt => "INT",
        Stop::Terminate => "TERM",
        Stop::Kill => "KILL",
    };
    let _gone = Command::new("kill")
        .args(["-s", name, "--", &format!("-{group}")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .status();
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;

    /// The grandchild holds its end of the pipe as long as it lives, so the pipe's end is its end.
    #[test]
    fn a_dropped_program_takes_its_children_along() {
        let started = Instant::now();
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & echo up; wait"]).stdout(Stdio::piped());
        let mut held = Held::start(&mut command, Stop::Terminate).unwrap();
        let mut output = BufReader::new(held.child().stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, "up\n");
        drop(held);
        assert_eq!(output.read_line(&mut line).unwrap(), 0);
        assert!(started.elapsed() < Duration::from_secs(45), "it lived to its natural end");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Held::start(&mut Command::new("tresen-no-such-program"), Stop::Terminate).err().unwrap();
        assert!(error.to_string().contains("`tresen-no-such-program`: is it installed?"));
    }
}
