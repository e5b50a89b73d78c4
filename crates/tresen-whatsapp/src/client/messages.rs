//! Sending, blue ticks, the sign of somebody typing.

use reqwest::Method;
use tresen_domain::{channel::PhoneNumberId, id::Wamid, identity::Bsuid, phone::PhoneNumber};

use super::{AccessToken, ApiFailure, CloudClient, answer::call};
use crate::{
    outbound,
    wire::{
        outbound::{OutboundMessage, ReadReceipt},
        response::{Sent, Success},
    },
};

/// The platform has taken a message; whether it arrives is told by statuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its id.
    pub wamid: Wamid,
    /// The canonical writing of the number sent to; absent when sent to an id.
    pub phone: Option<PhoneNumber>,
    /// The id sent to; absent when sent to a number.
    pub bsuid: Option<Bsuid>,
    /// A template that waits for the platform's check of its quality.
    pub is_held: bool,
}

impl CloudClient {
    /// Sends a message. There is no key against doubles: after an unknown outcome wait for the status that carries
    /// the message's callback data. Source: Meta "Messages API reference", seen 2026-09-14.
    pub async fn send(
        &self,
        token: &AccessToken,
        number: &PhoneNumberId,
        message: &OutboundMessage,
    ) -> Result<Accepted, ApiFailure> {
        let request =
            self.request(Method::POST, token, &[&number.0, "messages"]).map(|one| one.json(message));
        let sent: Sent = call("send", request).await?;
        let contact = sent.contacts.and_then(|all| all.0.into_iter().next()).unwrap_or_default();
        let message = sent.messages.and_then(|all| all.0.into_iter().next()).unwrap_or_default();
        let wamid = message.id.filter(|id| !id.is_empty()).ok_or_else(|| ApiFailure::Unreadable {
            status: 200,
            reason: "the answer holds no message id".to_owned(),
        })?;
        Ok(Accepted {
            wamid: Wamid(wamid),
            phone: contact.wa_id.and_then(|digits| PhoneNumber::parse(&digits).ok()),
            bsuid: contact.user_id.and_then(|id| Bsuid::parse(&id).ok()),
            is_held: message.message_status.as_deref().is_some_and(|word| word != "accepted"),
        })
    }

    /// Shows blue ticks for a customer's message and all before it.
    pub async fn mark_read(
        &self,
        token: &AccessToken,
        number: &PhoneNumberId,
        wamid: &Wamid,
    ) -> Result<(), ApiFailure> {
        self.post_receipt("mark read", token, number, &outbound::read_receipt(wamid)).await
    }

    /// Shows that somebody types, for 25 seconds or until an answer; shows blue ticks as well.
    pub async fn typing(
        &self,
        token: &AccessToken,
        number: &PhoneNumberId,
        wamid: &Wamid,
    ) -> Result<(), ApiFailure> {
        self.post_receipt("typing", token, number, &outbound::typing(wamid)).await
    }

    async fn post_receipt(
        &self,
        operation: &'static str,
        token: &AccessToken,
        number: &PhoneNumberId,
        receipt: &ReadReceipt,
    ) -> Result<(), ApiFailure> {
        let request =
            self.request(Method::POST, token, &[&number.0, "messages"]).map(|one| one.json(receipt));
        call::<Success>(operation, request).await.map(drop)
    }
}
