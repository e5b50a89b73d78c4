//! What every handler is handed.

use std::{ops::Deref, sync::Arc};

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tresen_desk::{Desk, live::Hub, people::SignInGate};

use crate::{ApiConfig, access::Access, headers::SecurityHeaders, live::LastFrame, rate::RequestRate};

/// The desk and what HTTP needs beside it. Cheap to clone.
#[derive(Clone)]
pub struct ApiState(Arc<Inner>);

/// What stands behind an [`ApiState`].
pub struct Inner {
    /// The desk.
    pub desk: Desk,
    /// Settings.
    pub config: ApiConfig,
    /// Numbers for `/metrics`, if they are collected.
    pub metrics: Option<PrometheusHandle>,
    /// What tells screens about changes.
    pub hub: Hub,
    /// Cancelled when the server stops: screens are told then.
    pub shutdown: CancellationToken,
    /// Counts changes of sessions and rights in this process: screens look again at once.
    pub(crate) rights: watch::Sender<u64>,
    pub(crate) last_frame: LastFrame,
    pub(crate) gate: SignInGate,
    pub(crate) rate: RequestRate,
    pub(crate) access: Access,
    pub(crate) description: String,
    pub(crate) security: SecurityHeaders,
}

impl ApiState {
    /// Puts together what handlers need. `hub` follows the same desk; `metrics` comes from
    /// [`crate::install_metrics`]; screens are sent away when `shutdown` is cancelled.
    pub fn new(
        desk: Desk,
        hub: Hub,
        config: ApiConfig,
        metrics: Option<PrometheusHandle>,
        shutdown: CancellationToken,
    ) -> Self {
        let description = crate::openapi();
        Self(Arc::new(Inner {
            access: Access::of(&description),
            description: serde_json::to_string(&description).unwrap_or_default(),
            security: SecurityHeaders::new(&config),
            last_frame: LastFrame::default(),
            gate: SignInGate::default(),
            rate: RequestRate::default(),
            rights: watch::Sender::new(0),
            desk,
            hub,
            config,
            metrics,
            shutdown,
        }))
    }

    /// Says that a session ended or somebody's rights changed.
    pub(crate) fn rights_changed(&self) {
        self.rights.send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl Deref for ApiState {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
