//! The seam: group commit, savepoints, snapshots, wake-ups, migrations.

use std::{
    sync::mpsc,
    time::{Duration, Instant},
};

use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
};
use tresen_storage::{
    Engine, Fault, Lane, Store, StoreConfig, Topic, event, journal, params, seam::Value, settings,
};
use tresen_testkit::{TestStore, each_engine};
use uuid::Uuid;

use crate::{NOW, read, write};

/// Longest wait for something that must happen.
const SOON: Duration = Duration::from_secs(20);

fn fact(number: i64) -> NewEvent {
    NewEvent::of_desk(EventKind::ListChanged, Actor::System, NOW, serde_json::json!({ "number": number }))
}

/// Holds the writer inside a unit of work until the guard is dropped, so that what is sent meanwhile shares a group.
async fn held(store: &Store) -> (mpsc::Sender<()>, tokio::task::JoinHandle<Result<(), Fault>>) {
    let (release, released) = mpsc::channel::<()>();
    let (entered, inside) = tokio::sync::oneshot::channel();
    let store = store.clone();
    let holding = tokio::spawn(async move {
        store
            .write(move |_| {
                let _ = entered.send(());
                // Ends with the sender, so that a failing test does not hang.
                let _ = released.recv();
                Ok::<_, Fault>(())
            })
            .await
    });
    inside.await.unwrap();
    (release, holding)
}

#[test]
fn every_kind_of_value_comes_back_as_it_went_in() {
    each_engine(async |store| {
        write(&store, |tx| {
            tx.execute("create table kinds (n bigint, r double precision, b boolean, t text, y bytea, u uuid, e text)", &[])?;
            tx.execute(
                "insert into kinds (n, r, b, t, y, u, e) values ($1, $2, $3, $4, $5, $6, $7)",
                params![-7_i64, 0.5_f64, true, "Grüße\u{1F44B}", vec![0_u8, 255], Uuid::from_u128(9), None::<String>],
            )?;
            Ok(())
        })
        .await;
        let row = read(&store, |tx| {
            tx.query_one(
                "select n, r, b, t, y, u, e from kinds where n = $1 and u = $2",
                params![-7_i64, Uuid::from_u128(9)],
                |row| {
                    Ok((
                        row.get::<i64>(0)?,
                        row.get::<f64>(1)?,
                        row.get::<bool>(2)?,
                        row.get::<String>(3)?,
                        row.get::<Vec<u8>>(4)?,
                        row.get::<Uuid>(5)?,
                        row.get::<Option<String>>(6)?,
                    ))
                },
            )
        })
        .await;
        assert_eq!(
            row,
            Some((-7, 0.5, true, "Grüße\u{1F44B}".to_owned(), vec![0, 255], Uuid::from_u128(9), None))
        );
        let wrong = store.read(|tx| tx.query_one("select t from kinds", &[], |row| row.get::<i64>(0))).await;
        assert!(wrong.is_err(), "text is no number");
    });
}

#[test]
fn a_failing_and_a_panicking_write_undo_only_themselves() {
    each_engine(async |store| {
        let (release, holding) = held(&store).await;
        let first = tokio::spawn({
            let store = store.clone();
            async move { store.write(|tx| settings::set(tx, "first", "1")).await }
        });
        let failing = tokio::spawn({
            let store = store.clone();
            async move {
                store
                    .write(|tx| {
                        settings::set(tx, "failing", "1")?;
                        tx.execute("insert into no_such_table (x) values (1)", &[])?;
                        Ok::<_, Fault>(())
                    })
                    .await
            }
        });
        let panicking = tokio::spawn({
            let store = store.clone();
            async move {
                store
                    .write(|tx| -> Result<(), Fault> {
                        settings::set(tx, "panicking", "1")?;
                        panic!("a bug in a use case");
                    })
                    .await
            }
        });
        let last = tokio::spawn({
            let store = store.clone();
            async move { store.write(|tx| settings::set(tx, "last", "1")).await }
        });
        drop(release);
        holding.await.unwrap().unwrap();
        first.await.unwrap().unwrap();
        assert!(failing.await.unwrap().is_err());
        assert!(panicking.await.unwrap().is_err());
        last.await.unwrap().unwrap();
        let kept = read(&store, |tx| {
            tx.query("select key from settings order by key", &[], |row| row.get::<String>(0))
        })
        .await;
        assert_eq!(kept, ["first", "last"]);
    });
}

#[test]
fn a_nested_unit_that_fails_leaves_the_outer_one_whole() {
    each_engine(async |store| {
        write(&store, |tx| {
            settings::set(tx, "outer", "1")?;
            let inner: Result<(), Fault> = tx.nested(|tx| {
                settings::set(tx, "inner", "1")?;
                Err(Fault::other("test", "no"))
            });
            assert!(inner.is_err());
            settings::set(tx, "after", "1")
        })
        .await;
        let kept = read(&store, |tx| {
            tx.query("select key from settings order by key", &[], |row| row.get::<String>(0))
        })
        .await;
        assert_eq!(kept, ["after", "outer"]);
    });
}

#[test]
fn what_waits_together_is_committed_together() {
    each_engine(async |store| {
        let (release, holding) = held(&store).await;
        let writes: Vec<_> = (0..200)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move { store.write(move |tx| event::append(tx, &fact(number))).await })
            })
            .collect();
        drop(release);
        holding.await.unwrap().unwrap();
        let mut seqs = Vec::new();
        for write in writes {
            seqs.push(write.await.unwrap().unwrap());
        }
        seqs.sort_unstable();
        seqs.dedup();
        assert_eq!(seqs.len(), 200);
        assert_eq!(read(&store, |tx| event::list_after(tx, 0, 1_000)).await.len(), 200);
        assert_eq!(read(&store, event::newest).await, *seqs.last().unwrap());
    });
}

#[test]
fn a_reader_sees_one_moment_and_nothing_that_is_not_committed() {
    each_engine(async |store| {
        write(&store, |tx| settings::set(tx, "moment", "before")).await;
        let (looked, at_first) = tokio::sync::oneshot::channel();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let reading = tokio::spawn({
            let store = store.clone();
            async move {
                store
                    .read(move |tx| {
                        let first = settings::get(tx, "moment")?;
                        let _ = looked.send(());
                        let _ = may_go_on.recv();
                        Ok::<_, Fault>((first, settings::get(tx, "moment")?))
                    })
                    .await
            }
        });
        at_first.await.unwrap();
        // The writer is not held up by the reader.
        write(&store, |tx| settings::set(tx, "moment", "after")).await;
        drop(go_on);
        let (first, second) = reading.await.unwrap().unwrap();
        assert_eq!((first.as_deref(), second.as_deref()), (Some("before"), Some("before")));
        assert_eq!(read(&store, |tx| settings::get(tx, "moment")).await.as_deref(), Some("after"));
    });
}

#[test]
fn readers_cannot_write() {
    each_engine(async |store| {
        let refused = store.read(|tx| settings::set(tx, "sneaky", "1")).await;
        assert!(refused.is_err());
        assert_eq!(read(&store, |tx| settings::get(tx, "sneaky")).await, None);
    });
}

#[test]
fn a_wake_up_comes_after_the_commit_and_only_for_what_was_kept() {
    each_engine(async |store| {
        let seq = write(&store, |tx| event::append(tx, &fact(1))).await;
        tokio::time::timeout(SOON, store.woken(Topic::Events))
            .await
            .expect("woken, also when nobody waited yet");
        assert_eq!(read(&store, event::newest).await, seq);

        let waiting = tokio::spawn({
            let store = store.clone();
            async move {
                store.woken(Topic::Journal).await;
                Instant::now()
            }
        });
        let refused: Result<(), Fault> = store
            .write(|tx| {
                journal::insert(tx, "main", b"{}", NOW)?;
                Err(Fault::other("test", "no"))
            })
            .await;
        assert!(refused.is_err());
        let undone = Instant::now();
        let seq = store.write_on(Lane::Door, |tx| journal::insert(tx, "main", b"{}", NOW)).await.unwrap();
        assert!(tokio::time::timeout(SOON, waiting).await.unwrap().unwrap() >= undone);
        assert_eq!(read(&store, move |tx| journal::get(tx, seq)).await.unwrap().body, b"{}");
    });
}

#[test]
fn numbers_of_the_log_never_appear_behind_a_reader() {
    each_engine(async |store| {
        let writers: Vec<_> = (0..4)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let lane = if number % 2 == 0 { Lane::Door } else { Lane::Desk };
                    for turn in 0..50 {
                        store.write_on(lane, move |tx| event::append(tx, &fact(turn))).await.unwrap();
                    }
                })
            })
            .collect();
        let mut seen: Vec<i64> = Vec::new();
        while seen.len() < 200 {
            let after = seen.last().copied().unwrap_or(0);
            seen.extend(
                read(&store, move |tx| event::list_after(tx, after, 1_000)).await.iter().map(|one| one.seq),
            );
        }
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(seen.len(), 200, "a cursor that moved on would have missed a late number");
        assert!(seen.is_sorted());
    });
}

#[test]
fn opening_a_database_twice_migrates_it_once() {
    for place in [Some(TestStore::sqlite()), TestStore::postgres()].into_iter().flatten() {
        let again = Store::open(&StoreConfig::new(place.url.clone())).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let numbers = |store: &Store| {
                let store = store.clone();
                async move {
                    read(&store, |tx| {
                        tx.query("select number from migrations order by number", &[], |row| {
                            row.get::<i64>(0)
                        })
                    })
                    .await
                }
            };
            let (first, second) = (numbers(&place.store).await, numbers(&again).await);
            assert_eq!(first, second);
            assert!(first.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b)));
            write(&again, |tx| {
                tx.execute("insert into migrations (number) values ($1)", &[Value::Int(99_999)]).map(|_| ())
            })
            .await;
        });
        assert!(Store::open(&StoreConfig::new(place.url.clone())).is_err(), "a newer database is left alone");
    }
}

#[test]
fn the_engine_is_the_one_of_the_url() {
    assert_eq!(TestStore::sqlite().engine(), Engine::Sqlite);
    assert!(Store::open(&StoreConfig::new("mysql://x")).is_err());
}
