//! `cargo xtask dev`: the server and the UI's development server, started and stopped together.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process::{Stop, was_interrupted};
use crate::test::web;
use crate::workspace::Workspace;

/// What to run beside the UI.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where the server listens.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Passed to `tresen demo`, after `--`.
    #[arg(last = true)]
    demo: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    web::install(workspace, "web")?;
    // The UI comes from its own server here, so the one inside the binary is not worth building.
    let mut server = workspace
        .cargo()
        .args(["run", "--package", "tresen-cli", "--", "demo", "--listen", &args.listen])
        .args(&args.demo)
        .env("TRESEN_UI", "skip")
        .start(Stop::Interrupt)?;
    let mut ui = workspace
        .npm("web")
        .args(["run", "dev"])
        .env("TRESEN_DEV_SERVER", format!("http://{}", args.listen))
        .start(Stop::Terminate)?;
    while !was_interrupted() {
        if let Some(status) = server.ended()? {
            bail!("the server ended ({status})");
        }
        if let Some(status) = ui.ended()? {
            bail!("the UI's development server ended ({status})");
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(ExitCode::SUCCESS)
}
