//! 排期: when and where, and who therefore has to be told (T8; SH-1.2f, GZ-25).

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::identity::{Capacity, capacity};
use crate::domain::moment::{Day, Moment};
use crate::domain::reception::Category;
use crate::domain::secret::PersonName;
use serde::{Deserialize, Serialize};

/// An appointment for an examination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    pub starts_at: Moment,
    pub premises: String,
    #[serde(default)]
    pub room: String,
    /// Set when the examination is not on licensed premises.
    #[serde(default)]
    pub outside: Option<Outside>,
}

/// 场所外 with its statutory reason and the director who approved it (SH-1.2f).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    pub reason: OutsideReason,
    pub facts: String,
    pub approved_by: PersonName,
    /// The client who agreed to the collection, and when (GZ-24).
    #[serde(default)]
    pub consent: Option<CollectionConsent>,
}

/// 委托人同意现场提取.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionConsent {
    pub by: PersonName,
    pub on: Day,
}

/// The only reasons for leaving the premises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsideReason {
    OnSiteCollection,
    SubjectCannotMove,
}

impl OutsideReason {
    pub fn label(self) -> &'static str {
        match self {
            Self::OnSiteCollection => "现场提取鉴定材料",
            Self::SubjectCannotMove => "被鉴定人无法移动",
        }
    }
}

/// Why a statutory witness must be there; not an insurer's witness (GZ-25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatutoryNeed {
    /// GZ-25a: physical examination of somebody without full civil capacity.
    NoFullCapacity,
    /// GZ-25b: forensic psychiatry.
    Psychiatric,
    /// GZ-25c: autopsy.
    Autopsy,
}

impl StatutoryNeed {
    /// The sentence shown beside the empty chair.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoFullCapacity => "被鉴定人无完全民事行为能力，身体检查须监护人或近亲属到场见证",
            Self::Psychiatric => "法医精神病鉴定，须委托人、近亲属或监护人到场见证",
            Self::Autopsy => "尸体解剖，须委托人、近亲属或监护人到场见证",
        }
    }
}

/// Derives whether a statutory witness is needed on a day (GZ-25a/b/c).
///
/// An unknown age is treated as a minor's for a physical examination: nobody is examined alone by mistake.
pub fn statutory_need(file: &CaseFile, on: Day) -> Option<StatutoryNeed> {
    let intake = &file.intake;
    match intake.category {
        Some(Category::FmPsy) => Some(StatutoryNeed::Psychiatric),
        Some(Category::FmPath) => Some(StatutoryNeed::Autopsy),
        Some(category) if category.examines_a_body() => {
            let facts = &intake.subject_capacity;
            let full = capacity(
                intake.subject.age_on(on),
                facts.own_income_basis.as_deref(),
                facts.declared_incapable.as_deref(),
            ) == Some(Capacity::Full);
            (!full).then_some(StatutoryNeed::NoFullCapacity)
        }
        _ => None,
    }
}

impl Evidence for Appointment {
    const TABLE: EvidenceTable = EvidenceTable::Schedule;
}
