//! The Meta apps: their keys stand in addresses, their secrets verify webhooks.

use std::collections::BTreeMap;

use tresen_whatsapp::signature::{AppSecret, VerifyToken};

use super::{ConfigProblems, Given, nearest::nearest};

/// Fields of an app.
const FIELDS: [&str; 2] = ["secret", "verify_token"];

/// A Meta app whose webhooks are taken. Neither part can be printed.
#[derive(Debug, Clone)]
pub struct App {
    /// Signs every webhook.
    pub secret: AppSecret,
    /// Agreed for the handshake.
    pub verify_token: VerifyToken,
}

/// Fields of one app as they were written.
pub(super) type Parts = BTreeMap<&'static str, Given>;

/// Takes what follows `TRESEN_WHATSAPP_APPS_` in a variable's name.
pub(super) fn take_variable(
    rest: &str,
    given: Given,
    apps: &mut BTreeMap<String, Parts>,
    problems: &mut ConfigProblems,
) {
    for field in FIELDS {
        if let Some(name) = rest.strip_suffix(&format!("_{}", field.to_uppercase())) {
            apps.entry(name.to_lowercase()).or_default().insert(field, given);
            return;
        }
    }
    problems.add(format!("{}: expected a name that ends in `_SECRET` or `_VERIFY_TOKEN`", given.place));
}

/// Takes `[whatsapp.apps.NAME]` of the file.
pub(super) fn take_table(
    name: &str,
    fields: BTreeMap<String, Given>,
    apps: &mut BTreeMap<String, Parts>,
    problems: &mut ConfigProblems,
) {
    let parts = apps.entry(name.to_owned()).or_default();
    for (field, given) in fields {
        if let Some(known) = FIELDS.into_iter().find(|known| *known == field) {
            parts.insert(known, given);
        } else {
            let hint =
                nearest(&field, FIELDS).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            problems.add(format!("{}: an app has `secret` and `verify_token` only{hint}", given.place));
        }
    }
}

/// Checks that every app is whole.
pub(super) fn read(apps: BTreeMap<String, Parts>, problems: &mut ConfigProblems) -> BTreeMap<String, App> {
    let mut whole = BTreeMap::new();
    for (name, parts) in apps {
        let is_clean = !name.is_empty()
            && name
                .chars()
                .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, '-' | '_'));
        if !is_clean {
            problems
                .add(format!("whatsapp.apps.{name}: a key has lower-case letters, digits, `-` and `_` only"));
            continue;
        }
        let part = |field: &str| parts.get(field).map(|given| given.text.trim()).unwrap_or_default();
        match (AppSecret::new(part("secret")), VerifyToken::new(part("verify_token"))) {
            (Ok(secret), Ok(verify_token)) => {
                whole.insert(name, App { secret, verify_token });
            }
            (secret, _) => {
                let field = if secret.is_err() { "secret" } else { "verify_token" };
                problems.add(format!("whatsapp.apps.{name}.{field}: is missing or empty"));
            }
        }
    }
    whole
}
