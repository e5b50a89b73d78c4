//! What the doctor looks at, one thing a function.

use std::time::Duration;

use tresen_desk::{Desk, channel};
use tresen_storage::{Fault, agent, channel as channels, journal};
use url::Url;

use super::Finding;
use crate::{
    command::operator,
    config::{App, Config},
    run::{self, Rim},
};

/// How long our own address may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Sent in our own handshake.
const CHALLENGE: &str = "tresen-doctor";

pub(super) fn settings(config: &Config) -> Finding {
    match &config.file {
        Some(file) => Finding::fine("settings", format!("read from `{}` and variables", file.display())),
        None => Finding::fine("settings", "read from variables; there is no `tresen.toml` here"),
    }
}

/// Whether files can be made there.
pub(super) fn data_dir(config: &Config) -> Finding {
    let dir = &config.data_dir;
    let probe = dir.join(".doctor");
    let tried = run::make_private(dir)
        .and_then(|()| std::fs::write(&probe, b"tresen"))
        .and_then(|()| std::fs::remove_file(&probe));
    let what = format!("data directory `{}`", dir.display());
    match tried {
        Ok(()) => Finding::fine(what, "can be written"),
        Err(error) => {
            Finding::broken(what, error.to_string(), "give the folder to this user, or set `data_dir`")
        }
    }
}

/// Opens the database as a start would, which applies what is missing.
pub(super) async fn database(config: &Config) -> (Finding, Option<Desk>) {
    match run::open(config, &Rim::of_machine()).await {
        Ok(desk) => {
            let seen = format!(
                "{:?} answers and is at the version of Tresen {}",
                desk.store.engine(),
                env!("CARGO_PKG_VERSION")
            );
            (Finding::fine("database", seen), Some(desk))
        }
        Err(error) => {
            let advice = "nothing else can be looked at without the database";
            (Finding::broken("database", error.to_string(), advice), None)
        }
    }
}

pub(super) async fn people(desk: &Desk) -> Vec<Finding> {
    let counted = desk
        .store
        .read(|tx| {
            Ok::<_, Fault>((
                agent::count(tx)?,
                agent::count_active_admins(tx)?,
                journal::list_unassigned(tx)?,
            ))
        })
        .await;
    match counted {
        Err(fault) => vec![Finding::broken("agents", fault.to_string(), "see the database above")],
        Ok((_, 0, _)) => vec![Finding::broken(
            "agents",
            "there is no active administrator",
            "tresen agent create --email YOU@EXAMPLE.ORG --name \"YOUR NAME\" --role admin",
        )],
        Ok((agents, admins, unassigned)) => {
            let mut findings =
                vec![Finding::fine("agents", format!("{agents}, {admins} of them administrators"))];
            findings.extend(unassigned.into_iter().map(|number| {
                let seen = format!(
                    "{} items came for it, but no channel has it; add the channel to see them",
                    number.seen_count
                );
                Finding::note(format!("number {}", number.phone_number_id), seen)
            }));
            findings
        }
    }
}

/// The handshake at our own public address: what the platform would see.
pub(super) async fn webhooks(config: &Config) -> Vec<Finding> {
    if config.apps.is_empty() {
        let advice = "set `[whatsapp.apps.main]` with `secret` and `verify_token`";
        return vec![Finding::broken("webhooks", "no Meta app is set", advice)];
    }
    let Some(public_url) = &config.public_url else {
        return vec![Finding::note("webhooks", "`public_url` is not set, so their address cannot be tried")];
    };
    let mut findings = Vec::new();
    for (key, app) in &config.apps {
        findings.push(handshake(public_url, key, app).await);
    }
    findings
}

async fn handshake(public_url: &Url, key: &str, app: &App) -> Finding {
    let what = format!("webhooks of app `{key}`");
    let address = format!("{}/webhooks/whatsapp/{key}", public_url.as_str().trim_end_matches('/'));
    let query = [
        ("hub.mode", "subscribe"),
        ("hub.verify_token", app.verify_token.expose()),
        ("hub.challenge", CHALLENGE),
    ];
    let answer = async {
        let http = tresen_whatsapp::client::http_client().map_err(|error| error.to_string())?;
        let asked = http.get(&address).query(&query).timeout(PATIENCE).send().await;
        let answer = asked.map_err(|error| error.without_url().to_string())?;
        let status = answer.status();
        Ok::<_, String>((status, answer.text().await.unwrap_or_default()))
    };
    match answer.await {
        Ok((status, text)) if status.is_success() && text == CHALLENGE => {
            Finding::fine(what, format!("{address} answers the handshake"))
        }
        Ok((status, _)) => Finding::broken(
            what,
            format!("{address} answers {status} instead of the handshake"),
            "check that the proxy hands `/webhooks/` to this desk unchanged, and that it runs with these settings",
        ),
        Err(reason) => Finding::broken(
            what,
            format!("{address} cannot be reached: {reason}"),
            "start the desk, and check `public_url`, the name in the DNS, the certificate and the proxy",
        ),
    }
}

/// The setup check of every channel: token, number, subscription, templates.
pub(super) async fn channels(desk: &Desk) -> Vec<Finding> {
    let all = match desk.store.read(channels::list_all).await {
        Ok(all) => all,
        Err(fault) => return vec![Finding::broken("channels", fault.to_string(), "see the database above")],
    };
    if all.is_empty() {
        return vec![Finding::note("channels", "there is none yet; add one in the settings of the desk")];
    }
    let mut findings = Vec::new();
    for one in all {
        let what = format!("channel `{}`", one.name);
        if !desk.config.apps.contains(&one.app) {
            let advice = format!("set `[whatsapp.apps.{}]`, or give the channel another app", one.app);
            findings.push(Finding::broken(
                &what,
                format!("its app `{}` is not in the settings", one.app),
                advice,
            ));
        }
        match channel::check(desk, &operator(), one.id, false).await {
            Ok(steps) => findings.extend(steps.into_iter().map(|step| {
                let what = format!("{what}, {}", step.step);
                if step.is_ok {
                    Finding::fine(what, step.detail)
                } else {
                    Finding::broken(what, step.detail, step.advice)
                }
            })),
            Err(refusal) => findings.push(Finding::broken(what, refusal.to_string(), "see the log")),
        }
    }
    findings
}
