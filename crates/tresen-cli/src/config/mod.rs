//! What an operator sets: `tresen.toml`, then `TRESEN_…` variables, then options of the command line.

mod app;
mod file;
mod nearest;
mod problem;
mod reference;
mod table;
mod value;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

pub use app::App;
pub use problem::ConfigProblems;
pub use reference::reference;
pub use table::{Config, Setting};
pub use value::{DatabaseUrl, Days, LogFormat, LogLevel, Megabytes, Seconds};

/// File that is read from the working directory when no other is named.
const FILE: &str = "tresen.toml";
/// Begins the name of every variable.
const PREFIX: &str = "TRESEN_";

/// Values by the name of their setting, before they are read: the last one put wins.
#[derive(Default)]
struct Values {
    texts: BTreeMap<String, Given>,
    apps: BTreeMap<String, app::Parts>,
}

/// A value as it was written, and where, for complaints.
struct Given {
    text: String,
    place: String,
}

/// Where settings come from.
#[derive(Debug, Default)]
pub struct Sources {
    /// Named on the command line or by `TRESEN_CONFIG`; it must exist then.
    pub file: Option<PathBuf>,
    /// Variables of the environment.
    pub variables: Vec<(String, String)>,
    /// Options of the command line, by the name of the setting.
    pub options: Vec<(&'static str, String)>,
}

impl Sources {
    /// The environment of this process and its working directory.
    pub fn of_process(file: Option<PathBuf>, options: Vec<(&'static str, String)>) -> Self {
        Self { file, variables: std::env::vars().collect(), options }
    }

    /// Reads everything.
    ///
    /// # Errors
    /// [`ConfigProblems`] with every complaint at once.
    pub fn load(&self) -> Result<Config, ConfigProblems> {
        let mut values = Values::default();
        let mut problems = ConfigProblems::default();
        let found = match &self.file {
            Some(file) => Some(file.clone()),
            None => Some(PathBuf::from(FILE)).filter(|file| file.exists()),
        };
        if let Some(file) = &found {
            file::read(file, &mut values, &mut problems);
        }
        self.take_variables(&mut values, &mut problems);
        for (name, text) in &self.options {
            let given = Given { text: text.clone(), place: format!("--{}", name.replace(['_', '.'], "-")) };
            values.texts.insert((*name).to_owned(), given);
        }
        let mut config = Config::read(&values, &mut problems);
        config.apps = app::read(values.apps, &mut problems);
        config.file = found;
        problems.end()?;
        Ok(config)
    }

    fn take_variables(&self, values: &mut Values, problems: &mut ConfigProblems) {
        for (variable, text) in &self.variables {
            // An empty variable is an absent one: that is how compose files leave things out.
            let Some(name) = variable.strip_prefix(PREFIX).filter(|_| !text.is_empty()) else { continue };
            let given = Given { text: text.clone(), place: variable.clone() };
            if let Some(setting) = table::SETTINGS.iter().find(|setting| setting.variable() == *variable) {
                values.texts.insert(setting.name.to_owned(), given);
            } else if let Some(rest) = name.strip_prefix("WHATSAPP_APPS_") {
                app::take_variable(rest, given, &mut values.apps, problems);
            }
        }
    }
}

/// The database's place when none is set: a file in the data directory.
fn default_database_url(data_dir: &Path) -> String {
    format!("sqlite:{}", data_dir.join("tresen.db").display())
}

#[cfg(test)]
mod tests;
