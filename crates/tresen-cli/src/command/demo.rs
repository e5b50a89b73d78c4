//! `tresen demo`, and `tresen` without a command: a demo company with an emulated WhatsApp.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use super::Options;
use crate::{config::Config, demo, print, run};

#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Folder of the database and of all files.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Where the desk listens.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Where the emulator and its phones listen.
    #[arg(long, value_name = "ADDR")]
    emulator_listen: Option<SocketAddr>,
}

impl Args {
    pub(super) fn options(&self) -> Options {
        Options::default()
            .with("data_dir", self.data_dir.as_ref().map(|dir| dir.display()).as_ref())
            .with("listen", self.listen.as_ref())
            .with("emulator_listen", self.emulator_listen.as_ref())
    }
}

pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let stop = run::stop_on_signals();
    let metrics = Some(tresen_api::install_metrics()?);
    let mut demo = tokio::select! {
        started = demo::start(config, metrics) => started?,
        () = stop.cancelled() => return Ok(ExitCode::FAILURE),
    };
    print::line(demo.welcome());
    tokio::select! {
        () = stop.cancelled() => {}
        () = demo.desk.ended() => anyhow::bail!("the listener ended; see the log"),
    }
    print::line("Tresen stops: requests and calls under way are finished first");
    demo.stop().await;
    Ok(ExitCode::SUCCESS)
}
