//! An agent answers: windows, splitting, notes, and what becomes of the ticket.

use std::time::Duration;

use expect_test::expect;
use tresen_desk::{
    Refusal,
    message::{self, Content, Then},
    ticket,
};
use tresen_domain::{
    id::{AgentId, TemplateId, TicketId},
    template::{HeaderFormat, ParameterFormat, TemplateBody, VariablePlace, VariableValue},
    ticket::Status,
    time::Clock,
};
use tresen_storage::{notice, template};
use uuid::Uuid;

use crate::case::{Case, text};

#[tokio::test]
async fn whoever_answers_a_free_ticket_owns_it_and_the_wait_ends() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    case.send_then(
        &case.jana,
        text("Guten Tag!"),
        Some(Then { status: Status::WaitingCustomer, snoozed_until: None }),
    )
    .await
    .unwrap();
    case.send(&case.mara, text("Ich helfe mit.")).await.unwrap();
    expect![[r#"
        #1 Kundin 1 · waiting_customer · agent 1 · unread 0 · window until +24:00
          in Kundin 1: text "Hallo"
          out Jana: text "Guten Tag!" [queued]
          out Mara: text "Ich helfe mit." [queued]
    "#]]
    .assert_eq(&case.picture().await);
}

#[tokio::test]
async fn reply_after_window_is_refused_and_a_template_or_a_note_is_not() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let template_id = approved(&case).await;
    case.wait(Duration::from_hours(24));
    assert!(matches!(case.send(&case.jana, text("Zu spät")).await, Err(Refusal::WindowClosed(_))));
    let note = Content::Note { text: "Vorlage nehmen".to_owned(), mentions: vec![] };
    case.send(&case.jana, note).await.unwrap();
    let missing = Content::Template { template_id, values: vec![], header_media_id: None };
    assert!(
        matches!(case.send(&case.jana, missing).await, Err(Refusal::TemplateValues(values)) if values.len() == 1)
    );
    let values =
        vec![VariableValue { place: VariablePlace::Body, key: "1".to_owned(), value: "Ana".to_owned() }];
    case.send(&case.jana, Content::Template { template_id, values, header_media_id: None }).await.unwrap();
    expect![[r#"
        #1 Kundin 1 · open · agent 1 · unread 0 · window until +24:00
          in Kundin 1: text "Hallo"
          internal Jana: note "Vorlage nehmen"
          out Jana: template "Hallo Ana, Ihr Paket ist da." [queued]
    "#]]
    .assert_eq(&case.picture().await);
}

async fn approved(case: &Case) -> TemplateId {
    let channel_id = case.ticket().await.channel_id;
    let id = TemplateId(Uuid::from_u128(500));
    let row = template::Template {
        id,
        channel_id: tresen_domain::id::ChannelId(channel_id),
        vendor_id: "1".to_owned(),
        name: "paket_da".to_owned(),
        language: "de".to_owned(),
        category: "utility".to_owned(),
        status: "approved".to_owned(),
        quality: None,
        body: TemplateBody {
            header_format: HeaderFormat::None,
            header_text: None,
            body: "Hallo {{1}}, Ihr Paket ist da.".to_owned(),
            footer: None,
            buttons: vec![],
            parameter_format: ParameterFormat::Positional,
            examples: vec![],
        },
        synced_at: case.clock.now(),
    };
    case.store().write(move |tx| template::upsert(tx, &row)).await.unwrap();
    id
}

#[tokio::test]
async fn a_long_text_becomes_several_messages_and_nothing_of_it_is_lost() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let long = "Ein Satz mit acht Wörtern, der sich wiederholt. ".repeat(200);
    let sent = case.send(&case.jana, text(&long)).await.unwrap();
    assert_eq!(sent.len(), 3);
    let joined: String =
        sent.iter().map(|message| message.text.clone().unwrap()).collect::<Vec<_>>().join(" ");
    assert_eq!(joined, long.trim());
    assert!(matches!(
        case.send(&case.jana, text(&"x".repeat(50_000))).await,
        Err(Refusal::TextTooLong { .. })
    ));
    assert!(matches!(case.send(&case.jana, text("  ")).await, Err(Refusal::Invalid(_))));
}

#[tokio::test]
async fn a_closed_ticket_takes_no_answer() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let change = ticket::UpdateTicket {
        status: Some(ticket::StatusChange { status: Status::Closed, snoozed_until: None }),
        ..ticket::UpdateTicket::default()
    };
    ticket::update(&case.desk, &case.jana, TicketId(case.ticket().await.id), change).await.unwrap();
    assert!(matches!(case.send(&case.jana, text("doch noch")).await, Err(Refusal::TicketClosed)));
}

#[tokio::test]
async fn a_mention_tells_the_colleague_until_the_ticket_is_read() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let mara = AgentId(Uuid::from_u128(2));
    case.send(
        &case.jana,
        Content::Note { text: "@Mara ist noch *eine* da?".to_owned(), mentions: vec![mara, mara] },
    )
    .await
    .unwrap();
    let notices = case.store().read(move |tx| notice::list(tx, mara, true, None, 10)).await.unwrap();
    assert_eq!(
        notices.iter().map(|one| (one.kind.as_str(), one.text.as_str())).collect::<Vec<_>>(),
        [("mention", "@Mara ist noch eine da?")]
    );
    assert_eq!(ticket::counts(&case.desk, &case.mara).await.unwrap().mentions, 1);
    ticket::mark_read(&case.desk, &case.mara, TicketId(case.ticket().await.id)).await.unwrap();
    assert_eq!(ticket::counts(&case.desk, &case.mara).await.unwrap().mentions, 0);
    assert_eq!(case.ticket().await.unread_count, 0);
    let nobody = Content::Note { text: "@?".to_owned(), mentions: vec![AgentId(Uuid::from_u128(99))] };
    assert!(
        matches!(case.send(&case.jana, nobody).await, Err(Refusal::Invalid(_))),
        "and nothing of it is kept"
    );
    assert_eq!(case.messages(case.ticket().await.id).await.len(), 2);
}

#[tokio::test]
async fn a_stale_version_is_refused_and_each_change_is_a_fact() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let before = case.ticket().await;
    let id = TicketId(before.id);
    let tags = |tag: &str, version| ticket::UpdateTicket {
        add_tags: vec![tag.to_owned()],
        version: Some(version),
        ..ticket::UpdateTicket::default()
    };
    ticket::update(&case.desk, &case.jana, id, tags("Reklamation", before.version)).await.unwrap();
    let stale = ticket::update(&case.desk, &case.mara, id, tags("VIP", before.version)).await;
    assert!(matches!(stale, Err(Refusal::VersionConflict { .. })));
    let assign = ticket::UpdateTicket {
        owner: Some(ticket::OwnerChange::Agent(AgentId(Uuid::from_u128(2)))),
        ..ticket::UpdateTicket::default()
    };
    let after = ticket::update(&case.desk, &case.jana, id, assign).await.unwrap();
    assert_eq!((after.tags, after.owner.kind), (vec!["Reklamation".to_owned()], "agent"));
    let counts = ticket::counts(&case.desk, &case.mara).await.unwrap();
    assert_eq!((counts.inbox.open, counts.inbox.unread, counts.unassigned, counts.all_open), (1, 1, 0, 1));
}

#[tokio::test]
async fn the_same_client_id_is_sent_once() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo")]).await;
    let ticket_id = TicketId(case.ticket().await.id);
    let send = || message::Send {
        ticket_id,
        content: text("Guten Tag"),
        reply_to: None,
        client_id: Some("tab-1".to_owned()),
        then: None,
    };
    let first = message::send(&case.desk, &case.jana, send()).await.unwrap();
    let again = message::send(&case.desk, &case.jana, send()).await.unwrap();
    assert_eq!(first[0].id, again[0].id);
    assert_eq!(case.messages(case.ticket().await.id).await.len(), 2);
}
