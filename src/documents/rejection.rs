//! F-14 不予受理告知书: the ground out of the seven, the facts, the material that goes back (GZ-15, GZ-17).
//!
//! There is no official form. A unilateral commission is no ground and has no place here (SH-1.2k).

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F14;

/// Everything the notice says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 致: the clients.
    pub to: String,
    /// 委托日期.
    pub received_on: String,
    /// 委托事项.
    pub matter: String,
    /// The ground, and its number in the article: 「超出本机构业务范围（通则 15 条第 1 项）」.
    pub ground: String,
    /// The facts behind it.
    pub why: String,
    /// 退还材料: what is still here, item by item; empty where nothing was received.
    pub materials: Vec<String>,
    /// Where they are handed back.
    pub place: String,
    /// 联系人、电话.
    pub contact: String,
    /// Date under the institution's name.
    pub issued_on: String,
    /// The client's receipt.
    pub receipt: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
