//! A desk with customers, tickets and messages that are on their way: written straight into the tables.

use std::{collections::BTreeMap, time::Duration};

use tresen_desk::{SystemClock, SystemIds};
use tresen_domain::{
    channel::{Channel, ChannelKind, DEFAULT_THREADING_WINDOW, Health, HealthState, PhoneNumberId, WabaId},
    contact::Contact,
    delivery::{DeliveryState, DeliveryTimes},
    id::{ChannelId, ContactId, IdSource, IdentityId, MessageId, ThreadId, TicketId, Wamid},
    identity::IdentityKind,
    message::{AuthorKind, Direction, MessageKind},
    ticket::{Owner, Priority, Status, Ticket},
    time::{Clock, Timestamp},
    window::ServiceWindow,
};
use tresen_storage::{
    Fault, Store, Tx, channel,
    contact::{self, Identity},
    message::{self, MessageRow, StoredDelivery},
    thread::{self, Thread},
    ticket,
};

use crate::payload::{ACCOUNT, NUMBER, SENT_AT, bsuid, out_wamid, phone};

/// Rows written in one transaction.
const STEP: usize = 500;

/// Writes a channel, `customers` with a running ticket each, and `messages` of ours that the platform has taken.
pub(crate) async fn desk(store: &Store, customers: usize, messages: usize) -> anyhow::Result<()> {
    let now = SystemClock::default().now();
    let channel_id = ChannelId::new(&SystemIds, now);
    store.write(move |tx| channel::insert(tx, &number(channel_id, now), "benchmark-token")).await?;
    let mut people: Vec<(ContactId, ThreadId, TicketId)> = Vec::with_capacity(customers);
    for from in (0..customers).step_by(STEP) {
        let to = (from + STEP).min(customers);
        let added = store
            .write(move |tx| {
                (from..to)
                    .map(|person| customer(tx, channel_id, person, now))
                    .collect::<Result<Vec<_>, Fault>>()
            })
            .await?;
        people.extend(added);
    }
    for from in (0..messages).step_by(STEP) {
        let to = (from + STEP).min(messages);
        let people = people.clone();
        store
            .write(move |tx| {
                for of in from..to {
                    if let Some(place) = people.get(of % people.len().max(1)) {
                        message::insert(tx, &row(channel_id, *place, of, now))?;
                    }
                }
                Ok::<_, Fault>(())
            })
            .await?;
    }
    Ok(())
}

fn number(id: ChannelId, now: Timestamp) -> Channel {
    Channel {
        id,
        kind: ChannelKind::WhatsappCloud,
        name: "Benchmark".to_owned(),
        app: "main".to_owned(),
        waba_id: WabaId(ACCOUNT.to_owned()),
        phone_number_id: PhoneNumberId(NUMBER.to_owned()),
        display_phone_number: "+1 555 000 1111".to_owned(),
        threading_window: DEFAULT_THREADING_WINDOW,
        sends_read_receipts: false,
        health: Health { state: HealthState::Ok, detail: String::new(), since: now },
        created_at: now,
    }
}

fn customer(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    person: usize,
    now: Timestamp,
) -> Result<(ContactId, ThreadId, TicketId), Fault> {
    let ids: &dyn IdSource = &SystemIds;
    let (contact_id, thread_id, ticket_id) =
        (ContactId::new(ids, now), ThreadId::new(ids, now), TicketId::new(ids, now));
    contact::insert(
        tx,
        &Contact {
            id: contact_id,
            display_name: None,
            profile_name: Some(format!("Kundin {person}")),
            language: None,
            notes: String::new(),
            tags: Vec::new(),
            attributes: BTreeMap::new(),
            created_at: now,
            last_message_at: Some(now),
        },
    )?;
    for (kind, value) in [(IdentityKind::Phone, phone(person)), (IdentityKind::Bsuid, bsuid(person))] {
        let identity =
            Identity { id: IdentityId::new(ids, now), channel_id, kind, value, contact_id, created_at: now };
        contact::add_identity(tx, &identity)?;
    }
    contact::refresh_shown(tx, contact_id)?;
    let window = ServiceWindow { expires_at: Some(now.plus(Duration::from_hours(20))) };
    thread::insert(
        tx,
        &Thread {
            id: thread_id,
            channel_id,
            contact_id,
            window,
            newest_ticket_id: Some(ticket_id),
            last_inbound_wamid: None,
            created_at: now,
        },
    )?;
    let number = ticket::next_number(tx)?;
    let opened = Ticket {
        id: ticket_id,
        number,
        channel_id,
        thread_id,
        contact_id,
        subject: String::new(),
        kind: String::new(),
        status: Status::Open,
        priority: Priority::Normal,
        owner: Owner::Nobody,
        team_id: None,
        tags: Vec::new(),
        unread_count: 0,
        waiting_since: None,
        snoozed_until: None,
        opened_at: now,
        updated_at: now,
        last_message_at: Timestamp::from_seconds(SENT_AT),
        solved_at: None,
        closed_at: None,
        version: 1,
    };
    ticket::insert(tx, &opened, window)?;
    Ok((contact_id, thread_id, ticket_id))
}

fn row(
    channel_id: ChannelId,
    (contact_id, thread_id, ticket_id): (ContactId, ThreadId, TicketId),
    of: usize,
    now: Timestamp,
) -> MessageRow {
    MessageRow {
        seq: 0,
        id: MessageId::new(&SystemIds, now),
        channel_id,
        thread_id,
        ticket_id: Some(ticket_id),
        contact_id,
        wamid: Some(Wamid(out_wamid(of))),
        wamid_token: None,
        client_id: None,
        direction: Direction::Out,
        author_kind: AuthorKind::Agent,
        author_id: None,
        kind: MessageKind::Text,
        text: Some("Ihre Bestellung ist unterwegs und kommt morgen an.".to_owned()),
        media_id: None,
        detail: None,
        template: None,
        context: None,
        mentions: Vec::new(),
        reactions: None,
        referral: None,
        sent_at: now,
        received_at: now,
        edited_at: None,
        deleted_at: None,
        delivery: Some(StoredDelivery {
            state: DeliveryState::Accepted,
            times: DeliveryTimes::default(),
            attempt: 1,
            is_uncertain: false,
            error: None,
        }),
    }
}
