//! Bodies that are none, addresses that are none, and the table of codes.

use reqwest::Method;
use serde_json::json;
use tresen_api::CODES;

use crate::{caller::send, server::Server};

#[tokio::test]
async fn every_sort_of_bad_body_has_its_problem() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let post = |kind: &str, body: Vec<u8>| {
        send(admin.request(Method::POST, "/teams").header("content-type", kind).body(body))
    };
    post("application/json", b"{\"name\":".to_vec()).await.problem(400, "malformed_json");
    post("application/json", b"{\"name\":\"x\"} {}".to_vec()).await.problem(400, "malformed_json");
    post("application/json", vec![0xff, 0xfe]).await.problem(400, "malformed_json");
    let problem = post("application/json", b"{\"name\":7}".to_vec()).await.problem(422, "validation_failed");
    assert_eq!(problem["fields"][0]["field"], "name");
    let problem = post("application/json", Vec::new()).await.problem(422, "validation_failed");
    assert_eq!(problem["fields"], json!([{"field": "name", "code": "required", "detail": "must be given"}]));
    post("text/plain", b"{}".to_vec()).await.problem(415, "unsupported_media_type");
    post("application/x-www-form-urlencoded", b"name=x".to_vec())
        .await
        .problem(415, "unsupported_media_type");
    post("application/json", vec![b' '; (1 << 20) + 1]).await.problem(413, "payload_too_large");
    post("application/json; charset=utf-8", b"{\"name\":\"Lager\"}".to_vec()).await.is(201);
}

#[tokio::test]
async fn a_streamed_body_without_a_length_is_measured_too() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let pieces = futures_util::stream::iter((0..33).map(|_| Ok::<_, std::io::Error>(vec![b' '; 32 << 10])));
    let request = admin.request(Method::POST, "/teams").header("content-type", "application/json");
    send(request.body(reqwest::Body::wrap_stream(pieces))).await.problem(413, "payload_too_large");
}

#[tokio::test]
async fn addresses_and_methods_that_do_not_exist_are_problems_too() {
    let server = Server::start().await;
    let admin = server.admin().await;
    admin.get("/nothing").await.problem(404, "not_found");
    send(server.nobody().plain(Method::GET, "/api").header("accept", "text/html"))
        .await
        .problem(404, "not_found");
    let answer = send(admin.request(Method::PUT, "/teams")).await;
    assert_eq!(answer.header("allow"), Some("GET, POST"));
    answer.problem(405, "method_not_allowed");
}

#[tokio::test]
async fn every_answer_has_a_request_id_and_no_answer_of_the_api_is_cached() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let (first, second) = (admin.get("/teams").await, admin.get("/nothing").await);
    assert_ne!(first.header("x-request-id").unwrap(), second.header("x-request-id").unwrap());
    assert_eq!(first.header("cache-control"), Some("no-store"));
    assert_eq!(second.header("cache-control"), Some("no-store"));
}

#[test]
fn the_codes_of_the_contract_are_all_there_with_their_status() {
    let contract = "unauthenticated 401, csrf_missing 403, forbidden 403, not_found 404, method_not_allowed 405, \
        validation_failed 422, malformed_json 400, payload_too_large 413, unsupported_media_type 415, \
        rate_limited 429, conflict 409, version_conflict 409, window_closed 409, ticket_closed 409, \
        message_not_retryable 409, text_too_long 422, media_rejected 422, template_unknown 422, \
        template_not_approved 409, template_values_missing 422, channel_unavailable 409, invalid_credentials 401, \
        last_admin 409, email_taken 409, number_taken 409, idempotency_key_reused 422, \
        idempotency_in_progress 409, media_not_ready 409, media_gone 410, storage_unavailable 503, internal 500";
    let ours: Vec<String> = CODES.iter().map(|row| format!("{} {}", row.word, row.status)).collect();
    let theirs: Vec<&str> = contract.split(',').map(str::trim).collect();
    assert_eq!(ours, theirs);
}
