//! `tresen api-key create`: a key for a program, printed once and alone on its line.

use std::{path::PathBuf, process::ExitCode};

use tresen_desk::people::{CreateApiKey, create_api_key};
use tresen_domain::agent::Role;

use super::{Options, agent::role, operator};
use crate::{
    config::Config,
    print,
    run::{self, Rim},
};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Make a key and print it; it is not shown again.
    Create {
        /// What it may do: admin, supervisor or agent.
        #[arg(long, value_parser = role)]
        role: Role,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// Folder of the database and of all files.
        #[arg(long, value_name = "DIR")]
        data_dir: Option<PathBuf>,
    },
}

impl Command {
    pub(super) fn options(&self) -> Options {
        let Self::Create { data_dir, .. } = self;
        Options::default().with("data_dir", data_dir.as_ref().map(|dir| dir.display()).as_ref())
    }
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<ExitCode> {
    let desk = run::open(&config, &Rim::of_machine()).await?;
    let Command::Create { role, name, .. } = command;
    let created = create_api_key(&desk, &operator(), CreateApiKey { name, role }).await;
    let created = created.map_err(super::agent::plainly)?;
    print::line(created.key.expose());
    Ok(ExitCode::SUCCESS)
}
