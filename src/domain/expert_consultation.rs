//! 专家咨询 (F-26; GZ-33, SC-5.2b): an expert of another house was asked, answered and signed; what the appraisers made
//! of it. An expert gives an opinion to the appraisers and never signs theirs.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::Deserialize;
use serde::Serialize;

/// One expert, one question, one answer; what became of it later is a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpertConsultation {
    pub expert: PersonName,
    pub unit: String,
    /// 专业.
    pub field: String,
    /// 职称.
    pub title: String,
    pub asked_on: Day,
    pub question: String,
    /// The answer, in the expert's words; empty while it is awaited.
    #[serde(default)]
    pub opinion: String,
    #[serde(default)]
    pub answered_on: Option<Day>,
    /// The expert's signature under the answer.
    #[serde(default)]
    pub signature: Option<Manner>,
    #[serde(default)]
    pub adoption: Option<Adoption>,
    /// Why it was adopted, in part or not.
    #[serde(default)]
    pub adoption_reason: String,
}

/// 机构采纳情况.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    Adopted,
    InPart,
    NotAdopted,
}

impl Adoption {
    pub const ALL: [Self; 3] = [Self::Adopted, Self::InPart, Self::NotAdopted];

    /// The word on the sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Adopted => "采纳",
            Self::InPart => "部分采纳",
            Self::NotAdopted => "不采纳",
        }
    }
}

impl ExpertConsultation {
    /// What a question lacks to be kept.
    pub fn missing(&self) -> Vec<&'static str> {
        let fields = [
            ("专家", self.expert.as_str()),
            ("单位", self.unit.as_str()),
            ("专业", self.field.as_str()),
            ("职称", self.title.as_str()),
            ("问题", self.question.as_str()),
        ];
        fields.into_iter().filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| name).collect()
    }

    /// The expert has answered.
    pub fn is_answered(&self) -> bool {
        !self.opinion.trim().is_empty()
    }

    /// The answer bears the expert's signature (GZ-33).
    pub fn is_signed(&self) -> bool {
        self.signature.as_ref().is_some_and(Manner::is_signed)
    }

    /// What was made of the answer is written down.
    pub fn is_settled(&self) -> bool {
        self.adoption.is_some() && !self.adoption_reason.trim().is_empty()
    }
}

impl Evidence for ExpertConsultation {
    const TABLE: EvidenceTable = EvidenceTable::ExpertConsultation;
}
