//! API keys: how programs come in. Only the hash of a key is kept.

use tresen_domain::{agent::Role, id::ApiKeyId, time::Timestamp};

use crate::{
    Fault, Tx, params,
    seam::{Row, word},
};

/// A program's key, without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Our id; lists page by it.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// First characters, to tell keys apart.
    pub prefix: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Last use, to the minute.
    pub last_used_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, name, role, prefix, created_at, last_used_at";

fn read(row: &Row<'_>) -> Result<ApiKey, Fault> {
    Ok(ApiKey {
        id: row.get(0)?,
        name: row.get(1)?,
        role: word("api_keys.role", &row.get::<String>(2)?, Role::parse)?,
        prefix: row.get(3)?,
        created_at: row.get(4)?,
        last_used_at: row.get(5)?,
    })
}

/// Adds a key. `key_hash`: SHA-256 of the key.
pub fn insert(tx: &mut Tx<'_>, key: &ApiKey, key_hash: &[u8]) -> Result<(), Fault> {
    tx.execute(
        "insert into api_keys (id, name, role, prefix, key_hash, created_at, last_used_at) values ($1, $2, $3, $4, $5, $6, $7)",
        params![key.id, &key.name, key.role.as_str(), &key.prefix, key_hash, key.created_at, key.last_used_at],
    )?;
    Ok(())
}

/// The key with this hash.
pub fn find_by_hash(tx: &mut Tx<'_>, key_hash: &[u8]) -> Result<Option<ApiKey>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from api_keys where key_hash = $1"), params![key_hash], read)
}

/// Keys in the order of creation, at most `limit`, those after `after`.
pub fn list(tx: &mut Tx<'_>, after: Option<ApiKeyId>, limit: i64) -> Result<Vec<ApiKey>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    tx.query(
        &format!("select {COLUMNS} from api_keys where id > $1 order by id limit $2"),
        params![after, limit],
        read,
    )
}

/// Notes that the key was used.
pub fn set_last_used(tx: &mut Tx<'_>, id: ApiKeyId, at: Timestamp) -> Result<(), Fault> {
    tx.execute("update api_keys set last_used_at = $2 where id = $1", params![id, at])?;
    Ok(())
}

/// Removes a key. True when there was one.
pub fn delete(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<bool, Fault> {
    Ok(tx.execute("delete from api_keys where id = $1", params![id])? > 0)
}

/// The name of a key; none once it was deleted.
///
/// # Errors
/// When the engine refuses.
pub fn name(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<Option<String>, Fault> {
    tx.query_one("select name from api_keys where id = $1", params![id], |row| row.get(0))
}
