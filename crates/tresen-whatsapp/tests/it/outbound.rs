//! Requests as they leave.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Value, json};
use tresen_domain::{
    id::{MessageId, Wamid},
    identity::{Bsuid, Recipient},
    message::MessageKind,
    phone::PhoneNumber,
    template::{
        ButtonKind, HeaderFormat, ParameterFormat, TemplateBody, TemplateButton, VariablePlace, VariableValue,
    },
};
use tresen_whatsapp::{
    outbound::{HeaderMedia, LimitBroken, Outgoing, compose, read_receipt, typing},
    wire::outbound::{OutboundMessage, ReadReceipt},
};

fn ana() -> Recipient {
    Recipient::Phone(PhoneNumber::parse("5541988887777").unwrap())
}

fn callback() -> MessageId {
    "01990f6e-2a00-7000-8000-0000000000aa".parse().unwrap()
}

fn sent(outgoing: &Outgoing<'_>) -> Result<OutboundMessage, LimitBroken> {
    compose(&ana(), outgoing, None, callback())
}

/// Compares the body and checks that reading it back loses nothing.
fn check(message: &OutboundMessage, expected: &Expect) {
    let body = serde_json::to_value(message).unwrap();
    assert_eq!(&serde_json::from_value::<OutboundMessage>(body.clone()).unwrap(), message);
    expected.assert_eq(&serde_json::to_string_pretty(&body).unwrap());
}

fn template(header_format: HeaderFormat, parameter_format: ParameterFormat) -> TemplateBody {
    let is_named = parameter_format == ParameterFormat::Named;
    let button =
        |kind, url: Option<&str>| TemplateButton { kind, text: "x".to_owned(), url: url.map(str::to_owned) };
    TemplateBody {
        header_format,
        header_text: None,
        body: if is_named { "Hallo {{first_name}}, danke" } else { "Hallo {{1}}, danke" }.to_owned(),
        footer: None,
        buttons: vec![
            button(ButtonKind::QuickReply, None),
            button(ButtonKind::Url, Some("https://x.example/{{1}}")),
            button(ButtonKind::Url, Some("https://x.example/")),
            button(ButtonKind::CopyCode, None),
        ],
        parameter_format,
        examples: vec![],
    }
}

fn value(place: VariablePlace, key: &str, value: &str) -> VariableValue {
    VariableValue { place, key: key.to_owned(), value: value.to_owned() }
}

#[test]
fn a_reply_to_an_id_goes_to_recipient_and_never_to_to() {
    let to = Recipient::Bsuid(Bsuid::parse("BR.1234567890123456").unwrap());
    let reply = Wamid("wamid.AAB".to_owned());
    let text = Outgoing::Text { body: "Hello", preview_url: false };
    check(
        &compose(&to, &text, Some(&reply), callback()).unwrap(),
        &expect![[r#"
            {
              "biz_opaque_callback_data": "01990f6e-2a00-7000-8000-0000000000aa",
              "context": {
                "message_id": "wamid.AAB"
              },
              "messaging_product": "whatsapp",
              "recipient": "BR.1234567890123456",
              "recipient_type": "individual",
              "text": {
                "body": "Hello",
                "preview_url": false
              },
              "type": "text"
            }"#]],
    );
}

#[test]
fn a_named_template_with_a_file_names_each_value_and_counts_all_buttons() {
    let body = template(HeaderFormat::Document, ParameterFormat::Named);
    let values = [
        value(VariablePlace::Body, "first_name", "Ana"),
        value(VariablePlace::Button, "1", "orders/42"),
        value(VariablePlace::Button, "3", "SAVE10"),
    ];
    let outgoing = |header_media| Outgoing::Template {
        name: "order_update",
        language: "en_US",
        body: &body,
        values: &values,
        header_media,
    };
    let media = HeaderMedia { vendor_media_id: "113", file_name: Some("invoice.pdf") };
    check(
        &sent(&outgoing(Some(media))).unwrap(),
        &expect![[r#"
        {
          "biz_opaque_callback_data": "01990f6e-2a00-7000-8000-0000000000aa",
          "messaging_product": "whatsapp",
          "recipient_type": "individual",
          "template": {
            "components": [
              {
                "parameters": [
                  {
                    "document": {
                      "filename": "invoice.pdf",
                      "id": "113"
                    },
                    "type": "document"
                  }
                ],
                "type": "header"
              },
              {
                "parameters": [
                  {
                    "parameter_name": "first_name",
                    "text": "Ana",
                    "type": "text"
                  }
                ],
                "type": "body"
              },
              {
                "index": "1",
                "parameters": [
                  {
                    "text": "orders/42",
                    "type": "text"
                  }
                ],
                "sub_type": "url",
                "type": "button"
              },
              {
                "index": "3",
                "parameters": [
                  {
                    "coupon_code": "SAVE10",
                    "type": "coupon_code"
                  }
                ],
                "sub_type": "copy_code",
                "type": "button"
              }
            ],
            "language": {
              "code": "en_US"
            },
            "name": "order_update"
          },
          "to": "+5541988887777",
          "type": "template"
        }"#]],
    );
    assert_eq!(
        sent(&outgoing(None)),
        Err(LimitBroken::HeaderMediaMissing { format: HeaderFormat::Document })
    );
}

#[test]
fn a_positional_template_sends_bare_values_and_a_missing_one_stays_here() {
    let body = TemplateBody { buttons: vec![], ..template(HeaderFormat::None, ParameterFormat::Positional) };
    let send = |given: Option<&str>| {
        let values: Vec<_> = given.map(|text| value(VariablePlace::Body, "1", text)).into_iter().collect();
        sent(&Outgoing::Template {
            name: "hello",
            language: "de",
            body: &body,
            values: &values,
            header_media: None,
        })
    };
    let message = send(Some("Ana")).unwrap();
    assert_eq!(
        serde_json::to_value(message.template).unwrap(),
        json!({"name": "hello", "language": {"code": "de"}, "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "Ana"}]},
        ]})
    );
    let missing = LimitBroken::Value { place: VariablePlace::Body, key: "1".to_owned() };
    assert_eq!(send(None), Err(missing.clone()));
    assert_eq!(send(Some("a\nb")), Err(missing));
    let long = "x".repeat(1020);
    assert!(matches!(send(Some(&long)), Err(LimitBroken::TooLong { field: "template text", .. })));
    let plain = TemplateBody { body: "Danke".to_owned(), ..body.clone() };
    let outgoing =
        Outgoing::Template { name: "hello", language: "de", body: &plain, values: &[], header_media: None };
    assert_eq!(sent(&outgoing).unwrap().template.unwrap().components, None, "no variables, no components");
}

#[test]
fn limits_are_counted_in_characters() {
    let text = |body: &str| sent(&Outgoing::Text { body, preview_url: true });
    assert!(text(&"ä".repeat(4096)).is_ok());
    assert_eq!(
        text(&"ä".repeat(4097)),
        Err(LimitBroken::TooLong { field: "text", length: 4097, limit: 4096 })
    );
    assert_eq!(text(" \n"), Err(LimitBroken::Empty { field: "text" }));
}

#[test]
fn files_carry_what_their_kind_allows() {
    let media = |kind, caption, file_name, is_voice| {
        let outgoing = Outgoing::Media { kind, vendor_media_id: "7", caption, file_name, is_voice };
        sent(&outgoing).map(|message| serde_json::to_value(message).unwrap()[kind.as_str()].clone())
    };
    let name = Some("a.pdf");
    assert_eq!(
        media(MessageKind::Image, Some("da"), name, true),
        Ok(json!({"id": "7", "caption": "da"})),
        "no name, no voice"
    );
    assert_eq!(media(MessageKind::Document, None, name, false), Ok(json!({"id": "7", "filename": "a.pdf"})));
    assert_eq!(media(MessageKind::Audio, Some(" "), None, true), Ok(json!({"id": "7", "voice": true})));
    assert_eq!(
        media(MessageKind::Sticker, Some("da"), None, false),
        Err(LimitBroken::CaptionNotAllowed { kind: MessageKind::Sticker })
    );
    assert_eq!(
        media(MessageKind::Text, None, None, false),
        Err(LimitBroken::NoMediaKind { kind: MessageKind::Text })
    );
    let long = format!("{}.pdf", "ä".repeat(300));
    let sent = media(MessageKind::Document, None, Some(&long), false).unwrap();
    let sent = sent["filename"].as_str().unwrap();
    assert!(sent.chars().count() == 240 && sent.ends_with("ä.pdf"));
    let caption = "x".repeat(1025);
    assert!(matches!(
        media(MessageKind::Video, Some(&caption), None, false),
        Err(LimitBroken::TooLong { limit: 1024, .. })
    ));
}

#[test]
fn typing_is_a_read_receipt_with_a_sign() {
    let wamid = Wamid("wamid.AAA".to_owned());
    let mut body = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.AAA"});
    assert_eq!(serde_json::to_value(read_receipt(&wamid)).unwrap(), body);
    body["typing_indicator"] = json!({"type": "text"});
    assert_eq!(serde_json::to_value(typing(&wamid)).unwrap(), body);
    assert_eq!(serde_json::from_value::<ReadReceipt>(body).unwrap(), typing(&wamid));
}

#[test]
fn a_request_of_the_wrong_shape_is_noticed() {
    let wrong = json!({"messaging_product": "whatsapp", "to": "+491", "type": "text", "text": {"body": 7}});
    assert!(serde_json::from_value::<OutboundMessage>(wrong).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_and_reading_a_request_is_the_identity(body in ".{1,60}", caption in ".{0,60}", file in "[a-z.]{0,20}", is_voice in any::<bool>()) {
        let kinds = MessageKind::ALL.iter().filter(|kind| kind.has_media());
        let media = kinds.map(|kind| Outgoing::Media {
            kind: *kind, vendor_media_id: "1", caption: Some(&caption), file_name: Some(&file), is_voice,
        });
        for outgoing in media.chain([Outgoing::Text { body: &body, preview_url: is_voice }]) {
            if let Ok(message) = sent(&outgoing) {
                let printed: Value = serde_json::from_str(&serde_json::to_string(&message).unwrap()).unwrap();
                prop_assert_eq!(serde_json::from_value::<OutboundMessage>(printed).unwrap(), message);
            }
        }
    }
}
