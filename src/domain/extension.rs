//! 延长时限 (F-16; GZ-28b): approved by the director, with its reason, and told to the client.
//!
//! The notice is a row of its own: an extension stands from its approval, the duty to tell it stays until it is told.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::witness_notice::NoticeWay;
use serde::Deserialize;
use serde::Serialize;

/// One extension as it was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionGrant {
    /// How many units of the agreed length: working days, or days of the calendar.
    pub n: u16,
    /// 延长原因: complex, difficult, special, or it takes long, in words.
    pub reason: String,
    /// Why more than the usual thirty days are needed; empty where they are not.
    #[serde(default)]
    pub beyond_reason: String,
    /// The day of approval.
    pub approved_on: Day,
    /// Who approved it.
    pub approved_by: PersonName,
}

/// The client was told of an extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionNotice {
    /// Which one, whichever version of it.
    pub extension: EvidenceId,
    /// The day the client knew.
    pub notified_on: Day,
    /// How.
    pub way: NoticeWay,
    /// Who was told.
    pub told: PersonName,
}

/// 协商的受理时间, or the decision put off while material is awaited (GZ-13, GZ-14b).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedDecision {
    /// The new last day for deciding.
    pub until: Day,
    /// The day it was agreed with the client.
    pub agreed_on: Day,
    /// Why: complex, difficult or special; material awaited.
    pub reason: String,
    /// With whom.
    pub with: PersonName,
}

impl Evidence for ExtensionGrant {
    const TABLE: EvidenceTable = EvidenceTable::Extension;
}

impl Evidence for ExtensionNotice {
    const TABLE: EvidenceTable = EvidenceTable::ExtensionNotice;
}
