//! The demo: "Kaffeewerk Nord", a company that sells and repairs coffee machines, with customers whose phones are in
//! the browser. The first start plays sixty days of its past over the real road; later starts go on from there.

mod canned;
mod clock;
mod company;
mod history;
mod number;
mod play;
mod sign_in;
mod story;

use std::sync::Arc;

use anyhow::{Context, bail};
use metrics_exporter_prometheus::PrometheusHandle;
use tresen_desk::{Desk, SystemIds};
use tresen_emulator::{Config as Emulated, Emulator, Running as Platform};
use tresen_storage::{Fault, agent, settings};

use crate::{
    config::{Config, Sources},
    print,
    run::{self, Rim, Running},
};
use clock::StageClock;
use sign_in::SignIn;

/// Says in the database whether it is a demo, and whether its past was played to the end.
const MARK: &str = "demo";
const BEGUN: &str = "begun";
const READY: &str = "ready";

/// A demo that runs.
pub struct Demo {
    /// The desk.
    pub desk: Running,
    /// The emulated WhatsApp.
    pub platform: Platform,
    sign_in: SignIn,
}

/// What the database is, before the demo touches it.
enum Found {
    Nothing,
    Demo,
}

/// Starts desk and emulator, and makes the company when the database is empty.
///
/// # Errors
/// When an address is taken, the data directory cannot be used, or holds a real desk.
pub async fn start(mut config: Config, metrics: Option<PrometheusHandle>) -> anyhow::Result<Demo> {
    let listener = run::listen(config.listen).await?;
    let desk_url = run::local_url(listener.local_addr()?);
    let clock = Arc::new(StageClock::default());
    let platform = Emulator::start(Emulated {
        seed: random_seed()?,
        embedding_origin: Some(desk_url.clone()),
        ..Emulated::new(config.emulator_listen, Arc::<StageClock>::clone(&clock))
    })
    .await
    .with_context(|| {
        format!(
            "the emulator cannot listen on {}; choose another address with `--emulator-listen`",
            config.emulator_listen
        )
    })?;
    config.graph_url = platform.url().parse()?;
    if config.company_name == Config::default().company_name {
        company::NAME.clone_into(&mut config.company_name);
    }
    config.apps.insert(number::APP.to_owned(), number::app()?);
    let phone_url = format!("{}/phone", run::local_url(platform.addr));
    let rim = Rim {
        clock: Arc::<StageClock>::clone(&clock),
        ids: Arc::new(SystemIds),
        metrics,
        demo_phone_url: Some(phone_url),
    };
    let desk = run::open(&config, &rim).await?;
    let found = look(&desk, &config).await?;
    let app = config.apps.get(number::APP).context("the demo's app")?.clone();
    let token = number::token(&desk).await?;
    platform.handle().put_number(number::setup(&app, &token, &desk_url));
    let sign_in = SignIn::at(&config.data_dir);
    if let Found::Demo = found {
        history::recall(&desk, platform.handle()).await.context("giving customers their chats back")?;
    } else {
        // Everything between here and the end happens at instants of the past.
        clock.stage(story::beginning(clock.real_now()));
    }
    let running = run::start(desk, &config, rim, listener).await?;
    let sign_in = match found {
        Found::Demo => sign_in,
        Found::Nothing => {
            print::line("Making the demo company; this takes a few seconds …");
            play::play(&running.desk, platform.handle(), &clock, &sign_in, &token).await?;
            clock.release();
            mark(&running.desk, READY).await?;
            sign_in
        }
    };
    Ok(Demo { desk: running, platform, sign_in })
}

/// Refuses databases that are not a demo's.
async fn look(desk: &Desk, config: &Config) -> anyhow::Result<Found> {
    let (mark, agents) =
        desk.store.read(|tx| Ok::<_, Fault>((settings::get(tx, MARK)?, agent::count(tx)?))).await?;
    match (mark.as_deref(), agents) {
        (Some(READY), _) => Ok(Found::Demo),
        (Some(_), _) => bail!(
            "the demo in `{}` was interrupted while it was made; remove it (or choose another `--data-dir`) and start again",
            config.data_dir.display()
        ),
        (None, 0) => {
            self::mark(desk, BEGUN).await?;
            Ok(Found::Nothing)
        }
        (None, _) => bail!(
            "`{}` holds a real desk, not a demo; use `tresen serve`, or choose another `--data-dir`",
            config.data_dir.display()
        ),
    }
}

async fn mark(desk: &Desk, word: &'static str) -> Result<(), Fault> {
    desk.store.write(move |tx| settings::set(tx, MARK, word)).await
}

/// A seed that no two starts share: ids of the emulated platform must never repeat.
pub(crate) fn random_seed() -> anyhow::Result<u64> {
    Ok(getrandom::u64()?)
}

impl Demo {
    /// What the person at the terminal needs to know.
    pub fn welcome(&self) -> String {
        let desk = self.desk.url();
        let phone = run::local_url(self.platform.addr);
        format!(
            "\n  Tresen {version}, demo of {company}\n\n  Desk      {desk}\n  Phones    {phone}/phone\n  Sign in   {sign_in}\n\n  \
             Ctrl-C ends it; the next start goes on from here.\n",
            version = env!("CARGO_PKG_VERSION"),
            company = company::NAME,
            sign_in = self.sign_in.line(),
        )
    }

    /// Stops both.
    pub async fn stop(self) {
        self.desk.stop().await;
        self.platform.stop().await;
    }
}

/// Settings of a demo in a folder of its own, on free ports; for tests.
///
/// # Errors
/// When the environment's settings do not fit.
pub fn config_at(data_dir: &std::path::Path) -> anyhow::Result<Config> {
    let options = vec![
        ("data_dir", data_dir.display().to_string()),
        ("listen", "127.0.0.1:0".to_owned()),
        ("emulator_listen", "127.0.0.1:0".to_owned()),
    ];
    Ok(Sources { options, ..Sources::default() }.load()?)
}
