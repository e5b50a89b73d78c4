//! PostgreSQL behind the seam.

use std::collections::HashMap;

use bytes::BytesMut;
use postgres::{
    Client, NoTls, Statement,
    types::{IsNull, ToSql, Type, to_sql_checked},
};
use uuid::Uuid;

use super::{Fault, sqlite::named, value::Value};

/// One connection with its prepared statements.
pub(super) struct PostgresConn {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl PostgresConn {
    /// Connects. Instants are ours, so the session's time zone does not matter.
    pub(super) fn open(url: &str) -> Result<Self, Fault> {
        let client =
            Client::connect(url, NoTls).map_err(|error| Fault::new("connect to PostgreSQL", error))?;
        let mut conn = Self { client, prepared: HashMap::new() };
        conn.batch("set synchronous_commit = on; set idle_in_transaction_session_timeout = '60s'")?;
        Ok(conn)
    }

    /// Whether the connection is gone for good.
    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.client.batch_execute(sql).map_err(|error| Fault::new(named(sql), error))
    }

    pub(super) fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.prepare(sql)?;
        let params = used(&statement, params);
        self.client.execute(&statement, &params).map_err(|error| Fault::new(named(sql), error))
    }

    pub(super) fn query(&mut self, sql: &str, params: &[Value<'_>]) -> Result<Vec<postgres::Row>, Fault> {
        let statement = self.prepare(sql)?;
        let params = used(&statement, params);
        self.client.query(&statement, &params).map_err(|error| Fault::new(named(sql), error))
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, Fault> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|error| Fault::new(named(sql), error))?;
        if self.prepared.len() >= 512 {
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// The parameters that the statement really has: SQL text may name fewer than the caller gives.
fn used<'p>(statement: &Statement, params: &'p [Value<'_>]) -> Vec<&'p (dyn ToSql + Sync)> {
    params.iter().take(statement.params().len()).map(|one| -> &'p (dyn ToSql + Sync) { one }).collect()
}

pub(super) fn column(row: &postgres::Row, at: usize) -> Result<Value<'_>, Fault> {
    let kind = row
        .columns()
        .get(at)
        .map(postgres::Column::type_)
        .ok_or_else(|| Fault::other(format!("read column {at}"), "no such column"))?;
    let failed = |error| Fault::new(format!("read column {at}"), error);
    Ok(if *kind == Type::INT8 {
        row.try_get::<_, Option<i64>>(at).map_err(failed)?.into()
    } else if *kind == Type::INT4 {
        row.try_get::<_, Option<i32>>(at).map_err(failed)?.into()
    } else if *kind == Type::BOOL {
        row.try_get::<_, Option<bool>>(at).map_err(failed)?.into()
    } else if *kind == Type::UUID {
        row.try_get::<_, Option<Uuid>>(at).map_err(failed)?.into()
    } else if *kind == Type::BYTEA {
        row.try_get::<_, Option<&[u8]>>(at).map_err(failed)?.into()
    } else if *kind == Type::FLOAT8 {
        row.try_get::<_, Option<f64>>(at).map_err(failed)?.into()
    } else {
        row.try_get::<_, Option<&str>>(at).map_err(failed)?.into()
    })
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(one) if *kind == Type::INT4 => i32::try_from(*one)?.to_sql(kind, out),
            Value::Int(one) if *kind == Type::BOOL => (*one != 0).to_sql(kind, out),
            Value::Int(one) => one.to_sql(kind, out),
            Value::Real(one) => one.to_sql(kind, out),
            Value::Bool(one) => one.to_sql(kind, out),
            Value::Text(one) => one.as_ref().to_sql(kind, out),
            Value::Bytes(one) => one.as_ref().to_sql(kind, out),
            Value::Uuid(one) => one.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
