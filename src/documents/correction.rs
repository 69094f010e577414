//! F-21 司法鉴定意见补正书 (GZ-41, TL-31): place by place what is mended and why; never the opinion itself.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F21;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 致: the clients.
    pub to: String,
    /// 原意见书编号.
    pub doc_no: String,
    /// 原意见书出具日期.
    pub issued_on: String,
    /// 瑕疵说明: the kinds of flaw.
    pub flaws: Vec<String>,
    /// Place by place.
    pub items: Vec<Item>,
    /// What the law says of its limits, as the rule says it.
    pub limit: String,
    /// Appraisers who sign, with licence number.
    pub signatures: Vec<SignatureFact>,
    /// Date under the institution's name; empty until it is allowed.
    pub corrected_on: String,
    /// 「一式 3 份，收到原件的每一方一份，存档一份」.
    pub copies: String,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One mended place.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Item {
    /// 位置: section and place.
    pub place: String,
    /// 补正理由.
    pub why: String,
    /// The words as they stand.
    pub before: String,
    /// The words as they are to read.
    pub after: String,
}
