//! 现场提取 (F-34; GZ-24): what was collected outside, how, how it was sealed, by whom and before whom.
//!
//! What was collected is a fact and always written down; whether it was collected as the article asks is judged by
//! rules where the record or the opinion would rest on it.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::schedule::OutsideReason;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::Deserialize;
use serde::Serialize;

/// One collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OnSiteCollection {
    /// The day.
    pub on: Day,
    /// 「9时10分至9时40分」.
    pub period: String,
    /// 地点.
    pub place: String,
    /// 提取方法和经过.
    pub method: String,
    /// What was taken along.
    pub items: Vec<CollectedItem>,
    /// Who collected, of the staff.
    pub people: Vec<UserId>,
    /// 委托人指派或者委托的见证人.
    pub witness: PersonName,
    /// How the witness signed; none while nobody did.
    pub signature: Option<Manner>,
}

/// One thing that was collected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectedItem {
    /// 材料名称.
    pub name: String,
    /// 数量.
    pub quantity: String,
    /// 性状.
    pub form: String,
    /// 保存状况.
    pub condition: String,
    /// 封存方式、封号.
    pub seal: String,
}

impl OnSiteCollection {
    /// What it still lacks, by the words of F-34.
    pub fn missing(&self) -> Vec<&'static str> {
        let unsealed = self.items.iter().any(|item| item.seal.trim().is_empty());
        let uncounted = self.items.iter().any(|item| item.quantity.trim().is_empty());
        [
            ("起止时间", self.period.trim().is_empty()),
            ("地点", self.place.trim().is_empty()),
            ("提取方法和经过", self.method.trim().is_empty()),
            ("提取的材料", self.items.is_empty()),
            ("数量", uncounted),
            ("封存方式、封号", unsealed),
            ("提取人员", self.people.is_empty()),
        ]
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect()
    }
}

impl CaseFile {
    /// Whether the appointment in force is for collecting outside, or something was collected so.
    pub fn is_collected_on_site(&self) -> bool {
        let outside = self.appointment().and_then(|appointment| appointment.outside.as_ref());
        outside.is_some_and(|outside| outside.reason == OutsideReason::OnSiteCollection)
            || !self.collections.is_empty()
    }
}

impl Evidence for OnSiteCollection {
    const TABLE: EvidenceTable = EvidenceTable::OnSiteCollection;
}
