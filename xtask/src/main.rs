//! The project's own tool: `cargo xtask …`.
//!
//! **Is** the second command of the README: all tests, the tidy rules, generated files, the daily loop.
//! **Is not** part of the product; nothing in `crates/` may use it, and it uses none of them.
//! **Talks to** cargo, npm, the built `tresen` binary and, for tests, a PostgreSQL server of its own.
//! **Holds** that whatever it starts is stopped again, on success, failure and Ctrl-C alike.
//! **Start at** `test/plan.rs` for what is tested, `tidy/rules.rs` for what the code promises.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks by printing")]

mod bench;
mod dev;
mod generated;
mod licences;
mod postgres;
mod process;
mod screenshots;
mod test;
mod tidy;
mod with_postgres;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tests, rules, generated files and the daily loop of Tresen")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run every test, or some of its steps.
    Test(test::Args),
    /// Check the rules of CONTRIBUTING.md that a compiler cannot.
    Tidy(tidy::Args),
    /// Write the generated files, or check that they are current.
    Gen(generated::Args),
    /// Run the server and the UI's development server side by side.
    Dev(dev::Args),
    /// Measure, on both databases.
    Bench(bench::Args),
    /// Run a command beside a PostgreSQL server that lives as long as it does.
    WithPostgres(with_postgres::Args),
    /// Take the pictures of the documentation.
    Screenshots,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    process::stop_all_on_interrupt()?;
    let workspace = Workspace::find()?;
    match command {
        Command::Test(args) => test::run(&workspace, &args),
        Command::Tidy(args) => tidy::run(&workspace, &args),
        Command::Gen(args) => generated::run(&workspace, &args),
        Command::Dev(args) => dev::run(&workspace, &args),
        Command::Bench(args) => bench::run(&workspace, &args),
        Command::WithPostgres(args) => with_postgres::run(&args),
        Command::Screenshots => screenshots::run(&workspace),
    }
}
