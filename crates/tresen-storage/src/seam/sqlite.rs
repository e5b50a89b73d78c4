//! SQLite behind the seam.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, Statement, types::ValueRef};
use uuid::Uuid;

use super::{Fault, value::Value};

/// Opens the file for writing; creates it when it is not there.
///
/// WAL with `synchronous=FULL`: an acknowledged commit survives a power cut. A checkpoint runs every 4,000
/// pages, so that the log stays small without stalling single commits.
pub(super) fn open_writer(path: &Path) -> Result<Connection, Fault> {
    let conn =
        Connection::open(path).map_err(|error| Fault::new(format!("open {}", path.display()), error))?;
    tune(&conn)?;
    batch(
        &conn,
        "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma foreign_keys = on;",
    )?;
    Ok(conn)
}

/// Opens the file for reading only.
pub(super) fn open_reader(path: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)
        .map_err(|error| Fault::new(format!("open {}", path.display()), error))?;
    tune(&conn)?;
    Ok(conn)
}

fn tune(conn: &Connection) -> Result<(), Fault> {
    conn.busy_timeout(Duration::from_secs(10)).map_err(|error| Fault::new("set busy timeout", error))?;
    conn.set_prepared_statement_cache_capacity(256);
    batch(conn, "pragma cache_size = -4096; pragma temp_store = memory;")
}

/// Runs statements without parameters. A single one, such as a savepoint around each write, is parsed once.
pub(super) fn batch(conn: &Connection, sql: &str) -> Result<(), Fault> {
    let ran = if sql.contains(';') {
        conn.execute_batch(sql)
    } else {
        conn.prepare_cached(sql).and_then(|mut statement| statement.raw_execute()).map(|_| ())
    };
    ran.map_err(|error| Fault::new(named(sql), error))
}

pub(super) fn execute(conn: &Connection, sql: &str, params: &[Value<'_>]) -> Result<u64, Fault> {
    let mut statement = prepared(conn, sql, params)?;
    let touched = statement.raw_execute().map_err(|error| Fault::new(named(sql), error))?;
    Ok(u64::try_from(touched).unwrap_or(0))
}

pub(super) fn query<T>(
    conn: &Connection,
    sql: &str,
    params: &[Value<'_>],
    mut map: impl FnMut(&rusqlite::Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut statement = prepared(conn, sql, params)?;
    let mut rows = statement.raw_query();
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(|error| Fault::new(named(sql), error))? {
        all.push(map(row)?);
    }
    Ok(all)
}

pub(super) fn column<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<Value<'r>, Fault> {
    let value = row.get_ref(at).map_err(|error| Fault::new(format!("read column {at}"), error))?;
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(one) => Value::Int(one),
        ValueRef::Real(one) => Value::Real(one),
        ValueRef::Text(one) => Value::Text(String::from_utf8_lossy(one)),
        ValueRef::Blob(one) => Value::Bytes(one.into()),
    })
}

/// A cached statement with its parameters bound. `$3` is a name to SQLite, so names are mapped to places.
fn prepared<'c>(
    conn: &'c Connection,
    sql: &str,
    params: &[Value<'_>],
) -> Result<rusqlite::CachedStatement<'c>, Fault> {
    let mut statement = conn.prepare_cached(sql).map_err(|error| Fault::new(named(sql), error))?;
    for at in 1..=statement.parameter_count() {
        let number = statement
            .parameter_name(at)
            .and_then(|name| name.get(1..))
            .and_then(|digits| digits.parse::<usize>().ok())
            .unwrap_or(at);
        let value = params
            .get(number.saturating_sub(1))
            .ok_or_else(|| Fault::other(named(sql), format!("parameter ${number} is missing")))?;
        bind(&mut statement, at, value).map_err(|error| Fault::new(named(sql), error))?;
    }
    Ok(statement)
}

fn bind(statement: &mut Statement<'_>, at: usize, value: &Value<'_>) -> rusqlite::Result<()> {
    match value {
        Value::Null => statement.raw_bind_parameter(at, rusqlite::types::Null),
        Value::Int(one) => statement.raw_bind_parameter(at, one),
        Value::Real(one) => statement.raw_bind_parameter(at, one),
        Value::Bool(one) => statement.raw_bind_parameter(at, i64::from(*one)),
        Value::Text(one) => statement.raw_bind_parameter(at, one.as_ref()),
        Value::Bytes(one) => statement.raw_bind_parameter(at, one.as_ref()),
        Value::Uuid(one) => statement.raw_bind_parameter(at, Uuid::as_bytes(one).as_slice()),
    }
}

/// The first words of a statement, for error messages: enough to find it, without values.
pub(super) fn named(sql: &str) -> String {
    sql.split_whitespace().take(5).collect::<Vec<_>>().join(" ")
}
