//! The demo's sign-in: one password for all of its agents, made at the first start, kept for the next ones.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tresen_desk::people::Secret;

use super::company::JANA;

/// File in the data directory, for its owner's eyes only.
const FILE: &str = "demo-sign-in.txt";

/// Where the sign-in is kept.
pub(super) struct SignIn {
    file: PathBuf,
}

impl SignIn {
    pub(super) fn at(data_dir: &Path) -> Self {
        Self { file: data_dir.join(FILE) }
    }

    /// Keeps the password.
    pub(super) fn keep(&self, password: &Secret) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        writeln!(options.open(&self.file)?, "{JANA} {}", password.expose())
    }

    /// For the person at the terminal.
    pub(super) fn line(&self) -> String {
        match std::fs::read_to_string(&self.file) {
            Ok(text) => text.trim().replacen(' ', "  ", 1),
            Err(_) => format!("{JANA}; its password was removed with `{}`", self.file.display()),
        }
    }
}
