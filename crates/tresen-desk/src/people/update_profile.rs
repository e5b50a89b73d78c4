//! What agents set about themselves.

use serde_json::Value;
use tresen_domain::agent::{Availability, Locale, Theme};
use tresen_storage::agent::{self, Agent};

use super::text::Fields;
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// Longest preferences, as JSON text in bytes.
const LONGEST_PREFERENCES: usize = 8 * 1024;

/// What to change; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct UpdateProfile {
    /// New name.
    pub display_name: Option<String>,
    /// New language.
    pub locale: Option<Locale>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// A JSON object that takes the place of the old one.
    pub preferences: Option<Value>,
    /// At the desk or not.
    pub availability: Option<Availability>,
}

/// Changes one's own profile.
///
/// # Errors
/// [`Refusal::NotFound`] for programs, which have none; [`Refusal::Invalid`].
pub async fn update_profile(desk: &Desk, who: &Who, command: UpdateProfile) -> Result<Agent, Refusal> {
    let id = who.agent_id().ok_or(Refusal::NotFound { what: "agent" })?;
    let mut fields = Fields::default();
    let display_name = command.display_name.map(|name| fields.name("display_name", &name));
    if let Some(preferences) = &command.preferences {
        if !preferences.is_object() {
            fields.refuse("preferences", "format", "must be an object");
        } else if preferences.to_string().len() > LONGEST_PREFERENCES {
            fields.refuse("preferences", "too_long", format!("at most {LONGEST_PREFERENCES} bytes as JSON"));
        }
    }
    fields.end()?;
    let (actor, now) = (who.actor, desk.now());
    desk.store
        .write(move |tx| {
            let before = agent::get(tx, id)?.ok_or(Refusal::NotFound { what: "agent" })?;
            let mut after = before.clone();
            after.display_name = display_name.unwrap_or(after.display_name);
            after.locale = command.locale.unwrap_or(after.locale);
            after.theme = command.theme.unwrap_or(after.theme);
            after.preferences = command.preferences.unwrap_or(after.preferences);
            after.availability = command.availability.unwrap_or(after.availability);
            agent::update(tx, &after)?;
            // Colleagues see name and availability; the rest is nobody's business.
            if after.display_name != before.display_name || after.availability != before.availability {
                list_changed(tx, actor, "agents", now)?;
            }
            Ok(after)
        })
        .await
}
