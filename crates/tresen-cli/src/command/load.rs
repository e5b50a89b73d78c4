//! `tresen load`: traffic for a running desk, and what its answers took.

mod rate;
mod report;
mod webhook;

use std::{net::IpAddr, process::ExitCode, time::Duration};

use anyhow::{Context, bail};
use url::Url;

use crate::{config::Config, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The desk.
    #[arg(long, default_value = "http://127.0.0.1:8080", value_name = "URL")]
    url: Url,
    /// Key of the Meta app in the settings; its secret signs the webhooks.
    #[arg(long, default_value = "main")]
    app: String,
    /// The app's secret, when the settings are not the desk's.
    #[arg(long, env = "TRESEN_LOAD_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// The platform's id of the number that the webhooks are for.
    #[arg(long, default_value = "100000000000001")]
    phone_number_id: String,
    /// The platform's id of its business account.
    #[arg(long, default_value = "200000000000001")]
    waba_id: String,
    /// Customers who write.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    customers: u32,
    /// Webhooks a second; 0 for as fast as the desk answers.
    #[arg(long, default_value_t = 100)]
    rate: u32,
    /// Webhooks in all, at most 1,000,000.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    count: u32,
    /// Ends after this many seconds even if fewer were sent; at most an hour.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Statuses for each message, as the platform counts outgoing against incoming.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(0..=20))]
    statuses: u32,
    /// Webhooks on their way at once.
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=1_024))]
    connections: u32,
    /// Needed for a desk that is not on this machine.
    #[arg(long)]
    yes_i_own_this_server: bool,
}

/// Prints one JSON object; exit code 1 when a webhook was not answered with 200.
pub(super) async fn run(config: Config, args: Args) -> anyhow::Result<ExitCode> {
    if !is_this_machine(&args.url) && !args.yes_i_own_this_server {
        bail!("`{}` is not this machine; say `--yes-i-own-this-server` if you may load it", args.url);
    }
    let secret = match (&args.secret, config.apps.get(&args.app)) {
        (Some(secret), _) => secret.clone(),
        (None, Some(app)) => app.secret.expose().to_owned(),
        (None, None) => {
            bail!("there is no app `{}` in the settings; name another or give `--secret`", args.app)
        }
    };
    let generator = webhook::Generator::new(&args, &secret)?;
    let plan = rate::Plan {
        count: args.count,
        per_second: args.rate,
        connections: args.connections,
        longest: Duration::from_secs(args.seconds),
    };
    let url =
        args.url.join(&format!("/webhooks/whatsapp/{}", args.app)).context("the address of the desk")?;
    let measured = rate::send(&plan, generator, url).await?;
    let is_clean = measured.is_clean();
    print::line(serde_json::to_string_pretty(&measured.report())?);
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(url::Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_this_machine() {
        let is = |text: &str| is_this_machine(&Url::parse(text).unwrap());
        assert!(is("http://127.0.0.1:8080") && is("http://[::1]:1") && is("http://localhost"));
        assert!(
            !is("http://desk.example.org") && !is("http://10.0.0.1") && !is("http://localhost.example.org")
        );
    }
}
