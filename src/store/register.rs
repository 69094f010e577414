//! The registers of the office: users, staff, insurers, contacts. Every save is a new version; the newest counts.

use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::evidence::Version;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use crate::store::transact::Tx;
use rusqlite::Row;
use rusqlite::params;
use serde::de::DeserializeOwned;
use uuid::Uuid;

impl Store {
    /// Returns the newest version of one thing in a register.
    ///
    /// # Errors
    /// `Unreadable` when its body is not understood; otherwise what the disk says.
    pub fn get_registered<T: Registered>(&self, id: Uuid) -> Result<Option<Version<T>>, StoreError> {
        Ok(self.registered("_latest WHERE id = ?1", &id)?.pop())
    }

    /// Returns the newest version of the thing that bears a unique key, as a login.
    ///
    /// # Errors
    /// As `get_registered`.
    pub fn get_registered_by_key<T: Registered>(&self, key: &str) -> Result<Option<Version<T>>, StoreError> {
        let sql = format!("{SELECT} FROM {}_latest WHERE unique_key = ?1", T::TABLE.name());
        Ok(self.versions(&sql, [key])?.pop())
    }

    /// Lists the newest versions of everything in a register, in the order it came.
    ///
    /// # Errors
    /// As `get_registered`.
    pub fn list_registered<T: Registered>(&self) -> Result<Vec<Version<T>>, StoreError> {
        let sql = format!("{SELECT} FROM {}_latest ORDER BY id", T::TABLE.name());
        self.versions(&sql, [])
    }

    /// Lists the newest versions of what belongs to a parent, in the order it came.
    ///
    /// # Errors
    /// As `get_registered`.
    pub fn list_registered_of<T: Registered>(&self, parent: Uuid) -> Result<Vec<Version<T>>, StoreError> {
        self.registered("_latest WHERE parent = ?1 ORDER BY id", &parent)
    }

    /// Lists all versions of one thing, oldest first.
    ///
    /// # Errors
    /// As `get_registered`.
    pub fn list_versions<T: Registered>(&self, id: Uuid) -> Result<Vec<Version<T>>, StoreError> {
        self.registered(" WHERE id = ?1 ORDER BY version", &id)
    }

    fn registered<T: Registered>(&self, rest: &str, id: &Uuid) -> Result<Vec<Version<T>>, StoreError> {
        let sql = format!("{SELECT} FROM {}{rest}", T::TABLE.name());
        self.versions(&sql, [id.as_bytes()])
    }

    fn versions<T: Registered>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<Version<T>>, StoreError> {
        self.reading(|conn| {
            let mut statement = conn.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read(row, T::TABLE)?);
            }
            Ok(found)
        })
    }
}

impl Tx<'_> {
    /// Saves a new version of a thing in a register; the first one when the id is new. Returns its number.
    ///
    /// # Errors
    /// `Taken` when another one bears the same unique key; otherwise what the disk says.
    pub fn insert_version<T: Registered>(
        &self,
        id: Uuid,
        by: Option<UserId>,
        at: Moment,
        body: &T,
    ) -> Result<u32, StoreError> {
        let table = T::TABLE.name();
        let key = body.unique_key();
        if let Some(key) = &key {
            let sql = format!("SELECT 1 FROM {table}_latest WHERE unique_key = ?1 AND id <> ?2");
            if self.conn().prepare_cached(&sql)?.exists(params![key, id.as_bytes()])? {
                return Err(StoreError::Taken { noun: T::TABLE.label() });
            }
        }
        let sql = format!("SELECT coalesce(max(version), 0) + 1 FROM {table} WHERE id = ?1");
        let version: u32 = self.conn().prepare_cached(&sql)?.query_row([id.as_bytes()], |row| row.get(0))?;
        let body_text =
            serde_json::to_string(body).map_err(|source| StoreError::Unreadable { table, source })?;
        self.write(
            &include_str!("sql/register_insert_table.sql").replace("{table}", table),
            params![
                id.as_bytes(),
                version,
                body.parent().map(Uuid::into_bytes),
                key,
                at.ms(),
                by.map(|by| *by.uuid().as_bytes()),
                body_text,
            ],
        )?;
        self.touch(RowRef::Register(T::TABLE, id, version));
        Ok(version)
    }
}

const SELECT: &str = "SELECT id, version, at_ms, by_user, body";

fn read<T: DeserializeOwned>(row: &Row<'_>, table: RegisterTable) -> Result<Version<T>, StoreError> {
    let by: Option<[u8; 16]> = row.get(3)?;
    let body: String = row.get(4)?;
    Ok(Version {
        id: Uuid::from_bytes(row.get(0)?),
        version: row.get(1)?,
        at: Moment::from_ms(row.get(2)?),
        by: by.map(|by| UserId::from_uuid(Uuid::from_bytes(by))),
        body: serde_json::from_str(&body)
            .map_err(|source| StoreError::Unreadable { table: table.name(), source })?,
    })
}
