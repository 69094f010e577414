//! F-24 回避申请及决定书: who asks that whom step back and why, what the institution decides, who comes instead
//! (GZ-20, GZ-21, TL-25). One sheet per application.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F24;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被鉴定人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// 申请人.
    pub applicant: String,
    /// As whom: 「委托人申请」, 「亮证时当场申请」.
    pub way: String,
    /// 申请时间.
    pub applied_at: String,
    /// 被申请回避人.
    pub against: String,
    /// 鉴定人 or 鉴定人助理.
    pub against_role: String,
    /// The case of 通则 20 条 it names; empty for another interest.
    pub question: String,
    /// 事由.
    pub ground: String,
    /// 提交的材料.
    #[serde(default)]
    pub materials: String,
    /// Whether it was granted.
    pub is_granted: Answer,
    /// Why.
    pub reason: String,
    /// Who comes instead; empty where nobody was named yet.
    pub substitute: String,
    /// 决定时间.
    pub decided_at: String,
    /// The applicant.
    pub applicant_signs: SignatureFact,
    /// 机构负责人.
    pub director_signs: SignatureFact,
    /// The client, who was told of the decision.
    pub client_signs: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
