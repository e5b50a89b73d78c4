//! API keys.

use tresen_domain::{agent::Role, id::ApiKeyId};
use tresen_storage::api_key::{self, ApiKey};
use tresen_testkit::each_engine;
use uuid::Uuid;

use crate::{NOW, read, write};

fn key(number: u128) -> ApiKey {
    ApiKey {
        id: ApiKeyId(Uuid::from_u128(number)),
        name: format!("key {number}"),
        role: Role::Supervisor,
        prefix: "tresen_abcde".to_owned(),
        created_at: NOW,
        last_used_at: None,
    }
}

#[test]
fn a_key_is_found_by_its_hash_until_it_is_taken_away() {
    each_engine(async |store| {
        write(&store, |tx| {
            api_key::insert(tx, &key(1), &[1; 32])?;
            api_key::insert(tx, &key(2), &[2; 32])?;
            api_key::set_last_used(tx, key(1).id, NOW)
        })
        .await;
        let used = ApiKey { last_used_at: Some(NOW), ..key(1) };
        assert_eq!(read(&store, |tx| api_key::find_by_hash(tx, &[1; 32])).await, Some(used.clone()));
        assert_eq!(read(&store, |tx| api_key::find_by_hash(tx, &[3; 32])).await, None);
        assert_eq!(read(&store, |tx| api_key::list(tx, None, 10)).await, [used, key(2)]);
        assert_eq!(read(&store, |tx| api_key::list(tx, Some(key(1).id), 10)).await, [key(2)]);
        assert!(write(&store, |tx| api_key::delete(tx, key(1).id)).await);
        assert!(!write(&store, |tx| api_key::delete(tx, key(1).id)).await);
        assert_eq!(read(&store, |tx| api_key::find_by_hash(tx, &[1; 32])).await, None);
    });
}
