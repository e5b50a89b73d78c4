//! `POST /channels/{id}/check`.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use tresen_desk::channel::{self, CheckStep};
use tresen_domain::id::ChannelId;
use utoipa::ToSchema;

use crate::{
    ApiState,
    auth::Signed,
    extract::{PathId, QueryOf},
    problem::Answer,
};

/// How to look.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Way {
    /// Subscribe the app to the account's webhooks when it is not.
    #[param(required = false)]
    #[serde(default)]
    subscribe: bool,
}

/// What was seen.
#[derive(Serialize, ToSchema)]
#[schema(as = ChannelCheck)]
pub(super) struct Steps {
    steps: Vec<Seen>,
}

/// One thing that was looked at.
#[derive(Serialize, ToSchema)]
#[schema(as = ChannelCheckStep)]
pub(super) struct Seen {
    /// `token`, `number`, `subscription` or `templates`.
    step: &'static str,
    ok: bool,
    /// What was seen.
    detail: String,
    /// What to do; empty when it works.
    advice: String,
}

impl From<CheckStep> for Seen {
    fn from(step: CheckStep) -> Self {
        Self { step: step.step, ok: step.is_ok, detail: step.detail, advice: step.advice }
    }
}

/// Looks whether token, number, webhooks and templates work, and sets the channel's health.
#[utoipa::path(
    post, path = "/channels/{id}/check", tag = "channels", operation_id = "check_channel",
    params(("id" = uuid::Uuid, Path), Way),
    responses((status = 200, body = Steps)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn check(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ChannelId>,
    QueryOf(query): QueryOf<Way>,
) -> Answer<Json<Steps>> {
    let steps = channel::check(&state.desk, &signed.who, id, query.subscribe).await?;
    Ok(Json(Steps { steps: steps.into_iter().map(Seen::from).collect() }))
}
