//! 材料退还、剩余材料处理 (F-25; GZ-17, GZ-22, GZ-29): item by item, who took it, and how it was signed for.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Material;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::Deserialize;
use serde::Serialize;

/// One handing back; there may be several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReturnedMaterials {
    /// What happened to which item.
    pub lines: Vec<ReturnLine>,
    /// 签收人.
    pub receiver: PersonName,
    /// As whom: 委托人, 代理人 ….
    pub capacity: String,
    /// How it was signed for; none where nothing was handed over.
    pub manner: Option<Manner>,
    /// When.
    pub returned_at: Moment,
    /// Who handed it over.
    pub handed_by: PersonName,
}

/// What happened to one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLine {
    /// The row of the list of materials.
    pub material: EvidenceId,
    /// What was done with it.
    pub disposal: Disposal,
    /// How much of it, or why it stays.
    #[serde(default)]
    pub note: String,
}

/// 退还、留存、销毁、耗尽.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposal {
    /// Handed back.
    Returned,
    /// Stays in the file, as agreed.
    Kept,
    /// Used up by the examination.
    UsedUp,
    /// Destroyed, as agreed.
    Destroyed,
}

impl Disposal {
    /// All, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Returned, Self::Kept, Self::UsedUp, Self::Destroyed];

    /// The word of the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Returned => "退还",
            Self::Kept => "留存归卷",
            Self::UsedUp => "已耗尽",
            Self::Destroyed => "销毁",
        }
    }
}

impl CaseFile {
    /// Materials about which no handing back says anything yet.
    pub fn not_returned(&self) -> impl Iterator<Item = &Recorded<Material>> {
        self.current(&self.materials).filter(|row| {
            !self
                .current(&self.material_returns)
                .any(|back| back.body.lines.iter().any(|line| line.material == row.id))
        })
    }
}

impl Evidence for ReturnedMaterials {
    const TABLE: EvidenceTable = EvidenceTable::MaterialReturn;
}
