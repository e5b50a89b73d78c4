//! The reference of settings for operators, as Markdown.

use super::table::{SETTINGS, Setting};

/// The whole page `docs/operate/settings.md`.
pub fn reference() -> String {
    let sections: String = SETTINGS.iter().map(section).collect();
    format!("{INTRODUCTION}{sections}{APPS}")
}

fn section(setting: &Setting) -> String {
    let default = match setting.default {
        "" => "none".to_owned(),
        default => format!("`{default}`"),
    };
    let doc: Vec<&str> = setting.doc.iter().map(|line| line.trim()).collect();
    format!(
        "\n## `{}`\n\n{}\n\n{}; default: {default}; variable: `{}`.\n",
        setting.name,
        doc.join("\n"),
        sentence(setting.kind),
        setting.variable()
    )
}

fn sentence(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const INTRODUCTION: &str = "\
# Settings

Written by `tresen settings-reference`; change `crates/tresen-cli/src/config/table.rs` instead of this page.

Settings stand in `tresen.toml` in the working directory, or in the file that `--config FILE` or `TRESEN_CONFIG` names.
A variable of the environment wins over the file, an option of the command line wins over both.
A name with a dot is a key in a table: `log.level` is `level` below `[log]`.
A name in the file that nobody knows is an error. An empty variable counts as absent. `tresen doctor` checks everything.

```toml
public_url = \"https://desk.example.org\"
data_dir = \"/var/lib/tresen\"

[whatsapp.apps.main]
secret = \"from the Meta dashboard, App settings, Basic\"
verify_token = \"a long word of your own\"

[log]
format = \"json\"
```
";

const APPS: &str = "
## `whatsapp.apps.NAME.secret`, `whatsapp.apps.NAME.verify_token`

A Meta app whose webhooks the desk takes, at `/webhooks/whatsapp/NAME`. `NAME` is yours to choose: lower-case letters,
digits, `-` and `_`. `secret` is the app secret from the Meta dashboard; it verifies every webhook. `verify_token` is a
word that you choose and enter in the dashboard beside the address. Both are needed, for as many apps as you have.

Text; default: none; variables: `TRESEN_WHATSAPP_APPS_NAME_SECRET`, `TRESEN_WHATSAPP_APPS_NAME_VERIFY_TOKEN`.
";
