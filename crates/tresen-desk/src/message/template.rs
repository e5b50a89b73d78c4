//! A template as a message keeps it: what was chosen, and what the customer reads.

use serde::{Deserialize, Serialize};
use tresen_domain::{
    id::{MediaId, TemplateId},
    template::{HeaderFormat, TemplateButton, VariableValue},
};

/// Kept with the message, so that the thread shows what was sent even after the template has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTemplate {
    /// The template.
    pub template_id: TemplateId,
    /// Its name.
    pub name: String,
    /// Its language, exactly as approved.
    pub language: String,
    /// What was filled in.
    pub values: Vec<VariableValue>,
    /// Kind of the header.
    pub header_format: HeaderFormat,
    /// The header as the customer reads it.
    pub header: Option<String>,
    /// Small print.
    pub footer: Option<String>,
    /// What is below.
    pub buttons: Vec<TemplateButton>,
    /// The file of the header.
    pub header_media_id: Option<MediaId>,
}
