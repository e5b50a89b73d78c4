//! What administrators see of webhooks: raw ones, items put aside, numbers without a channel.

mod get;
mod parked_items;
mod retry_parked_item;
mod unassigned_numbers;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(get::get))
        .routes(routes!(parked_items::parked_items))
        .routes(routes!(retry_parked_item::retry_parked_item))
        .routes(routes!(unassigned_numbers::unassigned_numbers))
}
