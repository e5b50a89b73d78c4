//! Customers who write: real webhooks through the real door, applied by the real worker.

use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::Method;
use serde_json::{Value, json};
use tresen_domain::{
    channel::{Channel, ChannelKind, Health, HealthState, PhoneNumberId, WabaId},
    id::ChannelId,
};
use tresen_storage::{channel, journal};
use tresen_whatsapp::signature::{AppSecret, SIGNATURE_HEADER, sign};

use crate::{
    caller::send,
    server::{APP_SECRET, Server},
};

/// The number of the shop.
const NUMBER: &str = "100000000000001";
static WRITTEN: AtomicU32 = AtomicU32::new(1);

/// A person with a phone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Customer {
    pub(crate) name: &'static str,
    /// Digits only.
    pub(crate) phone: &'static str,
}

/// A customer.
pub(crate) const ANA: Customer = Customer { name: "Ana Lima", phone: "5541988887777" };
/// Another one.
pub(crate) const BEN: Customer = Customer { name: "Ben Öztürk", phone: "491512345678" };

impl Server {
    /// Connects the shop's number and lets the worker run until the server stops.
    pub(crate) async fn open_shop(&self) -> ChannelId {
        let now = self.desk.now();
        let id = ChannelId::new(self.desk.ids.as_ref(), now);
        let shop = Channel {
            id,
            kind: ChannelKind::WhatsappCloud,
            name: "Laden".to_owned(),
            app: "main".to_owned(),
            waba_id: WabaId("900".to_owned()),
            phone_number_id: PhoneNumberId(NUMBER.to_owned()),
            display_phone_number: "+49 30 1".to_owned(),
            threading_window: std::time::Duration::from_hours(24),
            // Nobody answers for the platform here.
            sends_read_receipts: false,
            health: Health { state: HealthState::Unknown, detail: String::new(), since: now },
            created_at: now,
        };
        self.write(move |tx| channel::insert(tx, &shop, "token")).await;
        self.start_worker();
        id
    }

    /// Lets webhooks be applied until the server stops.
    pub(crate) fn start_worker(&self) {
        tokio::spawn(tresen_desk::inbound::run(self.desk.clone(), self.shutdown.clone()));
    }

    /// A customer writes a text; it is applied when this answers. Gives the message's wamid.
    pub(crate) async fn hear(&self, customer: Customer, text: &str) -> String {
        let wamid = format!("wamid.IN{}", WRITTEN.fetch_add(1, Ordering::Relaxed));
        let message = json!({"type": "text", "text": {"body": text}, "id": wamid});
        self.receive(&text_of(self, NUMBER, customer, message)).await;
        wamid
    }

    /// Posts a signed webhook and waits until it is applied.
    pub(crate) async fn receive(&self, body: &Value) {
        let mut log = self.hub.watch_newest();
        let body = body.to_string();
        let signature = sign(&AppSecret::new(APP_SECRET).unwrap(), body.as_bytes());
        let request = self.nobody().plain(Method::POST, "/webhooks/whatsapp/main");
        let request =
            request.header(SIGNATURE_HEADER, signature).header("content-type", "application/json").body(body);
        send(request).await.is(200);
        loop {
            let (kept, applied) = self
                .read(|tx| {
                    let kept = journal::list_after(tx, 0, 1_000)?.last().map_or(0, |row| row.seq);
                    Ok((kept, journal::cursor(tx, "inbound")?))
                })
                .await;
            if applied >= kept {
                return;
            }
            log.changed().await.unwrap();
        }
    }

    /// The one ticket of a customer, as an administrator sees it.
    pub(crate) async fn ticket_of(&self, customer: Customer) -> Value {
        let admin = self.key(tresen_domain::agent::Role::Admin).await;
        let found = admin.get(&format!("/contacts?identity={}", customer.phone)).await.is(200);
        let contact = found["items"][0]["id"].as_str().unwrap().to_owned();
        let tickets = admin.get(&format!("/contacts/{contact}/tickets")).await.is(200);
        assert_eq!(tickets["items"].as_array().unwrap().len(), 1, "{tickets}");
        tickets["items"][0].clone()
    }
}

/// A webhook with one message; `message` says what it holds.
pub(crate) fn text_of(server: &Server, number: &str, customer: Customer, mut message: Value) -> Value {
    message["from"] = json!(customer.phone);
    message["timestamp"] = json!(server.desk.now().as_seconds().to_string());
    json!({"object": "whatsapp_business_account", "entry": [{"id": "900", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "49301", "phone_number_id": number},
        "contacts": [{"profile": {"name": customer.name}, "wa_id": customer.phone}],
        "messages": [message],
    }}]}]})
}

/// The id of an item.
pub(crate) fn id_of(item: &Value) -> String {
    item["id"].as_str().unwrap().to_owned()
}

/// Ids of all items, page by page. `path` has its query already.
pub(crate) async fn page_through(
    caller: &crate::caller::Caller<'_>,
    path: &str,
    limit: usize,
) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = caller.get(&format!("{path}limit={limit}{cursor}")).await.is(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= limit, "{} items", items.len());
        seen.extend(items.iter().map(id_of));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return seen,
        }
    }
}
