//! `tresen migrate`: brings the database to this version, as every start does.

use std::{path::PathBuf, process::ExitCode};

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
}

impl Args {
    pub(super) fn options(&self) -> Options {
        Options::default().with("data_dir", self.data_dir.as_ref().map(|dir| dir.display()).as_ref())
    }
}

pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let desk = run::open(&config, &Rim::of_machine()).await?;
    print::line(format!("the database ({:?}) is at the version of this Tresen", desk.store.engine()));
    Ok(ExitCode::SUCCESS)
}
