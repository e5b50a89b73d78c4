//! Where things run: a fresh database per measurement, and the real program on a free port.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tresen_storage::{Store, StoreConfig};

use crate::payload::SECRET;

/// One engine, and how to get a fresh database of it.
pub(crate) struct Place {
    /// `sqlite` or `postgres`.
    pub(crate) engine: &'static str,
    server: Option<String>,
}

/// A database of its own, in a folder of its own.
pub(crate) struct Fresh {
    /// For a `StoreConfig` and the settings.
    pub(crate) url: String,
    /// Data directory.
    pub(crate) dir: TempDir,
}

impl Place {
    /// The engines to measure; PostgreSQL only where a server is named.
    pub(crate) fn all(only: Option<&str>) -> anyhow::Result<Vec<Self>> {
        let server = std::env::var("TRESEN_TEST_POSTGRES_URL").ok();
        let mut places = vec![Self { engine: "sqlite", server: None }];
        places.extend(server.map(|server| Self { engine: "postgres", server: Some(server) }));
        places.retain(|place| only.is_none_or(|only| only == place.engine));
        if places.is_empty() {
            bail!("no such engine here; PostgreSQL needs TRESEN_TEST_POSTGRES_URL");
        }
        Ok(places)
    }

    /// A fresh database.
    pub(crate) async fn fresh(&self) -> anyhow::Result<Fresh> {
        let dir = tempfile::tempdir()?;
        let Some(server) = self.server.clone() else {
            let url = format!("sqlite:{}", dir.path().join("tresen.db").display());
            return Ok(Fresh { url, dir });
        };
        let name = format!("bench_{}", uuid::Uuid::from_u128(rand_u128()).simple());
        let mut url = url::Url::parse(&server)?;
        let created = name.clone();
        tokio::task::spawn_blocking(move || -> anyhow::Result<()> {
            let mut client = postgres::Client::connect(&server, postgres::NoTls)?;
            client.batch_execute(&format!("create database {created}"))?;
            Ok(())
        })
        .await??;
        url.set_path(&name);
        Ok(Fresh { url: url.into(), dir })
    }
}

impl Fresh {
    /// The database, migrated.
    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        let config = StoreConfig::new(&self.url);
        Ok(tokio::task::spawn_blocking(move || Store::open(&config)).await??)
    }
}

/// Differs between runs; nothing else is asked of it.
fn rand_u128() -> u128 {
    use tresen_domain::{id::IdSource, time::Clock};
    tresen_desk::SystemIds.next(tresen_desk::SystemClock::default().now()).as_u128()
}

/// The real program, serving.
pub(crate) struct Running {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From start to ready.
    pub(crate) start_up: Duration,
}

/// The program to measure.
pub(crate) fn binary() -> anyhow::Result<PathBuf> {
    std::env::var_os("TRESEN_BIN").map(PathBuf::from).context("TRESEN_BIN names the program to measure")
}

fn command(fresh: &Fresh) -> anyhow::Result<Command> {
    let mut command = Command::new(binary()?);
    command
        .env("TRESEN_DATA_DIR", fresh.dir.path())
        .env("TRESEN_DATABASE_URL", &fresh.url)
        .env("TRESEN_WHATSAPP_APPS_MAIN_SECRET", SECRET)
        .env("TRESEN_WHATSAPP_APPS_MAIN_VERIFY_TOKEN", "benchmark")
        .env("TRESEN_LOG_LEVEL", "warn")
        .current_dir(fresh.dir.path());
    Ok(command)
}

impl Running {
    /// Starts the program on a free port and waits until it is ready.
    pub(crate) async fn start(fresh: &Fresh) -> anyhow::Result<Self> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = free.local_addr()?;
        drop(free);
        let log = std::fs::File::create(fresh.dir.path().join("log.txt"))?;
        let started = Instant::now();
        let child = command(fresh)?
            .arg("serve")
            .env("TRESEN_LISTEN", address.to_string())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        let mut running = Self { child, address, start_up: Duration::ZERO };
        loop {
            if is_ready(address).await {
                running.start_up = started.elapsed();
                return Ok(running);
            }
            if started.elapsed() > Duration::from_secs(30) || running.child.try_wait()?.is_some() {
                bail!(
                    "the program is not ready: {}",
                    std::fs::read_to_string(fresh.dir.path().join("log.txt"))?
                );
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// A line of `/proc/PID/status` in kilobytes, such as `VmRSS` or `VmHWM`.
    pub(crate) fn memory_kib(&self, line: &str) -> anyhow::Result<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let value =
            text.lines().find_map(|one| one.strip_prefix(line)?.strip_prefix(':')).context("no such line")?;
        Ok(value.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A key of the API for this database.
pub(crate) fn api_key(fresh: &Fresh) -> anyhow::Result<String> {
    let output =
        command(fresh)?.args(["api-key", "create", "--role", "admin", "--name", "benchmark"]).output()?;
    if !output.status.success() {
        bail!("no key: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

async fn is_ready(address: SocketAddr) -> bool {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let Ok(mut stream) = TcpStream::connect(address).await else { return false };
    if stream
        .write_all(b"GET /readyz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")
        .await
        .is_err()
    {
        return false;
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.is_ok() && answer.starts_with(b"HTTP/1.1 200")
}
