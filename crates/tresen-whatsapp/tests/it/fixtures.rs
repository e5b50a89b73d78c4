//! Every payload in `fixtures/whatsapp/` is read and pictured.

use std::{fs, path::PathBuf};

use serde::Deserialize;
use serde_json::Value;
use tresen_whatsapp::inbound;

/// One payload with where it is from and what is odd.
#[derive(Deserialize)]
pub(crate) struct Fixture {
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) note: String,
    pub(crate) body: Value,
}

/// All payloads by name.
pub(crate) fn all() -> Vec<Fixture> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/whatsapp"));
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let fixture: Fixture = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            Fixture { name: path.file_stem().unwrap().to_string_lossy().into_owned(), ..fixture }
        })
        .collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

#[test]
fn every_payload_is_read_as_pictured() {
    let all = all();
    assert!(all.len() >= 40, "{} payloads found", all.len());
    for fixture in all {
        let items = inbound::read(fixture.body.to_string().as_bytes());
        insta::with_settings!({ description => fixture.note, omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_debug_snapshot!(fixture.name, items);
        });
    }
}
