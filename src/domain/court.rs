//! 出庭 (F-28; GZ-43, GZ-44, TL-35, TL-50): the court's notice, the five things settled with it, and the day in court.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// 出庭通知, and what was settled with the court (GZ-44: time, place, how many, cost, what is asked).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtNotice {
    pub received_on: Day,
    pub court: String,
    pub docket_no: String,
    #[serde(default)]
    pub hearing_at: Option<Moment>,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub n_people: Option<u8>,
    #[serde(default)]
    pub cost: String,
    #[serde(default)]
    pub demands: String,
    /// With whom at the court it was settled, and when.
    #[serde(default)]
    pub settled_with: PersonName,
    #[serde(default)]
    pub settled_on: Option<Day>,
}

/// 出庭记录: who went and what was asked, or why nobody went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtAppearance {
    pub notice: EvidenceId,
    pub on: Day,
    pub attended: Attended,
}

/// What became of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "attended")]
pub enum Attended {
    /// Appraisers of the case were there.
    There { appraisers: Vec<UserId>, questions: String, result: String },
    /// Nobody went: only for a reason the law knows (GZ-43, TL-50), agreed by the court.
    Excused { reason: AbsenceReason, account: String },
}

/// 不出庭的法定事由 (民事诉讼法 on witnesses, applied alike; the court agrees).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceReason {
    Health,
    Remote,
    ForceMajeure,
    OtherApproved,
}

impl AbsenceReason {
    pub const ALL: [Self; 4] = [Self::Health, Self::Remote, Self::ForceMajeure, Self::OtherApproved];

    /// The word on the sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Health => "因健康原因不能出庭",
            Self::Remote => "路途遥远、交通不便",
            Self::ForceMajeure => "自然灾害等不可抗力",
            Self::OtherApproved => "人民法院许可的其他正当理由",
        }
    }
}

impl CourtNotice {
    /// Which of the five are not settled yet (GZ-44).
    pub fn unsettled(&self) -> Vec<&'static str> {
        let mut open = Vec::new();
        if self.hearing_at.is_none() {
            open.push("时间");
        }
        if self.place.trim().is_empty() {
            open.push("地点");
        }
        if self.n_people.is_none_or(|n| n == 0) {
            open.push("人数");
        }
        if self.cost.trim().is_empty() {
            open.push("费用");
        }
        if self.demands.trim().is_empty() {
            open.push("要求");
        }
        open
    }

    /// What it lacks to be kept.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.court.trim().is_empty() {
            missing.push("法院");
        }
        if self.docket_no.trim().is_empty() {
            missing.push("案号");
        }
        missing
    }
}

impl Evidence for CourtNotice {
    const TABLE: EvidenceTable = EvidenceTable::CourtNotice;
}

impl Evidence for CourtAppearance {
    const TABLE: EvidenceTable = EvidenceTable::CourtAppearance;
}
