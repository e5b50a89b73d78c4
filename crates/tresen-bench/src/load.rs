//! The generator: keep-alive connections that post ready-made requests. Bounded in count; loopback only.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use bytes::Bytes;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What came of a load.
pub(crate) struct Outcome {
    /// From the first request to the last answer.
    pub(crate) span: Duration,
    /// Of each request, from the instant at which it was due to its answer.
    pub(crate) latencies: Vec<Duration>,
    /// Answers other than 200.
    pub(crate) refused: usize,
}

/// The bytes of a POST.
pub(crate) fn post(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Bytes {
    let mut text = format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes.into()
}

/// Sends every request once. `rate`: requests a second in all; without it as fast as answers come.
pub(crate) async fn run(
    address: SocketAddr,
    requests: Arc<Vec<Bytes>>,
    connections: usize,
    rate: Option<f64>,
) -> anyhow::Result<Outcome> {
    ensure!(address.ip().is_loopback(), "the generator sends to this machine only");
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections.max(1) {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tasks.push(tokio::spawn(async move { connection(address, &requests, &next, start, rate).await }));
    }
    let mut outcome =
        Outcome { span: Duration::ZERO, latencies: Vec::with_capacity(requests.len()), refused: 0 };
    for task in tasks {
        let (latencies, refused) = task.await??;
        outcome.latencies.extend(latencies);
        outcome.refused += refused;
    }
    outcome.span = start.elapsed();
    Ok(outcome)
}

async fn connection(
    address: SocketAddr,
    requests: &[Bytes],
    next: &AtomicUsize,
    start: Instant,
    rate: Option<f64>,
) -> anyhow::Result<(Vec<Duration>, usize)> {
    let mut stream = TcpStream::connect(address).await.context("connect")?;
    stream.set_nodelay(true)?;
    let (mut latencies, mut refused, mut buffer) = (Vec::new(), 0, Vec::with_capacity(4_096));
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(request) = requests.get(at) else { return Ok((latencies, refused)) };
        let due = match rate {
            Some(rate) => {
                let due = start + Duration::from_secs_f64(f64::from(u32::try_from(at)?) / rate);
                tokio::time::sleep_until(due.into()).await;
                due
            }
            None => Instant::now(),
        };
        stream.write_all(request).await?;
        if answer(&mut stream, &mut buffer).await? != 200 {
            refused += 1;
        }
        latencies.push(due.elapsed());
    }
}

/// Reads one answer to its end; its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> anyhow::Result<u16> {
    buffer.clear();
    loop {
        if let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(buffer.get(..head).unwrap_or_default()).to_ascii_lowercase();
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|value| value.trim().parse::<usize>().ok())
                .unwrap_or(0);
            while buffer.len() < head + 4 + length {
                read_more(stream, buffer).await?;
            }
            return text
                .split_whitespace()
                .nth(1)
                .and_then(|status| status.parse().ok())
                .context("an answer without a status");
        }
        read_more(stream, buffer).await?;
    }
}

async fn read_more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> anyhow::Result<()> {
    if stream.read_buf(buffer).await? == 0 {
        bail!("the server closed the connection");
    }
    Ok(())
}
