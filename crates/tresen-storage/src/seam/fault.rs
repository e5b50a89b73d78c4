//! The one error of this room: the world failed, not the rules.

use std::time::Duration;

/// The database, the disk or the connection failed.
#[derive(Debug, thiserror::Error)]
#[error("storage: {doing}: {cause}")]
pub struct Fault {
    doing: String,
    cause: Cause,
}

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Postgres(#[from] postgres::Error),
    #[error(transparent)]
    Blob(#[from] object_store::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Other(String),
    #[error("{0}")]
    Busy(String),
}

impl Fault {
    /// A fault of our own making: a row that cannot be read, a writer that has stopped.
    pub fn other(doing: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { doing: doing.into(), cause: Cause::Other(cause.into()) }
    }

    /// The queue is full or shut; the same call may succeed later.
    pub fn busy(doing: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { doing: doing.into(), cause: Cause::Busy(cause.into()) }
    }

    pub(crate) fn new(doing: impl Into<String>, cause: impl Into<FaultCause>) -> Self {
        Self { doing: doing.into(), cause: cause.into().0 }
    }

    /// Whether the same call is worth trying again, and after how long.
    pub fn retry_after(&self) -> Option<Duration> {
        let is_passing = match &self.cause {
            Cause::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    rusqlite::ErrorCode::DatabaseBusy
                        | rusqlite::ErrorCode::DatabaseLocked
                        | rusqlite::ErrorCode::DiskFull
                )
            ),
            Cause::Postgres(error) => {
                error.is_closed()
                    || error.code().is_none_or(|code| {
                        code.code().starts_with("40")
                            || code.code().starts_with("57")
                            || code.code().starts_with("53")
                    })
            }
            Cause::Blob(_) | Cause::Io(_) | Cause::Busy(_) => true,
            Cause::Other(_) => false,
        };
        is_passing.then_some(Duration::from_millis(500))
    }

    /// Whether a unique constraint said no: somebody else was first.
    pub fn is_conflict(&self) -> bool {
        match &self.cause {
            Cause::Sqlite(rusqlite::Error::SqliteFailure(error, _)) => {
                error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    || error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            }
            Cause::Postgres(error) => error.code() == Some(&postgres::error::SqlState::UNIQUE_VIOLATION),
            _ => false,
        }
    }

    pub(crate) fn is_connection_lost(&self) -> bool {
        matches!(&self.cause, Cause::Postgres(error) if error.is_closed())
    }

    /// The same words for everybody whose write was in a transaction that failed as a whole.
    pub(crate) fn copied(&self) -> Self {
        Self { doing: self.doing.clone(), cause: Cause::Busy(self.cause.to_string()) }
    }
}

/// Driver errors that may cause a [`Fault`].
pub(crate) struct FaultCause(Cause);

macro_rules! causes {
    ($($from:ty),*) => {$(
        impl From<$from> for FaultCause {
            fn from(error: $from) -> Self { Self(error.into()) }
        }
    )*};
}
causes!(rusqlite::Error, postgres::Error, object_store::Error, std::io::Error);
