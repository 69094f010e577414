//! 亮证告知与回避询问 (F-08; SC-3.2a, GZ-20/21, SH-1.3b): person by person, before anything begins.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::{EvidenceId, UserId};
use crate::domain::moment::{Day, Moment};
use crate::domain::secret::PersonName;
use serde::{Deserialize, Serialize};

/// One appraiser or assistant showed a licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceShown {
    pub who: UserId,
    pub name: PersonName,
    /// 司法鉴定人执业证 or 鉴定人助理证.
    pub licence: String,
    pub number: String,
    pub valid_until: Option<Day>,
    pub shown_at: Moment,
    /// Names of those present who saw it.
    pub seen_by: Vec<PersonName>,
    /// 无利害关系、廉洁与公正 declared (SH-1.3b).
    pub declares_impartial: bool,
}

/// One person present was asked whether to apply for recusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalInquiry {
    /// The attendance row of the person asked.
    pub asked: EvidenceId,
    pub name: PersonName,
    pub answer: RecusalAnswer,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum RecusalAnswer {
    NoApplication,
    Applies { against: UserId, ground: String },
}

impl Evidence for LicenceShown {
    const TABLE: EvidenceTable = EvidenceTable::LicenceShown;
}

impl Evidence for RecusalInquiry {
    const TABLE: EvidenceTable = EvidenceTable::RecusalInquiry;
}
