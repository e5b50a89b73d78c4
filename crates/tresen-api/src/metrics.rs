//! Numbers for `/metrics`.

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Bounds of the histograms of seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The collector could not be installed: there is one already, or the bounds are wrong.
#[derive(Debug, thiserror::Error)]
#[error("metrics: {0}")]
pub struct MetricsNotInstalled(String);

/// Installs the collector of this process and answers what `/metrics` reads. Once per process.
///
/// # Errors
/// [`MetricsNotInstalled`] when there is a collector already.
pub fn install_metrics() -> Result<PrometheusHandle, MetricsNotInstalled> {
    let wrong = |error: &dyn std::fmt::Display| MetricsNotInstalled(error.to_string());
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .map_err(|error| wrong(&error))?
        .install_recorder()
        .map_err(|error| wrong(&error))?;
    metrics::describe_counter!("tresen_http_requests_total", "Requests by method, route and status");
    metrics::describe_histogram!("tresen_http_seconds", "Time to the first byte of an answer, by route");
    metrics::describe_counter!("tresen_webhooks_total", "Webhooks at the door, by app and outcome");
    Ok(handle)
}
