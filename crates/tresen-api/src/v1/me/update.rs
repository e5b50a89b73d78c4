//! `PATCH /me`.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::Value;
use tresen_desk::people::{UpdateProfile, update_profile};
use tresen_domain::agent::{Availability, Locale, Theme};
use utoipa::ToSchema;

use crate::{ApiState, auth::Browser, extract::JsonBody, problem::Answer, v1::agents::AgentBody};

/// What to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateProfile)]
pub(super) struct Body {
    display_name: Option<String>,
    #[schema(value_type = Option<String>)]
    locale: Option<Locale>,
    #[schema(value_type = Option<String>)]
    theme: Option<Theme>,
    /// An object of at most 8 KB that takes the place of the old one.
    #[schema(value_type = Option<Object>)]
    preferences: Option<Value>,
    #[schema(value_type = Option<String>)]
    availability: Option<Availability>,
}

/// Changes one's own profile.
#[utoipa::path(
    patch, path = "/me", tag = "session", operation_id = "update_profile", request_body = Body,
    responses((status = 200, body = AgentBody)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    Browser(browser): Browser,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<AgentBody>> {
    let command = UpdateProfile {
        display_name: body.display_name,
        locale: body.locale,
        theme: body.theme,
        preferences: body.preferences,
        availability: body.availability,
    };
    let agent = update_profile(&state.desk, &browser.who, command).await?;
    let viewer = agent.id;
    Ok(Json(AgentBody::seen_by(agent, Some(viewer))))
}
