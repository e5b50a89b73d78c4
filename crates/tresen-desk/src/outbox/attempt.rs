//! One attempt: what is sent is read, the call is made, its end is written down.

use tresen_domain::{
    channel::Channel,
    delivery::{DeliveryError, MEDIA_MISSING, WINDOW_CLOSED},
    id::{MediaId, Wamid},
    identity::{Bsuid, IdentityKind, Recipient},
    message::MessageKind,
    phone::PhoneNumber,
    template::{TemplateBody, VariableValue},
};
use tresen_storage::{
    Fault, Tx,
    delivery::{self, Delivery, Phase},
    media,
    message::{self, MessageRow},
    template, thread,
};
use tresen_whatsapp::{
    client::AccessToken,
    outbound::{HeaderMedia, LimitBroken, Outgoing, compose},
    wire::outbound::OutboundMessage,
};

use super::{outcome, pace::Brakes, settle};
use crate::{
    Desk,
    media::{UploadFailure, ensure_uploaded},
    message::StoredTemplate,
};

/// All that a call needs, read in the transaction that marks the attempt as under way.
struct Parcel {
    message: MessageRow,
    channel: Channel,
    token: AccessToken,
    to: Recipient,
    reply_to: Option<Wamid>,
    template: Option<(StoredTemplate, TemplateBody)>,
    file: Option<(MediaId, Option<String>, bool)>,
}

/// Why nothing was called.
enum Unready {
    /// Gone, or ended meanwhile: nothing to do.
    Nothing,
    /// It cannot be sent: tell the agent.
    Failed(DeliveryError),
    /// The database failed.
    Storage(Fault),
}

impl From<Fault> for Unready {
    fn from(fault: Fault) -> Self {
        Self::Storage(fault)
    }
}

/// Makes the attempt and writes down how it ended. Faults leave it for the next turn.
pub(super) async fn make(desk: &Desk, delivery: Delivery, brakes: &Brakes) {
    let tries = delivery.tries.saturating_add(1);
    let ended = match begin(desk, &delivery, tries).await {
        Ok(parcel) => call(desk, &delivery, *parcel, tries, brakes).await,
        Err(Unready::Nothing) => Ok(()),
        Err(Unready::Failed(error)) => settle::failed(desk, &delivery, error).await,
        Err(Unready::Storage(fault)) => Err(fault),
    };
    if let Err(fault) = ended {
        tracing::error!(%fault, message = %delivery.message_id, "an attempt could not be written down");
    }
}

/// Marks the attempt as under way, on disk before the call.
async fn begin(desk: &Desk, delivery: &Delivery, tries: i64) -> Result<Box<Parcel>, Unready> {
    let (delivery, now) = (delivery.clone(), desk.now());
    desk.store
        .write(move |tx| {
            let Some(open) = delivery::find_open(tx, delivery.message_id)?
                .filter(|open| open.id == delivery.id && open.phase == Phase::Queued)
            else {
                return Err(Unready::Nothing);
            };
            let parcel = pack(tx, &open)?;
            let thread = thread::get(tx, open.thread_id)?.ok_or(Unready::Nothing)?;
            if let Err(closed) = thread.window.admit(parcel.message.kind.is_free_form(), now) {
                return Err(Unready::Failed(DeliveryError {
                    code: WINDOW_CLOSED.to_owned(),
                    reason: closed.to_string(),
                    is_retryable: false,
                }));
            }
            delivery::set_phase(tx, open.id, Phase::Sending, tries, now)?;
            Ok(Box::new(parcel))
        })
        .await
}

fn pack(tx: &mut Tx<'_>, open: &Delivery) -> Result<Parcel, Unready> {
    let message = message::get(tx, open.message_id)?.ok_or(Unready::Nothing)?;
    let channel = tresen_storage::channel::get(tx, open.channel_id)?.ok_or(Unready::Nothing)?;
    let token = tresen_storage::channel::access_token(tx, channel.id)?
        .and_then(|token| AccessToken::new(token).ok())
        .ok_or_else(|| unavailable("the channel has no access token"))?;
    let to = recipient(tx, &message)?
        .ok_or_else(|| unavailable("the customer has no address on this channel any more"))?;
    let reply_to = message
        .context
        .as_ref()
        .and_then(|context| context.get("wamid"))
        .and_then(serde_json::Value::as_str)
        .map(|wamid| Wamid(wamid.to_owned()));
    let stored: Option<StoredTemplate> =
        message.template.clone().and_then(|template| serde_json::from_value(template).ok());
    let template = match stored {
        Some(stored) => {
            let known = template::get(tx, stored.template_id)?.ok_or_else(|| {
                Unready::Failed(DeliveryError {
                    code: "132001".to_owned(),
                    reason: "the template is no longer known".to_owned(),
                    is_retryable: false,
                })
            })?;
            Some((stored, known.body))
        }
        None => None,
    };
    let media_id =
        message.media_id.or_else(|| template.as_ref().and_then(|(stored, _)| stored.header_media_id));
    let own_name = message.detail.as_ref().and_then(|detail| detail.get("file_name")?.as_str());
    let own_name = own_name.map(str::to_owned);
    let file = match media_id {
        Some(id) => media::get(tx, id)?.map(|media| (id, own_name.or(media.file_name), media.is_voice)),
        None => None,
    };
    Ok(Parcel { message, channel, token, to, reply_to, template, file })
}

fn unavailable(reason: &str) -> Unready {
    Unready::Failed(DeliveryError {
        code: tresen_domain::delivery::CHANNEL_UNAVAILABLE.to_owned(),
        reason: reason.to_owned(),
        is_retryable: true,
    })
}

/// The newest number known on this channel, else the business-scoped id.
fn recipient(tx: &mut Tx<'_>, message: &MessageRow) -> Result<Option<Recipient>, Fault> {
    let identities = tresen_storage::contact::identities_of(tx, &[message.contact_id])?;
    let newest = |kind| {
        identities
            .iter()
            .rev()
            .find(|identity| identity.channel_id == message.channel_id && identity.kind == kind)
            .map(|identity| identity.value.as_str())
    };
    Ok(newest(IdentityKind::Phone)
        .and_then(|digits| PhoneNumber::parse(digits).ok())
        .map(Recipient::Phone)
        .or_else(|| {
            newest(IdentityKind::Bsuid)
                .or_else(|| newest(IdentityKind::ParentBsuid))
                .and_then(|id| Bsuid::parse(id).ok())
                .map(Recipient::Bsuid)
        }))
}

async fn call(
    desk: &Desk,
    delivery: &Delivery,
    parcel: Parcel,
    tries: i64,
    brakes: &Brakes,
) -> Result<(), Fault> {
    let upload = match &parcel.file {
        Some((media_id, ..)) => match ensure_uploaded(desk, *media_id, &parcel.channel).await {
            Ok(vendor_id) => Some(vendor_id),
            Err(UploadFailure::Platform(failure)) => {
                return ended(desk, delivery, &parcel, &failure, tries, brakes, false).await;
            }
            Err(UploadFailure::Storage(fault)) => return Err(fault),
            Err(failure @ (UploadFailure::Missing | UploadFailure::NotReady | UploadFailure::NoToken)) => {
                let error = DeliveryError {
                    code: MEDIA_MISSING.to_owned(),
                    reason: failure.to_string(),
                    is_retryable: false,
                };
                return settle::failed(desk, delivery, error).await;
            }
        },
        None => None,
    };
    let body = match composed(&parcel, upload.as_deref()) {
        Ok(body) => body,
        Err(broken) => {
            return settle::failed(
                desk,
                delivery,
                DeliveryError { code: "100".to_owned(), reason: broken.to_string(), is_retryable: false },
            )
            .await;
        }
    };
    match desk.cloud.send(&parcel.token, &parcel.channel.phone_number_id, &body).await {
        Ok(accepted) => settle::accepted(desk, delivery, &parcel.channel, accepted).await,
        Err(failure) => ended(desk, delivery, &parcel, &failure, tries, brakes, true).await,
    }
}

/// Writes down a failed call. An upload whose outcome is unknown has sent nothing: it is simply repeated.
async fn ended(
    desk: &Desk,
    delivery: &Delivery,
    parcel: &Parcel,
    failure: &tresen_whatsapp::client::ApiFailure,
    tries: i64,
    brakes: &Brakes,
    was_send: bool,
) -> Result<(), Fault> {
    if let Some(verdict) = failure.verdict() {
        if verdict.is_pair_limit {
            brakes.pair(parcel.message.thread_id);
        }
        if verdict.is_throughput {
            brakes.number(parcel.channel.id);
        }
    }
    let repeatable =
        tresen_whatsapp::client::ApiFailure::Transport { was_sent: false, reason: failure.to_string() };
    let judged = if was_send || !failure.is_outcome_unknown() { failure } else { &repeatable };
    let most = i64::from(desk.config.most_tries);
    let outcome = outcome::decide(judged, tries, most, desk.config.unknown_wait, desk.now());
    tracing::warn!(message = %delivery.message_id, tries, %failure, ?outcome, "a send did not succeed");
    crate::channel::note_failure(desk, parcel.channel.id, failure).await?;
    settle::outcome(desk, delivery, tries, outcome).await
}

fn composed(parcel: &Parcel, upload: Option<&str>) -> Result<OutboundMessage, LimitBroken> {
    let message = &parcel.message;
    let text = message.text.as_deref().filter(|text| !text.is_empty());
    let file_name = parcel.file.as_ref().and_then(|(_, name, _)| name.as_deref());
    let values: Vec<VariableValue>;
    let outgoing = match (&parcel.template, message.kind) {
        (Some((stored, body)), _) => {
            values = stored.values.clone();
            let header_media = upload.map(|vendor_media_id| HeaderMedia { vendor_media_id, file_name });
            Outgoing::Template {
                name: &stored.name,
                language: &stored.language,
                body,
                values: &values,
                header_media,
            }
        }
        (None, MessageKind::Text) => Outgoing::Text {
            body: text.unwrap_or(""),
            preview_url: text.is_some_and(|text| text.contains("https://") || text.contains("http://")),
        },
        (None, kind) => Outgoing::Media {
            kind,
            vendor_media_id: upload.unwrap_or(""),
            caption: text,
            file_name,
            is_voice: parcel.file.as_ref().is_some_and(|(_, _, is_voice)| *is_voice),
        },
    };
    compose(&parcel.to, &outgoing, parcel.reply_to.as_ref(), message.id)
}
