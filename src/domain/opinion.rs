//! 意见书 (F-20; GZ-36–37, SC-3.3b–f): its sections as they are written, version after version, and what it concludes.
//!
//! Insert-only: every save is a new version and the former ones stay readable. There is no field for an expected
//! grade (SC-3.1f); 未达到伤残等级 is a conclusion like any other (SC-3.3f).

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::internal_review::OpinionReview;
use crate::domain::standard::Standard;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The sections of F-20, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// 一、基本情况.
    Basics,
    /// 二、基本案情.
    Incident,
    /// 三、资料摘要.
    RecordSummary,
    /// 四、鉴定过程.
    Process,
    /// 五、分析说明.
    Analysis,
    /// 六、鉴定意见.
    Opinion,
    /// 七、附件.
    Attachments,
}

impl Section {
    /// All sections, in the order of the paper.
    pub const ALL: [Self; 7] = [
        Self::Basics,
        Self::Incident,
        Self::RecordSummary,
        Self::Process,
        Self::Analysis,
        Self::Opinion,
        Self::Attachments,
    ];

    /// The heading without its number.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Basics => "基本情况",
            Self::Incident => "基本案情",
            Self::RecordSummary => "资料摘要",
            Self::Process => "鉴定过程",
            Self::Analysis => "分析说明",
            Self::Opinion => "鉴定意见",
            Self::Attachments => "附件",
        }
    }

    /// The heading as it stands on the paper: 「六、鉴定意见」.
    pub fn heading(self) -> String {
        const NUMBERS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "七"];
        format!("{}、{}", NUMBERS[self as usize], self.label())
    }
}

/// One version of the opinion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpinionDraft {
    pub sections: BTreeMap<Section, String>,
    pub conclusion: Option<Conclusion>,
    /// What it rests on, as the library said when it was written.
    pub standards: Vec<Standard>,
    /// The items of F-04 it cites; a locked one may not be among them (SC-2.1c).
    pub materials: Vec<EvidenceId>,
    /// 不同意见 (GZ-37).
    pub dissents: Vec<Dissent>,
}

/// What kind of conclusion the opinion comes to (F-30); the words stand in its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    DisabilityGrade,
    /// 未达到伤残等级: an opinion all the same (SC-3.3f).
    NoDisabilityGrade,
    /// 三期、护理依赖、后续诊疗 and the like.
    Other,
    /// 不能得出明确意见, as F-22 told the client it may be.
    Indefinite,
}

impl Conclusion {
    /// All kinds.
    pub const ALL: [Self; 4] =
        [Self::DisabilityGrade, Self::NoDisabilityGrade, Self::Other, Self::Indefinite];

    /// The words of the ledger.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DisabilityGrade => "构成伤残等级",
            Self::NoDisabilityGrade => "未达到伤残等级",
            Self::Other => "其他意见",
            Self::Indefinite => "不能得出明确意见",
        }
    }
}

/// An appraiser who sees it otherwise, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dissent {
    pub who: UserId,
    pub text: String,
}

impl OpinionDraft {
    /// The words of a section; empty while nothing is written.
    pub fn text(&self, section: Section) -> &str {
        self.sections.get(&section).map_or("", String::as_str)
    }

    /// Sections without a word, in their order.
    pub fn empty_sections(&self) -> Vec<Section> {
        Section::ALL.into_iter().filter(|section| self.text(*section).trim().is_empty()).collect()
    }

    /// Whether nothing was written at all.
    pub fn is_blank(&self) -> bool {
        self.empty_sections().len() == Section::ALL.len()
            && self.conclusion.is_none()
            && self.standards.is_empty()
    }

    /// A conclusion that no grade is reached must say so in its section, and must not name a grade (SC-3.3f).
    pub fn says_no_grade(&self) -> bool {
        let text: String = self.text(Section::Opinion).chars().filter(|c| c.is_alphanumeric()).collect();
        ["未达到", "未构成", "不构成", "达不到", "尚不构成"].iter().any(|words| text.contains(words))
    }
}

impl CaseFile {
    /// The version in force: the last one saved.
    pub fn opinion(&self) -> Option<&Recorded<OpinionDraft>> {
        self.opinion_drafts.last()
    }

    /// A version by its identity.
    pub fn opinion_version(&self, id: EvidenceId) -> Option<&Recorded<OpinionDraft>> {
        self.opinion_drafts.iter().find(|row| row.id == id)
    }

    /// The latest word of a reviewer on the version in force.
    pub fn review_in_force(&self) -> Option<&Recorded<OpinionReview>> {
        let version = self.opinion()?.id;
        self.opinion_reviews.iter().rev().find(|row| row.body.draft == version)
    }
}

impl Evidence for OpinionDraft {
    const TABLE: EvidenceTable = EvidenceTable::OpinionDraft;
}

#[cfg(test)]
mod tests {
    use super::OpinionDraft;
    use super::Section;

    #[test]
    fn headings_are_counted_as_on_the_paper() {
        assert_eq!(Section::Basics.heading(), "一、基本情况");
        assert_eq!(Section::Attachments.heading(), "七、附件");
    }

    #[test]
    fn an_opinion_without_a_grade_says_so() {
        let mut draft = OpinionDraft::default();
        for (text, expected) in [
            ("被鉴定人周明的损伤未达到《人体损伤致残程度分级》规定的伤残等级", true),
            ("其损伤 不 构 成伤残等级", true),
            ("其损伤评定为十级伤残", false),
            ("", false),
        ] {
            draft.sections.insert(Section::Opinion, text.to_owned());
            assert_eq!(draft.says_no_grade(), expected, "{text}");
        }
    }

    #[test]
    fn blank_is_what_nobody_wrote_on() {
        let mut draft = OpinionDraft::default();
        assert!(draft.is_blank());
        draft.sections.insert(Section::Analysis, "  ".to_owned());
        assert!(draft.is_blank());
        draft.sections.insert(Section::Analysis, "分析".to_owned());
        assert!(!draft.is_blank());
    }
}
