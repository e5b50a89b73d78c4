//! What each step of the plan does.

use anyhow::{Context as _, Result, bail};

use super::Context;
use super::browser;
use super::count::{Count, Format};
use super::web;
use crate::generated;
use crate::postgres::{Durability, Postgres, URL_VARIABLE};
use crate::process::{Run, find_in_path};
use crate::tidy as tidy_rules;

pub(super) fn fmt(context: &mut Context<'_>) -> Result<()> {
    context.workspace.cargo().args(["fmt", "--all", "--check"]).check()
}

pub(super) fn tidy(context: &mut Context<'_>) -> Result<()> {
    tidy_rules::check(context.workspace)
}

pub(super) fn licences(context: &mut Context<'_>) -> Result<()> {
    crate::licences::check(context.workspace)
}

pub(super) fn web_install(context: &mut Context<'_>) -> Result<()> {
    web::install(context.workspace, "web")?;
    web::install(context.workspace, "e2e")
}

/// Without the UI: lints look at Rust only, and nothing here is run.
pub(super) fn clippy(context: &mut Context<'_>) -> Result<()> {
    context
        .workspace
        .cargo()
        .args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        .env("TRESEN_UI", "skip")
        .check()
}

pub(super) fn web_check(context: &mut Context<'_>) -> Result<()> {
    context.workspace.npm("web").args(["run", "check"]).check()
}

pub(super) fn web_test(context: &mut Context<'_>) -> Result<()> {
    let run = context.workspace.npm("web").arg("test");
    counted(&mut context.count, run, Format::Vitest)
}

/// The same selection of packages and targets as the tests use, so that cargo builds each crate once.
pub(super) fn build(context: &mut Context<'_>) -> Result<()> {
    context
        .workspace
        .cargo()
        .args(["build", "--workspace", "--bins", "--tests"])
        .env("TRESEN_UI", context.ui())
        .check()
}

pub(super) fn rust_test(context: &mut Context<'_>) -> Result<()> {
    let postgres = if context.is_fast { None } else { Some(Postgres::given_or_started(Durability::Off)?) };
    let (args, format): (&[&str], _) = if find_in_path("cargo-nextest").is_some() {
        (&["nextest", "run", "--workspace", "--no-fail-fast"], Format::Nextest)
    } else {
        (&["test", "--workspace", "--bins", "--tests", "--no-fail-fast"], Format::Cargo)
    };
    let mut run = context.workspace.cargo().args(args).env("TRESEN_UI", context.ui());
    if let Some(postgres) = &postgres {
        println!("PostgreSQL at {}", postgres.url());
        run = run.env(URL_VARIABLE, postgres.url());
    }
    counted(&mut context.count, run, format)
}

pub(super) fn doc(context: &mut Context<'_>) -> Result<()> {
    let cargo = || context.workspace.cargo().env("TRESEN_UI", context.ui());
    let args = ["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"];
    cargo().args(args).env("RUSTDOCFLAGS", "-D warnings").check()?;
    // Most crates have no example in their documentation, so none at all is no failure here.
    let examples = cargo().args(["test", "--workspace", "--doc", "--no-fail-fast", "--quiet"]);
    let mut count = context.count;
    let outcome = examples.watch(|line| count.read(Format::Cargo, line));
    context.count = count;
    outcome
}

pub(super) fn gen_check(context: &mut Context<'_>) -> Result<()> {
    let cargo = context.workspace.cargo().args(["build", "--workspace", "--bins", "--tests", "--quiet"]);
    cargo.env("TRESEN_UI", context.ui()).check()?;
    generated::check(context.workspace, &context.workspace.binary("debug", "tresen"))
}

pub(super) fn size(context: &mut Context<'_>) -> Result<()> {
    context.workspace.npm("web").args(["run", "size"]).check()
}

pub(super) fn e2e(context: &mut Context<'_>) -> Result<()> {
    let binary = context.workspace.binary("debug", "tresen");
    if !binary.is_file() {
        bail!("there is no built binary; run `cargo xtask test --only build --only e2e`");
    }
    let run = context
        .workspace
        .npm("e2e")
        .arg("test")
        .env("TRESEN_BIN", &binary)
        .env("TRESEN_CHROMIUM", browser::find()?);
    counted(&mut context.count, run, Format::Playwright)
}

/// Runs and counts. A test program that ends well without having run a test has not tested anything.
fn counted(total: &mut Count, run: Run, format: Format) -> Result<()> {
    let mut count = Count::default();
    let outcome = run.watch(|line| count.read(format, line));
    total.passed += count.passed;
    total.failed += count.failed;
    outcome.context("not every test passed")?;
    if count == Count::default() {
        bail!("no test ran");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> (Result<()>, Count) {
        let mut count = Count::default();
        let outcome = counted(&mut count, Run::new("sh").args(["-c", script]), Format::Vitest);
        (outcome, count)
    }

    #[test]
    fn a_run_without_tests_is_a_failure() {
        let (outcome, count) = shell("echo 'nothing to do'");
        assert_eq!(outcome.unwrap_err().to_string(), "no test ran");
        assert_eq!(count, Count::default());
    }

    #[test]
    fn failed_tests_are_counted_even_though_the_run_fails() {
        let (outcome, count) = shell("echo ' Tests  1 failed | 4 passed (5)'; exit 1");
        assert!(outcome.is_err());
        assert_eq!(count, Count { passed: 4, failed: 1 });
    }
}
