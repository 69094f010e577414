//! F-27 异议登记与解释说明、调解记录 (GZ-40, SC-5.1, SH-2.1i): who objects to what, what was done about it, how it ended.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F27;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 意见书编号.
    pub doc_no: String,
    /// 异议人: as whom.
    pub role: String,
    /// 异议人.
    pub name: String,
    /// 提出日期.
    pub raised_on: String,
    /// 内容.
    pub content: String,
    /// 证据.
    pub proof: String,
    /// 沟通、转办.
    pub talks: Vec<Event>,
    /// 调解.
    pub mediation: Vec<Event>,
    /// 解释说明.
    pub explanations: Vec<Event>,
    /// Where it went on: supplementary, new appraisal, court, taken back.
    pub outcomes: Vec<Event>,
    /// 「已解释说明」.
    pub standing: String,
    /// The objector, who explained, who wrote it down.
    pub signatures: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// Something done about it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub on: String,
    /// 「开始调解」, with by whom or to whom.
    pub what: String,
    /// What was said, agreed or answered.
    pub account: String,
}
