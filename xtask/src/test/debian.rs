//! What the tests need from the machine, installed where we may.

use anyhow::{Context as _, Result, bail};

use super::{Context, browser};
use crate::postgres;
use crate::process::{Run, find_in_path};

/// A Debian package and how to tell whether it is needed still.
struct Package {
    name: &'static str,
    why: &'static str,
    /// Without it the tests run, only less well.
    is_optional: bool,
    is_there: fn() -> bool,
    is_needed: fn(&Context<'_>) -> bool,
}

const PACKAGES: &[Package] = &[
    Package {
        name: "g++",
        why: "compiles the video decoder and the embedded database",
        is_optional: false,
        is_there: || find_in_path("g++").is_some() || find_in_path("c++").is_some(),
        is_needed: |_| true,
    },
    Package {
        name: "git",
        why: "tells which files belong to the project",
        is_optional: false,
        is_there: || find_in_path("git").is_some(),
        is_needed: |context| context.runs("tidy"),
    },
    Package {
        name: "postgresql",
        why: "the second database; its server is started and stopped by the tests",
        is_optional: false,
        is_there: || postgres::is_given() || postgres::programs().is_some(),
        is_needed: |context| context.runs("rust-test") && !context.is_fast,
    },
    Package {
        name: "chromium",
        why: "the browser of the browser stories",
        is_optional: false,
        is_there: || browser::find().is_ok(),
        is_needed: |context| context.runs("e2e"),
    },
    Package {
        name: "fonts-noto-color-emoji",
        why: "reactions and emoji in the browser stories",
        is_optional: false,
        is_there: || is_installed("fonts-noto-color-emoji"),
        is_needed: |context| context.runs("e2e"),
    },
    Package {
        name: "fonts-inter",
        why: "the look of the pictures",
        is_optional: true,
        is_there: || is_installed("fonts-inter"),
        is_needed: |context| context.runs("e2e"),
    },
];

pub(super) fn tools(context: &mut Context<'_>) -> Result<()> {
    // When this step is run alone, it prepares for all of them.
    if context.chosen.len() == 1 {
        context.chosen = super::STEPS.iter().map(|step| step.name).collect();
    }
    node()?;
    let missing: Vec<&Package> =
        PACKAGES.iter().filter(|package| (package.is_needed)(context) && !(package.is_there)()).collect();
    if missing.is_empty() {
        println!("everything is there");
        return Ok(());
    }
    for package in &missing {
        println!("missing: {} ({})", package.name, package.why);
    }
    let (optional, required): (Vec<_>, Vec<_>) = missing.into_iter().partition(|package| package.is_optional);
    install(&required)?;
    if let Err(error) = install(&optional) {
        println!("going on without: {error:#}");
    }
    match required.iter().find(|package| !(package.is_there)()) {
        Some(package) => bail!("{} was installed but is still not found", package.name),
        None => Ok(()),
    }
}

fn install(packages: &[&Package]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = packages.iter().map(|package| package.name).collect();
    let by_hand = format!("sudo apt-get update && sudo apt-get install {}", names.join(" "));
    let Some(apt) = apt() else {
        bail!("these programs are missing and may not be installed from here. On Debian: {by_hand}");
    };
    apt().arg("update").check().with_context(|| format!("by hand: {by_hand}"))?;
    apt()
        .args(["install", "--yes", "--no-install-recommends"])
        .args(&names)
        .check()
        .with_context(|| format!("by hand: {by_hand}"))
}

/// apt-get as root, or through sudo where that asks no question; `None` where neither may be.
fn apt() -> Option<fn() -> Run> {
    find_in_path("apt-get")?;
    let is_root = Run::new("id").arg("-u").text().is_ok_and(|id| id.trim() == "0");
    if is_root {
        return Some(|| Run::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive"));
    }
    let may_sudo = Run::new("sudo").args(["-n", "true"]).succeeds();
    may_sudo.then_some(|| Run::new("sudo").args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]))
}

fn is_installed(package: &str) -> bool {
    Run::new("sh")
        .args(["-c", "dpkg-query --show --showformat='${Status}' \"$1\" 2>/dev/null", "sh", package])
        .text()
        .is_ok_and(|status| status == "install ok installed")
}

fn node() -> Result<()> {
    const ADVICE: &str = "Tresen's UI needs Node 20.19 or newer (of 22, 22.12 or newer) with npm; \
        get it from your distribution or from nodejs.org";
    let version = Run::new("node").arg("--version").text().context(ADVICE)?;
    if !is_new_enough(&version) {
        bail!("this is Node {}. {ADVICE}", version.trim());
    }
    if find_in_path("npm").is_none() {
        bail!("Node is there, npm is not. {ADVICE}");
    }
    println!("Node {}", version.trim());
    Ok(())
}

/// The range in which the UI's build tools run; odd or early releases of 21 and 22 are outside.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => match major {
            20 => minor >= 19,
            22 => minor >= 12,
            _ => major > 22,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions() {
        for good in ["v20.19.0\n", "v20.20.2", "v22.12.0", "v24.1.0"] {
            assert!(is_new_enough(good), "{good}");
        }
        for bad in ["v18.20.0", "v20.18.3", "v21.7.0", "v22.11.0", "", "nonsense"] {
            assert!(!is_new_enough(bad), "{bad}");
        }
    }
}
