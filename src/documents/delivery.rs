//! F-23 送达回证 (GZ-39): one page an addressee; what was handed over, how, to whom, shown which document.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F23;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// One page each; a blank one where nobody is known.
    pub receipts: Vec<Receipt>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One receipt.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// 文书名称.
    pub paper: String,
    /// 编号.
    pub doc_no: String,
    /// 份数; empty while nothing was handed over.
    pub n_copies: String,
    /// 受送达人.
    pub to: String,
    /// 「自取」「邮寄」「其他」; empty while open.
    pub way: String,
    /// 邮寄单号, or how else.
    pub way_note: String,
    /// 邮寄回执.
    pub mail_receipt: String,
    /// 领取人.
    pub taken_by: String,
    /// 与受送达人的关系.
    pub relation: String,
    /// Whether the identity document was looked at.
    pub identified: Answer,
    /// 送达日期.
    pub delivered_on: String,
    /// 费用.
    pub fee: String,
    /// 签收.
    pub receipt: SignatureFact,
    /// 送达人.
    pub server: SignatureFact,
    /// 拒收注记.
    pub refusal: Option<RefusalNote>,
}
