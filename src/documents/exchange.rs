//! F-36 名录、纪要交换件: the insurers of the directory, the appraisers of the institution, or the minutes of a meeting.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F36;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// Which of the three.
    pub matter: Matter,
    /// 编制人.
    pub made_by: SignatureFact,
    /// 依据.
    pub basis: Vec<String>,
}

/// What is exchanged.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Matter {
    /// 保险机构名录.
    Insurers {
        /// One row per insurer.
        rows: Vec<InsurerRow>,
    },
    /// 鉴定人员名册.
    Staff {
        /// One row per person.
        rows: Vec<StaffRow>,
    },
    /// 纪要.
    Minutes(Minutes),
}

/// An insurer.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct InsurerRow {
    /// 名称.
    pub name: String,
    /// 工作地址.
    pub address: String,
    /// 联系人, the liaison first.
    pub contacts: Vec<ContactRow>,
    /// 核对日期.
    pub checked_on: String,
}

/// A contact of an insurer.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ContactRow {
    /// The name, with 联络员 where it is one.
    pub name: String,
    /// 部门.
    pub department: String,
    /// 电话.
    pub phone: String,
}

/// Somebody of the institution.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct StaffRow {
    /// 姓名.
    pub name: String,
    /// 岗位.
    pub roles: String,
    /// 证件: 司法鉴定人执业证, 鉴定人助理证.
    pub licence: String,
    /// 证号.
    pub number: String,
    /// 执业类别.
    pub categories: String,
    /// 有效期至.
    pub valid_until: String,
    /// 高级职称.
    pub title: String,
}

/// The minutes of a meeting.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Minutes {
    /// 类型.
    pub sort: String,
    /// 时间.
    pub held_on: String,
    /// 参加.
    pub attendees: String,
    /// 议题.
    pub subject: String,
    /// 结论.
    pub conclusions: String,
    /// 待办.
    pub to_do: String,
}
