//! The listening server.

use std::{future::Future, io, net::SocketAddr};

use tokio::net::TcpListener;

use crate::{ApiState, router};

/// Serves until `shutdown` completes, then lets running requests end.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    state: ApiState,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(shutdown).await
}
