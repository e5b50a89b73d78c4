//! Customers' messages and echoes of the phone app. Source: Meta "Messages webhook reference", seen 2026-06-17.

mod card;

pub use card::{Card, CardEmail, CardName, CardOrganisation, CardPhone};
use serde_json::Value;

use super::{
    error::Errors,
    object::{List, UnixTime},
};

lenient! {
    /// One message. Which of the later fields is present is said by `kind`.
    pub struct Message {
        /// Phone in digits, or a business-scoped id; may be absent.
        from: String,
        /// Business-scoped id.
        from_user_id: String,
        /// Business-scoped id across enrolled portfolios.
        from_parent_user_id: String,
        /// Echoes only: the customer's phone.
        to: String,
        /// Echoes only: the customer's business-scoped id.
        to_user_id: String,
        /// Echoes only: the customer's id across enrolled portfolios.
        to_parent_user_id: String,
        /// Set for messages of a group.
        group_id: String,
        /// `wamid.…`
        id: String,
        /// By the sender's side of the platform.
        timestamp: UnixTime,
        /// Any word; unknown ones must not fail.
        #[serde(rename = "type")]
        kind: String,
        /// What it refers to.
        context: Context,
        /// The ad it came from.
        referral: Value,
        /// Beside `unsupported`.
        errors: Errors,
        /// Text.
        text: Text,
        /// Picture.
        image: Media,
        /// Film.
        video: Media,
        /// Sound.
        audio: Media,
        /// Voice note of old versions.
        voice: Media,
        /// File.
        document: Media,
        /// Sticker.
        sticker: Media,
        /// Place.
        location: Location,
        /// Cards.
        contacts: List<Card>,
        /// Answer to buttons, lists, forms.
        interactive: Interactive,
        /// Tap on a template's quick reply.
        button: Button,
        /// Emoji on another message.
        reaction: Reaction,
        /// Basket.
        order: Order,
        /// A change of the person.
        system: System,
        /// A changed message.
        edit: Edit,
        /// A message taken back.
        revoke: Revoke,
        /// What the platform does not pass on.
        unsupported: Unsupported,
    }

    /// What a message refers to; forwarded ones have neither `id` nor `from`.
    pub struct Context {
        /// Who wrote the message that is answered.
        from: String,
        /// The message that is answered.
        id: String,
        /// Up to five times.
        forwarded: bool,
        /// More than five times.
        frequently_forwarded: bool,
        /// The product asked about.
        referred_product: ReferredProduct,
    }

    /// A product of the business's catalogue.
    pub struct ReferredProduct {
        /// The catalogue.
        catalog_id: String,
        /// The business's own number of it.
        product_retailer_id: String,
    }

    /// Text.
    pub struct Text {
        /// Up to 4,096 characters in practice.
        body: String,
    }

    /// A file. Source: Meta "Media", seen 2026-09-11.
    pub struct Media {
        /// Good for 7 days.
        id: String,
        /// Claimed by the sender's device.
        mime_type: String,
        /// Base64 here, hexadecimal at the media address.
        sha256: String,
        /// Direct address, good for 5 minutes, needs the token.
        url: String,
        /// Text below.
        caption: String,
        /// Chosen by the sender.
        filename: String,
        /// Voice note.
        voice: bool,
        /// Moving sticker.
        animated: bool,
    }

    /// A place.
    pub struct Location {
        /// Degrees.
        latitude: f64,
        /// Degrees.
        longitude: f64,
        /// Only of chosen places.
        name: String,
        /// Only of chosen places.
        address: String,
        /// Only of chosen places.
        url: String,
    }

    /// Answer to something of ours that has buttons, rows or a form.
    pub struct Interactive {
        /// Which of the fields is set.
        #[serde(rename = "type")]
        kind: String,
        /// A button.
        button_reply: Choice,
        /// A row.
        list_reply: Choice,
        /// A form (flow) or an address.
        nfm_reply: FormReply,
        /// Whether we may call.
        call_permission_reply: Value,
    }

    /// A chosen button or row.
    pub struct Choice {
        /// Set by us.
        id: String,
        /// Set by us.
        title: String,
        /// Set by us; often absent.
        description: String,
    }

    /// A form that was filled in.
    pub struct FormReply {
        /// `flow` or `address_message`.
        name: String,
        /// Such as `Sent`.
        body: String,
        /// JSON inside a text; not always an object.
        response_json: Value,
    }

    /// Tap on a template's quick reply.
    pub struct Button {
        /// Set by us.
        payload: String,
        /// What it said.
        text: String,
    }

    /// An emoji on another message.
    pub struct Reaction {
        /// The message reacted to.
        message_id: String,
        /// Absent or empty: taken back.
        emoji: String,
    }

    /// A basket.
    pub struct Order {
        /// The catalogue.
        catalog_id: String,
        /// What the customer wrote with it.
        text: String,
        /// Its items.
        product_items: List<OrderItem>,
    }

    /// One item of a basket.
    pub struct OrderItem {
        /// The business's own number of it.
        product_retailer_id: String,
        /// How many.
        quantity: f64,
        /// Of one.
        item_price: f64,
        /// ISO 4217.
        currency: String,
    }

    /// A change of the person. Source: Meta "System messages webhook reference", seen 2026-08-11.
    pub struct System {
        /// `user_changed_number`, `user_changed_user_id`, `customer_identity_changed`, or unknown.
        #[serde(rename = "type")]
        kind: String,
        /// The platform's words; hold old and new id.
        body: String,
        /// The new number.
        wa_id: String,
        /// The new number in versions before v12.
        new_wa_id: String,
        /// The new id.
        user_id: String,
        /// The new id across enrolled portfolios.
        parent_user_id: String,
        /// The old id.
        previous_user_id: String,
        /// The old id across enrolled portfolios.
        previous_parent_user_id: String,
        /// `{acknowledged, created_timestamp, hash}`
        identity: Value,
    }

    /// A changed message.
    pub struct Edit {
        /// The message that was changed.
        original_message_id: String,
        /// What it is now.
        message: Box<Message>,
    }

    /// A message taken back.
    pub struct Revoke {
        /// The message that was taken back.
        original_message_id: String,
    }

    /// What the platform does not pass on. Source: Meta "Unsupported messages webhook reference", seen 2026-06-26.
    pub struct Unsupported {
        /// Such as `poll_creation`.
        #[serde(rename = "type")]
        kind: String,
    }
}
