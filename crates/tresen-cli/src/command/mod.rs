//! The commands of `tresen`, one a file.

mod agent;
mod api_key;
mod demo;
mod doctor;
mod emulator;
mod load;
mod migrate;
mod openapi;
mod serve;
mod settings_reference;

use std::{future::Future, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Parser, Subcommand};
use tresen_desk::Who;
use tresen_domain::{
    actor::Actor,
    agent::{Role, Sight},
};

use crate::{
    config::{Config, Sources},
    log, print, run,
};

/// A self-hosted desk for customer service on WhatsApp.
#[derive(Debug, Parser)]
#[command(name = "tresen", version, about, max_term_width = 100)]
struct Cli {
    /// File of settings; without it `tresen.toml` in the working directory, if there is one.
    #[arg(long, global = true, env = "TRESEN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the desk.
    Serve(serve::Args),
    /// Run a desk with a demo company and an emulated WhatsApp; what `tresen` does without a command.
    Demo(demo::Args),
    /// Run the WhatsApp emulator alone.
    Emulator(emulator::Args),
    /// Bring the database to this version of Tresen.
    Migrate(migrate::Args),
    /// Check settings, data directory, database, channels and webhooks.
    Doctor(doctor::Args),
    /// Make API keys.
    #[command(subcommand)]
    ApiKey(api_key::Command),
    /// Add agents.
    #[command(subcommand)]
    Agent(agent::Command),
    /// Print the description of the API as JSON.
    Openapi,
    /// Print the reference of settings as Markdown.
    SettingsReference,
    /// Send webhooks to a running desk and measure its answers.
    Load(load::Args),
}

/// Runs the command of this process's arguments.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(code) => code,
        Err(error) => {
            print::complain(format!("tresen: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    let file = cli.config;
    let with = move |options: Options| -> anyhow::Result<Config> {
        let config = Sources::of_process(file, options.0).load()?;
        log::start(&config);
        Ok(config)
    };
    match cli.command.unwrap_or(Command::Demo(demo::Args::default())) {
        Command::Serve(args) => block(serve::run(with(args.options())?)),
        Command::Demo(args) => block(demo::run(with(args.options())?)),
        Command::Emulator(args) => block(emulator::run(with(args.options())?, args)),
        Command::Migrate(args) => block(migrate::run(with(args.options())?)),
        Command::Doctor(args) => block(doctor::run(with(args.options()))),
        Command::ApiKey(command) => block(api_key::run(with(command.options())?, command)),
        Command::Agent(command) => block(agent::run(with(command.options())?, command)),
        Command::Openapi => openapi::run(),
        Command::SettingsReference => Ok(settings_reference::run()),
        Command::Load(args) => block(load::run(with(Options::default())?, args)),
    }
}

/// Options of a command line by the name of the setting they stand for.
#[derive(Debug, Default)]
struct Options(Vec<(&'static str, String)>);

impl Options {
    fn with(mut self, name: &'static str, value: Option<&impl ToString>) -> Self {
        self.0.extend(value.map(|value| (name, value.to_string())));
        self
    }
}

fn block(command: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    let runtime = run::runtime().context("the machine gives no threads")?;
    let code = runtime.block_on(command);
    // Reads that hang must not keep the process: what is kept is on disk.
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    code
}

/// Whoever may run commands on this machine may do everything.
pub(crate) fn operator() -> Who {
    Who { actor: Actor::System, name: "Tresen".to_owned(), role: Role::Admin, sight: Sight::All }
}
