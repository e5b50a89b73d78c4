//! Dependencies come under licences that let anybody use Tresen under its own.

mod expression;

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::workspace::Workspace;

/// Licences, by their SPDX names, that ask for no more than a notice, or for changes to their own files.
const ALLOWED: [&str; 17] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// A dependency and the licence it declares.
struct Dependency {
    name: String,
    licence: Option<String>,
}

/// Fails on a dependency, of Rust or of the UI, whose licence is not allowed or not stated.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut dependencies = crates(workspace)?;
    dependencies.extend(packages(workspace, "web")?);
    let mut refused = 0_u32;
    for Dependency { name, licence } in &dependencies {
        let licence = licence.as_deref().unwrap_or("no licence stated");
        if !expression::is_allowed(licence, &ALLOWED) {
            println!("{name}: {licence}");
            refused += 1;
        }
    }
    if refused > 0 {
        bail!("{refused} dependencies under licences that we do not take");
    }
    println!("{} dependencies, all under licences we take", dependencies.len());
    Ok(())
}

fn crates(workspace: &Workspace) -> Result<Vec<Dependency>> {
    let text = workspace.cargo().args(["metadata", "--format-version", "1"]).text()?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo named no packages")?;
    Ok(packages.iter().map(|package| named(text_of(package, "name").unwrap_or_default(), package)).collect())
}

/// What a lock file installs for the product itself; tools that only build or test it do not reach anybody.
fn packages(workspace: &Workspace, folder: &str) -> Result<Vec<Dependency>> {
    let text = fs::read_to_string(workspace.path(folder).join("package-lock.json"))
        .with_context(|| format!("reading {folder}/package-lock.json"))?;
    let lock: Value = serde_json::from_str(&text)?;
    let packages = lock.get("packages").and_then(Value::as_object).context("a lock file without packages")?;
    let shipped = packages.iter().filter(|(path, package)| {
        path.contains("node_modules/") && package.get("dev").and_then(Value::as_bool) != Some(true)
    });
    Ok(shipped.map(|(path, package)| named(path.clone(), package)).collect())
}

fn named(name: String, package: &Value) -> Dependency {
    Dependency { name, licence: text_of(package, "license") }
}

fn text_of(package: &Value, field: &str) -> Option<String> {
    package.get(field).and_then(Value::as_str).map(str::to_owned)
}
