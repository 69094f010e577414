//! F-34 现场提取鉴定材料记录: who agreed, who went, how it was collected and sealed, and who saw it (GZ-24).
//!
//! What was collected and how is written by pen on the spot; the program has no record of it.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F34;

/// Everything the record shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 委托人.
    pub client: String,
    /// 委托事项.
    pub matter: String,
    /// Who agreed, and when: 「韩秀珍，2026年11月24日」; empty for the pen.
    pub consent: String,
    /// 预定时间.
    pub at: String,
    /// 地点.
    pub place: String,
    /// 批准: who allowed it to be done outside.
    pub approved: String,
    /// The people of the institution.
    pub people: Vec<PersonLine>,
    /// The people who collect, in the order of `people`.
    pub staff_sign: Vec<SignatureFact>,
    /// 委托人指派或者委托的见证人.
    pub witness_signs: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One who goes.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct PersonLine {
    /// 姓名.
    pub name: String,
    /// 鉴定人 or 鉴定人助理.
    pub role: String,
    /// 证号.
    pub licence: String,
}
