//! Inbound: webhooks kept at the door, then applied in order, each once.

mod apply;
mod change;
mod echo;
mod identify;
mod receive_message;
mod receive_status;
mod replay;
mod road;
mod worker;

use tresen_storage::{Fault, Lane, journal};
use tresen_whatsapp::signature::VerifiedBody;

pub use replay::{replay, retry_parked};
pub(crate) use worker::FOLD;
pub use worker::{catch_up, run};

use crate::Desk;

/// Keeps a webhook; it is on disk when this answers `Ok`. Nothing else happens here.
///
/// # Errors
/// When it cannot be kept: the door answers 503 and the platform comes back.
pub async fn keep(desk: &Desk, app: &str, body: VerifiedBody) -> Result<i64, Fault> {
    let now = desk.now();
    let app = app.to_owned();
    desk.store.write_on(Lane::Door, move |tx| journal::insert(tx, &app, body.as_ref(), now)).await
}
