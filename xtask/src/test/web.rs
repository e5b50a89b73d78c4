//! npm packages of a folder with a lock file.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// Installs exactly what the lock file says, unless that was done since the lock file last changed.
pub(crate) fn install(workspace: &Workspace, folder: &str) -> Result<()> {
    let lock = workspace.path(folder).join("package-lock.json");
    let stamp = workspace.path(folder).join("node_modules/.tresen-lock");
    let wanted = fs::read(&lock).with_context(|| format!("reading {folder}/package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        println!("{folder}: packages are current");
        return Ok(());
    }
    workspace
        .npm(folder)
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .check()?;
    fs::write(&stamp, wanted).with_context(|| format!("noting that {folder} is installed"))
}
