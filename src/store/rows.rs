//! Names rows and hashes them, so that an entry of the log holds what was written with it.
//!
//! The hash is taken from the row as the database gives it back, over the columns of version 1 (`jd-row-v1`).
//! A later migration may add columns to other tables, never to these without a new label.

use crate::domain::audit::Digest;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::RegisterTable;
use crate::store::canonical::Canonical;
use crate::store::error::StoreError;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use uuid::Uuid;

const EVIDENCE: &str = "id, case_id, seq, supersedes, reason, at_ms, by_user, body";
const REGISTER: &str = "id, version, parent, unique_key, at_ms, by_user, body";
const SETTING: &str = "id, k, v, at_ms, by_user";
const OBJECT: &str = "id, name, sha256, len, mime, epoch, at_ms, thumb";
const CASE_HEAD: &str = "id, case_no, year, seq, state, mode, received_on, subject_name, client_name, insurers, handler, \
     accepted_on, effective_on, term_workdays, deducted_workdays, extended_workdays, closed_on, updated_at_ms";

/// One row that the log answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum RowRef {
    /// A piece of evidence.
    Evidence(EvidenceTable, Uuid),
    /// A version in a register.
    Register(RegisterTable, Uuid, u32),
    /// A saved setting.
    Setting(i64),
    /// The identity of a kept file.
    Object(Uuid),
    /// The row of a case in lists; the only one that changes.
    CaseHead(Uuid),
}

impl RowRef {
    /// Returns the table.
    pub(in crate::store) const fn noun(self) -> &'static str {
        match self {
            Self::Evidence(table, _) => table.name(),
            Self::Register(table, _, _) => table.name(),
            Self::Setting(_) => "setting",
            Self::Object(_) => "object",
            Self::CaseHead(_) => "case_head",
        }
    }

    /// Returns the identity as the log keeps it.
    pub(in crate::store) fn key(self) -> Vec<u8> {
        match self {
            Self::Evidence(_, id) | Self::Object(id) | Self::CaseHead(id) => id.as_bytes().to_vec(),
            Self::Register(_, id, version) => [id.as_bytes().as_slice(), &version.to_be_bytes()].concat(),
            Self::Setting(id) => id.to_be_bytes().to_vec(),
        }
    }

    /// Returns the id of the thing the row is about, where it has one.
    pub(in crate::store) const fn subject(self) -> Option<Uuid> {
        match self {
            Self::Evidence(_, id) | Self::Object(id) | Self::CaseHead(id) | Self::Register(_, id, _) => {
                Some(id)
            }
            Self::Setting(_) => None,
        }
    }

    /// Reads back what the log kept.
    pub(in crate::store) fn parse(noun: &str, key: &[u8]) -> Option<Self> {
        let id = || Uuid::from_slice(key).ok();
        if let Some(table) = EvidenceTable::ALL.iter().find(|table| table.name() == noun) {
            return Some(Self::Evidence(*table, id()?));
        }
        if let Some(table) = RegisterTable::ALL.iter().find(|table| table.name() == noun) {
            let (id, version) = key.split_at_checked(16)?;
            return Some(Self::Register(
                *table,
                Uuid::from_slice(id).ok()?,
                u32::from_be_bytes(version.try_into().ok()?),
            ));
        }
        match noun {
            "setting" => Some(Self::Setting(i64::from_be_bytes(key.try_into().ok()?))),
            "object" => Some(Self::Object(id()?)),
            "case_head" => Some(Self::CaseHead(id()?)),
            _ => None,
        }
    }

    /// Hashes the row as it stands; none when it is not there.
    pub(in crate::store) fn sha256(self, conn: &Connection) -> Result<Option<Digest>, StoreError> {
        let noun = self.noun();
        let columns = match self {
            Self::Evidence(..) => EVIDENCE,
            Self::Register(..) => REGISTER,
            Self::Setting(_) => SETTING,
            Self::Object(_) => OBJECT,
            Self::CaseHead(_) => CASE_HEAD,
        };
        let hash = |row: &rusqlite::Row<'_>| -> Result<Digest, rusqlite::Error> {
            let n_columns = row.as_ref().column_count();
            (0..n_columns)
                .try_fold(Canonical::new("jd-row-v1").text(noun), |canonical, i| {
                    Ok(canonical.column(row.get_ref(i)?))
                })
                .map(Canonical::finish)
        };
        let found = match self {
            Self::Register(_, id, version) => conn
                .prepare_cached(&format!("SELECT {columns} FROM {noun} WHERE id = ?1 AND version = ?2"))?
                .query_row(params![id.as_bytes(), version], hash),
            Self::Setting(id) => conn
                .prepare_cached(&format!("SELECT {columns} FROM {noun} WHERE id = ?1"))?
                .query_row([id], hash),
            Self::Evidence(_, id) | Self::Object(id) | Self::CaseHead(id) => conn
                .prepare_cached(&format!("SELECT {columns} FROM {noun} WHERE id = ?1"))?
                .query_row([id.as_bytes()], hash),
        };
        Ok(found.optional()?)
    }
}
