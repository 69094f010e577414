//! 鉴定材料 (F-04; GZ-12b, GZ-22, SC-2.1c): six particulars, and item-by-item confirmation by both sides.
//! A material that one side disputes, or has not confirmed, is locked: it cannot enter the examination.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::{EvidenceId, ObjectId};
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::{Deserialize, Serialize};

/// One item as received; the first six fields are the particulars of GZ-12b.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// 名称.
    pub name: String,
    /// 种类: 病历、影像、事故认定书 ….
    pub kind: String,
    /// 数量, with its unit.
    pub quantity: String,
    /// 性状: 纸质、胶片、光盘 ….
    pub form: String,
    /// 保存状况.
    pub condition: String,
    /// 收到时间.
    pub received_at: Option<Moment>,
    #[serde(default)]
    pub n_pages: Option<u32>,
    #[serde(default)]
    pub is_original: bool,
    /// 来源医疗机构 or other source.
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub submitted_by: PersonName,
    #[serde(default)]
    pub may_be_used_up: bool,
    /// What the authority that commissions said of it.
    #[serde(default)]
    pub authority_word: AuthorityWord,
    #[serde(default)]
    pub scan: Option<ObjectId>,
}

impl Material {
    /// Which of the six particulars are still empty, by their Chinese names.
    pub fn missing_particulars(&self) -> Vec<&'static str> {
        [
            ("名称", self.name.trim().is_empty()),
            ("种类", self.kind.trim().is_empty()),
            ("数量", self.quantity.trim().is_empty()),
            ("性状", self.form.trim().is_empty()),
            ("保存状况", self.condition.trim().is_empty()),
            ("收到时间", self.received_at.is_none()),
        ]
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect()
    }
}

/// What an authority that commissions said of an item (TL-22, MZ-34).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityWord {
    /// Nothing is written down.
    #[default]
    Unsaid,
    Confirmed,
    /// Confirmed, and the parties were heard on it in court.
    CrossExamined,
}

impl AuthorityWord {
    pub const ALL: [Self; 3] = [Self::Unsaid, Self::Confirmed, Self::CrossExamined];

    pub fn label(self) -> &'static str {
        match self {
            Self::Unsaid => "没有记",
            Self::Confirmed => "已确认",
            Self::CrossExamined => "已质证",
        }
    }
}

/// The two sides of a joint commission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Party,
    Insurer,
}

impl Side {
    pub const ALL: [Self; 2] = [Self::Party, Self::Insurer];

    pub fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::Insurer => "保险机构",
        }
    }
}

/// One side's word on one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MaterialConfirmation {
    pub material: EvidenceId,
    pub side: Side,
    pub person: PersonName,
    pub answer: MaterialAnswer,
}

/// Confirmed with a signature, or disputed with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum MaterialAnswer {
    Confirmed { manner: Manner },
    Disputed { reason: String },
}

/// Whether an item may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usability {
    Usable,
    /// SC-2.1c: these sides have not confirmed it.
    Unconfirmed(Vec<Side>),
    Disputed {
        side: Side,
        reason: String,
    },
}

/// Concludes whether an item may be used (SC-2.1c). In a commission that is not joint, registering suffices.
///
/// The latest word of each side counts: a dispute can be settled, a confirmation withdrawn.
pub fn usability(
    material: EvidenceId,
    words: &[Recorded<MaterialConfirmation>],
    is_joint: bool,
) -> Usability {
    let latest = |side: Side| {
        words
            .iter()
            .rev()
            .find(|w| w.body.material == material && w.body.side == side)
            .map(|w| &w.body.answer)
    };
    for side in Side::ALL {
        if let Some(MaterialAnswer::Disputed { reason }) = latest(side) {
            return Usability::Disputed { side, reason: reason.clone() };
        }
    }
    if !is_joint {
        return Usability::Usable;
    }
    let missing: Vec<Side> = Side::ALL
        .into_iter()
        .filter(|side| !matches!(latest(*side), Some(MaterialAnswer::Confirmed { .. })))
        .collect();
    if missing.is_empty() { Usability::Usable } else { Usability::Unconfirmed(missing) }
}

impl Evidence for Material {
    const TABLE: EvidenceTable = EvidenceTable::Material;
}

impl Evidence for MaterialConfirmation {
    const TABLE: EvidenceTable = EvidenceTable::MaterialConfirmation;
}
