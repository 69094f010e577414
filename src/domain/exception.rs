//! 例外清单: a Warn that was passed with a reason (requirements §0.2 W, §8.2), and moves from state to state.

use crate::domain::case::CaseState;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
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
