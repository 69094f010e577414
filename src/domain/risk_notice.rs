//! 单方委托注意事项告知 (F-03; SH-1.2g–j, SC-2.2b): ten points read aloud, a choice, a signature or its refusal.
//! No point is ticked by default and the choice has no default.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::law::Pack;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The notice as given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskNotice {
    /// Numbers 1…10 of the points that were read and understood.
    pub points_told: BTreeSet<u8>,
    pub choice: Option<PartyChoice>,
    /// Shanghai: whether the party accepts an insurer's witness (SH-1.2l). `None` = not asked.
    pub accepts_insurer: Option<bool>,
    pub signature: Option<Manner>,
    pub signer: PersonName,
    pub told_by: PersonName,
}

/// What the party decides after the notice (SH-1.2i/j).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyChoice {
    SwitchToJoint,
    InsistUnilateral,
    StillThinking,
}

impl PartyChoice {
    pub const ALL: [Self; 3] = [Self::SwitchToJoint, Self::InsistUnilateral, Self::StillThinking];

    pub fn label(self) -> &'static str {
        match self {
            Self::SwitchToJoint => "同意转共同委托",
            Self::InsistUnilateral => "坚持单方委托",
            Self::StillThinking => "再考虑",
        }
    }
}

/// How many points the notice has.
pub const N_POINTS: u8 = 10;

/// The ten points in order; the fifth differs by pack because 四川 must notify and 上海 may only with consent.
pub fn points(pack: Pack, standard: &str) -> [String; N_POINTS as usize] {
    let fifth = match pack {
        Pack::Shanghai => "经您认可，本机构才通知保险机构到场见证",
        Pack::Sichuan => "本机构必须通知保险机构到场见证",
        Pack::Base | Pack::Province(_) => "本机构可以通知保险机构到场见证",
    };
    let standard = if standard.trim().is_empty() { "按委托书写明的标准" } else { standard };
    [
        "可以与保险机构共同委托，已给联系人和办法".to_owned(),
        "共同委托时，材料须双方逐件确认".to_owned(),
        "单方意见书对方可能有异议，可能重新鉴定，费用和时间会增加".to_owned(),
        "材料真实、合法由委托人负责".to_owned(),
        fifth.to_owned(),
        "见证人没有来，不影响鉴定".to_owned(),
        format!("适用标准：{standard}"),
        "不构成伤残等级，也会如实出具意见书".to_owned(),
        "不承诺结果，不代办理赔，警惕人伤黄牛".to_owned(),
        "个人信息与影像另签 F-10、F-11".to_owned(),
    ]
}

impl RiskNotice {
    /// Points not yet read, in order.
    pub fn points_left(&self) -> Vec<u8> {
        (1..=N_POINTS).filter(|n| !self.points_told.contains(n)).collect()
    }

    /// Signed, or refused with a complete note.
    pub fn is_confirmed(&self) -> bool {
        self.signature.as_ref().is_some_and(|manner| manner.lacks().is_none())
    }
}

impl Evidence for RiskNotice {
    const TABLE: EvidenceTable = EvidenceTable::RiskNotice;
}
