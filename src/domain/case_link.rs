//! 关联案件 (GZ-30–32, SC-2.4, TL-32/33): supplementary appraisals and re-appraisals beside the case they come from.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// One case beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "link")]
pub enum CaseLink {
    /// This case supplements an earlier one of this office; the original appraisers are proposed (GZ-30).
    Supplements {
        original: CaseId,
        called: String,
        ground: SupplementGround,
        appraisers: Vec<UserId>,
        requested_on: Day,
    },
    /// This case is supplemented by a later one.
    SupplementedBy { case: CaseId, ground: SupplementGround, requested_on: Day },
    /// This case was done before by this office; other people do it now (GZ-32, TL-33).
    Reappraises { original: CaseId, called: String, appraisers: Vec<UserId> },
    /// Somebody asked for a re-appraisal of this case: of another institution, or of this one.
    ReappraisalAsked(ReappraisalAsked),
}

/// 被申请重鉴.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReappraisalAsked {
    /// Who asked.
    pub by: PersonName,
    pub on: Day,
    /// One of the grounds, in words.
    pub ground: String,
    pub whom: ReappraisalWhom,
    /// 调取的材料, and to whom they went.
    #[serde(default)]
    pub handed_over: String,
}

/// Which institution is to do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "whom")]
pub enum ReappraisalWhom {
    /// 原机构以外的机构.
    Another { name: String },
    /// This institution once more: only for a special reason, with other people (GZ-32, TL-33), never in 四川 (SC-2.4b).
    Ourselves { special_reason: String },
}

/// When an opinion may be supplemented (GZ-30).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ground")]
pub enum SupplementGround {
    /// 原委托鉴定事项有遗漏.
    Omitted,
    /// 委托人就原委托事项提供新的鉴定材料.
    NewMaterial,
    /// 其他需要补充鉴定的情形.
    Other { what: String },
}

impl SupplementGround {
    /// The words of the article, shortened.
    pub fn label(&self) -> String {
        match self {
            Self::Omitted => "原委托事项有遗漏".to_owned(),
            Self::NewMaterial => "提供了新的鉴定材料".to_owned(),
            Self::Other { what } => format!("其他：{what}"),
        }
    }

    /// Whether the ground says something.
    pub fn is_stated(&self) -> bool {
        match self {
            Self::Omitted | Self::NewMaterial => true,
            Self::Other { what } => !what.trim().is_empty(),
        }
    }
}

/// Grounds of a re-appraisal: five of GZ-31 and the agreement of SC-2.4a, as the desk offers them.
pub const REAPPRAISAL_GROUNDS: [&str; 6] = [
    "原鉴定人不具有从事委托鉴定事项的执业资格",
    "原机构超出登记的业务范围组织鉴定",
    "原鉴定人应当回避没有回避",
    "办案机关认为需要重新鉴定",
    "法律规定的其他情形",
    PARTIES_AGREED,
];

/// SC-2.4a: outside litigation both sides may agree on it.
pub const PARTIES_AGREED: &str = "双方就重新鉴定达成一致";

impl CaseFile {
    /// What this case supplements.
    pub fn supplements(&self) -> Option<&Recorded<CaseLink>> {
        self.current(&self.links).find(|row| matches!(row.body, CaseLink::Supplements { .. }))
    }

    /// The appraisers of the case this one supplements, who do it again.
    pub fn original_appraisers(&self) -> Option<&[UserId]> {
        self.current(&self.links).find_map(|row| match &row.body {
            CaseLink::Supplements { appraisers, .. } => Some(appraisers.as_slice()),
            _ => None,
        })
    }

    /// The appraisers of the case this one re-appraises in this same office, who may not do it again.
    pub fn former_appraisers(&self) -> Option<&[UserId]> {
        self.current(&self.links).find_map(|row| match &row.body {
            CaseLink::Reappraises { appraisers, .. } => Some(appraisers.as_slice()),
            _ => None,
        })
    }

    /// The request for a re-appraisal that came last.
    pub fn reappraisal_asked(&self) -> Option<&ReappraisalAsked> {
        self.current(&self.links)
            .filter_map(|row| match &row.body {
                CaseLink::ReappraisalAsked(asked) => Some(asked),
                _ => None,
            })
            .last()
    }
}

impl Evidence for CaseLink {
    const TABLE: EvidenceTable = EvidenceTable::CaseLink;
}
