//! Idempotency keys.

use std::time::Duration;

use tresen_storage::idempotency::{self, Kept};
use tresen_testkit::each_engine;

use crate::{NOW, read, write};

#[test]
fn a_key_is_claimed_once_answered_and_forgotten_after_its_time() {
    each_engine(async |store| {
        assert!(write(&store, |tx| idempotency::claim(tx, "agent 1", "k", &[1; 32], NOW)).await);
        assert!(!write(&store, |tx| idempotency::claim(tx, "agent 1", "k", &[2; 32], NOW)).await);
        assert!(write(&store, |tx| idempotency::claim(tx, "agent 2", "k", &[2; 32], NOW)).await);
        let running = Kept { request_hash: vec![1; 32], answer: None, created_at: NOW };
        assert_eq!(read(&store, |tx| idempotency::get(tx, "agent 1", "k")).await, Some(running.clone()));
        write(&store, |tx| idempotency::answer(tx, "agent 1", "k", 201, b"{}")).await;
        let answered = Kept { answer: Some((201, b"{}".to_vec())), ..running };
        assert_eq!(read(&store, |tx| idempotency::get(tx, "agent 1", "k")).await, Some(answered));
        write(&store, |tx| idempotency::release(tx, "agent 2", "k")).await;
        assert_eq!(read(&store, |tx| idempotency::get(tx, "agent 2", "k")).await, None);
        let later = NOW.plus(Duration::from_secs(1));
        assert_eq!(write(&store, move |tx| idempotency::delete_before(tx, later)).await, 1);
        assert_eq!(read(&store, |tx| idempotency::get(tx, "agent 1", "k")).await, None);
    });
}
