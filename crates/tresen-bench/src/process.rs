//! The program at rest: how soon it is ready, how much memory it takes.

use std::time::Duration;

use crate::{
    figure::{Goal, Report, percentile_ms},
    server::{Place, Running},
};

/// Starts to measure.
const STARTS: usize = 7;

/// Measures and prints.
pub(crate) async fn measure(place: &Place, report: &mut Report) -> anyhow::Result<()> {
    let fresh = place.fresh().await?;
    let first = Running::start(&fresh).await?;
    let engine = place.engine;
    report.add(
        "process: ready on an empty database",
        engine,
        first.start_up.as_secs_f64() * 1_000.0,
        "ms",
        None,
        Goal::None,
    );
    drop(first);
    let mut starts = Vec::with_capacity(STARTS);
    let mut memory = 0.0_f64;
    for _ in 0..STARTS {
        let running = Running::start(&fresh).await?;
        starts.push(running.start_up);
        // At rest: what start-up took has been given back by then.
        tokio::time::sleep(Duration::from_secs(1)).await;
        memory = memory.max(running.memory_kib("VmRSS")? / 1_024.0);
    }
    report.add(
        "process: ready, median of 7 starts",
        engine,
        percentile_ms(&mut starts, 0.5),
        "ms",
        None,
        Goal::AtMost(300.0),
    );
    report.add("process: memory at rest", engine, memory, "MiB", None, Goal::AtMost(60.0));
    Ok(())
}
