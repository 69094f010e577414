//! F-05 委托审查与受理审批表: an internal sheet with every conclusion of the review, the people proposed, and what
//! the director decided (SH-1.2d–f, SC-2.2c, SC-2.3c, GZ-11–19).

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F05;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 收到委托日期.
    pub received_on: String,
    /// 决定期限.
    pub decide_by: String,
    /// 接待地点.
    pub premises: String,
    /// Whether it is one of the licensed premises.
    pub is_licensed: Answer,
    /// 委托主体与证件, a line each.
    pub clients: Vec<String>,
    /// 被鉴定人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// 委托方式.
    pub mode: String,
    /// 用途.
    pub purpose: String,
    /// 是否重新鉴定.
    pub is_reappraisal: Answer,
    /// 是否用于保险理赔.
    pub used_for_claim: Answer,
    /// The seven bars of 通则 15 条: words, and whether each was found.
    pub bars: Vec<Line>,
    /// The three conditions of 通则 14 条.
    pub conditions: Vec<Line>,
    /// 业务范围: the category, and whether the licence covers it.
    pub scope: String,
    /// 拟指派鉴定人.
    pub appraisers: Vec<AppraiserLine>,
    /// 机构利害关系.
    pub institution_conflict: String,
    /// 重复委托查重.
    pub duplicates: String,
    /// 补充材料经过, a line each.
    pub supplements: Vec<String>,
    /// 初审人意见.
    pub reviewer_says: String,
    /// 负责人意见: 「accept」, 「reject」, 「supplement」, or empty for the pen.
    pub decision: String,
    /// Why, where it was refused or more is awaited.
    pub decision_note: String,
    /// 场所外开展的事由与批准.
    pub outside: String,
    /// 初审人.
    pub reviewer_signs: SignatureFact,
    /// 负责人.
    pub director_signs: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One question and its answer.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Line {
    /// The question.
    pub text: String,
    /// The answer.
    pub answer: Answer,
}

/// 拟指派鉴定人.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct AppraiserLine {
    /// 姓名.
    pub name: String,
    /// 执业证号.
    pub licence: String,
    /// 执业类别.
    pub categories: String,
    /// 有效期至.
    pub valid_until: String,
    /// 高级职称.
    pub is_senior: Answer,
    /// 利害关系: the four answers in one word, and what the lists found.
    pub conflict: String,
}
