//! Both engines have the same tables with the same columns.

use std::collections::BTreeMap;

use tresen_storage::{Engine, Fault, Store, Tx};
use tresen_testkit::TestStore;

/// Table → column → (kind, may be null).
type Schema = BTreeMap<String, BTreeMap<String, (String, bool)>>;

/// Full-text tables are what each engine makes of them.
const OWN_WAYS: &str = "search_";

fn sqlite(tx: &mut Tx<'_>) -> Result<Schema, Fault> {
    let rows = tx.query(
        "select t.name, c.name, lower(c.type), c.\"notnull\", c.pk from sqlite_schema t join pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite_%'",
        &[],
        |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?, row.get::<i64>(3)? != 0 || row.get::<i64>(4)? != 0)),
    )?;
    // `integer` is only how SQLite spells a numbered key.
    Ok(gathered(rows.into_iter().map(|(table, column, kind, is_set)| {
        let kind = if kind == "integer" { "bigint".to_owned() } else { kind };
        (table, column, kind, !is_set)
    })))
}

fn postgres(tx: &mut Tx<'_>) -> Result<Schema, Fault> {
    let rows = tx.query(
        "select cast(table_name as text), cast(column_name as text), cast(data_type as text), is_nullable = 'YES'
         from information_schema.columns where table_schema = 'public'",
        &[],
        |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?, row.get::<bool>(3)?)),
    )?;
    Ok(gathered(rows.into_iter()))
}

fn gathered(rows: impl Iterator<Item = (String, String, String, bool)>) -> Schema {
    let mut schema = Schema::new();
    for (table, column, kind, may_be_null) in rows {
        if !table.starts_with(OWN_WAYS) {
            schema.entry(table).or_default().insert(column, (kind, may_be_null));
        }
    }
    schema
}

fn schema(store: &Store) -> Schema {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let engine = store.engine();
    runtime
        .block_on(store.read(move |tx| if engine == Engine::Sqlite { sqlite(tx) } else { postgres(tx) }))
        .unwrap()
}

#[test]
fn both_engines_have_the_same_tables_columns_and_constraints() {
    let embedded = TestStore::sqlite();
    let ours = schema(&embedded.store);
    assert!(ours.contains_key("tickets") && ours.contains_key("migrations"));
    assert_eq!(ours["agents"]["last_seen_at"], ("bigint".to_owned(), true));
    assert_eq!(ours["agents"]["id"], ("uuid".to_owned(), false));
    if let Some(server) = TestStore::postgres() {
        let theirs = schema(&server.store);
        for (table, columns) in &ours {
            assert_eq!(Some(columns), theirs.get(table), "table {table}");
        }
        assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    }
}
