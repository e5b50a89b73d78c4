//! `tresen.toml`: tables become dotted names, and a name that nobody knows is an error.

use std::{collections::BTreeMap, path::Path};

use toml::{Table, Value};

use super::{ConfigProblems, Given, Values, app, nearest::nearest, table::SETTINGS};

/// Where the apps stand in the file.
const APPS: &str = "whatsapp.apps";

/// Reads a file into `values`.
pub(super) fn read(file: &Path, values: &mut Values, problems: &mut ConfigProblems) {
    let place = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return problems.add(format!("{place}: cannot be read: {error}")),
    };
    match text.parse::<Table>() {
        Ok(table) => {
            let mut found = Flat { file: place.to_string(), values, problems };
            found.table("", table);
        }
        Err(error) => problems.add(format!("{place}: {}", error.to_string().trim_end())),
    }
}

struct Flat<'v> {
    file: String,
    values: &'v mut Values,
    problems: &'v mut ConfigProblems,
}

impl Flat<'_> {
    fn table(&mut self, above: &str, table: Table) {
        for (key, value) in table {
            let name = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            match value {
                Value::Table(apps) if name == APPS => self.apps(apps),
                Value::Table(table) => self.table(&name, table),
                value => self.value(name, &value),
            }
        }
    }

    fn value(&mut self, name: String, value: &Value) {
        if !SETTINGS.iter().any(|setting| setting.name == name) {
            let known = SETTINGS.iter().map(|setting| setting.name);
            let hint =
                nearest(&name, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return self.problems.add(format!("{}: there is no setting `{name}`{hint}", self.file));
        }
        let Some(text) = as_text(value) else {
            return self
                .problems
                .add(format!("{}: `{name}` must be a text, a number or a truth value", self.file));
        };
        let place = format!("{}: {name}", self.file);
        self.values.texts.insert(name, Given { text, place });
    }

    fn apps(&mut self, apps: Table) {
        for (key, value) in apps {
            let name = format!("{APPS}.{key}");
            let Value::Table(fields) = value else {
                self.problems
                    .add(format!("{}: `{name}` must be a table with `secret` and `verify_token`", self.file));
                continue;
            };
            let mut parts: BTreeMap<String, Given> = BTreeMap::new();
            for (field, value) in fields {
                let place = format!("{}: {name}.{field}", self.file);
                match as_text(&value) {
                    Some(text) => {
                        parts.insert(field, Given { text, place });
                    }
                    None => self.problems.add(format!("{place}: must be a text")),
                }
            }
            app::take_table(&key, parts, &mut self.values.apps, self.problems);
        }
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Float(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => None,
    }
}
