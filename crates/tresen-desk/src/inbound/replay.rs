//! Applying kept webhooks again: for a number that has got its channel, or an item that was parked.

use std::sync::Arc;

use tresen_domain::{agent::Permission, channel::PhoneNumberId};
use tresen_storage::{Fault, journal};
use uuid::Uuid;

use super::{
    apply::{self, Numbers, Place},
    worker::{Read, cursor, open},
};
use crate::{Desk, Refusal, Who};

/// Webhooks looked through at once.
const PAGE: i64 = 200;

/// Applies what was kept for a number while no channel had it, oldest first. Applying twice does no harm.
///
/// # Errors
/// When the database fails; what was applied until then stays.
pub async fn replay(desk: &Desk, number: &PhoneNumberId) -> Result<(), Fault> {
    let name = number.0.clone();
    let Some(first) = desk.store.read(move |tx| journal::first_unassigned(tx, &name)).await? else {
        return Ok(());
    };
    let mut after = first.saturating_sub(1);
    loop {
        let rows = desk
            .store
            .read(move |tx| {
                let end = cursor(tx)?;
                Ok::<_, Fault>(
                    journal::list_after(tx, after, PAGE)?
                        .into_iter()
                        .filter(|row| row.seq <= end)
                        .collect::<Vec<_>>(),
                )
            })
            .await?;
        let Some(last) = rows.last().map(|row| row.seq) else { break };
        let reads = rows
            .into_iter()
            .map(|row| open(row.seq, row.app, &row.body))
            .map(|mut read| {
                read.items.retain(|item| item.phone_number_id.as_ref() == Some(number));
                read
            })
            .filter(|read| !read.items.is_empty())
            .collect();
        apply_now(desk, reads).await?;
        after = last;
    }
    // Last, so that a crash on the way begins again instead of forgetting the rest.
    let name = number.0.clone();
    desk.store.write(move |tx| journal::forget_unassigned(tx, &name)).await
}

/// Tries a parked item again; it is forgotten once it could be applied.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown item or one whose webhook is gone; [`Refusal::Conflict`] when it still cannot
/// be applied, with the reason.
pub async fn retry_parked(desk: &Desk, who: &Who, id: Uuid) -> Result<(), Refusal> {
    who.needs(Permission::Administer)?;
    let found = desk
        .store
        .read(move |tx| {
            let Some(parked) = journal::get_parked(tx, id)? else { return Ok(None) };
            Ok::<_, Fault>(journal::get(tx, parked.journal_seq)?.map(|row| (parked, row)))
        })
        .await?;
    let Some((parked, row)) = found else { return Err(Refusal::NotFound { what: "parked item" }) };
    let mut read = open(row.seq, row.app, &row.body);
    read.items.retain(|item| item.place == parked.place);
    if let Some(Err(reason)) = read.items.first().map(|item| &item.inbound) {
        return Err(Refusal::conflict(format!("it still cannot be read: {reason}")));
    }
    apply_now(desk, vec![read]).await.map_err(|fault| match fault.retry_after() {
        Some(_) => Refusal::Storage(fault),
        None => Refusal::conflict(format!("it still cannot be applied: {fault}")),
    })?;
    desk.store.write(move |tx| journal::unpark(tx, id)).await?;
    Ok(())
}

async fn apply_now(desk: &Desk, reads: Vec<Read>) -> Result<(), Fault> {
    let (ids, now) = (Arc::clone(&desk.ids), desk.now());
    desk.store
        .write(move |tx| {
            let numbers = Numbers::load(tx)?;
            for read in &reads {
                for item in &read.items {
                    apply::item(
                        tx,
                        ids.as_ref(),
                        now,
                        &numbers,
                        Place { seq: read.seq, app: &read.app },
                        item,
                    )?;
                }
            }
            Ok(())
        })
        .await
}
