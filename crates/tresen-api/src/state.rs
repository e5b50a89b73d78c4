//! What every handler is handed.

use std::{ops::Deref, sync::Arc};

use metrics_exporter_prometheus::PrometheusHandle;
use tresen_desk::{Desk, people::SignInGate};

use crate::{ApiConfig, access::Access, headers::SecurityHeaders, rate::RequestRate};

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
    pub(crate) gate: SignInGate,
    pub(crate) rate: RequestRate,
    pub(crate) access: Access,
    pub(crate) description: String,
    pub(crate) security: SecurityHeaders,
}

impl ApiState {
    /// Puts together what handlers need. `metrics` comes from [`crate::install_metrics`].
    pub fn new(desk: Desk, config: ApiConfig, metrics: Option<PrometheusHandle>) -> Self {
        let description = crate::openapi();
        Self(Arc::new(Inner {
            access: Access::of(&description),
            description: serde_json::to_string(&description).unwrap_or_default(),
            security: SecurityHeaders::new(&config),
            gate: SignInGate::default(),
            rate: RequestRate::default(),
            desk,
            config,
            metrics,
        }))
    }
}

impl Deref for ApiState {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
