//! 补充、重新提取材料 (F-15; GZ-14b, GZ-28d): what was asked for and why, until when, and when it was complete.
//!
//! Before acceptance the wait is a pause that is shown apart; after it the wait does not count towards the time limit,
//! from the day of the notice to the day everything was there.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::witness_notice::NoticeWay;
use serde::Deserialize;
use serde::Serialize;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// To be supplied, or to be collected anew.
    pub kind: SupplementKind,
    /// 需补材料, one by one.
    pub items: Vec<SupplementItem>,
    /// Why they are needed.
    pub why: String,
    /// 发出日.
    pub issued_on: Day,
    /// 提交期限.
    pub due_on: Day,
    /// How the notice was sent.
    pub way: NoticeWay,
}

/// One thing that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    /// What.
    pub name: String,
    /// What about it: which days, which hospital.
    #[serde(default)]
    pub detail: String,
}

/// Supplied by the client, or collected once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementKind {
    /// 补充.
    Supply,
    /// 重新提取.
    CollectAgain,
}

impl SupplementKind {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Supply, Self::CollectAgain];

    /// The word of the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supply => "补充材料",
            Self::CollectAgain => "重新提取材料",
        }
    }
}

/// 收齐: the wait is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementClosing {
    /// The request that is closed, whichever version of it.
    pub request: EvidenceId,
    /// 收齐日.
    pub completed_on: Day,
    /// What came of it.
    pub outcome: SupplementOutcome,
    /// The materials that came in answer; rows of the list of materials.
    #[serde(default)]
    pub materials: Vec<EvidenceId>,
    /// What else is worth knowing.
    #[serde(default)]
    pub note: String,
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementOutcome {
    /// Everything is there.
    Complete,
    /// Some is there, and it goes on with that.
    Partial,
    /// Nothing came; it goes on without, or ends.
    None,
}

impl SupplementOutcome {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Complete, Self::Partial, Self::None];

    /// The word of the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Complete => "已收齐",
            Self::Partial => "部分收到，不再等",
            Self::None => "没有补来",
        }
    }
}

impl SupplementRequest {
    /// The names of what is asked for, joined.
    pub fn names(&self) -> String {
        let names = self.items.iter().map(|item| item.name.trim()).filter(|name| !name.is_empty());
        names.collect::<Vec<_>>().join("、")
    }
}

impl Evidence for SupplementRequest {
    const TABLE: EvidenceTable = EvidenceTable::SupplementRequest;
}

impl Evidence for SupplementClosing {
    const TABLE: EvidenceTable = EvidenceTable::SupplementClosing;
}
