//! Who may call: bearer tokens.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{FromRequestParts, Query, State},
    http::{header::AUTHORIZATION, request::Parts},
};
use serde_json::{Value, json};

use super::error::Failure;
use crate::{config::NumberSetup, platform::Platform};

/// A token that opens at least one number.
pub(crate) struct Access {
    pub(crate) token: String,
    pub(crate) platform: Arc<Platform>,
}

impl FromRequestParts<Arc<Platform>> for Access {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, platform: &Arc<Platform>) -> Result<Self, Failure> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim).unwrap_or_default();
        if token.is_empty() {
            return Err(Failure::new(190, "An active access token must be used to query information"));
        }
        if !platform.numbers.lock().knows_token(token) {
            return Err(Failure::new(190, "Invalid OAuth access token - Cannot parse access token"));
        }
        if let Some(is_down) = platform.faults.lock().server_error() {
            return Err(if is_down {
                Failure::new(2, "Service temporarily unavailable")
            } else {
                Failure::new(131_000, "Something went wrong on our side")
            });
        }
        Ok(Self { token: token.to_owned(), platform: Arc::clone(platform) })
    }
}

impl Access {
    /// The number, if the token may use it.
    pub(crate) fn number(&self, phone_number_id: &str) -> Result<NumberSetup, Failure> {
        let numbers = self.platform.numbers.lock();
        let number = numbers.get(phone_number_id).filter(|one| one.setup.access_token == self.token);
        number.map(|one| one.setup.clone()).ok_or_else(|| Failure::unknown_object(phone_number_id))
    }

    /// The numbers of an account, if the token may use it.
    pub(crate) fn account(&self, waba_id: &str) -> Result<Vec<NumberSetup>, Failure> {
        let numbers = self.platform.numbers.lock();
        let own: Vec<_> = numbers
            .of_account(waba_id)
            .filter(|one| one.setup.access_token == self.token)
            .map(|one| one.setup.clone())
            .collect();
        if own.is_empty() { Err(Failure::unknown_object(waba_id)) } else { Ok(own) }
    }
}

/// What a token is worth.
pub(crate) async fn debug_token(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Json<Value>, Failure> {
    let asked =
        query.get("input_token").ok_or_else(|| Failure::invalid("The parameter input_token is required"))?;
    let accounts: Vec<_> = {
        let numbers = platform.numbers.lock();
        numbers
            .iter()
            .filter(|one| one.setup.access_token == *asked)
            .map(|one| one.setup.waba_id.clone())
            .collect()
    };
    if accounts.is_empty() {
        let error = json!({"code": 190, "message": "Invalid OAuth access token"});
        return Ok(Json(json!({"data": {"is_valid": false, "scopes": [], "error": error}})));
    }
    drop(access);
    let scopes = ["whatsapp_business_messaging", "whatsapp_business_management"];
    let granular: Vec<_> =
        scopes.iter().map(|scope| json!({"scope": scope, "target_ids": accounts})).collect();
    Ok(Json(json!({"data": {
        "app_id": "100000000000001", "type": "SYSTEM_USER", "application": "Tresen emulator", "is_valid": true,
        "expires_at": 0, "scopes": scopes, "granular_scopes": granular,
    }})))
}
