//! Answers of the Graph API. Source: Meta "Cloud API reference", seen 2025-12-15 and 2026-09-14 for messages.

use serde_json::Value;

use super::object::List;

lenient! {
    /// Answer to a sent message: it is accepted, no more.
    pub struct Sent {
        /// Always `whatsapp`.
        messaging_product: String,
        /// Whom the platform understood.
        contacts: List<SentContact>,
        /// The new ids.
        messages: List<SentMessage>,
    }

    /// Whom the platform understood.
    pub struct SentContact {
        /// As in the request.
        input: String,
        /// Sent to a phone: its canonical writing.
        wa_id: String,
        /// Sent to a business-scoped id: that id.
        user_id: String,
    }

    /// The id of a sent message.
    pub struct SentMessage {
        /// `wamid.…`
        id: String,
        /// Templates only: `accepted`, `held_for_quality_assessment`, `paused`.
        message_status: String,
    }

    /// Answer to acts without a result.
    pub struct Success {
        /// Whether it was done.
        success: bool,
    }

    /// Answer to an upload.
    pub struct Uploaded {
        /// Good for 30 days, for this number only.
        id: String,
    }

    /// Where a file lies.
    pub struct MediaInfo {
        /// Good for 5 minutes, needs the token.
        url: String,
        /// As claimed.
        mime_type: String,
        /// Hexadecimal here, base64 in webhooks.
        sha256: String,
        /// In bytes.
        file_size: u64,
        /// The id asked for.
        id: String,
        /// Always `whatsapp`.
        messaging_product: String,
    }

    /// One number.
    pub struct PhoneNumber {
        /// The routing key.
        id: String,
        /// For eyes only.
        display_phone_number: String,
        /// Name shown to customers.
        verified_name: String,
        /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`.
        quality_rating: String,
        /// `CONNECTED` when it can send.
        status: String,
        /// `CLOUD_API` or others.
        platform_type: String,
        /// Whether the phone app uses the same number.
        is_on_biz_app: bool,
        /// `{level}`
        throughput: Value,
        /// `LIVE` or `SANDBOX`.
        account_mode: String,
    }

    /// An app that gets an account's webhooks.
    pub struct SubscribedApp {
        /// The app.
        whatsapp_business_api_data: AppSummary,
        /// Where they go instead of the app's own address.
        override_callback_uri: String,
    }

    /// An app in short.
    pub struct AppSummary {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    }

    /// What a token may do.
    pub struct TokenInfo {
        /// The app it was made for.
        app_id: String,
        /// `SYSTEM_USER`, `USER` …
        #[serde(rename = "type")]
        kind: String,
        /// Whether it works.
        is_valid: bool,
        /// Seconds since 1970; 0 for never.
        expires_at: i64,
        /// What it may do.
        scopes: List<String>,
        /// What it may do where.
        granular_scopes: List<GranularScope>,
    }

    /// What a token may do where.
    pub struct GranularScope {
        /// Such as `whatsapp_business_messaging`.
        scope: String,
        /// Accounts; absent means all.
        target_ids: List<String>,
    }

    /// What stands below a page.
    pub struct Paging {
        /// Where to go on.
        cursors: Cursors,
        /// Address of the next page; absent on the last.
        next: String,
    }

    /// Marks of a page.
    pub struct Cursors {
        /// Its begin.
        before: String,
        /// Its end: to be given as `after`.
        after: String,
    }
}

/// One page of a list, or the only thing asked for.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Page<T> {
    /// The things.
    pub data: T,
    /// Absent where there is only one page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
}
