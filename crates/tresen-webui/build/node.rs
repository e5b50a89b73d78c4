//! Calls Node: is it there, are the packages there, build.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use super::{Outcome, inputs};

const WAYS_OUT: &str = "install it, or set TRESEN_UI=skip to build without the UI, or TRESEN_UI=prebuilt to take the one of a release";

/// Node 20.19 or newer. Source: `engines` of Vite 8, seen 2026-11-22.
pub(super) fn require() -> Outcome<()> {
    let answer = Command::new("node").arg("--version").output();
    let Ok(answer) = answer else {
        return Err(format!(
            "building the agents' UI needs Node 20.19 or newer, and there is no `node`: {WAYS_OUT}"
        ));
    };
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < (20, 19) {
        return Err(format!(
            "building the agents' UI needs Node 20.19 or newer, and `node` is {version}: {WAYS_OUT}"
        ));
    }
    Ok(())
}

/// Fetches the packages if the lock file asks for others than are there.
pub(super) fn install(web: &Path) -> Outcome<()> {
    let lock = fs::read(web.join("package-lock.json"))
        .map_err(|error| format!("cannot read `web/package-lock.json`: {error}"))?;
    let mut hash = inputs::Fnv::new();
    hash.add(&lock);
    let stamp = web.join("node_modules/.cache/tresen-ui/packages");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == hash.hex()) {
        return Ok(());
    }
    // Somebody who runs npm by hand keeps their packages: npm notes there what it has installed, and when.
    if !is_installed_since(web) {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let answer = Command::new(npm)
            .args(["ci", "--include=dev", "--no-audit", "--no-fund"])
            .current_dir(web)
            .output();
        check("npm ci", answer)?;
    }
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create `{}`: {error}", folder.display()))?;
    }
    fs::write(&stamp, hash.hex()).map_err(|error| format!("cannot write `{}`: {error}", stamp.display()))
}

fn is_installed_since(web: &Path) -> bool {
    let at = |name: &str| fs::metadata(web.join(name)).and_then(|found| found.modified()).ok();
    match (at("node_modules/.package-lock.json"), at("package-lock.json")) {
        // npm writes both within one run, in no certain order.
        (Some(installed), Some(wanted)) => installed + Duration::from_secs(10) >= wanted,
        _ => false,
    }
}

/// Builds the site into `site`.
pub(super) fn build(web: &Path, site: &Path) -> Outcome<()> {
    let messages = Command::new("node").arg("scripts/messages.mjs").current_dir(web).output();
    check("node scripts/messages.mjs", messages)?;
    let vite = Command::new("node")
        .args(["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"])
        .current_dir(web)
        .env("TRESEN_WEB_OUT", site)
        .env("NODE_ENV", "production")
        .output();
    check("vite build", vite)
}

fn check(name: &str, answer: std::io::Result<Output>) -> Outcome<()> {
    let output = answer.map_err(|error| format!("`{name}` did not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines.iter().skip(lines.len().saturating_sub(25)).copied().collect::<Vec<_>>().join("\n");
    Err(format!("`{name}` failed in `web/`:\n{last}"))
}
