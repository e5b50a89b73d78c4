//! Canned replies.

use tresen_domain::id::CannedReplyId;
use tresen_storage::{
    canned_reply::{self, CannedReply},
    team,
};
use tresen_testkit::each_engine;

use crate::{
    agent as people,
    case::{at, id},
    read, write,
};

fn sample(number: u128) -> CannedReply {
    CannedReply {
        id: CannedReplyId(id(number)),
        shortcut: format!("gruß{number}"),
        title: "Begrüßung".to_owned(),
        text: "Hallo {{contact.first_name}}".to_owned(),
        team_id: None,
        updated_at: at(0),
    }
}

#[test]
fn a_canned_reply_comes_back_changes_and_goes() {
    each_engine(async |store| {
        write(&store, |tx| canned_reply::insert(tx, &sample(1))).await;
        assert_eq!(read(&store, |tx| canned_reply::get(tx, CannedReplyId(id(1)))).await, Some(sample(1)));
        let changed =
            CannedReply {
                title: "Gruß".to_owned(), text: "Moin".to_owned(), updated_at: at(5), ..sample(1)
            };
        let kept = changed.clone();
        write(&store, move |tx| canned_reply::update(tx, &kept)).await;
        assert_eq!(read(&store, canned_reply::list_all).await, [changed]);
        assert!(write(&store, |tx| canned_reply::delete(tx, CannedReplyId(id(1)))).await);
        assert!(!write(&store, |tx| canned_reply::delete(tx, CannedReplyId(id(1)))).await);
    });
}

#[test]
fn a_shortcut_stands_once_and_a_dissolved_team_leaves_its_replies_to_everybody() {
    each_engine(async |store| {
        write(&store, |tx| {
            team::insert(tx, &people::team(1))?;
            canned_reply::insert(tx, &CannedReply { team_id: Some(people::team(1).id), ..sample(1) })
        })
        .await;
        let twin = CannedReply { shortcut: sample(1).shortcut, ..sample(2) };
        assert!(store.write(move |tx| canned_reply::insert(tx, &twin)).await.unwrap_err().is_conflict());
        let found = read(&store, |tx| canned_reply::find_by_shortcut(tx, "gruß1")).await;
        assert_eq!(found, Some(CannedReplyId(id(1))));
        write(&store, |tx| team::delete(tx, people::team(1).id)).await;
        assert_eq!(read(&store, canned_reply::list_all).await, [sample(1)]);
    });
}
