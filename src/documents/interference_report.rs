//! F-13 关于严重干扰涉保鉴定执业活动的报告: a letter of the institution to the district's justice bureau (SH-1.3e).

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F13;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 致: the authority; empty while it is not known.
    pub to: String,
    /// 事件概述: when, where, who, how.
    pub event: String,
    /// What was said and wanted.
    pub words: String,
    /// 影响.
    pub impact: String,
    /// 已采取措施.
    pub measures: String,
    /// 附件: the record F-12 and what goes with it.
    pub enclosures: Vec<String>,
    /// 联系人、电话.
    pub contact: String,
    /// 负责人签发.
    pub director: SignatureFact,
    /// 报告日期; empty while none went out.
    pub reported_on: String,
    /// 接收人.
    pub received_by: String,
    /// 回执.
    pub receipt: String,
    /// 依据.
    pub basis: Vec<String>,
}
