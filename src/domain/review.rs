//! 委托审查 (F-05; GZ-14, GZ-15, SH-1.2d, SC-2.2c/e): the three conditions and the seven bars, plus conflicts and duplicates.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::UserId;
use crate::domain::secret::PersonName;
use serde::{Deserialize, Serialize};

/// The review sheet; `None` means not yet judged, which is never the same as no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// GZ-14: 属于业务范围、用途合法、材料能够满足鉴定需要.
    pub in_scope: Option<bool>,
    pub purpose_lawful: Option<bool>,
    pub materials_sufficient: Option<bool>,
    /// GZ-15 ① … ⑦: true where the bar was found.
    pub bars: [Option<bool>; 7],
    /// Where another commission for the same matter was looked for and with what result (SC-2.1d).
    pub duplicate_search: Option<DuplicateSearch>,
    pub institution_conflict: Option<ConflictAnswer>,
    pub reviewer: PersonName,
    pub note: String,
}

/// 重复委托查重.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateSearch {
    /// Case numbers found in this office for the same person and matter.
    pub found: Vec<String>,
    /// The client's word that nobody else was commissioned.
    pub client_denies: bool,
}

/// Answer to a question about interests (SC-3.4d).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum ConflictAnswer {
    None,
    Found { what: String },
}

/// 利害关系申报 of one appraiser: the four questions of GZ-20.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictDeclaration {
    pub who: UserId,
    /// Interested in the case, took part before, advised as expert, appeared as 有专门知识的人; `None` = not answered.
    pub answers: [Option<bool>; 4],
    /// Names from the member's declared interests that occur in this case.
    #[serde(default)]
    pub matches: Vec<String>,
}

/// The four questions in the order of GZ-20.
pub const CONFLICT_QUESTIONS: [&str; 4] = [
    "本人或近亲属与当事人、案件有利害关系",
    "参加过同一事项的鉴定",
    "曾作为专家为同一事项提供咨询意见",
    "曾作为有专门知识的人就同一事项出庭",
];

/// The seven bars in the order of GZ-15; the last needs the article it rests on.
pub const BARS: [&str; 7] = [
    "超出本机构业务范围",
    "材料不真实、不完整、不充分或取得不合法",
    "用途不合法或违背社会公德",
    "要求不符合执业规则或技术规范",
    "超出技术条件或能力",
    "同一事项同时委托其他机构",
    "其他不合法情形",
];

/// 不予受理理由码 (GZ-15); there is none for a unilateral commission and never will be (SH-1.2k).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    OutOfScope,
    BadMaterials,
    IllegalPurpose,
    RuleViolation,
    BeyondCapability,
    ParallelCommission,
    OtherLegal,
}

impl RejectReason {
    pub const ALL: [Self; 7] = [
        Self::OutOfScope,
        Self::BadMaterials,
        Self::IllegalPurpose,
        Self::RuleViolation,
        Self::BeyondCapability,
        Self::ParallelCommission,
        Self::OtherLegal,
    ];

    pub fn label(self) -> &'static str {
        BARS[self as usize]
    }
}

impl Review {
    /// All three conditions of GZ-14 hold: the case must be accepted (GZ-14a).
    pub fn must_accept(&self) -> bool {
        self.in_scope == Some(true)
            && self.purpose_lawful == Some(true)
            && self.materials_sufficient == Some(true)
    }

    /// The bars that were found, by their order (0…6).
    pub fn bars_found(&self) -> Vec<usize> {
        self.bars.iter().enumerate().filter_map(|(i, bar)| (*bar == Some(true)).then_some(i)).collect()
    }

    /// Every question of the sheet has an answer.
    pub fn is_complete(&self) -> bool {
        self.in_scope.is_some()
            && self.purpose_lawful.is_some()
            && self.materials_sufficient.is_some()
            && self.bars.iter().all(Option::is_some)
            && self.duplicate_search.is_some()
            && self.institution_conflict.is_some()
    }
}

impl ConflictDeclaration {
    /// Answered in full and every answer is no.
    pub fn is_clear(&self) -> bool {
        self.answers.iter().all(|answer| *answer == Some(false)) && self.matches.is_empty()
    }
}

impl Evidence for Review {
    const TABLE: EvidenceTable = EvidenceTable::Review;
}

impl Evidence for ConflictDeclaration {
    const TABLE: EvidenceTable = EvidenceTable::ConflictDeclaration;
}
