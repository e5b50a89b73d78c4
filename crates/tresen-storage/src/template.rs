//! Templates as the platform last told them.

use tresen_domain::{
    id::{ChannelId, TemplateId},
    template::TemplateBody,
    time::Timestamp,
};

use crate::{Fault, Tx, params, seam::Row};

const COLUMNS: &str = "id, channel_id, vendor_id, name, language, category, status, quality, body, synced_at";

/// A template of one language on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Our id; stays the same as long as name and language do.
    pub id: TemplateId,
    /// The channel whose account has it.
    pub channel_id: ChannelId,
    /// The platform's id.
    pub vendor_id: String,
    /// Unique with language and channel.
    pub name: String,
    /// As the platform writes it: `de`, `en_US`.
    pub language: String,
    /// The platform's word in lower case: `utility`, `marketing`, `authentication`.
    pub category: String,
    /// The platform's word in lower case; only `approved` ones can be sent.
    pub status: String,
    /// The platform's word in lower case: `green`, `yellow`, `red`.
    pub quality: Option<String>,
    /// What it says.
    pub body: TemplateBody,
    /// When the platform told.
    pub synced_at: Timestamp,
}

impl Template {
    /// Whether the platform takes it for sending.
    pub fn is_approved(&self) -> bool {
        self.status == "approved"
    }
}

/// Adds a template, or writes over the one with the same channel, name and language (which keeps its id).
///
/// # Errors
/// When the engine refuses.
pub fn upsert(tx: &mut Tx<'_>, template: &Template) -> Result<(), Fault> {
    let body = serde_json::to_string(&template.body)
        .map_err(|error| Fault::other("write templates.body", error.to_string()))?;
    tx.execute(
        "insert into templates (id, channel_id, vendor_id, name, language, category, status, quality, body, synced_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (channel_id, name, language) do update set vendor_id = excluded.vendor_id,
            category = excluded.category, status = excluded.status, quality = excluded.quality,
            body = excluded.body, synced_at = excluded.synced_at",
        params![
            template.id,
            template.channel_id,
            template.vendor_id.as_str(),
            template.name.as_str(),
            template.language.as_str(),
            template.category.as_str(),
            template.status.as_str(),
            template.quality.as_deref(),
            body,
            template.synced_at
        ],
    )?;
    Ok(())
}

/// Removes a template that the platform does not have any more.
///
/// # Errors
/// When the engine refuses.
pub fn delete(tx: &mut Tx<'_>, id: TemplateId) -> Result<(), Fault> {
    tx.execute("delete from templates where id = $1", params![id])?;
    Ok(())
}

/// One template.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: TemplateId) -> Result<Option<Template>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from templates where id = $1"), params![id], read)
}

/// Every template of a channel, by name and language. An account has at most some thousands.
///
/// # Errors
/// When the engine refuses.
pub fn list_by_channel(tx: &mut Tx<'_>, channel_id: ChannelId) -> Result<Vec<Template>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from templates where channel_id = $1 order by name, language"),
        params![channel_id],
        read,
    )
}

/// Templates of one channel or of all, in the order in which they became known, those after `after`.
///
/// # Errors
/// When the engine refuses.
pub fn list(
    tx: &mut Tx<'_>,
    channel_id: Option<ChannelId>,
    after: Option<TemplateId>,
    limit: i64,
) -> Result<Vec<Template>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    match channel_id {
        None => tx.query(
            &format!("select {COLUMNS} from templates where id > $1 order by id limit $2"),
            params![after, limit],
            read,
        ),
        Some(channel_id) => tx.query(
            &format!(
                "select {COLUMNS} from templates where id > $1 and channel_id = $3 order by id limit $2"
            ),
            params![after, limit, channel_id],
            read,
        ),
    }
}

fn read(row: &Row<'_>) -> Result<Template, Fault> {
    Ok(Template {
        id: row.get(0)?,
        channel_id: row.get(1)?,
        vendor_id: row.get(2)?,
        name: row.get(3)?,
        language: row.get(4)?,
        category: row.get(5)?,
        status: row.get(6)?,
        quality: row.get(7)?,
        body: serde_json::from_str(&row.get::<String>(8)?)
            .map_err(|error| Fault::other("read templates.body", error.to_string()))?,
        synced_at: row.get(9)?,
    })
}
