//! Builds the agents' UI with Node and writes the table of its files, or embeds a page that says what to do.
//!
//! `TRESEN_UI`: `build` (default), `prebuilt` (unpack `web/dist.tar.zst` of a release), `skip` (no UI).
//! Writes only to `OUT_DIR` and to `web/node_modules` and `web/.svelte-kit`.

#[path = "build/inputs.rs"]
mod inputs;
#[path = "build/node.rs"]
mod node;
#[path = "build/table.rs"]
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Failures are one sentence for the person at the terminal.
type Outcome<T> = Result<T, String>;

fn main() {
    if let Err(sentence) = run() {
        println!("cargo::error={}", sentence.replace('\n', " | "));
    }
}

fn run() -> Outcome<()> {
    println!("cargo::rerun-if-env-changed=TRESEN_UI");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?);
    let web = manifest.join("../../web");
    let site = out.join("site");
    let wanted = env::var("TRESEN_UI").unwrap_or_else(|_| "build".to_owned());
    match wanted.as_str() {
        _ if env::var_os("DOCS_RS").is_some() => explain(&site)?,
        "skip" => explain(&site)?,
        "prebuilt" => unpack(&web, &site)?,
        "build" => build(&web, &site)?,
        other => {
            return Err(format!("TRESEN_UI is `{other}`, but only `build`, `prebuilt` and `skip` are known"));
        }
    }
    let table = table::write(&site)?;
    fs::write(out.join("table.rs"), table)
        .map_err(|error| format!("cannot write the table of UI files: {error}"))
}

/// Builds the site once for all profiles and copies it; does nothing when no input has changed.
fn build(web: &Path, site: &Path) -> Outcome<()> {
    let inputs = inputs::list(web)?;
    for path in &inputs.watched {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let kept = web.join("node_modules/.cache/tresen-ui");
    let _lock = inputs::lock(web)?;
    if stamp(&kept).as_deref() != Some(inputs.hash.as_str()) {
        node::require()?;
        node::install(web)?;
        let fresh = kept.join("site");
        clear(&fresh)?;
        node::build(web, &fresh)?;
        write(&kept.join("stamp"), &inputs.hash)?;
    }
    clear(site)?;
    copy(&kept.join("site"), site)
}

fn stamp(kept: &Path) -> Option<String> {
    kept.join("site/200.html").exists().then(|| fs::read_to_string(kept.join("stamp")).ok()).flatten()
}

fn unpack(web: &Path, site: &Path) -> Outcome<()> {
    let archive = web.join("dist.tar.zst");
    println!("cargo::rerun-if-changed={}", archive.display());
    if !archive.exists() {
        return Err("TRESEN_UI is `prebuilt`, but `web/dist.tar.zst` is missing: it comes with a release's source archive".to_owned());
    }
    clear(site)?;
    let status = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(site).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err("`tar` could not unpack `web/dist.tar.zst` (it needs zstd)".to_owned()),
    }
}

fn explain(site: &Path) -> Outcome<()> {
    clear(site)?;
    write(&site.join("200.html"), include_str!("build/without-ui.html"))
}

fn clear(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("cannot empty `{}`: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("cannot create `{}`: {error}", folder.display()))
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    for path in inputs::files_below(from)? {
        let inside = path.strip_prefix(from).map_err(|error| error.to_string())?;
        let target = to.join(inside);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)
                .map_err(|error| format!("cannot create `{}`: {error}", folder.display()))?;
        }
        fs::copy(&path, &target).map_err(|error| format!("cannot copy `{}`: {error}", path.display()))?;
    }
    Ok(())
}
