//! API keys: how programs come in.

mod create;
mod delete;
mod list;

use serde::Serialize;
use tresen_domain::{agent::Role, time::Timestamp};
use tresen_storage::api_key::ApiKey;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{ApiState, word};

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(list::list, create::create)).routes(routes!(delete::delete))
}

/// A program's key, without the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ApiKey)]
pub(super) struct ApiKeyBody {
    id: Uuid,
    name: String,
    #[schema(schema_with = word::role)]
    role: Role,
    /// First characters, to tell keys apart.
    prefix: String,
    #[schema(schema_with = word::instant)]
    created_at: Timestamp,
    /// To the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
}

impl From<ApiKey> for ApiKeyBody {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id.0,
            name: key.name,
            role: key.role,
            prefix: key.prefix,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
        }
    }
}
