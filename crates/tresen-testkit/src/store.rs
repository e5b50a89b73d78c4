//! Databases that belong to one test and vanish with it.

use std::{
    future::Future,
    sync::atomic::{AtomicU32, Ordering},
};

use postgres::{Client, NoTls};
use tempfile::TempDir;
use tresen_storage::{Engine, Store, StoreConfig};

/// Where a PostgreSQL server for tests is named: a URL whose role may create databases.
pub const POSTGRES_URL_VARIABLE: &str = "TRESEN_TEST_POSTGRES_URL";

static MADE: AtomicU32 = AtomicU32::new(0);

/// A store with its own database, migrated; both go when this is dropped.
pub struct TestStore {
    /// The store.
    pub store: Store,
    /// Where it is, to open a second store on the same database.
    pub url: String,
    _place: Place,
}

enum Place {
    Sqlite { _dir: TempDir },
    Postgres { _database: Database },
}

impl TestStore {
    /// A fresh SQLite file.
    pub fn sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a directory for the test database");
        let url = format!("sqlite:{}", dir.path().join("tresen.db").display());
        Self { store: open(&url), url, _place: Place::Sqlite { _dir: dir } }
    }

    /// A fresh database on the server for tests; `None` when no server is named.
    ///
    /// Blocks: call it outside of async code, as [`each_engine`] does.
    pub fn postgres() -> Option<Self> {
        let server = std::env::var(POSTGRES_URL_VARIABLE).ok().filter(|url| !url.is_empty())?;
        let database = Database::create(server);
        let url = database.url();
        Some(Self { store: open(&url), url, _place: Place::Postgres { _database: database } })
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        self.store.engine()
    }
}

fn open(url: &str) -> Store {
    Store::open(&StoreConfig::new(url)).expect("the test database opens")
}

/// Runs one test on every engine there is: SQLite always, PostgreSQL when a server is named.
///
/// Each run has its own database. A failure names its engine.
pub fn each_engine<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    for place in [Some(TestStore::sqlite()), TestStore::postgres()].into_iter().flatten() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime for the test");
        let naming = Naming(place.engine());
        runtime.block_on(test(place.store.clone()));
        drop(naming);
    }
}

/// Says which engine failed when a test panics.
struct Naming(Engine);

impl Drop for Naming {
    #[expect(clippy::print_stderr, reason = "the test's reader must learn which engine failed")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("… on {:?}", self.0);
        }
    }
}

/// A database of the test server, dropped at the end.
struct Database {
    server: String,
    name: String,
}

impl Database {
    fn create(server: String) -> Self {
        let name = format!("tresen_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst));
        run(&server, &format!("drop database if exists {name} with (force)"));
        run(&server, &format!("create database {name} template template0"));
        Self { server, name }
    }

    /// The server's URL with this database in it; parameters after `?` stay.
    fn url(&self) -> String {
        let (address, parameters) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let host = address.find("://").map_or(0, |at| at + 3);
        let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| host + at);
        let base = address.get(..end).unwrap_or(address);
        if parameters.is_empty() {
            format!("{base}/{}", self.name)
        } else {
            format!("{base}/{}?{parameters}", self.name)
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A thread of its own: the driver blocks, and a test may end inside a runtime.
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropped = std::thread::spawn(move || {
            Client::connect(&server, NoTls).and_then(|mut client| {
                client.batch_execute(&format!("drop database if exists {name} with (force)"))
            })
        })
        .join();
        // The server is temporary, or the next run under the same number drops it first.
        drop(dropped);
    }
}

fn run(server: &str, sql: &str) {
    Client::connect(server, NoTls)
        .and_then(|mut client| client.batch_execute(sql))
        .unwrap_or_else(|error| panic!("`{sql}` on the server of {POSTGRES_URL_VARIABLE}: {error}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_takes_its_place_in_the_url() {
        let url = |server: &str| {
            let database =
                std::mem::ManuallyDrop::new(Database { server: server.to_owned(), name: "x".to_owned() });
            database.url()
        };
        assert_eq!(url("postgres://me@host:5432/postgres"), "postgres://me@host:5432/x");
        assert_eq!(url("postgres://me@host"), "postgres://me@host/x");
        assert_eq!(url("postgres://me@%2Ftmp/postgres?user=a"), "postgres://me@%2Ftmp/x?user=a");
    }
}
