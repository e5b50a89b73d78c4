//! `cargo xtask with-postgres COMMAND …`: one command beside a server of its own, for work on one crate.

use std::process::ExitCode;

use anyhow::Result;

use crate::postgres::{Durability, Postgres, URL_VARIABLE};
use crate::process::Run;

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The program and its arguments, for example `cargo test -p tresen-storage`.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let postgres = Postgres::given_or_started(Durability::Off)?;
    println!("{URL_VARIABLE}={}", postgres.url());
    let mut words = args.command.iter();
    let Some(program) = words.next() else { return Ok(ExitCode::SUCCESS) };
    Run::new(program).args(words).env(URL_VARIABLE, postgres.url()).check()?;
    Ok(ExitCode::SUCCESS)
}
