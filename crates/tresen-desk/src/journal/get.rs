//! One raw webhook.

use tresen_domain::agent::Permission;
use tresen_storage::journal::{self, JournalRow};

use crate::{Desk, Refusal, Who};

/// The webhook kept at place `seq`, byte for byte.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator; [`Refusal::NotFound`] when it was never there or is forgotten.
pub async fn get(desk: &Desk, who: &Who, seq: i64) -> Result<JournalRow, Refusal> {
    who.needs(Permission::Administer)?;
    desk.store.read(move |tx| journal::get(tx, seq)?.ok_or(Refusal::NotFound { what: "webhook" })).await
}
