//! The runtime, sized for a small machine.

use std::{io, num::NonZero, thread::available_parallelism, time::Duration};

use tokio::runtime::{Builder, Runtime};

/// Threads for requests and workers: the disk is the limit long before these are.
const MOST_WORKERS: usize = 4;
/// Threads for reads, files and pictures; idle ones go away.
const MOST_BLOCKING: usize = 24;
/// How long an idle one stays.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// The runtime of a command.
///
/// # Errors
/// When the machine gives no threads.
pub fn runtime() -> io::Result<Runtime> {
    let processors = available_parallelism().map_or(1, NonZero::get);
    Builder::new_multi_thread()
        .worker_threads(processors.clamp(2, MOST_WORKERS))
        .max_blocking_threads(MOST_BLOCKING)
        .thread_keep_alive(KEEP_ALIVE)
        .thread_name("tresen")
        .enable_all()
        .build()
}
