//! F-17 终止鉴定告知书: which of the six grounds, the facts, refund and material (GZ-29, TL-29).
//!
//! The official form was not at hand: the fields are those of the form catalogue, the wording is our own.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F17;

/// Everything the notice says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 编号; empty where none was given.
    pub doc_no: String,
    /// 致: the clients.
    pub to: String,
    /// 收到委托.
    pub received_on: String,
    /// 委托书生效.
    pub effective_on: String,
    /// 委托事项.
    pub matter: String,
    /// The ground with its number in the article.
    pub ground: String,
    /// The facts behind it.
    pub why: String,
    /// 请于某日前办理.
    pub collect_by: String,
    /// 「退还 600.00 元（陆佰元整）：只收了审查的费用」; empty where nothing was decided.
    pub refund: String,
    /// 退还材料: what is still here.
    pub materials: Vec<String>,
    /// Where refund and material are handed out.
    pub place: String,
    /// 联系人、电话.
    pub contact: String,
    /// Date under the institution's name.
    pub issued_on: String,
    /// 「委托各方各一份」 or 「委托人一份」.
    pub copies: String,
    /// The clients' receipts.
    pub receipts: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
