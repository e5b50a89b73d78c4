//! Signals: the first one asks for an orderly end, the second one gets it at once.

use tokio_util::sync::CancellationToken;

/// Exit code of a process that was interrupted twice.
const INTERRUPTED: i32 = 130;

/// Completes when the process is asked to end.
pub async fn stop_asked() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(error) => {
                tracing::warn!(%error, "only Ctrl-C ends this process in order");
                let _ = tokio::signal::ctrl_c().await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// A token that is cancelled by the first signal; a second one ends the process at once.
pub fn stop_on_signals() -> CancellationToken {
    let token = CancellationToken::new();
    let asked = token.clone();
    tokio::spawn(async move {
        stop_asked().await;
        asked.cancel();
        stop_asked().await;
        std::process::exit(INTERRUPTED);
    });
    token
}
