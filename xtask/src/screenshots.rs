//! `cargo xtask screenshots`: pictures of the real product for `docs/images`.

use std::process::ExitCode;

use anyhow::Result;

use crate::test::{browser, web};
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    web::install(workspace, "e2e")?;
    workspace.cargo().args(["build", "--package", "tresen-cli"]).check()?;
    let images = workspace.path("docs/images");
    std::fs::create_dir_all(&images)?;
    workspace
        .npm("e2e")
        .args(["run", "screenshots"])
        .env("TRESEN_BIN", workspace.binary("debug", "tresen"))
        .env("TRESEN_CHROMIUM", browser::find()?)
        .env("TRESEN_IMAGES", images)
        .check()?;
    Ok(ExitCode::SUCCESS)
}
