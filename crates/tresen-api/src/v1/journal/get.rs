//! `GET /journal/{seq}`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::journal;
use tresen_domain::time::Timestamp;
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer, word};

/// A webhook as it came.
#[derive(Serialize, ToSchema)]
#[schema(as = JournalEntry)]
pub(super) struct Entry {
    seq: i64,
    /// Key of the Meta app whose secret verified it.
    app: String,
    #[schema(schema_with = word::instant)]
    received_at: Timestamp,
    /// The raw text; bytes that are no UTF-8 are replaced.
    body: String,
}

/// One raw webhook.
#[utoipa::path(
    get, path = "/journal/{seq}", tag = "journal", operation_id = "get_journal_entry",
    params(("seq" = i64, Path)),
    responses((status = 200, body = Entry)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(seq): PathId<i64>,
) -> Answer<Json<Entry>> {
    let row = journal::get(&state.desk, &signed.who, seq).await?;
    Ok(Json(Entry {
        seq: row.seq,
        app: row.app,
        received_at: row.received_at,
        body: String::from_utf8_lossy(&row.body).into_owned(),
    }))
}
