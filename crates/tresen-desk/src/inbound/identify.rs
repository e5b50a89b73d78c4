//! Who wrote: finds the contact by any of the addresses a webhook names, or makes one.

use std::collections::BTreeMap;

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    contact::Contact,
    event::{EventKind, NewEvent},
    id::{ContactId, IdentityId},
    identity::{IdentityKind, Sender},
    phone::PhoneNumber,
};
use tresen_storage::{
    Fault,
    contact::{self, Identity},
};

use super::road::Road;

/// The contact behind `sender`, made when nobody is known under any of its addresses.
///
/// Addresses of the sender that nobody has are added to the contact; one that somebody else has stays theirs, so
/// two known people are never merged. `None` when nothing identifies the sender.
pub(super) fn identify(road: &mut Road<'_, '_>, sender: &Sender) -> Result<Option<ContactId>, Fault> {
    if sender.is_unknown() {
        return Ok(None);
    }
    match find(road, sender)? {
        Some(id) => {
            learn(road, id, sender)?;
            Ok(Some(id))
        }
        None => create(road, sender).map(Some),
    }
}

/// The contact behind `sender`, if there is one.
pub(super) fn find(road: &mut Road<'_, '_>, sender: &Sender) -> Result<Option<ContactId>, Fault> {
    for (kind, value) in sender.keys() {
        let mut writings = vec![value.clone()];
        if kind == IdentityKind::Phone
            && let Ok(phone) = PhoneNumber::parse(&value)
        {
            writings = phone.variants().iter().map(|variant| variant.digits().to_owned()).collect();
        }
        for writing in writings {
            if let Some(identity) = contact::find_by_identity(road.tx, road.channel.id, kind, &writing)? {
                return Ok(Some(identity.contact_id));
            }
        }
    }
    Ok(None)
}

fn create(road: &mut Road<'_, '_>, sender: &Sender) -> Result<ContactId, Fault> {
    let id = ContactId::new(road.ids, road.now);
    contact::insert(
        road.tx,
        &Contact {
            id,
            display_name: None,
            profile_name: sender.profile_name.clone(),
            language: None,
            notes: String::new(),
            tags: Vec::new(),
            attributes: BTreeMap::new(),
            created_at: road.now,
            last_message_at: None,
        },
    )?;
    add_addresses(road, id, sender)?;
    contact::refresh_shown(road.tx, id)?;
    Ok(id)
}

/// Takes over what is new: addresses, the name the customer chose, the username.
fn learn(road: &mut Road<'_, '_>, id: ContactId, sender: &Sender) -> Result<(), Fault> {
    let mut changed = Vec::new();
    if add_addresses(road, id, sender)? {
        changed.push("identities");
    }
    if let Some(name) = &sender.profile_name
        && let Some(known) = contact::get(road.tx, id)?
        && known.profile_name.as_ref() != Some(name)
    {
        contact::update(road.tx, &Contact { profile_name: Some(name.clone()), ..known })?;
        changed.push("profile_name");
    }
    if changed.is_empty() {
        return Ok(());
    }
    contact::refresh_shown(road.tx, id)?;
    tell_changed(road, id, &changed)
}

/// Adds the addresses that nobody has yet. True when any was added.
pub(super) fn add_addresses(road: &mut Road<'_, '_>, id: ContactId, sender: &Sender) -> Result<bool, Fault> {
    let mut addresses = sender.keys();
    if let Some(name) = &sender.username {
        let held = contact::find_by_identity(road.tx, road.channel.id, IdentityKind::Username, name)?;
        if held.as_ref().map(|identity| identity.contact_id) != Some(id) {
            // Names are passed on: the newest holder is right, and a contact has one name per channel.
            if let Some(before) = held {
                contact::remove_identities(
                    road.tx,
                    before.contact_id,
                    road.channel.id,
                    IdentityKind::Username,
                )?;
                contact::refresh_shown(road.tx, before.contact_id)?;
            }
            contact::remove_identities(road.tx, id, road.channel.id, IdentityKind::Username)?;
            addresses.push((IdentityKind::Username, name.clone()));
        }
    }
    let mut has_added = false;
    for (kind, value) in addresses {
        if contact::find_by_identity(road.tx, road.channel.id, kind, &value)?.is_none() {
            has_added |= contact::add_identity(
                road.tx,
                &Identity {
                    id: IdentityId::new(road.ids, road.now),
                    channel_id: road.channel.id,
                    kind,
                    value,
                    contact_id: id,
                    created_at: road.now,
                },
            )?;
        }
    }
    Ok(has_added)
}

/// Appends the fact that a contact changed.
pub(super) fn tell_changed(road: &mut Road<'_, '_>, id: ContactId, fields: &[&str]) -> Result<(), Fault> {
    let event = NewEvent::of_desk(
        EventKind::ContactChanged,
        Actor::Contact(id),
        road.now,
        json!({ "fields": fields }),
    );
    road.event(NewEvent { contact_id: Some(id), ..event })
}
