//! A PostgreSQL server of our own: made for one run, gone afterwards.
//!
//! It comes from the Debian package, never runs as root, listens on loopback and on a socket in its own
//! temporary folder. It asks for no password: whoever shares the machine may look at test rows.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::process::{Held, Run, Stop, find_in_path, was_interrupted};

/// Where a caller names a server to use instead, and where our own is announced to the tests.
pub(crate) const URL_VARIABLE: &str = "TRESEN_TEST_POSTGRES_URL";

/// Whether a commit must survive a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Tests: nothing is kept, so nothing is synced.
    Off,
    /// Benchmarks: the disk is part of what is measured.
    Full,
}

/// A server to test against.
pub(crate) enum Postgres {
    /// The caller's; left alone.
    Given { url: String },
    /// Ours. The server stands before its folder, so that it has stopped when the folder goes.
    Own { url: String, _server: Held, _folder: TempDir },
}

impl Postgres {
    /// Takes the server the caller named, else starts one and waits until it answers.
    pub(crate) fn given_or_started(durability: Durability) -> Result<Self> {
        match env::var(URL_VARIABLE) {
            Ok(url) if !url.is_empty() => Ok(Self::Given { url }),
            _ => start(durability).context("starting a PostgreSQL server for this run"),
        }
    }

    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Given { url } | Self::Own { url, .. } => url,
        }
    }
}

/// Whether the caller named a server, so that none has to be installed.
pub(crate) fn is_given() -> bool {
    env::var(URL_VARIABLE).is_ok_and(|url| !url.is_empty())
}

/// The folder with `initdb` and `postgres`; the newest when there are several.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin).or_else(|| find_in_path("initdb")?.parent().map(Path::to_path_buf))
}

fn start(durability: Durability) -> Result<Postgres> {
    let bin = programs().context("PostgreSQL is not installed; `cargo xtask test --only tools` says how")?;
    let folder = tempfile::Builder::new().prefix("tresen-postgres-").tempdir()?;
    let account = Account::for_server()?;
    account.give(folder.path())?;
    let data = folder.path().join("data");
    account
        .run(&bin.join("initdb"), folder.path())
        .arg("--pgdata")
        .arg(&data)
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
        .log_to(&folder.path().join("initdb.log"))?
        .check()
        .with_context(|| last_lines(&folder.path().join("initdb.log")))?;

    let port = free_port()?;
    let log = folder.path().join("server.log");
    let mut server = account
        .run(&bin.join("postgres"), folder.path())
        .arg("-D")
        .arg(&data)
        .args(settings(port, folder.path(), durability))
        .log_to(&log)?
        .start(Stop::Interrupt)?;
    wait_until_ready(&bin, port, &mut server).with_context(|| last_lines(&log))?;
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    Ok(Postgres::Own { url, _server: server, _folder: folder })
}

fn settings(port: u16, socket_folder: &Path, durability: Durability) -> Vec<String> {
    let mut settings = vec![
        format!("port={port}"),
        "listen_addresses=127.0.0.1".to_owned(),
        format!("unix_socket_directories={}", socket_folder.display()),
        "max_connections=200".to_owned(),
    ];
    if durability == Durability::Off {
        settings.extend(["fsync=off".to_owned(), "full_page_writes=off".to_owned()]);
    }
    settings.into_iter().flat_map(|setting| ["-c".to_owned(), setting]).collect()
}

fn wait_until_ready(bin: &Path, port: u16, server: &mut Held) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_mins(1) {
        if was_interrupted() {
            bail!("interrupted");
        }
        if let Some(status) = server.ended()? {
            bail!("the server ended at once ({status})");
        }
        let asked = Run::new(bin.join("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if asked.succeeds() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("the server did not answer within a minute")
}

/// A port nobody has just now; another program could still take it before the server does.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn last_lines(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let mut lines: Vec<&str> = text.lines().rev().take(15).collect();
    lines.reverse();
    format!("its last words:\n{}\n", lines.join("\n"))
}

/// Who the server runs as.
enum Account {
    /// We are not root, so it may run as we do.
    Ours,
    /// We are root, which PostgreSQL refuses.
    Other { name: String, group: String },
}

impl Account {
    fn for_server() -> Result<Self> {
        if Run::new("id").arg("-u").text()?.trim() != "0" {
            return Ok(Self::Ours);
        }
        let name = ["postgres", "nobody"]
            .into_iter()
            .find(|name| Run::new("id").arg(name).succeeds())
            .context("root may not run PostgreSQL, and there is no account `postgres` or `nobody`")?;
        let group = Run::new("id").args(["-g", name]).text()?.trim().to_owned();
        Ok(Self::Other { name: name.to_owned(), group })
    }

    fn give(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Ours => Ok(()),
            Self::Other { name, group } => {
                Run::new("chown").arg(format!("{name}:{group}")).arg(folder).check()
            }
        }
    }

    /// The program as that account; the kernel stops it should we vanish without a word.
    fn run(&self, program: &Path, dir: &Path) -> Run {
        let run = Run::new("setpriv").dir(dir);
        let run = match self {
            Self::Ours => run,
            Self::Other { name, group } => {
                run.args([format!("--reuid={name}"), format!("--regid={group}"), "--init-groups".to_owned()])
            }
        };
        run.args(["--pdeathsig=INT", "--"]).arg(program)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_for_tests_syncs_nothing_and_one_for_benchmarks_everything() {
        let folder = Path::new("/tmp/x");
        assert!(settings(5, folder, Durability::Off).contains(&"fsync=off".to_owned()));
        assert!(!settings(5, folder, Durability::Full).iter().any(|setting| setting.starts_with("fsync")));
    }
}
