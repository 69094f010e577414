//! F-28 出庭通知登记与出庭记录 (GZ-43, GZ-44, TL-35): the court's notice, the five things settled, the day in court.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F28;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 意见书编号.
    pub doc_no: String,
    /// 收到通知.
    pub received_on: String,
    /// 法院.
    pub court: String,
    /// 案号.
    pub docket_no: String,
    /// 开庭时间.
    pub hearing_at: String,
    /// 地点.
    pub place: String,
    /// 人数.
    pub n_people: String,
    /// 费用.
    pub cost: String,
    /// 要求.
    pub demands: String,
    /// 确认人: with whom at the court, and when.
    pub settled: String,
    /// Whether appraisers went.
    pub went: Answer,
    /// 出庭日期.
    pub on: String,
    /// 出庭人.
    pub who: String,
    /// 质询要点.
    pub questions: String,
    /// 结果.
    pub result: String,
    /// 不出庭的事由 and what the court said.
    pub excuse: String,
    /// Those who went, and who wrote it down.
    pub signatures: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
