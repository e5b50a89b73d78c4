//! `tresen doctor`: looks at everything a desk needs, and says what to do about what is missing.

mod look;

use std::{path::PathBuf, process::ExitCode};

use super::Options;
use crate::{config::Config, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of the database and of all files.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl Args {
    pub(super) fn options(&self) -> Options {
        Options::default().with("data_dir", self.data_dir.as_ref().map(|dir| dir.display()).as_ref())
    }
}

/// What was seen of one thing.
struct Finding {
    what: String,
    outcome: Outcome,
}

enum Outcome {
    /// It works; what was seen.
    Fine(String),
    /// It works, but somebody should know.
    Note(String),
    /// It does not; what was seen and what to do.
    Broken { seen: String, advice: String },
}

impl Finding {
    fn fine(what: impl Into<String>, seen: impl Into<String>) -> Self {
        Self { what: what.into(), outcome: Outcome::Fine(seen.into()) }
    }

    fn note(what: impl Into<String>, seen: impl Into<String>) -> Self {
        Self { what: what.into(), outcome: Outcome::Note(seen.into()) }
    }

    fn broken(what: impl Into<String>, seen: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: what.into(), outcome: Outcome::Broken { seen: seen.into(), advice: advice.into() } }
    }

    fn is_broken(&self) -> bool {
        matches!(self.outcome, Outcome::Broken { .. })
    }

    fn print(&self) {
        match &self.outcome {
            Outcome::Fine(seen) => print::line(format!("ok      {}: {seen}", self.what)),
            Outcome::Note(seen) => print::line(format!("note    {}: {seen}", self.what)),
            Outcome::Broken { seen, advice } => {
                print::line(format!("BROKEN  {}: {seen}\n        {advice}", self.what));
            }
        }
    }
}

/// Exit code 0 when everything works, 1 otherwise.
pub(super) async fn run(config: anyhow::Result<Config>) -> anyhow::Result<ExitCode> {
    let config = match config {
        Ok(config) => config,
        Err(problems) => {
            let advice = "see docs/operate/settings.md, or `tresen settings-reference`";
            Finding::broken("settings", format!("{problems:#}"), advice).print();
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut findings = vec![look::settings(&config), look::data_dir(&config)];
    let (database, desk) = look::database(&config).await;
    findings.push(database);
    findings.extend(look::webhooks(&config).await);
    if let Some(desk) = desk {
        findings.extend(look::people(&desk).await);
        findings.extend(look::channels(&desk).await);
    }
    findings.iter().for_each(Finding::print);
    let broken = findings.iter().filter(|finding| finding.is_broken()).count();
    if broken > 0 {
        print::line(format!("{broken} of {} are broken", findings.len()));
        return Ok(ExitCode::FAILURE);
    }
    print::line("everything works");
    Ok(ExitCode::SUCCESS)
}
