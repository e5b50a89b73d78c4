//! Making a contact by hand, and changing one.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::json;
use tresen_domain::{
    agent::Permission,
    contact::Contact,
    event::{EventKind, NewEvent},
    id::{ChannelId, ContactId, IdentityId},
    identity::IdentityKind,
    phone::PhoneNumber,
};
use tresen_storage::{Tx, contact, event};

use crate::{
    Desk, FieldProblem, Refusal, Who,
    view::{self, ContactView},
};

/// Most characters of a name or value.
const SHORT: usize = 200;
/// Most characters of notes.
const NOTES: usize = 20_000;
/// Most attributes and labels.
const MOST: usize = 60;

/// A contact to make.
#[derive(Debug, Clone)]
pub struct NewContact {
    /// The name.
    pub display_name: String,
    /// The channel on which the number is good.
    pub channel_id: ChannelId,
    /// The number in any usual writing, with its country code.
    pub phone: String,
}

/// What to change; absent fields stay.
#[derive(Debug, Clone, Default)]
pub struct UpdateContact {
    /// Empty: the customer's own name is shown again.
    pub display_name: Option<String>,
    /// BCP 47; empty for unknown.
    pub language: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// All labels.
    pub tags: Option<Vec<String>>,
    /// All values of other systems.
    pub attributes: Option<BTreeMap<String, String>>,
}

/// Makes a contact with one number.
///
/// # Errors
/// [`Refusal::Invalid`]; [`Refusal::Conflict`] with `contact_id` when somebody has the number.
pub async fn create(desk: &Desk, who: &Who, command: NewContact) -> Result<ContactView, Refusal> {
    who.needs(Permission::EditShared)?;
    let name = command.display_name.trim().to_owned();
    if name.is_empty() || name.chars().count() > SHORT {
        return Err(Refusal::invalid("display_name", "required", format!("1 to {SHORT} characters")));
    }
    let phone = PhoneNumber::parse(&command.phone)
        .map_err(|error| Refusal::invalid("phone", "format", error.to_string()))?;
    let (ids, now, actor, channel_id) = (Arc::clone(&desk.ids), desk.now(), who.actor, command.channel_id);
    desk.store
        .write(move |tx| {
            tresen_storage::channel::get(tx, channel_id)?
                .ok_or_else(|| Refusal::invalid("channel_id", "unknown", "there is no such channel"))?;
            for variant in phone.variants() {
                if let Some(held) =
                    contact::find_by_identity(tx, channel_id, IdentityKind::Phone, variant.digits())?
                {
                    return Err(Refusal::Conflict {
                        detail: "a contact has this number already".to_owned(),
                        extra: json!({ "contact_id": held.contact_id }),
                    });
                }
            }
            let id = ContactId::new(ids.as_ref(), now);
            contact::insert(
                tx,
                &Contact {
                    id,
                    display_name: Some(name),
                    profile_name: None,
                    language: None,
                    notes: String::new(),
                    tags: Vec::new(),
                    attributes: BTreeMap::new(),
                    created_at: now,
                    last_message_at: None,
                },
            )?;
            contact::add_identity(
                tx,
                &contact::Identity {
                    id: IdentityId::new(ids.as_ref(), now),
                    channel_id,
                    kind: IdentityKind::Phone,
                    value: phone.digits().to_owned(),
                    contact_id: id,
                    created_at: now,
                },
            )?;
            contact::refresh_shown(tx, id)?;
            changed(tx, actor, id, now, &["created"])?;
            shown(tx, id)
        })
        .await
}

/// Changes a contact.
///
/// # Errors
/// [`Refusal::Invalid`], [`Refusal::NotFound`].
pub async fn update(
    desk: &Desk,
    who: &Who,
    id: ContactId,
    command: UpdateContact,
) -> Result<ContactView, Refusal> {
    who.needs(Permission::EditShared)?;
    check(&command)?;
    let (now, actor) = (desk.now(), who.actor);
    desk.store
        .write(move |tx| {
            let before = contact::get(tx, id)?.ok_or(Refusal::NotFound { what: "contact" })?;
            let mut after = before.clone();
            let filled = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            if let Some(name) = command.display_name {
                after.display_name = filled(name);
            }
            if let Some(language) = command.language {
                after.language = filled(language);
            }
            if let Some(notes) = command.notes {
                after.notes = notes;
            }
            if let Some(tags) = command.tags {
                after.tags =
                    tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
                after.tags.sort();
                after.tags.dedup();
            }
            if let Some(attributes) = command.attributes {
                after.attributes = attributes;
            }
            if after != before {
                contact::update(tx, &after)?;
                contact::refresh_shown(tx, id)?;
                changed(tx, actor, id, now, &["by_hand"])?;
            }
            shown(tx, id)
        })
        .await
}

fn check(command: &UpdateContact) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    let mut limit = |field: &str, text: &str, most: usize| {
        if text.chars().count() > most {
            problems.push(FieldProblem::new(field, "too_long", format!("at most {most} characters")));
        }
    };
    limit("display_name", command.display_name.as_deref().unwrap_or(""), SHORT);
    limit("language", command.language.as_deref().unwrap_or(""), 35);
    limit("notes", command.notes.as_deref().unwrap_or(""), NOTES);
    for tag in command.tags.iter().flatten() {
        limit("tags", tag, 40);
    }
    for (key, value) in command.attributes.iter().flatten() {
        limit("attributes", key, SHORT);
        limit("attributes", value, SHORT);
    }
    if command.tags.as_ref().is_some_and(|tags| tags.len() > MOST) {
        problems.push(FieldProblem::new("tags", "range", format!("at most {MOST}")));
    }
    if command.attributes.as_ref().is_some_and(|attributes| attributes.len() > MOST) {
        problems.push(FieldProblem::new("attributes", "range", format!("at most {MOST}")));
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Invalid(problems)) }
}

fn changed(
    tx: &mut Tx<'_>,
    actor: tresen_domain::actor::Actor,
    id: ContactId,
    now: tresen_domain::time::Timestamp,
    fields: &[&str],
) -> Result<(), Refusal> {
    let event = NewEvent::of_desk(EventKind::ContactChanged, actor, now, json!({ "fields": fields }));
    event::append(tx, &NewEvent { contact_id: Some(id), ..event })?;
    Ok(())
}

fn shown(tx: &mut Tx<'_>, id: ContactId) -> Result<ContactView, Refusal> {
    let row = contact::get(tx, id)?.ok_or(Refusal::NotFound { what: "contact" })?;
    view::contacts(tx, vec![row])?.pop().ok_or(Refusal::NotFound { what: "contact" })
}
