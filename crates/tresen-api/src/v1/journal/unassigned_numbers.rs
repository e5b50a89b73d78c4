//! `GET /unassigned-numbers`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::journal;
use tresen_domain::time::Timestamp;
use tresen_storage::journal::UnassignedNumber;
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, page::Page, problem::Answer, word};

/// A number that webhooks name and no channel has.
#[derive(Serialize, ToSchema)]
#[schema(as = UnassignedNumber)]
pub(super) struct Unassigned {
    phone_number_id: String,
    waba_id: Option<String>,
    display_phone_number: Option<String>,
    #[schema(schema_with = word::instant)]
    first_seen_at: Timestamp,
    #[schema(schema_with = word::instant)]
    last_seen_at: Timestamp,
    /// Items that wait for the channel.
    count: i64,
}

impl From<UnassignedNumber> for Unassigned {
    fn from(number: UnassignedNumber) -> Self {
        Self {
            phone_number_id: number.phone_number_id,
            waba_id: number.waba_id,
            display_phone_number: number.display_phone_number,
            first_seen_at: number.first_seen_at,
            last_seen_at: number.last_seen_at,
            count: number.seen_count,
        }
    }
}

/// Numbers without a channel, the one seen last first. Connect one, and its messages are applied.
#[utoipa::path(
    get, path = "/unassigned-numbers", tag = "journal", operation_id = "list_unassigned_numbers",
    responses((status = 200, body = Page<Unassigned>)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn unassigned_numbers(
    State(state): State<ApiState>,
    signed: Signed,
) -> Answer<Json<Page<Unassigned>>> {
    let found = journal::list_unassigned(&state.desk, &signed.who).await?;
    Ok(Json(Page::whole(found.into_iter().map(Unassigned::from).collect())))
}
