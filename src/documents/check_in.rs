//! F-07 到场签到及见证记录表: who came, who did not, who may witness, and what was said.
//!
//! Serves 川意见 二(二)、四(四), 沪通知 二(一), 通则 25 条. It records everyone who came, with or without
//! standing; what a visitor from the insurer tells is a statement, never a material.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F07;

/// Everything the record shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被鉴定人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// 预定时间.
    pub planned_at: String,
    /// 地点.
    pub place: String,
    /// 实际开始.
    pub began_at: String,
    /// 实际结束.
    pub ended_at: String,
    /// 到场人员.
    pub attendees: Vec<Attendee>,
    /// 未到场.
    pub absences: Vec<Absence>,
    /// 见证须知.
    pub rules: Vec<String>,
    /// Those who signed the rules.
    pub rules_signed: Vec<SignatureFact>,
    /// 影像许可.
    pub recording: RecordingConsent,
    /// 查勘情况反映.
    pub statements: Vec<Statement>,
    /// 旁观旁听便利.
    pub support: Vec<String>,
    /// 隐私回避区间.
    pub stepped_out: Vec<Interval>,
    /// 异议或要求.
    pub objections: Vec<Statement>,
    /// 干扰情况; empty when there was none.
    pub interference: String,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 当事人、保险机构人员、法定见证人、鉴定人、记录人.
    pub signatures: Vec<SignatureFact>,
    /// 拒签注记.
    pub refusal: Option<RefusalNote>,
}

/// One person who came.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Attendee {
    /// 身份: 「被鉴定人」「保险机构人员」.
    pub identity: String,
    /// 姓名.
    pub name: String,
    /// 单位.
    pub organisation: String,
    /// 与被鉴定人关系.
    pub relation: String,
    /// 证件类型.
    pub document_kind: String,
    /// 证件号码, masked or whole as the copy requires.
    pub document_no: String,
    /// 工作证明名称与编号.
    pub work_credential: String,
    /// 证件影像编号.
    pub image_ids: String,
    /// 核对人.
    pub checked_by: String,
    /// 到场时刻.
    pub arrived_at: String,
    /// 离场时刻.
    pub left_at: String,
    /// 见证资格: 「可以见证」「不得见证」; empty for those who are no witnesses.
    pub standing: String,
    /// Why.
    pub standing_reason: String,
    /// 签名.
    pub signature: SignatureFact,
}

/// Someone expected who did not come.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Absence {
    /// Who: 「保险机构：某某保险」.
    pub who: String,
    /// 通知情况.
    pub notified: String,
    /// 等待截止时刻.
    pub waited_until: String,
    /// 处理: 「照常鉴定」「不得开展，停止」.
    pub handling: String,
    /// Citation of the handling.
    pub basis: String,
}

/// 影像许可: the visitors may film only when both agree.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RecordingConsent {
    /// 当事人书面同意.
    pub party: Answer,
    /// 机构、鉴定人同意.
    pub institution: Answer,
    /// 范围、设备、时段; or 「未提出，设备已收好」.
    pub scope: String,
}

/// Something that was said.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Statement {
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// What.
    pub text: String,
}

/// A time during which someone was asked to step out.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Interval {
    /// Who stepped out.
    pub who: String,
    /// From.
    pub from: String,
    /// To.
    pub to: String,
    /// Why.
    pub reason: String,
}
