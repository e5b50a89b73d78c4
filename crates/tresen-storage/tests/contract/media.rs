//! Files: announced, claimed, fetched or given up, uploaded, and who may see them.

use std::time::Duration;

use tresen_domain::{
    agent::{Role, Sight},
    id::{AgentId, ChannelId, MediaId, MessageId, TeamId},
    media::{MediaKind, MediaState},
    message::InboundMedia,
    ticket::{Owner, Ticket},
};
use tresen_storage::{
    Topic, agent,
    media::{self, Claim, Found, MediaRow, NewMedia, Place, UploadedMedia},
    message::MessageRow,
    notice,
};
use tresen_testkit::each_engine;

use crate::{
    agent as people,
    case::{self, at, id},
    read, write,
};

const ONE: MediaId = MediaId(uuid::Uuid::from_u128(81));
const MINUTE: Duration = Duration::from_mins(1);

fn announced(number: u128) -> NewMedia {
    NewMedia {
        id: MediaId(id(80 + number)),
        channel_id: ChannelId(id(1)),
        kind: MediaKind::Image,
        announced: InboundMedia {
            vendor_id: format!("v{number}"),
            mime: "image/jpeg".to_owned(),
            sha256: Some([7; 32]),
            url: Some("https://lookaside.fbsbx.com/1".to_owned()),
            file_name: Some("foto.jpg".to_owned()),
            is_voice: false,
        },
        created_at: at(u64::try_from(number).unwrap()),
    }
}

fn found() -> Found {
    Found {
        sha256: [8; 32],
        size_bytes: 5_000_000_000,
        mime: "image/jpeg".to_owned(),
        preview_sha256: Some([9; 32]),
        width: Some(4_000),
        height: Some(3_000),
        duration_ms: Some(61_500),
        pages: Some(3),
    }
}

async fn get(store: &tresen_storage::Store, id: MediaId) -> MediaRow {
    read(store, move |tx| media::get(tx, id)).await.unwrap()
}

async fn claim(store: &tresen_storage::Store, seconds: u64, most: i64) -> Vec<Claim> {
    write(store, move |tx| media::claim_due(tx, at(seconds), MINUTE, most)).await
}

#[test]
fn a_claimed_file_is_nobody_elses_until_the_claim_runs_out() {
    each_engine(async |store| {
        write(&store, |tx| {
            media::insert_pending(tx, &announced(1))?;
            media::insert_pending(tx, &announced(2))
        })
        .await;
        store.woken(Topic::Media).await;
        assert_eq!(read(&store, media::next_due).await, Some(at(1)));
        assert!(claim(&store, 0, 9).await.is_empty());
        let first = claim(&store, 5, 1).await;
        assert_eq!((first.len(), first[0].media.id, first[0].media.tries), (1, ONE, 1));
        let second = claim(&store, 5, 9).await;
        assert_eq!((second.len(), second[0].media.id), (1, MediaId(id(82))));
        assert!(claim(&store, 64, 9).await.is_empty());
        let until = first[0].until;
        assert!(write(&store, move |tx| media::renew_claim(tx, ONE, until, at(200))).await);
        assert!(!write(&store, move |tx| media::renew_claim(tx, ONE, until, at(300))).await, "lost");
        let again = claim(&store, 65, 9).await;
        assert_eq!((again.len(), again[0].media.id, again[0].media.tries), (1, MediaId(id(82)), 2));
    });
}

#[test]
fn a_file_becomes_ready_once() {
    each_engine(async |store| {
        write(&store, |tx| media::insert_pending(tx, &announced(1))).await;
        let pending = get(&store, ONE).await;
        assert_eq!((pending.state, pending.claimed_sha256), (MediaState::Pending, Some([7; 32])));
        let ready = move |tx: &mut tresen_storage::Tx<'_>| {
            media::set_ready(tx, ONE, &found(), Some("foto.jpeg"), at(9))
        };
        assert!(write(&store, ready).await);
        assert!(!write(&store, ready).await);
        let kept = get(&store, ONE).await;
        let expected = MediaRow {
            state: MediaState::Ready,
            vendor_url: None,
            mime: Some("image/jpeg".to_owned()),
            file_name: Some("foto.jpeg".to_owned()),
            size_bytes: Some(5_000_000_000),
            sha256: Some([8; 32]),
            preview_sha256: Some([9; 32]),
            width: Some(4_000),
            height: Some(3_000),
            duration_ms: Some(61_500),
            pages: Some(3),
            due_at: None,
            ready_at: Some(at(9)),
            ..pending
        };
        assert_eq!(kept, expected);
        assert_eq!(read(&store, media::next_due).await, None);
        assert!(!write(&store, |tx| media::fetch_again(tx, ONE, at(10))).await);
    });
}

#[test]
fn a_file_that_was_given_up_can_be_fetched_again() {
    each_engine(async |store| {
        write(&store, |tx| media::insert_pending(tx, &announced(1))).await;
        write(&store, |tx| media::set_retry(tx, ONE, at(70), "platform_unavailable", "HTTP 503")).await;
        let waiting = get(&store, ONE).await;
        assert_eq!((waiting.due_at, waiting.vendor_url), (Some(at(70)), None));
        assert_eq!(waiting.error_code.as_deref(), Some("platform_unavailable"));
        let end = |tx: &mut tresen_storage::Tx<'_>| {
            media::set_ended(tx, ONE, MediaState::Expired, "media_address_expired", "gone")
        };
        assert!(write(&store, end).await);
        assert!(!write(&store, end).await);
        assert_eq!(get(&store, ONE).await.state, MediaState::Expired);
        assert!(write(&store, |tx| media::fetch_again(tx, ONE, at(90))).await);
        let again = get(&store, ONE).await;
        assert_eq!((again.state, again.due_at, again.tries), (MediaState::Pending, Some(at(90)), 0));
        assert_eq!(again.error_code, None);
    });
}

#[test]
fn an_upload_is_ready_and_remembers_the_platforms_id() {
    each_engine(async |store| {
        let upload = UploadedMedia {
            id: ONE,
            channel_id: ChannelId(id(1)),
            kind: MediaKind::Audio,
            is_voice: true,
            file_name: Some("sprache.ogg".to_owned()),
            found: found(),
            uploaded_by: Some(AgentId(id(11))),
            created_at: at(1),
        };
        write(&store, move |tx| media::insert_uploaded(tx, &upload)).await;
        let kept = get(&store, ONE).await;
        assert_eq!((kept.state, kept.is_voice, kept.ready_at), (MediaState::Ready, true, Some(at(1))));
        assert_eq!((kept.uploaded_by, kept.vendor_id.as_ref()), (Some(AgentId(id(11))), None));
        write(&store, |tx| media::set_upload(tx, ONE, "UP1", at(2))).await;
        let sent = get(&store, ONE).await;
        assert_eq!((sent.upload_id.as_deref(), sent.upload_at), (Some("UP1"), Some(at(2))));
        write(&store, |tx| media::forget_upload(tx, ONE)).await;
        assert_eq!(get(&store, ONE).await, kept);
        assert!(!write(&store, |tx| media::fetch_again(tx, ONE, at(3))).await, "it is not the customer's");
    });
}

#[test]
fn many_files_are_found_at_once() {
    each_engine(async |store| {
        write(&store, |tx| (1..=150).try_for_each(|number| media::insert_pending(tx, &announced(number))))
            .await;
        let ids: Vec<MediaId> = (1..=200).map(|number| MediaId(id(80 + number))).collect();
        assert_eq!(read(&store, move |tx| media::list_by_ids(tx, &ids)).await.len(), 150);
        assert_eq!(read(&store, |tx| media::list_by_ids(tx, &[])).await, []);
    });
}

#[test]
fn a_file_is_seen_by_those_who_see_a_ticket_with_it() {
    each_engine(async |store| {
        let (ours, theirs) = (TeamId(id(31)), TeamId(id(32)));
        write(&store, move |tx| {
            case::begin(tx)?;
            for number in [11, 12, 13] {
                agent::insert(tx, &people::agent(number, Role::Agent), "")?;
            }
            let owner = Owner::Agent(AgentId(id(12)));
            case::insert_ticket(tx, &Ticket { team_id: Some(ours), owner, ..case::ticket(1) })?;
            media::insert_pending(tx, &announced(1))?;
            case::insert_message(tx, &MessageRow { media_id: Some(ONE), ..case::message(1) })?;
            notice::insert_mention(tx, AgentId(id(13)), MessageId(id(5_001)), case::ticket(1).id, at(1))
        })
        .await;
        let sees = async |agent: u128, teams: Vec<TeamId>| {
            let sight = Sight::Teams { agent_id: AgentId(id(agent)), team_ids: teams };
            read(&store, move |tx| media::is_visible(tx, ONE, &sight)).await
        };
        assert!(read(&store, |tx| media::is_visible(tx, ONE, &Sight::All)).await);
        assert!(sees(11, vec![theirs, ours]).await, "of the team");
        assert!(!sees(11, vec![theirs]).await, "of another team");
        assert!(!sees(11, vec![]).await, "of no team");
        assert!(sees(12, vec![]).await, "the owner");
        assert!(sees(13, vec![theirs]).await, "mentioned");
        assert!(!read(&store, |tx| media::is_visible(tx, MediaId(id(82)), &Sight::All)).await);
        let places = read(&store, |tx| media::places(tx, ONE)).await;
        let message = case::message(1);
        let expected = Place {
            message_id: message.id,
            ticket_id: message.ticket_id,
            thread_id: message.thread_id,
            contact_id: message.contact_id,
            channel_id: message.channel_id,
        };
        assert_eq!(places, [expected]);
    });
}
