//! `GET /channels`.

use axum::{Json, extract::State};
use tresen_desk::channel;

use super::ChannelBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// All connected numbers, in the order in which they were connected.
#[utoipa::path(
    get, path = "/channels", tag = "channels", operation_id = "list_channels", params(PageQuery),
    responses((status = 200, body = Page<ChannelBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<ChannelBody>>> {
    let channels = channel::list(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    Ok(Json(query.page(channels, |channel| channel.id, ChannelBody::from)?))
}
