//! The store: writes go to a lane, reads to a pool, and whoever waits for work is woken after commits.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{Notify, Semaphore, mpsc, oneshot};

use super::{
    Fault,
    lane::{self, Grouped, Job},
    postgres::PostgresConn,
    sqlite,
    tx::{Conn, Topic, Tx},
};

/// Which database answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server.
    Postgres,
}

/// Where the database is and how it is used.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Connections for reading. At least 1.
    pub readers: usize,
    /// Most writes that may wait before callers are told to come back. At least 1.
    pub queue: usize,
}

impl StoreConfig {
    /// A database at `url` with usual sizes: 4 readers, 4,096 waiting writes.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), readers: 4, queue: 4_096 }
    }
}

/// Which thread a write takes. On SQLite both are the same one, since there is one writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Keeping webhooks: never behind long work on PostgreSQL.
    Door,
    /// Everything else.
    Desk,
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    door: mpsc::Sender<Box<dyn Job>>,
    desk: mpsc::Sender<Box<dyn Job>>,
    readers: Readers,
    bells: Arc<BTreeMap<Topic, Notify>>,
}

impl Store {
    /// Opens the database, applies missing migrations, starts the writer threads.
    ///
    /// Waits: inside an asynchronous runtime call it where waiting is allowed.
    ///
    /// # Errors
    /// When it cannot be reached, or was written by a newer Tresen.
    pub fn open(config: &StoreConfig) -> Result<Self, Fault> {
        let bells: Arc<BTreeMap<Topic, Notify>> =
            Arc::new(Topic::ALL.iter().map(|topic| (*topic, Notify::new())).collect());
        let place = Place::parse(&config.url)?;
        place.open_writer()?.apply_migrations()?;
        let engine = place.engine();
        let desk = start_lane(&place, "desk", config.queue, &bells)?;
        let door = if engine == Engine::Postgres {
            start_lane(&place, "door", config.queue, &bells)?
        } else {
            desk.clone()
        };
        let readers =
            Readers { place, idle: Mutex::new(Vec::new()), permits: Semaphore::new(config.readers.max(1)) };
        Ok(Self(Arc::new(Inner { engine, door, desk, readers, bells })))
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Runs `work` in a transaction that is on disk when this answers `Ok`.
    ///
    /// Waits for a place in the queue; the transaction is shared with other waiting writes, each undone alone
    /// when it answers `Err`. `work` runs on the writer's thread: no waiting, no network in it.
    ///
    /// # Errors
    /// What `work` answers; a [`Fault`] when the commit fails or the store is shut.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.write_on(Lane::Desk, work).await
    }

    /// As [`Store::write`], on a chosen lane.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_on<T, E, F>(&self, lane: Lane, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job = Box::new(Write { work: Some(work), answer: None, tell });
        let lane = match lane {
            Lane::Door => &self.0.door,
            Lane::Desk => &self.0.desk,
        };
        lane.send(job).await.map_err(|_| Fault::busy("write", "the store is shut"))?;
        told.await.map_err(|_| Fault::other("write", "the write was not carried out"))?
    }

    /// Runs `work` on a consistent snapshot; never waits for writers.
    ///
    /// # Errors
    /// What `work` answers; a [`Fault`] when no connection can be had.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        let permit =
            self.0.readers.permits.acquire().await.map_err(|_| Fault::busy("read", "the store is shut"))?;
        let answer = tokio::task::spawn_blocking(move || inner.readers.run(work))
            .await
            .map_err(|_| Fault::other("read", "the read was not carried out"))?;
        drop(permit);
        answer
    }

    /// Waits until some commit woke `topic`. A wake-up before the call is not lost: it is kept for one waiter.
    pub async fn woken(&self, topic: Topic) {
        if let Some(bell) = self.0.bells.get(&topic) {
            bell.notified().await;
        }
    }

    /// Wakes whoever waits for `topic` in this process.
    pub fn wake(&self, topic: Topic) {
        ring(&self.0.bells, &[topic]);
    }
}

fn ring(bells: &BTreeMap<Topic, Notify>, topics: &[Topic]) {
    for bell in topics.iter().filter_map(|topic| bells.get(topic)) {
        bell.notify_one();
    }
}

/// A write with its answer, kept until the group is committed.
struct Write<T, E, F> {
    work: Option<F>,
    answer: Option<Result<T, E>>,
    tell: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Write<T, E, F>
where
    T: Send,
    E: From<Fault> + Send,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        self.answer = self.work.take().map(|work| work(tx));
        matches!(self.answer, Some(Ok(_)))
    }

    fn finish(self: Box<Self>, committed: Result<(), Fault>) {
        let answer = match (self.answer, committed) {
            (Some(Err(refusal)), _) => Err(refusal),
            (_, Err(fault)) => Err(fault.into()),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (None, Ok(())) => Err(Fault::other("write", "the write panicked").into()),
        };
        let _ = self.tell.send(answer);
    }
}

/// Where the database is.
#[derive(Debug, Clone)]
enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Place {
    fn parse(url: &str) -> Result<Self, Fault> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            Ok(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres(url.to_owned()))
        } else {
            Err(Fault::other("read the database URL", "it must begin with `sqlite:` or `postgres://`"))
        }
    }

    fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    fn open_writer(&self) -> Result<AnyConn, Fault> {
        Ok(match self {
            Self::Sqlite(path) => AnyConn::Sqlite(sqlite::open_writer(path)?),
            Self::Postgres(url) => AnyConn::Postgres(Box::new(PostgresConn::open(url)?)),
        })
    }

    fn open_reader(&self) -> Result<AnyConn, Fault> {
        Ok(match self {
            Self::Sqlite(path) => AnyConn::Sqlite(sqlite::open_reader(path)?),
            Self::Postgres(url) => AnyConn::Postgres(Box::new(PostgresConn::open(url)?)),
        })
    }
}

enum AnyConn {
    Sqlite(rusqlite::Connection),
    Postgres(Box<PostgresConn>),
}

impl AnyConn {
    fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(conn) => Conn::Sqlite(conn),
            Self::Postgres(conn) => Conn::Postgres(conn),
        }
    }

    fn is_closed(&self) -> bool {
        matches!(self, Self::Postgres(conn) if conn.is_closed())
    }

    fn apply_migrations(&mut self) -> Result<(), Fault> {
        crate::migrate::apply(&mut Tx::new(self.conn()))
    }
}

/// A lane's own connection, opened again when it was lost.
struct LaneConn {
    place: Place,
    conn: AnyConn,
}

impl Grouped for LaneConn {
    fn begin(&self) -> &'static str {
        // Another process (the command line) may write too: take the lock at once instead of failing later.
        match self.place {
            Place::Sqlite(_) => "begin immediate",
            Place::Postgres(_) => "begin",
        }
    }

    fn conn(&mut self) -> Result<Conn<'_>, Fault> {
        if self.conn.is_closed() {
            self.conn = self.place.open_writer()?;
        }
        Ok(self.conn.conn())
    }
}

fn start_lane(
    place: &Place,
    name: &str,
    queue: usize,
    bells: &Arc<BTreeMap<Topic, Notify>>,
) -> Result<mpsc::Sender<Box<dyn Job>>, Fault> {
    let (send, receive) = mpsc::channel(queue.max(1));
    let conn = LaneConn { place: place.clone(), conn: place.open_writer()? };
    let bells = Arc::clone(bells);
    std::thread::Builder::new()
        .name(format!("writer-{name}"))
        .spawn(move || lane::run(conn, receive, |topics| ring(&bells, topics)))
        .map_err(|error| Fault::new("start the writer", error))?;
    Ok(send)
}

/// Connections for reading, opened when first needed.
struct Readers {
    place: Place,
    idle: Mutex<Vec<AnyConn>>,
    permits: Semaphore,
}

/// A PostgreSQL connection ends by waiting, which no thread of an asynchronous runtime may do.
impl Drop for Readers {
    fn drop(&mut self) {
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        if !idle.is_empty() {
            let ending = std::thread::Builder::new().name("readers-end".to_owned());
            if let Err(error) = ending.spawn(move || drop(idle)) {
                tracing::warn!(%error, "connections for reading are left to the process's end");
            }
        }
    }
}

impl Readers {
    fn run<T, E: From<Fault>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut conn = match idle {
            Some(conn) => conn,
            None => self.place.open_reader()?,
        };
        let begin = match self.place {
            Place::Sqlite(_) => "begin",
            Place::Postgres(_) => "begin isolation level repeatable read read only",
        };
        let mut tx = Tx::new(conn.conn());
        tx.batch(begin)?;
        let answer = work(&mut tx);
        let ended = tx.batch("rollback");
        if ended.is_ok() && !conn.is_closed() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        }
        answer
    }
}
