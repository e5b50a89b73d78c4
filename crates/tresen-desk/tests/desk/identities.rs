//! Who wrote: one person under many addresses, never two people as one.

use expect_test::expect;
use serde_json::json;
use tresen_desk::contact;
use tresen_domain::id::ContactId;

use crate::case::Case;

#[tokio::test]
async fn a_customer_without_a_phone_number_is_a_contact_like_any_other() {
    let case = Case::begin().await;
    let message = json!({ "from_user_id": "DE.777888", "id": "w1", "timestamp": case.seconds(), "type": "text", "text": { "body": "Hallo" } });
    case.hear(&[json!({ "contacts": [{ "profile": { "username": "@ana.l" }, "user_id": "DE.777888" }], "messages": [message] })]).await;
    expect![[r#"
        #1 @ana.l · new · nobody · unread 1 · waits since +0:00 · window until +24:00
          in @ana.l: text "Hallo"
    "#]]
    .assert_eq(&case.picture().await);
}

#[tokio::test]
async fn phone_and_bsuid_of_one_webhook_belong_together_and_either_finds_the_person_later() {
    let case = Case::begin().await;
    let with = |wamid: &str, phone: Option<&str>, bsuid: Option<&str>| {
        json!({
            "contacts": [{ "profile": { "name": "Ana" }, "wa_id": phone, "user_id": bsuid }],
            "messages": [{ "from": phone, "from_user_id": bsuid, "id": wamid, "timestamp": case.seconds(), "type": "text", "text": { "body": wamid } }],
        })
    };
    case.hear(&[with("beide", Some("5541988887777"), Some("BR.1"))]).await;
    case.hear(&[with("nur_bsuid", None, Some("BR.1"))]).await;
    case.hear(&[with("alte_schreibung", Some("554188887777"), None)]).await;
    expect![[r#"
        #1 Ana · new · nobody · unread 3 · waits since +0:00 · window until +24:00
          in Ana: text "beide"
          in Ana: text "nur_bsuid"
          in Ana: text "alte_schreibung"
    "#]]
    .assert_eq(&case.picture().await);
}

#[tokio::test]
async fn a_new_number_moves_with_the_person_and_two_known_people_are_never_merged() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "alt"), case.text("4915100002", "w2", "andere")]).await;
    let change = |wamid: &str, to: &str| json!({ "messages": [{ "from": "4915100001", "id": wamid, "timestamp": case.seconds(), "type": "system", "system": { "type": "user_changed_number", "body": "neu", "wa_id": to } }] });
    case.hear(&[change("s1", "4915100009"), change("s1", "4915100009")]).await;
    case.hear(&[case.text("4915100009", "w3", "neu")]).await;
    let people = contact::by_identity(&case.desk, "+49 151 00009".to_owned()).await.unwrap().items;
    assert_eq!(people.len(), 1);
    let values: Vec<_> = people[0].identities.iter().map(|identity| identity.value.as_str()).collect();
    assert_eq!(values, ["+4915100009"]);
    // The number of somebody else: both stay themselves.
    let again = json!({ "messages": [{ "from": "4915100009", "id": "s2", "timestamp": case.seconds(), "type": "system", "system": { "type": "user_changed_number", "body": "neu", "wa_id": "4915100002" } }] });
    case.hear(&[again]).await;
    let holder = contact::by_identity(&case.desk, "4915100002".to_owned()).await.unwrap().items;
    assert_eq!(holder.len(), 1);
    assert_ne!(ContactId(holder[0].id), ContactId(people[0].id));
}

#[tokio::test]
async fn a_name_given_by_an_agent_wins_over_the_customers_own() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let id = ContactId(case.ticket().await.contact.id);
    let named = contact::UpdateContact {
        display_name: Some(" Frau Vogel ".to_owned()),
        ..contact::UpdateContact::default()
    };
    contact::update(&case.desk, &case.jana, id, named).await.unwrap();
    case.hear(&[json!({ "contacts": [{ "profile": { "name": "kv" }, "wa_id": "4915100001" }], "messages": [{ "from": "4915100001", "id": "w2", "timestamp": case.seconds(), "type": "text", "text": { "body": "Noch da?" } }] })]).await;
    let shown = contact::get(&case.desk, id).await.unwrap();
    assert_eq!((shown.name.as_str(), shown.profile_name.as_deref()), ("Frau Vogel", Some("kv")));
}
