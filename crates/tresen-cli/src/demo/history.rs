//! Later starts: the emulated platform begins empty, so customers get their phones and their chats back from the desk.

use tresen_desk::Desk;
use tresen_domain::{
    channel::PhoneNumberId,
    contact::Contact,
    id::{ChannelId, ContactId},
    identity::IdentityKind,
    message::{Direction, MessageKind},
};
use tresen_emulator::{CustomerSetup, Handle, PastMessage};
use tresen_storage::{
    Fault, Tx, channel, contact,
    message::{self, MessageRow, Place},
    thread,
};

use super::number::NUMBER;

/// Customers that get their phones back.
const MOST_CUSTOMERS: i64 = 500;
/// Messages of a chat that a phone shows again.
const MOST_MESSAGES: i64 = 200;

/// Gives every customer of the demo's channel their phone and chat back.
///
/// # Errors
/// When the database fails, or an address of a contact is none.
pub(super) async fn recall(desk: &Desk, platform: &Handle) -> anyhow::Result<()> {
    let chats = desk
        .store
        .read(|tx| {
            let number = PhoneNumberId(NUMBER.to_owned());
            let Some(channel) = channel::find_by_number(tx, &number)? else { return Ok(Vec::new()) };
            let mut chats = Vec::new();
            for one in contact::list(tx, None, MOST_CUSTOMERS)? {
                chats.extend(chat(tx, channel.id, &one)?);
            }
            Ok::<_, Fault>(chats)
        })
        .await?;
    for (setup, messages) in chats {
        let name = setup.name.clone();
        match platform.add_customer(setup) {
            Ok(customer) => platform.remember(&customer.id, NUMBER, messages)?,
            // Two contacts that are one person by now: one phone is enough.
            Err(refused) => tracing::warn!(name, %refused, "a customer has no phone in this demo"),
        }
    }
    Ok(())
}

fn chat(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    contact: &Contact,
) -> Result<Option<(CustomerSetup, Vec<PastMessage>)>, Fault> {
    let Some(thread) = thread::find_by_pair(tx, channel_id, contact.id)? else { return Ok(None) };
    let setup = customer(tx, channel_id, contact.id, contact.profile_name.clone())?;
    let mut messages: Vec<PastMessage> = message::list_of_thread(tx, thread.id, Place::END, MOST_MESSAGES)?
        .into_iter()
        .filter_map(past)
        .collect();
    messages.reverse();
    Ok(Some((setup, messages)))
}

fn customer(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    id: ContactId,
    name: Option<String>,
) -> Result<CustomerSetup, Fault> {
    let identities = contact::identities_of(tx, &[id])?;
    let newest = |kind| {
        let mut own = identities.iter().rev().filter(|one| one.channel_id == channel_id && one.kind == kind);
        own.next().map(|one| one.value.clone())
    };
    Ok(CustomerSetup {
        id: None,
        name,
        phone: newest(IdentityKind::Phone).map(|digits| format!("+{digits}")),
        bsuid: newest(IdentityKind::Bsuid),
        username: newest(IdentityKind::Username),
    })
}

/// As the phone showed it; files are named, since the platform has forgotten them.
fn past(row: MessageRow) -> Option<PastMessage> {
    let wamid = row.wamid?;
    let file = match row.kind {
        MessageKind::Image => "Foto",
        MessageKind::Video => "Video",
        MessageKind::Audio => "Sprachnachricht",
        MessageKind::Document => "Dokument",
        _ => "",
    };
    let text = match (file, row.text) {
        ("", text) => text.unwrap_or_default(),
        (file, None) => format!("[{file}]"),
        (file, Some(text)) => format!("[{file}] {text}"),
    };
    Some(PastMessage {
        wamid: wamid.0,
        is_from_customer: row.direction == Direction::In,
        text,
        sent_at: row.sent_at,
    })
}
