//! F-34 现场提取鉴定材料记录: who agreed, who went, how it was collected and sealed, and who saw it (GZ-24).
//!
//! Taken along empty and filled in by pen on the spot; printed again once what was written is in the program.

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
    /// 实际起止; empty for the pen, like all that follows.
    #[serde(default)]
    pub period: String,
    /// 提取方法和经过.
    #[serde(default)]
    pub method: String,
    /// What was collected.
    #[serde(default)]
    pub items: Vec<ItemLine>,
    /// The people of the institution.
    pub people: Vec<PersonLine>,
    /// The people who collect, in the order of `people`.
    pub staff_sign: Vec<SignatureFact>,
    /// 委托人指派或者委托的见证人.
    pub witness_signs: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One thing that was collected.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ItemLine {
    /// 材料名称.
    pub name: String,
    /// 数量.
    pub quantity: String,
    /// 性状.
    pub condition: String,
    /// 保存状况.
    pub storage: String,
    /// 封存方式、封号.
    pub seal: String,
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
