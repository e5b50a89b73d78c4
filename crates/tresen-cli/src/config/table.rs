//! The one table of settings: names, types, defaults and their explanation. Everything else is made from it.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use url::Url;

use super::{
    App, ConfigProblems, DatabaseUrl, Days, LogFormat, LogLevel, Megabytes, PREFIX, Seconds, Values,
    value::FromText,
};

/// A row of the table.
#[derive(Debug)]
pub struct Setting {
    /// As in `tresen.toml`; a dot is a table there.
    pub name: &'static str,
    /// What may stand there, in a few words.
    pub kind: &'static str,
    /// As text; empty for none.
    pub default: &'static str,
    /// For the reference.
    pub doc: &'static [&'static str],
}

impl Setting {
    /// The variable of the environment with the same meaning.
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.to_uppercase().replace('.', "_"))
    }
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $field:ident : $type:ty = $name:literal, $default:literal;)+) => {
        /// All settings, read and checked.
        #[derive(Debug, Clone)]
        pub struct Config {
            $($(#[doc = $doc])+ pub $field: $type,)+
            /// The Meta apps whose webhooks are taken, by their key.
            pub apps: BTreeMap<String, App>,
            /// The file that was read, if any.
            pub file: Option<PathBuf>,
        }

        pub(super) const SETTINGS: &[Setting] = &[$(Setting {
            name: $name,
            kind: <$type as FromText>::KIND,
            default: $default,
            doc: &[$($doc),+],
        },)+];

        impl Config {
            /// Every problem is noted; settings with a problem take their default.
            pub(super) fn read(values: &Values, problems: &mut ConfigProblems) -> Self {
                Self {
                    $($field: values.get($name, $default, problems),)+
                    apps: BTreeMap::new(),
                    file: None,
                }
            }
        }
    };
}

settings! {
    /// Where the desk listens.
    listen: SocketAddr = "listen", "127.0.0.1:8080";
    /// Folder of the embedded database and of all files. Made when it is missing.
    data_dir: PathBuf = "data_dir", "data";
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`. Without it the database is `tresen.db` in the data directory.
    database_url: Option<DatabaseUrl> = "database_url", "";
    /// Connections for reading. More than the machine has processors helps only with PostgreSQL.
    database_readers: usize = "database_readers", "4";
    /// Where browsers and webhooks reach the desk, such as `https://desk.example.org`. With `https` cookies are marked secure.
    public_url: Option<Url> = "public_url", "";
    /// Whether a proxy of yours stands before the desk, so that the last address in `X-Forwarded-For` is the caller's.
    trusts_proxy: bool = "trusts_proxy", "false";
    /// Shown to agents and put into canned replies.
    company_name: String = "company_name", "Tresen";
    /// The Graph API. Change it only for a proxy or an emulator.
    graph_url: Url = "whatsapp.graph_url", "https://graph.facebook.com";
    /// Version of the Graph API.
    graph_version: String = "whatsapp.graph_version", "v26.0";
    /// How long a send without an answer waits for its status before the agent is asked.
    unknown_wait: Seconds = "outbox.unknown_wait_seconds", "60";
    /// Automatic tries of one message, for reasons that pass.
    most_tries: u32 = "outbox.most_tries", "6";
    /// Largest file taken from a customer.
    largest_inbound_file: Megabytes = "media.largest_inbound_megabytes", "100";
    /// How long raw webhooks are kept, so that they can be looked at and applied again.
    journal_retention: Days = "journal_retention_days", "30";
    /// What is logged: `error`, `warn`, `info`, `debug`, `trace`, or rules such as `info,tresen_desk=debug`.
    log_level: LogLevel = "log.level", "info";
    /// `text` for people, `json` for collectors.
    log_format: LogFormat = "log.format", "text";
    /// Where the emulator listens; only for `tresen demo` and `tresen emulator`.
    emulator_listen: SocketAddr = "emulator_listen", "127.0.0.1:8090";
}

impl Default for Config {
    fn default() -> Self {
        let mut problems = ConfigProblems::default();
        Self::read(&Values::default(), &mut problems)
    }
}

impl Config {
    /// The database: the given one, else a file in the data directory.
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.expose().to_owned(),
            None => super::default_database_url(&self.data_dir),
        }
    }

    /// Whether the database is a file in the data directory.
    pub fn has_own_database(&self) -> bool {
        self.database_url.is_none()
    }
}

impl Values {
    fn get<T: FromText>(
        &self,
        name: &'static str,
        default: &'static str,
        problems: &mut ConfigProblems,
    ) -> T {
        let given = self.texts.get(name).map(|given| (given, T::from_text(&given.text)));
        match given {
            Some((_, Ok(value))) => return value,
            // The value is not repeated: it may be a secret.
            Some((given, Err(reason))) => problems.add(format!("{}: {reason}", given.place)),
            None => {}
        }
        T::from_text(default).unwrap_or_else(|_| T::nothing())
    }
}
