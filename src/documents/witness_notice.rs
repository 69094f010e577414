//! F-06 见证通知书, with the record of every attempt to telephone.
//!
//! One sheet per notified party. The two kinds of witness never share a sentence: an insurer that stays
//! away does not stop the examination (川意见 二(二)), a statutory witness who stays away does (通则 25 条).
//! No details of the illness; the summary is worded by the caller accordingly.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F06;

/// Everything the notice shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被通知人: institution or person.
    pub notified: String,
    /// What the notified party is to the case: 「保险机构（商业三者险）」「监护人（母亲）」.
    pub capacity: String,
    /// Which kind of witness.
    pub kind: WitnessKind,
    /// 案件摘要.
    pub summary: String,
    /// 鉴定时间.
    pub time: String,
    /// 鉴定地点.
    pub place: String,
    /// 联系人及电话.
    pub contact: String,
    /// 须携带.
    pub to_bring: Vec<String>,
    /// 须知.
    pub rules: Vec<String>,
    /// Citation of the consequence of absence.
    pub absence_basis: String,
    /// The party's acceptance, where the pack asks it (上海); empty elsewhere.
    pub acceptance: String,
    /// How the insurer was searched for, when none was found; empty when one was.
    pub search: String,
    /// The party's signature under the search.
    pub search_signed: SignatureFact,
    /// 书面送达; absent when it was told by telephone only.
    pub delivery: Option<WrittenDelivery>,
    /// Every attempt to telephone.
    pub calls: Vec<CallRow>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 通知人.
    pub notifier_signs: SignatureFact,
    /// Date under the institution's name.
    pub issued_on: String,
}

/// Insurer or statutory: they differ in what happens when nobody comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WitnessKind {
    /// 涉保见证.
    Insurer,
    /// 法定见证.
    Statutory,
}

/// 书面送达.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct WrittenDelivery {
    /// 送达方式.
    pub method: String,
    /// 送达时间.
    pub at: String,
    /// 签收.
    pub receipt: SignatureFact,
}

/// One attempt to telephone.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct CallRow {
    /// 拨出号码.
    pub from_number: String,
    /// 被叫号码.
    pub to_number: String,
    /// 接听人及身份; 「无人接听」.
    pub answered_by: String,
    /// 起.
    pub began_at: String,
    /// 止.
    pub ended_at: String,
    /// 通知内容要点.
    pub content: String,
    /// 对方答复.
    pub reply: String,
    /// 拨打人.
    pub caller: SignatureFact,
}
