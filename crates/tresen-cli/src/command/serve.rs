//! `tresen serve`: the desk in earnest.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use tresen_desk::Desk;
use tresen_storage::{Fault, agent};

use super::Options;
use crate::{
    config::Config,
    print,
    run::{self, Rim},
};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of the database and of all files.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Where the desk listens.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

impl Args {
    pub(super) fn options(&self) -> Options {
        Options::default()
            .with("data_dir", self.data_dir.as_ref().map(|dir| dir.display()).as_ref())
            .with("listen", self.listen.as_ref())
    }
}

pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let stop = run::stop_on_signals();
    let listener = run::listen(config.listen).await?;
    let rim = Rim { metrics: Some(tresen_api::install_metrics()?), ..Rim::of_machine() };
    let desk = run::open(&config, &rim).await?;
    let mut running = run::start(desk, &config, rim, listener).await?;
    print::line(format!("Tresen {} listens on {}", env!("CARGO_PKG_VERSION"), running.url()));
    advise(&config, &running.desk).await?;
    let ended = tokio::select! {
        () = stop.cancelled() => false,
        () = running.ended() => true,
    };
    if ended {
        anyhow::bail!("the listener ended; see the log");
    }
    print::line("Tresen stops: requests and calls under way are finished first");
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// What a new operator has to do next.
async fn advise(config: &Config, desk: &Desk) -> Result<(), Fault> {
    if desk.store.read(agent::count).await? == 0 {
        print::line(
            "Nobody can sign in yet: tresen agent create --email YOU@EXAMPLE.ORG --name \"YOUR NAME\" --role admin",
        );
    }
    if config.apps.is_empty() {
        print::line("No webhooks are taken yet: set `[whatsapp.apps.main]` with `secret` and `verify_token`");
    }
    Ok(())
}
