//! Errors in webhooks and in answers. Only `code` is stable. Source: Meta "Error codes", seen 2026-09-11.

use super::object::List;

lenient! {
    /// An error inside a webhook: of the account, of a message or of a status.
    pub struct ErrorObject {
        /// The only stable key.
        code: i64,
        /// Will be removed by the platform.
        title: String,
        /// English.
        message: String,
        /// Details.
        error_data: ErrorData,
        /// May be relative.
        href: String,
    }

    /// Details of an error.
    pub struct ErrorData {
        /// Always `whatsapp`, where present.
        messaging_product: String,
        /// English; names the parameter for errors of requests.
        details: String,
    }

    /// Body of an answer that refuses.
    pub struct Refusal {
        /// The error.
        error: GraphError,
    }

    /// An error of the Graph API.
    pub struct GraphError {
        /// English, begins with `(#code)`.
        message: String,
        /// Such as `OAuthException`.
        #[serde(rename = "type")]
        kind: String,
        /// The only stable key.
        code: i64,
        /// Deprecated since v16.
        error_subcode: i64,
        /// Says whether the platform itself expects another attempt to help.
        is_transient: bool,
        /// Details.
        error_data: ErrorData,
        /// Templates only: for people.
        error_user_title: String,
        /// Templates only: for people.
        error_user_msg: String,
        /// To be named when asking the platform's support.
        fbtrace_id: String,
    }
}

impl ErrorObject {
    /// The most telling of its texts.
    pub fn reason(&self) -> String {
        let details = self.error_data.as_ref().and_then(|data| data.details.as_deref());
        [details, self.message.as_deref(), self.title.as_deref()]
            .into_iter()
            .flatten()
            .find(|text| !text.trim().is_empty())
            .unwrap_or("no reason given")
            .to_owned()
    }
}

/// Several errors, as a message or status carries them.
pub type Errors = List<ErrorObject>;
