//! F-18 中止鉴定通知书: why an appraisal stands still, by which local rule, and until what happens. It says in so many
//! words that the time limit runs on.
//!
//! There is no official form and no national rule; the wording is our own.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F18;

/// Everything the notice says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 编号; empty where none was given.
    pub doc_no: String,
    /// 致: the clients.
    pub to: String,
    /// 委托书生效.
    pub effective_on: String,
    /// 委托事项.
    pub matter: String,
    /// 中止的原因.
    pub why: String,
    /// The local rule as the institution cites it.
    pub rule: String,
    /// 从哪天起.
    pub from: String,
    /// 恢复的条件.
    pub until: String,
    /// What it means for the time limit.
    pub clock: String,
    /// The last day as it stands; empty before a clock runs.
    pub deadline: String,
    /// 「2026年12月18日恢复鉴定：已收到医疗终结证明」; empty while it stands still.
    pub resumed: String,
    /// 联系人、电话.
    pub contact: String,
    /// Date under the institution's name.
    pub issued_on: String,
    /// 「委托各方各一份」 or 「委托人一份」.
    pub copies: String,
    /// The clients' receipts.
    pub receipts: Vec<SignatureFact>,
}
