//! Types of settings: how each is read from text, and what it is called in the reference.

use std::{fmt::Display, net::SocketAddr, path::PathBuf, str::FromStr, time::Duration};

use tracing_subscriber::EnvFilter;
use url::Url;

/// Read from a line of text.
pub(super) trait FromText: Sized {
    /// For the reference.
    const KIND: &'static str;

    /// Reads a value; the error says what was expected.
    fn from_text(text: &str) -> Result<Self, String>;

    /// Stands in while other problems are collected; never used by a desk that starts.
    fn nothing() -> Self;
}

fn parsed<T: FromStr>(text: &str, wanted: &str) -> Result<T, String>
where
    T::Err: Display,
{
    text.trim().parse().map_err(|_| format!("expected {wanted}"))
}

impl FromText for SocketAddr {
    const KIND: &'static str = "address with port";
    fn from_text(text: &str) -> Result<Self, String> {
        parsed(text, "an address with a port, such as `127.0.0.1:8080` or `[::]:8080`")
    }
    fn nothing() -> Self {
        Self::from(([127, 0, 0, 1], 0))
    }
}

impl FromText for PathBuf {
    const KIND: &'static str = "folder";
    fn from_text(text: &str) -> Result<Self, String> {
        if text.is_empty() { Err("expected a folder".to_owned()) } else { Ok(Self::from(text)) }
    }
    fn nothing() -> Self {
        Self::new()
    }
}

impl FromText for String {
    const KIND: &'static str = "text";
    fn from_text(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() { Err("must not be empty".to_owned()) } else { Ok(text.to_owned()) }
    }
    fn nothing() -> Self {
        Self::new()
    }
}

impl FromText for Url {
    const KIND: &'static str = "http address";
    fn from_text(text: &str) -> Result<Self, String> {
        const WANTED: &str = "an address such as `https://desk.example.org`";
        let url: Self = parsed(text, WANTED)?;
        if matches!(url.scheme(), "http" | "https") && url.has_host() {
            Ok(url)
        } else {
            Err(format!("expected {WANTED}"))
        }
    }
    #[expect(clippy::expect_used, reason = "a constant")]
    fn nothing() -> Self {
        Self::parse("http://localhost").expect("a constant address")
    }
}

impl<T: FromText> FromText for Option<T> {
    const KIND: &'static str = T::KIND;
    fn from_text(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() { Ok(None) } else { T::from_text(text).map(Some) }
    }
    fn nothing() -> Self {
        None
    }
}

impl FromText for bool {
    const KIND: &'static str = "`true` or `false`";
    fn from_text(text: &str) -> Result<Self, String> {
        parsed(text, "`true` or `false`")
    }
    fn nothing() -> Self {
        false
    }
}

macro_rules! whole_numbers {
    ($($type:ty),+) => {$(
        impl FromText for $type {
            const KIND: &'static str = "whole number from 1";
            fn from_text(text: &str) -> Result<Self, String> {
                parsed(text, "a whole number from 1").and_then(|number| {
                    if number > 0 { Ok(number) } else { Err("expected a whole number from 1".to_owned()) }
                })
            }
            fn nothing() -> Self {
                1
            }
        }
    )+};
}

whole_numbers!(u32, u64, usize);

macro_rules! quantities {
    ($($(#[$doc:meta])+ $name:ident, $kind:literal, $of:ty, |$number:ident| $made:expr;)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $of);

        impl FromText for $name {
            const KIND: &'static str = $kind;
            fn from_text(text: &str) -> Result<Self, String> {
                let $number = u64::from(u32::from_text(text)?);
                Ok(Self($made))
            }
            fn nothing() -> Self {
                Self(Default::default())
            }
        }
    )+};
}

quantities! {
    /// A span in whole seconds.
    Seconds, "whole seconds", Duration, |seconds| Duration::from_secs(seconds);
    /// A span in whole days.
    Days, "whole days", Duration, |days| Duration::from_secs(days.saturating_mul(24 * 3600));
    /// A size in whole megabytes, kept in bytes.
    Megabytes, "whole megabytes", u64, |megabytes| megabytes.saturating_mul(1024 * 1024);
}

/// Where the database is. May hold a password, so it cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Takes a URL as it is; the store says whether it is one.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// For opening the store, nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DatabaseUrl({}…)", self.0.split(':').next().unwrap_or_default())
    }
}

impl FromText for DatabaseUrl {
    const KIND: &'static str = "address of a database";
    fn from_text(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            Ok(Self(text.to_owned()))
        } else {
            Err("expected `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`".to_owned())
        }
    }
    fn nothing() -> Self {
        Self(String::new())
    }
}

/// What is logged: a level, or rules for parts of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLevel(pub String);

impl FromText for LogLevel {
    const KIND: &'static str = "level or rules";
    fn from_text(text: &str) -> Result<Self, String> {
        match EnvFilter::builder().parse(text) {
            Ok(_) if !text.trim().is_empty() => Ok(Self(text.trim().to_owned())),
            _ => Err("expected a level such as `info`, or rules such as `info,tresen_desk=debug`".to_owned()),
        }
    }
    fn nothing() -> Self {
        Self("info".to_owned())
    }
}

/// How lines of the log look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For collectors.
    Json,
}

impl FromText for LogFormat {
    const KIND: &'static str = "`text` or `json`";
    fn from_text(text: &str) -> Result<Self, String> {
        match text.trim() {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("expected `text` or `json`".to_owned()),
        }
    }
    fn nothing() -> Self {
        Self::Text
    }
}
