//! A small case to test with: a channel, a contact, a thread, tickets and messages, all by number.

use std::{collections::BTreeMap, time::Duration};

use tresen_domain::{
    channel::{Channel, ChannelKind, Health, HealthState, PhoneNumberId, WabaId},
    contact::Contact,
    id::{ChannelId, ContactId, IdentityId, MessageId, ThreadId, TicketId, Wamid},
    identity::IdentityKind,
    message::{AuthorKind, Direction, MessageKind},
    ticket::{Owner, Priority, Status, Ticket},
    time::Timestamp,
    window::ServiceWindow,
};
use tresen_storage::{
    Fault, Tx, channel,
    contact::{self, Identity},
    message::{self, MessageRow},
    thread::{self, Thread},
    ticket,
};
use uuid::Uuid;

use crate::NOW;

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn at(seconds: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(seconds))
}

/// Channel 1, contact 2 with a phone and a BSUID, thread 3.
pub(crate) fn begin(tx: &mut Tx<'_>) -> Result<(), Fault> {
    let health = Health { state: HealthState::Unknown, detail: String::new(), since: NOW };
    let channel = Channel {
        id: ChannelId(id(1)),
        kind: ChannelKind::WhatsappCloud,
        name: "Service".to_owned(),
        app: "main".to_owned(),
        waba_id: WabaId("200".to_owned()),
        phone_number_id: PhoneNumberId("100".to_owned()),
        display_phone_number: "+49 30 1".to_owned(),
        threading_window: Duration::from_hours(24),
        sends_read_receipts: true,
        health,
        created_at: NOW,
    };
    channel::insert(tx, &channel, "token")?;
    person(tx, 2, "Katharina Vogel", "4915123456789")?;
    let identity = Identity {
        id: IdentityId(id(22)),
        channel_id: channel.id,
        kind: IdentityKind::Bsuid,
        value: "DE.123456789".to_owned(),
        contact_id: ContactId(id(2)),
        created_at: NOW,
    };
    assert!(contact::add_identity(tx, &identity)?);
    thread::insert(tx, &thread(3, 2))
}

/// A contact with one phone number on channel 1.
pub(crate) fn person(tx: &mut Tx<'_>, number: u128, name: &str, phone: &str) -> Result<(), Fault> {
    let contact = Contact {
        id: ContactId(id(number)),
        display_name: None,
        profile_name: Some(name.to_owned()),
        language: None,
        notes: String::new(),
        tags: vec![],
        attributes: BTreeMap::new(),
        created_at: NOW,
        last_message_at: None,
    };
    contact::insert(tx, &contact)?;
    let identity = Identity {
        id: IdentityId(id(number * 10 + 1)),
        channel_id: ChannelId(id(1)),
        kind: IdentityKind::Phone,
        value: phone.to_owned(),
        contact_id: contact.id,
        created_at: NOW,
    };
    contact::add_identity(tx, &identity)?;
    contact::refresh_shown(tx, contact.id)
}

pub(crate) fn thread(number: u128, contact: u128) -> Thread {
    Thread {
        id: ThreadId(id(number)),
        channel_id: ChannelId(id(1)),
        contact_id: ContactId(id(contact)),
        window: ServiceWindow { expires_at: Some(at(86_400)) },
        newest_ticket_id: None,
        last_inbound_wamid: None,
        created_at: NOW,
    }
}

pub(crate) fn ticket(number: i64) -> Ticket {
    Ticket {
        id: TicketId(id(1_000 + u128::from(number.unsigned_abs()))),
        number,
        channel_id: ChannelId(id(1)),
        thread_id: ThreadId(id(3)),
        contact_id: ContactId(id(2)),
        subject: String::new(),
        kind: String::new(),
        status: Status::New,
        priority: Priority::Normal,
        owner: Owner::Nobody,
        team_id: None,
        tags: vec![],
        unread_count: 0,
        waiting_since: None,
        snoozed_until: None,
        opened_at: NOW,
        updated_at: NOW,
        last_message_at: at(number.unsigned_abs()),
        solved_at: None,
        closed_at: None,
        version: 1,
    }
}

pub(crate) fn insert_ticket(tx: &mut Tx<'_>, ticket: &Ticket) -> Result<(), Fault> {
    ticket::insert(tx, ticket, ServiceWindow { expires_at: Some(at(86_400)) })
}

/// An inbound text in thread 3 and ticket number 1, sent `number` seconds after [`NOW`].
pub(crate) fn message(number: u128) -> MessageRow {
    MessageRow {
        seq: 0,
        id: MessageId(id(5_000 + number)),
        channel_id: ChannelId(id(1)),
        thread_id: ThreadId(id(3)),
        ticket_id: Some(TicketId(id(1_001))),
        contact_id: ContactId(id(2)),
        wamid: Some(Wamid(format!("wamid.{number}"))),
        wamid_token: Some(format!("T{number}")),
        client_id: None,
        direction: Direction::In,
        author_kind: AuthorKind::Contact,
        author_id: None,
        kind: MessageKind::Text,
        text: Some(format!("Nachricht {number}")),
        media_id: None,
        detail: None,
        template: None,
        context: None,
        mentions: vec![],
        reactions: None,
        referral: None,
        sent_at: at(u64::try_from(number).unwrap()),
        received_at: NOW,
        edited_at: None,
        deleted_at: None,
        delivery: None,
    }
}

pub(crate) fn insert_message(tx: &mut Tx<'_>, row: &MessageRow) -> Result<i64, Fault> {
    Ok(message::insert(tx, row)?.expect("not kept before"))
}
