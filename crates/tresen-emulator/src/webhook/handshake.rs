//! The handshake when a webhook address is set.

use std::time::Duration;

use crate::{config::NumberSetup, platform::Platform};

/// Time the desk has to echo the challenge.
const PATIENCE: Duration = Duration::from_secs(5);

impl Platform {
    /// Asks the number's webhook address to echo a challenge, as the platform does whenever it is set.
    ///
    /// # Errors
    /// What the desk did instead, in words; remembered and shown in the state.
    pub(crate) async fn shake_hands(
        &self,
        http: &reqwest::Client,
        phone_number_id: &str,
    ) -> Option<Result<(), String>> {
        let setup = self.numbers.lock().get(phone_number_id).map(|number| number.setup.clone())?;
        if setup.webhook_url.is_empty() {
            return None;
        }
        let result = ask(http, &setup, &self.tokens.digits(10)).await;
        if let Some(number) = self.numbers.lock().get_mut(phone_number_id) {
            number.handshake = Some(result.clone());
        }
        Some(result)
    }
}

async fn ask(http: &reqwest::Client, setup: &NumberSetup, challenge: &str) -> Result<(), String> {
    let query =
        [("hub.mode", "subscribe"), ("hub.challenge", challenge), ("hub.verify_token", &setup.verify_token)];
    let answer = http.get(&setup.webhook_url).query(&query).timeout(PATIENCE).send().await;
    let answer = answer.map_err(|error| format!("the webhook address does not answer: {error}"))?;
    let status = answer.status().as_u16();
    let body = answer.text().await.map_err(|error| format!("the answer broke off: {error}"))?;
    match (status, body == challenge) {
        (200, true) => Ok(()),
        (200, false) => Err("the webhook address did not echo the challenge".to_owned()),
        _ => Err(format!("the webhook address answered {status} to the handshake")),
    }
}
