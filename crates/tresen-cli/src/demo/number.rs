//! The demo's number: its Meta app, its business account, its place on the emulated platform.

use anyhow::Context;
use tresen_desk::{
    Desk,
    channel::{CreateChannel, create},
};
use tresen_domain::{
    channel::{ChannelKind, PhoneNumberId},
    id::ChannelId,
};
use tresen_emulator::NumberSetup;
use tresen_storage::{Fault, channel};
use tresen_whatsapp::signature::{AppSecret, VerifyToken};

use super::company;
use crate::{command::operator, config::App};

/// Key of the demo's Meta app.
pub(super) const APP: &str = "demo";
/// The platform's id of the number.
pub(super) const NUMBER: &str = "100000000000001";
/// The platform's id of the business account.
const ACCOUNT: &str = "200000000000001";
/// As shown to people. A number for films and books. Source: Bundesnetzagentur, "Rufnummern für Medienproduktionen".
const SHOWN: &str = "+49 40 66969 123";

/// An app whose secrets live as long as the process.
pub(super) fn app() -> anyhow::Result<App> {
    Ok(App { secret: AppSecret::new(random()?)?, verify_token: VerifyToken::new(random()?)? })
}

/// The access token: the channel's, else a new one.
pub(super) async fn token(desk: &Desk) -> anyhow::Result<String> {
    let number = PhoneNumberId(NUMBER.to_owned());
    let kept = desk
        .store
        .read(move |tx| match channel::find_by_number(tx, &number)? {
            Some(channel) => channel::access_token(tx, channel.id),
            None => Ok::<_, Fault>(None),
        })
        .await?;
    kept.map_or_else(random, Ok)
}

/// The number as the platform knows it.
pub(super) fn setup(app: &App, token: &str, desk_url: &str) -> NumberSetup {
    NumberSetup {
        phone_number_id: NUMBER.to_owned(),
        waba_id: ACCOUNT.to_owned(),
        display_phone_number: SHOWN.to_owned(),
        verified_name: company::NAME.to_owned(),
        access_token: token.to_owned(),
        app_secret: app.secret.expose().to_owned(),
        webhook_url: format!("{desk_url}/webhooks/whatsapp/{APP}"),
        verify_token: app.verify_token.expose().to_owned(),
        templates: None,
        allowed_recipients: None,
    }
}

/// Connects the number to the desk.
pub(super) async fn connect(desk: &Desk, token: &str) -> anyhow::Result<ChannelId> {
    let command = CreateChannel {
        kind: ChannelKind::WhatsappCloud,
        name: company::NAME.to_owned(),
        app: APP.to_owned(),
        waba_id: ACCOUNT.to_owned(),
        phone_number_id: NUMBER.to_owned(),
        access_token: token.to_owned(),
        threading_window_minutes: None,
        sends_read_receipts: None,
    };
    Ok(create(desk, &operator(), command).await.context("connecting the demo's number")?.id)
}

fn random() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}
