//! Typed ids: time-ordered (UUIDv7), made by us, never by the database.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::Timestamp;

/// Where new ids come from; handed to use cases so that tests can seed them.
pub trait IdSource: Send + Sync {
    /// A time-ordered UUIDv7 whose time part is `now`.
    fn next(&self, now: Timestamp) -> Uuid;
}

/// A UUIDv7 from its parts: milliseconds of `now` and 74 random bits taken from `random`.
pub fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(now.as_millis(), &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id from the source that was handed in.
            pub fn new(ids: &dyn IdSource, now: Timestamp) -> Self {
                Self(ids.next(now))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// One connected number.
    ChannelId;
    /// A person.
    ContactId;
    /// A contact's address on one channel.
    IdentityId;
    /// The endless chat of one contact with one channel.
    ThreadId;
    /// A case over a part of a thread.
    TicketId;
    /// A message, in, out or internal. Also the callback data that a send carries.
    MessageId;
    /// One attempt to send a message.
    DeliveryId;
    /// A file.
    MediaId;
    /// A person who works at the desk.
    AgentId;
    /// A group of agents.
    TeamId;
    /// A message template as one channel's account knows it.
    TemplateId;
    /// A text with placeholders.
    CannedReplyId;
    /// A signed-in browser.
    SessionId;
    /// A key of the API.
    ApiKeyId;
    /// A notice for one agent.
    NoticeId;
}

/// WhatsApp's id of a message: unique per channel, personal data (it contains the peer's number).
///
/// Source: Meta "Messages webhook reference", seen 2026-09-14.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wamid(pub String);

impl Wamid {
    /// The id as the platform writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Wamid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tail = self
            .0
            .char_indices()
            .rev()
            .nth(5)
            .map_or(self.0.as_str(), |(at, _)| self.0.get(at..).unwrap_or(""));
        write!(f, "Wamid(…{tail})")
    }
}
