//! What a server is furnished with, around the API: a channel, a ticket of a team, files.

use std::{collections::BTreeMap, time::Duration};

use serde_json::{Value, json};
use tresen_domain::{
    channel::{Channel, ChannelKind, Health, HealthState, PhoneNumberId, WabaId},
    contact::Contact,
    draft::{Draft, DraftKind},
    id::{AgentId, CannedReplyId, ChannelId, ContactId, MediaId, MessageId, TeamId, ThreadId, TicketId},
    media::{MediaKind, MediaState},
    message::{AuthorKind, Direction, InboundMedia, MessageKind},
    ticket::{Owner, Priority, Status, Ticket},
    time::Timestamp,
    window::ServiceWindow,
};
use tresen_storage::{
    Fault, Tx,
    canned_reply::{self, CannedReply},
    channel, contact, draft,
    journal::{self, ParkedItem},
    media::{self, Found, NewMedia},
    message::{self, MessageRow},
    team::{self, Team},
    thread::{self, Thread},
    ticket,
};
use uuid::Uuid;

use crate::server::Server;

/// The channel of the ticket.
pub(crate) const CHANNEL: ChannelId = ChannelId(Uuid::from_u128(1));
/// The team of the ticket.
pub(crate) const TEAM: TeamId = TeamId(Uuid::from_u128(2));
/// A ticket of the team with one customer.
pub(crate) const TICKET: TicketId = TicketId(Uuid::from_u128(3));
/// The ticket's customer.
pub(crate) const CONTACT: ContactId = ContactId(Uuid::from_u128(4));
/// The ticket's thread.
pub(crate) const THREAD: ThreadId = ThreadId(Uuid::from_u128(5));
/// What stands in every file here: also JSON, so that it can be read like any other answer.
pub(crate) const CONTENT: &str = "\"Guten Tag\"";

/// A body for `POST /channels`.
pub(crate) fn new_channel(number: u32) -> Value {
    json!({
        "kind": "whatsapp_cloud",
        "name": "Werkstatt",
        "app": "main",
        "waba_id": "900",
        "phone_number_id": format!("7{number}"),
        "access_token": "EAAG-token",
    })
}

impl Server {
    /// A channel without threads.
    pub(crate) async fn channel(&self) -> ChannelId {
        let now = self.desk.now();
        let id = ChannelId::new(self.desk.ids.as_ref(), now);
        self.write(move |tx| channel::insert(tx, &a_channel(id, now), "token")).await;
        id
    }

    /// The ticket [`TICKET`] with all it needs; fine when it is there already.
    pub(crate) async fn ticket(&self) -> TicketId {
        let now = self.desk.now();
        self.write(move |tx| {
            if ticket::get(tx, TICKET)?.is_none() {
                furnish(tx, now)?;
            }
            Ok(())
        })
        .await;
        TICKET
    }

    /// A canned reply for everybody.
    pub(crate) async fn canned_reply(&self) -> CannedReplyId {
        self.ticket().await;
        let now = self.desk.now();
        let id = CannedReplyId::new(self.desk.ids.as_ref(), now);
        let reply = CannedReply {
            id,
            shortcut: id.to_string(),
            title: "Gruß".to_owned(),
            text: "Hallo {{contact.first_name}}".to_owned(),
            team_id: None,
            updated_at: now,
        };
        self.write(move |tx| canned_reply::insert(tx, &reply)).await;
        id
    }

    /// A draft in the ticket.
    pub(crate) async fn draft(&self, agent_id: AgentId) {
        let updated_at = self.desk.now();
        let text = "Guten Tag".to_owned();
        let kept =
            Draft { agent_id, ticket_id: TICKET, kind: DraftKind::Reply, text, reply_to: None, updated_at };
        self.write(move |tx| draft::put(tx, &kept)).await;
    }

    /// A customer's file in the ticket, with a preview; both hold [`CONTENT`].
    pub(crate) async fn file(&self) -> MediaId {
        let kept = self.desk.blobs.put_bytes(CONTENT.as_bytes()).await.unwrap();
        let found = Found {
            sha256: kept.sha256,
            size_bytes: kept.size_bytes,
            mime: "text/plain".to_owned(),
            preview_sha256: Some(kept.sha256),
            width: None,
            height: None,
            duration_ms: None,
            pages: None,
        };
        let (id, now) = (self.announced_file().await, self.desk.now());
        self.write(move |tx| media::set_ready(tx, id, &found, Some("Brief \"März\".txt"), now)).await;
        id
    }

    /// A customer's file in the ticket that was given up.
    pub(crate) async fn lost_file(&self) -> MediaId {
        let id = self.announced_file().await;
        self.write(move |tx| media::set_ended(tx, id, MediaState::Failed, "media_refused", "gone")).await;
        id
    }

    /// A message of the customer in the ticket.
    pub(crate) async fn message(&self) -> MessageId {
        self.ticket().await;
        let now = self.desk.now();
        let id = MessageId::new(self.desk.ids.as_ref(), now);
        let row = MessageRow {
            kind: MessageKind::Text,
            text: Some("Guten Tag".to_owned()),
            media_id: None,
            ..a_message(id, MediaId(Uuid::nil()), now)
        };
        self.write(move |tx| message::insert(tx, &row)).await;
        id
    }

    /// A webhook in the journal; answers its place.
    pub(crate) async fn webhook(&self) -> i64 {
        let now = self.desk.now();
        self.write(move |tx| {
            journal::insert(tx, "main", br#"{"object":"whatsapp_business_account","entry":[]}"#, now)
        })
        .await
    }

    /// An item that could not be applied.
    pub(crate) async fn parked_item(&self) -> Uuid {
        let (journal_seq, now) = (self.webhook().await, self.desk.now());
        let id = self.desk.ids.next(now);
        let item = ParkedItem {
            id,
            journal_seq,
            place: "entry[0].changes[0]".to_owned(),
            reason: "test".to_owned(),
            payload: "{}".to_owned(),
            parked_at: now,
        };
        self.write(move |tx| journal::park(tx, &item)).await;
        id
    }

    async fn announced_file(&self) -> MediaId {
        self.ticket().await;
        let now = self.desk.now();
        let id = MediaId::new(self.desk.ids.as_ref(), now);
        let message_id = MessageId::new(self.desk.ids.as_ref(), now);
        let announced = InboundMedia {
            vendor_id: "55".to_owned(),
            mime: "text/plain".to_owned(),
            sha256: None,
            url: None,
            file_name: None,
            is_voice: false,
        };
        let kind = MediaKind::Document;
        let file = NewMedia { id, channel_id: CHANNEL, kind, announced, created_at: now };
        self.write(move |tx| {
            media::insert_pending(tx, &file)?;
            message::insert(tx, &a_message(message_id, id, now))
        })
        .await;
        id
    }

    /// Lets a file of ours stand in the ticket, as if it had been sent.
    pub(crate) async fn hold(&self, id: MediaId) {
        self.ticket().await;
        let now = self.desk.now();
        let message_id = MessageId::new(self.desk.ids.as_ref(), now);
        self.write(move |tx| message::insert(tx, &a_message(message_id, id, now))).await;
    }
}

fn a_channel(id: ChannelId, now: Timestamp) -> Channel {
    Channel {
        id,
        kind: ChannelKind::WhatsappCloud,
        name: "Werkstatt".to_owned(),
        app: "main".to_owned(),
        waba_id: WabaId("900".to_owned()),
        phone_number_id: PhoneNumberId(id.to_string()),
        display_phone_number: "+49 30 1".to_owned(),
        threading_window: Duration::from_hours(24),
        sends_read_receipts: true,
        health: Health { state: HealthState::Unknown, detail: String::new(), since: now },
        created_at: now,
    }
}

fn furnish(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), Fault> {
    let window = ServiceWindow::default();
    channel::insert(tx, &a_channel(CHANNEL, now), "token")?;
    team::insert(
        tx,
        &Team {
            id: TEAM,
            name: "Werkstatt".to_owned(),
            color: String::new(),
            created_at: now,
            member_ids: Vec::new(),
        },
    )?;
    let person = Contact {
        id: CONTACT,
        display_name: Some("Katharina Vogel".to_owned()),
        profile_name: None,
        language: None,
        notes: String::new(),
        tags: Vec::new(),
        attributes: BTreeMap::new(),
        created_at: now,
        last_message_at: None,
    };
    contact::insert(tx, &person)?;
    let thread = Thread {
        id: THREAD,
        channel_id: CHANNEL,
        contact_id: CONTACT,
        window,
        newest_ticket_id: None,
        last_inbound_wamid: None,
        created_at: now,
    };
    thread::insert(tx, &thread)?;
    ticket::insert(tx, &a_ticket(now), window)
}

fn a_ticket(now: Timestamp) -> Ticket {
    Ticket {
        id: TICKET,
        number: 7,
        channel_id: CHANNEL,
        thread_id: THREAD,
        contact_id: CONTACT,
        subject: String::new(),
        kind: String::new(),
        status: Status::Open,
        priority: Priority::Normal,
        owner: Owner::Queue(TEAM),
        team_id: Some(TEAM),
        tags: Vec::new(),
        unread_count: 0,
        waiting_since: None,
        snoozed_until: None,
        opened_at: now,
        updated_at: now,
        last_message_at: now,
        solved_at: None,
        closed_at: None,
        version: 1,
    }
}

fn a_message(id: MessageId, media_id: MediaId, now: Timestamp) -> MessageRow {
    MessageRow {
        seq: 0,
        id,
        channel_id: CHANNEL,
        thread_id: THREAD,
        ticket_id: Some(TICKET),
        contact_id: CONTACT,
        wamid: None,
        wamid_token: None,
        client_id: None,
        direction: Direction::In,
        author_kind: AuthorKind::Contact,
        author_id: None,
        kind: MessageKind::Document,
        text: None,
        media_id: Some(media_id),
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
        delivery: None,
    }
}
