//! `GET /messages`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{message, view::MessageView};
use tresen_domain::id::Wamid;

use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::Page,
    problem::{Answer, Problem},
};

/// Which message.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// WhatsApp's id.
    #[param(required)]
    wamid: Option<String>,
}

/// The message with WhatsApp's id; an empty list when there is none that may be seen.
#[utoipa::path(
    get, path = "/messages", tag = "messages", operation_id = "find_messages", params(Filter),
    responses((status = 200, body = Page<MessageView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn find(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<MessageView>>> {
    let wamid = query
        .wamid
        .filter(|wamid| !wamid.is_empty())
        .ok_or_else(|| Problem::field("wamid", "required", "say which message"))?;
    Ok(Json(Page::whole(message::find_by_wamid(&state.desk, &signed.who, Wamid(wamid)).await?)))
}
