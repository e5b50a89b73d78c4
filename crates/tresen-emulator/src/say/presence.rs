//! Reading and being reachable: what turns into `delivered`, `read` and `played`.

use serde_json::json;

use super::SayRefused;
use crate::{
    chat::{Author, ChatKey, Progress},
    customer::Customer,
    platform::Platform,
};

impl Platform {
    /// The customer opens the chat: everything that arrived is read. Offline it stays as it is.
    pub(crate) fn read_chat(&self, customer_id: &str, phone_number_id: &str) -> Result<(), SayRefused> {
        let customer = self.customer(customer_id)?;
        self.business(phone_number_id)?;
        if !customer.is_online {
            return Ok(());
        }
        let key = ChatKey::new(phone_number_id, customer_id);
        let read = self.chats.lock().open(&key).advance_business(Progress::Read);
        self.tell_moved(&key, &read, Progress::Read);
        Ok(())
    }

    /// The customer listens to a voice message.
    pub(crate) fn play(&self, customer_id: &str, wamid: &str) -> Result<(), SayRefused> {
        self.customer(customer_id)?;
        let key = {
            let mut chats = self.chats.lock();
            let unknown = || SayRefused::Message(wamid.to_owned());
            let key = chats
                .place(wamid)
                .filter(|key| key.customer_id == customer_id)
                .cloned()
                .ok_or_else(unknown)?;
            let is_audio = chats
                .message_mut(wamid)
                .is_some_and(|one| one.from == Author::Business && one.kind == "audio");
            if !is_audio || !chats.advance(wamid, Progress::Played) {
                return Ok(());
            }
            key
        };
        self.tell_moved(&key, &[wamid.to_owned()], Progress::Played);
        Ok(())
    }

    /// Switches the phone on or off, and says whether it reads at once. What waited is delivered now.
    pub(crate) fn set_presence(
        &self,
        customer_id: &str,
        is_online: Option<bool>,
        reads_at_once: Option<bool>,
    ) -> Result<Customer, SayRefused> {
        let customer = {
            let mut customers = self.customers.lock();
            let customer =
                customers.get_mut(customer_id).ok_or_else(|| SayRefused::Customer(customer_id.to_owned()))?;
            customer.is_online = is_online.unwrap_or(customer.is_online);
            customer.reads_at_once = reads_at_once.unwrap_or(customer.reads_at_once);
            customer.clone()
        };
        if customer.is_online {
            let numbers: Vec<_> =
                self.numbers.lock().iter().map(|number| number.setup.phone_number_id.clone()).collect();
            for phone_number_id in numbers {
                let key = ChatKey::new(&phone_number_id, customer_id);
                let delivered = self.chats.lock().open(&key).advance_business(Progress::Delivered);
                self.tell_moved(&key, &delivered, Progress::Delivered);
                if customer.reads_at_once {
                    let read = self.chats.lock().open(&key).advance_business(Progress::Read);
                    self.tell_moved(&key, &read, Progress::Read);
                }
            }
        }
        self.tell(&json!({"type": "customers"}));
        Ok(customer)
    }

    fn tell_moved(&self, key: &ChatKey, wamids: &[String], to: Progress) {
        for wamid in wamids {
            self.report(wamid, &[to], false);
        }
        if !wamids.is_empty() {
            self.tell_chat(key);
        }
    }
}
