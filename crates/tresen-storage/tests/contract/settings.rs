//! Settings.

use tresen_storage::settings;
use tresen_testkit::each_engine;

use crate::{read, write};

#[test]
fn a_setting_is_set_changed_and_removed() {
    each_engine(async |store| {
        assert_eq!(read(&store, |tx| settings::get(tx, "greeting")).await, None);
        write(&store, |tx| settings::set(tx, "greeting", "moin")).await;
        write(&store, |tx| settings::set(tx, "greeting", "17")).await;
        assert_eq!(read(&store, |tx| settings::get(tx, "greeting")).await.as_deref(), Some("17"));
        assert_eq!(read(&store, |tx| settings::number(tx, "greeting")).await, Some(17));
        write(&store, |tx| settings::delete(tx, "greeting")).await;
        assert_eq!(read(&store, |tx| settings::number(tx, "greeting")).await, None);
    });
}
