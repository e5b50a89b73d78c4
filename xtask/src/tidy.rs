//! `cargo xtask tidy`: the promises of this repository that no compiler checks.
//!
//! Old sins stand in `tidy-ratchet.toml` with their size. They may shrink; anything new fails.

mod ratchet;
mod rules;
mod source;
mod tree;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use self::ratchet::{Ratchet, Verdict};
use crate::workspace::Workspace;

const RATCHET: &str = "xtask/tidy-ratchet.toml";

/// Whether to record that old sins shrank.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Lower the ratchet to what is found; it is never raised.
    #[arg(long)]
    update: bool,
}

/// One thing that is not as promised.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    /// Where in the file, counted from 1; 0 means the file as a whole.
    line: usize,
    what: String,
    /// How large the sin is: lines for sizes, otherwise 1 each.
    weight: usize,
    /// Told apart in the ratchet by this, where one file can sin in several places by different amounts.
    place: Option<String>,
    /// Worth knowing, but no failure.
    is_note: bool,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into(), weight: 1, place: None, is_note: false }
    }

    fn key(&self) -> String {
        match &self.place {
            Some(place) => format!("{} {place}", self.path),
            None => self.path.clone(),
        }
    }
}

/// The findings of one rule.
struct Found {
    rule: &'static str,
    findings: Vec<Finding>,
}

pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    if args.update {
        let found = look(workspace)?;
        let lowered = read_ratchet(workspace)?.lowered(&found);
        fs::write(workspace.path(RATCHET), lowered.to_text()?).context("writing the ratchet")?;
    }
    check(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints what is off and fails on what the ratchet does not forgive.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let ratchet = read_ratchet(workspace)?;
    let found = look(workspace)?;
    let mut sins = 0_usize;
    let mut shrunk = false;
    for Found { rule, findings } in &found {
        for finding in findings {
            let verdict = ratchet.judge(rule, finding, findings);
            let mark = match verdict {
                Verdict::New => "off ",
                Verdict::Old => "old ",
                Verdict::Note => "note",
            };
            sins += usize::from(verdict == Verdict::New);
            println!("{mark} {}:{}: {} [{rule}]", finding.path, finding.line, finding.what);
        }
        shrunk |= ratchet.has_slack(rule, findings);
    }
    if shrunk {
        println!("Old sins shrank: `cargo xtask tidy --update` keeps it that way.");
    }
    if sins > 0 {
        bail!("{sins} thing(s) to put in order");
    }
    println!("{} rules hold", found.len());
    Ok(())
}

fn look(workspace: &Workspace) -> Result<Vec<Found>> {
    let tree = tree::Tree::read(&workspace.root)?;
    Ok(rules::RULES.iter().map(|(rule, check)| Found { rule, findings: check(&tree) }).collect())
}

fn read_ratchet(workspace: &Workspace) -> Result<Ratchet> {
    let text = fs::read_to_string(workspace.path(RATCHET)).unwrap_or_default();
    Ratchet::parse(&text).with_context(|| format!("reading {RATCHET}"))
}
