//! The inbound worker: takes kept webhooks in order and applies them in groups, each group in one transaction
//! together with the cursor. So an item is applied once, wherever the process dies.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;
use tresen_domain::message::InboundItem;
use tresen_storage::{Fault, Topic, journal};
use tresen_whatsapp::inbound::read;

use super::apply::{self, Followup, Numbers};
use crate::Desk;

/// Name of the cursor.
pub(crate) const FOLD: &str = "inbound";
/// Webhooks read at once.
const MOST_ROWS: i64 = 256;
/// Items applied in one transaction: small enough that the door never waits long behind it.
const MOST_ITEMS: usize = 128;

/// A webhook read into items.
pub(super) struct Read {
    pub(super) seq: i64,
    pub(super) app: String,
    pub(super) items: Vec<InboundItem>,
}

/// Runs until `shutdown`. Faults are waited out; nothing is skipped.
pub async fn run(desk: Desk, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        match turn(&desk).await {
            Ok(true) => {}
            Ok(false) => tokio::select! {
                () = desk.store.woken(Topic::Journal) => {}
                () = shutdown.cancelled() => {}
            },
            Err(fault) => {
                tracing::error!(%fault, "inbound webhooks wait");
                tokio::select! {
                    () = tokio::time::sleep(fault.retry_after().unwrap_or(Duration::from_secs(5))) => {}
                    () = shutdown.cancelled() => {}
                }
            }
        }
    }
}

/// Applies everything that has been kept so far.
///
/// # Errors
/// When the database fails; what was applied until then stays.
pub async fn catch_up(desk: &Desk) -> Result<(), Fault> {
    while turn(desk).await? {}
    Ok(())
}

/// Applies what is there; false when there was nothing.
async fn turn(desk: &Desk) -> Result<bool, Fault> {
    let (cursor, rows) = desk
        .store
        .read(|tx| {
            let cursor = journal::cursor(tx, FOLD)?;
            Ok::<_, Fault>((cursor, journal::list_after(tx, cursor, MOST_ROWS)?))
        })
        .await?;
    if rows.is_empty() {
        return Ok(false);
    }
    let reads: Vec<Read> = rows.into_iter().map(|row| open(row.seq, row.app, &row.body)).collect();
    for group in groups(reads) {
        apply_group(desk, Arc::new(group)).await?;
    }
    tracing::debug!(after = cursor, "applied webhooks");
    Ok(true)
}

/// Reads a webhook; one that is no JSON becomes a single unreadable item.
pub(super) fn open(seq: i64, app: String, body: &[u8]) -> Read {
    let items = read(body).unwrap_or_else(|error| {
        vec![InboundItem {
            place: "body".to_owned(),
            phone_number_id: None,
            waba_id: None,
            display_phone_number: None,
            inbound: Err(error.to_string()),
        }]
    });
    Read { seq, app, items }
}

/// Cuts the webhooks into groups; a webhook is never cut, since the cursor stands between webhooks.
fn groups(reads: Vec<Read>) -> Vec<Vec<Read>> {
    let mut groups: Vec<Vec<Read>> = Vec::new();
    let mut size = usize::MAX;
    for read in reads {
        let more = read.items.len().max(1);
        if size.saturating_add(more) > MOST_ITEMS {
            groups.push(Vec::new());
            size = 0;
        }
        size += more;
        if let Some(group) = groups.last_mut() {
            group.push(read);
        }
    }
    groups
}

/// Applies a group. When one item breaks the transaction, the group is done again item by item, and the broken
/// one is parked with its reason while its neighbours are kept.
async fn apply_group(desk: &Desk, group: Arc<Vec<Read>>) -> Result<(), Fault> {
    let followups = match write_group(desk, Arc::clone(&group), Care::None).await {
        Ok(followups) => followups,
        Err(fault) if fault.retry_after().is_some() => return Err(fault),
        Err(fault) => {
            tracing::warn!(%fault, "an item broke its group; applying one by one");
            write_group(desk, group, Care::EachAlone).await?
        }
    };
    for followup in followups {
        match followup {
            Followup::RefreshTemplates(channel_id) => {
                let desk = desk.clone();
                tokio::spawn(async move { crate::template::refresh(&desk, channel_id).await });
            }
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    None,
    EachAlone,
}

async fn write_group(desk: &Desk, group: Arc<Vec<Read>>, care: Care) -> Result<Vec<Followup>, Fault> {
    let (ids, now) = (Arc::clone(&desk.ids), desk.now());
    desk.store
        .write(move |tx| {
            let numbers = Numbers::load(tx)?;
            let mut followups = Vec::new();
            for read in group.iter() {
                for item in &read.items {
                    let place = apply::Place { seq: read.seq, app: &read.app };
                    let applied = match care {
                        Care::None => apply::item(tx, ids.as_ref(), now, &numbers, place, item),
                        Care::EachAlone => {
                            match tx.nested(|tx| apply::item(tx, ids.as_ref(), now, &numbers, place, item)) {
                                Err(fault) if fault.retry_after().is_none() => {
                                    apply::park(tx, ids.as_ref(), now, place, item, &fault.to_string())?;
                                    Ok(None)
                                }
                                other => other,
                            }
                        }
                    };
                    followups.extend(applied?.filter(|followup| !followups.contains(followup)));
                }
                journal::set_cursor(tx, FOLD, read.seq)?;
            }
            Ok(followups)
        })
        .await
}

/// The last webhook that was applied.
pub(super) fn cursor(tx: &mut tresen_storage::Tx<'_>) -> Result<i64, Fault> {
    journal::cursor(tx, FOLD)
}
