//! Who one is and what the UI needs to begin.

use serde::Serialize;
use tresen_desk::{Refusal, people::SignedIn};
use tresen_domain::{agent::Permission, message::MessageKind, time::Timestamp};
use tresen_storage::event;
use tresen_whatsapp::limits::{CAPTION_LIMIT, TEXT_LIMIT, media_bytes};
use utoipa::ToSchema;

use crate::{ApiState, problem::Answer, v1::agents::AgentBody, word};

/// The signed-in agent and what the UI needs to begin.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Me {
    agent: AgentBody,
    /// For the header `X-Tresen-Csrf` of every unsafe request.
    csrf_token: String,
    company: Company,
    #[schema(schema_with = word::instant)]
    server_time: Timestamp,
    /// Newest place in the event log: where the live view begins.
    seq: i64,
    #[schema(value_type = Vec<String>)]
    permissions: Vec<Permission>,
    /// Only in the demo.
    demo: Option<Demo>,
    limits: Limits,
}

#[derive(Debug, Serialize, ToSchema)]
struct Company {
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Demo {
    /// Where the customers' phones are.
    phone_url: String,
}

/// What the platform takes.
#[derive(Debug, Serialize, ToSchema)]
struct Limits {
    /// Characters of one message; longer texts are split.
    text: usize,
    /// Characters below a file.
    caption: usize,
    upload_bytes: UploadBytes,
}

#[derive(Debug, Serialize, ToSchema)]
struct UploadBytes {
    image: u64,
    video: u64,
    audio: u64,
    document: u64,
}

impl Me {
    /// Reads what is not in the session.
    pub(super) async fn read(state: &ApiState, signed_in: &SignedIn) -> Answer<Self> {
        let desk = &state.desk;
        let seq = desk.store.read::<_, Refusal, _>(|tx| Ok(event::newest(tx)?)).await?;
        let bytes = |kind| media_bytes(kind).unwrap_or(0);
        Ok(Self {
            agent: AgentBody::seen_by(signed_in.agent.clone(), Some(signed_in.agent.id)),
            csrf_token: signed_in.session.csrf_token.clone(),
            company: Company { name: desk.config.company_name.clone() },
            server_time: desk.now(),
            seq,
            permissions: signed_in.agent.role.permissions(),
            demo: state.config.demo_phone_url.clone().map(|phone_url| Demo { phone_url }),
            limits: Limits {
                text: TEXT_LIMIT,
                caption: CAPTION_LIMIT,
                upload_bytes: UploadBytes {
                    image: bytes(MessageKind::Image),
                    video: bytes(MessageKind::Video),
                    audio: bytes(MessageKind::Audio),
                    document: bytes(MessageKind::Document),
                },
            },
        })
    }
}
