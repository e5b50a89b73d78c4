//! `GET /parked-items`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::journal;
use tresen_domain::time::Timestamp;
use tresen_storage::journal::ParkedItem;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
    word,
};

/// A part of a webhook that could not be applied.
#[derive(Serialize, ToSchema)]
#[schema(as = ParkedItem)]
pub(super) struct Parked {
    id: Uuid,
    /// The webhook it came with.
    journal_seq: i64,
    /// Where it stood in it.
    place: String,
    reason: String,
    /// As received.
    payload: String,
    #[schema(schema_with = word::instant)]
    at: Timestamp,
}

impl From<ParkedItem> for Parked {
    fn from(item: ParkedItem) -> Self {
        Self {
            id: item.id,
            journal_seq: item.journal_seq,
            place: item.place,
            reason: item.reason,
            payload: item.payload,
            at: item.parked_at,
        }
    }
}

/// Items put aside, newest first.
#[utoipa::path(
    get, path = "/parked-items", tag = "journal", operation_id = "list_parked_items", params(PageQuery),
    responses((status = 200, body = Page<Parked>)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn parked_items(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<Parked>>> {
    let found =
        journal::list_parked(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    Ok(Json(query.page(found, |item| item.id, Parked::from)?))
}
