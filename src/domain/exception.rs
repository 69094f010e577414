//! 例外清单: a Warn that was passed with a reason (requirements §0.2 W, §8.2), and moves from state to state.

use crate::domain::case::CaseState;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use serde::Deserialize;
use serde::Serialize;

/// A rule that was passed with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionNote {
    pub step: Step,
    /// The rule's permanent number.
    pub rule: String,
    pub reason: String,
}

/// The case went from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateMove {
    pub from: CaseState,
    pub to: CaseState,
}

impl Evidence for ExceptionNote {
    const TABLE: EvidenceTable = EvidenceTable::Exception;
}

impl Evidence for StateMove {
    const TABLE: EvidenceTable = EvidenceTable::StateMove;
}

/// 例外清单的月度签署 (requirements §8.2): a director read the month's exceptions and signed the printed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionSignoff {
    pub year: i32,
    pub month: u32,
    /// How many exceptions the list had, and the hash of what was read.
    pub n_exceptions: u32,
    pub sha256: String,
    pub signed_by: PersonName,
    pub signed_on: Day,
    #[serde(default)]
    pub remark: String,
}

impl ExceptionSignoff {
    /// 「2026-10」: no month is signed twice.
    pub fn month_key(year: i32, month: u32) -> String {
        format!("{year:04}-{month:02}")
    }
}

impl Registered for ExceptionSignoff {
    const TABLE: RegisterTable = RegisterTable::ExceptionSignoff;

    fn unique_key(&self) -> Option<String> {
        Some(Self::month_key(self.year, self.month))
    }
}
