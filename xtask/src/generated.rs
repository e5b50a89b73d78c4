//! `cargo xtask gen`: files that a program writes and that are committed all the same.
//!
//! They are committed so that a build never runs a generator and a review sees what changed for others.
//! To add one, add a row to [`FILES`].

mod typescript;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::workspace::Workspace;

/// Whether to write or to compare.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write nothing; fail when a file is not current.
    #[arg(long)]
    check: bool,
}

/// A generated file.
struct File {
    path: &'static str,
    /// The content it should have. The argument is the built `tresen`.
    content: fn(&Path) -> Result<String>,
}

const FILES: &[File] = &[
    File { path: "api/openapi.json", content: |tresen| ask(tresen, "openapi") },
    File { path: "web/src/api/schema.ts", content: |tresen| typescript::types(&ask(tresen, "openapi")?) },
    File { path: "docs/operate/settings.md", content: |tresen| ask(tresen, "settings-reference") },
];

pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    workspace.cargo().args(["build", "--package", "tresen-cli"]).env("TRESEN_UI", "skip").check()?;
    let tresen = workspace.binary("debug", "tresen");
    if args.check {
        check(workspace, &tresen)?;
    } else {
        write(workspace, &tresen)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Fails when a file is not what its generator would write, naming the first line that differs.
pub(crate) fn check(workspace: &Workspace, tresen: &Path) -> Result<()> {
    let mut stale = 0_u32;
    for file in FILES {
        let wanted = (file.content)(tresen).with_context(|| format!("generating {}", file.path))?;
        let found = fs::read_to_string(workspace.path(file.path)).unwrap_or_default();
        if let Some(line) = first_difference(&found, &wanted) {
            println!("{}:{line}: not current", file.path);
            stale += 1;
        }
    }
    if stale > 0 {
        bail!("{stale} generated file(s) not current; `cargo xtask gen` writes them");
    }
    println!("{} generated files are current", FILES.len());
    Ok(())
}

fn write(workspace: &Workspace, tresen: &Path) -> Result<()> {
    for file in FILES {
        let content = (file.content)(tresen).with_context(|| format!("generating {}", file.path))?;
        let path = workspace.path(file.path);
        if fs::read_to_string(&path).is_ok_and(|found| found == content) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| format!("writing {}", file.path))?;
        println!("wrote {}", file.path);
    }
    Ok(())
}

/// What the binary prints for a command, with exactly one line end at its end.
fn ask(tresen: &Path, command: &str) -> Result<String> {
    let text = Run::new(tresen).arg(command).text()?;
    Ok(format!("{}\n", text.trim_end()))
}

/// The number of the first line in which two texts differ.
fn first_difference(found: &str, wanted: &str) -> Option<usize> {
    if found == wanted {
        return None;
    }
    let same = found.lines().zip(wanted.lines()).take_while(|(found, wanted)| found == wanted).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("", "a\n"), Some(1));
    }
}
