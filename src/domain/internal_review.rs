//! 复核 (F-19; GZ-35, SC-3.3c/e): a qualified colleague looks at procedure and opinion before anything is issued.
//!
//! The review is kept in the office and never signed on the opinion (TL-30).

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// The five things a review looks at (SC-3.3e), in the words of the source.
pub const POINTS: [&str; 5] = ["行为规范", "程序公正", "方法正确", "数据准确", "结论可靠"];

/// One review of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionReview {
    /// The version that was read.
    pub draft: EvidenceId,
    pub reviewer: UserId,
    pub reviewer_name: PersonName,
    /// Answers to [`POINTS`]; none while not asked.
    pub points: [Option<bool>; 5],
    /// 关于鉴定程序的复核意见.
    pub on_procedure: String,
    /// 关于鉴定意见的复核意见.
    pub on_opinion: String,
    /// 复杂、疑难、特殊.
    #[serde(default)]
    pub is_difficult: bool,
    /// Experts who reviewed together (GZ-35); empty where one reviewer did.
    #[serde(default)]
    pub experts: Vec<ReviewExpert>,
    pub verdict: ReviewVerdict,
}

/// An expert of a joint review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewExpert {
    pub name: PersonName,
    /// 单位、职称.
    pub title: String,
    pub opinion: String,
    /// Signed on F-19.
    pub has_signed: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum ReviewVerdict {
    Agree,
    /// Back to the appraisers, with what is to be put right (T16).
    Return {
        issues: Vec<String>,
    },
}

impl OpinionReview {
    /// Tells whether the version may go out as far as the review is concerned.
    pub fn agrees(&self) -> bool {
        self.verdict == ReviewVerdict::Agree
    }

    /// The issues a return lists, without empty lines.
    pub fn issues(&self) -> Vec<&str> {
        match &self.verdict {
            ReviewVerdict::Agree => Vec::new(),
            ReviewVerdict::Return { issues } => {
                issues.iter().map(|issue| issue.trim()).filter(|issue| !issue.is_empty()).collect()
            }
        }
    }
}

impl Evidence for OpinionReview {
    const TABLE: EvidenceTable = EvidenceTable::OpinionReview;
}
