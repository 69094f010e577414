//! Settings of the office: insert-only, the newest row of a key counts.

use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use crate::store::transact::Tx;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// Returns a setting as it was saved last.
    ///
    /// # Errors
    /// `Unreadable` when it is not understood; otherwise what the disk says.
    pub fn get_setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self
            .conn
            .prepare_cached("SELECT v FROM setting WHERE k = ?1 ORDER BY id DESC LIMIT 1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        text.map(|text| {
            serde_json::from_str(&text).map_err(|source| StoreError::Unreadable { table: "setting", source })
        })
        .transpose()
    }
}

impl Tx<'_> {
    /// Saves a setting; the former value stays readable.
    ///
    /// # Errors
    /// What the disk says.
    pub fn insert_setting<T: Serialize>(
        &self,
        key: &str,
        value: &T,
        by: Option<UserId>,
        at: Moment,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(value)
            .map_err(|source| StoreError::Unreadable { table: "setting", source })?;
        self.write(
            "INSERT INTO setting (k, v, at_ms, by_user) VALUES (?1, ?2, ?3, ?4)",
            params![key, text, at.ms(), by.map(|by| *by.uuid().as_bytes())],
        )?;
        self.touch(RowRef::Setting(self.conn().last_insert_rowid()));
        Ok(())
    }
}
