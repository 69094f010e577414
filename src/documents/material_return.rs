//! F-25 材料退还/剩余材料处理签收单: where every item went, and who signed for it (GZ-17, GZ-22, GZ-29).
//! One sheet per handing back; before the first one, a list of what is still here.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F25;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 委托人.
    pub client: String,
    /// 委托事项.
    pub matter: String,
    /// What was agreed in the commission: 「完整退还」.
    pub agreed: String,
    /// 办理时间.
    pub at: String,
    /// Item by item.
    pub rows: Vec<Row>,
    /// Who takes them.
    pub receiver_signs: SignatureFact,
    /// Who hands them over.
    pub handed_by_signs: SignatureFact,
    /// 拒签注记.
    pub refusal: Option<RefusalNote>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One item.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Row {
    /// Its number in F-04.
    pub no: String,
    /// 名称.
    pub name: String,
    /// 数量.
    pub quantity: String,
    /// 性状.
    pub condition: String,
    /// 退还、留存归卷、已耗尽、销毁; empty for the pen.
    pub disposal: String,
    /// How much of it, or why it stays.
    pub note: String,
}
