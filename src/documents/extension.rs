//! F-16 延长鉴定时限告知书, with the account of every day as its annex.
//!
//! Where nothing was prolonged only the annex is printed: the account is what a client asks for when they ask why it
//! takes so long. The wording of the official form was not at hand; the fields are those of the form catalogue.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F16;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// The notice; absent where nothing was prolonged.
    pub notice: Option<Notice>,
    /// The account of days.
    pub account: Account,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// The notice itself.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Notice {
    /// 致: the clients.
    pub to: String,
    /// 委托事项.
    pub matter: String,
    /// 委托书生效日.
    pub effective_on: String,
    /// 约定的时限.
    pub agreed: String,
    /// 延长原因.
    pub reason: String,
    /// Why more than the usual thirty days; empty where they are enough.
    pub beyond_reason: String,
    /// 「10 个工作日」.
    pub length: String,
    /// 批准: the director and the day.
    pub approved: String,
    /// 原截止.
    pub former_end: String,
    /// 延长至.
    pub new_end: String,
    /// 联系人、电话.
    pub contact: String,
    /// 告知: how and when; empty while it is owed.
    pub told: String,
    /// The client's receipt.
    pub receipt: SignatureFact,
    /// Date under the institution's name.
    pub issued_on: String,
}

/// The account of days.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Account {
    /// 「2026-11-18 起，30 个工作日，截止 2026-12-30」.
    pub summary: String,
    /// Every interval that does not count.
    pub deductions: Vec<Interval>,
    /// Every extension.
    pub extensions: Vec<Interval>,
    /// Where it stands: 「剩 7 个工作日」, 「已办结」.
    pub standing: String,
    /// 「日历未发布，仅供参考」, or empty.
    pub remark: String,
    /// 个工作日, or 日.
    pub unit: String,
    /// Every day.
    pub days: Vec<DayRow>,
    /// The notices the calendar rests on.
    pub calendars: Vec<String>,
}

/// Something that does not count, or that adds.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Interval {
    /// What it is.
    pub what: String,
    /// From when to when, or when it was approved.
    pub when: String,
    /// How many units.
    pub n: String,
}

/// One day of the account.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct DayRow {
    /// 「11-18 三」.
    pub on: String,
    /// 「7」; empty where it does not count.
    pub counted: String,
    /// Why it counts or does not.
    pub why: String,
}
