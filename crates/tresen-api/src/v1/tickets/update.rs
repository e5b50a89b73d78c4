//! `PATCH /tickets/{id}`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{
    ticket::{self, OwnerChange, StatusChange, UpdateTicket},
    view::TicketView,
};
use tresen_domain::{
    id::{AgentId, TeamId, TicketId},
    ticket::{Priority, Status},
    time::Timestamp,
};
use utoipa::ToSchema;

use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId, there},
    problem::{Answer, Problem},
    word,
};

/// What to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateTicket)]
pub(super) struct Body {
    /// `null` or empty for none.
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    subject: Option<Option<String>>,
    /// Type of request; `null` or empty for none.
    #[serde(default, rename = "type", deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    kind: Option<Option<String>>,
    #[schema(schema_with = word::priority)]
    priority: Option<Priority>,
    #[schema(schema_with = word::status)]
    status: Option<Status>,
    /// With status `snoozed`, and only then.
    #[schema(value_type = Option<String>, format = DateTime)]
    snoozed_until: Option<Timestamp>,
    owner: Option<OwnerBody>,
    tags: Option<Tags>,
    /// As read: 409 `version_conflict` when somebody else changed the ticket since.
    version: Option<i64>,
}

/// A new owner.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = OwnerChange)]
enum OwnerBody {
    /// One agent.
    Agent {
        #[schema(value_type = uuid::Uuid)]
        agent_id: AgentId,
    },
    /// A team.
    Queue {
        #[schema(value_type = uuid::Uuid)]
        team_id: TeamId,
    },
    /// Nobody; the team stays.
    Nobody,
}

/// Labels to add and to take away.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = TagsChange)]
struct Tags {
    #[serde(default)]
    add: Vec<String>,
    #[serde(default)]
    remove: Vec<String>,
}

impl From<OwnerBody> for OwnerChange {
    fn from(body: OwnerBody) -> Self {
        match body {
            OwnerBody::Agent { agent_id } => Self::Agent(agent_id),
            OwnerBody::Queue { team_id } => Self::Queue(team_id),
            OwnerBody::Nobody => Self::Nobody,
        }
    }
}

/// Changes a ticket.
#[utoipa::path(
    patch, path = "/tickets/{id}", tag = "tickets", operation_id = "update_ticket",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = TicketView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<TicketView>> {
    if body.snoozed_until.is_some() && body.status != Some(Status::Snoozed) {
        return Err(Problem::field("snoozed_until", "range", "goes with status `snoozed` only"));
    }
    let tags = body.tags.unwrap_or_default();
    let command = UpdateTicket {
        subject: body.subject.map(Option::unwrap_or_default),
        kind: body.kind.map(Option::unwrap_or_default),
        priority: body.priority,
        status: body.status.map(|status| StatusChange { status, snoozed_until: body.snoozed_until }),
        owner: body.owner.map(OwnerChange::from),
        add_tags: tags.add,
        remove_tags: tags.remove,
        version: body.version,
    };
    Ok(Json(ticket::update(&state.desk, &signed.who, id, command).await?))
}
