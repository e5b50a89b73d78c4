//! **Is** the benchmarks: what the desk does in a second, beside what this machine could do at most, measured in the same run.
//! **Is not** a test: nothing fails here; figures are printed with their goals.
//! **Talks to** the desk's own crates, the real program `tresen`, the bare drivers, over loopback only.
//! **Holds** that every figure stands beside its limit, that load is bounded in count and time.
//! **Start at** `run` below, then `door.rs` and `road.rs`.

mod door;
mod figure;
mod load;
mod payload;
mod process;
mod road;
mod seed;
mod server;

use clap::Parser;
use figure::Report;
use server::Place;

/// What to measure.
#[derive(Parser)]
struct Args {
    /// Webhooks for each of the throughput figures.
    #[arg(long, default_value_t = 30_000)]
    webhooks: usize,
    /// Connections of the generator, which runs on the same cores.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Only this engine: `sqlite` or `postgres`.
    #[arg(long)]
    engine: Option<String>,
    /// Only figures whose name begins so: `door`, `road`, `process`.
    #[arg(long)]
    only: Option<String>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let mut report = Report::default();
    for place in Place::all(args.engine.as_deref())? {
        run(&args, &place, &mut report).await?;
    }
    Ok(())
}

async fn run(args: &Args, place: &Place, report: &mut Report) -> anyhow::Result<()> {
    let wants = |name: &str| args.only.as_deref().is_none_or(|only| only.starts_with(name));
    if wants("door") {
        door::measure(args.webhooks, args.connections, place, report).await?;
    }
    if wants("road") {
        road::measure(args.webhooks, args.connections, place, report).await?;
    }
    if wants("process") {
        process::measure(place, report).await?;
    }
    Ok(())
}
