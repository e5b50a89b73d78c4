//! A desk with one channel and one agent, and a picture of it as text.

use std::{fmt::Write, sync::Arc, time::Duration};

use serde_json::{Value, json};
use tempfile::TempDir;
use tresen_desk::{
    Desk, DeskConfig, Refusal, Who, inbound,
    message::{self, Content, Send, Then},
    presence::Presence,
    ticket::{self, ListTickets, View},
    view::{MessageView, TicketView},
};
use tresen_domain::{
    actor::Actor,
    agent::{Availability, Locale, Role, Sight, Theme, Visibility},
    channel::{Channel, ChannelKind, Health, HealthState, PhoneNumberId, WabaId},
    id::{AgentId, ChannelId, TicketId},
    time::{Clock, Timestamp},
};
use tresen_storage::{Blobs, Fault, Store, agent, channel, ticket::Sort};
use tresen_testkit::{FixedClock, SeededIds, TestStore};
use tresen_whatsapp::{
    client::{CloudClient, GRAPH_VERSION, http_client},
    signature::{AppSecret, sign, verify},
};
use uuid::Uuid;

/// Everything a story needs.
pub(crate) struct Case {
    pub(crate) desk: Desk,
    pub(crate) clock: FixedClock,
    pub(crate) jana: Who,
    pub(crate) mara: Who,
    _files: TempDir,
    _store: TestStore,
}

pub(crate) const NUMBER: &str = "100";

impl Case {
    /// Channel `Service`, agents Jana and Mara, nothing else. Ten o'clock on a Monday.
    pub(crate) async fn begin() -> Self {
        let kept = TestStore::sqlite();
        let files = tempfile::tempdir().unwrap();
        let clock = FixedClock::default();
        let desk = Desk {
            store: kept.store.clone(),
            blobs: Blobs::local(files.path()).unwrap(),
            // Nobody listens there: stories of this suite never call the platform.
            cloud: CloudClient::new(
                http_client().unwrap(),
                "http://127.0.0.1:9/".parse().unwrap(),
                GRAPH_VERSION,
            ),
            clock: Arc::new(clock.clone()),
            ids: Arc::new(SeededIds::new(7)),
            config: Arc::new(DeskConfig::default()),
            presence: Presence::default(),
        };
        let now = clock.now();
        desk.store
            .write(move |tx| {
                channel::insert(tx, &service(now), "token")?;
                for (number, name) in [(1, "Jana"), (2, "Mara")] {
                    agent::insert(tx, &person(number, name, now), "")?;
                }
                Ok::<_, Fault>(())
            })
            .await
            .unwrap();
        Self { desk, clock, jana: who(1, "Jana"), mara: who(2, "Mara"), _files: files, _store: kept }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.desk.store
    }

    /// Seconds since 1970 as a webhook writes them.
    pub(crate) fn seconds(&self) -> String {
        self.clock.now().as_seconds().to_string()
    }

    pub(crate) fn wait(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// A webhook with these values, signed, kept and applied.
    pub(crate) async fn hear(&self, values: &[Value]) {
        self.keep(values).await;
        inbound::catch_up(&self.desk).await.unwrap();
    }

    /// A webhook with these values, signed and kept.
    pub(crate) async fn keep(&self, values: &[Value]) {
        let changes: Vec<Value> = values
            .iter()
            .map(|value| {
                let mut value = value.clone();
                value["metadata"] = json!({ "display_phone_number": "4930100", "phone_number_id": NUMBER });
                json!({ "field": "messages", "value": value })
            })
            .collect();
        let body =
            json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "changes": changes }] })
                .to_string();
        self.keep_raw(&body).await;
    }

    /// A body, signed and kept.
    pub(crate) async fn keep_raw(&self, body: &str) {
        let secret = AppSecret::new("s").unwrap();
        let signature = sign(&secret, body.as_bytes());
        let verified = verify(&secret, Some(&signature), body.to_owned().into()).unwrap();
        inbound::keep(&self.desk, "main", verified).await.unwrap();
    }

    /// A text of a customer, sent now.
    pub(crate) fn text(&self, from: &str, wamid: &str, body: &str) -> Value {
        self.message(from, json!({ "id": wamid, "type": "text", "text": { "body": body } }))
    }

    /// A message of a customer, sent now unless it says otherwise.
    pub(crate) fn message(&self, from: &str, mut message: Value) -> Value {
        message["from"] = json!(from);
        if message.get("timestamp").is_none() {
            message["timestamp"] = json!(self.seconds());
        }
        json!({ "contacts": [{ "profile": { "name": format!("Kundin {}", &from[from.len() - 1..]) }, "wa_id": from }], "messages": [message] })
    }

    /// All tickets, latest first.
    pub(crate) async fn tickets(&self, who: &Who) -> Vec<TicketView> {
        let asked = ListTickets {
            view: View::All,
            statuses: vec![],
            team_id: None,
            agent_id: None,
            tag: None,
            contact_id: None,
            channel_id: None,
            sort: Sort::Latest,
            after: None,
            limit: 50,
        };
        ticket::list(&self.desk, who, asked).await.unwrap().items
    }

    /// The latest ticket.
    pub(crate) async fn ticket(&self) -> TicketView {
        self.tickets(&self.jana).await.remove(0)
    }

    /// Messages of a ticket, oldest first.
    pub(crate) async fn messages(&self, id: Uuid) -> Vec<MessageView> {
        let mut page =
            message::of_ticket(&self.desk, &self.jana, TicketId(id), None, 100).await.unwrap().items;
        page.reverse();
        page
    }

    /// An answer to the latest ticket.
    pub(crate) async fn send(&self, who: &Who, content: Content) -> Result<Vec<MessageView>, Refusal> {
        self.send_then(who, content, None).await
    }

    pub(crate) async fn send_then(
        &self,
        who: &Who,
        content: Content,
        then: Option<Then>,
    ) -> Result<Vec<MessageView>, Refusal> {
        let ticket_id = TicketId(self.ticket().await.id);
        message::send(&self.desk, who, Send { ticket_id, content, reply_to: None, client_id: None, then })
            .await
    }

    /// The desk as text: tickets latest first, each with its messages.
    pub(crate) async fn picture(&self) -> String {
        let mut out = String::new();
        for ticket in self.tickets(&self.jana).await {
            let owner = match ticket.owner.kind {
                "agent" => format!("agent {}", ticket.owner.agent_id.unwrap().as_u128()),
                other => other.to_owned(),
            };
            writeln!(
                out,
                "#{} {} · {} · {owner} · unread {}{}{}",
                ticket.number,
                ticket.contact.name,
                ticket.status,
                ticket.unread_count,
                Self::since(" · waits since ", ticket.waiting_since_at),
                Self::since(" · window until ", ticket.window.expires_at),
            )
            .unwrap();
            for message in self.messages(ticket.id).await {
                writeln!(out, "  {}", Self::line(&message)).unwrap();
            }
        }
        out
    }

    fn line(message: &MessageView) -> String {
        let mut line = format!(
            "{} {}: {}",
            message.direction,
            message.author.name.as_deref().unwrap_or(message.author.kind),
            message.kind
        );
        if let Some(text) = &message.text {
            write!(line, " {text:?}").unwrap();
        }
        if let Some(context) = &message.context {
            write!(line, " (answers {:?})", context.text.as_deref().unwrap_or("?")).unwrap();
        }
        for reaction in &message.reactions {
            write!(line, " {}", reaction.emoji).unwrap();
        }
        if message.deleted_at.is_some() {
            line.push_str(" taken back");
        }
        if let Some(delivery) = &message.delivery {
            write!(line, " [{}", delivery.state).unwrap();
            if let Some(error) = &delivery.error {
                write!(line, " {}", error.code).unwrap();
            }
            line.push(']');
        }
        line
    }

    /// An instant relative to ten o'clock.
    fn since(words: &str, at: Option<Timestamp>) -> String {
        at.map_or(String::new(), |at| {
            let seconds = at.as_seconds() - FixedClock::default().now().as_seconds();
            format!(
                "{words}{}{}:{:02}",
                if seconds < 0 { "-" } else { "+" },
                seconds.abs() / 3600,
                seconds.abs() / 60 % 60
            )
        })
    }
}

pub(crate) fn text(body: &str) -> Content {
    Content::Text(body.to_owned())
}

fn who(number: u128, name: &str) -> Who {
    Who {
        actor: Actor::Agent(AgentId(Uuid::from_u128(number))),
        name: name.to_owned(),
        role: Role::Admin,
        sight: Sight::All,
    }
}

fn person(number: u128, name: &str, now: Timestamp) -> agent::Agent {
    agent::Agent {
        id: AgentId(Uuid::from_u128(number)),
        email: format!("{}@example.org", name.to_lowercase()),
        display_name: name.to_owned(),
        role: Role::Admin,
        visibility: Visibility::All,
        availability: Availability::Online,
        locale: Locale::De,
        theme: Theme::System,
        preferences: json!({}),
        is_active: true,
        created_at: now,
        last_seen_at: None,
        team_ids: vec![],
    }
}

fn service(now: Timestamp) -> Channel {
    Channel {
        id: ChannelId(Uuid::from_u128(100)),
        kind: ChannelKind::WhatsappCloud,
        name: "Service".to_owned(),
        app: "main".to_owned(),
        waba_id: WabaId("200".to_owned()),
        phone_number_id: PhoneNumberId(NUMBER.to_owned()),
        display_phone_number: "+49 30 100".to_owned(),
        threading_window: Duration::from_hours(24),
        sends_read_receipts: false,
        health: Health { state: HealthState::Unknown, detail: String::new(), since: now },
        created_at: now,
    }
}
