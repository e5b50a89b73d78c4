//! Requests, refusals and their codes.

use serde_json::{Value, json};
use tresen_domain::channel::{PhoneNumberId, WabaId};
use tresen_emulator::Limits;
use tresen_whatsapp::{
    client::{CloudClient, http_client},
    secret::AccessToken,
};

use crate::desk::{ANA_PHONE, HIDDEN, NUMBER, road, road_with, text, to_ana};

fn template(name: &str, language: &str, components: Value) -> Value {
    json!({"type": "template", "template": {"name": name, "language": {"code": language}, "components": components}})
}

fn body(values: &[&str]) -> Value {
    let parameters: Vec<_> = values.iter().map(|text| json!({"type": "text", "text": text})).collect();
    json!([{"type": "body", "parameters": parameters}])
}

fn buttons(titles: &[&str]) -> Value {
    let buttons: Vec<_> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| json!({"type": "reply", "reply": {"id": at.to_string(), "title": title}}))
        .collect();
    json!({"type": "interactive", "interactive": {
        "type": "button", "body": {"text": "?"}, "action": {"buttons": buttons},
    }})
}

#[tokio::test]
async fn every_wrong_request_gets_the_platforms_code() {
    let road = road().await;
    road.ana_writes("hi");
    let long = "a".repeat(4_097);
    let table = [
        (100, json!({"to": "+1", "type": "text", "text": {"body": "x"}, "messaging_product": "sms"})),
        (100, text(&long)),
        (100, json!({"type": "text", "text": {"body": 7}})),
        (100, json!({"type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": "c".repeat(513)})),
        (100, json!({"type": "image", "image": {"id": "1"}})),
        (100, json!({"type": "audio", "audio": {"id": "1", "caption": "no"}})),
        (100, json!({"type": "image", "image": {"id": "1", "caption": "a".repeat(1_025)}})),
        (131_008, json!({"type": "text"})),
        (131_008, json!({"type": "text", "text": {"body": ""}})),
        (131_008, json!({"type": "image", "image": {}})),
        (131_008, json!({"type": "location", "location": {"latitude": 1.0}})),
        (131_008, json!({"type": "reaction", "reaction": {"emoji": "x"}})),
        (131_008, json!({"type": "contacts", "contacts": [{"phones": []}]})),
        (131_009, json!({"type": "text", "text": {"body": "x"}, "recipient_type": "crowd"})),
        (131_009, json!({"type": "image", "image": {"link": "http://example.com/a.jpg"}})),
        (131_009, json!({"type": "location", "location": {"latitude": 91.0, "longitude": 1.0}})),
        (131_009, buttons(&["a", "b", "c", "d"])),
        (131_009, buttons(&["same", "same"])),
        (100, buttons(&["more than twenty letters"])),
        (131_009, json!({"type": "text", "text": {"body": "x"}, "to": "nobody"})),
        (131_021, json!({"type": "text", "text": {"body": "x"}, "to": "+49305550100"})),
        (131_051, json!({"type": "hologram", "hologram": {}})),
        (132_001, template("nobody_knows", "de", json!([]))),
        (132_001, template("versand_update", "en", json!([]))),
        (132_001, template("treue_rabatt", "de", body(&["Ana"]))),
        (132_015, template("rueckruf_angebot", "de", body(&["Ana"]))),
        (132_000, template("termin_bestaetigung", "de", body(&["Ana"]))),
        (132_018, template("termin_bestaetigung", "de", body(&["Ana", "a\nb", "c"]))),
        (132_012, template("wintercheck", "de", body(&["Ana"]))),
        (
            132_012,
            template(
                "termin_bestaetigung",
                "de",
                json!([{"type": "body", "parameters": [
            {"type": "text", "text": "a"}, {"type": "image", "image": {}}, {"type": "text", "text": "b"}]}]),
            ),
        ),
        (100, template("rueckfrage_offen", "de", body(&["Ana", "Sache"]))),
    ];
    for (code, fields) in table {
        let (status, answer) = road.graph(&format!("{NUMBER}/messages"), to_ana(fields.clone())).await;
        assert_eq!(answer["error"]["code"], code, "{fields} was answered {answer}");
        assert_eq!(status, if code == 132_001 { 404 } else { 400 }, "{answer}");
        assert_eq!(answer["error"]["type"], "OAuthException");
        assert!(
            answer["error"]["error_data"]["details"].is_string() && answer["error"]["fbtrace_id"].is_string()
        );
    }
    assert!(road.emulator.handle().outbox().is_empty(), "nothing refused is accepted");
}

#[tokio::test]
async fn tokens_open_their_own_numbers_only() {
    let road = road().await;
    let url = format!("{}/v26.0/{NUMBER}/messages", road.emulator.url());
    for token in [None, Some("wrong")] {
        let mut request = road.http.post(&url).json(&to_ana(text("x")));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 401);
        assert_eq!(answer.json::<Value>().await.unwrap()["error"]["code"], 190);
    }
    let (status, answer) = road.graph("999/messages", to_ana(text("x"))).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
}

#[tokio::test]
async fn named_templates_media_headers_and_buttons_are_filled() {
    let road = road().await;
    let image = road.upload("image/png", b"\x89PNG\r\n\x1a\n0000").await;
    road.send(template(
        "rueckfrage_offen",
        "de",
        json!([{"type": "body", "parameters": [
        {"type": "text", "parameter_name": "anliegen", "text": "Paket"},
        {"type": "text", "parameter_name": "vorname", "text": "Ana"}]}]),
    ))
    .await;
    road.send(template(
        "wintercheck",
        "de",
        json!([
        {"type": "header", "parameters": [{"type": "image", "image": {"id": image}}]},
        {"type": "body", "parameters": [{"type": "text", "text": "Ana"}]}]),
    ))
    .await;
    road.send(template("versand_update", "de", json!([
        {"type": "header", "parameters": [{"type": "text", "text": "48213"}]},
        {"type": "body", "parameters": [{"type": "text", "text": "Ana"}, {"type": "text", "text": "48213"}, {"type": "text", "text": "Montag"}]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "48213"}]}])))
        .await;
    let chat = road.emulator.handle().chat("ana", NUMBER);
    assert!(chat[0].text.as_deref().unwrap().starts_with("Hallo Ana, zu Ihrem Anliegen „Paket“"));
    assert_eq!(chat[0].detail["buttons"][1]["payload"], "Hat sich erledigt");
    assert!(chat[1].media.as_ref().unwrap()["url"].as_str().unwrap().starts_with("/control/media/"));
    assert_eq!(chat[2].detail["header"], "Bestellung 48213");
    assert_eq!(chat[2].detail["buttons"][0]["url"], "https://example.com/paket/48213");
    let statuses = road.items("statuses").await;
    let categories: Vec<_> = statuses.iter().filter_map(|one| one["pricing"]["category"].as_str()).collect();
    assert!(categories.contains(&"utility") && categories.contains(&"marketing"));
}

#[tokio::test]
async fn somebody_without_a_number_is_reached_by_the_business_scoped_id() {
    let road = road().await;
    road.emulator.handle().say_text(HIDDEN, NUMBER, "hi").unwrap();
    let message = road.items("messages").await.remove(0);
    assert!(message.get("from").is_none());
    let bsuid = message["from_user_id"].as_str().unwrap().to_owned();
    let request =
        json!({"messaging_product": "whatsapp", "recipient": bsuid, "type": "text", "text": {"body": "x"}});
    let (status, answer) = road.graph(&format!("{NUMBER}/messages"), request).await;
    assert_eq!(status, 200);
    assert_eq!(answer["contacts"], json!([{"input": bsuid, "user_id": bsuid}]));
    for status in road.items("statuses").await {
        assert!(status.get("recipient_id").is_none());
        assert_eq!(status["recipient_user_id"], json!(bsuid));
    }
    let contacts = road.items("contacts").await;
    assert_eq!(contacts[0]["profile"], json!({"name": "Ana Müller", "username": "hidden"}));
}

#[tokio::test]
async fn the_forty_sixth_message_to_one_person_is_too_fast() {
    let road = road().await;
    road.ana_writes("hi");
    for _ in 0..45 {
        road.send(text("x")).await;
    }
    let (_, answer) = road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await;
    assert_eq!(answer["error"]["code"], 131_056);
    road.emulator.handle().advance(std::time::Duration::from_secs(6));
    road.send(text("x")).await;
}

#[tokio::test]
async fn a_number_has_its_throughput() {
    let limits = Limits { has_pair_limit: false, per_second: 3 };
    let road = road_with(|config| tresen_emulator::Config { limits, ..config }).await;
    road.ana_writes("hi");
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(
            road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await.1["error"]["code"].clone(),
        );
    }
    assert_eq!(codes, [Value::Null, Value::Null, Value::Null, json!(130_429)]);
}

#[tokio::test]
async fn test_numbers_write_to_listed_people_only() {
    let road = road_with(|mut config| {
        config.numbers[0].allowed_recipients = Some(vec!["+1 555 123 4567".to_owned()]);
        config
    })
    .await;
    let (_, answer) = road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await;
    assert_eq!(answer["error"]["code"], 131_030);
}

#[tokio::test]
async fn our_own_client_of_the_real_platform_understands_every_answer() {
    let road = road().await;
    let url = road.emulator.url().parse().unwrap();
    let client = CloudClient::new(http_client().unwrap(), url, "v26.0");
    let (token, waba) = (AccessToken::new("token").unwrap(), WabaId("200".to_owned()));
    let templates = client.list_templates(&token, &waba).await.unwrap();
    assert_eq!(templates.len(), 7);
    let number = client.phone_number(&token, &PhoneNumberId(NUMBER.to_owned())).await.unwrap();
    assert_eq!(number.verified_name.as_deref(), Some("Rösterei"));
    assert_eq!(client.subscribed_apps(&token, &waba).await.unwrap().len(), 1);
    assert_eq!(client.debug_token(&token).await.unwrap().is_valid, Some(true));
    client.subscribe(&token, &waba).await.unwrap();
}

#[tokio::test]
async fn templates_come_in_pages_and_by_filter() {
    let road = road().await;
    let (mut names, mut path) = (Vec::new(), "200/message_templates?limit=3&fields=name".to_owned());
    loop {
        let (_, page) = road.get(&path).await;
        names.extend(
            page["data"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["paging"]["next"].as_str() else { break };
        path = next.split_once("/v26.0/").unwrap().1.to_owned();
    }
    assert_eq!(names.len(), 7);
    let (_, english) = road.get("200/message_templates?language=en").await;
    assert_eq!(english["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn writings_of_one_number_reach_one_customer() {
    let road = road().await;
    road.ana_writes("hi");
    let request = json!({"messaging_product": "whatsapp", "to": format!("00{ANA_PHONE}"), "type": "text", "text": {"body": "x"}});
    let (_, answer) = road.graph(&format!("{NUMBER}/messages"), request).await;
    assert_eq!(answer["contacts"][0]["wa_id"], ANA_PHONE);
}
