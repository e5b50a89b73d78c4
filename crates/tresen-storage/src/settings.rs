//! Settings: values of which there is one.

use crate::{Fault, Tx, params};

/// The value of a setting.
pub fn get(tx: &mut Tx<'_>, key: &str) -> Result<Option<String>, Fault> {
    tx.query_one("select value from settings where key = $1", params![key], |row| row.get(0))
}

/// The value of a setting as a number; `None` when it is not set or no number.
pub fn number(tx: &mut Tx<'_>, key: &str) -> Result<Option<i64>, Fault> {
    Ok(get(tx, key)?.and_then(|text| text.parse().ok()))
}

/// Sets a value, whether it was there or not.
pub fn set(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<(), Fault> {
    tx.execute(
        "insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        params![key, value],
    )?;
    Ok(())
}

/// Removes a setting.
pub fn delete(tx: &mut Tx<'_>, key: &str) -> Result<(), Fault> {
    tx.execute("delete from settings where key = $1", params![key])?;
    Ok(())
}
