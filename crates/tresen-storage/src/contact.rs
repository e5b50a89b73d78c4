//! Contacts and their identities.

use std::collections::BTreeMap;

use tresen_domain::{
    contact::{Contact, shown_name},
    id::{ChannelId, ContactId, IdentityId},
    identity::IdentityKind,
    time::Timestamp,
};

use crate::{
    Fault, Tx, params,
    seam::{Row, word},
};

/// An address of a contact on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Our id.
    pub id: IdentityId,
    /// The channel it is good on.
    pub channel_id: ChannelId,
    /// What it is.
    pub kind: IdentityKind,
    /// Digits, BSUID, name without `@`, address.
    pub value: String,
    /// Whose.
    pub contact_id: ContactId,
    /// First seen.
    pub created_at: Timestamp,
}

const COLUMNS: &str =
    "id, display_name, profile_name, language, notes, tags, attributes, created_at, last_message_at";

/// Writes a new contact; its shown name is filled by [`refresh_shown`].
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, contact: &Contact) -> Result<(), Fault> {
    tx.execute(
        "insert into contacts (id, display_name, profile_name, shown_name, language, notes, tags, attributes, created_at, last_message_at)
         values ($1, $2, $3, '', $4, $5, $6, $7, $8, $9)",
        params![
            contact.id,
            contact.display_name.as_deref(),
            contact.profile_name.as_deref(),
            contact.language.as_deref(),
            &contact.notes,
            serde_json::json!(contact.tags),
            serde_json::json!(contact.attributes),
            contact.created_at,
            contact.last_message_at
        ],
    )?;
    Ok(())
}

/// Writes a changed contact.
///
/// # Errors
/// When the engine refuses.
pub fn update(tx: &mut Tx<'_>, contact: &Contact) -> Result<(), Fault> {
    tx.execute(
        "update contacts set display_name = $2, profile_name = $3, language = $4, notes = $5, tags = $6, attributes = $7 where id = $1",
        params![
            contact.id,
            contact.display_name.as_deref(),
            contact.profile_name.as_deref(),
            contact.language.as_deref(),
            &contact.notes,
            serde_json::json!(contact.tags),
            serde_json::json!(contact.attributes)
        ],
    )?;
    Ok(())
}

/// Notes a message of the contact, by send time.
///
/// # Errors
/// When the engine refuses.
pub fn touch(tx: &mut Tx<'_>, id: ContactId, at: Timestamp) -> Result<(), Fault> {
    tx.execute("update contacts set last_message_at = $2 where id = $1 and (last_message_at is null or last_message_at < $2)", params![id, at])?;
    Ok(())
}

/// Computes the kept copies of name, phone and username from the contact and its identities.
///
/// # Errors
/// When the engine refuses.
pub fn refresh_shown(tx: &mut Tx<'_>, id: ContactId) -> Result<(), Fault> {
    let Some(contact) = get(tx, id)? else { return Ok(()) };
    let identities = identities_of(tx, &[id])?;
    let name = shown_name(
        contact.display_name.as_deref(),
        contact.profile_name.as_deref(),
        identities.iter().map(|identity| (identity.kind, identity.value.as_str())),
    );
    let first = |kind| {
        identities.iter().rev().find(|identity| identity.kind == kind).map(|identity| identity.value.as_str())
    };
    tx.execute(
        "update contacts set shown_name = $2, phone = $3, username = $4 where id = $1",
        params![id, &name, first(IdentityKind::Phone), first(IdentityKind::Username)],
    )?;
    super::search::put_name(tx, id, &searchable_name(&contact, &name, &identities))
}

/// What a search for people looks through: every name and address, folded.
fn searchable_name(contact: &Contact, shown: &str, identities: &[Identity]) -> String {
    let mut parts = vec![shown.to_owned()];
    parts.extend(contact.profile_name.clone());
    parts.extend(identities.iter().map(|identity| identity.value.clone()));
    parts.extend(contact.attributes.values().cloned());
    parts.join(" ")
}

/// One contact.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<Contact>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from contacts where id = $1"), params![id], read)
}

/// Contacts by id, in no order.
///
/// # Errors
/// When the engine refuses.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[ContactId]) -> Result<Vec<Contact>, Fault> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.extend(get(tx, *id)?);
    }
    Ok(all)
}

/// Contacts by last message, newest first, after the pair `before` (exclusive); those never written to come last.
///
/// # Errors
/// When the engine refuses.
pub fn list(
    tx: &mut Tx<'_>,
    before: Option<(Timestamp, ContactId)>,
    limit: i64,
) -> Result<Vec<Contact>, Fault> {
    let (at, id) = before.unwrap_or((Timestamp::NEVER, ContactId(uuid::Uuid::max())));
    tx.query(
        &format!(
            "select {COLUMNS} from contacts
             where (coalesce(last_message_at, 0), id) < ($1, $2)
             order by coalesce(last_message_at, 0) desc, id desc limit $3"
        ),
        params![at, id, limit],
        read,
    )
}

/// Identities of contacts, oldest first.
///
/// # Errors
/// When the engine refuses.
pub fn identities_of(tx: &mut Tx<'_>, contacts: &[ContactId]) -> Result<Vec<Identity>, Fault> {
    let mut all = Vec::new();
    for contact in contacts {
        all.extend(tx.query(
            "select id, channel_id, kind, value, contact_id, created_at from identities where contact_id = $1 order by created_at, id",
            params![*contact],
            read_identity,
        )?);
    }
    Ok(all)
}

/// The owner of an address on a channel.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_identity(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    kind: IdentityKind,
    value: &str,
) -> Result<Option<Identity>, Fault> {
    tx.query_one(
        "select id, channel_id, kind, value, contact_id, created_at from identities where channel_id = $1 and kind = $2 and value = $3",
        params![channel_id, kind.as_str(), value],
        read_identity,
    )
}

/// Everybody with this address, on any channel.
///
/// # Errors
/// When the engine refuses.
pub fn list_by_identity(tx: &mut Tx<'_>, value: &str, limit: i64) -> Result<Vec<ContactId>, Fault> {
    tx.query(
        "select distinct contact_id from identities where value = $1 limit $2",
        params![value, limit],
        |row| row.get(0),
    )
}

/// Adds an address. An address that somebody else has stays theirs: answers false then.
///
/// # Errors
/// When the engine refuses.
pub fn add_identity(tx: &mut Tx<'_>, identity: &Identity) -> Result<bool, Fault> {
    let added = tx.execute(
        "insert into identities (id, channel_id, kind, value, contact_id, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (channel_id, kind, value) do nothing",
        params![identity.id, identity.channel_id, identity.kind.as_str(), &identity.value, identity.contact_id, identity.created_at],
    )?;
    Ok(added == 1)
}

/// Takes addresses of one kind away from a contact on one channel.
///
/// # Errors
/// When the engine refuses.
pub fn remove_identities(
    tx: &mut Tx<'_>,
    contact_id: ContactId,
    channel_id: ChannelId,
    kind: IdentityKind,
) -> Result<u64, Fault> {
    tx.execute(
        "delete from identities where contact_id = $1 and channel_id = $2 and kind = $3",
        params![contact_id, channel_id, kind.as_str()],
    )
}

fn read(row: &Row<'_>) -> Result<Contact, Fault> {
    let tags: serde_json::Value = row.get(5)?;
    let attributes: serde_json::Value = row.get(6)?;
    Ok(Contact {
        id: row.get(0)?,
        display_name: row.get(1)?,
        profile_name: row.get(2)?,
        language: row.get(3)?,
        notes: row.get(4)?,
        tags: serde_json::from_value(tags).unwrap_or_default(),
        attributes: serde_json::from_value::<BTreeMap<String, String>>(attributes).unwrap_or_default(),
        created_at: row.get(7)?,
        last_message_at: row.get(8)?,
    })
}

fn read_identity(row: &Row<'_>) -> Result<Identity, Fault> {
    Ok(Identity {
        id: row.get(0)?,
        channel_id: row.get(1)?,
        kind: word("identities.kind", &row.get::<String>(2)?, IdentityKind::parse)?,
        value: row.get(3)?,
        contact_id: row.get(4)?,
        created_at: row.get(5)?,
    })
}

/// The kept name of a contact.
///
/// # Errors
/// When the engine refuses.
pub fn name(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<String>, Fault> {
    tx.query_one("select shown_name from contacts where id = $1", params![id], |row| row.get(0))
}
