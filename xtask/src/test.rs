//! `cargo xtask test`: everything that must hold, in the order in which it fails soonest.

pub(crate) mod browser;
mod count;
mod debian;
mod plan;
mod steps;
mod summary;
pub(crate) mod web;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use self::count::Count;
use self::plan::{STEPS, Step};
use self::summary::{Outcome, Summary};
use crate::workspace::Workspace;

/// Which part of the tests to run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Leave out the real binary, the browser and PostgreSQL.
    #[arg(long)]
    fast: bool,
    /// Run this step alone; may be given several times.
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Name the steps and end.
    #[arg(long)]
    list: bool,
}

/// What the steps share.
struct Context<'a> {
    workspace: &'a Workspace,
    is_fast: bool,
    /// The steps of this run, so that `tools` asks for no more than they need.
    chosen: Vec<&'static str>,
    count: Count,
}

impl Context<'_> {
    fn runs(&self, step: &str) -> bool {
        self.chosen.contains(&step)
    }

    /// Whether the UI is worth building into the binaries of this run.
    fn ui(&self) -> &'static str {
        if self.is_fast { "skip" } else { "build" }
    }
}

pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    if args.list {
        for step in STEPS {
            println!(
                "{:<12}{}{}",
                step.name,
                step.what,
                if step.in_fast { "" } else { " (not with --fast)" }
            );
        }
        return Ok(ExitCode::SUCCESS);
    }
    let steps = choose(args)?;
    let chosen = steps.iter().map(|step| step.name).collect();
    let mut context = Context { workspace, is_fast: args.fast, chosen, count: Count::default() };
    let mut summary = Summary::default();
    for (index, step) in steps.iter().enumerate() {
        println!("\n== {}/{} {}: {}", index + 1, steps.len(), step.name, step.what);
        let started = Instant::now();
        let failed_before = context.count.failed;
        let outcome = (step.run)(&mut context);
        summary.add(step.name, started.elapsed(), Outcome::of(&outcome));
        if let Err(error) = outcome {
            // A step that is no test, or that failed outside its tests, still is something that failed.
            context.count.failed += u64::from(context.count.failed == failed_before);
            println!("\n{} failed: {error:#}\n{}", step.name, step.advice);
            summary.skip(steps.iter().skip(index + 1).map(|step| step.name));
            break;
        }
    }
    println!("\n{summary}\n{}", context.count);
    Ok(if context.count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn choose(args: &Args) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = args.only.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        bail!("there is no step `{unknown}`; `cargo xtask test --list` names them");
    }
    let is_chosen = |step: &&Step| {
        if args.only.is_empty() {
            step.in_fast || !args.fast
        } else {
            args.only.iter().any(|name| name == step.name)
        }
    };
    Ok(STEPS.iter().filter(is_chosen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(fast: bool, only: &[&str]) -> Result<Vec<&'static str>> {
        let only = only.iter().map(|&name| name.to_owned()).collect();
        Ok(choose(&Args { fast, only, list: false })?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn fast_leaves_out_what_needs_the_real_binary_or_a_browser() {
        let fast = names(true, &[]).unwrap();
        assert!(fast.contains(&"rust-test"));
        for slow in ["build", "size", "e2e"] {
            assert!(!fast.contains(&slow), "{slow}");
        }
        assert_eq!(names(false, &[]).unwrap().len(), STEPS.len());
    }

    #[test]
    fn a_step_alone_runs_even_with_fast_and_a_wrong_name_is_refused() {
        assert_eq!(names(true, &["e2e"]).unwrap(), ["e2e"]);
        assert!(names(false, &["e3e"]).unwrap_err().to_string().contains("no step `e3e`"));
    }
}
