//! A channel as shown; its access token never is.

use serde::Serialize;
use tresen_domain::{
    channel::{Channel, ChannelKind, HealthState},
    time::Timestamp,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word;

/// One connected number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Channel)]
pub(super) struct ChannelBody {
    id: Uuid,
    #[schema(schema_with = word::channel_kind)]
    kind: ChannelKind,
    name: String,
    /// Key of the Meta app in the configuration.
    app: String,
    waba_id: String,
    phone_number_id: String,
    /// As the platform writes it; empty until it told.
    display_phone_number: String,
    /// How long a finished ticket takes further messages.
    threading_window_minutes: u64,
    /// Whether reading a ticket shows blue ticks to the customer.
    sends_read_receipts: bool,
    health: HealthBody,
    #[schema(schema_with = word::instant)]
    created_at: Timestamp,
}

/// Whether a channel can send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ChannelHealth)]
pub(super) struct HealthBody {
    #[schema(schema_with = word::health_state)]
    state: HealthState,
    /// Empty when all is well.
    detail: String,
    #[schema(schema_with = word::instant)]
    since_at: Timestamp,
}

impl From<Channel> for ChannelBody {
    fn from(channel: Channel) -> Self {
        Self {
            id: channel.id.0,
            kind: channel.kind,
            name: channel.name,
            app: channel.app,
            waba_id: channel.waba_id.0,
            phone_number_id: channel.phone_number_id.0,
            display_phone_number: channel.display_phone_number,
            threading_window_minutes: channel.threading_window.as_secs() / 60,
            sends_read_receipts: channel.sends_read_receipts,
            health: HealthBody {
                state: channel.health.state,
                detail: channel.health.detail,
                since_at: channel.health.since,
            },
            created_at: channel.created_at,
        }
    }
}
