//! **Is** HTTP: the API under `/api/v1`, the webhooks' door, the live socket, the UI's files, health.
//! **Is not** a place for rules: a handler reads a request, calls one use case of `tresen-desk`, writes the answer.
//! **Talks to** `tresen-desk`, `tresen-webui` (files), `tresen-whatsapp` (signatures and limits only).
//! **Holds** that an operation can be reached only with the permission its description declares, that an unsigned webhook stores nothing, that every error is a problem of one table.
//! **Start at** [`router()`], then `v1/` (one operation a file) and `hooks/whatsapp.rs`.
#![allow(clippy::option_option, reason = "in PATCH bodies a missing member and `null` are two things")]

mod access;
mod address;
mod auth;
mod config;
mod cookie;
mod description;
mod extract;
mod headers;
mod health;
mod hooks;
mod idempotency;
mod live;
mod metrics;
mod page;
mod pages;
mod problem;
mod rate;
mod router;
mod serve;
mod state;
mod trace;
mod v1;
mod word;

pub use config::{ApiConfig, AppConfig};
pub use description::openapi;
pub use metrics::{MetricsNotInstalled, install_metrics};
pub use problem::{CODES, Code, CodeRow};
pub use router::router;
pub use serve::serve;
pub use state::ApiState;
