//! Bodies of `POST /{phone number id}/messages`. Source: Meta "Messages API reference", seen 2026-09-14.
//!
//! Strict: the emulator reads requests with these types and must notice a wrong one.

use serde_json::Value;

/// `messaging_product` of every request.
pub const PRODUCT: &str = "whatsapp";

strict! {
    /// A message to be sent. Which of the later fields is present is said by `kind`.
    pub struct OutboundMessage {
        /// Always [`PRODUCT`].
        messaging_product: String,
        /// `individual` or `group`.
        recipient_type: String,
        /// Phone with `+`; wins over `recipient`.
        to: String,
        /// Business-scoped id.
        recipient: String,
        /// What it is.
        #[serde(rename = "type")]
        kind: String,
        /// The message that is answered.
        context: ReplyTo,
        /// Comes back in every status.
        biz_opaque_callback_data: String,
        /// Refuses (137000) when the customer's key changed.
        recipient_identity_key_hash: String,
        /// Text.
        text: Text,
        /// Picture.
        image: Media,
        /// Film.
        video: Media,
        /// Sound.
        audio: Media,
        /// File.
        document: Media,
        /// Sticker.
        sticker: Media,
        /// Place.
        location: Location,
        /// Cards.
        contacts: Vec<Value>,
        /// Emoji on another message; empty takes it back.
        reaction: Reaction,
        /// Buttons, lists and the like.
        interactive: Interactive,
        /// Template.
        template: Template,
    }

    /// The message that is answered.
    pub struct ReplyTo {
        /// Its id at the platform.
        message_id: String,
    }

    /// Text.
    pub struct Text {
        /// With WhatsApp's markup.
        body: String,
        /// Whether the first address gets a picture.
        preview_url: bool,
    }

    /// A file: uploaded (`id`) or to be fetched by the platform (`link`).
    pub struct Media {
        /// Id of an upload.
        id: String,
        /// HTTPS address.
        link: String,
        /// Not for sound and stickers.
        caption: String,
        /// Documents only: its ending decides the icon.
        filename: String,
        /// Sound only: voice note.
        voice: bool,
    }

    /// A place.
    pub struct Location {
        /// Degrees.
        latitude: f64,
        /// Degrees.
        longitude: f64,
        /// What is there.
        name: String,
        /// Where it is.
        address: String,
    }

    /// An emoji on another message.
    pub struct Reaction {
        /// The message reacted to.
        message_id: String,
        /// Empty takes it back.
        emoji: String,
    }

    /// Buttons, lists and the like.
    pub struct Interactive {
        /// `button`, `list`, `cta_url` …
        #[serde(rename = "type")]
        kind: String,
        /// Text or file above.
        header: Value,
        /// The text.
        body: Words,
        /// Small print.
        footer: Words,
        /// What can be chosen; its shape depends on `kind`.
        action: Value,
    }

    /// A text inside an interactive message.
    pub struct Words {
        /// The text.
        text: String,
    }

    /// A template with its values.
    pub struct Template {
        /// Its name.
        name: String,
        /// Its language, exactly as approved.
        language: Language,
        /// Only those that have values, and a header with a file always.
        components: Vec<Component>,
    }

    /// A template's language.
    pub struct Language {
        /// `en` is not `en_US`.
        code: String,
    }

    /// Values of one part of a template.
    pub struct Component {
        /// `header`, `body`, `button` …
        #[serde(rename = "type")]
        kind: String,
        /// Buttons only: `url`, `quick_reply`, `copy_code` …
        sub_type: String,
        /// Buttons only: place among all buttons, from 0, as text.
        index: String,
        /// The values in order.
        parameters: Vec<Parameter>,
        /// Carousels only.
        cards: Vec<Value>,
    }

    /// One value of a template.
    pub struct Parameter {
        /// `text`, `image`, `video`, `document`, `location`, `coupon_code`, `payload` …
        #[serde(rename = "type")]
        kind: String,
        /// Named templates only, and then on each.
        parameter_name: String,
        /// For `text`.
        text: String,
        /// For `image`.
        image: Media,
        /// For `video`.
        video: Media,
        /// For `document`.
        document: Media,
        /// For `location`.
        location: Location,
        /// For `coupon_code`.
        coupon_code: String,
        /// For `payload`.
        payload: String,
        /// For `action` of flows.
        action: Value,
    }

    /// Blue ticks for a customer's message and all before it, and the sign of somebody typing.
    pub struct ReadReceipt {
        /// Always [`PRODUCT`].
        messaging_product: String,
        /// Always `read`.
        status: String,
        /// The customer's message, not older than 30 days.
        message_id: String,
        /// Shown for 25 seconds or until an answer.
        typing_indicator: Typing,
    }

    /// The sign of somebody typing.
    pub struct Typing {
        /// Always `text`.
        #[serde(rename = "type")]
        kind: String,
    }
}
