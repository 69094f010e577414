//! 月结: a month of the ledger as it was read and closed. Cases go on after that, and the ledger says so.

use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// A month that was closed. Kept once: a closed month is not closed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerClosing {
    pub year: i32,
    pub month: u32,
    pub closed_on: Day,
    pub closed_by: PersonName,
    /// Hex SHA-256 over all rows, in their order.
    pub sha256: String,
    /// The beginning of the digest of each row, so that a later change shows.
    pub rows: BTreeMap<CaseId, String>,
}

/// How a row stands to the closing of its month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LockState {
    #[default]
    Open,
    Closed,
    ChangedSince,
    /// The month was closed without it.
    AddedSince,
}

impl LockState {
    /// The words in 备注.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Closed => "已月结",
            Self::ChangedSince => "已月结，之后有更新",
            Self::AddedSince => "月结后补入",
        }
    }
}

impl LedgerClosing {
    /// 「2026-10」, under which it is kept.
    pub fn month_key(year: i32, month: u32) -> String {
        format!("{year:04}-{month:02}")
    }

    /// How a row with this digest stands to it.
    pub fn state_of(&self, case: CaseId, digest: &str) -> LockState {
        match self.rows.get(&case) {
            None => LockState::AddedSince,
            Some(kept) if digest.starts_with(kept.as_str()) => LockState::Closed,
            Some(_) => LockState::ChangedSince,
        }
    }
}
