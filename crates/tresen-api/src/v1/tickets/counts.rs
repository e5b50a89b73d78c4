//! `GET /tickets/counts`.

use axum::{Json, extract::State};
use tresen_desk::ticket::{self, Counts};

use crate::{ApiState, auth::Signed, problem::Answer};

/// The numbers beside the views.
#[utoipa::path(
    get, path = "/tickets/counts", tag = "tickets", operation_id = "count_tickets",
    responses((status = 200, body = Counts)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn counts(State(state): State<ApiState>, signed: Signed) -> Answer<Json<Counts>> {
    Ok(Json(ticket::counts(&state.desk, &signed.who).await?))
}
