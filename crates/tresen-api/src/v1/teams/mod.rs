//! Teams: everybody sees them, administrators manage them.

mod create;
mod delete;
mod list;
mod update;

use serde::Serialize;
use tresen_storage::team::Team;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(update::update, delete::delete))
}

/// A group of agents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Team)]
pub(super) struct TeamBody {
    id: Uuid,
    name: String,
    /// A word of the palette or `#rrggbb`.
    color: Option<String>,
    member_ids: Vec<Uuid>,
}

impl From<Team> for TeamBody {
    fn from(team: Team) -> Self {
        Self {
            id: team.id.0,
            name: team.name,
            color: Some(team.color).filter(|color| !color.is_empty()),
            member_ids: team.member_ids.iter().map(|id| id.0).collect(),
        }
    }
}
