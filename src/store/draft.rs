//! Drafts of unfinished forms: the only rows that are written without an entry of the log, because they count for
//! nothing. A draft is removed when its form is saved.

use crate::domain::moment::Moment;
use crate::store::error::StoreError;
use crate::store::gate::WritePoint;
use crate::store::open::Store;
use crate::store::transact::Tx;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

const TABLE: &str = "draft";

impl Store {
    /// Keeps a draft in place of the former one of the same key.
    ///
    /// # Errors
    /// What the disk says.
    pub fn put_draft<T: Serialize>(&self, key: &str, draft: &T, at: Moment) -> Result<(), StoreError> {
        let body =
            serde_json::to_string(draft).map_err(|source| StoreError::Unreadable { table: TABLE, source })?;
        self.refuse_when_halted()?;
        self.gate.pass(WritePoint::Row)?;
        self.conn
            .prepare_cached(include_str!("sql/draft_put_draft.sql"))?
            .execute(params![key, body, at.ms()])
            .map_err(|source| StoreError::from(source).measured_in(&self.folder))?;
        Ok(())
    }

    /// Returns a draft and when it was kept; none when there is none or a newer program wrote it differently.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_draft<T: DeserializeOwned>(&self, key: &str) -> Result<Option<(T, Moment)>, StoreError> {
        let found: Option<(String, i64)> = self
            .conn
            .prepare_cached("SELECT body, at_ms FROM draft WHERE k = ?1")?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        // A draft that no longer fits its form is worth nothing; it must not keep the form from opening.
        Ok(found.and_then(|(body, at)| Some((serde_json::from_str(&body).ok()?, Moment::from_ms(at)))))
    }

    /// Lists the keys of drafts that begin with a text, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list_drafts(&self, prefix: &str) -> Result<Vec<(String, Moment)>, StoreError> {
        let sql = "SELECT k, at_ms FROM draft WHERE substr(k, 1, length(?1)) = ?1 ORDER BY at_ms DESC";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([prefix], |row| Ok((row.get(0)?, Moment::from_ms(row.get(1)?))))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_draft(&self, key: &str) -> Result<(), StoreError> {
        self.refuse_when_halted()?;
        self.gate.pass(WritePoint::Row)?;
        self.conn.prepare_cached("DELETE FROM draft WHERE k = ?1")?.execute([key])?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Throws a draft away together with saving its form.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_draft(&self, key: &str) -> Result<(), StoreError> {
        self.write("DELETE FROM draft WHERE k = ?1", [key])?;
        Ok(())
    }
}
