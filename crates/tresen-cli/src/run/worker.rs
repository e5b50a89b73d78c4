//! Workers that run as long as the desk does: one that ends is logged and started again, with longer and longer pauses.

use std::{future::Future, time::Duration};

use tokio::{task::JoinHandle, time::Instant};
use tokio_util::sync::CancellationToken;

/// Pause before the first new start.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// Longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Who ran this long begins with the first pause again.
const STEADY: Duration = Duration::from_mins(1);

/// The workers of one desk.
#[derive(Default)]
pub struct Workers {
    stop: CancellationToken,
    tasks: Vec<(&'static str, JoinHandle<()>)>,
}

impl Workers {
    /// Cancelled when the workers are to stop.
    pub fn token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Starts a worker; `run` is called again whenever it ends before it was told to.
    pub fn start<F, Fut>(&mut self, name: &'static str, run: F)
    where
        F: Fn(CancellationToken) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        self.tasks.push((name, tokio::spawn(supervise(name, run, self.stop.clone(), FIRST_PAUSE))));
    }

    /// Tells all to stop and waits for them, at most `patience` together.
    pub async fn stop(self, patience: Duration) {
        self.stop.cancel();
        let until = Instant::now() + patience;
        for (name, task) in self.tasks {
            let handle = task.abort_handle();
            if tokio::time::timeout_at(until, task).await.is_err() {
                tracing::warn!(worker = name, "did not finish in time and was cut");
                handle.abort();
            }
        }
    }
}

async fn supervise<F, Fut>(name: &'static str, run: F, stop: CancellationToken, first_pause: Duration)
where
    F: Fn(CancellationToken) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let mut pause = first_pause;
    while !stop.is_cancelled() {
        let started = Instant::now();
        let ended = tokio::spawn(run(stop.clone())).await;
        if stop.is_cancelled() {
            return;
        }
        if started.elapsed() >= STEADY {
            pause = first_pause;
        }
        let reason = ended.err().map_or_else(|| "it returned".to_owned(), |error| error.to_string());
        tracing::error!(worker = name, reason, again_in = ?pause, "a worker ended unexpectedly");
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
        pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use super::*;

    #[tokio::test]
    async fn a_worker_that_panics_is_started_again_and_one_that_is_told_stops() {
        let starts = Arc::new(AtomicU32::new(0));
        let (counted, stop) = (Arc::clone(&starts), CancellationToken::new());
        let told = stop.clone();
        let run = move |_| {
            let start = counted.fetch_add(1, Ordering::SeqCst);
            let told = told.clone();
            async move {
                assert!(start >= 2, "the first two starts fail");
                told.cancel();
            }
        };
        supervise("restless", run, stop, Duration::from_millis(1)).await;
        assert_eq!(starts.load(Ordering::SeqCst), 3);
    }
}
