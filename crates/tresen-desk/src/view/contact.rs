//! A contact as shown.

use std::collections::BTreeMap;

use serde::Serialize;
use tresen_domain::{
    contact::Contact, id::ContactId, identity::IdentityKind, phone::PhoneNumber, time::Timestamp,
};
use tresen_storage::{Fault, Tx, contact};
use utoipa::ToSchema;
use uuid::Uuid;

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactView {
    /// Our id.
    pub id: Uuid,
    /// Set by humans.
    pub display_name: Option<String>,
    /// Set by the customer.
    pub profile_name: Option<String>,
    /// Name to show; never empty.
    pub name: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Free text.
    pub notes: String,
    /// Labels of the person.
    pub tags: Vec<String>,
    /// Values of other systems.
    pub attributes: BTreeMap<String, String>,
    /// Addresses, oldest first.
    pub identities: Vec<IdentityView>,
    /// First seen.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Last message in either direction.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_message_at: Option<Timestamp>,
}

/// An address on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Identity)]
pub struct IdentityView {
    /// Our id.
    pub id: Uuid,
    /// The channel it is good on.
    pub channel_id: Uuid,
    /// `phone`, `bsuid`, `parent_bsuid`, `username` or `email`.
    pub kind: &'static str,
    /// A phone with `+`, a username without `@`.
    pub value: String,
}

/// Contacts as shown, in the same order.
///
/// # Errors
/// When the engine refuses.
pub fn contacts(tx: &mut Tx<'_>, rows: Vec<Contact>) -> Result<Vec<ContactView>, Fault> {
    let ids: Vec<ContactId> = rows.iter().map(|row| row.id).collect();
    let mut identities: BTreeMap<ContactId, Vec<IdentityView>> = BTreeMap::new();
    for identity in contact::identities_of(tx, &ids)? {
        let value = match identity.kind {
            IdentityKind::Phone => {
                PhoneNumber::parse(&identity.value).map_or(identity.value, |phone| phone.to_string())
            }
            _ => identity.value,
        };
        let view = IdentityView {
            id: identity.id.0,
            channel_id: identity.channel_id.0,
            kind: identity.kind.as_str(),
            value,
        };
        identities.entry(identity.contact_id).or_default().push(view);
    }
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        views.push(ContactView {
            id: row.id.0,
            name: contact::name(tx, row.id)?.unwrap_or_default(),
            display_name: row.display_name,
            profile_name: row.profile_name,
            language: row.language,
            notes: row.notes,
            tags: row.tags,
            attributes: row.attributes,
            identities: identities.remove(&row.id).unwrap_or_default(),
            created_at: row.created_at,
            last_message_at: row.last_message_at,
        });
    }
    Ok(views)
}
