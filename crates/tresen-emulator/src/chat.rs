//! Chats: what one customer's phone and one number have said to each other.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;
use serde_json::Value;
use tresen_domain::{
    bucket::{Bucket, Rate},
    time::Timestamp,
    window::CUSTOMER_SERVICE,
};

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Author {
    /// The person with the phone.
    Customer,
    /// The number.
    Business,
}

/// How far a message has come; only forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Left the sender.
    Sent,
    /// Reached the other side: the phone, or a webhook that was answered with 200.
    Delivered,
    /// Read there.
    Read,
    /// A voice message that was listened to.
    Played,
    /// Refused.
    Failed,
}

/// An emoji on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reaction {
    /// Whose.
    pub from: Author,
    /// Which.
    pub emoji: String,
}

/// A message as the phone shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChatMessage {
    /// The platform's id.
    pub wamid: String,
    /// Who wrote it.
    pub from: Author,
    /// `text`, `image`, `template` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Text or caption.
    pub text: Option<String>,
    /// File, when there is one.
    pub media: Option<Value>,
    /// The rest, by kind: buttons, rows, place, filled template.
    pub detail: Value,
    /// The message it answers.
    pub reply_to: Option<String>,
    /// Emojis on it.
    pub reactions: Vec<Reaction>,
    /// By the emulator's clock, or as the customer's phone claimed.
    pub sent_at: Timestamp,
    /// The ticks.
    pub state: Progress,
}

/// One chat.
pub(crate) struct Chat {
    pub(crate) messages: VecDeque<ChatMessage>,
    /// Until when the business may write freely.
    pub(crate) window_until: Option<Timestamp>,
    /// Until when "is typing" shows.
    pub(crate) typing_until: Option<Timestamp>,
    pair: Bucket,
}

/// All chats, by number and customer.
#[derive(Default)]
pub(crate) struct Chats {
    all: HashMap<ChatKey, Chat>,
    places: HashMap<String, ChatKey>,
}

/// A number and a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ChatKey {
    pub(crate) phone_number_id: String,
    pub(crate) customer_id: String,
}

impl ChatKey {
    pub(crate) fn new(phone_number_id: &str, customer_id: &str) -> Self {
        Self { phone_number_id: phone_number_id.to_owned(), customer_id: customer_id.to_owned() }
    }
}

impl Chats {
    pub(crate) fn get(&self, key: &ChatKey) -> Option<&Chat> {
        self.all.get(key)
    }

    /// The chat, made when it is new.
    pub(crate) fn open(&mut self, key: &ChatKey) -> &mut Chat {
        self.all.entry(key.clone()).or_insert_with(|| Chat {
            messages: VecDeque::new(),
            window_until: None,
            typing_until: None,
            pair: Bucket::full(Rate::PAIR, Timestamp::EPOCH),
        })
    }

    /// Appends a message by its time; the oldest goes when there are more than `limit`.
    pub(crate) fn push(&mut self, key: &ChatKey, message: ChatMessage, limit: usize) {
        self.places.insert(message.wamid.clone(), key.clone());
        let chat = self.open(key);
        let after = chat.messages.iter().rposition(|one| one.sent_at <= message.sent_at);
        chat.messages.insert(after.map_or(0, |at| at.saturating_add(1)), message);
        let mut gone = Vec::new();
        while chat.messages.len() > limit.max(1) {
            gone.extend(chat.messages.pop_front());
        }
        for message in gone {
            self.places.remove(&message.wamid);
        }
    }

    /// Where a message stands.
    pub(crate) fn place(&self, wamid: &str) -> Option<&ChatKey> {
        self.places.get(wamid)
    }

    /// A message anywhere.
    pub(crate) fn message_mut(&mut self, wamid: &str) -> Option<&mut ChatMessage> {
        let key = self.places.get(wamid)?;
        self.all.get_mut(key)?.messages.iter_mut().rev().find(|one| one.wamid == wamid)
    }

    /// Moves a message forward; `true` when that changed something.
    pub(crate) fn advance(&mut self, wamid: &str, to: Progress) -> bool {
        match self.message_mut(wamid) {
            Some(message) if message.state < to => {
                message.state = to;
                true
            }
            _ => false,
        }
    }
}

impl Chat {
    /// The customer wrote at `sent_at`: free-form answers are allowed for 24 hours from then.
    pub(crate) fn heard_customer(&mut self, sent_at: Timestamp) {
        let until = sent_at.plus(CUSTOMER_SERVICE);
        self.window_until = Some(self.window_until.map_or(until, |before| before.max(until)));
    }

    /// Whether the window is open, to the second.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.window_until.is_some_and(|until| now < until)
    }

    /// Takes one message of the pair limit.
    pub(crate) fn may_send(&mut self, now: Timestamp) -> bool {
        self.pair.take(now).is_ok()
    }

    /// Marks the customer's messages up to this one as read by the desk; the changed ones.
    pub(crate) fn read_by_desk(&mut self, wamid: &str) -> bool {
        let Some(last) =
            self.messages.iter().position(|one| one.wamid == wamid && one.from == Author::Customer)
        else {
            return false;
        };
        for message in self.messages.iter_mut().take(last.saturating_add(1)) {
            if message.from == Author::Customer && message.state < Progress::Read {
                message.state = Progress::Read;
            }
        }
        true
    }

    /// Moves the business's messages forward to `to`; ids of those that moved.
    pub(crate) fn advance_business(&mut self, to: Progress) -> Vec<String> {
        let waiting = self.messages.iter_mut().filter(|one| one.from == Author::Business && one.state < to);
        waiting
            .map(|message| {
                message.state = to;
                message.wamid.clone()
            })
            .collect()
    }

    /// Puts, changes or (with an empty emoji) takes away a reaction.
    pub(crate) fn react(&mut self, wamid: &str, from: Author, emoji: &str) -> bool {
        let Some(message) = self.messages.iter_mut().find(|one| one.wamid == wamid) else { return false };
        message.reactions.retain(|one| one.from != from);
        if !emoji.is_empty() {
            message.reactions.push(Reaction { from, emoji: emoji.to_owned() });
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(wamid: &str, at: i64) -> ChatMessage {
        ChatMessage {
            wamid: wamid.to_owned(),
            from: Author::Customer,
            kind: "text".to_owned(),
            text: None,
            media: None,
            detail: Value::Null,
            reply_to: None,
            reactions: Vec::new(),
            sent_at: Timestamp::from_seconds(at),
            state: Progress::Sent,
        }
    }

    #[test]
    fn messages_stand_by_their_time_and_the_oldest_is_forgotten() {
        let (mut chats, key) = (Chats::default(), ChatKey::new("1", "ana"));
        for (wamid, at) in [("b", 20), ("c", 30), ("a", 10), ("d", 40)] {
            chats.push(&key, message(wamid, at), 3);
        }
        let order: Vec<_> = chats.open(&key).messages.iter().map(|one| one.wamid.clone()).collect();
        assert_eq!(order, ["b", "c", "d"]);
        assert!(chats.place("a").is_none() && chats.place("b").is_some());
    }

    #[test]
    fn states_never_go_back() {
        let (mut chats, key) = (Chats::default(), ChatKey::new("1", "ana"));
        chats.push(&key, message("a", 10), 3);
        assert!(chats.advance("a", Progress::Read));
        assert!(!chats.advance("a", Progress::Delivered));
    }

    #[test]
    fn a_late_message_does_not_shorten_the_window() {
        let (mut chats, key) = (Chats::default(), ChatKey::new("1", "ana"));
        let chat = chats.open(&key);
        chat.heard_customer(Timestamp::from_seconds(100_000));
        chat.heard_customer(Timestamp::from_seconds(50_000));
        assert!(chat.is_open(Timestamp::from_seconds(100_000 + 86_399)));
        assert!(!chat.is_open(Timestamp::from_seconds(100_000 + 86_400)));
    }
}
