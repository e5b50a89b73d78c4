//! What may stand in a channel's fields.

use std::time::Duration;

use tresen_domain::channel::LONGEST_THREADING_WINDOW;
use tresen_whatsapp::secret::AccessToken;

use crate::{Desk, FieldProblem, Refusal};

/// Most characters of a channel's name.
const NAME_LIMIT: usize = 80;
/// Most characters of the platform's ids.
const VENDOR_ID_LIMIT: usize = 64;

/// Collects what does not fit, so that a form shows all of it at once.
#[derive(Default)]
pub(super) struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: &str, code: &'static str, detail: impl Into<String>) {
        self.0.push(FieldProblem::new(field, code, detail));
    }

    /// The trimmed name.
    pub(super) fn name(&mut self, name: &str) -> String {
        let name = name.trim();
        if name.is_empty() {
            self.add("name", "required", "give the channel a name");
        } else if name.chars().count() > NAME_LIMIT {
            self.add("name", "too_long", format!("at most {NAME_LIMIT} characters"));
        }
        name.to_owned()
    }

    /// The key of an app that the configuration knows.
    pub(super) fn app(&mut self, desk: &Desk, app: &str) -> String {
        if !desk.config.apps.iter().any(|known| known == app) {
            let known = desk.config.apps.join("`, `");
            self.add("app", "unknown", format!("no such app in the configuration; there are `{known}`"));
        }
        app.to_owned()
    }

    /// An id of the platform: letters, digits, `_` and `-`.
    pub(super) fn vendor_id(&mut self, field: &str, id: &str) -> String {
        let id = id.trim();
        if id.is_empty() {
            self.add(field, "required", "copy it from the platform's settings");
        } else if id.len() > VENDOR_ID_LIMIT {
            self.add(field, "too_long", format!("at most {VENDOR_ID_LIMIT} characters"));
        } else if !id.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-')) {
            self.add(field, "format", "it has letters and digits only");
        }
        id.to_owned()
    }

    /// The token, which goes into a header and therefore has no spaces.
    pub(super) fn token(&mut self, token: &str) -> Option<AccessToken> {
        match AccessToken::new(token) {
            Err(_) => {
                self.add("access_token", "required", "paste the access token of the system user");
                None
            }
            Ok(token) if !token.expose().chars().all(|one| one.is_ascii_graphic()) => {
                self.add("access_token", "format", "an access token has no spaces or line breaks");
                None
            }
            Ok(token) => Some(token),
        }
    }

    /// Zero means that every message after the end of a ticket opens a new one.
    pub(super) fn window(&mut self, minutes: u32) -> Duration {
        let window = Duration::from_secs(u64::from(minutes).saturating_mul(60));
        if window > LONGEST_THREADING_WINDOW {
            let most = LONGEST_THREADING_WINDOW.as_secs() / 60;
            self.add("threading_window_minutes", "range", format!("0 to {most} minutes"));
        }
        window
    }

    pub(super) fn refuse(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}
