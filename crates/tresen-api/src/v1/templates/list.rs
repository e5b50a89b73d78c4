//! `GET /templates`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::template;
use tresen_domain::id::ChannelId;

use super::TemplateBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// Which templates.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Of this channel only.
    #[param(value_type = Option<uuid::Uuid>)]
    channel_id: Option<ChannelId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// Templates in the order in which they became known; only `approved` ones can be sent.
#[utoipa::path(
    get, path = "/templates", tag = "templates", operation_id = "list_templates", params(Filter),
    responses((status = 200, body = Page<TemplateBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<TemplateBody>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (page.after()?, page.limit_and_one()?);
    let found = template::list(&state.desk, &signed.who, query.channel_id, after, limit).await?;
    Ok(Json(page.page(found, |template| template.id, TemplateBody::from)?))
}
