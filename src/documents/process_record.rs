//! F-09 鉴定过程记录: what was done and found, when, by whom, with what.
//!
//! Serves 通则 23–27 条 and 川意见 三(二). Entries stay in the order of their making; a late entry says so
//! and why, a correction strikes the old entry and stands as a new one. Every appraiser signs every page.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F09;

/// Everything the record shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被鉴定人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// 鉴定人.
    pub appraisers: String,
    /// 助理.
    pub assistants: String,
    /// 被鉴定人身份核验.
    pub identity_check: String,
    /// 适用标准.
    pub standards: Vec<Standard>,
    /// 所用材料.
    pub materials: Vec<MaterialUsed>,
    /// 仪器设备.
    pub instruments: Vec<Instrument>,
    /// 隐私保护措施.
    pub privacy: Vec<String>,
    /// 第 n 次, each with its entries.
    pub sessions: Vec<Session>,
    /// 影像目录.
    pub media: Vec<Media>,
    /// 特殊情况.
    pub specials: Vec<String>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// Every appraiser, for the line at the foot of every page.
    pub page_signers: Vec<SignatureFact>,
    /// 鉴定人、到场见证人、记录人, at the end.
    pub signatures: Vec<SignatureFact>,
    /// 拒签注记.
    pub refusal: Option<RefusalNote>,
}

/// A technical standard.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Standard {
    /// 名称.
    pub name: String,
    /// 编号.
    pub number: String,
    /// 层级: 国家标准、行业标准、多数专家认可的方法.
    pub level: String,
}

/// A confirmed item of F-04.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct MaterialUsed {
    /// 序号 in F-04.
    pub no: String,
    /// 名称.
    pub name: String,
    /// 确认情况.
    pub confirmation: String,
}

/// An instrument.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Instrument {
    /// 名称.
    pub name: String,
    /// 编号.
    pub number: String,
    /// 检定有效期.
    pub valid_until: String,
    /// 状态.
    pub state: String,
}

/// One sitting.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Session {
    /// 「第1次」.
    pub label: String,
    /// 起.
    pub began_at: String,
    /// 止.
    pub ended_at: String,
    /// 地点.
    pub place: String,
    /// 在场人员.
    pub present: String,
    /// In the order of their making.
    pub entries: Vec<Entry>,
}

/// One timed entry.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Entry {
    /// 第 n 条.
    pub no: String,
    /// When it was recorded: 「14:12:07」.
    pub at: String,
    /// 方法、所见、测量、仪器、材料、说明.
    pub kind: String,
    /// Who recorded it.
    pub by: String,
    /// What.
    pub text: String,
    /// A table of values under the text.
    pub measurements: Option<MeasurementTable>,
    /// 补记: when it happened and why it was written later.
    pub late: Option<Late>,
    /// 更正第 n 条: this entry replaces another.
    pub corrects: Option<Correction>,
    /// 「已由第 6 条更正」: this entry was replaced; it is printed struck through.
    pub struck_by: String,
}

/// Measured values.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct MeasurementTable {
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
    /// Method, instrument, normal values.
    pub note: String,
}

/// Why an entry was written later.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Late {
    /// When it happened.
    pub happened_at: String,
    /// Why.
    pub reason: String,
}

/// What an entry corrects.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Correction {
    /// 第 n 条.
    pub of_no: String,
    /// Why.
    pub reason: String,
}

/// One picture, film or sound.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Media {
    /// 编号: 「影 3」.
    pub no: String,
    /// What it shows.
    pub title: String,
    /// 照片、录像、录音.
    pub kind: String,
    /// 时长; empty for pictures.
    pub length: String,
    /// 拍摄者.
    pub by: String,
    /// 拍摄时刻.
    pub at: String,
    /// 64 hexadecimal digits.
    pub sha256: String,
}
