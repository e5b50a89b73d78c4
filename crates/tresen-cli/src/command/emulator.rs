//! `tresen emulator`: the emulated WhatsApp alone, for a desk that runs elsewhere.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use tresen_desk::SystemClock;
use tresen_emulator::{Config as Emulated, Emulator};

use super::Options;
use crate::{config::Config, print, run};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where the emulator and its phones listen.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The same seed gives the same ids in the same second; random without it.
    #[arg(long)]
    seed: Option<u64>,
}

impl Args {
    pub(super) fn options(&self) -> Options {
        Options::default().with("emulator_listen", self.listen.as_ref())
    }
}

pub(super) async fn run(config: Config, args: Args) -> anyhow::Result<ExitCode> {
    let stop = run::stop_on_signals();
    let seed = match args.seed {
        Some(seed) => seed,
        None => crate::demo::random_seed()?,
    };
    let setup = Emulated { seed, ..Emulated::new(config.emulator_listen, Arc::new(SystemClock::default())) };
    let running = Emulator::start(setup).await?;
    let url = run::local_url(running.addr);
    print::line(format!("WhatsApp emulator on {url}: Graph API at {url}/v26.0, phones at {url}/phone"));
    print::line(format!(
        "Give it a number with POST {url}/control/numbers, customers with POST {url}/control/customers"
    ));
    stop.cancelled().await;
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}
