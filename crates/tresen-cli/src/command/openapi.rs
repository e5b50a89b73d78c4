//! `tresen openapi`: the description of the API, as committed in `api/openapi.json`.

use std::process::ExitCode;

use crate::print;

pub(super) fn run() -> anyhow::Result<ExitCode> {
    print::line(serde_json::to_string_pretty(&tresen_api::openapi())?);
    Ok(ExitCode::SUCCESS)
}
