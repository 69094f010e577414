//! F-08 亮证告知与回避询问记录: who showed which licence to whom, and the answer about recusal.
//!
//! Serves 川意见 三(二)、三(一), 通则 20、21 条, 沪通知 一(三). Each appraiser answers the four questions of
//! 通则 20 条 for himself; a request for recusal is decided on another sheet.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F08;

/// Everything the record shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被鉴定人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// 时间.
    pub at: String,
    /// 地点.
    pub place: String,
    /// 出示人, one row each.
    pub shown: Vec<ShownRow>,
    /// 到场人确认已见.
    pub seen_by: Vec<SignatureFact>,
    /// 权利告知.
    pub rights: Vec<String>,
    /// 询问.
    pub recusal: RecusalAnswer,
    /// The questions of 通则 20 条, in the order of the answers.
    pub questions: Vec<String>,
    /// 鉴定人声明.
    pub declarations: Vec<Declaration>,
    /// 廉洁与公正声明.
    pub pledge: String,
    /// 结论.
    pub outcome: String,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 鉴定人、助理、记录人.
    pub signatures: Vec<SignatureFact>,
    /// 拒签注记.
    pub refusal: Option<RefusalNote>,
}

/// One who showed his licence.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ShownRow {
    /// 姓名.
    pub name: String,
    /// 身份: 「鉴定人」「助理」.
    pub role: String,
    /// 证件名称.
    pub licence: String,
    /// 证件编号.
    pub licence_no: String,
    /// 有效期至.
    pub valid_until: String,
    /// 出示时刻.
    pub shown_at: String,
}

/// Whether anyone asks that someone step back.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RecusalAnswer {
    /// Who was asked.
    pub asked: String,
    /// 是否申请回避.
    pub is_requested: Answer,
    /// Against whom.
    pub person: String,
    /// Why.
    pub reason: String,
}

/// One appraiser's answers, in the order of the questions.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Declaration {
    /// The appraiser.
    pub name: String,
    /// One answer per question; `No` is the good one.
    pub answers: Vec<Answer>,
    /// Explanation of a yes.
    pub note: String,
}
