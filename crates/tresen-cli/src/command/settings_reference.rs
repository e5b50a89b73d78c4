//! `tresen settings-reference`: the page `docs/operate/settings.md`.

use std::process::ExitCode;

use crate::{config, print};

pub(super) fn run() -> ExitCode {
    print::line(config::reference().trim_end());
    ExitCode::SUCCESS
}
