//! F-33 预约登记单: who called by which way, about what, what they were told to bring, what was answered
//! (SH-1.1, SH-1.2b). A booking is no commission, and the sheet says so.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F33;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 渠道; empty for the pen.
    pub channel: String,
    /// Every way a booking can come, in the order of the boxes.
    pub channels: Vec<String>,
    /// 登记时间.
    pub booked_at: String,
    /// 预约人.
    pub contact: String,
    /// 电话.
    pub phone: String,
    /// 拟鉴定事项.
    pub matter: String,
    /// 险种.
    pub cover: String,
    /// 拟到时间.
    pub wanted_at: String,
    /// 材料提示清单.
    pub to_bring: Vec<String>,
    /// Whether 随申办 was pointed out; absent where no rule asks it.
    pub told_suishenban: Option<Answer>,
    /// 答复.
    pub answer: String,
    /// 答复时间.
    pub answered_at: String,
    /// 答复人.
    pub answered_by: String,
    /// 登记人.
    pub booked_by: String,
    /// 到访: when the contact came, and the booking became a commission.
    pub arrived_on: String,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
