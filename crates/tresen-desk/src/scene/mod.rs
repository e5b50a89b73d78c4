//! A desk with one channel, one ticket and a platform, for stories.

mod platform;

use std::{path::Path, sync::Arc, time::Duration};

use tempfile::TempDir;
use tresen_domain::{
    actor::Actor,
    agent::{Role, Sight},
    channel::{Channel, ChannelKind, Health, HealthState, PhoneNumberId, WabaId},
    contact::Contact,
    event::EventKind,
    id::{AgentId, ChannelId, ContactId, MediaId, MessageId, TeamId, ThreadId, TicketId},
    media::MediaKind,
    message::{AuthorKind, Direction, InboundMedia, MessageKind},
    ticket::{Owner, Priority, Status, Ticket},
    time::Timestamp,
    window::ServiceWindow,
};
use tresen_storage::{
    Blobs, Fault, channel, contact, event,
    media::{self, MediaRow, NewMedia},
    message::{self, MessageRow},
    thread::{self, Thread},
    ticket,
};
use tresen_testkit::{FixedClock, SeededIds, TestStore};
use tresen_whatsapp::client::{CloudClient, http_client};
use uuid::Uuid;

pub(crate) use self::platform::Platform;
use crate::{Desk, DeskConfig, Who, media::worker};

pub(crate) const TEAM: TeamId = TeamId(Uuid::from_u128(0x7ea));
const CHANNEL: ChannelId = ChannelId(Uuid::from_u128(1));
const CONTACT: ContactId = ContactId(Uuid::from_u128(2));
const THREAD: ThreadId = ThreadId(Uuid::from_u128(3));
const TICKET: TicketId = TicketId(Uuid::from_u128(4));

pub(crate) struct Scene {
    pub(crate) desk: Desk,
    pub(crate) clock: FixedClock,
    pub(crate) platform: Platform,
    pub(crate) channel: Channel,
    dir: TempDir,
    _store: TestStore,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let platform = Platform::start().await;
        let store = TestStore::sqlite();
        let dir = tempfile::tempdir().unwrap();
        let clock = FixedClock::default();
        let graph = platform.url.parse().unwrap();
        let desk = Desk {
            store: store.store.clone(),
            blobs: Blobs::local(dir.path()).unwrap(),
            cloud: CloudClient::new(http_client().unwrap(), graph, "v1.0"),
            clock: Arc::new(clock.clone()),
            ids: Arc::new(SeededIds::new(1)),
            config: Arc::new(DeskConfig { largest_inbound_file: 1_000, ..DeskConfig::default() }),
            presence: crate::presence::Presence::default(),
        };
        let channel = a_channel(desk.now());
        let (row, now) = (channel.clone(), desk.now());
        desk.store.write(move |tx| furnish(tx, &row, now)).await.unwrap();
        Self { desk, clock, platform, channel, dir, _store: store }
    }

    /// A customer sends a file: row and message, as the inbound road writes them.
    pub(crate) async fn receive(&self, announced: InboundMedia) -> MediaId {
        let now = self.desk.now();
        let id = MediaId::new(self.desk.ids.as_ref(), now);
        let message_id = MessageId::new(self.desk.ids.as_ref(), now);
        let media =
            NewMedia { id, channel_id: CHANNEL, kind: MediaKind::Document, announced, created_at: now };
        self.desk
            .store
            .write(move |tx| -> Result<(), Fault> {
                media::insert_pending(tx, &media)?;
                message::insert(tx, &a_message(message_id, Some(id), now))?;
                Ok(())
            })
            .await
            .unwrap();
        id
    }

    /// An agent sends a file of the desk.
    pub(crate) async fn hold(&self, id: MediaId) {
        let now = self.desk.now();
        let message_id = MessageId::new(self.desk.ids.as_ref(), now);
        let row = a_message(message_id, Some(id), now);
        self.desk.store.write(move |tx| message::insert(tx, &row)).await.unwrap();
    }

    /// Everything that is due, once.
    pub(crate) async fn try_due(&self) {
        worker::try_due(&self.desk).await.unwrap();
    }

    pub(crate) async fn media(&self, id: MediaId) -> MediaRow {
        self.desk.store.read(move |tx| media::get(tx, id)).await.unwrap().unwrap()
    }

    /// State and, where there is one, the word of the last failure.
    pub(crate) async fn state(&self, id: MediaId) -> String {
        let media = self.media(id).await;
        match media.error_code {
            Some(code) => format!("{}: {code}", media.state),
            None => media.state.to_string(),
        }
    }

    pub(crate) fn wait(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// The states that were announced, in order.
    pub(crate) async fn announced(&self) -> Vec<String> {
        let events = self.desk.store.read(|tx| event::list_after(tx, 0, 1_000)).await.unwrap();
        events
            .into_iter()
            .filter(|event| event.kind == EventKind::MediaChanged && event.ticket_id == Some(TICKET))
            .map(|event| event.data["state"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Files on the disk, finished or not.
    pub(crate) fn files(&self) -> usize {
        fn below(dir: &Path) -> usize {
            let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { below(&path) } else { 1 }).sum()
        }
        below(self.dir.path())
    }
}

pub(crate) fn agent(number: u128, sight: Sight) -> Who {
    let actor = Actor::Agent(AgentId(Uuid::from_u128(number)));
    Who { actor, name: "Mira Sommer".to_owned(), role: Role::Agent, sight }
}

/// Sees only the tickets of one team.
pub(crate) fn in_team(number: u128, team: TeamId) -> Who {
    agent(number, Sight::Teams { agent_id: AgentId(Uuid::from_u128(number)), team_ids: vec![team] })
}

/// A file as a webhook announces it.
pub(crate) fn announced(vendor_id: &str) -> InboundMedia {
    InboundMedia {
        vendor_id: vendor_id.to_owned(),
        mime: "text/plain".to_owned(),
        sha256: None,
        url: None,
        file_name: None,
        is_voice: false,
    }
}

fn a_channel(now: Timestamp) -> Channel {
    Channel {
        id: CHANNEL,
        kind: ChannelKind::WhatsappCloud,
        name: "Werkstatt".to_owned(),
        app: "main".to_owned(),
        waba_id: WabaId("900".to_owned()),
        phone_number_id: PhoneNumberId("100".to_owned()),
        display_phone_number: String::new(),
        threading_window: Duration::from_hours(24),
        sends_read_receipts: true,
        health: Health { state: HealthState::Ok, detail: String::new(), since: now },
        created_at: now,
    }
}

fn furnish(tx: &mut tresen_storage::Tx<'_>, row: &Channel, now: Timestamp) -> Result<(), Fault> {
    let window = ServiceWindow::default();
    channel::insert(tx, row, "token")?;
    contact::insert(
        tx,
        &Contact {
            id: CONTACT,
            display_name: Some("Katharina Vogel".to_owned()),
            profile_name: None,
            language: None,
            notes: String::new(),
            tags: Vec::new(),
            attributes: std::collections::BTreeMap::new(),
            created_at: now,
            last_message_at: None,
        },
    )?;
    thread::insert(
        tx,
        &Thread {
            id: THREAD,
            channel_id: CHANNEL,
            contact_id: CONTACT,
            window,
            newest_ticket_id: None,
            last_inbound_wamid: None,
            created_at: now,
        },
    )?;
    ticket::insert(tx, &a_ticket(now), window)
}

fn a_ticket(now: Timestamp) -> Ticket {
    Ticket {
        id: TICKET,
        number: 1,
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

fn a_message(id: MessageId, media_id: Option<MediaId>, now: Timestamp) -> MessageRow {
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
        media_id,
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
