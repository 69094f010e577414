//! 共同委托书 received (F-02; SH-2.1c, SC-2.1g): the original, how it came, who checked the seal.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::moment::{Day, Moment};
use crate::domain::secret::{PersonName, Phone};
use serde::{Deserialize, Serialize};

/// The letter by which an insurer joins the commission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointLetter {
    /// Only an original makes a commission joint; a picture sent ahead does not.
    pub is_original: bool,
    pub dated_on: Option<Day>,
    pub carrier: LetterCarrier,
    pub insurer: String,
    pub handler: PersonName,
    /// 经办人工号.
    #[serde(default)]
    pub staff_no: String,
    /// The seal was compared and by whom.
    pub seal_checked_by: PersonName,
    #[serde(default)]
    pub call_back: Option<CallBack>,
    /// Whether the insurer sends a witness or takes part in writing only.
    pub sends_witness: bool,
    /// How both sides chose this institution and its appraisers (SC-2.3a); none while nobody wrote it.
    #[serde(default)]
    pub selection: Option<Selection>,
}

/// 选择方式: agreed on, or left to fair chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    Agreed,
    Lot,
    Draw,
    OtherAgreed,
}

impl Selection {
    pub const ALL: [Self; 4] = [Self::Agreed, Self::Lot, Self::Draw, Self::OtherAgreed];

    /// The word on the letter.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agreed => "协商",
            Self::Lot => "抽签",
            Self::Draw => "摇号",
            Self::OtherAgreed => "其他约定",
        }
    }
}

/// 送达方式 of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterCarrier {
    ByInsurer,
    CarriedByParty,
    ByMail,
}

impl LetterCarrier {
    pub const ALL: [Self; 3] = [Self::ByInsurer, Self::CarriedByParty, Self::ByMail];

    pub fn label(self) -> &'static str {
        match self {
            Self::ByInsurer => "保险机构送达",
            Self::CarriedByParty => "当事人携至",
            Self::ByMail => "邮寄",
        }
    }
}

/// 电话回核 with the insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallBack {
    pub number: Phone,
    pub spoke_to: PersonName,
    pub at: Moment,
    pub confirmed: bool,
}

impl Evidence for JointLetter {
    const TABLE: EvidenceTable = EvidenceTable::JointLetter;
}
