//! F-26 专家咨询意见记录 (GZ-33): who was asked what, the answer in the expert's words, and what was made of it.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F26;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 委托事项.
    pub matter: String,
    /// 专家.
    pub expert: String,
    /// 单位.
    pub unit: String,
    /// 专业.
    pub field: String,
    /// 职称.
    pub title: String,
    /// 咨询日期.
    pub asked_on: String,
    /// 咨询的问题.
    pub question: String,
    /// 答复日期.
    pub answered_on: String,
    /// 专家意见.
    pub opinion: String,
    /// 专家签名.
    pub signature: SignatureFact,
    /// 「采纳」「部分采纳」「不采纳」; empty while nobody said.
    pub adoption: String,
    /// Why.
    pub adoption_reason: String,
    /// 鉴定人, who answer for the opinion.
    pub appraisers: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
