//! Templates as the platform lists them. Source: Meta "Message templates", seen 2025-12-15.

use serde_json::Value;

use super::object::List;

/// The fields asked for when templates are listed.
pub const FIELDS: &str =
    "id,name,language,status,category,parameter_format,quality_score,rejected_reason,components";

lenient! {
    /// One template of one language.
    pub struct Definition {
        /// A text here, an integer in webhooks.
        id: String,
        /// Unique with the language.
        name: String,
        /// Such as `de` or `en_US`.
        language: String,
        /// `APPROVED`, `REJECTED`, `PENDING`, `PAUSED` …
        status: String,
        /// `MARKETING`, `UTILITY`, `AUTHENTICATION`.
        category: String,
        /// `NAMED` or `POSITIONAL`; absent in old ones, which are positional.
        parameter_format: String,
        /// How customers take it.
        quality_score: Quality,
        /// `NONE` means nothing.
        rejected_reason: String,
        /// Its parts.
        components: List<Part>,
    }

    /// How customers take a template.
    pub struct Quality {
        /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`.
        score: String,
    }

    /// A part of a template.
    pub struct Part {
        /// `HEADER`, `BODY`, `FOOTER`, `BUTTONS`, or unknown.
        #[serde(rename = "type")]
        kind: String,
        /// Headers only: `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT`, `LOCATION`.
        format: String,
        /// With placeholders.
        text: String,
        /// Of `BUTTONS`.
        buttons: List<PartButton>,
        /// Values given at approval.
        example: Examples,
    }

    /// A button of a template.
    pub struct PartButton {
        /// `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `COPY_CODE`, or unknown.
        #[serde(rename = "type")]
        kind: String,
        /// What it says.
        text: String,
        /// May end in `{{1}}`.
        url: String,
        /// What it calls.
        phone_number: String,
        /// A whole address, or a code; sometimes a list, sometimes one text.
        example: Value,
    }

    /// Values given at approval.
    pub struct Examples {
        /// One list in a list.
        body_text: Value,
        /// One list.
        header_text: Value,
        /// `[{param_name, example}]`
        body_text_named_params: List<NamedExample>,
        /// `[{param_name, example}]`
        header_text_named_params: List<NamedExample>,
    }

    /// A named value given at approval.
    pub struct NamedExample {
        /// The variable.
        param_name: String,
        /// Its value.
        example: String,
    }
}
