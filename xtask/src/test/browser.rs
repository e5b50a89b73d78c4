//! The browser for the browser stories: Debian's Chromium unless told otherwise.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::find_in_path;

/// `$TRESEN_CHROMIUM`, else the Debian package's, else one on `PATH`.
pub(crate) fn find() -> Result<PathBuf> {
    let named = env::var_os("TRESEN_CHROMIUM").filter(|path| !path.is_empty()).map(PathBuf::from);
    named
        .or_else(|| Some(PathBuf::from("/usr/bin/chromium")).filter(|path| path.is_file()))
        .or_else(|| find_in_path("chromium"))
        .filter(|path| path.is_file())
        .context("no Chromium found; install the Debian package `chromium` or set TRESEN_CHROMIUM to one")
}
