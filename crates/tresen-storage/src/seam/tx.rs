//! A transaction: the only thing repository functions see of the database.

use super::{
    Engine, Fault,
    postgres::PostgresConn,
    sqlite,
    value::{FromValue, Value},
};

/// Something that waits for work, woken after a commit that made some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// New journal rows.
    Journal,
    /// New events.
    Events,
    /// Something to send.
    Outbox,
    /// A file to fetch.
    Media,
    /// A timer was set.
    Timers,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 5] = [Self::Journal, Self::Events, Self::Outbox, Self::Media, Self::Timers];
}

/// A transaction on either engine.
pub struct Tx<'c> {
    pub(super) conn: Conn<'c>,
    pub(super) woken: Vec<Topic>,
    /// Whether this transaction already holds the lock that orders the logs (PostgreSQL only).
    pub(super) is_ordered: bool,
}

pub(super) enum Conn<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut PostgresConn),
}

/// A row of an answer.
pub struct Row<'r>(pub(super) RowOf<'r>);

pub(super) enum RowOf<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// Column `at`, counted from 0.
    ///
    /// # Errors
    /// A fault when there is no such column or it holds another type.
    pub fn get<T: FromValue>(&self, at: usize) -> Result<T, Fault> {
        let value = match &self.0 {
            RowOf::Sqlite(row) => sqlite::column(row, at)?,
            RowOf::Postgres(row) => super::postgres::column(row, at)?,
        };
        T::from_value(&value).ok_or_else(|| {
            Fault::other(
                format!("read column {at}"),
                format!("unexpected {value:?}").chars().take(60).collect::<String>(),
            )
        })
    }
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: Conn<'c>) -> Self {
        Self { conn, woken: Vec::new(), is_ordered: false }
    }

    /// Which engine this runs on, for the few queries that need a text each.
    pub fn engine(&self) -> Engine {
        match self.conn {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement; answers the number of rows touched.
    ///
    /// # Errors
    /// When the engine refuses; the message names the statement's first words, never its values.
    pub fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Fault> {
        match &mut self.conn {
            Conn::Sqlite(conn) => sqlite::execute(conn, sql, params),
            Conn::Postgres(conn) => conn.execute(sql, params),
        }
    }

    /// Runs a query and maps each row.
    ///
    /// # Errors
    /// When the engine refuses, or `map` does.
    pub fn query<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        match &mut self.conn {
            Conn::Sqlite(conn) => sqlite::query(conn, sql, params, |row| map(&Row(RowOf::Sqlite(row)))),
            Conn::Postgres(conn) => {
                conn.query(sql, params)?.iter().map(|row| map(&Row(RowOf::Postgres(row)))).collect()
            }
        }
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Tx::query`].
    pub fn query_one<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        Ok(self.query(sql, params, map)?.into_iter().next())
    }

    /// Runs `work` so that its failure undoes only what it did itself.
    ///
    /// # Errors
    /// What `work` answers; a fault when the savepoint itself fails.
    pub fn nested<T, E: From<Fault>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let woken = self.woken.len();
        self.batch("savepoint one")?;
        let answer = work(self);
        if answer.is_err() {
            self.woken.truncate(woken);
            self.is_ordered = false;
            self.batch("rollback to savepoint one")?;
        }
        self.batch("release savepoint one")?;
        answer
    }

    /// Wakes whoever waits for `topic` once this transaction is committed.
    pub fn wake(&mut self, topic: Topic) {
        if !self.woken.contains(&topic) {
            self.woken.push(topic);
        }
    }

    /// Makes rows of the logs (journal, events) appear in the order of their numbers.
    ///
    /// SQLite has one writer, so they do. On PostgreSQL numbers are given before commits; a lock until the
    /// commit keeps a reader with a cursor from overtaking a row that is not visible yet.
    pub(crate) fn order_log(&mut self) -> Result<(), Fault> {
        if !self.is_ordered && self.engine() == Engine::Postgres {
            self.query("select cast(pg_advisory_xact_lock(7310001) as text)", &[], |_| Ok(()))?;
        }
        self.is_ordered = true;
        Ok(())
    }

    /// Runs statements without parameters, several at once.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        match &mut self.conn {
            Conn::Sqlite(conn) => sqlite::batch(conn, sql),
            Conn::Postgres(conn) => conn.batch(sql),
        }
    }
}
