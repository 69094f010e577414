//! F-15 补充（重新提取）鉴定材料通知书: what is needed, why, until when, and what waiting means (GZ-14b, GZ-28d).
//! There is no official form.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F15;

/// Everything the notice says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 致: the clients.
    pub to: String,
    /// 委托事项.
    pub matter: String,
    /// 已收材料, item by item.
    pub received: Vec<String>,
    /// Collected anew rather than supplied.
    pub is_collected_again: bool,
    /// 需补材料, item by item.
    pub wanted: Vec<String>,
    /// Why.
    pub why: String,
    /// 提交期限.
    pub due_on: String,
    /// Where it is handed in.
    pub place: String,
    /// Whether several commissioned, who all have to confirm what comes (SC-2.1c).
    pub is_joint: bool,
    /// Whether a time limit runs from which the wait is taken out; before acceptance none runs.
    pub is_accepted: bool,
    /// 联系人、电话.
    pub contact: String,
    /// 发出日.
    pub issued_on: String,
    /// The client's receipt.
    pub receipt: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
