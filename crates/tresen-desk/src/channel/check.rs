//! The setup doctor: what works on a channel, what does not, and what to do about it.

use tresen_domain::{
    agent::Permission,
    channel::{Channel, HealthState},
    id::ChannelId,
};
use tresen_storage::channel as rows;
use tresen_whatsapp::{client::ApiFailure, secret::AccessToken, wire::response::TokenInfo};

use super::health::{set_health, state_after};
use crate::{Desk, Refusal, Who};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckStep {
    /// Stable word: `token`, `number`, `subscription`, `templates`.
    pub step: &'static str,
    /// Whether it works.
    pub is_ok: bool,
    /// What was seen.
    pub detail: String,
    /// What to do; empty when it works.
    pub advice: String,
}

/// Permissions without which the desk cannot work.
const SCOPES: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

/// Looks at everything a channel needs, step by step, and sets its health by the result.
///
/// `subscribes`: subscribe the app to the account's webhooks when it is not.
///
/// # Errors
/// [`Refusal::NotFound`]. What does not work is an answer, not an error.
pub async fn check(
    desk: &Desk,
    who: &Who,
    id: ChannelId,
    subscribes: bool,
) -> Result<Vec<CheckStep>, Refusal> {
    who.needs(Permission::Administer)?;
    let found = desk
        .store
        .read(move |tx| -> Result<_, Refusal> { Ok((rows::get(tx, id)?, rows::access_token(tx, id)?)) })
        .await?;
    let (Some(channel), Some(token)) = found else { return Err(Refusal::NotFound { what: "channel" }) };
    let Ok(token) = AccessToken::new(token) else {
        return Ok(vec![failed("token", "there is no access token".to_owned(), PASTE_TOKEN)]);
    };
    let mut run =
        Run { desk, channel: &channel, token: &token, health: HealthState::Ok, detail: String::new() };
    let mut display_phone_number = None;
    let steps = vec![
        run.token().await,
        run.number(&mut display_phone_number).await,
        run.subscription(subscribes).await,
        run.templates().await,
    ];
    let (state, detail) = (run.health, run.detail);
    let (ids, now) = (desk.ids.clone(), desk.now());
    desk.store
        .write(move |tx| -> Result<(), Refusal> {
            if let Some(display_phone_number) = display_phone_number
                && let Some(channel) = rows::get(tx, id)?
                && channel.display_phone_number != display_phone_number
            {
                rows::update(tx, &Channel { display_phone_number, ..channel })?;
            }
            set_health(tx, ids.as_ref(), id, state, &detail, now)?;
            Ok(())
        })
        .await?;
    Ok(steps)
}

const PASTE_TOKEN: &str = "create a permanent token for the system user and paste it into the channel";
const TRY_LATER: &str = "the platform cannot be reached; check the network and try again";

fn passed(step: &'static str, detail: impl Into<String>) -> CheckStep {
    CheckStep { step, is_ok: true, detail: detail.into(), advice: String::new() }
}

fn failed(step: &'static str, detail: String, advice: &str) -> CheckStep {
    CheckStep { step, is_ok: false, detail, advice: advice.to_owned() }
}

/// The channel under examination, and the worst that was seen of its sending side.
struct Run<'a> {
    desk: &'a Desk,
    channel: &'a Channel,
    token: &'a AccessToken,
    health: HealthState,
    detail: String,
}

impl Run<'_> {
    /// A step that could not be looked at, because the call itself failed.
    fn unseen(&mut self, step: &'static str, failure: &ApiFailure, advice: &str) -> CheckStep {
        if let Some(state) = state_after(failure).filter(|state| *state > self.health) {
            self.health = state;
            self.detail = failure.to_string();
        }
        let advice = match (state_after(failure), failure) {
            (Some(HealthState::BadCredentials), _) => PASTE_TOKEN,
            (_, ApiFailure::Transport { .. } | ApiFailure::Unreadable { .. }) => TRY_LATER,
            _ => advice,
        };
        failed(step, failure.to_string(), advice)
    }

    async fn token(&mut self) -> CheckStep {
        let info = match self.desk.cloud.debug_token(self.token).await {
            Ok(info) => info,
            Err(failure) => return self.unseen("token", &failure, PASTE_TOKEN),
        };
        if info.is_valid == Some(false) {
            self.health = HealthState::BadCredentials;
            "the platform says that the token is not valid".clone_into(&mut self.detail);
            return failed("token", self.detail.clone(), PASTE_TOKEN);
        }
        let scopes = info.scopes.iter().flat_map(|scopes| scopes.0.iter());
        let scopes: Vec<&str> = scopes.map(String::as_str).collect();
        let missing: Vec<_> = SCOPES.into_iter().filter(|scope| !scopes.contains(scope)).collect();
        if !scopes.is_empty() && !missing.is_empty() {
            let detail = format!("the token lacks `{}`", missing.join("`, `"));
            return failed("token", detail, "give the system user these permissions and create a new token");
        }
        if !covers(&info, &self.channel.waba_id.0) {
            let detail = format!("the token does not cover the account `{}`", self.channel.waba_id.0);
            return failed("token", detail, "give the system user access to this business account");
        }
        passed("token", "valid, with the permissions that are needed")
    }

    async fn number(&mut self, display: &mut Option<String>) -> CheckStep {
        match self.desk.cloud.phone_number(self.token, &self.channel.phone_number_id).await {
            Ok(number) => {
                let shown = number.display_phone_number.unwrap_or_default();
                let name = number.verified_name.unwrap_or_default();
                if !shown.is_empty() {
                    *display = Some(shown.clone());
                }
                match number.status.as_deref() {
                    None | Some("CONNECTED") => passed("number", format!("{shown} {name}").trim()),
                    Some(status) => failed(
                        "number",
                        format!("{shown} is `{status}`"),
                        "register the number for the Cloud API in the platform's settings",
                    ),
                }
            }
            Err(failure) => {
                self.unseen("number", &failure, "compare the phone number id with the platform's settings")
            }
        }
    }

    async fn subscription(&mut self, subscribes: bool) -> CheckStep {
        const ADVICE: &str =
            "subscribe the app to the account's webhooks, or check again with `subscribe=true`";
        let apps = match self.desk.cloud.subscribed_apps(self.token, &self.channel.waba_id).await {
            Ok(apps) => apps,
            Err(failure) => {
                return self.unseen(
                    "subscription",
                    &failure,
                    "compare the account id with the platform's settings",
                );
            }
        };
        if !apps.is_empty() {
            return passed("subscription", format!("{} app(s) get this account's webhooks", apps.len()));
        }
        if !subscribes {
            return failed("subscription", "no app gets this account's webhooks".to_owned(), ADVICE);
        }
        match self.desk.cloud.subscribe(self.token, &self.channel.waba_id).await {
            Ok(()) => passed("subscription", "the app is now subscribed"),
            Err(failure) => self.unseen("subscription", &failure, ADVICE),
        }
    }

    async fn templates(&mut self) -> CheckStep {
        match self.desk.cloud.list_templates(self.token, &self.channel.waba_id).await {
            Ok(all) => passed("templates", format!("{} template(s) can be read", all.len())),
            Err(failure) => self.unseen(
                "templates",
                &failure,
                "give the system user the permission `whatsapp_business_management` on this account",
            ),
        }
    }
}

/// Whether a token that is limited to some accounts covers this one.
fn covers(info: &TokenInfo, waba_id: &str) -> bool {
    let scopes = info.granular_scopes.iter().flat_map(|scopes| scopes.0.iter());
    scopes
        .filter(|one| one.scope.as_deref().is_some_and(|scope| SCOPES.contains(&scope)))
        .filter_map(|one| one.target_ids.as_ref())
        .all(|targets| targets.0.is_empty() || targets.0.iter().any(|target| target == waba_id))
}
