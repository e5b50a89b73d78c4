//! `cargo xtask bench`: runs the benchmarks of `tresen-bench` and shows them beside their goals.
//!
//! The program prints one JSON object a line, the moment it knows it; whatever else it wants to say goes
//! to its standard error. This is the frame only: what is measured, and how, stands in that crate.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::postgres::{Durability, Postgres, URL_VARIABLE};
use crate::workspace::Workspace;

/// The fields of a figure, in the order of the table.
const FIELDS: [&str; 8] = ["name", "engine", "value", "unit", "limit", "ratio", "goal", "met"];

/// What to measure and where to put it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Also write the figures to this file, as a JSON list.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Passed to the benchmark program, after `--`.
    #[arg(last = true)]
    rest: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    if !workspace.path("crates/tresen-bench").is_dir() {
        bail!("there is no crate `tresen-bench` in this checkout");
    }
    let packages = ["--package", "tresen-bench", "--package", "tresen-cli"];
    workspace.cargo().args(["build", "--release"]).args(packages).check()?;
    let postgres = Postgres::given_or_started(Durability::Full)?;
    let output = crate::process::Run::new(workspace.binary("release", "tresen-bench"))
        .args(&args.rest)
        .env(URL_VARIABLE, postgres.url())
        .env("TRESEN_BIN", workspace.binary("release", "tresen"))
        .dir(&workspace.root)
        .text()?;
    let figures = read(&output)?;
    print!("{}", table(&figures));
    if let Some(file) = &args.json {
        std::fs::write(file, format!("{}\n", serde_json::to_string_pretty(&figures)?))
            .with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One figure a line; a line without one of the fields is a mistake of the program.
fn read(output: &str) -> Result<Vec<Value>> {
    let lines = output.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let figure: Value =
                serde_json::from_str(line).with_context(|| format!("not a figure: {line}"))?;
            match FIELDS.iter().find(|field| figure.get(field).is_none()) {
                Some(field) => bail!("a figure without `{field}`: {line}"),
                None => Ok(figure),
            }
        })
        .collect()
}

fn table(figures: &[Value]) -> String {
    let mut rows: Vec<Vec<String>> = vec![FIELDS.iter().map(|field| (*field).to_owned()).collect()];
    rows.extend(figures.iter().map(|figure| FIELDS.iter().map(|field| cell(figure, field)).collect()));
    let widths: Vec<usize> = (0..FIELDS.len())
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        for (cell, width) in row.iter().zip(&widths) {
            // Writing to a string cannot fail.
            let _ = write!(text, "{cell:<width$}  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

fn cell(figure: &Value, field: &str) -> String {
    match figure.get(field) {
        None | Some(Value::Null) => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(is_met)) => if *is_met { "yes" } else { "NO" }.to_owned(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"name":"webhooks kept","engine":"sqlite","value":9000,"unit":"1/s","limit":12000,"ratio":0.75,"goal":0.7,"met":true}"#;

    #[test]
    fn figures_line_up_under_their_headings() {
        let figures = read(LINE).unwrap();
        assert_eq!(
            table(&figures),
            "name           engine  value  unit  limit  ratio  goal  met\n\
             webhooks kept  sqlite  9000   1/s   12000  0.75   0.7   yes\n"
        );
    }

    #[test]
    fn a_figure_without_its_goal_is_refused() {
        let error = read(r#"{"name":"x","engine":"sqlite","value":1,"unit":"s","limit":null,"ratio":null}"#);
        assert!(error.unwrap_err().to_string().starts_with("a figure without `goal`"));
    }
}
