//! Migrations: numbered files, one set for both engines, applied at start, forward only.

use crate::{Engine, Fault, Tx, seam::Value};

/// Every migration in order. A file that was released is never edited; a change is a new file.
const MIGRATIONS: &[(i64, &str)] = &[(1, include_str!("../migrations/0001_desk.sql"))];

/// Applies what is missing, each in its own transaction.
///
/// # Errors
/// When a statement fails, or the database was written by a newer Tresen.
pub(crate) fn apply(tx: &mut Tx<'_>) -> Result<(), Fault> {
    tx.batch("create table if not exists migrations (number bigint primary key, applied_at text not null default current_timestamp)")?;
    let done = tx
        .query_one("select coalesce(max(number), 0) from migrations", &[], |row| row.get::<i64>(0))?
        .unwrap_or(0);
    let newest = MIGRATIONS.last().map_or(0, |(number, _)| *number);
    if done > newest {
        return Err(Fault::other(
            "migrate",
            format!("the database is at {done}, this Tresen knows {newest}: use a newer Tresen"),
        ));
    }
    for (number, text) in MIGRATIONS.iter().filter(|(number, _)| *number > done) {
        tx.batch("begin")?;
        if tx.engine() == Engine::Postgres {
            tx.batch("select pg_advisory_xact_lock(7310002)")?;
        }
        let is_new = tx
            .query("select 1 from migrations where number = $1", &[Value::Int(*number)], |_| Ok(()))?
            .is_empty();
        let applied = if is_new { tx.batch(&for_engine(text, tx.engine())) } else { Ok(()) };
        let noted = applied.and_then(|()| {
            if is_new {
                tx.execute("insert into migrations (number) values ($1)", &[Value::Int(*number)]).map(|_| ())
            } else {
                Ok(())
            }
        });
        match noted {
            Ok(()) => tx.batch("commit")?,
            Err(fault) => {
                let _ = tx.batch("rollback");
                return Err(fault);
            }
        }
    }
    Ok(())
}

/// The text for one engine: `{serial}` is its way to number rows; lines between `--@sqlite` or `--@postgres`
/// and `--@both` are only for that engine.
pub(crate) fn for_engine(text: &str, engine: Engine) -> String {
    let (serial, other) = match engine {
        Engine::Sqlite => ("integer primary key autoincrement", "--@postgres"),
        Engine::Postgres => ("bigint generated always as identity primary key", "--@sqlite"),
    };
    let mut is_ours = true;
    text.lines()
        .filter(|line| {
            match line.trim() {
                mark if mark == other => is_ours = false,
                "--@both" | "--@sqlite" | "--@postgres" => is_ours = true,
                _ => {}
            }
            is_ours
        })
        .map(|line| line.replace("{serial}", serial))
        .collect::<Vec<_>>()
        .join("\n")
}
