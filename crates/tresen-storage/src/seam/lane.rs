//! A lane: one thread that runs writes in groups, one commit for all that wait.

use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

use tokio::sync::mpsc;

use super::{
    Fault,
    tx::{Conn, Topic, Tx},
};

/// Most writes in one transaction.
const MOST_JOBS: usize = 256;
/// After this long a group takes no further write, so that nobody waits behind an endless group.
const LONGEST_GROUP: Duration = Duration::from_millis(8);

/// One write that waits for its group.
pub(super) trait Job: Send {
    /// Runs inside its own savepoint; false asks for it to be undone.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Told after the commit, or its failure.
    fn finish(self: Box<Self>, committed: Result<(), Fault>);
}

/// A connection a lane can run groups on.
pub(super) trait Grouped {
    /// The connection as a transaction sees it; reconnects when it was lost.
    fn conn(&mut self) -> Result<Conn<'_>, Fault>;
    /// What opens the transaction of a group.
    fn begin(&self) -> &'static str;
}

/// Runs until every sender is gone.
pub(super) fn run<C: Grouped>(mut conn: C, mut queue: mpsc::Receiver<Box<dyn Job>>, wake: impl Fn(&[Topic])) {
    while let Some(first) = queue.blocking_recv() {
        let mut jobs: Vec<Box<dyn Job>> = Vec::new();
        match group(&mut conn, first, &mut queue, &mut jobs) {
            Ok(woken) => {
                wake(&woken);
                for job in jobs {
                    job.finish(Ok(()));
                }
            }
            Err(fault) => {
                tracing::error!(%fault, writes = jobs.len(), "a group of writes failed");
                for job in jobs {
                    job.finish(Err(fault.copied()));
                }
                if fault.is_connection_lost() {
                    std::thread::sleep(Duration::from_millis(200));
                }
            }
        }
    }
}

fn group<C: Grouped>(
    conn: &mut C,
    first: Box<dyn Job>,
    queue: &mut mpsc::Receiver<Box<dyn Job>>,
    jobs: &mut Vec<Box<dyn Job>>,
) -> Result<Vec<Topic>, Fault> {
    let started = Instant::now();
    let mut next = Some(first);
    let begin = conn.begin();
    let mut tx = match conn.conn() {
        Ok(conn) => Tx::new(conn),
        Err(fault) => {
            jobs.extend(next);
            return Err(fault);
        }
    };
    let begun = tx.batch(begin);
    while let Some(job) = next {
        jobs.push(job);
        if let (Ok(()), Some(job)) = (&begun, jobs.last_mut())
            && let Err(fault) = one(&mut tx, job.as_mut())
        {
            let _ = tx.batch("rollback");
            return Err(fault);
        }
        next = if jobs.len() < MOST_JOBS && started.elapsed() < LONGEST_GROUP {
            queue.try_recv().ok()
        } else {
            None
        };
    }
    begun?;
    if let Err(fault) = tx.batch("commit") {
        let _ = tx.batch("rollback");
        return Err(fault);
    }
    Ok(std::mem::take(&mut tx.woken))
}

/// Runs one write in a savepoint; a write that fails or panics is undone, its neighbours stay.
fn one(tx: &mut Tx<'_>, job: &mut dyn Job) -> Result<(), Fault> {
    let woken = tx.woken.len();
    tx.batch("savepoint job")?;
    let is_kept = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(tx))).unwrap_or(false);
    if !is_kept {
        tx.woken.truncate(woken);
        tx.is_ordered = false;
        tx.batch("rollback to savepoint job")?;
    }
    tx.batch("release savepoint job")
}
