//! Evidence: one insert and one list for all its tables. There is no update and no delete, here or in SQL.

use crate::domain::evidence::Correction;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceHead;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::store::audit::from_sql;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use crate::store::transact::Tx;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;
use serde::de::DeserializeOwned;
use uuid::Uuid;

impl Store {
    /// Lists all versions of one kind of evidence of a case, oldest first.
    ///
    /// # Errors
    /// `Unreadable` when a body is not understood; otherwise what the disk says.
    pub fn list_evidence<T: Evidence>(&self, case: CaseId) -> Result<Vec<Recorded<T>>, StoreError> {
        self.reading(|conn| list(conn, case))
    }

    /// Lists all versions of one kind of evidence of every case, in the order of time.
    ///
    /// # Errors
    /// As `list_evidence`.
    pub fn list_all_evidence<T: Evidence>(&self) -> Result<Vec<(CaseId, Recorded<T>)>, StoreError> {
        let sql = format!("{SELECT}, case_id FROM {} ORDER BY at_ms, id", T::TABLE.name());
        self.reading(|conn| {
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let case = CaseId::from_uuid(Uuid::from_bytes(row.get(7)?));
                found.push((case, read_raw(row)?.understood(T::TABLE)?));
            }
            Ok(found)
        })
    }

    /// Returns one piece of evidence.
    ///
    /// # Errors
    /// `Unreadable` when its body is not understood; otherwise what the disk says.
    pub fn get_evidence<T: Evidence>(&self, id: EvidenceId) -> Result<Option<Recorded<T>>, StoreError> {
        let sql = format!("{SELECT} FROM {} WHERE id = ?1", T::TABLE.name());
        self.reading(|conn| {
            let found = conn.prepare_cached(&sql)?.query_row([id.uuid().as_bytes()], read_raw).optional()?;
            found.map(|raw| raw.understood(T::TABLE)).transpose()
        })
    }

    /// Counts the rows of one kind of evidence of a case, corrected ones too.
    ///
    /// # Errors
    /// What the disk says.
    pub fn count_evidence(&self, table: EvidenceTable, case: CaseId) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {} WHERE case_id = ?1", table.name());
        Ok(from_sql(self.conn.prepare_cached(&sql)?.query_row([case.uuid().as_bytes()], |row| row.get(0))?))
    }
}

impl Tx<'_> {
    /// Keeps a piece of evidence.
    ///
    /// # Errors
    /// `Missing` when it corrects nothing that is there, `AlreadyCorrected` when a later version exists,
    /// `NoReason` when a correction does not say why; otherwise what the disk says.
    pub fn insert_evidence<T: Evidence>(
        &self,
        head: &EvidenceHead,
        body: &T,
    ) -> Result<EvidenceId, StoreError> {
        let table = T::TABLE.name();
        if let Some(correction) = &head.supersedes {
            self.check_correction(T::TABLE, head.case, correction)?;
        }
        let id: EvidenceId = self.fresh_id(head.at);
        let body = serde_json::to_string(body).map_err(|source| StoreError::Unreadable { table, source })?;
        let sql = include_str!("sql/evidence_insert_table.sql").replace("{table}", table);
        let case = *head.case.uuid().as_bytes();
        self.write(
            &sql,
            params![
                id.uuid().as_bytes(),
                case,
                head.supersedes.as_ref().map(|correction| *correction.id.uuid().as_bytes()),
                head.supersedes.as_ref().map(|correction| correction.reason.as_str()),
                head.at.ms(),
                head.by.uuid().as_bytes(),
                body,
            ],
        )?;
        self.touch(RowRef::Evidence(T::TABLE, id.uuid()));
        Ok(id)
    }

    /// Lists evidence as it stands inside the transaction.
    ///
    /// # Errors
    /// As `Store::list_evidence`.
    pub fn list_evidence<T: Evidence>(&self, case: CaseId) -> Result<Vec<Recorded<T>>, StoreError> {
        list(self.conn(), case)
    }

    fn check_correction(
        &self,
        table: EvidenceTable,
        case: CaseId,
        correction: &Correction,
    ) -> Result<(), StoreError> {
        if correction.reason.trim().is_empty() {
            return Err(StoreError::NoReason);
        }
        let noun = table.name();
        let corrected = *correction.id.uuid().as_bytes();
        let there = self
            .conn()
            .prepare_cached(&format!("SELECT 1 FROM {noun} WHERE id = ?1 AND case_id = ?2"))?
            .exists(params![corrected, case.uuid().as_bytes()])?;
        if !there {
            return Err(StoreError::Missing { noun: table.label() });
        }
        let later = self
            .conn()
            .prepare_cached(&format!("SELECT 1 FROM {noun} WHERE case_id = ?1 AND supersedes = ?2"))?
            .exists(params![case.uuid().as_bytes(), corrected])?;
        if later {
            return Err(StoreError::AlreadyCorrected { noun: table.label() });
        }
        Ok(())
    }
}

const SELECT: &str = "SELECT id, seq, at_ms, by_user, supersedes, reason, body";

fn list<T: Evidence>(conn: &Connection, case: CaseId) -> Result<Vec<Recorded<T>>, StoreError> {
    let sql = format!("{SELECT} FROM {} WHERE case_id = ?1 ORDER BY seq", T::TABLE.name());
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([case.uuid().as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_raw(row)?.understood(T::TABLE)?);
    }
    Ok(found)
}

fn read_raw(row: &Row<'_>) -> Result<Recorded<String>, rusqlite::Error> {
    let supersedes: Option<[u8; 16]> = row.get(4)?;
    let reason: Option<String> = row.get(5)?;
    Ok(Recorded {
        id: EvidenceId::from_uuid(Uuid::from_bytes(row.get(0)?)),
        seq: from_sql(row.get(1)?),
        at: Moment::from_ms(row.get(2)?),
        by: UserId::from_uuid(Uuid::from_bytes(row.get(3)?)),
        supersedes: supersedes
            .zip(reason)
            .map(|(id, reason)| Correction { id: EvidenceId::from_uuid(Uuid::from_bytes(id)), reason }),
        body: row.get(6)?,
    })
}

impl Recorded<String> {
    fn understood<T: DeserializeOwned>(self, table: EvidenceTable) -> Result<Recorded<T>, StoreError> {
        let body = serde_json::from_str(&self.body)
            .map_err(|source| StoreError::Unreadable { table: table.name(), source })?;
        Ok(Recorded {
            id: self.id,
            seq: self.seq,
            at: self.at,
            by: self.by,
            supersedes: self.supersedes,
            body,
        })
    }
}
