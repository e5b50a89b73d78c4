//! Objects by id: a number, or else a file.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, Query, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::{access::Access, error::Failure, media, picked};
use crate::{config::NumberSetup, platform::Platform};

/// Everything the platform tells about a number.
pub(crate) fn fields(setup: &NumberSetup) -> Value {
    json!({
        "id": setup.phone_number_id,
        "verified_name": setup.verified_name,
        "display_phone_number": setup.display_phone_number,
        "quality_rating": "GREEN",
        "status": "CONNECTED",
        "name_status": "APPROVED",
        "code_verification_status": "VERIFIED",
        "platform_type": "CLOUD_API",
        "is_on_biz_app": false,
        "is_official_business_account": false,
        "account_mode": if setup.allowed_recipients.is_some() { "SANDBOX" } else { "LIVE" },
        "throughput": {"level": "STANDARD"},
        "webhook_configuration": {"application": setup.webhook_url},
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "health_status": {
            "can_send_message": "AVAILABLE",
            "entities": [
                {"entity_type": "PHONE_NUMBER", "id": setup.phone_number_id, "can_send_message": "AVAILABLE"},
                {"entity_type": "WABA", "id": setup.waba_id, "can_send_message": "AVAILABLE"},
            ],
        },
    })
}

/// Fields given when none are asked for. Source: Meta "Phone numbers", seen 2025-12-15.
const USUAL: &str = "verified_name,code_verification_status,display_phone_number,quality_rating,platform_type,\
                     throughput,webhook_configuration";

pub(crate) async fn object(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, id)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Failure> {
    let asked = query.get("fields").map(String::as_str);
    match access.number(&id) {
        Ok(setup) => Ok(Json(picked(&fields(&setup), asked.or(Some(USUAL))))),
        Err(unknown) => match access.account(&id) {
            Ok(_) => Ok(Json(picked(&json!({"id": id, "name": "Tresen", "currency": "EUR"}), asked))),
            Err(_) => media::describe(&platform, &access, &id, query.get("phone_number_id"), &headers)
                .ok_or(unknown),
        },
    }
}
