//! `tresen agent create`: somebody who works at the desk; also how the first administrator comes in.

use std::{io::Read, path::PathBuf, process::ExitCode};

use anyhow::Context;
use tresen_desk::{
    Refusal,
    people::{CreateAgent, Secret, create_agent},
};
use tresen_domain::agent::{Locale, Role, Visibility};

use super::{Options, operator};
use crate::{
    config::Config,
    print,
    run::{self, Rim},
};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Add an agent. Without `--password-stdin` a first password is made and printed.
    Create {
        /// Their address.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long)]
        name: String,
        /// What they may do: admin, supervisor or agent.
        #[arg(long, value_parser = role)]
        role: Role,
        /// The language they read: de or en.
        #[arg(long, default_value = "de", value_parser = locale)]
        locale: Locale,
        /// Read the password from standard input instead of making one.
        #[arg(long)]
        password_stdin: bool,
        /// Folder of the database and of all files.
        #[arg(long, value_name = "DIR")]
        data_dir: Option<PathBuf>,
    },
}

impl Command {
    pub(super) fn options(&self) -> Options {
        let Self::Create { data_dir, .. } = self;
        Options::default().with("data_dir", data_dir.as_ref().map(|dir| dir.display()).as_ref())
    }
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<ExitCode> {
    let Command::Create { email, name, role, locale, password_stdin, .. } = command;
    let password = if password_stdin { Some(read_password()?) } else { None };
    let desk = run::open(&config, &Rim::of_machine()).await?;
    let command = CreateAgent {
        email,
        display_name: name,
        role,
        visibility: Visibility::All,
        team_ids: Vec::new(),
        locale,
        password,
    };
    let created = create_agent(&desk, &operator(), command).await.map_err(plainly)?;
    match created.initial_password {
        Some(password) => print::line(format!("{} {}", created.agent.email, password.expose())),
        None => print::line(&created.agent.email),
    }
    Ok(ExitCode::SUCCESS)
}

fn read_password() -> anyhow::Result<Secret> {
    let mut text = String::new();
    std::io::stdin()
        .take(4_096)
        .read_to_string(&mut text)
        .context("reading the password from standard input")?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}

pub(super) fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| "expected `admin`, `supervisor` or `agent`".to_owned())
}

fn locale(word: &str) -> Result<Locale, String> {
    Locale::parse(word).ok_or_else(|| "expected `de` or `en`".to_owned())
}

/// A refusal with every field that does not fit, for a person at a terminal.
pub(super) fn plainly(refusal: Refusal) -> anyhow::Error {
    match refusal {
        Refusal::Invalid(problems) => {
            let all: Vec<String> =
                problems.iter().map(|one| format!("{}: {}", one.field, one.detail)).collect();
            anyhow::anyhow!(all.join("; "))
        }
        other => anyhow::Error::new(other),
    }
}
