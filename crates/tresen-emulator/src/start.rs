//! Starting and stopping.

use std::{net::SocketAddr, sync::Arc};

use axum::Router;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    config::Config,
    control,
    customer::CustomerRefused,
    graph,
    handle::Handle,
    phone,
    platform::Platform,
    server::{Caller, Door},
    webhook,
};

/// The emulator, before it runs.
#[derive(Debug)]
pub struct Emulator;

/// A running emulator. Dropping it stops it without waiting; [`Running::stop`] waits.
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    handle: Handle,
    tasks: Vec<JoinHandle<()>>,
}

/// Why it does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not ours.
    #[error("the emulator cannot listen on {addr}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The webhook sender cannot be set up.
    #[error("the emulator cannot send webhooks")]
    Http(#[from] reqwest::Error),
    /// A customer of the configuration is refused.
    #[error("a customer of the configuration is refused")]
    Customer(#[from] CustomerRefused),
}

impl Emulator {
    /// Listens, and starts to send webhooks.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        // Somebody else may have installed it before; all of ours use the same.
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let listen = |source| StartError::Listen { addr: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(listen)?;
        let addr = listener.local_addr().map_err(listen)?;
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("facebookexternalua")
            .build()?;
        let platform = Arc::new(Platform::new(&config));
        for customer in &config.customers {
            platform.customers.lock().add(customer.clone(), &platform.tokens)?;
        }
        let handle = Handle::new(Arc::clone(&platform), http.clone());
        let routes: Router<Arc<Platform>> =
            Router::new().merge(graph::router()).merge(control::router(http.clone())).merge(phone::router());
        let service =
            routes.with_state(Arc::clone(&platform)).into_make_service_with_connect_info::<Caller>();
        let stopping = platform.stopping.clone();
        let serving = tokio::spawn(async move {
            let served = axum::serve(Door(listener), service)
                .with_graceful_shutdown(async move { stopping.cancelled().await })
                .await;
            if let Err(error) = served {
                tracing::error!(%error, "the emulator's server ended");
            }
        });
        let sending = tokio::spawn(webhook::dispatch::run(platform, http));
        Ok(Running { addr, handle, tasks: vec![serving, sending] })
    }
}

impl Running {
    /// The emulator's state and acts, for the same process.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// `http://` and the address.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Stops listening and sending, and waits for both. Webhooks still pending are lost.
    pub async fn stop(mut self) {
        self.handle.stop();
        for task in std::mem::take(&mut self.tasks) {
            // A task that panicked has said so in the log already.
            let _ended = task.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.stop();
    }
}
