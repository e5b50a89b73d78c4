//! Reports on our messages: forward only, once, before and after their time.

use serde_json::{Value, json};
use tresen_desk::{Refusal, message, ticket};
use tresen_domain::id::{AgentId, MessageId, TicketId};
use tresen_storage::notice;
use uuid::Uuid;

use crate::case::{Case, text};

/// A report that carries our id, as the platform returns it.
fn status(case: &Case, wamid: &str, state: &str, callback: Uuid) -> Value {
    json!({ "statuses": [{ "id": wamid, "status": state, "timestamp": case.seconds(), "recipient_id": "4915100001", "biz_opaque_callback_data": callback.to_string() }] })
}

fn failed(case: &Case, wamid: &str, code: u32, callback: Uuid) -> Value {
    let mut value = status(case, wamid, "failed", callback);
    value["statuses"][0]["errors"] = json!([{ "code": code, "title": "no", "message": "no" }]);
    value
}

async fn answered() -> (Case, Uuid) {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let id = case.send(&case.jana, text("Guten Tag")).await.unwrap()[0].id;
    (case, id)
}

async fn state(case: &Case, id: Uuid) -> (&'static str, Option<String>) {
    let delivery = message::get(&case.desk, &case.jana, MessageId(id)).await.unwrap().delivery.unwrap();
    (delivery.state, delivery.error.map(|error| error.code))
}

#[tokio::test]
async fn statuses_in_any_order_any_number_of_times_end_in_the_furthest() {
    let (case, id) = answered().await;
    for word in ["read", "sent", "delivered", "sent", "read"] {
        case.hear(&[status(&case, "out1", word, id), status(&case, "out1", word, id)]).await;
        assert_eq!(state(&case, id).await.0, "read", "after {word}");
    }
    let found = message::find_by_wamid(&case.desk, &case.jana, tresen_domain::id::Wamid("out1".to_owned()))
        .await
        .unwrap();
    assert_eq!(
        found.iter().map(|one| one.id).collect::<Vec<_>>(),
        [id],
        "the callback data has told which message it is"
    );
}

#[tokio::test]
async fn a_refused_message_stays_with_its_reason_closes_the_window_and_tells_the_author() {
    let (case, id) = answered().await;
    case.hear(&[failed(&case, "out1", 131_047, id)]).await;
    assert_eq!(state(&case, id).await, ("failed", Some("131047".to_owned())));
    assert!(matches!(case.send(&case.jana, text("Noch einmal")).await, Err(Refusal::WindowClosed(_))));
    assert!(matches!(
        message::retry(&case.desk, &case.jana, MessageId(id)).await,
        Err(Refusal::WindowClosed(_))
    ));
    let jana = AgentId(Uuid::from_u128(1));
    let notices = case.store().read(move |tx| notice::list(tx, jana, true, None, 10)).await.unwrap();
    assert_eq!(
        notices.iter().map(|one| (one.kind.as_str(), one.text.as_str())).collect::<Vec<_>>(),
        [("message_failed", "131047")]
    );
    let log = ticket::events(&case.desk, &case.jana, TicketId(case.ticket().await.id), None, 50)
        .await
        .unwrap()
        .items;
    assert!(log.iter().any(|event| event.kind == "delivery_failed" && event.data["code"] == "131047"));

    case.wait(std::time::Duration::from_mins(5));
    case.hear(&[case.text("4915100001", "w2", "Bin wieder da")]).await;
    let again = message::retry(&case.desk, &case.jana, MessageId(id)).await.unwrap();
    assert_eq!((again.delivery.as_ref().unwrap().state, again.delivery.unwrap().attempt), ("queued", 2));
    assert!(matches!(
        message::retry(&case.desk, &case.jana, MessageId(id)).await,
        Err(Refusal::MessageNotRetryable { .. })
    ));
}

#[tokio::test]
async fn a_late_word_on_the_first_attempt_does_not_fail_the_second_but_proof_of_delivery_ends_it() {
    let (case, id) = answered().await;
    case.hear(&[failed(&case, "out1", 131_026, id)]).await;
    message::retry(&case.desk, &case.jana, MessageId(id)).await.unwrap();
    case.hear(&[failed(&case, "out1", 131_026, id)]).await;
    assert_eq!(state(&case, id).await.0, "queued");
    case.hear(&[status(&case, "out1", "delivered", id)]).await;
    assert_eq!(state(&case, id).await.0, "delivered");
    let open =
        case.store().read(move |tx| tresen_storage::delivery::find_open(tx, MessageId(id))).await.unwrap();
    assert_eq!(open, None, "it is not sent a second time");
}

#[tokio::test]
async fn a_status_of_an_unknown_message_waits_and_harms_nobody() {
    let (case, id) = answered().await;
    case.hear(&[json!({ "statuses": [{ "id": "fremd", "status": "delivered", "timestamp": case.seconds(), "recipient_id": "4915100001" }] })]).await;
    assert_eq!(state(&case, id).await.0, "queued");
    let ours = case.ticket().await.channel_id;
    let waiting = case
        .store()
        .write(move |tx| {
            tresen_storage::delivery::take_parked_statuses(
                tx,
                tresen_domain::id::ChannelId(ours),
                &tresen_domain::id::Wamid("fremd".to_owned()),
            )
        })
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
}

#[tokio::test]
async fn our_own_doubt_yields_to_any_word_of_the_platform() {
    let (case, id) = answered().await;
    let doubt = serde_json::json!({ "code": "outcome_unknown", "reason": "?", "is_retryable": true });
    case.store()
        .write(move |tx| {
            let row = tresen_storage::message::get(tx, MessageId(id))?.unwrap();
            let mut delivery = row.delivery.unwrap();
            delivery.state = tresen_domain::delivery::DeliveryState::Failed;
            delivery.error = serde_json::from_value(doubt).ok();
            tresen_storage::delivery::end(tx, MessageId(id), row.sent_at)?;
            tresen_storage::message::set_delivery(tx, MessageId(id), &delivery)
        })
        .await
        .unwrap();
    case.hear(&[status(&case, "out1", "sent", id)]).await;
    assert_eq!(state(&case, id).await, ("sent", None));
}
