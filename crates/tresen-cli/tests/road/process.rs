//! The real program as a process that can be killed and started again.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// How long a start may take, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `tresen`; killed when dropped.
pub(crate) struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    pub(crate) fn start(args: &[&str], variables: &[(&str, String)]) -> Self {
        let mut child = command(args, variables)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The first line of the answer with `word` in it.
    pub(crate) async fn line(&mut self, word: &str) -> String {
        tokio::time::timeout(PATIENCE, async {
            loop {
                let line = self.lines.next_line().await.unwrap().expect("the program goes on");
                if line.contains(word) {
                    return line;
                }
            }
        })
        .await
        .expect("the program starts in time")
    }

    /// As `kill -9`: no word of farewell.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// As `kill`: it may finish what it is at; its exit code.
    pub(crate) async fn terminate(mut self) -> i32 {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        ended.expect("the program ends in time").unwrap().code().unwrap_or(-1)
    }
}

fn command(args: &[&str], variables: &[(&str, String)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tresen"));
    command.args(args).envs(variables.iter().map(|(name, value)| (*name, value)));
    command
}

/// Runs to the end: exit code, stdout, stderr.
pub(crate) async fn run(args: &[&str], variables: &[(&str, String)]) -> (i32, String, String) {
    let output = command(args, variables).stdin(Stdio::null()).output().await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// An address that nobody listens on right now.
pub(crate) fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

/// Waits until `probe` gives something.
pub(crate) async fn until<T>(what: &str, probe: impl AsyncFn() -> Option<T>) -> T {
    let start = Instant::now();
    let mut again = tokio::time::interval(Duration::from_millis(25));
    loop {
        again.tick().await;
        if let Some(found) = probe().await {
            return found;
        }
        assert!(start.elapsed() < 2 * PATIENCE, "waited in vain: {what}");
    }
}
