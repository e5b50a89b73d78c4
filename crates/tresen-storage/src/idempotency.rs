//! Idempotency keys: the answers to writes that may be sent twice.

use tresen_domain::time::Timestamp;

use crate::{Fault, Tx, params};

/// What is known about a key of one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 over method, path and body of the first request.
    pub request_hash: Vec<u8>,
    /// Status and body of its answer; `None` while it still runs.
    pub answer: Option<(i64, Vec<u8>)>,
    /// When the first request came.
    pub created_at: Timestamp,
}

/// Claims a key. `Ok(true)`: it is ours now. `Ok(false)`: somebody was first.
pub fn claim(
    tx: &mut Tx<'_>,
    actor: &str,
    key: &str,
    request_hash: &[u8],
    now: Timestamp,
) -> Result<bool, Fault> {
    let inserted = tx.execute(
        "insert into idempotency_keys (actor, key, request_hash, status, body, created_at) values ($1, $2, $3, null, null, $4) on conflict do nothing",
        params![actor, key, request_hash, now],
    )?;
    Ok(inserted > 0)
}

/// What is kept under a key.
pub fn get(tx: &mut Tx<'_>, actor: &str, key: &str) -> Result<Option<Kept>, Fault> {
    tx.query_one(
        "select request_hash, status, body, created_at from idempotency_keys where actor = $1 and key = $2",
        params![actor, key],
        |row| {
            let (status, body) = (row.get::<Option<i64>>(1)?, row.get::<Option<Vec<u8>>>(2)?);
            Ok(Kept {
                request_hash: row.get(0)?,
                answer: status.map(|status| (status, body.unwrap_or_default())),
                created_at: row.get(3)?,
            })
        },
    )
}

/// Keeps the answer to a claimed key.
pub fn answer(tx: &mut Tx<'_>, actor: &str, key: &str, status: i64, body: &[u8]) -> Result<(), Fault> {
    tx.execute(
        "update idempotency_keys set status = $3, body = $4 where actor = $1 and key = $2",
        params![actor, key, status, body],
    )?;
    Ok(())
}

/// Gives a key back: its request came to no answer worth keeping.
pub fn release(tx: &mut Tx<'_>, actor: &str, key: &str) -> Result<(), Fault> {
    tx.execute("delete from idempotency_keys where actor = $1 and key = $2", params![actor, key])?;
    Ok(())
}

/// Forgets keys older than `before`. Answers how many.
pub fn delete_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, Fault> {
    tx.execute("delete from idempotency_keys where created_at < $1", params![before])
}
