//! Messages: in, out and internal; what kind they are and what they carry.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    channel::PhoneNumberId,
    delivery::{DeliveryError, DeliveryState},
    id::{MessageId, Wamid},
    identity::Sender,
    time::Timestamp,
    word::words,
};

words! {
    /// Which way a message goes.
    pub enum Direction {
        /// From the customer.
        In = "in",
        /// To the customer.
        Out = "out",
        /// Only for the desk: a note.
        Internal = "internal",
    }
}

words! {
    /// What kind of author a message has.
    pub enum AuthorKind {
        /// The customer.
        Contact = "contact",
        /// A person at the desk (or a program with a key, in whose name it stands).
        Agent = "agent",
        /// A flow.
        Bot = "bot",
        /// The desk itself.
        System = "system",
        /// Somebody with the phone app of the same number.
        PhoneApp = "phone_app",
    }
}

words! {
    /// What a message is.
    pub enum MessageKind {
        /// Text with WhatsApp's markup.
        Text = "text",
        /// Picture.
        Image = "image",
        /// Film.
        Video = "video",
        /// Sound; a voice note when the medium says so.
        Audio = "audio",
        /// Any file.
        Document = "document",
        /// Sticker.
        Sticker = "sticker",
        /// Place.
        Location = "location",
        /// Contact cards.
        Contacts = "contacts",
        /// Answer to our buttons or list, or those themselves.
        Interactive = "interactive",
        /// Tap on a template's quick reply.
        Button = "button",
        /// Basket.
        Order = "order",
        /// The platform tells of a change, such as a new number.
        System = "system",
        /// A template of ours.
        Template = "template",
        /// Internal note.
        Note = "note",
        /// Something the platform or we do not know; always visible.
        Unsupported = "unsupported",
    }
}

impl MessageKind {
    /// Whether a file belongs to it.
    pub const fn has_media(self) -> bool {
        matches!(self, Self::Image | Self::Video | Self::Audio | Self::Document | Self::Sticker)
    }

    /// Whether it may only be sent inside the service window.
    pub const fn is_free_form(self) -> bool {
        !matches!(self, Self::Template | Self::Note)
    }
}

/// A file as a webhook announces it; nothing of it is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboundMedia {
    /// The platform's id, good for 7 days.
    pub vendor_id: String,
    /// Claimed by the sender's device.
    pub mime: String,
    /// SHA-256 of the file, where announced.
    pub sha256: Option<[u8; 32]>,
    /// A direct address, good for 5 minutes.
    pub url: Option<String>,
    /// Claimed by the sender.
    pub file_name: Option<String>,
    /// A voice note rather than a sound file.
    pub is_voice: bool,
}

/// What a message refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundContext {
    /// The message that is answered.
    pub wamid: Option<Wamid>,
    /// Passed on from elsewhere.
    pub is_forwarded: bool,
    /// Passed on more than five times.
    pub is_frequently_forwarded: bool,
}

/// What a customer's message is, beside who and when.
#[derive(Debug, Clone, PartialEq)]
pub enum InboundBody {
    /// A message to show in the thread.
    Shown {
        /// What it is.
        kind: MessageKind,
        /// Text or caption, if any.
        text: Option<String>,
        /// The file, for kinds that have one.
        media: Option<InboundMedia>,
        /// What only this kind has (place, cards, chosen row, reason of `unsupported`), small, JSON object.
        detail: Option<Value>,
    },
    /// A reaction to another message; no emoji takes it back.
    Reaction {
        /// The message reacted to.
        target: Wamid,
        /// One emoji.
        emoji: Option<String>,
    },
    /// The customer changed an earlier message.
    Edit {
        /// The changed message.
        target: Wamid,
        /// The new text or caption.
        text: Option<String>,
    },
    /// The customer took an earlier message back.
    Revoke {
        /// The message taken back.
        target: Wamid,
    },
    /// The customer's number or id changed.
    IdentityChange {
        /// Who it was before.
        before: Sender,
        /// Who it is now.
        after: Sender,
        /// The platform's words.
        text: String,
    },
}

/// One message of a customer, read from a webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct InboundMessage {
    /// Unique per channel.
    pub wamid: Wamid,
    /// Who wrote.
    pub sender: Sender,
    /// The customer's send time: it orders the thread and opens the window.
    pub sent_at: Timestamp,
    /// What was written.
    pub body: InboundBody,
    /// What it refers to.
    pub context: InboundContext,
    /// The ad it came from, as received.
    pub referral: Option<Value>,
    /// Set for messages of a group, which never open a ticket.
    pub group_id: Option<String>,
}

/// One report on a message of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct InboundStatus {
    /// The message reported on.
    pub wamid: Wamid,
    /// Our message id, if the platform returns it.
    pub callback: Option<MessageId>,
    /// How far it came.
    pub state: DeliveryState,
    /// By the platform's clock.
    pub at: Timestamp,
    /// Set when it failed.
    pub error: Option<DeliveryError>,
    /// What the platform says of the recipient.
    pub recipient: Sender,
    /// `pricing` as received.
    pub pricing: Option<Value>,
    /// `conversation` as received.
    pub entry_point: Option<Value>,
}

/// One thing out of a webhook.
#[derive(Debug, Clone, PartialEq)]
pub enum Inbound {
    /// A customer wrote.
    Message(Box<InboundMessage>),
    /// Somebody answered from the phone app of the same number.
    Echo(Box<InboundMessage>),
    /// A report on a message of ours.
    Status(Box<InboundStatus>),
    /// A template's state changed at the platform; the cache is refreshed.
    TemplateChanged,
    /// An error of the account, not of a message.
    AccountError(DeliveryError),
    /// Known to exist, of no use to the desk yet; the raw payload stays in the journal.
    Ignored {
        /// `changes[].field`.
        field: String,
    },
}

/// One thing out of a webhook with where it stood and which number it concerns.
#[derive(Debug, Clone, PartialEq)]
pub struct InboundItem {
    /// Such as `entry[0].changes[0].messages[2]`.
    pub place: String,
    /// The number, where the payload names one.
    pub phone_number_id: Option<PhoneNumberId>,
    /// The business account (`entry[].id`).
    pub waba_id: Option<String>,
    /// As the platform writes it; for eyes only.
    pub display_phone_number: Option<String>,
    /// What it says, or why it cannot be read (it is parked then, its neighbours go on).
    pub inbound: Result<Inbound, String>,
}
